"""How a run ends: the lines that count, and the exit code."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ..resolvers.interface import Status
from .codes import DONE, NOT_ASKED, SHORT, UNREADABLE
from .messages import several

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ..resolvers.interface import Record

_SAYS_NOTHING = frozenset(Status) - {Status.FOUND, Status.NOT_FOUND, Status.NOT_COVERED}
"""What `--fail-on not-asked` is about."""


class Came(NamedTuple):
    """What a graph came to, as far as it is shown."""

    records: Mapping[str, Record]
    """What was looked up of the instruments."""
    outcomes: Sequence[str | None]
    """A status for each instrument that is cited."""
    citations: int
    ambiguous: int
    """How many of the citations are open."""
    short: bool = False
    """Whether something that was asked for is not in the graph."""


def summary(citations: int, ambiguous: int, instruments: int, outcomes: Iterable[str] = ()) -> str:
    """Return the line that counts. Its numbers add up: a citation is of an instrument, or open.

    `outcomes` has a status for each of the instruments, where they were looked up.
    """
    line = several(citations, "citation")
    line += f": {ambiguous} open, {citations - ambiguous}" if ambiguous else ""
    line += f" of {several(instruments, 'instrument')}"
    counts = Counter(outcomes)
    return line + (f" ({', '.join(f'{counts[s]} {s}' for s in Status if counts[s])})" if counts else "")


def kind_of(cause: str) -> str:
    """Return of a cause what other inputs may share: no place, no figure, no advice."""
    return _DETAIL.split(_FIGURE.sub("…", _PLACE.sub("", cause)), maxsplit=1)[0]


def failures(causes: Mapping[str, int]) -> str:
    """Return the line that counts what could not be read, by the kinds of causes, the most frequent first."""
    ordered = sorted(causes.items(), key=lambda one: (-one[1], one[0]))
    each = ", ".join(f"{count} {_of_several(cause) if count > 1 else cause}" for cause, count in ordered)
    return f"{several(sum(causes.values()), 'document')} could not be read: {each}"


def pace(documents: int, seconds: float) -> str:
    """Return the line that says how long the reading took, and how fast it was."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = (f"{hours} h" if hours else "", f"{minutes} min" if hours or minutes else "", f"{rest} s")
    rate = documents / seconds
    said = f"{rate:,.0f}" if rate >= 10 else f"{rate:.2g}"
    return f"read in {' '.join(part for part in parts if part)}, {said} documents a second"


_PLACE = re.compile(r"(?:line|row) [\d,]+: ")
_DETAIL = re.compile(r"\s*[:;,(]")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_PLURAL = {"is": "are", "has": "have", "holds": "hold", "takes": "take", "needs": "need", "unpacks": "unpack"}
"""How a cause begins of one document, and of several."""


def _of_several(cause: str) -> str:
    verb, blank, rest = cause.partition(" ")
    return _PLURAL.get(verb, verb) + blank + rest


def exit_code(
    fail_on: Collection[str], records: Mapping[str, Record], *, ambiguous: int, unreadable: int
) -> int:
    """Return the exit code of a run that came to its end."""
    statuses = {record.status for record in records.values()}
    if unreadable:
        return UNREADABLE
    if "not-asked" in fail_on and statuses & _SAYS_NOTHING:
        return NOT_ASKED
    missing = "not-found" in fail_on and Status.NOT_FOUND in statuses
    return SHORT if missing or ("ambiguous" in fail_on and ambiguous) else DONE
