"""The two ways to search the UN Digital Library, page by page: as the public does, and with a token."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ..cache.pace import Limit
from . import marc
from .interface import Status
from .markup import NotXML

if TYPE_CHECKING:
    from .http import Answer, Service
    from .marc import Marc, Page

API_LIMITS = (Limit(100, 300.0),)
"""What the interface allows: 100 requests in five minutes. It says so only when they are spent."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, and whether those are all."""

    records: tuple[Marc, ...]
    complete: bool


class Search(Protocol):
    """A way to search. None where the answer does not tell. Raises `Trouble`."""

    async def __call__(self, query: str, index: str = "", *, tentative: bool = False) -> Found | None:
        """Search in all fields or in one index; a `tentative` search may be one that is not understood."""
        ...


async def search_without(
    service: Service, query: str, index: str = "", *, tentative: bool = False
) -> Found | None:
    """Search as the public does, in MARCXML. A page that begins as one before ends the paging."""
    asked = {"p": query, "of": "xm", "rg": str(_AT_ONCE), "ln": "en", **({"f": index} if index else {})}
    records: list[Marc] = []
    beginnings = set[str | None]()
    size = pages = 0
    while pages < _PAGES and size <= _LARGEST:
        if records:
            asked["jrec"] = str(len(records) + 1)
        answer = await service.get("/search", asked, tentative=tentative)
        pages, size = pages + 1, size + len(answer.body)
        page = _read(answer)
        if page is None:
            return Found(tuple(records), False) if records else None
        beginning = marc.number(page.records[0]) if page.records else None
        if beginning is None or beginning in beginnings:
            return Found(tuple(records), (page.total or 0) <= len(records))
        beginnings.add(beginning)
        records += page.records
        if len(page.records) < _AT_ONCE if page.total is None else len(records) >= page.total:
            return Found(tuple(records), True)
    return Found(tuple(records), False)


async def search_with_token(
    service: Service, query: str, index: str = "", *, tentative: bool = False
) -> Found | None:
    """Search through the interface: each page names the search to go on with, and an empty one ends it."""
    asked = {"p": f'{index}:"{query}"' if index else query, "format": "xml"}
    records: list[Marc] = []
    size = pages = 0
    while pages < _PAGES and size <= _LARGEST:
        answer = await service.get("/api/v1/search", asked, tentative=tentative)
        pages, size = pages + 1, size + len(answer.body)
        page = _read(answer, going_on=bool(records))
        if page is None:
            return Found(tuple(records), False) if records else None
        records += page.records
        following = _SEARCH_ID.search(answer.body)
        if not page.records or not following or len(records) == page.total:
            return Found(tuple(records), (page.total or 0) <= len(records))
        asked["search_id"] = following[1].decode()
    return Found(tuple(records), False)


_AT_ONCE = 100
"""Records of one answer: what the library's own pages offer."""
_PAGES = 20
"""How many pages are asked for at most: no symbol has so many records."""
_LARGEST = 16_000_000
"""Bytes of pages after which no other is asked for: those of the largest batches have a quarter of it."""
_SEARCH_ID = re.compile(rb"<search_id>\s*([\w+/=-]+)\s*</search_id>")


def _read(answer: Answer, *, going_on: bool = False) -> Page | None:
    """Return what was found; None where the answer does not tell. Going on, a search may find no more."""
    if answer.status is not Status.FOUND:
        return None
    try:
        page = marc.read(answer.body)
    except NotXML:
        return None
    return page if page.records or going_on or not page.total else None
