"""`unxref resolve`: a record for each citation."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TextIO

import click

from ..citations.model import Citation
from ..graph.bibliography import FORMATS, write_bibliography
from ..graph.data import write_records_csv
from ..resolvers.interface import Status, to_json
from . import options
from .asked import asked, question
from .endings import exit_code, summary
from .inputs import Skipped
from .lookups import looked_up
from .messages import say
from .output import json_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ..resolvers.interface import Record
    from ..resolvers.settings import Settings
    from .asked import Meant
    from .output import Output


@click.command()
@click.argument("citations", metavar="CITATION...", nargs=-1)
@options.output("table", "jsonl", "csv", *FORMATS)
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

    The bibliographies bibtex, ris and csl-json have each instrument once.

    CITATION is an id, a symbol, the address of a document, or what a text would print. Without any, standard
    input is read, a citation a line; lines that begin with # are passed over. The JSON Lines of `unxref
    extract` are taken too, there or from a FILE.jsonl.

    \b
    unxref resolve "GA res 74/174" "S/RES/1325 (2000)" crc
    unxref resolve -f jsonl < list.txt
    unxref extract draft.txt | unxref resolve
    unxref extract draft.txt | unxref resolve -f ris -o draft.ris
    """
    if not citations and sys.stdin.isatty():
        raise click.UsageError("no CITATION: give one, or a list of them on standard input")
    skipped = Skipped()
    with output.open() as file:
        wanted = list(asked(citations or ("-",), language, skipped))
        records = looked_up((one.id for one in wanted if one.id), settings)
        _show([records[one.id] for one in wanted if one.id], wanted, output.form, file)
    for id, record in records.items():
        if record.status is Status.NOT_FOUND and (near := question(id)):
            say(f"{id}: not found: {near}")
    ambiguous = sum(one.id is None for one in wanted)
    say(summary(len(wanted), ambiguous, len(records), (record.status for record in records.values())))
    ctx.exit(exit_code(fail_on, records, ambiguous=ambiguous, unreadable=skipped.count))


def _show(records: Iterable[Record], wanted: Iterable[Meant], form: str, file: TextIO) -> None:
    if form == "table":
        from .show import records_table

        records_table(records, file)
    elif form == "csv":
        write_records_csv(records, file)
    elif form in FORMATS:
        write_bibliography(records, form, file, (one for one in wanted if isinstance(one, Citation)))
    else:
        file.writelines(json_lines(map(to_json, records)))
