"""`unxref graph`: the main job, from documents to the citation graph."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, TextIO

import click
from click.core import ParameterSource

from ..citations.model import from_json, to_json
from ..documents.model import UnreadableDocument
from ..graph.bibliography import FORMATS, write_bibliography
from ..graph.build import GraphBuilder
from ..graph.diagrams import MERMAID_EDGES
from ..graph.tables import RUN
from ..graph.write import WRITERS, write
from . import options
from .codes import DONE, SHORT
from .endings import Came, exit_code, summary
from .inputs import citations_in, holds_citations
from .lookups import looked_up
from .manifest import Manifest, kept, taken
from .messages import say
from .narrow import narrowing
from .output import TABLES
from .page import noted, write_page
from .ranks import ranking, write_ranking
from .reading import How, Read, kept_reading
from .run import Run
from .tables import write_documents, write_instruments

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ..graph.build import Graph
    from ..resolvers.interface import Record
    from ..resolvers.settings import Settings
    from .narrow import Narrowed, Narrowing
    from .output import Output


@click.command()
@options.output("tree", "table", *WRITERS, *FORMATS, *TABLES)
@options.reading
@options.manifest
@options.further
@options.lookup
@options.fail_on
@narrowing
@ranking
@click.option(
    "--summary", "charts", is_flag=True, help="Show bar charts by body, decade and relation, not the graph."
)
@click.pass_context
def graph(
    ctx: click.Context,
    reading: options.Reading,
    output: Output,
    manifest_path: str | None,
    further: options.Further,
    settings: Settings,
    fail_on: Collection[str],
    narrowing: Narrowing,
    top: int | None,
    charts: bool,
) -> None:
    """Find the citations in documents, look up what is cited, and show what cites what.

    PATH is a file, a folder, a pattern, or - for standard input; or the JSON Lines of `unxref extract`.

    \b
    unxref graph draft.txt                            a tree
    unxref graph draft.txt --offline                  make no connection
    unxref graph draft.txt --depth 2                  fetch what is cited, and show what that cites
    unxref graph draft.txt --depth 3 --texts texts/   take the texts from a folder first
    unxref graph drafts/ --summary                    bar charts
    unxref graph drafts/ --only body="Security Council" --without relation=notes
    unxref graph drafts/ --reverse A/RES/74/174       what cites this
    unxref graph drafts/ --from A/RES/76/1 --to crc   by which chains one leads to the other
    unxref graph drafts/ --rank --top 20              most cited, PageRank, and more
    unxref graph drafts/ -f csv -o citations.csv      edges, for a spreadsheet or Gephi
    unxref graph drafts/ -f gexf -o citations.gexf    all in one file, for Gephi
    unxref graph drafts/ -f graphml -o c.graphml      for networkx, igraph, yEd
    unxref graph drafts/ -f svg -o citations.svg      a picture, for a paper
    unxref graph drafts/ -f html -o citations.html    a page to look at, in a browser
    unxref graph drafts/ -f json -o citations.json    node-link, for networkx
    unxref graph drafts/ -f sqlite -o citations.db    documents, citations, what was looked up
    unxref graph draft.txt -f ris -o draft.ris        the bibliography, for Zotero
    unxref graph draft.txt -f dot | dot -Tsvg > draft.svg
    unxref extract draft.txt | unxref graph -
    """
    if charts and ctx.get_parameter_source("form") is not ParameterSource.DEFAULT:
        raise click.UsageError("--summary is a form of its own: leave -f out")
    if charts:
        output = replace(output, form=_SUMMARY)
    reading = reading.kept_in(settings.cache_dir)
    run = Run(reading)
    asked = {name: getattr(settings, name) for name in ("offline", "refresh", "resolvers", "deadline")}
    if top:
        asked["rank"] = top
    if further.depth > 1:
        asked |= asdict(further)
    manifest = Manifest("graph", {"format": output.form, **taken(reading), **asked, **narrowing.given})
    with kept(manifest_path, manifest, run, output):
        reads = run.readings(known=_known)
        if further.depth > 1:
            from .depth import deepened  # what fetches texts is loaded where it is needed

            reads = deepened(reads, run, reading, settings, further)
        reads = manifest.noting(reads)
        if output.form in TABLES:
            records = _write_tables(reads, run, manifest, settings, output)
            outcomes = [record.status.value for record in records.values()]
            came = Came(records, outcomes, run.cited.total(), run.cited[None])
        else:
            came = _write_graph(reads, reading.how, manifest, settings, output, narrowing, top)
    run.say_end(summary(came.citations, came.ambiguous, len(came.outcomes), filter(None, came.outcomes)))
    code = exit_code(fail_on, came.records, ambiguous=came.ambiguous, unreadable=run.skipped.count)
    ctx.exit(code or (SHORT if came.short else DONE))


def _write_tables(
    reads: Iterable[Read], run: Run, manifest: Manifest, settings: Settings, output: Output
) -> dict[str, Record]:
    """Write citations as they are read, then what was looked up of the instruments; return that."""
    with output.open_tables() as add:
        write_documents(reads, add)
        records = looked_up(filter(None, run.cited), settings)
        manifest.note_answers(records.values())
        write_instruments(run.cited, add, records)
        add(RUN, [manifest.lasting(run)])
    return records


def _write_graph(
    reads: Iterable[Read],
    how: How,
    manifest: Manifest,
    settings: Settings,
    output: Output,
    narrowing: Narrowing,
    top: int | None,
) -> Came:
    """Write the graph, its part, its ranking or the bibliography; return what it came to."""
    with output.open() as file:
        documents: dict[str, Read] = {}
        builder = _gathered(noted(reads, documents) if output.form == _PAGE else reads)
        records = looked_up(builder.cited, settings)
        manifest.note_answers(records.values())
        part = narrowing.of(builder.finish(records))
        came = _came_to(part, records) if narrowing else _came_of(builder, part.graph, records)
        if output.form in FORMATS:
            write_bibliography(came.records.values(), output.form, file, builder.cited.values())
        elif top:
            write_ranking(part.graph, output.form, top, file)
        elif output.form == _PAGE:
            write_page(part.graph, how, documents, file)
        else:
            _show(part, output.form, file)
    return came


def _came_of(builder: GraphBuilder, graph: Graph, records: Mapping[str, Record]) -> Came:
    """Return what a whole graph came to."""
    cited = {edge.target for edge in graph.edges}
    outcomes = [node.status for node in graph.nodes if node.id in cited]
    return Came(records, outcomes, builder.count, len(builder.open))


def _came_to(part: Narrowed, records: Mapping[str, Record]) -> Came:
    """Return what a part of a graph came to."""
    counts: Counter[str] = Counter()
    for edge in part.graph.edges:
        counts[edge.target] += edge.count
    cited = [node for node in part.graph.nodes if node.id in counts]
    ids = {id for node in cited for id in (node.id, *node.also)}
    kept = {id: record for id, record in records.items() if id in ids}
    left_open = len(part.graph.open)
    return Came(kept, [node.status for node in cited], counts.total() + left_open, left_open, part.short)


def _gathered(reads: Iterable[Read]) -> GraphBuilder:
    """Fold the documents and their citations into a graph as they are read."""
    builder = GraphBuilder()
    for one in reads:
        if one.identity:
            builder.document(one.path, one.identity)
        for line in one.lines:
            builder.add(from_json(json.loads(line)))
    return builder


def _known(path: str, how: How) -> Read | None:
    """Return what needs no reading: the citations of a file of them, and what was read before."""
    if not holds_citations(path):
        return kept_reading(path, how)
    lines: list[str] = []
    ids: list[str | None] = []
    try:
        for citation in citations_in(path):
            lines.append(json.dumps(to_json(citation)))
            ids.append(citation.id)
    except UnreadableDocument as error:  # what stands before the line that is none counts
        return Read(path, lines, ids, unreadable=str(error))
    return Read(path, lines, ids)


_SUMMARY = "summary"
_PAGE = "html"


def _show(part: Narrowed, form: str, file: TextIO) -> None:
    found = part.graph
    if form == "tree" and (part.cited or part.chains):
        from .citing import write_chains, write_citing

        (write_chains if part.chains else write_citing)(part, file)
    elif form == "tree":
        from .tree import write_tree

        write_tree(found, file)
    elif form == "table":
        from .show import edges_table

        edges_table(found, file)
    elif form == _SUMMARY:
        from .charts import write_charts

        write_charts(found, file)
    else:
        if form == "mermaid" and len(found.edges) > MERMAID_EDGES:
            limit = f"Mermaid draws {MERMAID_EDGES} edges, and more where maxEdges is set"
            say(f"{limit}; here are {len(found.edges)}")
        write(found, form, file)
