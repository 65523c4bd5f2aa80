"""What a bibliography holds of an instrument: an entry, made of its record and of how texts cite it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..instruments import bodies
from ..instruments.identifiers import Identifier, identified
from ..instruments.table import named
from ..resolvers.interface import Record, Status
from ..resolvers.known import NAME as KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..citations.model import Citation
    from ..instruments.table import Named
    from .build import Cited


@dataclass(frozen=True, slots=True)
class Place:
    """Where a treaty is printed, as far as it is known: a volume of a treaty series, the first page there."""

    series: str
    volume: str
    page: str | None
    registration: str | None
    """The registration number in the series."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An instrument in a bibliography. Every text is on one line."""

    id: str
    kind: str
    """`treaty`; else the word that a bibliography prints: `Resolution`, `Declaration`, `Document`."""
    title: str
    """The symbol or the id where no title is known."""
    symbol: str | None
    """Spelled as ids are; as the source spells it where it is none."""
    body: str | None
    """The adopting or issuing body, with its organization: `United Nations General Assembly`."""
    date: str | None
    """Of adoption, else of publication: ISO, as far as it is known."""
    url: str | None
    language: str | None
    """ISO 639-1, where the files are in one language only."""
    printed: Place | None
    notes: tuple[str, ...]
    """What has no field of its own: the session, the vote, what the lookup came to."""


def entries(records: Iterable[Record], citations: Iterable[Citation | Cited] = ()) -> Iterator[Entry]:
    """Yield an entry for each record.

    Where a record knows no title or date, the first that the citations give stand in, and a note says so.
    """
    titles, dates = dict[str, str](), dict[str, str]()
    for citation in citations:
        if citation.id and citation.title:
            titles.setdefault(citation.id, citation.title)
        if citation.id and citation.date:
            dates.setdefault(citation.id, citation.date)
    for record in records:
        yield _entry(record, titles.get(record.id), dates.get(record.id))


def _entry(record: Record, cited_title: str | None, cited_date: str | None) -> Entry:
    identifier = identified(record.id)
    row = named().get(record.id)
    kind = row.kind if row else identifier.kind if identifier else "document"
    symbol = _spelled(record.symbol) or (record.id if "/" in record.id and kind != "treaty" else None)
    return Entry(
        id=record.id,
        kind=kind if kind == "treaty" else kind.capitalize(),
        title=_line(record.title or cited_title or symbol or record.id),
        symbol=_line(symbol) if symbol and kind != "treaty" else None,
        body=_full_name(record.body) if record.body else None,
        date=_date(record.date) or _date(record.published) or _date(cited_date),
        url=_line(record.url) if record.url else None,
        language=next(iter(record.files)) if len(record.files) == 1 else None,
        printed=_printed(row, identifier),
        notes=tuple(_notes(record, kind, cited_title, cited_date)),
    )


def _notes(record: Record, kind: str, cited_title: str | None, cited_date: str | None) -> Iterator[str]:
    said = {
        "symbol": _spelled(record.symbol) if kind == "treaty" else None,
        "session": None if _YEAR.fullmatch(record.session or "") else record.session,
        "meeting": record.meeting,
        "adopted" if record.vote == "without vote" else "vote": record.vote,
        "in force": record.in_force,
        "languages": ", ".join(record.files) if len(record.files) > 1 else None,
    }
    yield from (f"{name} {_line(value)}" for name, value in said.items() if value)
    if cited_title and not record.title:
        yield "title as cited"
    if not _date(record.date) and _date(record.published):
        yield "date of publication"
    elif not _date(record.date) and _date(cited_date):
        yield "date as cited"
    yield _outcome(record)


def _printed(row: Named | None, identifier: Identifier | None) -> Place | None:
    if row and row.series and row.volume:
        return Place(_SERIES[row.series], row.volume, row.page, row.registration)
    if identifier and identifier.series in _SERIES and identifier.session and identifier.number:
        number = identifier.number
        page = number.removeprefix("p") if number.startswith("p") else None
        return Place(_SERIES[identifier.series], identifier.session, page, None if page else number)
    return None


_SERIES = {"UNTS": "United Nations Treaty Series", "LNTS": "League of Nations Treaty Series"}


def _outcome(record: Record) -> str:
    """Say what the lookup came to, and where."""
    answered = [s for s in record.sources if s.status is record.status and s.resolver != KNOWN]
    where = ", ".join(f"{s.resolver} {s.retrieved[:10]}" if s.retrieved else s.resolver for s in answered)
    return _OUTCOMES[record.status].format(where=where or "any source asked")


_OUTCOMES = {
    Status.FOUND: "found in {where}",
    Status.NOT_FOUND: "not found in {where}",
    Status.OFFLINE: "not looked up (offline)",
    Status.NOT_COVERED: "not looked up (no source holds such instruments)",
    Status.UNCLEAR: "not known (the answer was unclear)",
    Status.LIMITED: "not known (the source asked to slow down)",
    Status.BLOCKED: "not known (the source refused)",
    Status.UNREACHABLE: "not known (the source did not answer)",
}


def _full_name(name: str) -> str:
    """Return a body's name with `United Nations` before it, where the table says that it is so called too."""
    body = bodies.find(name)
    full = f"United Nations {name}"
    return full if body and full in body.names else _line(name)


def _date(text: str | None) -> str | None:
    return text if text and _ISO.fullmatch(text) else None


_YEAR = re.compile(r"(19|20)\d\d")
"""What stands in the place of a session where a body numbers its acts by the year."""
_ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def _line(text: str) -> str:
    """Return text on one line, without control characters, and without what UTF-8 cannot hold."""
    return " ".join("".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in text).split())


def _spelled(symbol: str | None) -> str | None:
    """Return a symbol without the blanks and brackets of its source, so that a list spells all alike."""
    identifier = identified(symbol) if symbol else None
    return identifier.id if identifier else symbol
