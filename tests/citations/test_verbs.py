"""The verb nearest to a citation, and where none of this text governs it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.citations.language import language
from unxref.citations.verbs import nearer_verb

ENGLISH = language("en")

GOVERNED = [
    ("in which it endorsed the ", "endorses"),
    ("in accordance with General Assembly ", "acts-under"),
    ("and reaffirms the principles of the ", "reaffirms"),
    ("recalling in this regard its ", "recalls"),
    ("recalling, inter alia, its ", "recalls"),
    ("established pursuant to ", "acts-under"),
    ("the rules contained in ", "acts-under"),
    ("as amended by ", "acts-under"),
    ("the full implementation of\nthe ", "implements"),
    ("taking into account, as appropriate, the ", "bears-in-mind"),
    ("endorsed by the General Assembly in its ", None),
    ("as welcomed in its ", None),
    ("having welcomed all. The ", None),
    ("having welcomed all, the ", None),
    ("the ", None),
    ("", None),
]


@pytest.mark.parametrize(("before", "relation"), GOVERNED)
def test_the_nearer_verb(before: str, relation: str | None) -> None:
    assert nearer_verb(before, 0, len(before), ENGLISH) == relation


def test_what_opens_the_paragraph_is_no_nearer_verb() -> None:
    text = "Welcoming its "
    assert nearer_verb(text, len("Welcoming"), len(text), ENGLISH) is None


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_any_text_and_place(text: str, begin: int, anchor: int) -> None:
    nearer_verb(text, begin, min(anchor, len(text)), ENGLISH)


ABOVE = "The report is long, and its lines\nare wrapped.\n\nII. Resolutions cited in the period under review"
BELOW = [
    ("\n\n", "General Assembly resolution 60/251", None),
    ("\n \n", "Resolution 60/251", None),
    ("\n", "General Assembly resolution 60/251", "acts-under"),
    ("\n\n\n", "resolution 60/251", "acts-under"),
]


@pytest.mark.parametrize(("gap", "cited", "relation"), BELOW)
def test_no_verb_governs_over_a_blank_line(gap: str, cited: str, relation: str | None) -> None:
    above = ABOVE.removesuffix(" review") if relation else ABOVE
    text = above + gap + cited
    assert nearer_verb(text, 0, len(above + gap), ENGLISH) == relation
