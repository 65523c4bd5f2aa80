"""How a run ends: the line that counts, and the exit code."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..resolvers.interface import Status
from .codes import DONE, NOT_ASKED, SHORT, UNREADABLE
from .messages import several

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ..resolvers.interface import Record

_SAYS_NOTHING = frozenset(Status) - {Status.FOUND, Status.NOT_FOUND, Status.NOT_COVERED}
"""What `--fail-on not-asked` is about."""


def summary(citations: int, ambiguous: int, instruments: int, outcomes: Iterable[str] = ()) -> str:
    """Return the line that counts. Its numbers add up: a citation is of an instrument, or open.

    `outcomes` has a status for each of the instruments, where they were looked up.
    """
    line = several(citations, "citation")
    line += f": {ambiguous} open, {citations - ambiguous}" if ambiguous else ""
    line += f" of {several(instruments, 'instrument')}"
    counts = Counter(outcomes)
    return line + (f" ({', '.join(f'{counts[s]} {s}' for s in Status if counts[s])})" if counts else "")


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
