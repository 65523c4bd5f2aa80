"""Ask the services: each for the instruments whose turn it is, all of them at the same time."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from .checks import checked
from .interface import Record, Source, Status, Trouble, trouble_of
from .known import known
from .records import combined, merged
from .threads import DaemonThreads

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Sequence
    from typing import Any

    from ..instruments.identifiers import Identifier
    from .interface import Resolver


@dataclass(slots=True)
class Lookup:
    """One instrument on its way: the services that cover it, in their order, and what was answered."""

    identifier: Identifier
    services: Sequence[Resolver]
    held: Record | None = None
    """What the local library has of it."""
    answers: dict[str, Record] = field(default_factory=dict[str, Record])
    """By the name of the service."""

    @property
    def turn(self) -> Resolver | None:
        """The service to ask next; None where one has found it, or all have answered."""
        if self.held or any(answer.status is Status.FOUND for answer in self.answers.values()):
            return None
        return next((service for service in self.services if service.name not in self.answers), None)

    def hear(self, service: Resolver, record: Record, *, answered: bool) -> Record:
        """Take a service's record, or what is said in its place; return it with the service named in it."""
        now = datetime.now(UTC).isoformat(timespec="seconds") if answered else None
        record = replace(record, sources=(Source(service.name, record.status, now),))
        self.answers[service.name] = record
        return record

    def record(self) -> Record:
        """Join the answers, and what the package itself knows."""
        answers = [self.answers[service.name] for service in self.services if service.name in self.answers]
        if self.held:
            answers.insert(0, self.held)
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
    deadline: float,
) -> None:
    """Ask until every lookup has had its turns, or so many seconds are over; `heard` gets each record.

    A service in trouble is asked no further: `tell` gets one line, and what is left has its status. So has
    what is left when the time is over.
    """
    asyncio.get_running_loop().set_default_executor(DaemonThreads())
    troubles: dict[str, Status] = {}

    async def batch(service: Resolver, asked: Sequence[Lookup]) -> None:
        left = {lookup.identifier.id: lookup for lookup in asked}
        status = troubles.get(service.name)
        mute = Mute()
        if status is None:
            status = Status.UNCLEAR
            try:
                async with aclosing(service.look_up([lookup.identifier for lookup in asked])) as records:
                    async for record in records:
                        if lookup := left.pop(record.id, None):
                            answer = checked(lookup.identifier, record)
                            heard(lookup, service, lookup.hear(service, answer, answered=True))
                            mute.hear(answer)
            except Exception as error:  # a fault of ours, or what nobody thought of, must not end the run
                trouble = trouble_of(error)
                status = troubles[service.name] = trouble.status
                tell(_line(service, trouble, len(left)))
        for id, lookup in left.items():
            heard(lookup, service, lookup.hear(service, Record(id, status), answered=False))

    try:
        async with asyncio.timeout(deadline or None):
            await _in_turns(lookups, batch)
    except TimeoutError:
        left = [lookup for lookup in lookups if lookup.turn]
        how = "run the same again to go on, or give it more time (--deadline)"
        tell(f"the time for this run is over ({deadline:g} s); not looked up: {len(left)}; {how}")
        leave(left, Status.UNREACHABLE, heard)


async def _in_turns(
    lookups: Sequence[Lookup], batch: Callable[[Resolver, Sequence[Lookup]], Coroutine[Any, Any, None]]
) -> None:
    """Give every service its next batch as soon as it has answered the one before: none waits for another."""
    running: dict[asyncio.Task[None], str] = {}
    try:
        while True:
            for service, asked in _turns(lookups):
                if service.name not in running.values():
                    running[asyncio.create_task(batch(service, asked))] = service.name
            if not running:
                return
            done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                del running[task]
                task.result()
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


class Mute:
    """Whether a service says nothing at all: who is wrongly addressed is not to be asked for ever."""

    def __init__(self) -> None:
        self._left: int | None = _ENOUGH

    def hear(self, answer: Record) -> None:
        """Hear an answer. Raises `Trouble` where so many have said nothing, and none before anything."""
        if answer != Record(answer.id, Status.UNCLEAR):
            self._left = None
        elif self._left is not None:
            self._left -= 1
            if self._left == 0:
                raise Trouble(Status.UNCLEAR, f"none of {_ENOUGH} answers says anything")


_ENOUGH = 10
"""Answers that say nothing, after which a service that has said nothing else is asked no further."""


def leave(
    lookups: Iterable[Lookup], status: Status, heard: Callable[[Lookup, Resolver, Record], None]
) -> None:
    """Say for every service whose turn would have come why it was not asked."""
    for lookup in lookups:
        while service := lookup.turn:
            heard(lookup, service, lookup.hear(service, Record(lookup.identifier.id, status), answered=False))


def _turns(lookups: Iterable[Lookup]) -> list[tuple[Resolver, list[Lookup]]]:
    """Return the services whose turn it is, each with what it is asked for."""
    turns: dict[str, tuple[Resolver, list[Lookup]]] = {}
    for lookup in lookups:
        if service := lookup.turn:
            turns.setdefault(service.name, (service, []))[1].append(lookup)
    return list(turns.values())


def _line(service: Resolver, trouble: Trouble, left: int) -> str:
    said = f"{service.name} is {trouble.status}: {trouble.cause} ({service.address})"
    return f"{said}; not looked up there: {left}"
