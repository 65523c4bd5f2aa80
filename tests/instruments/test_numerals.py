from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.instruments.numerals import arabic, roman


@pytest.mark.parametrize(
    ("numeral", "number"), [("I", 1), ("IV", 4), ("XXI", 21), ("XLVIII", 48), ("LXIII", 63), ("XCIV", 94)]
)
def test_sessions_and_volumes(numeral: str, number: int):
    assert roman(number) == numeral
    assert arabic(numeral) == number


@given(st.integers(1, 399))
def test_there_and_back(number: int):
    assert arabic(roman(number)) == number


@pytest.mark.parametrize("text", ["", "IIII", "VX", "iv", "S-VI", "12", "IC"])
def test_no_numeral(text: str):
    assert arabic(text) is None


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_no_number(number: int):
    with pytest.raises(ValueError, match="no Roman numeral"):
        roman(number)


@pytest.mark.parametrize(("number", "numeral"), [(1994, "MCMXCIV"), (3999, "MMMCMXCIX"), (444, "CDXLIV")])
def test_years_and_pages_go_beyond_sessions_and_volumes(number: int, numeral: str) -> None:
    assert roman(number) == numeral
    assert arabic(numeral) is None
