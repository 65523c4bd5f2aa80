"""One source as text, HTML, Akoma Ntoso, Word and PDF, for tests: paragraphs, headings, tables, and notes with calls."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from typeset import Page, Sheet, pdf, typeset
from wordfile import call, level, lists, numbered, p, r, tbl, tr, wordfile

from unxref.documents.model import Document

Table = tuple[tuple[str, ...], ...]
"""Rows of cells; the first row has the heads of the columns."""


@dataclass(frozen=True)
class Source:
    """What is rendered. In the texts, calls of notes stand between carets: `the Court,^1^ and`."""

    blocks: Sequence[str | Table]
    notes: Mapping[str, str]


def source_of(document: Document) -> Source:
    """Return the source that a text with notes at its end was printed from."""
    calls = sorted((*span, note.marker) for note in document.notes for span in note.calls)
    text = document.text[: document.notes[0].start].rstrip("_\n ")
    for start, end, marker in reversed(calls):
        text = f"{text[:start]}^{marker}^{text[end:]}"
    notes = {note.marker: document.text[note.text_start : note.end] for note in document.notes}
    return Source([block for block in re.split(r"\n\n+", text) if block.strip()], notes)


def as_text(source: Source) -> bytes:
    """As print has it, in lines of eighty letters."""
    blocks = [
        "\n".join(wrap(" ".join(block.replace("^", "").split()), 80, break_on_hyphens=False))
        if isinstance(block, str)
        else "\n".join("   ".join(row) for row in block)
        for block in source.blocks
    ]
    notes = [f"{marker} {note}" for marker, note in source.notes.items()]
    return "\n\n".join([*blocks, "\n".join(["__________________", *notes, ""])]).encode()


def as_html(source: Source) -> bytes:
    """As pages on the web have it, notes at the end, linked both ways."""

    def said(text: str) -> str:
        return _marked(text, lambda n: f'<sup><a id="r{n}" href="#fn{n}">{n}</a></sup>')

    def table(rows: Table) -> str:
        lines = (f"<tr>{''.join(f'<td>{said(cell)}</td>' for cell in row)}</tr>" for row in rows)
        return f"<table>{''.join(lines)}</table>"

    body = "\n".join(
        f"<p>{said(block.strip())}</p>" if isinstance(block, str) else table(block) for block in source.blocks
    )
    notes = "\n".join(
        f'<li id="fn{n}"><p>{escape(note)} <a href="#r{n}">↩</a></p></li>' for n, note in source.notes.items()
    )
    return f"<!doctype html><html><body>{body}<hr><ol>{notes}</ol></body></html>".encode()


def as_akn(source: Source) -> bytes:
    """As the UN has its resolutions: numbers as such, notes where they are called."""

    def said(text: str) -> str:
        return _marked(
            text,
            lambda n: (
                f'<authorialNote marker="{n}" eId="n{n}"><p>{escape(source.notes[n])}</p></authorialNote>'
            ),
        )

    def block(block: str | Table) -> str:
        if not isinstance(block, str):
            rows = (f"<tr>{''.join(f'<td><p>{said(cell)}</p></td>' for cell in row)}</tr>" for row in block)
            return f"<table>{''.join(rows)}</table>"
        if found := re.fullmatch(r"(\d+\.)\s+(.*)", block.strip(), re.DOTALL):
            return f"<paragraph><num>{found[1]}</num><content><p>\t{said(found[2])}</p></content></paragraph>"
        return f"<container>\n  <p>{said(block.strip())}</p>\n</container>"

    return (
        '<?xml version="1.0"?><akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'
        f"<statement><mainBody>{''.join(map(block, source.blocks))}</mainBody></statement></akomaNtoso>"
    ).encode()


def as_word(source: Source) -> bytes:
    """As Word has it: each paragraph on one line, numbers by a list, footnotes."""
    body: list[str] = []
    for block in source.blocks:
        if not isinstance(block, str):
            body.append(tbl(*(tr(*row) for row in block)))
            continue
        said = " ".join(block.split())
        found = re.fullmatch(r"\d+\. (.*)", said)
        pieces = (found[1] if found else said).split("^")
        runs = [call(int(piece)) if n % 2 else r(piece) for n, piece in enumerate(pieces)]
        body.append(p(*runs, properties=numbered(1) if found else ""))
    footnotes = {
        int(n): p(r("<w:footnoteRef/>"), f" {' '.join(note.split())}") for n, note in source.notes.items()
    }
    return wordfile(*body, footnotes=footnotes, parts={"numbering": lists(level(0, "%1."))})


def as_pdf(source: Source, sheet: Sheet | None = None) -> bytes:
    """As pages with the notes at their feet; the rows of tables as lines of cells that stand apart."""
    return pdf(pages_of(source, sheet or Sheet()))


def pages_of(source: Source, sheet: Sheet) -> list[Page]:
    """Return the pages."""
    blocks = [
        " ".join(block.split())
        if isinstance(block, str)
        else "\n".join(" " * 6 + (" " * 6).join(row) for row in block)
        for block in source.blocks
    ]
    return typeset(blocks, dict(source.notes), sheet)


def _marked(text: str, call: Callable[[str], str]) -> str:
    return "".join(call(piece) if n % 2 else escape(piece) for n, piece in enumerate(text.split("^")))
