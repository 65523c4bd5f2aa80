"""The names of instruments and bodies in other languages: each means what the tables know, and one thing."""

from __future__ import annotations

from collections import defaultdict

from unxref.citations.language import language, written_out
from unxref.instruments import bodies, table
from unxref.instruments.data import rows, several

NAMES = rows("instrument_names.csv")
OTHERS = {row["language"] for row in NAMES}


def test_every_name_is_of_known_instruments():
    for row in NAMES:
        assert set(several(row["id"])) <= set(table.named())
        assert row["weak"] in ("", "yes")


def test_every_name_of_a_body_is_of_a_known_one():
    assert {row["body"] for row in rows("body_names.csv")} <= set(bodies.bodies())


def test_a_name_means_one_instrument_or_the_same_several():
    """Those that weak names share are told apart by what the text has named."""
    meant: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in NAMES:
        if not row["weak"]:
            fold = language(row["language"]).folded
            for form in written_out(row["name"]):
                meant[row["language"], fold(form)].add(row["id"])
    assert [key for key, ids in meant.items() if len(ids) > 1] == []


def test_stems_and_endings_are_written_out_in_full():
    """A group with a blank is no group; a name would be sought with its brackets and bars."""
    for row in NAMES:
        assert all("|" not in form for form in written_out(row["name"])), row["name"]


def test_no_row_is_given_twice():
    for name in ("instrument_names.csv", "body_names.csv"):
        given = [tuple(row.values()) for row in rows(name)]
        assert len(given) == len(set(given))
