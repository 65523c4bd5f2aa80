"""The catalogue filled from the services, batch after batch: a run can go on where it ended."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..instruments.identifiers import NotAnIdentifier, parse
from ..instruments.sessions import possible_numbers
from ..resolvers.interface import Status
from ..resolvers.look_up import look_up
from ..resolvers.records import FACTS
from ..resolvers.stated import LOOKUP, Stated
from .asked import asked, listed
from .codes import NOT_ASKED
from .lookups import lookups
from .messages import say, several
from .progress import progress

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ..resolvers.catalogue import Catalogue
    from ..resolvers.interface import Record
    from ..resolvers.settings import Settings
    from .inputs import Skipped

AT_ONCE = 50
"""Instruments of a batch: what is asked for before it is kept, and how many in a row end a series."""


class HarvestEndedError(click.ClickException):
    """A source is in trouble; the message says how to go on."""

    exit_code = NOT_ASKED


class Harvest:
    """A run that asks for instruments, and keeps what is answered."""

    def __init__(self, held: Catalogue, settings: Settings) -> None:
        self._held = held
        # What the catalogue says itself is no answer of the services.
        self._settings = replace(settings, catalogue=None)
        self._counts: Counter[Status] = Counter()
        self._before = 0

    def all(self, batches: Iterable[Sequence[str]], *, until_none: bool = False) -> None:
        """Ask for all of them, or until nothing of a whole batch is found.

        Raises `HarvestEndedError` where a source is in trouble, and what `lookups` raises.
        """
        with lookups(kept=True), progress("harvesting") as advance:
            for batch in batches:
                statuses = self._batch(batch)
                advance(self._before + self._counts.total())
                if until_none and len(batch) == AT_ONCE and _NONE.issuperset(statuses.values()):
                    say(f"ended with {batch[-1]}: none of the last {AT_ONCE} is found")
                    return

    def line(self) -> str:
        """Return the line that counts."""
        asked = self._counts.total()
        line = f"{several(asked, 'instrument')} asked for"
        if asked:
            told = ", ".join(f"{self._counts[status]} {status}" for status in Status if self._counts[status])
            line += f": {told}"
        return line + (f"; {self._before} answered before" if self._before else "")

    def _batch(self, batch: Sequence[str]) -> dict[str, Status]:
        """Ask for what was not answered before; return what is known of all."""
        known = {} if self._settings.refresh else self._held.answered(batch)
        self._before += len(known)
        told: list[str] = []
        records = look_up([id for id in batch if id not in known], self._settings, tell=told.append)
        statuses = {id: record.status for id, record in records.items()}
        found = (Stated(LOOKUP, one) for one in records.values() if one.status is Status.FOUND)
        answers = {id: status for id, status in statuses.items() if status in FACTS}
        self._held.put_answers(found, answers)
        self._counts.update(statuses.values())
        self._end_in_trouble(records.values(), told)
        for line in told:
            say(line)
        return known | statuses

    def _end_in_trouble(self, records: Collection[Record], told: Sequence[str]) -> None:
        """Raise `HarvestEndedError` where a source is in trouble, or nothing was answered clearly."""
        if records and all(record.status is Status.UNCLEAR for record in records):
            asked = several(len(records), "instrument")
            told = told or [f"the services gave no clear answer on any of {asked}"]
        elif not any(source.status in _TROUBLE for record in records for source in record.sources):
            return
        raise HarvestEndedError(f"{'; '.join(told)}. {self.line()}: run the same again to go on")


def wanted_batches(given: Iterable[str], listed_in: str | None, skipped: Skipped) -> Iterator[Sequence[str]]:
    """Yield the ids of what is given and what a file lists, each once, so many at a time."""
    every = [*asked(given, None, skipped)]
    if listed_in == "-":
        every += asked("-", None, skipped)
    elif listed_in is not None:
        try:
            data = Path(listed_in).read_bytes()
        except OSError as error:
            raise click.UsageError(f"--from {listed_in}: {error.strerror}") from error
        every += listed(listed_in, data, None, skipped)
    return _batches(dict.fromkeys(one.id for one in every if one.id is not None))


def series_batches(series: str, first: int | None, last: int | None) -> Iterator[Sequence[str]]:
    """Yield the ids of a series, so many at a time: `A/RES/74`, `S/RES`, or `A/RES/(XXX)` of the old ones.

    They begin with the lowest number that its acts have. Raises `click.UsageError` where there is no such
    series.
    """
    old = re.fullmatch(r"(.+?)/?\((.+)\)", series)
    template = f"{old[1]}/{{}}({old[2]})" if old else f"{series.rstrip('/')}/{{}}"
    try:
        one = parse(template.format(first or 1))
    except NotAnIdentifier as error:
        raise click.UsageError(f"--series {series}: {error}") from error
    known = possible_numbers(one.body or "", one.kind, one.session or "")
    return _batches(_numbered(template, first or (known[0] if known else 1), last))


_TROUBLE = frozenset((Status.BLOCKED, Status.LIMITED, Status.UNREACHABLE))
_NONE = frozenset((Status.NOT_FOUND, Status.NOT_COVERED))
"""What says that there is nothing, not that nobody knows."""


def _numbered(template: str, first: int, last: int | None) -> Iterator[str]:
    """Yield ids as long as there can be any: the year of a Security Council resolution is not known ahead."""
    for number in count(first):
        if last is not None and number > last:
            return
        try:
            yield parse(template.format(number)).id
        except NotAnIdentifier:
            return


def _batches(ids: Iterable[str]) -> Iterator[Sequence[str]]:
    every = iter(ids)
    while some := list(islice(every, AT_ONCE)):
        yield some
