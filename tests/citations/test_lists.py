"""Lists of numbers: heads, tables, shared sessions, numbers that are none, and numbers without a head."""

from collections.abc import Callable

import pytest

from unxref.citations.extract import extract
from unxref.citations.model import Citation
from unxref.documents.read import read_bytes

Cited = Callable[[str], list[Citation]]

ROMAN = [
    ("the Council's report, and resolution 96 (I) of the time", ["A/RES/96(I)"]),
    ("The Economic and Social Council met. It recalled resolution 260 B (III).", ["A/RES/260(III)B"]),
    ("in Economic and Social Council resolution 1503 (XLVIII)", ["E/RES/1503(XLVIII)"]),
]


@pytest.mark.parametrize(("text", "ids"), ROMAN)
def test_no_body_gets_a_number_that_its_session_never_reached(
    cited: Cited, text: str, ids: list[str]
) -> None:
    assert [c.id for c in cited(text)] == ids


REPORT = "A/76/210\n\nReport of the Secretary-General\n\n"
ISSUED = [
    ("1.  Resolution 51/10 was followed up.", ["A/RES/51/10"], ()),
    (
        "1.  The Human Rights Council acted in its decision 25/117 and in its resolution 25/2.",
        ["A/HRC/DEC/25/117", "A/HRC/RES/25/2"],
        (),
    ),
    (
        "1.  The Human Rights Council spoke of it in Council resolution 42/3, and resolution 43/2 went on.",
        ["A/HRC/RES/42/3", "A/HRC/RES/43/2"],
        (),
    ),
    (
        "1.  The Human Rights Council has a mandate, and resolution 43/2 tells which.",
        [None],
        ("A/RES/43/2", "A/HRC/RES/43/2"),
    ),
]


@pytest.mark.parametrize(("text", "ids", "also"), ISSUED)
def test_a_report_is_not_the_text_of_the_body_it_is_issued_to(
    cited: Cited, text: str, ids: list[str | None], also: tuple[str, ...]
) -> None:
    found = [c for c in cited(REPORT + text) if c.via != "symbol"]
    assert [c.id for c in found] == ids
    assert found[-1].also == also


TABLE = """General Assembly resolutions

46/152            Creation of a programme
74/176; 74/177    Implementation of General Assembly resolution 58/4
55/2              United Nations Millennium Declaration (2 posts, 1/3 funded)

Economic and Social Council resolutions and decisions

2003/31           Functioning
                  of 3/4 of it
2012/12           Resources
"""


def test_a_table_goes_on_after_heads_in_its_lines(cited: Cited) -> None:
    assert [c.id for c in cited(TABLE) if c.via != "name"] == [
        "A/RES/46/152",
        "A/RES/74/176",
        "A/RES/74/177",
        "A/RES/58/4",
        "A/RES/55/2",
        "E/RES/2003/31",
        "E/RES/2012/12",
    ]


