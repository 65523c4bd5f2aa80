"""MARC as JSON, as the library's own catalogue writes it: what a search lists, and a whole record."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from .marc import Field, Marc, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeVar

    T = TypeVar("T")


class NotMarc(ValueError):
    """The bytes are no JSON, or not of the catalogue's form."""


def read_list(body: bytes) -> Page:
    """Read what a search lists in brief: of each record its number, symbols and title.

    Raises `NotMarc` where it is no such list.
    """
    return _read(body, _page)


def read(body: bytes) -> Marc:
    """Read a record. Raises `NotMarc` where it is none."""
    return _read(body, _record)


_TAG = re.compile(r"\d{3}")
_FILE = "application/pdf"
_KINDS = {"Speeches": ("089", "b", "B22"), "Voting Data": ("039", "a", "VOT")}
"""What the brief form says of a record's kind (989), and the field that says so in a whole one."""


def _read(body: bytes, form: Callable[[Any], T]) -> T:
    try:
        return form(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise NotMarc(f"{type(error).__name__}: {error}") from error


def _page(plain: Any) -> Page:
    count = plain["_meta"].get("count")
    if not isinstance(plain["data"], list):
        raise TypeError("the records are no list")
    return Page(int(count) if count is not None else None, tuple(map(_brief, plain["data"])))


def _brief(entry: Any) -> Marc:
    """Make a record of what the brief form tells of it, a vote's symbols where a vote's record has them."""
    kinds = [field for word, field in _KINDS.items() if word in (entry.get("types") or "")]
    tag = "791" if kinds else "191"
    symbols = [symbol.strip() for symbol in (entry.get("symbol") or "").split(";")]
    return Marc(
        (
            _field("001", "", str(int(entry["_id"]))),
            *(_field(*kind) for kind in kinds),
            *(_field(tag, "a", symbol) for symbol in symbols if symbol),
            _field("245", "a", entry.get("title") or ""),
        )
    )


def _record(plain: Any) -> Marc:
    data = plain["data"]
    return Marc((_field("001", "", str(int(data["_id"]))), *_fields(data), *_files(data.get("files") or ())))


def _fields(data: Any) -> Iterator[Field]:
    """Yield the fields but 001, which stands before them. A control field is its text."""
    for tag, held in data.items():
        if _TAG.fullmatch(tag) and tag != "001":
            for one in held:
                if isinstance(one, str):
                    yield _field(tag, "", one)
                else:
                    yield Field(tag, str(one["indicators"][0]).strip(), tuple(_subfields(one)))


def _subfields(field: Any) -> Iterator[tuple[str, str]]:
    """Yield code and value. A subfield may refer to an authority's record in place of a value."""
    for sub in field["subfields"]:
        if isinstance(sub.get("value"), str):
            yield str(sub["code"]), sub["value"].strip()


def _files(files: Any) -> Iterator[Field]:
    """Yield the files as fields 856, their languages as codes in $y."""
    for file in files:
        if file["mimetype"] == _FILE:
            language = str(file["language"]).lower()
            yield Field("856", "4", (("u", str(file["url"])), ("y", language)))


def _field(tag: str, code: str, value: str) -> Field:
    return Field(tag, "", ((code, value),))
