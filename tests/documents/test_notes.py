"""Footnotes, in every layout that UN texts are met in."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.documents.notes import find_notes

GOLD = Path(__file__).parents[2] / "../shared/gold"


def text_of(indented: str) -> str:
    return dedent(indented).strip("\n")


def seen(text: str) -> list[tuple[str, str, str | None]]:
    """What was found: marker, text, and the words before the call with the call itself in brackets."""
    found: list[tuple[str, str, str | None]] = []
    for note in find_notes(text):
        call = None
        if note.call is not None:
            start, end = note.calls[0]
            assert start == note.call
            call = f"{text[:start].split()[-1]}[{text[start:end]}]"
        found.append((note.marker, text[note.text_start : note.end], call))
    return found


def test_notes_at_the_end_one_a_line() -> None:
    text = text_of(
        """
        The General Assembly,
        Recalling the Convention on Lighthouses,1 the Harbour Goals2 and the Protocol,3
        Taking note of the report issued on 27 April 20074 and of the one issued for the 2019 sessions;5
        1.
        Takes note of the report;
        2.
        Decides to remain seized of the matter.
        45th plenary meeting 16 December 2020
        1 United Nations, Treaty Series, vol. 1577, No. 27531.
        2 Resolution 70/1.
        3 Ibid., vol. 2171, No. 27531.
        4 A/62/100.
        5 A/74/643 and Corr.1.
        """
    )
    assert seen(text) == [
        ("1", "United Nations, Treaty Series, vol. 1577, No. 27531.", "Lighthouses,[1]"),
        ("2", "Resolution 70/1.", "Goals[2]"),
        ("3", "Ibid., vol. 2171, No. 27531.", "Protocol,[3]"),
        ("4", "A/62/100.", "2007[4]"),
        ("5", "A/74/643 and Corr.1.", "sessions;[5]"),
    ]


def test_year_and_glued_note_number() -> None:
    text = "Its 201915 and 2020 sessions,16 and that of 8 July 202217 again.\n\n____\n15 A/74/1.\n16 A/75/1.\n17 A/76/1."
    assert [call for _, _, call in seen(text)] == ["2019[15]", "sessions,[16]", "2022[17]"]


def test_call_hidden_in_the_number_of_a_resolution() -> None:
    text = text_of(
        """
        Recalling the Charter of the Port,1 and pursuant to its resolution 59/3002 and the reports,3
        1 A/60/1.
        2 A/60/2.
        3 A/60/3.
        """
    )
    assert [call for _, _, call in seen(text)] == ["Port,[1]", "59/300[2]", "reports,[3]"]


def test_hidden_call_that_could_be_elsewhere_is_not_told() -> None:
    text = text_of(
        """
        Recalling the Charter of the Port,1 resolutions 61/22 and 59/3002 and the reports,3
        1 A/60/1.
        2 A/60/2.
        3 A/60/3.
        """
    )
    assert [call for _, _, call in seen(text)] == ["Port,[1]", None, "reports,[3]"]


def test_scanned_pages_with_misread_marks() -> None:
    # Pages begin with a single blank; so does note 3, whose number the scan has lost.
    text = (
        "Recalling the Convention on Lighthouses,! the Protocol to the Convention on\n"
        "Lighthouses on the keeping of lamps? and other instruments on the matter that the\n"
        "Assembly has adopted since then and that all Member States are bound to follow in\n"
        "\n"
        "! United Nations, Treaty Series, vol. 11, No. 12.\n"
        "2 Ibid., vol. 13, No. 12.\n"
        " their ports, and noting that keepers may be known by another term,® which helps\n"
        "to support their work and makes them known to those who pass at night, and that all\n"
        + "keepers and their families live by the sea and for the sea and know no other trade,\n"
        * 50
        + "and outside their country of nationality or residence,\n"
        " The term “keepers” is often used to acknowledge that those who keep a lamp can be\n"
        "of either sex.\n"
        " Noting also that lamps and the oil that they burn are matters of common concern,*\n"
        "\n"
        + "keepers and their families live by the sea and for the sea and know no other trade,\n"
        * 50
        + "\n"
        "Taking note of the standards on the trimming of wicks,®\n"
        "\n"
        "4 See Official Records of the Economic and Social Council, 2017, Supplement No. 10\n"
        "(E/2017/30), chap. I, sect. D.\n"
        "5 Ibid., 2007, Supplement No. 10 (E/2007/30/Rev.1), chap. I, sect. D.\n"
        " Noting with concern the price of oil in the ports of the region,\n"
    )
    found = seen(text)
    assert found == [
        ("!", "United Nations, Treaty Series, vol. 11, No. 12.", "Lighthouses,[!]"),
        ("2", "Ibid., vol. 13, No. 12.", "lamps[?]"),
        (
            "",
            "The term “keepers” is often used to acknowledge that those who keep a lamp can be\nof either sex.",
            "term,[®]",
        ),
        (
            "4",
            "See Official Records of the Economic and Social Council, 2017, Supplement No. 10\n"
            "(E/2017/30), chap. I, sect. D.",
            "concern,[*]",
        ),
        ("5", "Ibid., 2007, Supplement No. 10 (E/2007/30/Rev.1), chap. I, sect. D.", "wicks,[®]"),
    ]


def test_misread_marks_are_not_tied_where_they_do_not_agree_in_number() -> None:
    text = text_of(
        """
        Recalling the Convention,! the Protocol and the Charter of the Port,

        ____
        1 A/60/1.
        2 A/60/2.
        """
    )
    assert [call for _, _, call in seen(text)] == [None, None]


def test_note_alone_on_its_page_with_a_misread_marker() -> None:
    text = "Recalling the Lamps,1 which\n\n1 A/60/1.\n\fburn, and the Wicks,2 which\n\n? A/60/2.\n\fare trimmed.\n"
    assert seen(text) == [("1", "A/60/1.", "Lamps,[1]"), ("?", "A/60/2.", "Wicks,[2]")]


def test_section_of_notes_over_a_page_break() -> None:
    text = text_of(
        """
              II. Scope of obligations and of cooperation with the Harbour Board1, 2
                    2.     It was recommended that the State ratify the Convention on Lamps, 3
                    the Protocol on Wicks and Social
                    Rights 4 and the Convention on the Reduction of Fog. 5 The Committee noted
                    the work of the Lighthouse Organization (LO).6
                    3.   In 2017 and 2018.7

        Notes
                1  Tables containing information will be available at
                   www.example.org/harbour/index.aspx.
                 2 For relevant recommendations, see A/HRC/28/15, paras. 115.1 and 115.133.
                 3 CERD/C/XYZ/CO/8-11, para. 18,

                   para. 31 and CEDAW/C/XYZ/CO/5-6, para. 46.
                 4 E/C.12/XYZ/CO/2, para. 29.
                 5 Ibid., para. 30.



                                                                              11
        A/HRC/WG.6/34/XYZ/2


                 6
                    CRPD/C/XYZ/CO/1, para. 25.
                 7 Ibid.
        """
    )
    assert [(marker, call) for marker, _, call in seen(text)] == [
        ("1", "Board[1]"),
        ("2", "Board1,[2]"),
        ("3", "Lamps,[3]"),
        ("4", "Rights[4]"),
        ("5", "Fog.[5]"),
        ("6", "(LO).[6]"),
        ("7", "2018.[7]"),
    ]
    texts = [found for _, found, _ in seen(text)]
    assert (
        " ".join(texts[2].split())
        == "CERD/C/XYZ/CO/8-11, para. 18, para. 31 and CEDAW/C/XYZ/CO/5-6, para. 46."
    )
    assert texts[4] == "Ibid., para. 30."
    assert texts[5] == "CRPD/C/XYZ/CO/1, para. 25."


def test_old_volume_with_pages_and_repeated_calls() -> None:
    text = text_of(
        """
        Having considered the report of the Working Group on Lamps,15

        Taking note of the report for the period to 30 June 1974,16

        ---

        15 Official Records of the General Assembly, Twenty-ninth Session, Annexes, document A/9815.

        16 Ibid., Supplement No. 13 (A/9613)

        <!-- Page 2 -->

        40\tGeneral Assembly—Twenty-ninth Session

        4. Requests the Secretary-General to continue his efforts.

        Having considered the report of the Commissioner16 and the Convention of 12 August 1949,17

        17 United Nations, Treaty Series, vol. 75, No. 973, p. 287.

        <!-- Page 3 -->

        1.  Reaffirms the right of keepers to return to their lamps.
        """
    )
    assert [(marker, call) for marker, _, call in seen(text)] == [
        ("15", "Lamps,[15]"),
        ("16", "1974,[16]"),
        ("17", "1949,[17]"),
    ]
    repeated = find_notes(text)[1]
    assert [text[start - 12 : end] for start, end in repeated.calls] == ["0 June 1974,16", "Commissioner16"]


def test_calls_a_blank_away() -> None:
    text = text_of(
        """
        Taking note of the reports on the operation of 31 May and
        14 June 60 and of 11 June 1985, 61

        Noting also that in view of the prevailing fog it is necessary to keep the lamps
        burning beyond
        15 June 1985,

        60 Ibid., documents S/17227 and Add.2.
        61 Ibid., Add.1.

        Resolution 885 (1993)
        """
    )
    assert seen(text) == [
        ("60", "Ibid., documents S/17227 and Add.2.", "June[60]"),
        ("61", "Ibid., Add.1.", "1985,[61]"),
    ]


def test_each_page_counts_from_one() -> None:
    page = (
        "Recalling the {0} of Lamps,1 and the {0} of Wicks,2 and noting\n\n1 {0} of 1961.\n2 {0} of 1962.\n"
    )
    text = "\f".join(page.format(name) for name in ("Charter", "Statute", "Treaty"))
    assert [marker for marker, _, _ in seen(text)] == ["1", "2"] * 3
    for note in find_notes(text):
        assert note.call is not None
        assert text.count("\f", 0, note.call) == text.count("\f", 0, note.start)


def test_number_between_two_pages_is_not_a_note() -> None:
    text = "Recalling the Lamps,1 and\n____\n1 A/60/1.\n\n2\n\fthe Wicks,2 and\n____\n2 A/60/2.\n\n3\n\fothers.\n"
    assert seen(text) == [("1", "A/60/1.", "Lamps,[1]"), ("2", "A/60/2.", "Wicks,[2]")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Recalling the Declaration, 1/ the Covenants 2/ and\n\n1/   Resolution 217 A (III).\n2/   Ibid., annex.\n",
            [("1", "Resolution 217 A (III).", "Declaration,[1/]"), ("2", "Ibid., annex.", "Covenants[2/]")],
        ),
        (
            "Recalling the Declaration[^1] and the Covenants.[^2]\n\n[^1]: Resolution 217 A (III).\n[^2]: Ibid.\n",
            [("1", "Resolution 217 A (III).", "Declaration[[^1]]"), ("2", "Ibid.", "Covenants.[[^2]]")],
        ),
        (
            "Recalling the Declaration,¹ and the Covenants.²\n\n¹ Resolution 217 A (III).\n² Ibid.\n",
            [("¹", "Resolution 217 A (III).", "Declaration,[¹]"), ("²", "Ibid.", "Covenants.[²]")],
        ),
        (
            "وإذ تشير إلى الإعلان(1)، وإلى اتفاق باريس()2، وفي عام 2030(3)،\n1 () القرار 70/1.\n2 () A/78/1.\n3 () A/78/2.\n",
            [
                ("1", "القرار 70/1.", "الإعلان[(1)]"),
                ("2", "A/78/1.", "باريس[()2]"),
                ("3", "A/78/2.", "2030[(3)]"),
            ],
        ),
        (
            "The preliminary list* and the plan for 2026**\n\nText.\n\n* A/80/50.\n** In keeping with decision 7.\n",
            [("*", "A/80/50.", "list[*]"), ("**", "In keeping with decision 7.", "2026[**]")],
        ),
        (
            "回顾《灯塔公约》，1 又回顾其第71/1号决议2 和报告。3\n1 联合国，《条约汇编》，第11卷，第12号。\n2 第70/1号决议。\n3 同上。\n",
            [
                ("1", "联合国，《条约汇编》，第11卷，第12号。", "回顾《灯塔公约》，[1]"),
                ("2", "第70/1号决议。", "又回顾其第71/1号决议[2]"),
                ("3", "同上。", "和报告。[3]"),
            ],
        ),
        (
            "Rappelant l’Accord de Paris1, la Convention2 et le Programme\xa0»3,\n1 Voir A/1.\n2 Ibid.\n3 A/3.\n",
            [("1", "Voir A/1.", "Paris[1]"), ("2", "Ibid.", "Convention[2]"), ("3", "A/3.", "»[3]")],
        ),
    ],
    ids=["1996 and before", "markdown", "superscript", "arabic", "asterisks", "chinese", "french"],
)
def test_styles(text: str, found: list[tuple[str, str, str]]) -> None:
    assert seen(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "The General Assembly,\n1. Takes note of the report;\n2. Decides to go on.\n",
        "The Committee met on\n30 November 2018, and found that\n3 reports were missing.\n",
        "Contents\n1 Introduction 3\n2 Background of the question 5\n3 Conclusions 9\n\n1 Introduction\n\nNothing.\n",
        "Contributions\n1 Austria 12,000\n2 Belgium 13,500\n3 Chile 9,100\n4 Denmark 11,000\n",
        "Article 5\n1 Each State Party shall report.\n2 The report shall be in writing.\n3 So be it.\n\nArticle 6\n",
        "(1) To keep the lamp;\n(2) To trim the wick;\n(3) To go on.\n",
        "* Keep the *lamp* burning.\n* Trim the *wick* daily.\n\n---\n\nEnd.\n",
        "Targets\n1\n2\n3\nof the G20 and of COVID-19.\n",
        "In War, of 12\nAugust 1949,!% applies to all.\n",
    ],
)
def test_what_is_no_note(text: str) -> None:
    assert find_notes(text) == ()


def test_paragraph_and_date_lines_beside_true_notes() -> None:
    text = text_of(
        """
        30 November 2018
        The Committee adopted at its 46th meeting, on
        12 March 2019, the rules on lamps1 and on wicks;2
        3.
        Decides to go on.
        9 November 2019

        __________________
        1 See Official Records of the General Assembly, Seventy-third Session, Supplement
        No. 10 (A/73/10). See also
        4 Yearbook of Lamps, 2015, p. 3.
        2 A/73/11.
        """
    )
    assert [(marker, call) for marker, _, call in seen(text)] == [("1", "lamps[1]"), ("2", "wicks;[2]")]
    assert seen(text)[0][1].endswith("p. 3.")


def test_line_ends_of_all_kinds_and_calls_on_lines_of_their_own() -> None:
    lines = [
        "Welcomes the report for 2017/18;",
        "1",
        "2. Also welcomes the Statute,2",
        "and goes on.",
        "____",
        "1 A/73/1.",
        "2 A/73/2.",
    ]
    for line_end in ("\n", "\r\n", "\r"):
        text = line_end.join(lines)
        assert [(marker, found) for marker, found, _ in seen(text)] == [("1", "A/73/1."), ("2", "A/73/2.")]
        assert [call for _, _, call in seen(text)] == ["2017/18;[1]", "Statute,[2]"]


PIECES = st.sampled_from(
    [
        *[
            "1 A b.",
            "2 Ibid.",
            "3",
            "12 March 2019",
            "! See",
            "* x",
            "[1] a.",
            "¹ b.",
            "1/ c.",
            "(1) d.",
            "1 () e.",
        ],
        *["word,1 and", "Goals2", "20071", "list*", "end.3", "x,! y", "5, 6", "[1]", "¹", "(2)", "____"],
        *["\f", "\n", "\r\n", "\n\n", " ", "\n ", "<!-- Page 2 -->"],
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_notes_are_in_order_and_apart(text: str) -> None:
    end = 0
    for note in find_notes(text):
        assert end <= note.start <= note.text_start <= note.end <= len(text)
        assert text[note.end - 1 : note.end].strip() or note.end == note.text_start
        assert list(note.calls) == sorted(note.calls)
        assert note.call == (note.calls[0][0] if note.calls else None)
        assert note.call is None or note.call < note.start
        end = note.end


NASTY = {
    "rows": "2 X\n",
    "ascending": "".join(f"word,{n} and\n{n} Note.\n" for n in range(1, 200)),
    "numbers on lines": "1\n2\n3\n",
    "bullets": "* item*\n",
    "one long line": "word,1 and 20071 or 2, 3 ",
    "digits": "1" * 1000,
    "blanks": " ",
    "blank lines": "\n \n",
    "form feeds": "\f",
    "misread": "a,! b? c\n! d\n",
    "hidden": "1 A.\n77/11 ",
}


@pytest.mark.parametrize("name", NASTY)
def test_work_grows_with_the_text(name: str) -> None:
    def work(size: int) -> int:
        text = (NASTY[name] * (size // len(NASTY[name]) + 1))[:size]
        steps = 0

        def count(*_: object) -> None:
            nonlocal steps
            steps += 1

        sys.setprofile(count)
        try:
            find_notes(text)
        finally:
            sys.setprofile(None)
        return steps

    assert work(12_000) < 3 * work(6_000) + 1000


@pytest.mark.parametrize("name", NASTY)
def test_time_is_not_quadratic(name: str) -> None:
    def best(size: int) -> float:
        text = (NASTY[name] * (size // len(NASTY[name]) + 1))[:size]
        took: list[float] = []
        for _ in range(2):
            start = time.perf_counter()
            find_notes(text)
            took.append(time.perf_counter() - start)
        return min(took)

    # Sixteen times the text: a quadratic search would need 256 times as long.
    assert best(64_000) < 100 * max(best(4_000), 0.0002)


@pytest.mark.skipif(not GOLD.exists(), reason="the texts for measuring are not here")
@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_nearly_every_note_of_real_texts_has_its_call(language: str) -> None:
    notes = called = 0
    for path in sorted((GOLD / "links" / language).glob("*.txt"))[::4]:
        found = find_notes(path.read_text("utf-8"))
        notes += len(found)
        called += sum(note.call is not None for note in found)
    assert notes > 100
    assert called >= 0.98 * notes


def test_letters_with_strokes_under_a_table() -> None:
    text = text_of(
        """
        Post      Number
        P-5       3 a/
        P-4       4 b/

        a/ Including one post for the lighthouse.
        b/ See A/74/6.
        2. The Committee recalls its resolution on tables and/or figures.
        """
    )
    assert seen(text) == [
        ("a", "Including one post for the lighthouse.", "3[a/]"),
        ("b", "See A/74/6.", "4[b/]"),
    ]


def test_asterisk_with_a_stroke() -> None:
    text = "Item 5 of the provisional agenda */\n\nThe report is late.\n\n__________\n\n*/ A/37/150.\n"
    assert seen(text) == [("*", "A/37/150.", "agenda[*/]")]


NUMBERED = (
    "The Convention1 is in force, and so is its Protocol.2\n\n1. A first paragraph.\n\n2. A second one.\n\n"
)


@pytest.mark.parametrize("above", ["Notes", "NOTES:", "__________", "Примечания"])
def test_notes_numbered_as_paragraphs_stand_under_a_heading_or_rule(above: str) -> None:
    text = f"{NUMBERED}{above}\n\n1. 1577 UNTS 3.\n2. Ibid.\n"
    assert seen(text) == [("1", "1577 UNTS 3.", "Convention[1]"), ("2", "Ibid.", "Protocol.[2]")]


@pytest.mark.parametrize("above", ["", "Recommendations\n\n", "Text.\n\n"])
def test_numbered_paragraphs_are_no_notes(above: str) -> None:
    assert seen(f"{NUMBERED}{above}1. The Committee decides to go on.\n2. The Committee thanks all.\n") == []


def test_calls_behind_the_full_stop_of_a_number_or_an_acronym() -> None:
    text = text_of(
        """
        The Council adopted decision 1984/50.16 The Assembly had adopted 2312 and 2380.17 So says the ECHR.18
        The share rose to 16.17 per cent and document A/CONF.18 tells more.

        16\tLighthouse Act.
        17\tHarbour Act.
        18\tConvention on Lighthouses.
        """
    )
    assert [call for _, _, call in seen(text)] == ["1984/50.[16]", "2380.[17]", "ECHR.[18]"]


def test_notes_of_an_excerpt_numbered_as_paragraphs_begin_anywhere() -> None:
    text = text_of(
        """
        When the Council passed Resolution 678, it spoke of means;31 later it was silent.32 So is the ICCPR.33

        _______________
        31. Lighthouse Act.
        32. Harbour Act.
        33. Convention on Lighthouses.
        """
    )
    assert [call for _, _, call in seen(text)] == ["means;[31]", "silent.[32]", "ICCPR.[33]"]


def test_a_digit_before_a_loose_stroke_is_no_call() -> None:
    text = (
        "Recalling the Declaration of Human Rights , 1 as well as the Programme of Action , 2\n"
        "Recalling the Covenant on Civil Rights , 3\nRecalling the Millennium Declaration 4 and\n"
        "resolutions 55 / 102 of 4 December 2000 , 56 / 165 of 19 December 2001 and the Goals of 2003 , 7\n\n"
        + "".join(f"{n} Resolution {n + 50} / 2 .\n" for n in range(1, 8))
    )
    called = {note.marker: note.call for note in find_notes(text)}
    assert called["4"] == text.index("4 and")
    assert called["6"] is None
