"""What people see of results: tables."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from ..resolvers.stated import sources as source_names
from .messages import one_line, several

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..citations.model import Citation
    from ..graph.build import Graph
    from ..resolvers.catalogue import Info as Catalogued
    from ..resolvers.interface import Record


class Results(Console):
    """A console for results: as wide as the terminal, or as COLUMNS says, or 80 where there is neither."""

    def __init__(self, file: TextIO) -> None:
        width = None if file.isatty() or "COLUMNS" in os.environ else 80
        super().__init__(file=file, width=width, highlight=False, markup=False, emoji=False)

    @property
    def follows_links(self) -> bool:
        """Whether words can carry an address: not in a file, nor on a terminal without escape sequences."""
        return self.color_system is not None

    def linked(self, text: str, url: str | None) -> Text:
        """Return what an instrument is called, with its address where the terminal can follow it."""
        address = one_line(url) if url and self.follows_links else None
        return shown(text, Style(bold=True, link=address))

    def on_broken_pipe(self) -> NoReturn:
        """Leave a closed pipe to the end that every command shares."""
        raise BrokenPipeError


def citations_table(citations: Iterable[Citation], file: TextIO) -> None:
    """Print citations, each on a line that begins with its place, as editors and terminals can follow it.

    Where the results are too narrow for that and the relations, these are left out.
    """
    results = Results(file)
    rows = [[shown(heading, "dim") for heading in ("Place", "Instrument", "Relation", "Text")]]
    rows += (
        [
            shown(f"{c.document}:{c.line}:{c.column}"),
            shown(c.id, "bold") if c.id else shown(candidates(c), "yellow"),
            shown(c.relation),
            shown(", ".join(filter(None, (c.text, c.pinpoint and c.pinpoint.text)))),
        ]
        for c in citations
    )
    widths = [min(max(row[n].cell_len for row in rows), most) for n, most in enumerate(_WIDEST)]
    if _room(results, widths) < _LEAST:  # the place stays whole, the relation goes
        rows = [[place, instrument, text] for place, instrument, _, text in rows]
        widths.pop()
    room = max(_room(results, widths), _LEAST)
    for *cells, text in rows:
        for cell, width in zip(cells, widths, strict=True):
            cell.pad_right(max(width - cell.cell_len, 0))
        text.truncate(room, overflow="ellipsis")
        results.print(Text("  ").join((*cells, text)), soft_wrap=True)


def report_table(rows: Iterable[Mapping[str, Any]], file: TextIO) -> None:
    """Print what was found in documents, a line each as it comes; the path whole, a cause below it."""
    results = Results(file)
    margin = " " * sum(len(heading) + 2 for heading in _COUNTS)
    heading = "".join(f"{name.title()}  " for name in _COUNTS)
    for number, row in enumerate(rows):
        if number == 0:  # what cannot be read was said by now, and does not come between
            results.print(Text(f"{heading}Document", "dim"), soft_wrap=True)
        if row["unreadable"] is not None:
            counts = Text("unreadable".ljust(len(margin)), "red")
        elif not row["citations"]:
            counts = Text("none".rjust(len(_COUNTS[0])).ljust(len(margin)), "yellow")
        else:
            counts = Text("".join(f"{row[name] or '-':>{len(name)}}  " for name in _COUNTS))
        symbol = Text(f"  {one_line(row['symbol'])}" if row["symbol"] else "", "dim")
        results.print(counts.append_text(shown(row["path"], "bold")).append_text(symbol), soft_wrap=True)
        room = max(results.width - len(margin), _LEAST)
        for line in shown(row["unreadable"]).wrap(results, room) if row["unreadable"] else ():
            results.print(Text(margin).append_text(line), soft_wrap=True)


_COUNTS = ("citations", "instruments", "open", "repaired")
"""What a report counts of each document."""


def records_table(records: Iterable[Record], file: TextIO) -> None:
    """Print records, their titles whole."""
    results = Results(file)
    table = _table({"Instrument": 0, "Adopted": 0, "Status": 0, "Title": 1})
    for r in records:
        table.add_row(results.linked(r.id, r.url), shown(r.date), outcome(r.status), shown(r.title))
    results.print(table)


def edges_table(graph: Graph, file: TextIO) -> None:
    """Print the edges of a graph, and after them what is left open; the documents, if there are several."""
    results = Results(file)
    nodes = {node.id: node for node in graph.nodes}
    columns = {"Instrument": 0, "×": 0, "Relation": 2, "Date": 0, "Status": 0, "Title": 3}
    several_documents = sum(bool(node.documents) for node in graph.nodes) > 1
    table = _table({"Document": 2, **columns} if several_documents else columns)
    for edge in graph.edges:
        node = nodes[edge.target]
        table.add_row(
            *([_cut(nodes[edge.source].label)] if several_documents else []),
            results.linked(node.id, node.url),
            str(edge.count),
            _cut(", ".join(edge.relations)),
            shown(node.date),
            outcome(node.status),
            _cut(node.title or (node.label if node.label != node.id else None)),
        )
    for c in graph.open:
        table.add_row(
            *([_cut(c.document)] if several_documents else []),
            shown(candidates(c), "yellow"),
            "1",
            _cut(c.relation),
            shown(c.date),
            outcome("open"),
            _cut(c.text),
        )
    results.print(table)


def sources_table(sources: Iterable[Mapping[str, Any]], file: TextIO) -> None:
    """Print the sources of records, as `unxref resolvers` has them."""
    probed = any(source["state"] for source in sources)
    table = _table({"Name": 0, "Cached": 0, "State" if probed else "Covers": 1, "Address": 1})
    for source in sources:
        told = _state(source) if probed else shown(", ".join(source["covers"]))
        table.add_row(shown(source["name"], "bold"), str(source["cached"]), told, shown(source["url"]))
    Results(file).print(table)


def _state(source: Mapping[str, Any]) -> Text:
    """Return where a source stands: how fast it is, or what is in the way."""
    if source["state"] is None:
        return shown(source["cause"] or "not tried: it covers nothing that could be asked for", "dim")
    more = f": {source['cause']}" if source["cause"] else f", {source['seconds']:.2f} s"
    return outcome(source["state"]).append(one_line(more), "default")


def cache_table(info: Mapping[str, Any], file: TextIO) -> None:
    """Print where the cache is, and what it holds, as `unxref cache info` has it."""
    results = Results(file)
    readings = f"  {several(info['readings'], 'document')} as read" if info["readings"] else ""
    texts = f"  {several(info['texts'], 'text')}" if info["texts"] else ""
    results.print(f"{info['path']}  {info['bytes'] / 1e6:.1f} MB{readings}{texts}", soft_wrap=True)
    columns = ("Source", "Status", "Answers", "Expired", "Outdated", "MB", "Oldest", "Newest")
    table = _table({column: int(column == "Newest") for column in columns})
    for held in info["held"]:
        counts = (str(held[key]) for key in ("count", "expired", "outdated"))
        dates = (held[key][:10] for key in ("oldest", "newest"))
        table.add_row(
            shown(held["resolver"], "bold"),
            outcome(held["status"]),
            *counts,
            f"{held['bytes'] / 1e6:.1f}",
            *dates,
        )
    if info["held"]:
        results.print(table)


def catalogue_table(info: Catalogued, file: TextIO) -> None:
    """Print where the catalogue is, and what it holds."""
    results = Results(file)
    filled = f"  filled {info.filled[:10]}" if info.filled else ""
    held = f"{info.records} records" + (f"  {sum(info.texts.values())} texts" if info.texts else "")
    results.print(f"{info.path}  {info.size / 1e6:.1f} MB  {held}{filled}", soft_wrap=True)
    came = _table({"From": 1, "Records": 0, "Newest": 0})
    for one in info.sources:
        came.add_row(
            shown(source_names().get(one.name, one.name), "bold"), str(one.count), (one.newest or "")[:10]
        )
    acts = _table({"Series": 0, "Body": 1, "Records": 0})
    for one in info.series:
        acts.add_row(shown(_UNNUMBERED.get(one.name, one.name), "bold"), shown(one.body), str(one.count))
    if info.records:
        results.print(came)
        results.print(acts)


def shown(text: str | None, style: str | Style = "") -> Text:
    """Return text as it is shown: on one line, and without what could steer the terminal."""
    return Text(one_line(text or ""), style)


def outcome(status: str | None) -> Text:
    """Return the outcome of a lookup as it is shown."""
    return shown((status or "").replace("-", " "), _STATUS_COLOURS.get(status or "", "yellow"))


def candidates(citation: Citation) -> str:
    """Return what an open citation may mean, so that even one candidate does not look like the answer."""
    return f"perhaps {citation.also[0]}" if len(citation.also) == 1 else " or ".join(citation.also) or "open"


_WIDEST = (60, 24, 14)
"""To how many characters the columns of citations are filled up: place, instrument, relation."""
_LEAST = 16
"""How many characters of a citation's text are shown at least."""

_UNNUMBERED = {"symbol": "documents", "named": "named instruments"}
"""What people call the series that have no symbol of their own."""
_STATUS_COLOURS = {"found": "green", "reachable": "green", "not-found": "red"}
"""What is known for certain; what is not is yellow."""


def _room(results: Results, widths: Sequence[int]) -> int:
    """Return how many characters columns leave for another behind them."""
    return results.width - sum(widths) - 2 * len(widths)


def _table(shares: Mapping[str, int]) -> Table:
    """Return a table of columns as wide as their texts, or with a share of the room that the others leave."""
    table = Table(box=None, header_style="dim", pad_edge=False, expand=True)
    for heading, share in shares.items():
        table.add_column(heading, overflow="fold", ratio=share or None, min_width=6 if share else None)
    return table


def _cut(text: str | None) -> Text:
    """Return a cell that is cut where the room ends, not continued below."""
    cell = shown(text)
    cell.no_wrap, cell.overflow = True, "ellipsis"
    return cell
