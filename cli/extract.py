"""`unxref extract`: the citations of documents."""

from __future__ import annotations

import json
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import click

from ..cache.store import default_folder
from ..citations.model import from_json
from . import options
from .codes import UNREADABLE
from .endings import summary
from .inputs import Skipped
from .jobs import shared_out
from .messages import say, several
from .progress import progress
from .reading import How, kept_reading, read_for_citations
from .settings import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .output import Output


@click.command()
@options.paths
@options.output("table", "jsonl")
@options.language
@options.links
@options.jobs
@options.cache
@click.pass_context
def extract(
    ctx: click.Context,
    paths: options.Paths,
    language: str | None,
    ignore_links: bool,
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
    skipped = Skipped()
    cited: Counter[str | None] = Counter()
    read = 0
    kept_in = None if no_cache else load().cache_dir or default_folder()
    how = How(language, ignore_links, kept_in)

    def found() -> Iterator[str]:
        nonlocal read
        with progress("reading", shown=not streamed) as advance:
            several = 1 if "-" in paths.given else jobs  # standard input is this process's
            work, known = partial(read_for_citations, how=how), partial(kept_reading, how=how)
            for number, one in enumerate(shared_out(work, paths, several, known), 1):
                for warning in one.warnings:
                    say(warning)
                if one.unreadable is not None:
                    skipped.add(one.path, one.unreadable)
                else:
                    read += 1
                cited.update(one.ids)
                yield from one.lines
                advance(number)

    streamed = output.read_along and output.form == "jsonl"
    with output.open() as file:
        if output.form == "table":
            from .show import citations_table

            citations_table((from_json(json.loads(line)) for line in found()), file)
        else:
            file.writelines(found())
    documents = f"{several(read, 'document')}, " if read > 1 else ""
    say(documents + summary(cited.total(), cited[None], len(cited) - (None in cited)))
    ctx.exit(UNREADABLE if skipped.count else 0)
