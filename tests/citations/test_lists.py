"""Lists of numbers: heads, tables, shared sessions, numbers that are none, and numbers without a head."""

from collections.abc import Callable

import pytest

from unxref.citations.model import Citation

Cited = Callable[[str], list[Citation]]

ROMAN = [
    ("the Council's report, and resolution 96 (I) of the time", ["A/RES/96(I)"]),
    ("The Economic and Social Council met. It recalled resolution 260 B (III).", ["A/RES/260(III)B"]),
    ("in Economic and Social Council resolution 1503 (XLVIII)", ["E/RES/1503(XLVIII)"]),
]


@pytest.mark.parametrize(("text", "ids"), ROMAN)
def test_no_body_gets_a_number_that_its_session_never_reached(
    cited: Cited, text: str, ids: list[str]
) -> None:
    assert [c.id for c in cited(text)] == ids


REPORT = "A/76/210\n\nReport of the Secretary-General\n\n"
ISSUED = [
    ("1.  Resolution 51/10 was followed up.", ["A/RES/51/10"], ()),
    (
        "1.  The Human Rights Council acted in its decision 25/117 and in its resolution 25/2.",
        ["A/HRC/DEC/25/117", "A/HRC/RES/25/2"],
        (),
    ),
    (
        "1.  The Human Rights Council spoke of it in Council resolution 42/3, and resolution 43/2 went on.",
        ["A/HRC/RES/42/3", "A/HRC/RES/43/2"],
        (),
    ),
    (
        "1.  The Human Rights Council has a mandate, and resolution 43/2 tells which.",
        [None],
        ("A/RES/43/2", "A/HRC/RES/43/2"),
    ),
]


@pytest.mark.parametrize(("text", "ids", "also"), ISSUED)
def test_a_report_is_not_the_text_of_the_body_it_is_issued_to(
    cited: Cited, text: str, ids: list[str | None], also: tuple[str, ...]
) -> None:
    found = [c for c in cited(REPORT + text) if c.via != "symbol"]
    assert [c.id for c in found] == ids
    assert found[-1].also == also
