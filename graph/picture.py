"""The graph as a still picture for a paper: SVG, years across, bodies as lanes, an arc for each edge."""

from __future__ import annotations

from collections import Counter
from math import hypot, log2
from textwrap import wrap
from typing import TYPE_CHECKING, TextIO

from .colours import group_of, groups
from .flat import by_session, when
from .markup import escaped
from .model import headline, main_relation
from .timeline import UNDATED, column, heading, timeline

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from .colours import Group
    from .model import Edge, Graph, Node
    from .timeline import Timeline

Point = tuple[float, float]


def write_svg(graph: Graph, to: TextIO) -> None:
    """Write SVG without scripts or outside references, dark on white, fonts by their generic family."""
    few = len(graph.nodes) <= _FEW
    line = timeline(graph.nodes, lambda node: _room(node, few=few))
    width, height = max(_LEFT + line.width + _EDGE, _LEAST), _TOP + line.height + _BOTTOM
    to.write(_head(graph, _n(width), _n(height)))
    to.writelines(_lanes(line, width))
    to.writelines(_years(line, set(map(column, graph.nodes))))
    at = {id: (x + _LEFT + _DOT, y + _TOP + _LINE) for id, (x, y) in line.places.items()}
    to.write('<g fill="none">\n')
    to.writelines(_family_lines(graph.nodes, at))
    cited, seen = Counter[str](), set[str]()
    for edge in graph.edges:
        group = group_of(main_relation(edge))
        seen.add(group.name)
        cited[edge.target] += edge.count
        to.write(_arc(edge, at, group, faint=len(graph.edges) > _MANY))
    to.write("</g>\n")
    to.writelines(_dot(node, at[node.id], cited[node.id], few=few) for node in graph.nodes)
    by_sessions = any(map(by_session, graph.nodes))
    to.writelines(_legend(seen, _TOP + line.height + 22, by_sessions=by_sessions))
    to.write("</svg>\n")


