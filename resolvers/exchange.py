"""Cached answers as JSON objects, which carry them from one machine to another; nothing but facts gets in."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from ..cache.store import Entry
from .interface import from_json, to_json
from .records import FACTS, LIFETIMES

if TYPE_CHECKING:
    from .interface import Record

SCHEMA = "unxref.cache-entry/1"


class NotAnEntry(ValueError):
    """A line is no entry that may be kept; the message says why."""


def is_answer(entry: Entry) -> bool:
    """Tell whether an entry of the cache is a resolver's answer, of the schema that this version reads."""
    try:
        return entry.label == _fact(entry.value).status
    except ValueError:
        return False


def to_plain(entry: Entry) -> dict[str, Any]:
    """Return an answer as the object that leaves the program, keys in their order."""
    return {
        "schema": SCHEMA,
        "resolver": entry.source,
        "version": entry.version,
        "id": entry.id,
        "status": entry.label,
        "stored": _iso(entry.stored),
        "expires": _iso(entry.expires),
        "record": entry.value,
    }


def from_line(line: bytes, now: float) -> Entry:
    """Read an answer from its line. Raises `NotAnEntry`.

    It lives no longer than if it had been stored here: times are held against `now` (seconds since 1970), and
    against how long answers of its status are kept.
    """
    try:
        plain: Any = json.loads(line)
        if not isinstance(plain, dict) or cast("dict[str, Any]", plain).get("schema") != SCHEMA:
            raise NotAnEntry(f"no object of schema {SCHEMA}")
        return _entry(cast("dict[str, Any]", plain), now)
    except NotAnEntry:
        raise
    except KeyError as error:
        raise NotAnEntry(f"no {error.args[0]}") from error
    except (ValueError, RecursionError) as error:
        raise NotAnEntry(str(error)) from error


_NAME = re.compile(r"[a-z][a-z0-9_-]{0,31}(?:@[A-Za-z0-9_.:\[\]-]{1,255})?")
"""A source, and where it stands if that is not its public address."""
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_SKEW = 86400
"""Seconds by which another machine's clock may be ahead of ours."""
_LATEST_VERSION = 2**31


def _entry(plain: dict[str, Any], now: float) -> Entry:
    record = _fact(plain["record"])
    resolver, version = plain["resolver"], plain["version"]
    if not isinstance(resolver, str) or not _NAME.fullmatch(resolver):
        raise NotAnEntry("resolver is no short word")
    if type(version) is not int or not 0 <= version < _LATEST_VERSION:
        raise NotAnEntry("version is no number of a version")
    if (plain["id"], plain["status"]) != (record.id, record.status):
        raise NotAnEntry("id or status is not the record's")
    stored, expires = _time(plain, "stored"), _time(plain, "expires")
    if stored > now + _SKEW:
        raise NotAnEntry("stored in the future")
    stored = min(stored, now)
    expires = min(expires, stored + LIFETIMES[record.status])
    return Entry(resolver, version, record.id, record.status.value, stored, expires, to_json(record))


def _fact(plain: Any) -> Record:
    """Read an answer's record. Raises `ValueError` where it is no fact, or not by docs/record.schema.json."""
    record = from_json(plain)
    if record.status not in FACTS:
        raise NotAnEntry(f"{record.status} is no fact")
    if to_json(record) != plain:
        raise NotAnEntry("record has keys or values of another kind, or an address that is not of the web")
    json.dumps(plain, ensure_ascii=False).encode()  # half a character cannot be written
    if not all(_DATE.fullmatch(date) for date in (record.date, record.in_force) if date is not None):
        raise NotAnEntry("record has a date that is none")
    return record


def _time(plain: dict[str, Any], key: str) -> float:
    """Return a time as seconds since 1970."""
    try:
        seconds = (datetime.fromisoformat(plain[key]) - _EPOCH).total_seconds()
    except (TypeError, ValueError) as error:  # no text, no time, or no zone
        raise NotAnEntry(f"{key} is no ISO time in UTC") from error
    return max(seconds, 0.0)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(int(seconds), UTC).isoformat()
