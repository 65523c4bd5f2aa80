"""The citation graph in small bar charts: by body, decade and relation, legible without colour."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TextIO

from rich.text import Text

from ..graph.flat import span
from ..graph.timeline import lane
from .messages import several
from .show import Results, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph.model import Graph, Node

NO_DATE, NO_RELATION = "no date", "none"


def write_charts(graph: Graph, file: TextIO) -> None:
    """Print how many citations are of which body, of which decade, and under which relation.

    A citation under two relations, its paragraph's and a nearer verb's, counts under both.
    """
    results = Results(file)
    for number, (heading, counts) in enumerate(_counted(graph).items()):
        if number:
            results.print()
        results.print(shown(heading, "bold"))
        for line in _bars(counts, results):
            results.print(line)


def _counted(graph: Graph) -> dict[str, dict[str, int]]:
    nodes = {node.id: node for node in graph.nodes}
    bodies, decades, relations = Counter[str](), Counter[int | None](), Counter[str]()
    unrelated = 0
    for edge in graph.edges:
        node = nodes[edge.target]
        bodies[lane(node)] += edge.count
        decades[_decade(node)] += edge.count
        relations.update(edge.relations)
        unrelated += sum(not (c.relation or c.verb) for c in edge.citations)
    return {
        "Citations by body": _largest(bodies),
        "Citations by decade": _in_order(decades),
        "Citations by relation": _largest(relations) | ({NO_RELATION: unrelated} if unrelated else {}),
    }


def _decade(node: Node) -> int | None:
    """Return the first year of the decade; None where that is not certain."""
    first, last = span(node) or (0, 10)
    return first // 10 * 10 if first // 10 == last // 10 else None


_MOST = 10
"""How many rows a chart has at most, but for that of decades."""


def _largest(counts: Counter[str]) -> dict[str, int]:
    """Return the largest counts, and what the others come to."""
    ranked = [(name, count) for name, count in counts.most_common() if count]
    kept, others = dict(ranked[:_MOST]), ranked[_MOST:]
    return kept | ({several(len(others), "other"): sum(count for _, count in others)} if others else {})


def _in_order(counts: Counter[int | None]) -> dict[str, int]:
    """Return every decade from the first to the last, and at the end what has no date."""
    dated = [decade for decade in counts if decade is not None]
    decades = range(min(dated), max(dated) + 1, 10) if dated else ()
    return {f"{decade}s": counts[decade] for decade in decades} | (
        {NO_DATE: counts[None]} if counts[None] else {}
    )


def _bars(counts: Mapping[str, int], results: Results) -> list[Text]:
    """Return a line for each count: its name, a bar, the number."""
    names = {name: shown(name) for name in counts}
    for name in names.values():
        name.truncate(max(results.width // 3, 1), overflow="ellipsis")
    most = max(counts.values(), default=1)
    digits = len(str(most))
    column = max((name.cell_len for name in names.values()), default=0)
    room = max(results.width - column - digits - 4, 1)
    full = "█" if _can_print("█", results) else "#"
    lines: list[Text] = []
    for name, count in counts.items():
        names[name].pad_right(column - names[name].cell_len)
        bar = Text(full * (max(round(room * count / most), 1) if count else 0), "cyan")
        lines.append(Text("  ").join((names[name], Text(f"{count:>{digits}}"), bar)))
        lines[-1].rstrip()
    return lines


def _can_print(character: str, results: Results) -> bool:
    try:
        character.encode(results.encoding)
    except UnicodeEncodeError:
        return False
    return True
