"""Lookups as commands make them: with progress, and with an interrupt that loses nothing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from ..resolvers.look_up import look_up
from ..resolvers.registry import UnknownResolver
from .codes import INTERRUPTED
from .messages import say
from .progress import progress

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from ..resolvers.interface import Record
    from ..resolvers.look_up import HasId, Progress
    from ..resolvers.settings import Settings


class InterruptedLookupError(click.ClickException):
    """The lookups were interrupted; the message says how to go on."""

    exit_code = INTERRUPTED


def looked_up(what: Iterable[str | HasId], settings: Settings) -> dict[str, Record]:
    """Return the records of what is cited, by id.

    Raises `click.UsageError` for a resolver that is not there, `InterruptedLookupError` when interrupted.
    """
    with lookups(kept=settings.cache_dir is not None), progress("looking up") as advance:

        def come(far: Progress) -> None:
            advance(far.done, far.total, _said(far))

        return look_up(what, settings, tell=say, progress=come)


@contextmanager
def lookups(*, kept: bool) -> Generator[None]:
    """Say in a line what ends lookups inside the `with` statement, as `looked_up` does.

    `kept` is whether what was looked up by then is.
    """
    try:
        yield
    except UnknownResolver as error:
        raise click.UsageError(str(error)) from error
    except KeyboardInterrupt as interrupt:
        how = ": what was looked up is kept, run the same again to go on" if kept else ""
        raise InterruptedLookupError(f"interrupted{how}") from interrupt


def _said(far: Progress) -> str:
    """Say of how many what became: `12 kept · 30 asked · 2 blocked · 56 to go`."""
    counts = {"kept": far.kept, "asked": far.asked, "blocked": far.blocked, "to go": far.total - far.done}
    return (
        " · ".join(f"{count} {what}" for what, count in counts.items() if count) + _ANSWERS[far.answers % 4]
    )


_ANSWERS = ("", ".", "..", "...")
"""A dot more with each answer: one instrument may be asked for in several places before it is done."""
