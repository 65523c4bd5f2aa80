from __future__ import annotations

import pytest

from unxref.instruments.spelling import comparison_key, plain


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("A/RES/45/248\u00a0B", "A/RES/45/248B"),
        ("S\u2011RES", "S-RES"),
        ("A/76/871\u2013S/2022/493", "A/76/871-S/2022/493"),
        ("A/RES/217\u202f(III)\u00ad", "A/RES/217(III)"),
        ("\u0421AT/C/UZB", "CAT/C/UZB"),
        ("S/RES/2164\uff082014\uff09", "S/RES/2164(2014)"),
        ("A/RES/\u0667\u0664/1", "A/RES/74/1"),
        ("a/res/74/174 ", "a/res/74/174"),
        ("A/66/93*", "A/66/93"),
    ],
)
def test_plain(written: str, expected: str):
    assert plain(written) == expected


def test_a_cataloguers_brackets_do_not_count():
    assert comparison_key("A/RES/217(III)[A]") == comparison_key("a/res/217 (III) A") == "A/RES/217(III)A"


def test_letters_count():
    assert comparison_key("A/RES/57/283A") != comparison_key("A/RES/57/283B")
