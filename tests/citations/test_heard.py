"""What notes and running text tell each other about names."""

from collections.abc import Callable

import pytest

from unxref.citations.model import Citation

Cited = Callable[[str], list[Citation]]
WOMEN = "Convention on the Elimination of All Forms of Discrimination against Women"

NOTED: list[tuple[str, list[tuple[str | None, str | None]]]] = [
    # the note that stands at a committee's acronym says that the treaty is meant
    (
        f"Parties are bound by CEDAW.1 They report.\n\n1 {WOMEN}, art. 18.\n",
        [("cedaw", None), ("cedaw", "1")],
    ),
    # a note that names it in passing does not
    (
        f"Parties went to CEDAW.1 They report.\n\n1 See the report on the state of the {WOMEN}.\n",
        [("cedaw", "1")],
    ),
    # what a note calls an instrument counts behind the note's call, not before
    (
        f"CEDAW met. Parties ratified it.1 CEDAW entered into force.\n\n1 {WOMEN}, 1249 UNTS 13 (‘CEDAW’).\n",
        [("cedaw", None), ("cedaw", "1"), ("cedaw", "1"), ("cedaw", "1")],
    ),
    # a short name that needs its instrument named
    (
        "So says the New York Declaration.1 It was adopted.\n\n1 New York Declaration for Refugees and Migrants.\n",
        [("new-york-declaration", None), ("new-york-declaration", "1")],
    ),
    # what the running text names counts in the notes
    (
        "The Universal Declaration of Human Rights is old.1 It is read.\n\n1 Universal Declaration, art. 3.\n",
        [("udhr", None), ("udhr", "1")],
    ),
]


@pytest.mark.parametrize(("text", "found"), NOTED)
def test_one_memory(cited: Cited, text: str, found: list[tuple[str | None, str | None]]) -> None:
    assert [(c.id, c.note) for c in cited(text)] == found


ALONE: list[tuple[str, list[str]]] = [
    (f"the {WOMEN} (adopted 18 December 1979), in short (CEDAW); CEDAW binds", ["cedaw", "cedaw", "cedaw"]),
    (
        f"Under the {WOMEN}, the Committee on the Elimination of Discrimination against Women (CEDAW) sits; CEDAW met",
        ["cedaw"],
    ),
    ("the Universal Declaration of Human Rights and the Universal Declaration on Nothing", ["udhr"]),
]


@pytest.mark.parametrize(("text", "ids"), ALONE)
def test_acronyms_in_brackets(cited: Cited, text: str, ids: list[str]) -> None:
    assert [c.id for c in cited(text)] == ids
