"""Nodes and edges as flat attributes, a text or a number each, for formats that know nothing else.

`; ` stands between several values. What is not known is None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..instruments.sessions import years
from .model import main_relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..resolvers.interface import Record
    from .model import Edge, Node

Facts = dict[str, str | int | None]

NODE_TYPES: Mapping[str, type] = {
    **dict.fromkeys(("label", "kind", "title", "date"), str),
    "year": int,
    **dict.fromkeys(("body", "session", "status", "url", "subjects", "also", "names", "annexed_to"), str),
    **dict.fromkeys(("documents", "files", "families"), str),
}
"""What `node_facts` holds, in this order."""
EDGE_TYPES: Mapping[str, type] = {
    "count": int,
    **dict.fromkeys(("relation", "relations", "relation_counts", "pinpoints"), str),
    **dict.fromkeys(("preamble", "operative", "annex", "notes"), int),
    "citations": str,
}
"""What `edge_facts` holds, in this order."""


def node_facts(node: Node) -> Facts:
    """Return what is known of a node: `files` as `en https://…`, `families` as `protocol-to crc`."""
    return {
        "label": node.label,
        "kind": node.kind,
        "title": node.title,
        "date": node.date,
        "year": year(node),
        "body": node.body,
        "session": node.session,
        "status": node.status,
        "url": node.url,
        "subjects": _joined(node.subjects),
        "also": _joined(node.also),
        "names": _joined(node.names),
        "annexed_to": node.annexed_to,
        "documents": _joined(node.documents),
        "files": _joined(f"{language} {url}" for language, url in node.files.items()),
        "families": _joined(f"{one.role} {one.id}" for one in node.families),
    }


def edge_facts(edge: Edge) -> Facts:
    """Return what is known of an edge: `relation_counts` as `recalls 2`, `citations` as `a.txt 5-11`."""
    relations, parts = edge.relations, edge.parts
    return {
        "count": edge.count,
        "relation": main_relation(edge),
        "relations": _joined(relations),
        "relation_counts": _joined(f"{word} {count}" for word, count in relations.items()),
        "pinpoints": _joined(edge.pinpoints),
        "preamble": parts.get("preamble", 0),
        "operative": parts.get("operative", 0),
        "annex": parts.get("annex", 0),
        "notes": edge.notes,
        "citations": _joined(f"{c.document} {c.start}-{c.end}" for c in edge.citations),
    }


def year(node: Node | Record) -> int | None:
    """Return the year of the date, or the only one in which the session could adopt."""
    if node.date and node.date[:4].isdecimal():
        return int(node.date[:4])
    span = years(node.body, node.session) if node.body and node.session else None
    return span[0] if span and span[0] == span[1] else None


def _joined(values: Iterable[str]) -> str | None:
    return "; ".join(values) or None
