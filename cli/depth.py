"""Documents read further: the texts of what they cite are had, read, and what these cite, to a depth."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from ..citations.model import Citation, Identity, from_json
from ..graph.expand import Frontier, Wanted
from ..resolvers.interface import Status
from ..resolvers.texts import Texts
from .jobs import shared_out
from .lookups import lookups
from .messages import say, several
from .progress import progress
from .reading import How, Read, kept_or_read, kept_reading
from .shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..resolvers.settings import Settings
    from .options import Further
    from .run import Run


def deepened(
    reads: Iterable[Read], run: Run, how: How, jobs: int, settings: Settings, further: Further
) -> Iterator[Read]:
    """Yield readings, then those of the texts of what is cited, breadth first, each instrument once.

    A text that is not that of the instrument is said in a line and not used. `run` counts what is read.
    Raises `InterruptedLookupError` when interrupted.
    """
    frontier = Frontier()
    for one in reads:
        frontier.read(one.identity, _citations(one))
        yield one
    how = replace(how, language=None)  # what was said of the documents given is not said of these
    tally = _Tally(further.max_documents)
    with lookups(kept=settings.cache_dir is not None), Texts(settings, say) as texts:
        shelf = Shelf(further.texts, how, jobs) if further.texts else None
        for _ in range(1, further.depth):
            chosen = list(tally.chosen(frontier.step(), texts, shelf))
            had = _had(chosen, texts, tally)
            for one in _used(had, _read([place for _, place in had], how, jobs), frontier, tally):
                run.count(one)
                frontier.read(one.identity, _citations(one))
                yield one
    say(tally.line(further))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a text is."""

    name: str
    """How it is called: its address, or its path in the folder of texts."""
    file: str
    kept: bool = False
    """Whether it was fetched by an earlier run."""


class _Tally:
    """What became of the instruments whose texts were wanted, and how many more may be."""

    def __init__(self, most: int) -> None:
        self.left = most
        self.read = self.kept = self.beyond = self.without = self.unused = 0
        self.failed: Counter[Status] = Counter()

    def chosen(
        self, wanted: Iterable[Wanted], texts: Texts, shelf: Shelf | None
    ) -> Iterator[tuple[Wanted, _Place | None]]:
        """Yield what is to be had, as many as may be, and where it is, if it is in the folder of texts."""
        for one in wanted:
            path = shelf.find(one.ids, one.language) if shelf else None
            if path is None and one.symbol is None:
                self.without += 1
            elif path is None and one.symbol and not texts.asks and not texts.kept(one.symbol, one.language):
                self.failed[texts.status] += 1
            elif self.left == 0:
                self.beyond += 1
            else:
                self.left -= 1
                yield one, _Place(path, path) if path else None

    def line(self, further: Further) -> str:
        """Return the line that counts."""
        kept = f" ({self.kept} kept before)" if self.kept else ""
        counts = [f"depth {further.depth}: {several(self.read, 'text')} read{kept}"]
        counts += [f"{self.failed[status]} {status}" for status in Status if self.failed[status]]
        if self.unused:
            counts.append(f"{self.unused} not used")
        if self.without:
            own = "its own" if self.without == 1 else "their own"
            counts.append(f"{several(self.without, 'instrument')} without a text of {own}")
        if self.beyond:
            counts.append(f"{self.beyond} left out (--max-documents {further.max_documents})")
        return ", ".join(counts)


def _had(
    chosen: Sequence[tuple[Wanted, _Place | None]], texts: Texts, tally: _Tally
) -> list[tuple[Wanted, _Place]]:
    """Fetch what is not in the folder of texts; return what is there, and where."""
    asked = {one.symbol: one.language for one, place in chosen if place is None and one.symbol}
    with progress("fetching texts") as advance:
        came = texts.fetch(asked, lambda done: advance(done, len(asked)))
    had: list[tuple[Wanted, _Place]] = []
    for one, place in chosen:
        text = came[one.symbol] if place is None and one.symbol else None
        if text and text.file:
            place = _Place(text.address or text.id, str(text.file), text.kept)
        if place:
            had.append((one, place))
        elif text:
            tally.failed[text.status] += 1
    return had


def _read(places: Sequence[_Place], how: How, jobs: int) -> Iterator[Read]:
    """Yield what the texts came to, in their order."""
    reads = shared_out(
        partial(_read_there, how=how),
        places,
        jobs,
        known=lambda place: kept_reading(place.name, how, place.file),
        lost=lambda place, cause: Read(place.name, unreadable=cause),
    )
    with progress("reading texts") as advance:
        for number, one in enumerate(reads, 1):
            yield one
            advance(number, len(places))


def _read_there(place: _Place, how: How) -> Read:
    return kept_or_read(place.name, how, place.file)


def _used(
    had: Iterable[tuple[Wanted, _Place]], reads: Iterable[Read], frontier: Frontier, tally: _Tally
) -> Iterator[Read]:
    """Yield the readings of what is what was wanted, as far as it tells what it is."""
    for (one, place), read in zip(had, reads, strict=True):
        own = (read.identity or Identity()).symbol
        if read.unreadable is not None:
            why = f"could not be read: {read.unreadable}"
        elif own and frontier.node(own) != frontier.node(one.ids[0]):
            why = f"is unclear: it says that it is {own}"
        else:
            tally.read += 1
            tally.kept += place.kept
            yield replace(read, identity=_as(one, read.identity))
            continue
        tally.unused += 1
        say(f"{one.ids[0]}: its text {why}, and is not used ({place.name})")


def _as(one: Wanted, told: Identity | None) -> Identity:
    """Return what a text is: where it does not tell its symbol, that under which it was had."""
    identity = told or Identity()
    return identity if identity.symbol else replace(identity, symbol=one.symbol or one.ids[0])


def _citations(one: Read) -> Iterator[Citation]:
    return (from_json(json.loads(line)) for line in one.lines)
