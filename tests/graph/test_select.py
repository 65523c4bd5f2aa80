from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unxref.citations.model import Citation, Identity
from unxref.graph.build import build_graph
from unxref.graph.model import Graph
from unxref.graph.select import (
    KINDS,
    NO_RELATION,
    RELATIONS,
    Choice,
    along,
    citing,
    plain_body,
    select,
)

Cite = Callable[..., Citation]
COUNCIL = frozenset({plain_body("Security Council")})


def ends(graph: Graph) -> list[tuple[str, str, int]]:
    return [(edge.source, edge.target, edge.count) for edge in graph.edges]


def words(*relations: str) -> Choice:
    return Choice(relations=frozenset(relations))


@pytest.fixture
def graph(cite: Cite) -> Graph:
    """Two documents, one of them a resolution, that cite three instruments; one citation is open."""
    return build_graph(
        [
            cite("A/RES/74/174", "a.txt", 10, relation="recalls"),
            cite("A/RES/74/174", "a.txt", 20, relation="notes", verb="endorses"),
            cite("S/RES/1325(2000)", "a.txt", 30, relation="notes"),
            cite("crc", "b.txt", 40, kind="treaty"),
            cite("S/RES/1325(2000)", "b.txt", 50, relation="recalls"),
            cite(None, "b.txt", 60, relation="notes", also=("S/RES/1325(2000)", "A/RES/1325(XIII)")),
        ],
        {},
        {"a.txt": Identity(), "b.txt": Identity("A/RES/75/9", body="General Assembly", date="2020-12-01")},
    )


def test_a_body_is_that_of_what_is_cited(graph: Graph) -> None:
    only = select(graph, Choice(bodies=COUNCIL))
    assert ends(only) == [("a.txt", "S/RES/1325(2000)", 1), ("A/RES/75/9", "S/RES/1325(2000)", 1)]
    assert [node.id for node in only.nodes] == ["a.txt", "A/RES/75/9", "S/RES/1325(2000)"]
    assert len(only.open) == 1  # it may be the Security Council's
    rest = select(graph, without=Choice(bodies=COUNCIL))
    assert ends(rest) == [("a.txt", "A/RES/74/174", 2), ("A/RES/75/9", "crc", 1)]
    assert len(rest.open) == 1  # and it may be not


def test_a_relation_is_of_citations_and_an_edge_keeps_those_that_are_under_it(graph: Graph) -> None:
    recalled = select(graph, words("recalls"))
    assert ends(recalled) == [("a.txt", "A/RES/74/174", 1), ("A/RES/75/9", "S/RES/1325(2000)", 1)]
    assert [c.start for c in recalled.edges[0].citations] == [10]
    assert recalled.edges[0].relations == {"recalls": 1}
    assert not recalled.open
    assert ends(select(graph, words("endorses"))) == [("a.txt", "A/RES/74/174", 1)]
    assert ends(select(graph, words(NO_RELATION))) == [("A/RES/75/9", "crc", 1)]
    unnoted = select(graph, without=words("notes"))
    assert [count for *_, count in ends(unnoted)] == [1, 1, 1]


def test_years_and_kinds_hold_together(graph: Graph) -> None:
    span = Choice(years=(range(1980, 2001),))
    assert {target for _, target, _ in ends(select(graph, span))} == {"crc", "S/RES/1325(2000)"}
    both = replace(span, kinds=frozenset({"treaty"}))
    assert ends(select(graph, both)) == [("A/RES/75/9", "crc", 1)]
    assert {target for _, target, _ in ends(select(graph, without=span))} == {"A/RES/74/174"}


@pytest.mark.parametrize(
    ("spans", "holds"),
    [
        ([(2019, 2021)], True),
        ([(2000, 9999)], True),
        ([(2019, 2020), (2020, 2021)], True),  # whichever of the two it is
        ([(2019, 2020)], False),
        ([(2020, 2030)], False),
        ([(2019, 2020), (2021, 2022)], False),
    ],
)
def test_what_is_known_by_its_session_is_in_a_span_that_holds_all_of_that(
    cite: Cite, spans: list[tuple[int, int]], holds: bool
) -> None:
    graph = build_graph([cite("A/RES/74/12"), cite(None, start=9, also=("A/RES/74/12",))], {})
    assert graph.nodes[1].date is None
    years = Choice(years=tuple(range(*ends) for ends in spans))
    chosen, left = select(graph, years), select(graph, without=years)
    assert (len(chosen.edges), len(chosen.open)) == (holds, holds)
    assert (len(left.edges), len(left.open)) == (not holds, not holds)


