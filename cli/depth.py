"""Documents read further: the texts of what they cite are had, read, and what these cite, to a depth."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from ..citations.model import Citation, Identity, from_json
from ..graph.expand import Frontier, Wanted
from ..resolvers.catalogue import Catalogue, CatalogueError
from ..resolvers.interface import Status
from ..resolvers.texts import Texts
from .jobs import shared_out
from .lookups import lookups
from .messages import say, several
from .progress import progress
from .reading import Read, kept_or_read, kept_reading
from .shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from ..resolvers.settings import Settings
    from .options import Further, Reading
    from .reading import How
    from .run import Run


def deepened(
    reads: Iterable[Read], run: Run, reading: Reading, settings: Settings, further: Further
) -> Iterator[Read]:
    """Yield readings, then those of the texts of what is cited, breadth first, each instrument once.

    A text that is not that of the instrument is said in a line and not used. `run` counts what is read.
    Raises `InterruptedLookupError` when interrupted.
    """
    frontier = Frontier()
    for one in reads:
        frontier.read(one.identity, _citations(one))
        yield one
    # What was said of the documents given is not said of these.
    how, jobs = replace(reading.how, language=None), reading.jobs
    tally = _Tally(further.max_documents)
    with (
        lookups(kept=settings.cache_dir is not None),
        _library(settings) as library,
        Texts(settings, say) as texts,
    ):
        shelf = Shelf(further.texts, how, jobs) if further.texts else None
        at_hand = _AtHand(shelf, library)
        for _ in range(1, further.depth):
            chosen = list(tally.chosen(frontier.step(), texts, at_hand))
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
    """Its address, its path in the folder of texts, or the path from which the library took it."""
    file: str
    kept: bool = False
    """Whether it was fetched by an earlier run."""


@contextmanager
def _library(settings: Settings) -> Generator[Catalogue | None]:
    """Open the local library; where there is none, or it cannot be used, which is said, there is None."""
    with ExitStack() as opened:
        library = None
        if settings.library:
            try:
                library = opened.enter_context(Catalogue(settings.library))
            except CatalogueError as error:
                say(str(error))
        yield library


class _AtHand:
    """The texts that can be had without asking a service: those of a folder, then the local library's."""

    def __init__(self, shelf: Shelf | None, library: Catalogue | None) -> None:
        self._shelf, self._library = shelf, library

    def find(self, wanted: Wanted) -> _Place | None:
        """Return where the text of an instrument is, if it is there."""
        path = self._shelf.find(wanted.ids, wanted.language) if self._shelf else None
        if path:
            return _Place(path, path)
        try:
            held = self._library.text(wanted.ids, wanted.language) if self._library else None
        except CatalogueError as error:
            say(str(error))
            held = self._library = None
        return _Place(held.name, str(held.file)) if held else None


class _Tally:
    """What became of the instruments whose texts were wanted, and how many more may be."""

    def __init__(self, most: int) -> None:
        self.left = most
        self.read = self.kept = self.beyond = self.without = self.unused = 0
        self.failed: Counter[Status] = Counter()

    def chosen(
        self, wanted: Iterable[Wanted], texts: Texts, at_hand: _AtHand
    ) -> Iterator[tuple[Wanted, _Place | None]]:
        """Yield what is to be had, as many as may be, and where it is, if it is at hand."""
        for one in wanted:
            place = at_hand.find(one)
            if place is None and one.symbol is None:
                self.without += 1
            elif place is None and one.symbol and not texts.asks and not texts.kept(one.symbol, one.language):
                self.failed[texts.status] += 1
            elif self.left == 0:
                self.beyond += 1
            else:
                self.left -= 1
                yield one, place

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
    """Fetch what is not at hand; return what is there, and where."""
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
