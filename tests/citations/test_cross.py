"""Pointers to a note before, by its number."""

from collections.abc import Callable

import pytest

from unxref.citations.model import Citation

from .test_sources import in_notes

Cited = Callable[[str], list[Citation]]

NOTES = ["A/74/643, annex.", "A/75/6; resolution 70/1.", "John Smith, On Law (2001), p. 3."]


@pytest.mark.parametrize(
    "pointer", ["Supra note 1", "See note 1 above", "(n 1)", "See above, note 1", "See supra n. 1"]
)
def test_a_pointer_means_the_one_source_of_its_note(cited: Cited, pointer: str) -> None:
    found = cited(in_notes(*NOTES, f"{pointer}, para. 5."))[-1]
    assert (found.id, found.via, found.note) == ("A/74/643", "back-reference", "4")
    assert found.pinpoint
    assert found.pinpoint.text == "para. 5"


def test_several_sources_leave_it_open(cited: Cited) -> None:
    found = cited(in_notes(*NOTES, "See note 2 above."))[-1]
    assert (found.id, found.also) == (None, ("A/75/6", "A/RES/70/1"))


@pytest.mark.parametrize(
    "note", ["See note 3 above.", "Smith, supra note 1, p. 7.", "See note 9 above.", "Note 7 says so."]
)
def test_what_is_not_known_is_left_out(cited: Cited, note: str) -> None:
    assert [c.note for c in cited(in_notes(*NOTES, note))] == ["1", "2", "2"]


def test_ibid_goes_on_from_a_pointer(cited: Cited) -> None:
    assert [c.id for c in cited(in_notes(*NOTES, "See note 1 above.", "Ibid."))[-2:]] == ["A/74/643"] * 2
