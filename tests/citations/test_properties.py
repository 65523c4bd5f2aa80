"""What holds for every text: spans, order, and time that grows with the text."""

import time
from collections.abc import Iterator
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unxref.citations.extract import extract, identify
from unxref.citations.language import language
from unxref.citations.model import from_json, to_json
from unxref.documents.model import Document
from unxref.documents.notes import find_notes
from unxref.instruments.bodies import bodies
from unxref.instruments.identifiers import parse

PIECES: list[str] = [
    "resolution", "resolutions", "its", "General Assembly", "Council", " of ", "74/174", "1325 (2000)", "217 A (III)", " and B",
    ", ", "; ", " and ", "Ibid.", "vol. 1577, No. 27531", "United Nations, Treaty Series", "A/74/10", "(E/2017/30)", " Add.1",
    "the Convention on the Rights of the Child", "the Convention", "para. 5", "annex", "\n", "\n\n", "1 ", "12", "Recalling", "18 December 2019",
    "Official Records of the General Assembly", "Supplement No. 10", "entitled “", "”", "/", "(", ")", "S/", "$/24810", "1/CP.21", ".", "775 1992",
]  # fmt: skip


def strings(value: object) -> Iterator[str]:
    """Every word of a language's tables, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in cast("dict[str, object]", value).items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in cast("list[object]", value):
            yield from strings(inner)


# The grammar's own words in any case beside numbers that mean nothing: no text may stop a run.
WORDS: list[str] = sorted(
    {*strings(dict(language("en").words)), *(n for b in bodies().values() for n in (b.name, *b.acronyms))}
)
ODD: list[str] = [
    "5/1", "0/0", "9999/9999", "1 (1900)", "34/65 Z to A", "2963 Z to A (XXII)", "PRST/0/0", "vol. 0, No. 0", "vols. IIII, No. 3",
    "vol. 7, Nos. 5–1", "No. 00", "31 February 2019", "0 March 2001", "1 UNTS XVI", "8/00000", "S/RES/0012 (1999)", "S/RES/9999 (2024)",
    "(the “Foo Bar”)", "thereto", "Add.0", "SR.0", "06 (1971)", "resolution 0660",
]  # fmt: skip


def cased(word: str, case: int) -> str:
    return (word, word.lower(), word.upper(), word.capitalize())[case]


CASED = st.builds(cased, st.sampled_from(WORDS), st.integers(0, 3))
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=60).map("".join)
SALADS = st.lists(CASED | st.sampled_from(ODD) | st.sampled_from(PIECES), max_size=25).map(" ".join)


def read(text: str) -> Document:
    return Document("test", text, notes=find_notes(text))


@settings(max_examples=500, deadline=None)
@given(TEXTS | SALADS)
def test_spans_are_in_order_and_hold_their_text(text: str) -> None:
    last = (0, 0)
    for citation in extract(read(text)):
        # The inner members of a range share one span; nothing else overlaps.
        assert last[1] <= citation.start or last == (citation.start, citation.end)
        assert citation.start < citation.end <= len(text)
        assert citation.text == text[citation.start : citation.end]
        assert citation.id is None or parse(citation.id).id == citation.id
        assert citation.id is not None or citation.also
        assert from_json(to_json(citation)) == citation
        last = (citation.start, citation.end)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same(text: str) -> None:
    assert list(extract(read(text))) == list(extract(read(text)))
    assert identify(read(text)) == identify(read(text))


NASTY = [
    "1", "12/", "(", "((", "Ibid., ", ", ", "A/", "A/A/1", "resolution ", "resolutions 1/2, ", "vol. 1, ", "and ", "1 (2000), ", "I", "Recalling ",
    "para. 1, ", "of the ", "/", "-", " ", "\n", "12 ", "the Convention ", "1, 2 and ", "Annex\n", "S/RES/", "A/1 and Add.1, Add.2 ", "A",
]  # fmt: skip


def work(text: str) -> float:
    begin = time.process_time()
    list(extract(Document("test", text)))
    return time.process_time() - begin


@pytest.mark.parametrize("piece", NASTY)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    work(piece)
    small = min(work(piece * (8_000 // len(piece))) for _ in range(3))
    large = min(work(piece * (64_000 // len(piece))) for _ in range(2))
    # Eight times the text: linear work takes about eight times as long, quadratic work sixty-four times.
    assert large < 24 * small + 0.05
