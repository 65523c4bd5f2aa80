"""Old Word files and RTF become documents, through a program that is installed and converts them."""

from __future__ import annotations

import csv
import shlex
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .model import UnreadableDocument
from .programs import run
from .text import read_text

if TYPE_CHECKING:
    from .model import Document


def read_doc(name: str, data: bytes) -> Document:
    """Return the document that these bytes of an old Word file are.

    Raises UnreadableDocument where it is protected, damaged, no Word file, or no program is there for it.
    """
    if _ENCRYPTED in data or _is_encrypted(data):
        raise UnreadableDocument("the Word file is protected by a password")
    if _WORD not in data:
        raise UnreadableDocument("an Office file of before 2007, but no Word file")
    return _read("doc", name, data)


def read_rtf(name: str, data: bytes) -> Document:
    """Return the document that these bytes of RTF are. Raises UnreadableDocument as `read_doc` does."""
    return _read("rtf", name, data)


_SECONDS = 120.0
"""The longest that a program may take; it takes some four for a report."""
_LARGEST = 100_000_000
_WORD, _ENCRYPTED = "WordDocument".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")
"""The streams of a Word file, and of a later file under a password, as the directory of OLE names them."""
_SECTOR, _FIB, _FLAGS, _IS_ENCRYPTED = 512, b"\xec\xa5", 10, 0x0100
"""The header of the text begins a sector, and says in its flags whether it is encrypted ([MS-DOC] 2.5.2)."""
_NAMES = {"doc": "an old Word file", "rtf": "RTF"}


class _Converter(NamedTuple):
    name: str
    """What users call it; it may be there as several programs."""
    program: str
    arguments: str
    gives: str
    """docx or txt."""


def _read(kind: str, name: str, data: bytes) -> Document:
    """Read what the first program makes of it that is installed and can convert it."""
    converters = _converters(kind)
    failed: list[str] = []
    for converter in converters:
        program = shutil.which(converter.program)
        if not program or converter.name in failed:
            continue
        if (made := _converted(program, converter, kind, data)) is not None:
            return _read_made(converter.gives, name, made)
        failed.append(converter.name)
    if failed:
        raise UnreadableDocument(f"{failed[0]} cannot convert it: it is damaged, or protected by a password")
    names = " or ".join(dict.fromkeys(one.name for one in converters))
    raise UnreadableDocument(f"{_NAMES[kind]}: save it as .docx, or install {names}")


def _converted(program: str, converter: _Converter, kind: str, data: bytes) -> bytes | None:
    """Return what a program makes of a file; None where it makes nothing of it."""
    with tempfile.TemporaryDirectory(prefix="unxref-", ignore_cleanup_errors=True) as folder:
        here = Path(folder)
        file, made = here / f"document.{kind}", here / f"document.{converter.gives}"
        file.write_bytes(data)
        profile = here / "profile"
        (profile / "user").mkdir(parents=True)
        shutil.copy(_SETTINGS, profile / "user" / "registrymodifications.xcu")
        places = {"file": file, "folder": here, "profile": profile.as_uri()}
        arguments = (one.format(**places) for one in shlex.split(converter.arguments))
        ended_well = run([program, *arguments], _SECONDS, said=made if converter.gives == "txt" else None)
        if not ended_well or not made.is_file() or not made.stat().st_size:
            return None
        if made.stat().st_size > _LARGEST:
            raise UnreadableDocument(f"too large once converted (over {_LARGEST // 1_000_000} MB)")
        return made.read_bytes()


def _read_made(gives: str, name: str, made: bytes) -> Document:
    if gives == "txt":
        return read_text(name, made)
    from .docx import read_docx

    return read_docx(name, made)


def _is_encrypted(data: bytes) -> bool:
    """Whether the header of the text says so."""
    for at in range(_SECTOR, len(data), _SECTOR):
        if data.startswith(_FIB, at):
            return bool(int.from_bytes(data[at + _FLAGS : at + _FLAGS + 2], "little") & _IS_ENCRYPTED)
    return False


@cache
def _converters(kind: str) -> tuple[_Converter, ...]:
    with Path(__file__).with_name("converters.csv").open(encoding="utf-8") as table:
        rows = [row for row in csv.DictReader(table) if row["reads"] == kind]
    return tuple(_Converter(row["name"], row["program"], row["arguments"], row["gives"]) for row in rows)


_SETTINGS = Path(__file__).with_name("soffice.xcu")
