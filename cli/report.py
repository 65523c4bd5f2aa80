"""A report on documents: what was found, left open and repaired in each, worst first."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, TextIO

import click

from ..graph.data import write_rows
from .output import json_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .output import Output
    from .reading import Read

SCHEMA = "unxref.report/1"
FORMATS = ("table", "jsonl", "csv")
"""The forms of a report."""


def check_form(form: str) -> None:
    """Raise `click.UsageError` for a form that a report does not have."""
    if form not in FORMATS:
        raise click.UsageError(f"--report has no format {form}: it has {', '.join(FORMATS)}")


def write_report(reads: Iterable[Read], output: Output) -> None:
    """Write a row for each document: unreadable ones, those without a citation, the others.

    These go by the share of their citations that are open or repaired, and all by their paths.
    """
    with output.open() as file:
        _show(_worst_first(reads), output.form, file)


def _show(rows: Iterable[dict[str, Any]], form: str, file: TextIO) -> None:
    if form == "table":
        from .show import report_table

        report_table(rows, file)
    elif form == "csv":
        write_rows(_COLUMNS, ([row[name] for name in _COLUMNS] for row in rows), file)
    else:
        file.writelines(json_lines({"schema": SCHEMA, **row} for row in rows))


_COLUMNS = ("path", "symbol", "citations", "instruments", "open", "repaired", "unreadable")


def _worst_first(reads: Iterable[Read]) -> Iterator[dict[str, Any]]:
    """Sort rows outside memory, in a database that has no name and is gone at the end."""
    with closing(sqlite3.connect("")) as database:
        database.execute("CREATE TABLE rows (rank INTEGER, doubtful REAL, path BLOB, plain TEXT)")
        database.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", map(_ranked, map(_row, reads)))
        ordered = database.execute("SELECT plain FROM rows ORDER BY rank, doubtful DESC, path")
        yield from (json.loads(plain) for (plain,) in ordered)


def _row(one: Read) -> dict[str, Any]:
    return {
        "path": one.path,
        "symbol": one.identity and one.identity.symbol,
        "citations": len(one.ids),
        "instruments": len(set(one.ids) - {None}),
        "open": sum(id is None for id in one.ids),
        "repaired": one.facts.repaired if one.facts else 0,
        "unreadable": one.unreadable,
    }


def _ranked(row: dict[str, Any]) -> tuple[int, float, bytes, str]:
    rank = 0 if row["unreadable"] is not None else 1 if not row["citations"] else 2
    doubtful = (row["open"] + row["repaired"]) / (row["citations"] or 1)
    return rank, doubtful, row["path"].encode("utf-8", "surrogatepass"), json.dumps(row)
