"""The chains of citations by which one document leads to another, the shortest first."""

from __future__ import annotations

from collections import defaultdict, deque
from itertools import chain, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .model import Graph

DETOUR = 2
"""By how many steps a chain may be longer than the shortest."""


def chains(graph: Graph, source: str, target: str, most: int) -> list[tuple[str, ...]]:
    """Return at most so many chains of ids from one node to another; no chain comes to a node twice.

    All the shortest stand first, then longer ones, up to `DETOUR` steps more; those of one length in the
    order of the citations. Empty where there is none, or where the two are the same.
    """
    cited: defaultdict[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        cited[edge.source].append(edge.target)
    distance = _distances(cited, target)
    if source not in distance or source == target:
        return []
    lengths = range(distance[source], distance[source] + DETOUR + 1)
    found = (_of_length(steps, cited, distance, source, target) for steps in lengths)
    return list(islice(chain.from_iterable(found), most))


def _distances(cited: Mapping[str, Sequence[str]], target: str) -> dict[str, int]:
    """Return by how many steps each node leads to the target at least, of those that do."""
    citing: defaultdict[str, list[str]] = defaultdict(list)
    for source, targets in cited.items():
        for one in targets:
            citing[one].append(source)
    distance = {target: 0}
    queue = deque([target])
    while queue:
        node = queue.popleft()
        for one in citing[node]:
            if one not in distance:
                distance[one] = distance[node] + 1
                queue.append(one)
    return distance


def _of_length(
    steps: int, cited: Mapping[str, Sequence[str]], distance: Mapping[str, int], source: str, target: str
) -> Iterator[tuple[str, ...]]:
    """Yield the chains of so many steps, depth first, and never further off than the steps that are left."""
    path = [source]
    todo = [iter(cited[source])]
    while todo:
        following = next(todo[-1], None)
        left = steps - len(path)
        if following is None:
            todo.pop()
            path.pop()
        elif following == target:
            if left == 0:
                yield (*path, target)
        elif distance.get(following, steps) <= left and following not in path:
            path.append(following)
            todo.append(iter(cited[following]))
