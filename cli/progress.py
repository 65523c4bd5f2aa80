"""How far a run has come, on standard error, if that is a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Generator


class Advance(Protocol):
    """Says how many are done, of how many, where that is known, and what more there is to say of them."""

    def __call__(self, done: int, total: int | None = None, said: str = "", /) -> None:
        """Show it."""
        ...


@contextmanager
def progress(doing: str, *, shown: bool = True) -> Generator[Advance]:
    """Show progress while the `with` statement runs."""
    if not shown or not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("{task.fields[said]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bars:
        task = bars.add_task(doing, total=None, said="")

        def advance(done: int, total: int | None = None, said: str = "", /) -> None:
            bars.update(task, completed=done, total=total, said=said)

        yield advance


def _silent(_done: int, _total: int | None = None, _said: str = "", /) -> None:
    """Show nothing."""
