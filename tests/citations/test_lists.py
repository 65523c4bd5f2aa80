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
