"""Many documents in one request, where a service takes that; what it did not answer is asked for singly."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING

from .interface import Record, Status
from .together import as_they_come

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Mapping, Sequence

    from ..instruments.identifiers import Identifier

    Found = Mapping[Identifier, Record]
    Group = Sequence[Identifier]
    Together = Callable[[Group], Awaitable[Found]]
    Singly = Callable[[Identifier, bool], Awaitable[Record]]


async def in_batches(
    groups: Sequence[Group], together: Together, singly: Singly
) -> AsyncGenerator[tuple[Identifier, Record], None]:
    """Yield each document with its record.

    `together` asks for a group and returns those that were found: that others were not is no evidence, since
    a service may not know such requests. `singly` asks for one and is told whether the batches are answered.
    Where one batch finds nothing of what its documents then are found to be, no other is tried.
    """
    left: list[tuple[Identifier, bool]] = []
    waiting = list(groups)
    if waiting and len(waiting[0]) > 1:
        first = waiting.pop(0)
        found = await together(first)
        for document, record in found.items():
            yield document, record
        missed = [document for document in first if document not in found]
        if found:
            left += ((document, True) for document in missed)
        else:
            answered = True
            async with aclosing(_singly(singly, ((document, False) for document in missed))) as records:
                async for document, record in records:
                    answered = answered and record.status is not Status.FOUND
                    yield document, record
            if not answered:
                left += ((document, False) for group in waiting for document in group)
                waiting.clear()
    async with aclosing(as_they_come(_asked(together, group) for group in waiting)) as batches:
        async for group, found in batches:
            for document, record in found.items():
                yield document, record
            left += ((document, bool(found)) for document in group if document not in found)
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


async def _asked(together: Together, group: Group) -> tuple[Group, Found]:
    return group, await together(group) if len(group) > 1 else {}


async def _singly(
    singly: Singly, documents: Iterable[tuple[Identifier, bool]]
) -> AsyncGenerator[tuple[Identifier, Record], None]:
    async def one(document: Identifier, batches_work: bool) -> tuple[Identifier, Record]:
        return document, await singly(document, batches_work)

    async with aclosing(as_they_come(one(*wanted) for wanted in documents)) as records:
        async for record in records:
            yield record
