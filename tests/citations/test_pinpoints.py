"""The parts of instruments that are cited, before and behind what they are parts of."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.citations.language import language
from unxref.citations.model import Citation
from unxref.citations.pinpoints import pinpoint_after, pinpoint_before

Cited = Callable[[str], list[Citation]]
ENGLISH = language("en")

BEHIND = [
    (", annex, para. 46.", "annex, para. 46", ["annex", "paragraph 46"]),
    (", chap. IV, para. 24, sect. II, para. 6.", "chap. IV, para. 24, sect. II, para. 6", None),
    (", page 46", "page 46", ["page 46"]),
    (", section VI, and 43/217, section IX", "section VI", ["section VI"]),
    (", paras. 115.1, 115.4–115.17 and 115.133.", "paras. 115.1, 115.4–115.17 and 115.133", None),
    (" of 16 December 1966, annex", "annex", ["annex"]),
    (", adopted on 10 December 1984, article 24", "article 24", ["article 24"]),
    (" art 33", "art 33", ["article 33"]),
    (" ¶ 35", "¶ 35", ["paragraph 35"]),
    (", ¶ 35", "¶ 35", ["paragraph 35"]),
    (" § 5", "§ 5", ["section 5"]),
    (", at 45.", "at 45", ["page 45"]),
    (" (annex, para. 5)", "annex, para. 5", ["annex", "paragraph 5"]),
    (", arts. 4 and 14;", "arts. 4 and 14", ["article 4", "article 14"]),
    (", art. 21, para. 3 (b),", "art. 21, para. 3 (b)", ["article 21", "paragraph 3 (b)"]),
    (", article 5 bis", "article 5 bis", ["article 5 bis"]),
    (", including under Chapter VII,", "Chapter VII", ["chapter VII"]),
    (" and in particular paragraphs 3, 4 and 5 thereof,", "paragraphs 3, 4 and 5", None),
    (" and its article 6", "article 6", ["article 6"]),
    (" and paragraph 5 thereof", "paragraph 5", ["paragraph 5"]),
    (", part two, sect. N", "part two, sect. N", ["part 2", "section N"]),
    (", target 12.6", "target 12.6", ["target 12.6"]),
    (", in paragraph 5 of which the Council", "paragraph 5", ["paragraph 5"]),
    (", in which article 24, paragraph 2, tells", "article 24, paragraph 2", ["article 24", "paragraph 2"]),
    (", adopted by the Conference in Rome, whose articles 5 and 8 tell", "articles 5 and 8", None),
    ("12 art. 5.", "art. 5", ["article 5"]),
    (" (Refugee Convention) art 33", "art 33", ["article 33"]),
    (" (entered into force 2 September 1990) arts 5(b), 16(1)(d)", "arts 5(b), 16(1)(d)", None),
    (" , paras . 4 - 9 ", "paras . 4 - 9", ["paragraph 4-9"]),
    # another instrument's, no part at all, or a date
    (", annex, and resolution 62/126, annex.", "annex", ["annex"]),
    (", annex, and resolution S-23/3, annex.", "annex", ["annex"]),
    (", annex, resolution 1540 (2004)", "annex", ["annex"]),
    (", sect. VIII, recommendation 1 (IV).", "sect. VIII, recommendation 1", None),
    ("”, paras. 3 and 4", "paras. 3 and 4", ["paragraph 3", "paragraph 4"]),
    ("], annex.", "annex", ["annex"]),
    (", paragraph 15 of resolution 55/180 B", None, None),
    (" and paragraph 6 of resolution 786 (1992)", None, None),
    (", article 32, and rule 3 of the rules", "article 32", ["article 32"]),
    (", paragraph 3 of which", "paragraph 3", ["paragraph 3"]),
    (", para. 5, 18 December 2009", "para. 5", ["paragraph 5"]),
    (", sect. B, 57/283 B", "sect. B", ["section B"]),
    (" and the report", None, None),
    (" and rule 3 of it", None, None),
    (", in paragraph 5 the Council", None, None),
    (" (see A/59/3), annex", None, None),
    ("\n\nAnnex", None, None),
    ("12", None, None),
    (" (Part", None, None),
    (", Article", None, None),
    ("", None, None),
]


def test_a_part_between_commas_is_the_resolutions(cited: Cited) -> None:
    found = cited("General Assembly resolution 59/38 of 2 December 2004, in paragraph 2, invites States")
    assert found[0].pinpoint is not None
    assert found[0].pinpoint.text == "paragraph 2"


@pytest.mark.parametrize(("text", "printed", "parts"), BEHIND)
def test_a_pinpoint_behind(text: str, printed: str | None, parts: list[str] | None) -> None:
    found = pinpoint_after(text, 0, ENGLISH)
    assert (found.pinpoint.text if found else None) == printed
    if found and parts is not None:
        assert [f"{p.unit} {p.value}".rstrip() for p in found.pinpoint.parts] == parts


BEFORE = [
    ("paragraph 5 (f) of its ", "paragraph 5 (f)", ["paragraph 5 (f)"]),
    ("section I, paragraph 1 (e), of its ", "section I, paragraph 1 (e)", ["section I", "paragraph 1 (e)"]),
    ("paragraphs 26 to 28 of\n", "paragraphs 26 to 28", ["paragraph 26-28"]),
    ("paragraph 15 of the annex to ", "paragraph 15 of the annex", ["annex", "paragraph 15"]),
    ("paragraph 2 of section II of the annex to ", None, ["annex", "section II", "paragraph 2"]),
    ("annex to ", "annex", ["annex"]),
    ("pursuant to OP9 of ", "OP9", ["paragraph 9"]),
    ("Articles 55 and 56 of the ", "Articles 55 and 56", ["article 55", "article 56"]),
    ("acting under Chapter VII of the ", "Chapter VII", ["chapter VII"]),
    ("article 21, paragraph 3 (b), of the ", None, ["article 21", "paragraph 3 (b)"]),
    ("common article 3 of the ", "common article 3", ["article 3"]),
    ("article 3 common to the ", "article 3", ["article 3"]),
    ("the annex and appendix II to the ", "annex and appendix II", ["annex", "appendix II"]),
    ("the Preamble to the ", "Preamble", ["preamble"]),
    ("paragraphs 6 and\n            7 of ", "paragraphs 6 and 7", ["paragraph 6", "paragraph 7"]),
    ("the annex to document ", "annex", ["annex"]),
    ("preambular paragraph 3 of that ", "preambular paragraph 3", ["preambular-paragraph 3"]),
    ("the fifth preambular paragraph of ", None, ["preambular-paragraph 5"]),
    ("paragraph 3 and the ", None, None),
    ("the report of the ", None, None),
    ("of the ", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("text", "printed", "parts"), BEFORE)
def test_a_pinpoint_before(text: str, printed: str | None, parts: list[str] | None) -> None:
    found = pinpoint_before(text, len(text), ENGLISH)
    assert ([f"{p.unit} {p.value}".rstrip() for p in found.pinpoint.parts] if found else None) == parts
    if found and printed:
        assert found.pinpoint.text == printed


def test_a_pinpoint_of_a_document_and_its_corrigenda(cited: Cited) -> None:
    text = "See paragraph 3 of A/58/7 and A/59/8 and Corr.1, annex.\n"
    found = [(c.id, c.pinpoint and c.pinpoint.text) for c in cited(text)]
    assert found == [("A/58/7", "paragraph 3"), ("A/59/8", "annex"), ("A/59/8/Corr.1", "annex")]


def test_a_pinpoint_behind_corrections_in_full(cited: Cited) -> None:
    text = (
        "See it.1\n\n1 Official Records of the Economic and Social Council, 2005, Supplement No. 3 and corrigenda"
        " (E/2005/23, E/2005/23/Corr.1 and E/2005/23/Corr.2), chap. II, sect. A.\n"
    )
    found = [(c.id, c.pinpoint and c.pinpoint.text) for c in cited(text)]
    assert found == [(f"E/2005/23{c}", "chap. II, sect. A") for c in ("", "/Corr.1", "/Corr.2")]


def test_a_pinpoint_from_the_inner_level_out(cited: Cited) -> None:
    (found,) = cited("General Assembly resolution 45/248 B, in particular paragraph 3 of section VI")
    assert found.pinpoint is not None
    assert [(p.unit, p.value) for p in found.pinpoint.parts] == [("section", "VI"), ("paragraph", "3")]


ANNOUNCED = [
    ("paragraph 5 of the report of the Committee on its work ", "paragraph 5"),
    ("the annex to the letter dated 3 May 2004 from its Chair ", "annex"),
    ("paragraph 5 of the report, and of the note on aid ", None),
    ("paragraph 5 of the report and a note on aid ", None),
    ("paragraph 5 of the report (A/58/7) on aid ", None),
    ("paragraph 5 of the report was read. Then on ", None),
]


@pytest.mark.parametrize(("text", "printed"), ANNOUNCED)
def test_a_pinpoint_of_a_document_in_brackets(cited: Cited, text: str, printed: str | None) -> None:
    found = cited(f"Noting {text}(A/59/8),\n")[-1]
    assert (found.pinpoint.text if found.pinpoint else None) == printed


@given(st.text(alphabet=" ,.()paragrhfotsecni123IVXan–¶\n", max_size=120), st.integers(0, 120))
def test_any_text_and_place(text: str, at: int) -> None:
    at = min(at, len(text))
    for found in (pinpoint_after(text, at, ENGLISH), pinpoint_before(text, at, ENGLISH)):
        if found:
            assert 0 <= found.start < found.end <= len(text)
            assert found.pinpoint.parts
            assert found.pinpoint.text == " ".join(text[found.start : found.end].split())
