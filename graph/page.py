"""The graph as a page to look at: one HTML file that asks for nothing, with a timeline, a table, search."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict, fields
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any, TextIO

from .colours import group_of, groups
from .flat import by_session, in_words, span, when
from .markup import escaped
from .model import Node, headline, main_relation
from .timeline import UNDATED, heading, lane, timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .model import Edge, Graph
    from .quotes import Quote, Quotes
    from .timeline import Timeline


def write_html(graph: Graph, to: TextIO, quotes: Quotes | None = None) -> None:
    """Write the page, with the sentences that cite, as far as they are given.

    What documents and services say stands in it as JSON, and is shown as text; its policy lets nothing run
    but the page's own script, and nothing be asked for.
    """
    before, after = _page(headline(graph)).split(_DATA)
    to.write(before)
    to.writelines(map(_harmless, _json_lines(graph, quotes or {})))
    to.write(after)


_DATA = "\ue000"
"""Where the graph goes: a character that nothing else has."""


def _page(title: str) -> str:
    style, script = _asset("page.css"), _script()
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}';"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )
    return Template(_asset("page.html")).substitute(
        title=escaped(title), policy=policy, style=style, script=script, data=_DATA
    )


_SCRIPTS = (
    *("graph", "elements", "filters", "search", "details", "table", "colours"),
    *("view", "picture", "arcs", "labels", "pointers", "keys", "start"),
)
"""The parts of the script: each may call the others, the last starts."""


def _script() -> str:
    """Return one script, whose names are its own: they would hide those of the browser, such as `print`."""
    return "\n".join(('"use strict";\n{', *(_asset(f"{name}.js") for name in _SCRIPTS), "}"))


def _asset(name: str) -> str:
    return Path(__file__).with_name("web").joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """Return by what a Content-Security-Policy knows a style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _harmless(plain: str) -> str:
    """Return JSON that does not end the element in which it stands, nor a line of JavaScript."""
    return plain.replace("<", r"\u003c").replace("\u2028", r"\u2028").replace("\u2029", r"\u2029")


def _json_lines(graph: Graph, quotes: Quotes) -> Iterator[str]:
    """Yield one JSON object, a node or an edge a line; nodes are known by their numbers."""
    line = timeline(graph.nodes, _room)
    yield f"{_json(_about(graph, line))[:-1]},\n"
    yield '"nodes": ['
    yield from _members(_node(node, line.places[node.id]) for node in graph.nodes)
    numbers = {node.id: number for number, node in enumerate(graph.nodes)}
    yield '],\n"edges": ['
    yield from _members(
        {"source": numbers[edge.source], "target": numbers[edge.target]}
        | _edge(edge, quotes.get((edge.source, edge.target), ()))
        for edge in graph.edges
    )
    yield "]}"


def _room(node: Node) -> tuple[float, float]:
    return 26 + 6.6 * min(len(node.label), LABEL), 16


LABEL = 28
"""How many characters of a label are shown in the picture."""


def _about(graph: Graph, line: Timeline) -> dict[str, Any]:
    return {
        "width": line.width,
        "height": line.height,
        "label": LABEL,
        "lanes": [[name, band.start, band.size] for name, band in line.lanes.items()],
        "years": [[heading(year), band.start, band.size] for year, band in line.years.items()],
        "undated": heading(UNDATED),
        "groups": [asdict(group) for group in groups()],
        "open": [{"document": c.document, "text": c.text, "candidates": c.also} for c in graph.open],
    }


def _node(node: Node, place: tuple[float, float]) -> dict[str, Any]:
    plain = {f.name: getattr(node, f.name) for f in fields(Node)}
    plain["families"] = [{"id": one.id, "role": one.role} for one in node.families]
    held = span(node)
    facts = {"when": when(node), "years": held and in_words(held), "by_session": by_session(node)}
    at = {"lane": lane(node), "x": round(place[0], 1), "y": round(place[1], 1)}
    return {"id": node.id, "label": node.label} | _known(plain | facts) | at


def _edge(edge: Edge, sentences: Sequence[Quote]) -> dict[str, Any]:
    facts = {
        "relations": edge.relations,
        "pinpoints": edge.pinpoints,
        "parts": edge.parts,
        "notes": edge.notes,
    }
    group = groups().index(group_of(main_relation(edge)))
    return {"count": edge.count, "group": group} | _known({**facts, "quotes": sentences})


def _known(plain: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is empty or not known."""
    return {name: value for name, value in plain.items() if value}


def _members(objects: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the members of a JSON array, each on a line of its own."""
    separator = "\n"
    for plain in objects:
        yield separator + _json(plain)
        separator = ",\n"


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
