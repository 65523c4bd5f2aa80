"""The graph in XML: GraphML for networkx, igraph and yEd, GEXF for Gephi; and how text stands in XML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

from .flat import EDGE_TYPES, NODE_TYPES, edge_facts, node_facts
from .texts import legible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .flat import Facts
    from .model import Edge, Graph, Node


def write_graphml(graph: Graph, to: TextIO) -> None:
    """Write GraphML; what is not known is left out.

    An edge's `weight` is its number of citations; `name` is the id, by which igraph finds a node.
    """
    to.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    )
    tables = {"node": {"name": str, **NODE_TYPES}, "edge": {**EDGE_TYPES, "weight": float}}
    for kind, types in tables.items():
        for name, type_ in types.items():
            to.write(
                f'<key id="{kind}_{name}" for="{kind}" attr.name="{name}" attr.type="{_GRAPHML[type_]}"/>\n'
            )
    to.write('<graph edgedefault="directed">\n')
    for node in graph.nodes:
        facts = {"name": node.id, **node_facts(node)}
        to.write(f"<node id={quoted(node.id)}>{_data('node', facts)}</node>\n")
    for edge in graph.edges:
        facts = edge_facts(edge) | {"weight": edge.count}
        to.write(f"<edge {_ends(edge)}>{_data('edge', facts)}</edge>\n")
    to.write("</graph>\n</graphml>\n")


def write_gexf(graph: Graph, to: TextIO) -> None:
    """Write GEXF 1.3, an edge's weight its number of citations; what is not known is left out."""
    to.write('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
    to.write("<meta><creator>unxref</creator><description>Who cites what</description></meta>\n")
    to.write('<graph defaultedgetype="directed" mode="static">\n')
    node_types = {name: type_ for name, type_ in NODE_TYPES.items() if name != "label"}
    for kind, types in (("node", node_types), ("edge", EDGE_TYPES)):
        to.write(f'<attributes class="{kind}">\n')
        for name, type_ in types.items():
            to.write(f'<attribute id="{name}" title="{name}" type="{_GEXF[type_]}"/>\n')
        to.write("</attributes>\n")
    to.write("<nodes>\n")
    to.writelines(_gexf_node(node) for node in graph.nodes)
    to.write("</nodes>\n<edges>\n")
    for number, edge in enumerate(graph.edges):
        begin = f'<edge id="{number}" {_ends(edge)} weight="{edge.count}">'
        to.write(f"{begin}{_attvalues(edge_facts(edge))}</edge>\n")
    to.write("</edges>\n</graph>\n</gexf>\n")


def escaped(text: str) -> str:
    """Return text as it stands between tags; characters that XML forbids are written by their codes."""
    return _SPECIAL.sub(lambda found: _ENTITIES[found[0]], legible(text))


def quoted(text: str) -> str:
    """Return text as the value of an attribute, in its quotation marks."""
    return '"' + _SPECIAL_IN_VALUES.sub(lambda found: _ENTITIES[found[0]], legible(text)) + '"'


_GRAPHML = {str: "string", int: "int", float: "double"}
_GEXF = {str: "string", int: "integer"}
_SPECIAL = re.compile("[&<>\r]")
_SPECIAL_IN_VALUES = re.compile('[&<>"\t\n\r]')
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", **{c: f"&#{ord(c)};" for c in "\t\n\r"}}


def _ends(edge: Edge) -> str:
    return f"source={quoted(edge.source)} target={quoted(edge.target)}"


def _data(kind: str, facts: Facts) -> str:
    return "".join(f'<data key="{kind}_{name}">{text}</data>' for name, text in _known(facts))


def _gexf_node(node: Node) -> str:
    facts = node_facts(node)
    label = quoted(str(facts.pop("label")))
    return f"<node id={quoted(node.id)} label={label}>{_attvalues(facts)}</node>\n"


def _attvalues(facts: Facts) -> str:
    values = "".join(
        f'<attvalue for="{name}" value={quoted(str(value))}/>'
        for name, value in facts.items()
        if value is not None
    )
    return f"<attvalues>{values}</attvalues>" if values else ""


def _known(facts: Mapping[str, str | int | None]) -> Iterator[tuple[str, str]]:
    for name, value in facts.items():
        if value is not None:
            yield name, escaped(str(value))
