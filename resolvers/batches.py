"""Many documents in one request, where a service takes that; what it did not answer is asked for singly."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING

from .interface import Record, Status
from .together import as_they_come

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence

    from ..instruments.identifiers import Identifier

    Found = Mapping[Identifier, Record]
    Group = Sequence[Identifier]
    Together = Callable[[Group], Awaitable[tuple[Found, bool]]]
    Singly = Callable[[Identifier, bool], Awaitable[Record]]


async def in_batches(
    groups: Sequence[Group], together: Together, singly: Singly
) -> AsyncGenerator[tuple[Identifier, Record], None]:
    """Yield each document with its record.

    `together` asks for a group and returns those that were found, and whether all of the answer was read:
    that others were not found is no evidence, since a service may not know such requests. `singly` asks for
    one and is told whether a batch surely asked for it.
    Where one batch finds nothing of what its documents then are found to be, no other is tried.
    """
    left: list[tuple[Identifier, bool]] = []
    waiting = list(groups)
    if waiting and len(waiting[0]) > 1:
        first = waiting.pop(0)
        found, whole = await together(first)
        for document, record in found.items():
            yield document, record
        if found:
            left += _missed(first, found, whole)
        else:
            answered = True
            async with aclosing(_singly(singly, _missed(first, found, whole))) as records:
                async for document, record in records:
                    answered = answered and record.status is not Status.FOUND
                    yield document, record
            if not answered:
                left += ((document, False) for group in waiting for document in group)
                waiting.clear()
    async with aclosing(as_they_come(_asked(together, group) for group in waiting)) as batches:
        async for group, (found, whole) in batches:
            for document, record in found.items():
                yield document, record
            left += _missed(group, found, whole)
    async with aclosing(_singly(singly, left)) as records:
        async for document, record in records:
            yield document, record


def grouped(documents: Iterable[Identifier], cost: Callable[[Identifier], int], most: int) -> list[Group]:
    """Divide documents into groups that cost at most so much each, in their order."""
    groups: list[list[Identifier]] = []
    spent = most
    for document in documents:
        spent += cost(document)
        if spent > most or not groups:
            groups.append([])
            spent = cost(document)
        groups[-1].append(document)
    return list(groups)


def _missed(group: Group, found: Found, whole: bool) -> Iterator[tuple[Identifier, bool]]:
    """Yield what was not found, and whether it was surely asked for.

    A service may read the beginning of a request alone, or the first of its terms: that it read on to a
    document is sure where it found a later one.
    """
    last = max((place for place, document in enumerate(group) if document in found), default=0)
    for place, document in enumerate(group):
        if document not in found:
            yield document, whole and place < last


async def _asked(together: Together, group: Group) -> tuple[Group, tuple[Found, bool]]:
    return group, await together(group) if len(group) > 1 else ({}, False)


async def _singly(
    singly: Singly, documents: Iterable[tuple[Identifier, bool]]
) -> AsyncGenerator[tuple[Identifier, Record], None]:
    async def one(document: Identifier, asked: bool) -> tuple[Identifier, Record]:
        return document, await singly(document, asked)

    async with aclosing(as_they_come(one(*wanted) for wanted in documents)) as records:
        async for record in records:
            yield record