def test_what_has_no_date_is_in_no_span(cite: Cite) -> None:
    undated = build_graph([cite("A/C.3/74/L.24", kind="document")], {})
    assert undated.nodes[1].date is None
    every = Choice(years=(range(10_000),))
    assert not select(undated, every).edges
    assert len(select(undated, without=every).edges) == 1


def test_by_source_the_document_that_cites_decides(graph: Graph) -> None:
    assembly = Choice(bodies=frozenset({plain_body("GA")}), years=(range(2020, 2021),))
    by_it = select(graph, assembly, by_source=True)
    assert {source for source, *_ in ends(by_it)} == {"A/RES/75/9"}
    assert len(by_it.open) == 1
    assert not select(graph, without=assembly, by_source=True).open


def test_citing_has_what_cites_and_what_may(graph: Graph) -> None:
    found = citing(graph, {"S/RES/1325(2000)"})
    assert ends(found) == [("a.txt", "S/RES/1325(2000)", 1), ("A/RES/75/9", "S/RES/1325(2000)", 1)]
    assert [one.start for one in found.open] == [60]
    assert not citing(graph, {"crc"}).open
    none = citing(graph, {"A/RES/1/1"})
    assert (none.nodes, list(none.edges), none.open) == ((), [], ())


def test_along_has_the_steps_of_chains_alone(graph: Graph) -> None:
    assert ends(along(graph, [("A/RES/75/9", "crc")])) == [("A/RES/75/9", "crc", 1)]


@pytest.mark.parametrize(
    ("name", "same"), [("SC", "security council"), ("the General Assembly", "general assembly"), ("X", "x")]
)
def test_a_body_has_many_names(name: str, same: str) -> None:
    assert plain_body(name) == same


IDS = ("A/RES/74/174", "S/RES/1325(2000)", "crc", "A/C.3/74/L.24", "A/RES/75/1", None)
CHOICES = st.builds(
    Choice,
    bodies=st.frozensets(st.sampled_from([plain_body("GA"), plain_body("SC")]), max_size=2),
    kinds=st.frozensets(st.sampled_from(KINDS), max_size=2),
    years=st.lists(st.builds(range, st.integers(1980, 2020), st.integers(1980, 2021)), max_size=2).map(tuple),
    relations=st.frozensets(st.sampled_from(RELATIONS), max_size=3),
)
CITED = st.lists(
    st.tuples(
        st.sampled_from(IDS),
        st.sampled_from(("a.txt", "b.txt", "c.txt")),
        st.sampled_from((None, *RELATIONS[:4])),
        st.sampled_from((None, *RELATIONS[:4])),
    ),
    max_size=20,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cited=CITED, only=CHOICES, without=CHOICES, by_source=st.booleans())
def test_choosing_twice_is_choosing_once_and_nothing_is_added(
    cite: Cite, cited: list[Any], only: Choice, without: Choice, by_source: bool
) -> None:
    graph = build_graph(
        [
            cite(id, document, 10 * n, relation=relation, verb=verb, also=() if id else IDS[:2])
            for n, (id, document, relation, verb) in enumerate(cited)
        ],
        {},
        {"c.txt": Identity("A/RES/75/1", body="General Assembly", date="2020-11-01")},
    )
    part = select(graph, only, without, by_source=by_source)
    again = select(part, only, without, by_source=by_source)
    assert (again.nodes, list(again.edges), again.open) == (part.nodes, list(part.edges), part.open)
    whole = {(edge.source, edge.target): set(edge.citations) for edge in graph.edges}
    for edge in part.edges:
        assert edge.citations
        assert set(edge.citations) <= whole[edge.source, edge.target]
    assert all(node in graph.nodes for node in part.nodes)
    needed = {id for edge in part.edges for id in (edge.source, edge.target)}
    names = {one.document for one in part.open}
    assert {n.id for n in part.nodes} == needed | {
        n.id for n in graph.nodes if names.intersection(n.documents)
    }
    assert list(select(graph).edges) == list(graph.edges)
