"""The treaty series and the depositary's entries: volumes of UNTS and LNTS, and the status of treaties."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..instruments.numerals import arabic
from ..instruments.table import named
from . import mtdsg
from .http import Answer, Service
from .interface import Record, Status
from .markup import NotXML
from .records import combined
from .settings import TREATIES
from .together import as_they_come

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping, Sequence

    from ..cache.pace import Pace
    from ..instruments.identifiers import Identifier
    from .mtdsg import Entry
    from .settings import Settings


class Treaties:
    """Treaties by volume of their series, and those of the table by their entry at the depositary."""

    name = "treaties"
    version = 1

    def __init__(self, settings: Settings, pace: Pace) -> None:
        self.address = settings.treaties_url
        self._settings = settings
        self._pace = pace

    def covers(self, identifier: Identifier) -> bool:
        """Whether it is a treaty whose volume or entry is known."""
        return _place(identifier) is not None

    async def look_up(self, identifiers: Sequence[Identifier]) -> AsyncGenerator[Record, None]:
        """Yield a record for each identifier; a volume that several treaties stand in is tested once."""
        places = [place for place in map(_place, identifiers) if place]
        paths = {place.volume for place in places if place.volume}
        async with Service(self.address, self._settings, self._pace) as service:
            tests = as_they_come(_test(service, path) for path in paths)
            volumes = {path: status async for path, status in tests}
            async with aclosing(as_they_come(_look_up(service, place, volumes) for place in places)) as found:
                async for record in found:
                    yield record


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a treaty stands."""

    id: str
    volume: str | None
    """The path of its volume."""
    reference: str | None
    """Its entry at the depositary, `IV-11`."""
    adopted: str | None


def _place(identifier: Identifier) -> _Place | None:
    """Return where a treaty stands; None where neither its volume nor its entry is known."""
    if identifier.series in _VOLUME and identifier.session:
        return _Place(identifier.id, _volume(identifier.series, identifier.session), None, None)
    if identifier.series != "named":
        return None
    row = named()[identifier.id]
    volume = _volume(row.series, row.volume) if row.series and row.volume else None
    return _Place(row.id, volume, row.mtdsg, row.adopted) if volume or row.mtdsg else None


_VOLUME = {
    "UNTS": "/doc/Publication/UNTS/Volume%20{volume}/v{volume}.pdf",
    "LNTS": "/doc/Publication/UNTS/LON/Volume%20{volume}/v{volume}.pdf",
}
_ENTRY = "/doc/Publication/MTDSG/Volume%20{volume}/Chapter%20{chapter}/{reference}.en.xml"
_PAGE = "/Pages/ViewDetails.aspx?src=TREATY&mtdsg_no={reference}&chapter={chapter}&clang=_en"
_LAST_CHAPTER_OF_VOLUME_I = 12
_BEGINNING = 16_384
"""Bytes of a volume that are asked for: enough to tell a PDF, and what a page in its place says."""
_OUT_OF_ORDER = b"currently unavailable"
"""What the site says in the middle of a page, as if all were well, while it is down."""


def _volume(series: str, volume: str) -> str:
    return _VOLUME[series].format(volume=volume)


async def _test(service: Service, path: str) -> tuple[str, Status]:
    """Ask whether there is a volume. What is not there answers like a page that is."""
    answer = await service.get(path, first=_BEGINNING)
    return path, Status.FOUND if answer.body.startswith(b"%PDF") else _absent(answer)


async def _look_up(service: Service, place: _Place, volumes: Mapping[str, Status]) -> Record:
    """Join what the volume and the entry say; where neither is there, the treaty is not found."""
    statuses: list[Status] = []
    entry = None
    if place.reference:
        status, entry = await _entry(service, place.reference)
        statuses.append(status)
    if place.volume:
        statuses.append(volumes[place.volume])
    volume = place.volume if place.volume and volumes[place.volume] is Status.FOUND else None
    return _record(place, combined(statuses), entry, volume and TREATIES + volume)


async def _entry(service: Service, reference: str) -> tuple[Status, Entry | None]:
    chapter = reference.partition("-")[0]
    volume = "I" if (arabic(chapter) or 0) <= _LAST_CHAPTER_OF_VOLUME_I else "II"
    path = _ENTRY.format(volume=volume, chapter=chapter, reference=reference)
    answer = await service.get(path)
    try:
        entry = mtdsg.read(answer.body)
    except NotXML:
        return _absent(answer), None
    # The answer may be another treaty's.
    return (Status.FOUND, entry) if entry.reference.lower() == reference.lower() else (Status.UNCLEAR, None)


def _absent(answer: Answer) -> Status:
    """Return not-found where the answer says so: by its code, or with a page in place of the file."""
    if answer.status is not Status.FOUND:
        return answer.status
    beginning = answer.body[:_BEGINNING].lstrip().lower()
    is_page = beginning.startswith((b"<!doctype html", b"<html"))
    return Status.NOT_FOUND if is_page and _OUT_OF_ORDER not in answer.body else Status.UNCLEAR


def _record(place: _Place, status: Status, entry: Entry | None, volume: str | None) -> Record:
    """Make the record. A volume has its treaties in English and French, whatever they were concluded in."""
    files = {"en": volume, "fr": volume} if volume else {}
    if entry is None:
        return Record(place.id, status, url=volume, files=files)
    chapter = arabic(entry.reference.partition("-")[0])
    return Record(
        id=place.id,
        status=status,
        title=entry.title,
        # The entry gives the day of signature where that came after the adoption.
        date=place.adopted or entry.concluded,
        url=TREATIES + _PAGE.format(reference=entry.reference, chapter=chapter),
        files=files,
        subjects=(entry.chapter,) if entry.chapter else (),
        in_force=entry.in_force,
    )
