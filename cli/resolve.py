"""`unxref resolve`: a record for each citation."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, TextIO

import click

from ..resolvers.interface import to_json
from . import options
from .asked import asked
from .endings import exit_code, summary
from .inputs import Skipped
from .lookups import looked_up
from .messages import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ..resolvers.interface import Record
    from ..resolvers.settings import Settings
    from .output import Output


@click.command()
@click.argument("citations", metavar="CITATION...", nargs=-1)
@options.output("table", "jsonl")
@options.language
@options.lookup
@options.fail_on
@click.pass_context
def resolve(
    ctx: click.Context,
    citations: tuple[str, ...],
    output: Output,
    language: str | None,
    settings: Settings,
    fail_on: Collection[str],
) -> None:
    """Look citations up: a record for each, in the order given.

    CITATION is an id, a symbol, or what a text would print. Without any, standard input is read, a citation a
    line. The JSON Lines of `unxref extract` are taken too, there or from a FILE.jsonl.

    \b
    unxref resolve "GA res 74/174" "S/RES/1325 (2000)" crc
    unxref resolve -f jsonl < list.txt
    unxref extract draft.txt | unxref resolve
    """
    if not citations and sys.stdin.isatty():
        raise click.UsageError("no CITATION: give one, or a list of them on standard input")
    skipped = Skipped()
    with output.open() as file:
        wanted = list(asked(citations or ("-",), language, skipped))
        records = looked_up(filter(None, wanted), settings)
        _show([records[id] for id in wanted if id is not None], output.form, file)
    ambiguous = wanted.count(None)
    say(summary(len(wanted), ambiguous, len(records), (record.status for record in records.values())))
    ctx.exit(exit_code(fail_on, records, ambiguous=ambiguous, unreadable=skipped.count))


def _show(records: Iterable[Record], form: str, file: TextIO) -> None:
    if form == "table":
        from .show import records_table

        records_table(records, file)
    else:
        file.writelines(json.dumps(to_json(record), ensure_ascii=False) + "\n" for record in records)
