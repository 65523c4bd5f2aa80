"""The lines that count what became of a run."""

import pytest

from unxref.cli.endings import failures, kind_of, pace


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        ("has no text layer, make it text first (ocrmypdf IN OUT)", "has no text layer"),
        ("too large (over 100 MB)", "too large"),
        ("page 1,017 is damaged", "page … is damaged"),
        ("line 17: no citation: Expecting value: line 1 column 1 (char 0)", "no citation"),
        ("no such file", "no such file"),
    ],
)
def test_causes_are_of_a_kind_without_their_details(cause: str, kind: str) -> None:
    assert kind_of(cause) == kind


def test_failures_are_counted_by_cause_the_most_frequent_first() -> None:
    counted = failures({"is encrypted": 1, "has no text layer": 1200, "takes too long": 2, "not text": 2})
    assert counted == (
        "1205 documents could not be read: "
        "1200 have no text layer, 2 not text, 2 take too long, 1 is encrypted"
    )


@pytest.mark.parametrize(
    ("documents", "seconds", "said"),
    [
        (2000, 10, "read in 10 s, 200 documents a second"),
        (2, 80.4, "read in 1 min 20 s, 0.025 documents a second"),
        (20_000, 3600, "read in 1 h 0 min 0 s, 5.6 documents a second"),
    ],
)
def test_the_pace(documents: int, seconds: float, said: str) -> None:
    assert pace(documents, seconds) == said
