"""The option --rank: what a graph is made of, in tables."""

from __future__ import annotations

from dataclasses import replace
from functools import wraps
from importlib.util import find_spec
from itertools import groupby
from typing import TYPE_CHECKING, Any, TextIO

import click
from click.core import ParameterSource

from ..graph.rank import MEASURES, rank, write_csv, write_jsonl
from .messages import say, several

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.model import Graph
    from ..graph.rank import Ranked
    from .options import Command
    from .output import Output

_TOP = 10


def ranking(command: Command) -> Command:
    """Take --rank and --top; the command gets `top`, None where no ranking is asked for."""

    @click.option(
        "--rank",
        "ranked",
        is_flag=True,
        help="Show what is cited most, PageRank, hubs and authorities, co-citation, coupling, bodies and "
        "years, as table, csv or jsonl.",
    )
    @click.option(
        "--top",
        metavar="N",
        type=click.IntRange(min=1),
        help=f"With --rank: the first N of each. Default: {_TOP}.",
    )
    @wraps(command)
    def with_ranking(ranked: bool, top: int | None, output: Output, charts: bool, **rest: Any) -> None:
        if top and not ranked:
            raise click.UsageError("--top says how much --rank shows: give that too")
        if ranked:
            output = replace(output, form=_form(output, charts=charts))
        command(output=output, charts=charts, top=(top or _TOP) if ranked else None, **rest)

    return with_ranking


def write_ranking(graph: Graph, form: str, top: int, file: TextIO) -> None:
    """Write the first rows of each measure, in one of the forms table, csv and jsonl."""
    rows = list(rank(graph, top))
    measures = {row.measure for row in rows}
    if "cited" in measures and "hubs" not in measures:
        say("the scores of HITS do not settle in this graph: they are left out")
    if form == "csv":
        write_csv(rows, file)
    elif form == "jsonl":
        write_jsonl(rows, file)
    else:
        _write_tables(rows, file)


def _form(output: Output, *, charts: bool) -> str:
    """Return the form in which a ranking is written, which is refused where it cannot be."""
    if charts:
        raise click.UsageError("--rank and --summary are two things to show: give one")
    if find_spec("networkx") is None or find_spec("scipy") is None:
        raise click.UsageError("--rank needs networkx and scipy: pip install 'unxref[rank]'")
    if click.get_current_context().get_parameter_source("form") is ParameterSource.DEFAULT:
        return "table" if output.form == "tree" else output.form
    if output.form not in _FORMS:
        raise click.UsageError(f"--rank is written as {', '.join(_FORMS)}, not as {output.form}")
    return output.form


_FORMS = ("table", "csv", "jsonl")


def _write_tables(rows: Iterable[Ranked], file: TextIO) -> None:
    from rich.text import Text

    from .show import Results, shown

    results = Results(file)
    for number, (measure, ranked) in enumerate(groupby(rows, lambda row: row.measure)):
        if number:
            results.print()
        results.print(shown(MEASURES[measure], "bold"))
        lines = [(_value(row), row) for row in ranked]
        width = max(len(value) for value, _ in lines)
        for value, row in lines:
            name = shown(" + ".join(filter(None, (row.id or row.label, row.other))), "bold")
            cells = (Text(value.rjust(width)), name, shown(_more(row), "dim"))
            line = Text("  ").join(cell for cell in cells if cell)
            line.truncate(results.width, overflow="ellipsis")
            results.print(line)


def _value(row: Ranked) -> str:
    return f"{row.value:,}" if isinstance(row.value, int) else f"{row.value:.5f}"


def _more(row: Ranked) -> str:
    """Return what a line says beside the ids: what they are called, or what the numbers of a group are of."""
    if row.id is None:
        instruments = several(row.instruments or 0, "instrument")
        return f"of {instruments}, by {several(row.documents or 0, 'document')}"
    called = ((row.id, row.title or row.label), (row.other, row.other_title or row.other_label))
    return " + ".join(name for id, name in called if name and name not in (id or ""))
