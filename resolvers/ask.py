"""Ask the services: each for the instruments whose turn it is, all of them at the same time."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from .interface import Record, Source, Status, Trouble
from .known import known
from .records import combined, merged
from .threads import DaemonThreads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..instruments.identifiers import Identifier
    from .interface import Resolver


@dataclass(slots=True)
class Lookup:
    """One instrument on its way: the sources that cover it, in their order, and what they answered."""

    identifier: Identifier
    sources: Sequence[Resolver]
    answers: dict[str, Record] = field(default_factory=dict[str, Record])
    """By the name of the source."""

    @property
    def turn(self) -> Resolver | None:
        """The source to ask next; None where one has found it, or all have answered."""
        if any(answer.status is Status.FOUND for answer in self.answers.values()):
            return None
        return next((source for source in self.sources if source.name not in self.answers), None)

    def hear(self, source: Resolver, record: Record, *, answered: bool) -> Record:
        """Take a source's record, or what is said in its place; return it with the source named in it."""
        now = datetime.now(UTC).isoformat(timespec="seconds") if answered else None
        record = replace(record, sources=(Source(source.name, record.status, now),))
        self.answers[source.name] = record
        return record

    def record(self) -> Record:
        """Join the answers, and what the package itself knows."""
        answers = [self.answers[source.name] for source in self.sources if source.name in self.answers]
        ours = known(self.identifier)
        found = [answer for answer in answers if answer.status is Status.FOUND]
        return replace(
            # What is not proved may still say where to look: the volume that a treaty should stand in.
            merged(*(found or answers), ours),
            status=combined(answer.status for answer in answers),
            sources=ours.sources + tuple(source for answer in answers for source in answer.sources),
        )


async def ask(
    lookups: Sequence[Lookup],
    heard: Callable[[Lookup, Resolver, Record], None],
    tell: Callable[[str], None],
) -> None:
    """Ask until every lookup has had its turns; `heard` gets each record.

    A source in trouble is asked no further: `tell` gets one line, and what is left has its status.
    """
    asyncio.get_running_loop().set_default_executor(DaemonThreads())
    troubles: dict[str, Status] = {}

    async def batch(source: Resolver, asked: Sequence[Lookup]) -> None:
        left = {lookup.identifier.id: lookup for lookup in asked}
        status = troubles.get(source.name)
        if status is None:
            try:
                async with aclosing(source.look_up([lookup.identifier for lookup in asked])) as records:
                    async for record in records:
                        if lookup := left.pop(record.id, None):
                            heard(lookup, source, lookup.hear(source, record, answered=True))
                status = Status.UNCLEAR
            except Trouble as trouble:
                status = troubles[source.name] = trouble.status
                tell(_line(source, trouble, len(left)))
        for id, lookup in left.items():
            heard(lookup, source, lookup.hear(source, Record(id, status), answered=False))

    while turns := _turns(lookups):
        await asyncio.gather(*(batch(source, asked) for source, asked in turns))


def _turns(lookups: Iterable[Lookup]) -> list[tuple[Resolver, list[Lookup]]]:
    """Return the sources whose turn it is, each with what it is asked for."""
    turns: dict[str, tuple[Resolver, list[Lookup]]] = {}
    for lookup in lookups:
        if source := lookup.turn:
            turns.setdefault(source.name, (source, []))[1].append(lookup)
    return list(turns.values())


def _line(source: Resolver, trouble: Trouble, left: int) -> str:
    return (
        f"{source.name} is {trouble.status}: {trouble.cause} ({source.address}); not looked up there: {left}"
    )
