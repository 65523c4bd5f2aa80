"""Numbers under their heads: what is cited, whose number it is, and what is none."""

from collections.abc import Callable

import pytest

from unxref.citations.model import Citation

Cited = Callable[[str], list[Citation]]

ASSEMBLY = "The General Assembly,\n\n"
COUNCIL = "The Security Council,\n\n"

LISTS = [
    pytest.param("General Assembly resolution 74/174 of 18 December 2019", ["A/RES/74/174"], id="one"),
    pytest.param(
        ASSEMBLY + "Recalling its resolutions 47/19 of 24 November 1992, 48/16 of 3 November 1993 and 49/9,",
        ["A/RES/47/19", "A/RES/48/16", "A/RES/49/9"],
        id="one head, many numbers",
    ),
    pytest.param(
        ASSEMBLY
        + "Recalling its resolutions 72/195 of 19 December 2017 on better coordination of many things, and\n"
        "73/148 of 17 December 2018, entitled “A title, with commas and 3/4 of a fraction”, and 73/154,",
        ["A/RES/72/195", "A/RES/73/148", "A/RES/73/154"],
        id="subjects and titles between",
    ),
    pytest.param(
        "Economic and Social Council resolutions 2004/27 of 21 July 2004, 2005/20 and Commission on Crime Prevention\n"
        "and Criminal Justice resolution\n26/3 of 26 May 2017",
        ["E/RES/2004/27", "E/RES/2005/20", "E/CN.15/RES/26/3"],
        id="bodies change, number on the next line",
    ),
    pytest.param(
        "resolutions 34/65 A and B of 29 November 1979", ["A/RES/34/65A", "A/RES/34/65B"], id="letters"
    ),
    pytest.param(
        ASSEMBLY + "Recalling its resolution 51/211 A to E,",
        ["A/RES/51/211A", "A/RES/51/211B", "A/RES/51/211C", "A/RES/51/211D", "A/RES/51/211E"],
        id="range of letters",
    ),
    pytest.param(
        ASSEMBLY + "Recalling its resolutions 2963 C and D (XXVII), 217 A (III) and 3201 (S-VI),",
        ["A/RES/2963(XXVII)C", "A/RES/2963(XXVII)D", "A/RES/217(III)A", "A/RES/3201(S-VI)"],
        id="Roman sessions",
    ),
    pytest.param(
        "resolutions S-27/2 and ES-10/14 of the General Assembly",
        ["A/RES/S-27/2", "A/RES/ES-10/14"],
        id="special sessions, owner behind",
    ),
    pytest.param(
        "Security Council resolutions 338 (1973) and\n425\n(1978)",
        ["S/RES/338(1973)", "S/RES/425(1978)"],
        id="years",
    ),
    pytest.param(
        COUNCIL + "Recalling its resolutions 1559 (2004), 425 and 426 (1978),",
        ["S/RES/1559(2004)", "S/RES/425(1978)", "S/RES/426(1978)"],
        id="one year for two numbers",
    ),
    pytest.param(
        "Security Council resolution 1373 is cited without its year", ["S/RES/1373(2001)"], id="no year"
    ),
    pytest.param(
        "resolutions 1/3 of 27 June 2014 and 2/14 of 27 May 2016 of the United Nations Environment Assembly",
        ["UNEP/EA.1/Res.3", "UNEP/EA.2/Res.14"],
        id="owner behind the list",
    ),
    pytest.param(
        "the Human Rights Council, in its resolution 7/29, and", ["A/HRC/RES/7/29"], id="body, in its"
    ),
    pytest.param(
        "Human Rights Council decision 2/105 and resolution S-16/1",
        ["A/HRC/DEC/2/105", "A/HRC/RES/S-16/1"],
        id="decision, special",
    ),
    pytest.param(
        "Commission on Human Rights resolutions 2005/70 and 2005/81",
        ["E/CN.4/RES/2005/70", "E/CN.4/RES/2005/81"],
        id="not ECOSOC",
    ),
    pytest.param(
        "decision 1/CP.21 and decision 26/COP.15",
        ["FCCC/CP/DEC/1/CP.21", "ICCD/COP/DEC/26/COP.15"],
        id="parties",
    ),
    pytest.param("ECOSOC resolution 1503 (XLVIII)", ["E/RES/1503(XLVIII)"], id="ECOSOC, old"),
    pytest.param(
        "ECOSOC 2011/33; HRC 7/29 and GA 74/174",
        ["E/RES/2011/33", "A/HRC/RES/7/29", "A/RES/74/174"],
        id="acronyms alone",
    ),
    pytest.param(
        "G.A. Res. 217A (III); UNSC Res 1373 (28 September 2001); SC Res. 1325",
        ["A/RES/217(III)A", "S/RES/1373(2001)", "S/RES/1325(2000)"],
        id="legal writers",
    ),
    pytest.param(
        "GA Res 74/174 and SC Res 1325 (2000)", ["A/RES/74/174", "S/RES/1325(2000)"], id="short heads"
    ),
]


