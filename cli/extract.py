"""`unxref extract`: the citations of documents."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from ..cache.store import default_folder
from ..citations.model import from_json
from ..graph.tables import RUN, write_citations_csv
from . import options
from .codes import UNREADABLE
from .endings import summary
from .manifest import Manifest, kept, taken
from .output import TABLES
from .report import check_form, write_report
from .run import Run
from .settings import load
from .tables import write_documents, write_instruments

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .output import Output
    from .reading import Read


@click.command()
@options.output("table", "jsonl", "csv", *TABLES)
@options.reading
@options.cache
@options.manifest
@click.option(
    "--report",
    is_flag=True,
    help="Count for each document what was found, left open and repaired, worst first.",
)
@click.pass_context
def extract(
    ctx: click.Context,
    reading: options.Reading,
    no_cache: bool,
    manifest_path: str | None,
    report: bool,
    output: Output,
) -> None:
    """Find the citations of United Nations instruments in documents.

    PATH is a file, a folder, a pattern, or - for standard input. Nothing is looked up.

    \b
    unxref extract draft.txt                    a table
    unxref extract drafts/ > citations.jsonl    a folder; a line of JSON for each citation
    unxref extract drafts/ -f csv -o citations.csv       for a spreadsheet
    unxref extract drafts/ -f sqlite -o citations.db     documents, citations, instruments
    unxref extract drafts/ -f parquet -o citations/ --manifest run.json
    unxref extract drafts/ --report             what was found in each document, worst first
    unxref extract A_RES_73_6-EN.pdf
    unxref extract s3://bucket/folder https://example.org/a.pdf --scheduler tcp://host:8786
    find . -name '*.txt' -print0 | unxref extract --files-from - -0
    """
    if report:
        check_form(output.form)
    reading = reading.kept_in(None if no_cache else load().cache_dir or default_folder())
    run = Run(reading)
    manifest = Manifest("extract", {"format": output.form, "report": report, **taken(reading)})
    streamed = output.read_along and output.form in ("jsonl", "csv") and not report
    with kept(manifest_path, manifest, run, output):
        reads = manifest.noting(run.readings(shown=not streamed))
        if report:
            write_report(reads, output)
        else:
            _write(reads, run, manifest, output)
    cited = run.cited
    run.say_end(summary(cited.total(), cited[None], len(cited) - (None in cited)))
    ctx.exit(UNREADABLE if run.skipped.count else 0)


def _write(reads: Iterable[Read], run: Run, manifest: Manifest, output: Output) -> None:
    if output.form in TABLES:
        with output.open_tables() as add:
            write_documents(reads, add)
            write_instruments(run.cited, add)
            add(RUN, [manifest.lasting(run)])
        return
    lines = (line for one in reads for line in one.lines)
    with output.open() as file:
        if output.form == "table":
            from .show import citations_table

            citations_table((from_json(json.loads(line)) for line in lines), file)
        elif output.form == "csv":
            write_citations_csv(map(json.loads, lines), file)
        else:
            file.writelines(lines)
