"""What bytes are encoded in, told from the bytes."""

from __future__ import annotations

import codecs
import contextlib
import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from unxref.documents.encodings import decode
from unxref.documents.model import UnreadableDocument

ENGLISH = "Recalling the keepers’ “right to lamps” – adopted in 2015.\r\n"
FRENCH = "Rappelant sa résolution 70/1 du 25 septembre 2015, l’Assemblée générale a décidé de créer un phare à Gênes.\n"
SPANISH = (
    "Recordando su resolución 70/1, la Asamblea decidió también añadir una señal luminosa en el puerto.\n"
)
RUSSIAN = "Генеральная Ассамблея, ссылаясь на свою резолюцию 70/1 о маяках и фонарях, постановляет продолжить работу.\n"
ARABIC = "إن الجمعية العامة، إذ تشير إلى قرارها 70/1 بشأن المنارات، تقرر مواصلة العمل.\n"
SIMPLIFIED = "大会，回顾其第70/1号决议，决定继续开展关于灯塔的工作，并请秘书长提出报告。\n"
TRADITIONAL = "大會，回顧其第70/1號決議，決定繼續開展關於燈塔的工作，並請秘書長提出報告。\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "windows-1252"),
        (FRENCH, "windows-1252"),
        (SPANISH, "windows-1252"),
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (ARABIC, "windows-1256"),
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "big5"),
    ],
)
def test_legacy_encodings(text: str, encoding: str) -> None:
    for part in (text, text * 5, "Resolution 70/1.\n" * 9 + text):
        assert decode(part.encode(encoding)) == (part, encoding)


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, RUSSIAN, ARABIC, SIMPLIFIED, ""])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_mark_decides_and_is_left_out(text: str, mark: bytes, encoding: str) -> None:
    assert decode(mark + text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, RUSSIAN, ARABIC, SIMPLIFIED])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


def test_utf_8_with_a_few_bytes_damaged_stays_utf_8() -> None:
    data = (FRENCH * 3).encode().replace("à".encode(), b"\xc3", 1)
    text, encoding = decode(data)
    assert encoding == "utf-8 (damaged)"
    assert text == (FRENCH * 3).replace("à", "\ufffd", 1)


def test_bytes_that_windows_1252_lacks_mean_another_encoding() -> None:
    data = "Ђорђе и Џорџ чувају лампе.".encode("windows-1251")
    assert b"\x8f" in data
    assert decode(data)[1] == "windows-1251"


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\x01" + bytes(40),
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 9,
        bytes(1000),
        b"a\0b\0\0\0" * 50,
        bytes(range(1, 32)) * 20,
        random.Random(1).randbytes(5000),
        random.Random(2).randbytes(5000).replace(b"\0", b""),
    ],
    ids=["ELF", "PNG", "zeros", "mixed zeros", "control characters", "random", "random without zeros"],
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="not text"):
        decode(data)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_any_utf_8_comes_back(text: str) -> None:
    assume(not text.startswith("\ufeff"))
    assert decode(text.encode()) == (text, "utf-8")


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableDocument):
        text, encoding = decode(data)
        assert isinstance(text, str)
        assert encoding
