"""Where the nodes of a graph stand in its picture: years across, bodies as lanes.

A year is the wider, the more is dated in it; what is dated in one year stands in it in order. What is known
by its session alone stands behind that, in the year in which the session opened; what is known by neither
stands behind the last year. Nodes that would lie on each other stand in several rows of their lane.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from heapq import heappush, heapreplace
from typing import TYPE_CHECKING

from .flat import span, year

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .model import Node

    Room = Callable[[Node], tuple[float, float]]

TREATIES, DOCUMENTS, OTHERS = "Treaties", "Documents", "Other instruments"
UNDATED = 10_000
"""The year of what is known by neither date nor session: behind all others."""


@dataclass(frozen=True, slots=True)
class Band:
    """A lane or a year: where it begins, and how high or wide it is."""

    start: float
    size: float

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.start + self.size


@dataclass(frozen=True, slots=True)
class Timeline:
    """Places in the units of the rooms that nodes take, from the upper left corner."""

    lanes: Mapping[str, Band]
    years: Mapping[int, Band]
    """From the first year to the last, and `UNDATED`, where something is."""
    places: Mapping[str, tuple[float, float]]
    """The upper left corner of the room of each node, by its id."""
    width: float
    height: float


def timeline(nodes: Sequence[Node], room: Room, *, proportion: float = 1.6) -> Timeline:
    """Return where nodes stand that take so much room, width and height.

    The whole is about `proportion` times as wide as high.
    """
    width = max((room(node)[0] for node in nodes), default=1.0)
    best = _laid_out(nodes, room, width)
    while best.width < proportion * best.height:
        width *= _STEP
        wider = _laid_out(nodes, room, width)
        if _off(wider, proportion) > _off(best, proportion):
            break
        best = wider
    return best


def column(node: Node) -> int:
    """Return the year in which a node stands: of its date, else in which its session opened; or `UNDATED`."""
    held = span(node)
    return held[0] if held else UNDATED


def heading(year: int) -> str:
    """Return what stands above a year of a timeline."""
    return "no date" if year == UNDATED else str(year)


def lane(node: Node) -> str:
    """Return the lane of a node, before small lanes are put together."""
    if node.kind == "treaty":
        return TREATIES
    return node.body or (DOCUMENTS if node.documents else OTHERS)


_STEP = 1.25
"""By how much a picture that is too high is made wider, until it is not."""
_MOST_LANES = 12
_EVEN = 0.3
"""Which part of the width all years share evenly; the rest goes by what is dated in them."""
_MARGIN = 14.0
"""What a lane has above and below its rows, both together."""


def _off(line: Timeline, proportion: float) -> float:
    """Return by what factor a picture is too wide or too high."""
    return max(line.width / line.height / proportion, proportion * line.height / line.width)


def _laid_out(nodes: Sequence[Node], room: Room, width: float) -> Timeline:
    years = _years(nodes, width)
    across = dict(_across(nodes, years))
    lanes: dict[str, Band] = {}
    places: dict[str, tuple[float, float]] = {}
    top = right = 0.0
    for name, members in _lanes(nodes).items():
        height = max(room(node)[1] for node in members)
        rows = 0
        for node, row in _rows(sorted(members, key=lambda node: across[node.id]), across, room):
            places[node.id] = across[node.id], top + _MARGIN / 2 + row * height
            right = max(right, across[node.id] + room(node)[0])
            rows = max(rows, row + 1)
        lanes[name] = Band(top, rows * height + _MARGIN)
        top = lanes[name].end
    return Timeline(lanes, years, places, max(right, width), max(top, _MARGIN))


def _years(nodes: Sequence[Node], width: float) -> dict[int, Band]:
    """Share the width out among the years."""
    counts = Counter(map(column, nodes))
    dated = [when for when in counts if when != UNDATED]
    every = [*range(min(dated), max(dated) + 1)] if dated else []
    every += [UNDATED] * (UNDATED in counts)
    bands: dict[int, Band] = {}
    at = 0.0
    for when in every:
        share = _EVEN / len(every) + (1 - _EVEN) * counts[when] / len(nodes)
        bands[when] = Band(at, share * width)
        at = bands[when].end
    return bands


def _across(nodes: Sequence[Node], years: Mapping[int, Band]) -> Iterator[tuple[str, float]]:
    """Yield how far to the right each node stands: in its year, the dated first, in order."""
    dated: defaultdict[int, list[Node]] = defaultdict(list)
    for node in sorted(nodes, key=lambda node: (year(node) is None, node.date or "")):
        dated[column(node)].append(node)
    for when, members in dated.items():
        for number, node in enumerate(members):
            yield node.id, years[when].start + years[when].size * number / len(members)


def _lanes(nodes: Sequence[Node]) -> dict[str, list[Node]]:
    """Return the nodes by lane, the largest lanes first, small ones put together."""
    sizes = Counter(map(lane, nodes))
    kept = {name for name, _ in sizes.most_common(_MOST_LANES)}
    lanes: defaultdict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        lanes[lane(node) if lane(node) in kept else OTHERS].append(node)
    place = {DOCUMENTS: -2, TREATIES: -1, OTHERS: 1}
    return dict(sorted(lanes.items(), key=lambda item: (place.get(item[0], 0), -len(item[1]), item[0])))


def _rows(nodes: Sequence[Node], across: Mapping[str, float], room: Room) -> Iterator[tuple[Node, int]]:
    """Yield each node of a lane with its row: the one that is free for the longest time, or a new one."""
    free: list[tuple[float, int]] = []
    for node in nodes:
        begin = across[node.id]
        if free and free[0][0] <= begin:
            row = free[0][1]
            heapreplace(free, (begin + room(node)[0], row))
        else:
            row = len(free)
            heappush(free, (begin + room(node)[0], row))
        yield node, row
