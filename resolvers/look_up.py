"""Look up instruments: each once, in what the package knows, in the cache, then in the services."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from functools import partial
from typing import TYPE_CHECKING, Protocol

from ..cache.store import open_store
from ..instruments.identifiers import NotAnIdentifier, parse
from .ask import Lookup, ask
from .interface import Record, Status, from_json, to_json
from .records import FACTS
from .registry import resolvers
from .settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..cache.store import Store
    from ..instruments.identifiers import Identifier
    from .interface import Resolver


class HasId(Protocol):
    """What means one instrument, or leaves it open: a citation."""

    @property
    def id(self) -> str | None:
        """The id of the instrument, or None."""
        ...


def look_up(
    what: Iterable[str | HasId],
    settings: Settings | None = None,
    *,
    tell: Callable[[str], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Record]:
    """Return a record for each distinct instrument, by its id, in the order in which they come.

    `tell` gets one line for each source that is in trouble; `progress` how many instruments are done, of how
    many. What is no identifier is not covered by any source. Raises `UnknownResolver` where the settings name
    one that is not there. An interrupt keeps in the cache what was looked up by then.
    """
    run = partial(_look_up, _distinct(what), settings or Settings(), tell or _silent, progress or _silent)
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return run()
    # Called from inside a loop, as in a notebook: ours runs in a thread of its own.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(run).result()


def _look_up(
    wanted: dict[str, Identifier | None],
    settings: Settings,
    tell: Callable[[str], None],
    progress: Callable[[int, int], None],
) -> dict[str, Record]:
    sources = resolvers(settings)
    lookups = {
        id: Lookup(identifier, [source for source in sources if source.covers(identifier)])
        for id, identifier in wanted.items()
        if identifier
    }
    with nullcontext() if settings.cache_dir is None else open_store(settings.cache_dir, tell) as store:
        if store and not settings.refresh:
            _recall(lookups, sources, store)
        if settings.offline:
            _leave_open(lookups.values())
        _ask(list(lookups.values()), store, tell, progress)
    return {
        id: lookups[id].record() if identifier else Record(id, Status.NOT_COVERED)
        for id, identifier in wanted.items()
    }


_SECONDS = {Status.FOUND: 180 * 86400, Status.NOT_FOUND: 7 * 86400}
"""How long the cache keeps an answer: a record hardly changes, but a new one may come any day."""


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


def _recall(lookups: dict[str, Lookup], sources: Sequence[Resolver], store: Store) -> None:
    """Take the answers that the cache has; what cannot be read as one counts as none."""
    for source in sources:
        covered = [id for id, lookup in lookups.items() if source in lookup.sources]
        for id, plain in store.get_many(source.name, source.version, covered).items():
            with suppress(ValueError):
                lookups[id].answers[source.name] = from_json(plain)


def _leave_open(lookups: Iterable[Lookup]) -> None:
    """Say offline for every source that would have been asked."""
    for lookup in lookups:
        while source := lookup.turn:
            lookup.hear(source, Record(lookup.identifier.id, Status.OFFLINE), answered=False)


def _ask(
    lookups: Sequence[Lookup],
    store: Store | None,
    tell: Callable[[str], None],
    progress: Callable[[int, int], None],
) -> None:
    """Ask the services for all that is left, and keep each fact as it comes: an interrupt loses nothing."""
    total = len(lookups)
    waiting = [lookup for lookup in lookups if lookup.turn]
    left = len(waiting)
    progress(total - left, total)

    def heard(lookup: Lookup, source: Resolver, record: Record) -> None:
        nonlocal left
        if store and record.status in FACTS:
            store.put_many(
                source.name,
                source.version,
                {record.id: to_json(record)},
                label=record.status,
                seconds=_SECONDS[record.status],
            )
        if lookup.turn is None:
            left -= 1
            progress(total - left, total)

    if waiting:
        asyncio.run(ask(waiting, heard, tell))


def _silent(*_: object) -> None:
    """Tell nobody."""
