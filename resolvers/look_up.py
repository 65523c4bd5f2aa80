"""Look up instruments: each once, in our tables, the local library, the cache, then the services."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any, Protocol

from ..cache.pace import Pace
from ..cache.store import open_store
from ..instruments.identifiers import NotAnIdentifier, parse
from .ask import Lookup, ask, leave
from .interface import Record, Source, Status, Trouble, from_json, to_json
from .records import FACTS, LIFETIMES, combined
from .registry import kept_as, resolvers
from .settings import CATALOGUE, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Sequence

    from ..cache.store import Store
    from ..instruments.identifiers import Identifier
    from .interface import Resolver


class HasId(Protocol):
    """What means one instrument, or leaves it open: a citation."""

    @property
    def id(self) -> str | None:
        """The id of the instrument, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come, in instruments. What is not done remains."""

    total: int
    kept: int = 0
    """Done without asking: from the cache or the local library, or covered by no service."""
    asked: int = 0
    """Done by asking: found or not found."""
    blocked: int = 0
    """Done without a fact: what should have told is blocked, limited, unreachable or unclear."""
    answers: int = 0
    """What was heard of services so far, on what is not done, too."""

    @property
    def done(self) -> int:
        """How many are done."""
        return self.kept + self.asked + self.blocked


def look_up(
    what: Iterable[str | HasId],
    settings: Settings | None = None,
    *,
    tell: Callable[[str], None] | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> dict[str, Record]:
    """Return a record for each distinct instrument, by its id, in the order in which they come.

    `tell` gets one line for each source that is in trouble, `progress` how far the run has come. What is no
    identifier is not covered by any source. Raises `UnknownResolver` where the settings name one that is not
    there. An interrupt keeps in the cache what was looked up by then.
    """
    stop = Event()
    run = partial(
        _look_up, _distinct(what), settings or Settings(), tell or _silent, progress or _silent, stop
    )
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return run()
    # Called from inside a loop, as in a notebook: ours runs in a thread of its own.
    with ThreadPoolExecutor(1) as thread:
        try:
            return thread.submit(run).result()
        finally:  # an interrupt comes here, and has to end the run there
            stop.set()


def _look_up(
    wanted: dict[str, Identifier | None],
    settings: Settings,
    tell: Callable[[str], None],
    progress: Callable[[Progress], None],
    stop: Event,
) -> dict[str, Record]:
    identifiers = [identifier for identifier in wanted.values() if identifier]
    with (
        Pace(settings.state_dir, tell) as pace,
        nullcontext() if settings.cache_dir is None else open_store(settings.cache_dir, tell) as store,
    ):
        services = resolvers(settings, pace, tell)
        lookups = _lookups(identifiers, services, tell)
        _recall_from_library(lookups, settings, tell)
        if store and not settings.refresh:
            _recall(lookups, services, store)
        if settings.offline:
            leave(lookups.values(), Status.OFFLINE, _silent)
        _ask(list(lookups.values()), store, settings.deadline, tell, progress, stop)
    return {
        id: lookups[id].record() if identifier else Record(id, Status.NOT_COVERED)
        for id, identifier in wanted.items()
    }


def _distinct(what: Iterable[str | HasId]) -> dict[str, Identifier | None]:
    """Return the identifiers by id; None for what is no identifier."""
    given = dict.fromkeys(one if isinstance(one, str) else one.id for one in what)
    wanted: dict[str, Identifier | None] = {}
    for text in filter(None, given):
        try:
            identifier = parse(text)
        except NotAnIdentifier:
            wanted.setdefault(text, None)
        else:
            wanted.setdefault(identifier.id, identifier)
    return wanted


def _lookups(
    identifiers: Sequence[Identifier], services: Iterable[Resolver], tell: Callable[[str], None]
) -> dict[str, Lookup]:
    """Return a lookup for each identifier, with the services that cover it."""
    covering: dict[str, list[Resolver]] = {identifier.id: [] for identifier in identifiers}
    for service in services:
        try:
            covered = [identifier.id for identifier in identifiers if service.covers(identifier)]
        except Trouble as trouble:  # a plug-in's
            tell(f"{service.name} is not asked: {trouble.cause} ({service.address})")
            continue
        for id in covered:
            covering[id].append(service)
    return {identifier.id: Lookup(identifier, covering[identifier.id]) for identifier in identifiers}


def _recall_from_library(lookups: dict[str, Lookup], settings: Settings, tell: Callable[[str], None]) -> None:
    """Take what the local library holds; where it cannot be read, it is said, and the services are asked."""
    if settings.library is None:
        return
    from .catalogue import Catalogue, CatalogueError

    try:
        with Catalogue(settings.library) as catalogue:
            found = catalogue.look_up(lookup.identifier for lookup in lookups.values())
    except CatalogueError as error:
        tell(str(error))
        return
    for id, record in found.items():
        lookups[id].held = replace(record, sources=(Source(CATALOGUE, Status.FOUND),))


def _recall(lookups: dict[str, Lookup], services: Sequence[Resolver], store: Store) -> None:
    """Take the answers that the cache has; what cannot be read as one counts as none."""
    for service in services:
        covered = [id for id, lookup in lookups.items() if service in lookup.services]
        for id, plain in store.get_many(kept_as(service), service.version, covered).items():
            with suppress(ValueError):
                lookups[id].answers[service.name] = from_json(plain)


def _ask(
    lookups: Sequence[Lookup],
    store: Store | None,
    deadline: float,
    tell: Callable[[str], None],
    progress: Callable[[Progress], None],
    stop: Event,
) -> None:
    """Ask the services for all that is left, and keep each fact as it comes: an interrupt loses nothing."""
    waiting = [lookup for lookup in lookups if lookup.turn]
    come = Progress(len(lookups), kept=len(lookups) - len(waiting))
    progress(come)

    def heard(lookup: Lookup, service: Resolver, record: Record) -> None:
        nonlocal come
        come = replace(come, answers=come.answers + 1)
        if store and record.status in FACTS:
            store.put_many(
                kept_as(service),
                service.version,
                {record.id: to_json(record)},
                label=record.status,
                seconds=LIFETIMES[record.status],
            )
        if lookup.turn is None:
            if combined(answer.status for answer in lookup.answers.values()) in FACTS:
                come = replace(come, asked=come.asked + 1)
            else:
                come = replace(come, blocked=come.blocked + 1)
        progress(come)

    if waiting:
        asyncio.run(_until(stop, ask(waiting, heard, tell, deadline)))


async def _until(stop: Event, asking: Coroutine[Any, Any, None]) -> None:
    """Ask to the end, or until another thread says stop. Raises `CancelledError` then."""
    task = asyncio.create_task(asking)
    try:
        while not (task.done() or stop.is_set()):
            await asyncio.wait([task], timeout=_LISTENING)
    finally:
        if not task.done():
            task.cancel()
    await task


_LISTENING = 0.2
"""Seconds until it is noticed that another thread says stop."""


def _silent(*_: object) -> None:
    """Tell nobody."""
