"""What every resolver is given and gives back: the whole contract in one module."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence

    from ..instruments.identifiers import Identifier

SCHEMA = "unxref.record/1"


class Status(StrEnum):
    """The outcome of a lookup. Only `found` and `not-found` are facts; the rest says why it is not known."""

    FOUND = "found"
    NOT_FOUND = "not-found"
    UNCLEAR = "unclear"
    """The service answered something that proves neither."""
    LIMITED = "limited"
    """The service asked us to slow down (429)."""
    BLOCKED = "blocked"
    """A bot challenge or a refusal stood before the service."""
    UNREACHABLE = "unreachable"
    """No connection, no answer in time, or a server error."""
    OFFLINE = "offline"
    """No connection was to be made."""
    NOT_COVERED = "not-covered"
    """No source that was asked holds such instruments."""


@dataclass(frozen=True, slots=True)
class Source:
    """What one resolver answered, and when (ISO time, UTC; None where nothing was asked)."""

    resolver: str
    status: Status
    retrieved: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """Another document that belongs to the instrument: its draft, its report, its carrier."""

    id: str
    role: str


@dataclass(frozen=True, slots=True)
class Record:
    """What is known about one instrument. Fields stand in the order in which they leave the program."""

    id: str
    status: Status
    title: str | None = None
    date: str | None = None
    """Date of adoption, ISO."""
    published: str | None = None
    symbol: str | None = None
    """As the source spells it."""
    url: str | None = None
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    """Language (ISO 639-1) to address."""
    body: str | None = None
    session: str | None = None
    meeting: str | None = None
    """The meeting record's symbol."""
    vote: str | None = None
    """In favour, against and abstaining (`78-30-68`); `without vote`, or what else the source says."""
    subjects: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    in_force: str | None = None
    sources: tuple[Source, ...] = ()


class Trouble(Exception):
    """A source is in trouble: it is asked no further in this run, and the cause is said in one line."""

    def __init__(self, status: Status, cause: str) -> None:
        super().__init__(cause)
        self.status = status
        """blocked, limited or unreachable."""
        self.cause = cause


def trouble_of(error: BaseException) -> Trouble:
    """Return what an exception says of the source that raised it; its own `Trouble` stands as it is."""
    if isinstance(error, Trouble):
        return error
    return Trouble(Status.UNCLEAR, f"it failed: {type(error).__name__}: {error}")


class Resolver(Protocol):
    """A source of records."""

    @property
    def name(self) -> str:
        """A short word of lower-case letters."""
        ...

    @property
    def version(self) -> int:
        """Raised when the same answer is read differently: cached answers of other versions are not used."""
        ...

    @property
    def address(self) -> str:
        """Where the source stands: its base URL, or a path."""
        ...

    def covers(self, identifier: Identifier) -> bool:
        """Whether this source holds such instruments at all."""
        ...

    def look_up(self, identifiers: Sequence[Identifier]) -> AsyncGenerator[Record, None]:
        """Yield a record for each identifier as its answer comes, in any order.

        The record's status is found, not-found or unclear; `sources` is left empty (the look-up run fills
        it in). Raises `Trouble` where the source cannot be asked on: its status is that of all that is left.
        """
        ...


def to_json(record: Record) -> dict[str, Any]:
    """Return the record as the object that leaves the program, keys in their order."""
    plain: dict[str, Any] = {"schema": SCHEMA}
    for f in fields(Record):
        plain[f.name] = getattr(record, f.name)
    plain["status"] = record.status.value
    plain["files"] = dict(record.files)
    plain["subjects"] = list(record.subjects)
    plain["related"] = [{"id": r.id, "role": r.role} for r in record.related]
    plain["sources"] = [
        {"resolver": s.resolver, "status": s.status.value, "retrieved": s.retrieved} for s in record.sources
    ]
    return plain


def from_json(plain: Any) -> Record:
    """Read a record back from the object that `to_json` made, without addresses that are not of the web.

    Raises `ValueError` where it is not one.
    """
    try:
        if plain["schema"] != SCHEMA:
            raise ValueError(repr(plain["schema"]))
        values = {f.name: plain[f.name] for f in fields(Record)}
        values["status"] = Status(values["status"])
        values["files"] = {**values["files"]}
        values["subjects"] = tuple(values["subjects"])
        values["related"] = tuple(Related(r["id"], r["role"]) for r in values["related"])
        values["sources"] = tuple(
            Source(s["resolver"], Status(s["status"]), s["retrieved"]) for s in values["sources"]
        )
    except (KeyError, TypeError, IndexError, ValueError) as error:
        raise ValueError(f"not a record of schema {SCHEMA}: {error}") from error
    record = Record(**values)
    wrong = [name for name in _TEXTS if not isinstance(values[name], str | None)]
    if (
        wrong
        or not isinstance(values["id"], str)
        or not all(isinstance(text, str) for text in _inside(record))
    ):
        raise ValueError(f"not a record of schema {SCHEMA}: {', '.join(wrong) or 'something'} should be text")
    return replace(
        record,
        url=record.url if record.url and is_web(record.url) else None,
        files={language: address for language, address in record.files.items() if is_web(address)},
    )


def is_web(address: str) -> bool:
    """Whether an address is one that a reader may follow: http or https, with a host."""
    return _WEB.fullmatch(address) is not None and address.isprintable()


def _inside(record: Record) -> Iterator[object]:
    """Yield what should be text inside the fields that hold several."""
    yield from record.files
    yield from record.files.values()
    yield from record.subjects
    for related in record.related:
        yield from (related.id, related.role)
    for source in record.sources:
        yield from (source.resolver, source.retrieved or "")


_WEB = re.compile(r"https?://[^\s/?#@]+(?:[/?#]\S*)?", re.IGNORECASE)
_TEXTS = tuple(f.name for f in fields(Record) if f.type in ("str", "str | None"))
