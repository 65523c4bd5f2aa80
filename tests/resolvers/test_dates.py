from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.resolvers.dates import iso


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023-12-19", "2023-12-19"),
        ("20030415", "2003-04-15"),
        ("198504", "1985-04"),
        ("1984.", "1984"),
        ("[New York] : UN, 22 Dec. 2023", "2023-12-22"),
        ("Adopted at the 3rd plenary meeting, 24 Apr. 1985.", "1985-04-24"),
        ("Paris, 9 December 19481", "1948-12-09"),
        ("provisionally on 1 October 1976 and definitively on 1 August 1977", "1976-10-01"),
        ("20231345", None),
        ("No. 27531", None),
        ("[198-?]", None),
        ("", None),
    ],
)
def test_the_first_date_of_a_text(text: str, date: str | None) -> None:
    assert iso(text) == date


DAYS = st.dates(min_value=date(1899, 7, 29), max_value=date(2099, 12, 31))


@given(day=DAYS, form=st.sampled_from(["%Y-%m-%d", "%Y%m%d", "{d} %B %Y", "{d} %b. %Y", "Geneva, {d} %B %Y"]))
def test_every_way_to_write_a_day_means_that_day(day: date, form: str) -> None:
    assert iso(day.strftime(form.replace("{d}", str(day.day)))) == day.isoformat()
