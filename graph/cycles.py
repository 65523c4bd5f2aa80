"""Where citations lead back to where they came from."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


def cycles(edges: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the edges, as source and target, that lie on a cycle: from whose target one comes back."""
    ahead: defaultdict[str, list[str]] = defaultdict(list)
    back: defaultdict[str, list[str]] = defaultdict(list)
    for source, target in edges:
        ahead[source].append(target)
        back[target].append(source)
    seen: set[str] = set()
    done = [node for start in list(ahead) for node in _through(start, ahead, seen)]
    # Kosaraju: going back from who was done last, one comes to those alone that are on a cycle with it.
    group: dict[str, str] = {}
    seen = set()
    for root in reversed(done):
        group.update(dict.fromkeys(_through(root, back, seen), root))
    return {
        (source, target)
        for source, targets in ahead.items()
        for target in targets
        if group[source] == group[target]
    }


def _through(start: str, next_of: Mapping[str, Sequence[str]], seen: set[str]) -> Iterator[str]:
    """Yield what was not seen and one comes to from a node, each after all that one comes to from it.

    A stack, because paths can be longer than Python's calls are deep.
    """
    path = [(start, iter((start,)))]
    while path:
        left = path[-1][1]
        onward = next((one for one in left if one not in seen), None)
        if onward is not None:
            seen.add(onward)
            path.append((onward, iter(next_of.get(onward, ()))))
        elif len(path) > 1:
            yield path.pop()[0]
        else:  # the way in
            path.pop()
