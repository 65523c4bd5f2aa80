"""How far a run has come, on standard error, if that is a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable


class Advance(Protocol):
    """Says how many are done, of how many, where that is known, and what more there is to say of them."""

    def __call__(self, done: int, total: int | None = None, said: str = "", /) -> None:
        """Show it."""
        ...


@contextmanager
def progress(
    doing: str, *, shown: bool = True, rated: bool = False, of: Iterable[object] | None = None
) -> Generator[Advance]:
    """Show progress while the `with` statement runs; `rated` with the rate and the time left.

    Where it is shown, a thread counts what it is the progress `of`, as soon as the first is done.
    """
    if not shown or not sys.stderr.isatty():
        yield _silent
        return
    from .bars import bars

    counted: list[int] = []
    # It does not keep the process alive.
    counting = Thread(target=lambda: counted.append(sum(1 for _ in of or ())), daemon=True)
    with bars(rated=rated) as shown_bars:
        task = shown_bars.add_task(doing, total=None, said="")

        def advance(done: int, total: int | None = None, said: str = "", /) -> None:
            if of is not None and not counting.ident:
                counting.start()
            # A folder may grow while it is read.
            total = max(done, *counted) if counted else total
            shown_bars.update(task, completed=done, total=total, said=said)

        yield advance


def _silent(_done: int, _total: int | None = None, _said: str = "", /) -> None:
    """Show nothing."""
