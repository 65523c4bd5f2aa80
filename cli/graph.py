"""`unxref graph`: the main job, from documents to the citation graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

import click

from ..citations.extract import extract, identify
from ..graph.bibliography import FORMATS, write_bibliography
from ..graph.build import build_graph
from ..graph.write import WRITERS, write
from . import options
from .endings import exit_code, summary
from .inputs import Skipped, citations_in, document_at, holds_citations
from .lookups import looked_up
from .messages import say
from .progress import progress

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ..citations.model import Citation, Identity
    from ..graph.build import Graph
    from ..resolvers.settings import Settings
    from .output import Output


@click.command()
@options.paths
@options.output("tree", "table", *WRITERS, *FORMATS)
@options.language
@options.links
@options.lookup
@options.fail_on
@click.pass_context
def graph(
    ctx: click.Context,
    paths: Iterable[str],
    output: Output,
    language: str | None,
    ignore_links: bool,
    settings: Settings,
    fail_on: Collection[str],
) -> None:
    """Find the citations in documents, look up what is cited, and show what cites what.

    PATH is a file, a folder, a pattern, or - for standard input; or the JSON Lines of `unxref extract`.

    \b
    unxref graph draft.txt                            a tree
    unxref graph draft.txt --offline                  make no connection
    unxref graph drafts/ -f csv -o citations.csv      edges, for a spreadsheet or Gephi
    unxref graph drafts/ -f json -o citations.json    node-link, for networkx
    unxref graph draft.txt -f ris -o draft.ris        the bibliography, for Zotero
    unxref graph draft.txt -f dot | dot -Tsvg > draft.svg
    unxref extract draft.txt | unxref graph -
    """
    skipped = Skipped()
    with output.open() as file:
        citations, identities = _gathered(paths, language, skipped, ignore_links=ignore_links)
        records = looked_up(citations, settings)
        found = build_graph(citations, records, identities)
        if output.form in FORMATS:
            write_bibliography(records.values(), output.form, file, citations)
        else:
            _show(found, output.form, file)
    cited = {edge.target for edge in found.edges}
    outcomes = [node.status for node in found.nodes if node.id in cited and node.status]
    say(summary(len(citations), len(found.open), len(cited), outcomes))
    ctx.exit(exit_code(fail_on, records, ambiguous=len(found.open), unreadable=skipped.count))


def _gathered(
    paths: Iterable[str], language: str | None, skipped: Skipped, *, ignore_links: bool
) -> tuple[list[Citation], dict[str, Identity]]:
    """Return the citations of all documents, and what the documents are, by their names."""
    citations: list[Citation] = []
    identities: dict[str, Identity] = {}
    with progress("reading") as advance:
        for number, path in enumerate(paths, 1):
            with skipped.when_unreadable(path):
                if holds_citations(path):
                    citations.extend(citations_in(path))
                else:
                    document = document_at(path, ignore_links=ignore_links)
                    identities[document.name] = identify(document, language)
                    citations.extend(extract(document, language))
            advance(number)
    return citations, identities


def _show(found: Graph, form: str, file: TextIO) -> None:
    if form == "tree":
        from .tree import write_tree

        write_tree(found, file)
    elif form == "table":
        from .show import edges_table

        edges_table(found, file)
    else:
        write(found, form, file)
