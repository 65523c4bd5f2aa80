"""The parts of pinpoints in the form of all languages."""

import pytest

from unxref.citations.language import language
from unxref.citations.levels import inherited
from unxref.citations.model import Part, Pinpoint
from unxref.citations.parts import compared, value_of


def parts(*told: str) -> tuple[Part, ...]:
    return tuple(Part(unit, value) for unit, _, value in (one.partition(" ") for one in told))


@pytest.mark.parametrize(
    ("printed", "unit", "code", "value"),
    [
        ("26 to 28", "paragraph", "en", "26-28"),
        ("115.4–115.17", "paragraph", "en", "115.4-115.17"),
        ("4 - 9", "paragraph", "en", "4-9"),
        ("VII–XI", "chapter", "en", "VII-XI"),
        ("two", "part", "en", "2"),
        ("II", "part", "en", "2"),
        ("XIV", "article", "en", "14"),
        ("C", "article", "en", "C"),
        ("II", "section", "en", "II"),
        ("2(e)", "paragraph", "en", "2 (e)"),
        ("16(1)(d)", "article", "en", "16 (1) (d)"),
        ("73 b", "article", "en", "73 (b)"),
        ("B.3(a)", "section", "en", "B.3 (a)"),
        ("5  bis", "article", "en", "5 bis"),
        ("80 a 90", "paragraph", "es", "80-90"),
        ("primera", "part", "es", "1"),
        ("3 à 5", "paragraph", "fr", "3-5"),
        ("première", "part", "fr", "1"),
        ("3 бис", "paragraph", "ru", "3 bis"),
        ("2 по 4", "paragraph", "ru", "2-4"),
        ("121 至 136", "paragraph", "zh", "121-136"),
        ("14 之二", "article", "zh", "14 bis"),
        ("3 مكررا", "paragraph", "ar", "3 bis"),
    ],
)
def test_values(printed: str, unit: str, code: str, value: str) -> None:
    assert value_of(printed, unit, language(code)) == value


@pytest.mark.parametrize(
    ("told", "same"),
    [
        (["article 20 (2)"], ["article 20", "paragraph 2"]),
        (["article 20.2"], ["article 20", "paragraph 2"]),
        (["article 16 (1) (d)"], ["article 16", "paragraph 1 (d)"]),
        (["article 73 (b)"], ["article 73 (b)"]),
        (["paragraph 3", "subparagraph (a)", "subparagraph (b)"], ["paragraph 3 (a)", "paragraph 3 (b)"]),
        (["paragraph 3 (a)", "paragraph (b)"], ["paragraph 3 (a)", "paragraph 3 (b)"]),
        (["paragraph 3 (a) (i)", "paragraph (ii)"], ["paragraph 3 (a) (i)", "paragraph 3 (a) (ii)"]),
        (["paragraph 3 (a)", "subparagraph (i)"], ["paragraph 3 (a) (i)"]),
        (["paragraph 3 (h)", "paragraph (i)"], ["paragraph 3 (h)", "paragraph 3 (i)"]),
        (["paragraph 3 (i)", "paragraph (j)"], ["paragraph 3 (i)", "paragraph 3 (j)"]),
        (["paragraph 3", "subparagraph (a)-(c)"], ["paragraph 3 (a)-(c)"]),
        (["paragraph 3-5", "subparagraph (a)"], ["paragraph 3-5", "subparagraph (a)"]),
        (["subparagraph 2 (e)"], ["paragraph 2 (e)"]),
        (["preamble ", "paragraph 7"], ["preambular-paragraph 7"]),
        (["section II", "section B"], ["section II.B"]),
        (["section II", "section IV"], ["section II", "section IV"]),
        (["section II", "chapter X"], ["part 2", "chapter X"]),
        (["chapter I", "section D", "chapter II"], ["chapter I", "section D", "chapter II"]),
        (["annex I", "paragraph 10"], ["annex I", "paragraph 10"]),
    ],
)
def test_levels_are_cut_alike(told: list[str], same: list[str]) -> None:
    assert compared(parts(*told)) == parts(*same)
    assert compared(compared(parts(*told))) == parts(*same)


def test_another_letter_behind_ibid() -> None:
    before = Pinpoint("annex, para. 3 (b)", parts("annex ", "paragraph 3 (b)"))
    changed = Pinpoint("subpara. (c)", parts("subparagraph (c)"), (7, 19))
    assert inherited(before, changed) == Pinpoint("subpara. (c)", parts("annex ", "paragraph 3 (c)"))
    assert inherited(before, changed).at == (7, 19)
