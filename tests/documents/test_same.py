"""One document as text, HTML, Akoma Ntoso, Word and PDF: the same citations."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from renderings import Source, as_akn, as_html, as_pdf, as_text, as_word, source_of
from report import REPORT
from typeset import Sheet

from unxref.citations.extract import extract, identify
from unxref.documents.model import Document
from unxref.documents.read import read_bytes

EXAMPLE = (Path(__file__).parents[2] / "examples" / "draft_resolution.txt").read_bytes()
MASTHEAD = b"A/RES/77/999\n\nResolution adopted by the General Assembly on 15 December 2022\n\n77/999. Finding one's way\n\n"
TEXTS = {
    "example": EXAMPLE,
    "resolution": MASTHEAD + EXAMPLE,
    "report": as_text(REPORT),
}
PAGE = Sheet(head="A/77/999", foot="22-12345 {page}", size=11, note_size=8.5)
COLUMNS = Sheet(head="A/77/999", size=9, note_size=7, left=50, width=58, columns=2)
WAYS: dict[str, Callable[[Source], bytes]] = {
    "html": as_html,
    "akn": as_akn,
    "docx": as_word,
    "pdf": lambda source: as_pdf(source, PAGE),
    "pdf in columns": lambda source: as_pdf(source, COLUMNS),
}


def said(document: Document) -> list[tuple[object, ...]]:
    """What is said of each citation, in the order of ids and texts: notes stand elsewhere in each format."""
    found = [
        (
            c.id,
            c.text.split(),
            c.also,
            c.kind,
            c.body,
            c.via,
            c.date,
            c.pinpoint and (c.pinpoint.text.split(), c.pinpoint.parts),
            c.part,
            c.relation,
            c.opening and c.opening.split(),
            c.verb,
            c.note,
        )
        for c in extract(document)
    ]
    return sorted(found, key=str)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("way", WAYS)
def test_the_same_citations(way: str, name: str) -> None:
    printed = read_bytes("a", TEXTS[name])
    source = REPORT if name == "report" else source_of(printed)
    assert len(printed.notes) == len(source.notes)
    made = read_bytes("a", WAYS[way](source))
    assert [note.marker for note in made.notes] == list(source.notes)
    assert all(note.calls for note in made.notes)
    assert said(made) == said(printed)
    assert len(said(made)) >= 45
    assert identify(made) == identify(printed)


def any_sheet(chance: Random) -> Sheet:
    """Return how pages may be set: letters of a size that fit, one column or two, words cut or whole."""
    columns = chance.choice((1, 2))
    size = chance.choice((8, 9, 9.5, 10, 11, 12)[: 6 if columns == 1 else 4])
    room = (595 - 2 * 45 - (columns - 1) * 24) / columns
    widest = int(room / (0.42 * size))
    return Sheet(
        head=chance.choice(("", "A/RES/77/999")),
        foot=chance.choice(("", "{page}", "22-12345 (E)   {page}")),
        size=size,
        note_size=round(size * chance.uniform(0.75, 0.9), 1),
        left=45,
        top=chance.choice((770, 700, 500)),
        bottom=chance.choice((60, 90)),
        width=chance.randint(max(46, widest // 2) if columns == 1 else widest - 6, widest),
        columns=columns,
        hyphens=chance.random() < 0.5,
    )


@pytest.mark.parametrize("name", ["resolution", "report"])
@pytest.mark.parametrize("seed", range(16))
def test_the_same_ids_however_pages_are_set(seed: int, name: str) -> None:
    printed = read_bytes("a", TEXTS[name])
    source = REPORT if name == "report" else source_of(printed)
    made = read_bytes("a", as_pdf(source, any_sheet(Random(seed))))
    assert [note.marker for note in made.notes] == list(source.notes)
    assert all(note.calls for note in made.notes)
    assert ids(made) == ids(printed)


def ids(document: Document) -> list[tuple[str, str]]:
    return sorted((str(c.id), str(c.pinpoint and c.pinpoint.parts)) for c in extract(document))
