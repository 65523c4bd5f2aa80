"""`unxref extract`: the citations of documents."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from ..cache.store import default_folder
from ..citations.model import from_json
from . import options
from .codes import UNREADABLE
from .endings import summary
from .messages import say, several
from .reading import How
from .run import Run
from .settings import load

if TYPE_CHECKING:
    from .output import Output


@click.command()
@options.paths
@options.output("table", "jsonl")
@options.language
@options.links
@options.ocr
@options.jobs
@options.cache
@click.pass_context
def extract(
    ctx: click.Context,
    paths: options.Paths,
    language: str | None,
    ignore_links: bool,
    ocr: str | None,
    jobs: int,
    no_cache: bool,
    output: Output,
) -> None:
    """Find the citations of United Nations instruments in documents.

    PATH is a file, a folder, a pattern, or - for standard input. Nothing is looked up.

    \b
    unxref extract draft.txt                    a table
    unxref extract drafts/ > citations.jsonl    a folder; a line of JSON for each citation
    unxref extract A_RES_73_6-EN.pdf
    find . -name '*.txt' -print0 | unxref extract --files-from - -0
    """
    kept_in = None if no_cache else load().cache_dir or default_folder()
    run = Run(paths, How(language, ignore_links, kept_in, ocr), jobs)
    streamed = output.read_along and output.form == "jsonl"
    lines = (line for one in run.readings(shown=not streamed) for line in one.lines)
    with output.open() as file:
        if output.form == "table":
            from .show import citations_table

            citations_table((from_json(json.loads(line)) for line in lines), file)
        else:
            file.writelines(lines)
    cited = run.cited
    documents = f"{several(run.documents, 'document')}, " if run.documents > 1 else ""
    say(documents + summary(cited.total(), cited[None], len(cited) - (None in cited)))
    ctx.exit(UNREADABLE if run.skipped.count else 0)
