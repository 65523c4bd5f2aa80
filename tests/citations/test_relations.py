"""What a paragraph does with what it cites, and where it stands."""

from collections.abc import Callable

import pytest

from unxref.citations.model import Citation

Cited = Callable[[str], list[Citation]]

OPENINGS = [
    ("Recalling resolution 70/1,", "recalls", "Recalling", "preamble"),
    ("Recalling also its resolution 70/1,", "recalls", "Recalling also", "preamble"),
    (
        "Noting with great concern that resolution 70/1 was not",
        "notes",
        "Noting with great concern",
        "preamble",
    ),
    (
        "Expressing its deep concern that resolution 70/1 was",
        "concerned",
        "Expressing its deep concern",
        "preamble",
    ),
    ("Having also considered resolution 70/1,", "considers", "Having also considered", "preamble"),
    ("Taking into account resolution 70/1,", "bears-in-mind", "Taking into account", "preamble"),
    ("1. Strongly condemns what resolution 70/1 forbids;", "condemns", "Strongly condemns", "operative"),
    (
        "2.\nTakes note with appreciation of resolution 70/1;",
        "notes",
        "Takes note with appreciation",
        "operative",
    ),
    ("Calling to mind resolution 70/1,", "recalls", "Calling to mind", "preamble"),
    ("Having taken note of resolution 70/1,", "notes", "Having taken note", "preamble"),
    ("Taking due account of resolution 70/1,", "bears-in-mind", "Taking due account", "preamble"),
    ("4. Rescinds resolution 70/1;", "amends", "Rescinds", "operative"),
    ("5. Lends its full support to resolution 70/1;", "supports", "Lends its full support", "operative"),
    ("3. Also calls upon States to read resolution 70/1;", "calls-upon", "Also calls upon", "operative"),
]


@pytest.mark.parametrize(("paragraph", "relation", "opening", "part"), OPENINGS)
def test_the_opening_gives_the_relation(
    cited: Cited, paragraph: str, relation: str, opening: str, part: str
) -> None:
    (citation,) = cited(f"The General Assembly,\n\nWelcoming all,\n\n{paragraph}\n")
    assert (citation.relation, citation.opening, citation.part) == (relation, opening, part)


def test_a_body_of_which_something_is_told(cited: Cited) -> None:
    text = "“The Security Council recalls resolutions 2121 (2013) and 2127 (2013).\n\n“The Council reaffirms resolution 2127 (2013).\n"
    assert [c.relation for c in cited(text)] == ["recalls", "recalls", "reaffirms"]


def test_a_report_speaks_for_itself(cited: Cited) -> None:
    text = "1. I recall resolution 70/1.\n\n2. I am deeply concerned that resolution 70/2 is not read.\n"
    assert [c.relation for c in cited(text)] == ["recalls", "concerned"]


def test_what_a_body_has_done(cited: Cited) -> None:
    text = "The Council has decided to apply resolution 1325 (2000).\n"
    assert [c.relation for c in cited(text)] == ["decides"]


def test_items_keep_their_paragraphs_relation(cited: Cited) -> None:
    text = "The General Assembly,\n\n1. Urges States:\n\n(a) To carry out its resolution 70/1;\n\n(b) To read its resolution 70/2;\n"
    assert [c.relation for c in cited(text)] == ["urges", "urges"]


def test_a_paragraph_goes_on_over_a_page(cited: Cited) -> None:
    text = "The General Assembly,\n\nRecalling the long way from one page to the\n\n\n next, which resolution 70/1 describes,\n"
    assert [c.relation for c in cited(text)] == ["recalls"]


def test_the_nearer_verb_stands_beside_the_opening(cited: Cited) -> None:
    first, second = cited(
        "The General Assembly,\n\nRecalling its resolution 76/181, in which it endorsed the New Urban Agenda,\n"
    )
    assert (first.verb, second.relation, second.verb) == (None, "recalls", "endorses")
    (under,) = cited(
        "The General Assembly,\n\nNoting what was done in accordance with General Assembly resolution 46/152,\n"
    )
    assert (under.relation, under.verb) == ("notes", "acts-under")


def test_an_annex_is_told_apart(cited: Cited) -> None:
    text = "The General Assembly,\n\n1. Adopts the rules;\n\nAnnex\n\n1. The rules follow General Assembly resolution 70/1.\n"
    assert [c.part for c in cited(text)] == ["annex"]


def test_a_note_has_the_verb_before_its_call(cited: Cited) -> None:
    text = (
        "The General Assembly,\n\nRecalling the meeting at which it endorsed the plan,1\n\n"
        "1. Urges all to act in accordance with the rules.2\n\n__________________\n1 Resolution 70/1.\n2 Resolution 70/2.\n"
    )
    assert [(c.relation, c.verb) for c in cited(text)] == [("recalls", "endorses"), ("urges", "acts-under")]
