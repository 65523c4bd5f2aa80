"""One document as text, as HTML and as Akoma Ntoso: the same citations."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from unxref.citations.extract import extract, identify
from unxref.documents.akn import read_akn
from unxref.documents.html import read_html
from unxref.documents.text import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from unxref.documents.model import Document

EXAMPLE = Path(__file__).parents[2] / "examples" / "draft_resolution.txt"
MASTHEAD = "A/RES/77/999\n\nResolution adopted by the General Assembly on 15 December 2022\n\n77/999. Finding one's way\n\n"


def paragraphs(document: Document, call: Callable[[int], str]) -> Iterator[str]:
    """Yield the paragraphs of the running text, its calls made markup."""
    calls = sorted((*span, n) for n, note in enumerate(document.notes) for span in note.calls)
    pieces: list[str] = []
    at = 0
    for start, end, n in calls:
        pieces += (escape(document.text[at:start]), call(n))
        at = end
    pieces.append(escape(document.text[at : document.notes[0].start]).rstrip(" _\n"))
    return (p.strip() for p in re.split(r"\n\n+", "".join(pieces)))


def noted(document: Document, n: int) -> str:
    note = document.notes[n]
    return escape(document.text[note.text_start : note.end])


def as_html(document: Document) -> str:
    body = "\n".join(
        f"<p>{p}</p>"
        for p in paragraphs(document, lambda n: f'<sup><a id="r{n}" href="#fn{n}">{n + 1}</a></sup>')
    )
    notes = "\n".join(
        f'<li id="fn{n}"><p>{noted(document, n)} <a href="#r{n}">↩</a></p></li>'
        for n in range(len(document.notes))
    )
    return f"<!doctype html><html><body>{body}<hr><ol>{notes}</ol></body></html>"


def as_akn(document: Document) -> str:
    def call(n: int) -> str:
        return f'<authorialNote marker="{n + 1}" eId="n{n}"><p>{noted(document, n)}</p></authorialNote>'

    def block(paragraph: str) -> str:
        numbered = re.match(r"(\d+\.)\s+(.*)", paragraph, re.DOTALL)
        if numbered:
            return f"<paragraph><num>{numbered[1]}</num><content><p>\t{numbered[2]}</p></content></paragraph>"
        return f"<container>\n  <p>{paragraph}</p>\n</container>"

    body = "\n".join(block(p) for p in paragraphs(document, call))
    return (
        '<?xml version="1.0"?><akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'
        f"<statement><mainBody>{body}</mainBody></statement></akomaNtoso>"
    )


def said(document: Document) -> list[tuple[object, ...]]:
    return [
        (
            c.id,
            " ".join(c.text.split()),
            c.also,
            c.kind,
            c.body,
            c.via,
            c.date,
            c.pinpoint,
            c.part,
            c.relation,
            c.opening and c.opening.split(),
            c.verb,
            c.note,
        )
        for c in extract(document)
    ]


@pytest.mark.parametrize("above", ["", MASTHEAD])
@pytest.mark.parametrize(("read", "made"), [(read_html, as_html), (read_akn, as_akn)])
def test_the_same_citations(
    read: Callable[[str, bytes], Document], made: Callable[[Document], str], above: str
) -> None:
    printed = read_text("a", above.encode() + EXAMPLE.read_bytes())
    assert len(printed.notes) == 9
    marked = read("a", made(printed).encode())
    assert [note.marker for note in marked.notes] == [note.marker for note in printed.notes]
    assert all(note.calls for note in marked.notes)
    assert said(marked) == said(printed)
    assert identify(marked) == identify(printed)