_LEFT, _TOP, _EDGE, _BOTTOM = 132, 46, 12, 54
_LEAST = 700
"""How wide the picture is at least: the legend needs it."""
_DOT, _LINE = 9, 7
"""Where the dot of a node stands in its cell."""
_CAPTION = 13
"""How far from its dot a caption begins: behind the head of an arc that comes from the right."""
_DIGITS = 30
"""How wide a year is in print."""
_FEW = 15
"""So many nodes have room for their titles."""
_MANY = 300
"""More arcs than these are drawn fainter."""
_DESCRIPTION = (
    "Years run across, each the wider, the more is dated in it; each body has a lane. An arc leads from what"
    " cites to what is cited: the wider, the more citations; its colour is that of their relation. What is"
    " dated by its session alone stands, dashed, at the end of the year in which that opened."
)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _head(graph: Graph, width: str, height: str) -> str:
    """Return the beginning of the file: its size, what it shows in words, the arrows, the ground."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="10" fill="#111">\n'
        f"<title>{escaped(headline(graph))}</title>\n<desc>{_DESCRIPTION}</desc>\n"
        f"<defs>\n{''.join(map(_arrow, groups()))}</defs>\n"
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n'
    )


def _arrow(group: Group) -> str:
    return (
        f'<marker id="to-{group.name}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7"'
        ' markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="M0 1 8 4 0 7z" fill="{group.colour}"/></marker>\n'
    )


def _lanes(line: Timeline, width: float) -> Iterator[str]:
    for number, (name, band) in enumerate(line.lanes.items()):
        top = _TOP + band.start
        fill = "#f4f4f4" if number % 2 == 0 else "#fff"
        yield f'<rect y="{_n(top)}" width="{_n(width)}" height="{_n(band.size)}" fill="{fill}"/>\n'
        lines = _wrapped(name, 22, max(int(band.size // 12), 1))
        middle = top + band.size / 2 - 6 * (len(lines) - 1) + 3.5
        for row, text in enumerate(lines):
            yield _text(8, middle + 12 * row, text, ' font-weight="bold" font-size="10.5"')


def _years(line: Timeline, held: set[int]) -> Iterator[str]:
    """Yield a thin line where each year begins that holds something, and the year where there is room."""
    free, undated = 0.0, line.years.get(UNDATED)
    for year, band in line.years.items():
        x, bottom = _LEFT + band.start, _n(_TOP + line.height)
        crowded = band.start < free or (undated and undated.start - _DIGITS < band.start)
        if band is undated or (year in held and not crowded):
            yield f'<path d="M{_n(x)} {_TOP - 6}V{bottom}" stroke="#ccc" stroke-width=".6"/>\n'
            yield _text(x + 3, _TOP - 10, heading(year), ' font-size="11"')
            free = band.start + _DIGITS


def _family_lines(nodes: Sequence[Node], at: dict[str, Point]) -> Iterator[str]:
    for node in nodes:
        for other in node.families:
            if other.id in at:
                curve = _curve(at[node.id], at[other.id], -0.1)
                yield f'<path d="{curve}" stroke="#555" stroke-width=".8" stroke-dasharray="3 2"/>\n'


def _arc(edge: Edge, at: dict[str, Point], group: Group, *, faint: bool) -> str:
    weight = 0.8 + 0.7 * log2(edge.count)
    opacity = ".3" if faint else ".6"
    return (
        f'<path d="{_curve(at[edge.source], at[edge.target], 0.16)}" stroke="{group.colour}"'
        f' stroke-width="{_n(weight)}" stroke-opacity="{opacity}" marker-end="url(#to-{group.name})"/>\n'
    )


def _curve(begin: Point, end: Point, bend: float) -> str:
    """Return an arc that bends to one side, and ends short of the dots."""
    (x1, y1), (x2, y2) = begin, end
    length = hypot(x2 - x1, y2 - y1)
    if not length:
        return f"M{_n(x1)} {_n(y1 - 4)}c-14 -16 14 -16 1 0"
    across, down = (x2 - x1) / length, (y2 - y1) / length
    middle = (x1 + x2) / 2 + down * bend * length, (y1 + y2) / 2 - across * bend * length
    away = hypot(x2 - middle[0], y2 - middle[1]) or 1
    x2, y2 = x2 - 5 * (x2 - middle[0]) / away, y2 - 5 * (y2 - middle[1]) / away
    return f"M{_n(x1)} {_n(y1)}Q{_n(middle[0])} {_n(middle[1])} {_n(x2)} {_n(y2)}"


def _dot(node: Node, place: Point, cited: int, *, few: bool) -> str:
    """Return a node: a square for a document that was read; else a circle, the larger, the more cited."""
    x, y = place
    size = min(2.6 + 0.6 * log2(1 + cited), 5)
    look = _BY_SESSION if by_session(node) else _READ if node.documents else _CITED
    if node.documents:
        mark = f'<rect x="{_n(x - 4)}" y="{_n(y - 4)}" width="8" height="8" {look}/>'
    else:
        mark = f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(size)}" {look}/>'
    lines = "".join(
        _text(x + _CAPTION, y + 3.5 + 11 * row, text, style)
        for row, (text, style) in enumerate(_caption(node, few=few))
    )
    about = ": ".join(filter(None, (node.label, node.title, when(node))))
    return f'<g class="node"><title>{escaped(about)}</title>{mark}{lines}</g>\n'


def _caption(node: Node, *, few: bool) -> list[tuple[str, str]]:
    """Return the lines that a node shows, with their style: its label, and where there is room its title."""
    columns = 32 if few else 24
    lines = [(text, _HALO) for text in _wrapped(node.label, columns, 3)]
    if few and node.title and node.title != node.label:
        lines += [(text, _HALO + ' fill="#555"') for text in _wrapped(node.title, columns, 3)]
    return lines


def _room(node: Node, *, few: bool) -> tuple[float, float]:
    """Return how wide and high a node is with its caption."""
    lines = _caption(node, few=few)
    longest = max((len(text) for text, _ in lines), default=0)
    return _DOT + _CAPTION + 7 + 5.6 * longest, 4 + 11 * max(len(lines), 1)


def _wrapped(text: str, columns: int, rows: int) -> list[str]:
    """Return text in so many lines at most, cut where they end."""
    lines = wrap(text, columns)
    return lines if len(lines) <= rows else [*lines[: rows - 1], f"{lines[rows - 1][: columns - 1]}…"]


_READ = 'fill="#111"'
_CITED = 'fill="#fff" stroke="#111" stroke-width="1.4"'
_BY_SESSION = f'{_CITED} stroke-dasharray="1.6 1.2"'
_HALO = ' stroke="#fff" stroke-width="2.5" stroke-linejoin="round" paint-order="stroke"'


def _legend(seen: Collection[str], top: float, *, by_sessions: bool) -> Iterator[str]:
    """Yield what the colours, widths and shapes mean."""
    x = 12.0
    for group in groups():
        if group.name in seen:
            yield f'<path d="M{_n(x)} {_n(top)}h22" stroke="{group.colour}" stroke-width="2.5"/>'
            yield _text(x + 26, top + 3.5, group.name)
            x += 40 + 6 * len(group.name)
    x, top = 12.0, top + 18
    for count in (1, 4, 16):
        yield f'<path d="M{_n(x)} {_n(top)}h22" stroke="#555" stroke-width="{_n(0.8 + 0.7 * log2(count))}"/>'
        yield _text(x + 26, top + 3.5, f"{count} citation{'s' * (count > 1)}")
        x += 100
    yield f'<path d="M{_n(x)} {_n(top)}h22" stroke="#555" stroke-width=".8" stroke-dasharray="3 2"/>'
    yield _text(x + 26, top + 3.5, "revises, follows, protocol to …")
    x += 190
    yield f'<rect x="{_n(x)}" y="{_n(top - 4)}" width="8" height="8" {_READ}/>'
    yield _text(x + 12, top + 3.5, "read")
    if by_sessions:
        yield f'<circle cx="{_n(x + 52)}" cy="{_n(top)}" r="4" {_BY_SESSION}/>'
        yield _text(x + 60, top + 3.5, "dated by its session alone")


def _text(x: float, y: float, text: str, style: str = "") -> str:
    return f'<text x="{_n(x)}" y="{_n(y)}"{style}>{escaped(text)}</text>\n'
