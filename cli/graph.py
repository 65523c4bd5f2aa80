"""`unxref graph`: the main job, from documents to the citation graph."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

import click

from ..citations.model import from_json, to_json
from ..documents.model import UnreadableDocument
from ..graph.bibliography import FORMATS, write_bibliography
from ..graph.build import build_graph
from ..graph.write import WRITERS, write
from . import options
from .endings import exit_code, summary
from .inputs import citations_in, holds_citations
from .lookups import looked_up
from .messages import say
from .reading import How, Read, kept_reading
from .run import Run

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..citations.model import Citation, Identity
    from ..graph.build import Graph
    from ..resolvers.settings import Settings
    from .output import Output


@click.command()
@options.paths
@options.output("tree", "table", *WRITERS, *FORMATS)
@options.language
@options.links
@options.ocr
@options.jobs
@options.lookup
@options.fail_on
@click.pass_context
def graph(
    ctx: click.Context,
    paths: options.Paths,
    output: Output,
    language: str | None,
    ignore_links: bool,
    ocr: str | None,
    jobs: int,
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
    run = Run(paths, How(language, ignore_links, settings.cache_dir, ocr), jobs)
    with output.open() as file:
        citations, identities = _gathered(run)
        records = looked_up(citations, settings)
        found = build_graph(citations, records, identities)
        if output.form in FORMATS:
            write_bibliography(records.values(), output.form, file, citations)
        else:
            _show(found, output.form, file)
    cited = {edge.target for edge in found.edges}
    outcomes = [node.status for node in found.nodes if node.id in cited and node.status]
    say(summary(len(citations), len(found.open), len(cited), outcomes))
    ctx.exit(exit_code(fail_on, records, ambiguous=len(found.open), unreadable=run.skipped.count))


def _gathered(run: Run) -> tuple[list[Citation], dict[str, Identity]]:
    """Return the citations of all documents, and what the documents are, by their names."""
    citations: list[Citation] = []
    identities: dict[str, Identity] = {}
    for one in run.readings(known=_known):
        if one.identity:
            identities[one.path] = one.identity
        citations.extend(from_json(json.loads(line)) for line in one.lines)
    return citations, identities


def _known(path: str, how: How) -> Read | None:
    """Return what needs no reading: the citations of a file of them, and what was read before."""
    if not holds_citations(path):
        return kept_reading(path, how)
    lines: list[str] = []
    try:
        lines.extend(json.dumps(to_json(citation)) for citation in citations_in(path))
    except UnreadableDocument as error:  # what stands before the line that is none counts
        return Read(path, lines, unreadable=str(error))
    return Read(path, lines)


def _show(found: Graph, form: str, file: TextIO) -> None:
    if form == "tree":
        from .tree import write_tree

        write_tree(found, file)
    elif form == "table":
        from .show import edges_table

        edges_table(found, file)
    else:
        write(found, form, file)
