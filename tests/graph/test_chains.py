from collections.abc import Callable
from importlib import import_module
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unxref.citations.model import Citation, Identity
from unxref.graph.build import build_graph
from unxref.graph.chains import DETOUR, chains
from unxref.graph.model import Graph

Cite = Callable[..., Citation]
networkx: Any = import_module("networkx")


def linked(cite: Cite, *links: tuple[int, int]) -> Graph:
    """A graph of resolutions that are all read: who cites whom, by number."""
    identities = {f"{n}.txt": Identity(f"A/RES/75/{n}") for link in links for n in link}
    cited = [cite(f"A/RES/75/{to}", f"{of}.txt", 10 * n) for n, (of, to) in enumerate(links)]
    return build_graph(cited, {}, identities)


def led(graph: Graph, source: int, target: int, most: int = 100) -> list[list[int]]:
    found = chains(graph, f"A/RES/75/{source}", f"A/RES/75/{target}", most)
    return [[int(id.rpartition("/")[2]) for id in one] for one in found]


def test_the_shortest_stand_first(cite: Cite) -> None:
    graph = linked(cite, (1, 2), (2, 9), (1, 3), (3, 2), (3, 9), (1, 4))
    assert led(graph, 1, 9) == [[1, 2, 9], [1, 3, 9], [1, 3, 2, 9]]
    assert led(graph, 1, 9, most=1) == [[1, 2, 9]]
    assert led(graph, 9, 1) == led(graph, 4, 9) == led(graph, 1, 1) == []


def test_circles_do_not_go_round(cite: Cite) -> None:
    graph = linked(cite, (1, 2), (2, 1), (2, 2), (2, 3), (3, 2), (3, 4))
    assert led(graph, 1, 4) == [[1, 2, 3, 4]]


def test_a_detour_has_a_limit(cite: Cite) -> None:
    long = list(pairwise((1, *range(10, 10 + DETOUR), 9)))
    assert len(led(linked(cite, (1, 9), *long, *long), 1, 9)) == 2 - (len(long) > DETOUR + 1)
    longer = list(pairwise((1, *range(10, 11 + DETOUR), 9)))
    assert led(linked(cite, (1, 9), *longer), 1, 9) == [[1, 9]]


def test_a_very_long_chain_and_very_many_are_no_trouble(cite: Cite) -> None:
    far = linked(cite, *pairwise(range(1, 300)))
    assert led(far, 1, 299) == [list(range(1, 300))]
    layers = [(10 * layer + a, 10 * layer + 10 + b) for layer in range(8) for a in range(9) for b in range(9)]
    many = linked(cite, *layers)
    assert len(led(many, 0, 80, most=21)) == 21


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(links=st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), min_size=1, max_size=20, unique=True))
def test_they_are_the_simple_paths_of_networkx(cite: Cite, links: list[tuple[int, int]]) -> None:
    graph: Any = networkx.DiGraph(links)
    graph.add_nodes_from((1, 2))
    found = led(linked(cite, *links), 1, 2, most=10_000)
    paths: list[list[int]] = sorted(networkx.all_simple_paths(graph, 1, 2), key=len)
    expected = [path for path in paths if len(path) <= len(paths[0]) + DETOUR]
    assert [len(path) for path in found] == [len(path) for path in expected]
    assert sorted(found) == sorted(expected)
