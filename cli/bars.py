"""A bar on the terminal, with the rate and the time left where they can be told."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
from rich.progress import TimeElapsedColumn as Elapsed
from rich.progress import TimeRemainingColumn as Remaining
from rich.text import Text

_WINDOW = 20
"""Seconds back that the rate is of: a job that goes on takes what it read before at another rate."""


def bars(*, rated: bool) -> Progress:
    """Return the bars that standard error shows; `rated` with the rate and the time left."""
    columns: list[ProgressColumn] = [
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        *([_Rate()] if rated else []),
        TextColumn("{task.fields[said]}"),
        Elapsed(),
        *([_Left()] if rated else []),
    ]
    return Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        speed_estimate_period=_WINDOW,
    )


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        """Show how many are done in a second."""
        if not task.speed:
            return Text("")
        return Text(f"{task.speed:,.0f}/s" if task.speed >= 10 else f"{task.speed:.1f}/s")


class _Left(Remaining):
    def render(self, task: Task) -> Text:
        """Show how long the rest takes at this rate, once it is known how many there are."""
        if task.total is None or task.time_remaining is None:
            return Text("")
        return super().render(task) + Text(" left")
