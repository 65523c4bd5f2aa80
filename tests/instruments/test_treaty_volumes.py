from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.instruments.data import rows
from unxref.instruments.table import named
from unxref.instruments.treaty_volumes import plausible

RANGES = Path(__file__).parents[2] / "../shared/samples/datasets/unts_volume_registration_ranges.csv"
VOLUMES = st.integers(1, 3500)
NUMBERS = st.integers(1, 60_000)
ORDER = (False, None, True)


@pytest.mark.parametrize(
    ("volume", "number", "told"),
    [
        ("1577", "27531", True),
        ("2171", "27531", True),  # a protocol of it, which keeps its number
        ("3276", "27531", True),
        ("15", "102", True),  # filed, and cited without saying so
        ("15", "II-102", True),
        ("223", "19735", False),  # vol. 1223
        ("60", "1414", False),  # the League's volume LX
        ("157", "27531", False),
        ("15", "II-900", False),
        ("1570", "27531", None),  # before its volume, but not by much
        ("3400", "59000", None),  # beyond the table
        ("200", "59000", False),
        ("1577", "p3", None),
    ],
)
def test_what_a_volume_can_hold(volume: str, number: str, told: bool | None) -> None:
    assert plausible(volume, number) is told


def test_no_treaty_of_the_table_is_held_to_be_impossible() -> None:
    treaties = [one for one in named().values() if one.series == "UNTS" and one.volume and one.registration]
    assert len(treaties) > 400
    assert not [one.id for one in treaties if plausible(one.volume or "", one.registration or "") is False]


@pytest.mark.skipif(not RANGES.exists(), reason="the data set is not here")
def test_no_number_that_was_seen_in_a_volume_is_held_to_be_impossible() -> None:
    with RANGES.open(encoding="utf-8", newline="") as file:
        seen = [row for row in csv.DictReader(file) if row["series"].startswith("UNTS")]
    assert len(seen) > 2000
    for row in seen:
        for number in (row["min_reg_seen"], row["max_reg_seen"]):
            assert plausible(row["volume"], number) is not False
            filed = "II-" if row["series"] == "UNTS-II" else ""
            assert plausible(row["volume"], filed + number) is not False


@given(VOLUMES, NUMBERS, st.sampled_from(["", "II-"]), st.integers(0, 500))
def test_a_later_volume_is_never_less_plausible(volume: int, number: int, filed: str, later: int) -> None:
    told = plausible(str(volume), f"{filed}{number}")
    assert ORDER.index(plausible(str(volume + later), f"{filed}{number}")) >= ORDER.index(told)


@given(VOLUMES, NUMBERS, st.sampled_from(["", "II-"]), st.integers(0, 5000))
def test_a_higher_number_is_never_more_plausible(volume: int, number: int, filed: str, more: int) -> None:
    told = plausible(str(volume), f"{filed}{number}")
    assert ORDER.index(plausible(str(volume), f"{filed}{number + more}")) <= ORDER.index(told)


@given(VOLUMES, NUMBERS)
def test_a_bare_number_may_be_registered_or_filed(volume: int, number: int) -> None:
    bare, filed = plausible(str(volume), str(number)), plausible(str(volume), f"II-{number}")
    assert ORDER.index(bare) >= ORDER.index(filed)


def test_the_table_rises() -> None:
    for register in ("I", "II"):
        own = [row for row in rows("unts_volumes.csv") if row["register"] == register]
        for earlier, later in pairwise(own):
            assert int(earlier["volume"]) < int(later["volume"])
            assert int(earlier["first"]) < int(later["first"])