OTHERS = [
    "The House passed H.Res. 1325 and H.R.J. Res. 114.",
    "Under General Assembly resolutions 55/2 and 58/4, which cost much, the share amounts to 3/4 of the total.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_fractions_and_other_registers_are_no_citations(cited: Cited, text: str) -> None:
    assert {c.id for c in cited(text)} <= {"A/RES/55/2", "A/RES/58/4"}


SHARED = [
    (
        "General Assembly resolutions 2200, 2201 and\n2202 (XXI)",
        [f"A/RES/{n}(XXI)" for n in (2200, 2201, 2202)],
    ),
    ("resolutions 1514 (XV) of 14 December 1960 and 1654 (XVI)", ["A/RES/1514(XV)", "A/RES/1654(XVI)"]),
    ("resolutions 1895 (LVII) of 1 August 1974 and 2005 (LX)", ["E/RES/1895(LVII)", "E/RES/2005(LX)"]),
    ("Recalling resolutions 425 (1978) and 426 (1978 of 19 March", ["S/RES/425(1978)", "S/RES/426(1978)"]),
    ("despite the decision of the Government of Ruritania and resolution 1325 (2000)", ["S/RES/1325(2000)"]),
]


@pytest.mark.parametrize(("text", "ids"), SHARED)
def test_a_session_or_a_year_holds_for_its_numbers_only(cited: Cited, text: str, ids: list[str]) -> None:
    assert [c.id for c in cited(text)] == ids


ROMAN_ALONE: list[tuple[str, list[str]]] = [
    (
        "Permanent sovereignty rests on 1803 (XVII) and on 3281 (XXIX).",
        ["A/RES/1803(XVII)", "A/RES/3281(XXIX)"],
    ),
    ("The new order began with 3201 (S-VI) in that spring.", ["A/RES/3201(S-VI)"]),
    ("It is told in chapter 12 (XIV) and on page 2106 (XXI).", []),
    ("the Convention against Racism, resolution 2106 A (XX)", ["A/RES/2106(XX)A"]),
]


@pytest.mark.parametrize(("text", "ids"), ROMAN_ALONE)
def test_a_roman_number_alone_is_one_where_only_the_assembly_reached_it(
    cited: Cited, text: str, ids: list[str]
) -> None:
    assert [c.id for c in cited(text)] == ids


BARE: list[tuple[str, list[str | None]]] = [
    (
        "Resolution 1514 (XV) and Security Council resolution 1514 (2003); see Resolution 1514.",
        ["S/RES/1514(2003)"],
    ),
    ("The Security Council met. Later Resolution 687 followed.", ["S/RES/687(1991)"]),
    ("The Security Council met.\n\nIn 1960, Resolution 1510 was read.", [None]),
    ("Cf. H.R.J. Res. 114, and the Security Council.\n\nA resolution 300 pixels wide.", []),
]


@pytest.mark.parametrize(("text", "ids"), BARE)
def test_a_number_alone_is_left_open_where_two_bodies_have_it(
    cited: Cited, text: str, ids: list[str | None]
) -> None:
    found = [c for c in cited(text) if c.text.isdigit()]
    assert [c.id for c in found] == ids


def test_a_number_told_once_is_known_again(cited: Cited) -> None:
    text = "Compare General Assembly resolution 46/182 with others.\n\nIn 46/182 it said so; not in 24/7 nor 46/18."
    assert [c.id for c in cited(text)] == ["A/RES/46/182"] * 2


def test_as_many_dates_as_numbers_are_shared_out(cited: Cited) -> None:
    text = "General Assembly resolutions 47/62 and 48/26 of 11 December 1992 and 3 December 1993"
    assert [c.date for c in cited(text)] == ["1992-12-11", "1993-12-03"]


def test_a_number_in_a_draft_within_another_bodys_text_is_left_open(cited: Cited) -> None:
    text = (
        "E/CN.4/RES/1997/40\n\nThe Commission on Human Rights,\n\nRecommends this text:\n\n"
        "The Economic and Social Council,\n\nRecalling resolution 1996/31,\n"
    )
    assert cited(text)[-1].also == ("E/RES/1996/31", "E/CN.4/RES/1996/31")


def test_a_sentence_that_is_broken_behind_its_head_is_no_table(cited: Cited) -> None:
    text = """Recalling Human Rights Council resolutions
5/1 and 5/2 of 18 June 2007, and the outcome of the
United Nations Environment Assembly
resolution 5/14 of 2 March 2022,
"""
    assert [c.id for c in cited(text)] == ["A/HRC/RES/5/1", "A/HRC/RES/5/2", "UNEP/EA.5/Res.14"]


COUNCIL = (
    "Human Rights Council resolutions\n\nNumber   Title   Date\n5/1   Institution-building   18 June 2007\n"
    "7/29   Rights of the child   28 March 2008\n"
)
ROWS_END = [
    ("\nIII. Follow-up\n\n7. Readers consult United Nations Environment Assembly\n", "UNEP/EA.5/Res.14"),
    ("Readers consult United Nations Environment Assembly\n", "UNEP/EA.5/Res.14"),
    ("\n7. All of them read what the\nUnited Nations Environment Assembly\n", "UNEP/EA.5/Res.14"),
]


@pytest.mark.parametrize("head", ["resolution", "Resolution"])
@pytest.mark.parametrize("behind", [" of 2 March 2022 and more.", " of 2 March 2022\n", ", which says more."])
@pytest.mark.parametrize(("prose", "id_"), ROWS_END)
def test_a_table_ends_where_prose_begins(cited: Cited, prose: str, id_: str, head: str, behind: str) -> None:
    found = cited(f"{COUNCIL}{prose}{head} 5/14{behind}")
    assert [c.id for c in found[:2]] == ["A/HRC/RES/5/1", "A/HRC/RES/7/29"]
    assert [c.id for c in found[2:]] == [id_]


def test_the_body_above_has_the_number_where_no_row_can_be(cited: Cited) -> None:
    (*_, found) = cited(
        f"{COUNCIL}\n7. Readers consult United Nations Environment Assembly\nResolution 5/14\n"
    )
    assert found.id == "UNEP/EA.5/Res.14"


def test_a_line_that_may_go_on_a_row_or_begin_prose_is_left_open(cited: Cited) -> None:
    named = "Commission on Crime Prevention and Criminal Justice"
    (*_, found) = cited(f"{COUNCIL}Readers consult {named}\nResolution 26/3\n")
    assert found.id is None
    assert set(found.also) == {"E/CN.15/RES/26/3", "A/HRC/RES/26/3"}


PROSE: list[tuple[str, list[str | None]]] = [
    (
        "5. The Commission on Crime Prevention and Criminal Justice adopted\nresolution 26/3 of 26 May 2017 in Vienna.",
        ["E/CN.15/RES/26/3"],
    ),
    ("6. See also what it has said, as well as General Assembly\ndecision 74/537 B.", ["A/DEC/74/537B"]),
    ("Resolution 60/1 was followed up.", [None]),
    ("Decision 74/537 B of 3 December 2019 was followed up.", ["A/DEC/74/537B"]),
]


@pytest.mark.parametrize(("prose", "ids"), PROSE)
def test_prose_below_a_table_has_bodies_of_its_own(cited: Cited, prose: str, ids: list[str | None]) -> None:
    assert [c.id for c in cited(f"{COUNCIL}\nIII. Follow-up\n\n{prose}")[2:]] == ids


ROWS = [
    "Resolution 5/1   Report of the General Assembly\nResolution 7/29   Rights of the child\n",
    "Resolution 5/1   Report on the work of\n                 the General Assembly\nResolution 7/29   Rights\n",
    "Resolution 5/1, Report on institutions\nResolutions 7/29 and 7/30\n",
    "Resolution No. 5/1 of 18 June 2007\nResolution No. 7/29 of 28 March 2008, Rights of the child\n",
    "Resolution 5/1\n\nResolution 7/29\n",
    "resolution 5/1\nresolution 7/29   Rights of the child\n",
]


@pytest.mark.parametrize("rows", ROWS)
def test_a_row_may_begin_with_what_it_is(cited: Cited, rows: str) -> None:
    found = cited(f"Human Rights Council resolutions\n\n{rows}")
    assert [c.id for c in found[:2]] == ["A/HRC/RES/5/1", "A/HRC/RES/7/29"]
    assert {c.body for c in found} == {"Human Rights Council"}


NOTE = "1 United Nations, Treaty Series, vol. 1577, No. 27531" + ", with all that was said of it in words" * 6
PAGES = [
    ("recalling its resolution 60/1", "of 16 September 2005 and more", "2005-09-16", None),
    ("recalling paragraph 5 of its", "resolution 60/1 and more", None, "paragraph 5"),
    ("recalling its resolution 60/1 of 16", "September 2005 and more", "2005-09-16", None),
    ("recalling its resolution 60/1,", "paragraph 4, and more", None, "paragraph 4"),
]


@pytest.mark.parametrize(("above", "below", "date", "pinpoint"), PAGES)
def test_a_sentence_goes_on_behind_the_foot_of_a_page(
    cited: Cited, above: str, below: str, date: str | None, pinpoint: str | None
) -> None:
    text = (
        "The General Assembly,\n\nNoting the Convention on the Rights of the Child,1 and all that follows from it, "
        f"{above}\n\n__________\n{NOTE}.\n\n\f{below} besides.\n"
    )
    found = next(c for c in cited(text) if c.text == "60/1")
    assert found.id == "A/RES/60/1"
    assert found.date == date
    assert (found.pinpoint.text if found.pinpoint else None) == pinpoint


def laid_out(text: str) -> list[Citation]:
    """Return what a text file cites, its rows read as tables."""
    return list(extract(read_bytes("a", text.encode())))


OWN = [
    ("Resolution adopted by the Human Rights Council on 18 June 2007", False),
    ("Decision adopted by the Human Rights Council", False),
    ("RESOLUTION ADOPTED BY THE HUMAN RIGHTS COUNCIL", False),
    ("Resolutions adopted by the Human Rights Council at its fifth session", True),
    ("Resolutions and decisions adopted by the Human Rights Council at its 2007 session", True),
]


@pytest.mark.parametrize(
    "rows", ["5/1   Institutions   2007\n7/29   Rights   2008\n", "5/1   Institutions\n"]
)
@pytest.mark.parametrize("above", ["", "A/77/999\n\n", "All of it follows.\n\n"])
@pytest.mark.parametrize(("heading", "rules"), OWN)
def test_what_stands_over_one_act_is_no_heading_of_a_table(
    heading: str, above: str, rows: str, *, rules: bool
) -> None:
    ids = {c.id for c in laid_out(f"{above}{heading}\n\n{rows}") if c.via != "symbol"}
    assert ("A/HRC/RES/5/1" in ids) is rules


def test_a_year_that_a_narrow_column_brings_down_is_no_resolution() -> None:
    text = (
        "Security Council resolutions\n\nNumber   Title   Date\n1325   Women and peace   31 October\n2000\n"
        "1820   Women and peace   19 June\n2008\n2250   Youth   9 December 2015\n"
    )
    assert [c.id for c in laid_out(text)] == ["S/RES/1325(2000)", "S/RES/1820(2008)", "S/RES/2250(2015)"]


def test_a_table_keeps_its_heading_over_the_notes_of_a_page() -> None:
    notes = "".join(
        f"{n} United Nations, Treaty Series, vol. {1500 + n}, No. 27531, and more of it.\n"
        for n in range(1, 16)
    )
    calls = " and ".join(f"all,{n}" for n in range(1, 16))
    text = (
        f"The report speaks of {calls}.\n\nHuman Rights Council resolutions\n\n__________\n{notes}\n"
        "\fNumber   Title   Date\n5/1   Institutions   18 June 2007\n7/29   Rights   28 March 2008\n"
    )
    found = [c for c in laid_out(text) if c.note is None]
    assert [c.id for c in found] == ["A/HRC/RES/5/1", "A/HRC/RES/7/29"]


def test_numbers_at_the_margin_without_a_blank_line_anywhere(cited: Cited) -> None:
    prose = "a line of some sixty characters that says what is said of it all\n"
    found = cited(f"Human Rights Council resolutions\n5/1\n{prose * 3}7/29\n{prose * 60}16/21\n")
    assert found[0].id == "A/HRC/RES/5/1"
    assert all(c.id == f"A/HRC/RES/{c.text}" for c in found)
    assert not cited(f"{prose * 3}7/29\n{prose}")
