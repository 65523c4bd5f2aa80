import networkx
from hypothesis import given
from hypothesis import strategies as st

from unxref.graph.cycles import cycles

NODES = st.sampled_from("abcdefgh")


def test_what_leads_back_and_what_only_leads_on() -> None:
    edges = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e"), ("e", "e")]
    assert cycles(edges) == {("a", "b"), ("b", "c"), ("c", "a"), ("e", "e")}
    assert cycles([]) == set()


@given(st.lists(st.tuples(NODES, NODES)))
def test_an_edge_is_on_a_cycle_where_its_source_is_reached_from_its_target(
    edges: list[tuple[str, str]],
) -> None:
    graph = networkx.DiGraph(edges)
    assert cycles(edges) == {(a, b) for a, b in edges if networkx.has_path(graph, b, a)}


def test_a_long_chain_is_no_deep_call() -> None:
    chain = [(str(number), str(number + 1)) for number in range(50_000)]
    assert cycles(chain) == set()
    assert len(cycles([*chain, ("50000", "0")])) == 50_001
