"""The dates of what is cited, as texts of all decades give them."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.citations.dates import date_after, date_before, document_date
from unxref.citations.language import language
from unxref.citations.model import Citation

Cited = Callable[[str], list[Citation]]
ENGLISH = language("en")

AFTER = [
    (" of 18 December 2014", "2014-12-18"),
    (", adopted on 3 March 1999", "1999-03-03"),
    (" of\n1 June 1990", "1990-06-01"),
    (" of the 1st of June 1990", "1990-06-01"),
    (" of 22nd May 1991", "1991-05-22"),
    (" (Dec. 22, 2007)", "2007-12-22"),
    (" of December 22, 2007", "2007-12-22"),
    (", 22 December 2007", "2007-12-22"),
    (" of 30 October 20001", "2000-10-30"),
    (" cf 25 October 1993", "1993-10-25"),
    (" of March 1964", "1964-03"),
    (" of 1991", "1991"),
    (" of 12 and 16 March 1993, respectively", "1993-03-12"),
    (" of 12, 14 and 16 March 1993 respectively", "1993-03-12"),
    (" of 5 April\n        1995", "1995-04-05"),
    (", both of 7 June 1996", "1996-06-07"),
    (" of 32 March 1993", None),
    (" of 2024/25", None),
    (", 22 December", None),
    (" (2007)", None),
    (" on the report", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "iso"), AFTER)
def test_a_date_behind_a_number(text: str, iso: str | None) -> None:
    found = date_after(text, 0, ENGLISH)
    assert (found.iso() if found else None) == iso


def test_a_year_is_lent() -> None:
    found = date_after(" of 4 March", 0, ENGLISH)
    assert found is not None
    assert (found.iso(), found.iso(1964)) == (None, "1964-03-04")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("3 May 2001 (", "2001-05-03"),
        ("May 3, 2001 (", "2001-05-03"),
        ("7 to 12 March 2021 (", None),
        ("(", None),
    ],
)
def test_a_date_before_a_bracket(text: str, iso: str | None) -> None:
    found = date_before(text, len(text), ENGLISH)
    assert (found.iso() if found else None) == iso


DOCUMENTS = [
    ("Noting his letters of 12 and 16 March 1993 (S/25443 and S/25444),", ["1993-03-12", "1993-03-16"]),
    ("Noting 12 March 1993 and 16 April 1993, (S/25443, S/25444)", ["1993-03-12", "1993-04-16"]),
    ("Noting the letter dated 31 July 2018 addressed to its President (S/2018/752),", ["2018-07-31"]),
    ("Noting the report of the Secretary-General of 3 May 2019 on peace (S/2019/359),", ["2019-05-03"]),
    ("Noting document S/26627 of 25 October 1993,", ["1993-10-25"]),
    (
        "Noting the reports of 2 and 9 May 1994 on aid by the envoy (S/25443 and S/25444),",
        ["1994-05-02", "1994-05-09"],
    ),
    ("S/RES/1325 (2000), 31 October 2000, para. 4", ["2000-10-31"]),
    ("the letters S/2019/1, 3 May 2019 (S/2019/359)", [None, "2019-05-03"]),
    ("U.N. Doc. A/RES/62/228 (Dec. 22, 2007)", ["2007-12-22"]),
    ("held from 4 to 15 September 1995 (A/CONF.177/20)", [None]),
    ("the statement of 20 October (S/PRST/2015/17)", ["2015-10-20"]),
    ("on 3 May 2019 it met. The report (S/2019/359)", [None]),
]


@pytest.mark.parametrize(("text", "dates"), DOCUMENTS)
def test_dates_of_documents(cited: Cited, text: str, dates: list[str | None]) -> None:
    assert [c.date for c in cited(text + "\n")] == dates


def test_days_told_respectively(cited: Cited) -> None:
    text = "General Assembly resolutions 56/1, 56/8 and 56/9 of 12, 21 and 21 November 2001, respectively,\n"
    assert [c.date for c in cited(text)] == ["2001-11-12", "2001-11-21", "2001-11-21"]


@given(st.text(alphabet=" 12345MarchDec.,()of\nand/A", max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_any_text_and_place(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    for found in (date_after(text, start, ENGLISH), document_date(text, start, end, ENGLISH)):
        if found:
            iso = found.iso()
            assert iso is None or iso.startswith(("19", "20"))
