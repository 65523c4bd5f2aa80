"""Whose number it is: what is named, what acts, what a body can have adopted, and what stays open."""

from collections.abc import Callable

import pytest

from unxref.citations.attribute import latest_year
from unxref.citations.model import Citation

Cited = Callable[[str], list[Citation]]

ASSEMBLY = "The General Assembly,\n\n"
COUNCIL = "The Human Rights Council,\n\n"

OWNED = [
    (
        ASSEMBLY + "Takes note of the report of the Human Rights Council and its resolution 10/1,",
        ["A/HRC/RES/10/1"],
    ),
    (
        ASSEMBLY + "Recalling that the Human Rights Council decided, in its resolution 51/10, to act,",
        ["A/HRC/RES/51/10"],
    ),
    (
        ASSEMBLY + "Recalling that the Human Rights Council was established by its resolution 60/251,",
        ["A/RES/60/251"],
    ),
    (
        ASSEMBLY + "Recalling the establishment of the Human Rights Council by resolution 60/251,",
        ["A/RES/60/251"],
    ),
    (
        COUNCIL + "Reaffirming resolution 48/141 of 20 December 1993 and resolution 5/1,",
        ["A/RES/48/141", "A/HRC/RES/5/1"],
    ),
    (
        ASSEMBLY + "Recalling Human Rights Council resolution 49/24 and resolution 50/1,",
        ["A/HRC/RES/49/24", "A/HRC/RES/50/1"],
    ),
    ("the resolutions of the Human Rights Council on it, including resolution 53/11", ["A/HRC/RES/53/11"]),
    (
        "resolution 79/8, adopted by the Economic and Social Commission for Asia and the Pacific",
        ["E/ESCAP/RES/79/8"],
    ),
    ("See document CBD/COP/15/17, decision 15/4, annex.", ["CBD/COP/15/17", "CBD/COP/DEC/15/4"]),
    (
        "resolution 335 (S-VI) of the Economic and Social Commission for Western Asia",
        ["E/ESCWA/RES/335(S-VI)"],
    ),
    ("UNICEF Executive Board decision 2022/6", ["E/ICEF/DEC/2022/6"]),
]


@pytest.mark.parametrize(("text", "ids"), OWNED)
def test_the_evidence_tells_the_body(cited: Cited, text: str, ids: list[str]) -> None:
    assert [c.id for c in cited(text)] == ids


STRANGERS = [
    "the International Whaling Commission resolution 2014/5",
    "the Congress of Ruritania adopted resolution 54/12",
    "the Parliamentary Assembly resolution 1244 (2001)",
    "resolution 12/5 of the Ministry of Health, and resolution 5/12 of IUCN",
    "the Committee of Ministers adopted resolution 54/4",
    "resolution 33/20 of the General Conference of UNESCO",
    "OSCE Permanent Council decision 3/11 and the Ministerial Council decision 14/04",
    "Council Decision 2011/137/CFSP and Council decision 2011/72 (CFSP)",
    "resolution 10/39-P of the Islamic Conference",
    "A/56/1026, annex II, resolution 14/221",
    "Supreme Court decision 12/2004 and court decision 12/4",
    "Human Rights Committee decision 12/76",
]


@pytest.mark.parametrize("text", STRANGERS)
def test_a_number_of_another_organization_has_no_symbol(cited: Cited, text: str) -> None:
    assert [c.id for c in cited(text) if c.kind in ("resolution", "decision")] == []


OPEN = [
    ("The note cites decision 21/1 and no body.", "E/CN.15/DEC/21/1"),
    ("The note cites decision 2012/4 and no body.", "DP/DEC/2012/4"),
    ("The note cites decision 32/15 and no body.", "E/CN.15/DEC/32/15"),
    ("The note cites resolution S-23/3 and no body.", "A/HRC/RES/S-23/3"),
    ("Security Council resolution 2122 (2014)", "S/RES/2122(2013)"),
]


@pytest.mark.parametrize(("text", "candidate"), OPEN)
def test_what_the_text_leaves_open_stays_open(cited: Cited, text: str, candidate: str) -> None:
    (citation,) = cited(text)
    assert citation.id is None
    assert candidate in citation.also


def test_a_decision_of_the_assembly_begins_at_301(cited: Cited) -> None:
    (citation,) = cited(ASSEMBLY + "Recalling decision 54/12,")
    assert "A/DEC/54/12" not in (citation.id, *citation.also)


@pytest.mark.parametrize(
    ("symbol", "year"),
    [
        ("A/RES/77/233", 2023),
        ("A/HRC/54/8", 2023),
        ("E/2023/31", 2023),
        ("S/RES/670(1990)", 1990),
        ("A/C.3/L.5", None),
        (None, None),
    ],
)
def test_a_symbol_tells_when_a_document_was_written(symbol: str | None, year: int | None) -> None:
    assert latest_year(symbol) == year