@pytest.mark.parametrize(("text", "ids"), LISTS)
def test_numbers_become_instruments(cited: Cited, text: str, ids: list[str]) -> None:
    assert [c.id for c in cited(text)] == ids


NOTHING = [
    "the reporting period 2024/25 and the biennium 1992-1993",
    "About 3/4 of them replied on 12/05/2024 and on 23/08/2024, 7/10 in all.",
    "the African Union adopted decision Assembly/AU/Dec.729(XXXII) and resolution 2014/22",
    "the European Parliament adopted its resolution of 26 February 2014 and resolution 2014/2233(INI)",
    "resolution WHA73.1 of the World Health Assembly and resolution A.1044(27)",
    "Decree No. 377/2019, tender RFP/2019/044 and Sales No. E.93.I.8, pp. 12/13",
    "the meetings of 7 (2003) and 9 (2005) participants",
    "invoices A/17/88X and S-99/b, gate B/12 at 10/11",
    "a decision of 3/4 of its members, and another by 2/3 of them",
    "he said, scr. 3, res. and dec. alike, and PRST/0/0",
    "the resolution was prepared for 1997/98 and 2024/25 and for the meetings of 12/14 June",
    "the 24/7 hotline, the 2/3 majority and the 50/50 rule, as the resolution asks",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_a_number_is_none(cited: Cited, text: str) -> None:
    assert [(c.text, c.id) for c in cited(text)] == []


def test_a_number_without_a_body_is_left_open_with_its_candidates(cited: Cited) -> None:
    (citation,) = cited("A letter recalls resolution 54/4 without saying whose it is.")
    assert citation.id is None
    assert {"A/RES/54/4", "A/HRC/RES/54/4"} <= set(citation.also)


def test_the_date_decides_between_bodies(cited: Cited) -> None:
    assert [c.id for c in cited("resolution 54/4 of 6 October 1999")] == ["A/RES/54/4"]
    assert [c.id for c in cited("resolution 54/4 of 11 October 2023")] == ["A/HRC/RES/54/4"]


def test_a_year_that_is_not_the_numbers_leaves_the_resolution_open(cited: Cited) -> None:
    (citation,) = cited("Security Council resolution 2122 (2014)")
    assert (citation.id, citation.also) == (None, ("S/RES/2122(2013)",))


def test_the_same_bare_number_means_the_same_again(cited: Cited) -> None:
    text = (
        ASSEMBLY
        + "Recalling Human Rights Council resolution 34/24,\n\n1. Takes note of the report pursuant to resolution 34/24;\n"
    )
    assert [c.id for c in cited(text)] == ["A/HRC/RES/34/24"] * 2


def test_its_belongs_to_the_body_that_speaks(cited: Cited) -> None:
    text = (
        "The Economic and Social Council,\n\nRecalling its resolution 2011/33,\n\n"
        + ASSEMBLY
        + "Recalling its resolution 67/189,\n"
    )
    assert [c.id for c in cited(text)] == ["E/RES/2011/33", "A/RES/67/189"]


def test_its_may_belong_to_a_body_of_the_sentence(cited: Cited) -> None:
    text = (
        ASSEMBLY
        + "Noting what the United Nations Environment Assembly found, as reflected in its resolution 2/17 of 27 May 2016,\n"
    )
    assert [c.id for c in cited(text)] == ["UNEP/EA.2/Res.17"]
    text = (
        ASSEMBLY
        + "Recalling the report of the Human Rights Council and its resolution 60/251 of 15 March 2006,\n"
    )
    assert [c.id for c in cited(text)] == ["A/RES/60/251"]


def test_a_short_name_is_the_body_that_could_have_adopted_the_number(cited: Cited) -> None:
    text = "The Human Rights Council met. Its report cites Council resolution 48/13 and Assembly resolution 60/1."
    assert [c.id for c in cited(text)] == ["A/HRC/RES/48/13", "A/RES/60/1"]


def test_a_line_that_is_a_head_rules_the_numbers_under_it(cited: Cited) -> None:
    text = (
        "General Assembly resolutions\n\t34/180; 70/131\n\tA convention and its follow-up\n\t415 (V)\n\tA transfer\n"
        "Commission on Narcotic Drugs resolutions\n\t54/7\n\tA pact\n"
    )
    assert [c.id for c in cited(text)] == ["A/RES/34/180", "A/RES/70/131", "A/RES/415(V)", "E/CN.7/RES/54/7"]


def test_the_report_that_holds_a_resolution_tells_its_body(cited: Cited) -> None:
    text = (
        ASSEMBLY
        + "Recalling the resolutions of the Council,1\n\n__________\n1 See (A/77/53/Add.1), chap. III, sect. A, resolution 51/4.\n"
    )
    assert "A/HRC/RES/51/4" in [c.id for c in cited(text)]


def test_lost_brackets_are_repaired_and_reported(cited: Cited) -> None:
    first, second = cited(
        COUNCIL + "Reaffirming its resolutions 767 (1992) of 27 July 1992 and 775 1992 of 28 August 1992,"
    )
    assert (first.id, first.repaired) == ("S/RES/767(1992)", None)
    assert (second.id, second.text, second.repaired) == ("S/RES/775(1992)", "775 1992", "775 (1992)")


def test_other_damage_is_repaired_where_one_reading_is_possible(cited: Cited) -> None:
    first, second = cited("Security Council resolution I11 (1956) and General Assembly resolution 59/3009")
    assert (first.id, first.repaired) == ("S/RES/111(1956)", "111 (1956)")
    assert (second.id, second.text, second.repaired) == ("A/RES/59/300", "59/300", "59/300")
    assert cited("General Assembly resolution 74/1741") == []


def test_every_member_has_its_own_span(cited: Cited) -> None:
    citations = cited(ASSEMBLY + "Recalling its resolutions 34/65 A and B and 2963 C and D (XXVII),")
    assert [c.text for c in citations] == ["34/65 A", "B", "2963 C", "D"]


DATES = [
    ("G.A. Res. 2625 (XXV), annex, U.N. Doc. A/8028 (Oct. 24, 1970)", ["1970-10-24", "1970-10-24"]),
    ("S.C. Res. 678, ¶ 2 (Nov. 29, 1990)", ["1990-11-29"]),
    ("S.C. Res. 678 and S.C. Res. 687 (Apr. 3, 1991)", [None, "1991-04-03"]),
    ("resolution 69/194 of 18 December 2014", ["2014-12-18"]),
    ("General Assembly resolutions 45/67 C and 45/68 of 6 December 1990", ["1990-12-06", "1990-12-06"]),
    (
        "General Assembly resolutions 52/12 A and 52/12 B of 12 November and 19 December 1997, respectively",
        ["1997-11-12", "1997-12-19"],
    ),
    (
        "Security Council resolutions 186 (1964) of 4 March and 198 (1964) of 18 December 1964",
        ["1964-03-04", "1964-12-18"],
    ),
    ("resolution 16/2 of 27 April 20071 and", ["2007-04-27"]),
    (
        "Human Rights Council resolutions 5/1, on building, and 5/2, on the Code of Conduct, of 18 June 2007",
        ["2007-06-18"] * 2,
    ),
    ("UNSC Res 1373 (28 September 2001)", ["2001-09-28"]),
    ("General Assembly resolution 70/1", [None]),
]


@pytest.mark.parametrize(("text", "dates"), DATES)
def test_dates_are_the_ones_the_text_gives(cited: Cited, text: str, dates: list[str | None]) -> None:
    assert [c.date for c in cited(text)] == dates


def test_titles_are_as_cited(cited: Cited) -> None:
    first, second, third = cited(
        ASSEMBLY
        + "Recalling its resolutions 72/195 of 19 December 2017 on improving the\ncoordination of efforts, "
        "73/148 of 17 December 2018, entitled “All forms\nof violence”, and 73/154 of 17 December 2018,"
    )
    assert (first.title, second.title, third.title) == (
        "improving the coordination of efforts",
        "All forms of violence",
        None,
    )


def test_a_title_ends_with_its_paragraph_and_before_the_next_body(cited: Cited) -> None:
    first, second, _ = cited(
        ASSEMBLY
        + "Recalling its resolution 61/185 of 20 December 2006 on international years, and Economic and Social\n"
        "Council resolution 1980/67 of 25 July 1980 on anniversaries,\n\nRecalling also its resolution 70/1,\n"
    )
    assert (first.title, second.title) == ("international years", "anniversaries")


def test_a_majority_does_not_go_on_with_a_list(cited: Cited) -> None:
    assert [c.id for c in cited("The Assembly adopted resolution 70/1 by 2/3 of the votes.")] == [
        "A/RES/70/1"
    ]


def test_a_symbol_anywhere_in_the_document_tells_whose_its_number_is(cited: Cited) -> None:
    text = (
        "Resolution 1368 spoke of an inherent right,1 as resolution 16/21 did not.\n\n"
        "1 UN Doc S/RES/1368; cf. A/HRC/RES/16/21.\n"
    )
    assert [c.id for c in cited(text)][:2] == ["S/RES/1368(2001)", "A/HRC/RES/16/21"]


def test_a_symbol_makes_no_number_without_a_head_a_citation(cited: Cited) -> None:
    text = "See A/RES/S-32/1. The session ended with S-32/1, invoices 70/1 and A/RES/70/1."
    assert [c.id for c in cited(text)] == ["A/RES/S-32/1", "A/RES/70/1"]


def test_a_number_printed_with_the_symbols_of_two_bodies_is_told_by_neither(cited: Cited) -> None:
    text = "See A/RES/53/11 and A/HRC/RES/53/11. A letter cites resolution 53/11 alone."
    assert cited(text)[-1].id is None


def test_the_documents_own_number_is_told_by_its_symbol_in_no_heading(cited: Cited) -> None:
    text = "A/RES/78/102\nGeneral Assembly\n78/102. Officials\nThe General Assembly,\nRecalling its resolution 70/1,\n"
    assert [c.id for c in cited(text)] == ["A/RES/70/1"]


def test_a_committee_may_be_called_by_several_resolutions(cited: Cited) -> None:
    found = cited("listed by the 1267/1989/2253 ISIL (Da’esh) and Al-Qaida Sanctions\nCommittee")
    assert [(c.text, c.id) for c in found] == [
        ("1267", "S/RES/1267(1999)"),
        ("1989", "S/RES/1989(2011)"),
        ("2253", "S/RES/2253(2015)"),
    ]


def test_what_only_one_body_can_have_adopted_needs_no_head(cited: Cited) -> None:
    assert [c.id for c in cited("the vote on ES-10/2 and the text of 1/CP.26")] == [
        "A/RES/ES-10/2",
        "FCCC/CP/DEC/1/CP.26",
    ]


def test_a_clause_is_no_resolution_though_the_same_number_is_cited(cited: Cited) -> None:
    assert len(cited("General Assembly resolution 62/61 was read; see clause 62/61 of the policy.")) == 1


def test_a_line_of_a_table_may_have_a_head_of_its_own(cited: Cited) -> None:
    text = (
        "Economic and Social Council resolutions and decisions\n\n"
        "2006/2             Work of the Permanent Forum\n"
        "Decision 2015/254  Calendar of meetings\n"
    )
    assert [c.id for c in cited(text)] == ["E/RES/2006/2", "E/DEC/2015/254"]


def test_a_bracket_may_stand_on_the_next_line_and_its_year_be_misread(cited: Cited) -> None:
    found = cited("General Assembly resolution 1803\n     (XVII) and Security Council resolution 425 (I978)")
    assert [c.id for c in found] == ["A/RES/1803(XVII)", "S/RES/425(1978)"]


def test_a_session_to_come_is_no_candidate(cited: Cited) -> None:
    assert [c.id for c in cited("It is quoted from the annex to resolution 70/1.")] == ["A/RES/70/1"]
