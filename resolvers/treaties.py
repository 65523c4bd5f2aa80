"""The treaty collection: treaties by volume and number, entries at the depositary, its notifications."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import aclosing
from typing import TYPE_CHECKING

from . import mtdsg, treaty_files
from .http import Answer, Service
from .interface import Record, Status
from .markup import NotXML
from .records import combined
from .settings import TREATIES
from .together import as_they_come
from .treaty_places import place_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from ..cache.pace import Pace
    from ..instruments.identifiers import Identifier
    from .mtdsg import Entry
    from .settings import Settings
    from .treaty_places import Place


class Treaties:
    """Treaties by the volume of their series, and by their entry at the depositary; its notifications."""

    name = "treaties"
    version = 3

    def __init__(self, settings: Settings, pace: Pace) -> None:
        self.address = settings.treaties_url
        self._settings = settings
        self._pace = pace

    def covers(self, identifier: Identifier) -> bool:
        """Whether it is a treaty whose volume or entry is known, or a notification."""
        return place_of(identifier) is not None

    async def look_up(self, identifiers: Sequence[Identifier]) -> AsyncGenerator[Record, None]:
        """Yield a record for each identifier; a volume that several treaties stand in is tested once."""
        async with Service(self.address, self._settings, self._pace) as service:
            files = _Files(service)
            places = filter(None, map(place_of, identifiers))
            async with aclosing(as_they_come(_look_up(service, files, place) for place in places)) as found:
                async for record in found:
                    yield record


class _Files:
    """Which files are there: each is asked for once, however many treaties may be in it."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._known: dict[str, Status] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def test(self, path: str) -> Status:
        """Ask whether there is such a PDF."""
        async with self._locks[path]:
            if path not in self._known:
                self._known[path] = _judge_pdf(await self._service.get(path, first=_BEGINNING))
            return self._known[path]

    async def are_served(self) -> bool:
        """Whether the site has files at all, and not a page for whatever it is asked.

        What it shows while it is down, or somebody else in its name, looks like what it shows for a file that
        is not there. So where no file was there, one is asked for that certainly is.
        """
        return Status.FOUND in self._known.values() or await self.test(_CERTAIN) is Status.FOUND


_BEGINNING = 16_384
"""Bytes of a file that are asked for: enough to tell a PDF, and what a page in its place says."""
_CERTAIN = treaty_files.volume("UNTS", "999")
"""A volume that is there: it has the International Covenant on Civil and Political Rights."""
_OUT_OF_ORDER = b"currently unavailable"
"""What the site says in the middle of a page, as if all were well, while it is down."""


def _judge_pdf(answer: Answer) -> Status:
    """Judge by the bytes: the site says of a page, too, that all is well."""
    return Status.FOUND if _beginning(answer).startswith(b"%PDF-") else _absent(answer)


def _absent(answer: Answer) -> Status:
    """Return not-found where there is a page in place of the file. A code alone may be anybody's."""
    if answer.status is Status.UNCLEAR:
        return answer.status
    is_page = _beginning(answer).lower().startswith((b"<!doctype html", b"<html"))
    is_down = _OUT_OF_ORDER in b" ".join(answer.body.lower().split())
    return Status.NOT_FOUND if is_page and not is_down else Status.UNCLEAR


def _beginning(answer: Answer) -> bytes:
    """Return what an answer begins with, behind blanks and a byte order mark."""
    return answer.body[:_BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n")


async def _look_up(service: Service, files: _Files, place: Place) -> Record:
    """Join what the entry and the files say; where neither is there, the instrument is not found."""
    statuses: list[Status] = []
    entry = file = None
    if place.reference:
        status, entry = await _entry(service, place.reference)
        statuses.append(status)
    if place.own or place.volume:
        status, file = await _file(files, place)
        statuses.append(status)
    status = combined(statuses)
    if status is Status.NOT_FOUND and not await files.are_served():
        status = Status.UNCLEAR
    return _record(place, status, entry, file)


async def _entry(service: Service, reference: str) -> tuple[Status, Entry | None]:
    answer = await service.get(treaty_files.entry(reference))
    try:
        entry = mtdsg.read(answer.body)
    except NotXML:
        return _absent(answer), None
    # The answer may be another treaty's.
    return (Status.FOUND, entry) if entry.reference.lower() == reference.lower() else (Status.UNCLEAR, None)


async def _file(files: _Files, place: Place) -> tuple[Status, str | None]:
    """Look for the instrument's own file, then for its volume, which is no proof of what is in it."""
    for path in place.own:
        status = await files.test(path)
        if status is not Status.NOT_FOUND:
            return status, path if status is Status.FOUND else None
    status = await files.test(place.volume) if place.volume else Status.NOT_FOUND
    if status is Status.FOUND:
        return Status.FOUND if place.listed else Status.UNCLEAR, place.volume
    return status if place.expected else Status.UNCLEAR, None


def _record(place: Place, status: Status, entry: Entry | None, file: str | None) -> Record:
    url = file and TREATIES + file
    files = dict.fromkeys(treaty_files.languages(file), TREATIES + file) if file else {}
    if entry is None:
        return Record(place.id, status, url=url, files=files)
    return Record(
        id=place.id,
        status=status,
        title=entry.title,
        # The entry gives the day of signature where that came after the adoption.
        date=place.adopted or entry.concluded,
        url=TREATIES + treaty_files.page(entry.reference),
        files=files,
        subjects=(entry.chapter,) if entry.chapter else (),
        in_force=entry.in_force,
    )
