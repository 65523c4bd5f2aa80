"""Damaged print is read through, and every citation still stands where it is printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.citations.extract import extract
from unxref.citations.furniture import healed, without_furniture
from unxref.citations.language import language
from unxref.citations.repairs import joined, readable
from unxref.documents.model import Document

DAMAGED: list[tuple[str, list[str]]] = [
    ("Noting the reports A / 55 / 602 / Add.2 and A/ 55/100.", ["A/55/602/Add.2", "A/55/100"]),
    ("See A/77/\n463 and A/RES/74/\n174.", ["A/77/463", "A/RES/74/174"]),
    ("Recalling its reso-\nlution 74/\n174 of 2019, the Gen-\neral Assembly went on.", ["A/RES/74/174"]),
    ("General Assembly reso\u00adlution 74/\u200b174 of 2019.", ["A/RES/74/174"]),
    ("See \u0410/55/602 and \u0421AT/C/SVN/CO/3.", ["A/55/602", "CAT/C/SVN/CO/3"]),
    ("See A/\uff15\uff15/602.", ["A/55/602"]),
    ("See CCPR/C O /83/UZB and CCPR/C/UZB/ Q /3/ Add .1.", ["CCPR/CO/83/UZB", "CCPR/C/UZB/Q/3/Add.1"]),
    ("See CCRP/C/SR.2692 and 2693.", ["CCPR/C/SR.2692", "CCPR/C/SR.2693"]),
    ("See document 8/17227, 5/2002/1005 as a document, and $/24810.", ["S/17227", "S/2002/1005", "S/24810"]),
    ("See A/76/871-2022/493.", ["A/76/871"]),
    ("It was sent and / or received by 3 / 4 of them, 1/ and 2/.", []),
]


@pytest.mark.parametrize(("text", "ids"), DAMAGED)
def test_damage_is_read_through(text: str, ids: list[str]) -> None:
    found = list(extract(Document("test", text)))
    assert [c.id for c in found] == ids
    assert all(text[c.start : c.end] == c.text for c in found)
    assert not any(c.text[0].isspace() or c.text[-1].isspace() for c in found)


def test_what_was_repaired_is_told() -> None:
    text = "See A / 55 / 602, \u0410/55/603, A/77/\n463, CCRP/C/SR.2692 and A/55/604."
    repaired = {c.id: c.repaired for c in extract(Document("test", text))}
    assert repaired == {
        "A/55/602": "A/55/602",
        "A/55/603": "A/55/603",
        "A/77/463": None,  # a line may end behind a stroke
        "CCPR/C/SR.2692": "CCPR/C/SR.2692",
        "A/55/604": None,
    }


PAGES = """\
United Nations                                        A/RES/74/174
General Assembly                              Distr.: General
                                              23 January 2020

The General Assembly,
Recalling also its resolution 73/174 of 17 December 2018 and the Rome Statute of the International Criminal
20-00123                                                 1/3
\fA/RES/74/174                  Terrorism and human rights

Court, and its resolution

20-00123
2
A/RES/74/174

60/251 of 15 March 2006,
"""


def test_heads_and_feet_of_pages_interrupt_no_sentence() -> None:
    found = list(extract(Document("test", PAGES)))
    assert [(c.id, c.relation) for c in found] == [
        ("A/RES/73/174", "recalls"),
        ("rome-statute", "recalls"),
        ("A/RES/60/251", "recalls"),
    ]


NEXT_PAGE = [
    ("The Assembly recalled its decision 74/537\n\fB; and more.", ["A/DEC/74/537B"]),
    (
        "The Assembly recalled resolutions 34/65\n22-12345 (E)   3\n\fA and B of 1979.",
        ["A/RES/34/65A", "A/RES/34/65B"],
    ),
    ("The Assembly recalled its resolution 217\n\fA (III) and more.", ["A/RES/217(III)A"]),
    ("The Assembly recalled its decision 74/537\n\fB. Methods of work", ["A/DEC/74/537"]),
    ("It took note of the budget (A/75/6 (Sect.\n\f26)) and more.", ["A/75/6(Sect.26)"]),
    ("It took note of the budget (A/75/6\n22-12345 (E)   3\n\f(Sect. 26)) and more.", ["A/75/6(Sect.26)"]),
]


@pytest.mark.parametrize(("text", "ids"), NEXT_PAGE)
def test_a_number_is_read_over_the_end_of_a_page(text: str, ids: list[str]) -> None:
    assert [c.id for c in extract(Document("a", text, "utf-8"))] == ids


@pytest.mark.parametrize("below", ["26", "\f26", "3/10 22-12345 (E)\n\f26"])
def test_an_abbreviation_at_the_foot_of_a_page_ends_no_sentence(below: str) -> None:
    (found,) = extract(
        Document("a", f"It recalled General Assembly resolution 74/174, para.\n{below}, and more.")
    )
    assert found.pinpoint is not None
    assert found.pinpoint.parts[0].value == "26"


def test_the_last_row_of_a_page_is_no_sentence_that_goes_on() -> None:
    text = "\n\f".join(
        (
            "74/174   Countering child sexual exploitation   18 December 2019",
            "Resolutions of the Security Council that this report looks at",
            "1325   Women and peace and security   31 October 2000",
        )
    )
    assert without_furniture(text, ()) == text.replace("\f", " ")


def test_a_number_alone_on_its_line_is_no_foot_without_one() -> None:
    text = "Security Council resolution\n242\n(1967)\nholds."
    assert without_furniture(text, ()) == text


PRINT = st.text(st.sampled_from("A/ 7.4-\n\f()aS,ECN\u00ad\u200b¬\u0410reso1\t"), max_size=200)


@given(PRINT)
def test_repairs_keep_the_length_and_lead_back_to_the_print(text: str) -> None:
    plain = readable(text)
    blanked = without_furniture(plain, ("A/74/4",))
    mended, joints = joined(blanked, language("en"))
    assert len(plain) == len(blanked) == len(mended) == len(text)
    for at, character in enumerate(mended):
        if not character.isspace():
            assert blanked[joints.printed(at)] == character


@given(PRINT, st.lists(st.tuples(st.integers(0, 150), st.integers(0, 50)), max_size=5))
def test_sentences_are_closed_without_moving_them(text: str, spans: list[tuple[int, int]]) -> None:
    inside = [(start, min(len(text), start + length)) for start, length in spans if start <= len(text)]
    assert len(healed(text, inside, (), blanked=False)) == len(text)
