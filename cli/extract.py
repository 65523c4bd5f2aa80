"""`unxref extract`: the citations of documents."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import click

from ..citations import extract as grammar
from ..citations.model import to_json
from ..documents.paths import expand
from . import options
from .codes import UNREADABLE
from .endings import summary
from .inputs import Skipped, document_at
from .messages import say
from .progress import progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..citations.model import Citation
    from .output import Output


@click.command()
@options.paths
@options.output("table", "jsonl")
@options.language
@options.links
@click.pass_context
def extract(
    ctx: click.Context, paths: Sequence[str], language: str | None, ignore_links: bool, output: Output
) -> None:
    """Find the citations of United Nations instruments in documents.

    PATH is a file, a folder, a pattern, or - for standard input. Nothing is looked up.

    \b
    unxref extract draft.txt                    a table
    unxref extract drafts/ > citations.jsonl    a folder; a line of JSON for each citation
    pdftotext -layout a.pdf - | unxref extract -
    find . -name '*.txt' -print0 | unxref extract --files-from - -0
    """
    skipped = Skipped()
    cited: Counter[str | None] = Counter()

    def found() -> Iterator[Citation]:
        with progress("reading", shown=not streams_to_terminal) as advance:
            for number, path in enumerate(expand(paths), 1):
                with skipped.when_unreadable(path):
                    document = document_at(path, ignore_links=ignore_links)
                    for citation in grammar.extract(document, language):
                        cited[citation.id] += 1
                        yield citation
                advance(number)

    streams_to_terminal = output.on_terminal and output.form == "jsonl"
    with output.open() as file:
        if output.form == "table":
            from .show import citations_table

            citations_table(found(), file)
        else:
            file.writelines(json.dumps(to_json(c), ensure_ascii=False) + "\n" for c in found())
    say(summary(cited.total(), cited[None], len(cited) - (None in cited)))
    ctx.exit(UNREADABLE if skipped.count else 0)
