"""The door: files and standard input become documents."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from unxref.documents import read as reading
from unxref.documents.read import UnreadableDocument, read

TEXT = "Recalling the Convention on Lamps,1\r\n\r\n____\r\n1 A/60/1.\f2 A/60/2.\r\n"


def test_document(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    document = read(str(path))
    assert document.name == str(path)
    assert document.text == TEXT
    assert document.encoding == "utf-8"
    assert [note.marker for note in document.notes][:1] == ["1"]
    assert document.pages == (0, TEXT.index("\f") + 1)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("résumé\n".encode("windows-1252"))))
    document = read("-")
    assert (document.name, document.text, document.encoding) == ("-", "résumé\n", "windows-1252")


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert read(str(tmp_path / "a.txt")).text == ""


def cause_of(path: str) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read(path)
    cause = str(caught.value)
    assert "\n" not in cause
    return cause


def test_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "dangling.txt").symlink_to("nowhere")
    assert cause_of(str(tmp_path / "missing.txt")) == "no such file"
    assert cause_of(str(tmp_path / "dangling.txt")) == "no such file"
    assert cause_of("a\0b") == "no such file"
    assert cause_of("") == "no such file"
    assert cause_of(str(tmp_path)) == "is a folder"
    assert cause_of(str(tmp_path / "a.txt" / "b")) == "not a directory"


def test_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a")
    path.chmod(0)
    if os.access(path, os.R_OK):  # root may read everything

        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("builtins.open", refuse)
    assert cause_of(str(path)) == "permission denied"


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is no whole PDF, or a damaged one"),
        (b"PK\x03\x04\x14\0\6\0", "the Word file is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "no Word file"),
        (b"\x7fELF" + bytes(60), "not text"),
    ],
)
def test_formats_show_by_what_the_file_holds(tmp_path: Path, data: bytes, cause: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert cause in cause_of(str(path))


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_LARGEST", 2_000_000)
    path = tmp_path / "a.txt"
    path.write_bytes(b"a\n" * 1_000_000)
    assert len(read(str(path)).text) == 2_000_000
    path.write_bytes(b"a\n" * 1_000_001)
    assert cause_of(str(path)) == "too large (over 2 MB)"
    assert cause_of("/dev/zero") == "too large (over 2 MB)"
