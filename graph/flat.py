"""Nodes and edges as flat attributes, a text or a number each, for formats that know nothing else.

`; ` stands between several values. What is not known is None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..instruments.sessions import STILL_OPEN, years
from .model import main_relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..resolvers.interface import Record
    from .model import Edge, Node

Facts = dict[str, str | int | None]
Span = tuple[int, int]

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


def span(node: Node | Record) -> Span | None:
    """Return the first and the last year of which it may be: that of the date, or those of the session.

    None where neither is known, and where the session is only adjourned.
    """
    if node.date and node.date[:4].isdecimal():
        return int(node.date[:4]), int(node.date[:4])
    held = years(node.body, node.session) if node.body and node.session else None
    return held if held and held[1] != STILL_OPEN else None


def year(node: Node | Record) -> int | None:
    """Return the year of the date, or the only one in which the session could adopt."""
    held = span(node)
    return held[0] if held and held[0] == held[1] else None


def by_session(node: Node) -> bool:
    """Whether only its session is known, which was held in several years."""
    return year(node) is None and span(node) is not None


def in_words(held: Span) -> str:
    """Return years as people write them: `2019`, `2019–2020`."""
    first, last = held
    return str(first) if first == last else f"{first}–{last}"


def when(node: Node) -> str | None:
    """Return when it is of, as far as that is known: `2019-12-18`, `2013`, `session 74, 2019–2020`."""
    held = span(node)
    if node.date or held is None:
        return node.date
    return f"session {node.session}, {in_words(held)}" if by_session(node) else in_words(held)


def _joined(values: Iterable[str]) -> str | None:
    return "; ".join(values) or None
