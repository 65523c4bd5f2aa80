"""What opens a paragraph in the forms that bodies, decades and printers have, and who speaks in it."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.citations.language import language
from unxref.citations.model import Citation
from unxref.citations.openings import opening
from unxref.citations.paragraphs import paragraphs

Cited = Callable[[str], list[Citation]]
ENGLISH = language("en")

OPENED = [
    ("Recognizing and reaffirming what was agreed", "reaffirms", "Recognizing and reaffirming"),
    ("Expressing regret and concern that nothing", "concerned", "Expressing regret and concern"),
    ("Continuing to underline the role", "stresses", "Continuing to underline"),
    ("Having carefully considered the report", "considers", "Having carefully considered"),
    ("Reaffirming its unwavering commitment to peace", "reaffirms", "Reaffirming its unwavering commitment"),
    ("Condemning in the strongest terms all acts", "condemns", "Condemning in the strongest terms"),
    ("Expressing gravest concerns about the way", "concerned", "Expressing gravest concerns"),
    ("Taking note with appreciation also of the work", "notes", "Taking note with appreciation also"),
    ("Renews its request to the Secretary-General", "reaffirms", "Renews its request"),
    ("Wishes to express its deep gratitude to all", "appreciates", "Wishes to express its deep gratitude"),
    ("Pursuant to the rules", "acts-under", "Pursuant to"),
    ("In the light of the general comment", "bears-in-mind", "In the light of"),
]


@pytest.mark.parametrize(("text", "relation", "printed"), OPENED)
def test_openings(text: str, relation: str, printed: str) -> None:
    words = text.split()
    found = opening(words, 0, ENGLISH)
    assert found is not None
    assert (found.relation, " ".join(words[found.begin : found.end])) == (relation, printed)


@pytest.mark.parametrize("text", ["The report", "Noted by all", "Further to", "Reports of the Council", ""])
def test_no_openings(text: str) -> None:
    found = opening(text.split(), 0, ENGLISH)
    assert found is None or text == "Further to"


RELATIONS = [
    ("The Security Council,\n\n1, Decides, under its resolution 70/1, to act;", "decides", "operative"),
    ("The Security Council,\n\nOP2 Welcomes General Assembly resolution 70/1;", "welcomes", "operative"),
    ("The General Assembly,\n\n[3 bis. Recalls its resolution 70/1;]", "recalls", "operative"),
    ("THE GENERAL ASSEMBLY,\n\nRECALLING its resolution 70/1,", "recalls", "preamble"),
    ("The Conference of the Friends,\n\nRecalling General Assembly resolution 70/1,", "recalls", "preamble"),
    (
        "The Economic and Social Council, recalling its resolution 2011/33, decides to meet.",
        "recalls",
        "preamble",
    ),
    (
        "The Committee also recommends that all apply General Assembly resolution 70/1.",
        "recommends",
        "operative",
    ),
    (
        "In the view of many, the Committee welcomes General Assembly resolution 70/1.",
        "welcomes",
        "operative",
    ),
    (
        "At its 9th meeting, on 3 May 1990, the Economic and Social Council took note of A/70/1.",
        "notes",
        "operative",
    ),
    ("At the same meeting, the General Assembly, as asked, decided to read A/70/1.", "decides", "operative"),
    ("Annex\n\nDeclaration\n\n3. We also reaffirm General Assembly resolution 70/1.", "reaffirms", "annex"),
    ("Implementing General Assembly resolution 70/1\n\nThe text.", None, None),
    ("Pursuant to General Assembly resolution 70/1, this report is submitted.", "acts-under", None),
]


@pytest.mark.parametrize(("text", "relation", "part"), RELATIONS)
def test_relation_and_part(cited: Cited, text: str, relation: str | None, part: str | None) -> None:
    citation = cited(text + "\n")[-1]
    assert (citation.relation, citation.part) == (relation, part)


def test_the_items_of_an_operative_paragraph_go_on_its_verb(cited: Cited) -> None:
    text = (
        "The General Assembly,\n\n1. Calls upon States to act by:\n\n(a) Continuing to apply its resolution 70/1;\n\n"
        "(b)\nUnderlining its resolution 70/2;\n\n2. Decides to read its resolution 70/3.\n"
    )
    assert [c.relation for c in cited(text)] == ["calls-upon", "calls-upon", "decides"]


def test_numbered_paragraphs_go_on_a_chapeau_that_ends_with_a_colon(cited: Cited) -> None:
    text = (
        "The General Assembly,\n\nUrges States:\n\n1. To apply its resolution 70/1;\n\n2. To read its resolution 70/2;"
        "\n\nAnnex\n\n1. Resolution 70/3 was read.\n"
    )
    assert [c.relation for c in cited(text)] == ["urges", "urges", None]


def test_a_page_turns_in_the_middle_of_a_sentence(cited: Cited) -> None:
    long = "which were read with care by all who were there and by so many more " * 3
    text = (
        f"The General Assembly,\nRecalling {long} the work of the\nA/HRC/RES/55/1\n2 / 5\n"
        f"4 States that apply General Assembly resolution 54/1, {long},\nNoting {long},\n"
    )
    assert [c.relation for c in cited(text) if c.id == "A/RES/54/1"] == ["recalls"]


def test_paragraphs_run_together_on_one_line(cited: Cited) -> None:
    long = "which all States have read with great care and will read again when there is time"
    text = (
        "The General Assembly,\nBudget for 2022 Recalling its resolution 70/1, "
        f"{long}, Noting its resolution 70/2, {long}, Having considered its resolution 70/3, {long},\n"
    )
    assert [c.relation for c in cited(text)] == ["recalls", "notes", "considers"]


def test_what_a_body_does_behind_what_it_starts_from(cited: Cited) -> None:
    text = "4. Recalling General Assembly resolution 70/1, the Committee urges all to apply General Assembly resolution 70/2.\n"
    assert [(c.relation, c.verb) for c in cited(text)] == [("recalls", None), ("urges", "implements")]
    (told,) = cited("In this regard, the Council recalls General Assembly resolution 70/1.\n")
    assert (told.relation, told.verb) == ("recalls", None)


def test_a_draft_for_another_body_speaks_for_itself() -> None:
    text = "The Economic and Social Council,\n\nRecalling this,\n\n1. Recommends:\n\n“The General Assembly,\n\n“Recalling that,\n"
    found = paragraphs(text, ENGLISH)
    assert found.at(text.index("Recalling this")).speaker == "Economic and Social Council"
    assert found.at(text.index("Recalling that")).speaker == "General Assembly"
    assert found.at(text.index("Recalling that")).part == "preamble"


@given(st.text(alphabet="ADNRTaeghiln (1).,:“\n", max_size=300))
def test_paragraphs_stand_in_order_within_the_text(text: str) -> None:
    found = paragraphs(text, ENGLISH)
    numbers = [found.number(at) for at in range(len(text) + 1)]
    assert numbers == sorted(numbers)
    assert all(0 <= found.at(at).start <= at for at in range(len(text) + 1))
