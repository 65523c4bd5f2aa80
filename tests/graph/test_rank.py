import csv
import io
import json
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unxref.citations.model import Citation, Identity
from unxref.graph.build import build_graph
from unxref.graph.model import Graph
from unxref.graph.rank import MEASURES, Ranked, most_shared, rank, write_csv, write_jsonl

Cite = Callable[..., Citation]
igraph: Any = import_module("igraph")


def measured(graph: Graph, measure: str, top: int = 100) -> list[Ranked]:
    return [row for row in rank(graph, top) if row.measure == measure]


def values(graph: Graph, measure: str) -> dict[str, float]:
    return {row.id or row.label: row.value for row in measured(graph, measure)}


@pytest.fixture
def graph(cite: Cite) -> Graph:
    """Three documents: one cites three instruments, one two of these and the first, one cites itself."""
    return build_graph(
        [
            cite("A/RES/74/174", "a.txt", 1, date="2019-12-18"),
            cite("A/RES/74/174", "a.txt", 2),
            cite("S/RES/1325(2000)", "a.txt", 3),
            cite("crc", "a.txt", 4, kind="treaty"),
            cite("A/RES/74/174", "b.txt", 5),
            cite("crc", "b.txt", 6, kind="treaty"),
            cite("A/RES/75/9", "b.txt", 7),
            cite("A/RES/75/9", "c.txt", 8),
        ],
        {},
        {"c.txt": Identity("A/RES/75/9", title="=Rights", body="General Assembly", date="2020-12-01")},
    )


def test_most_cited_counts_documents_and_what_a_document_cites_of_itself_does_not_count(graph: Graph) -> None:
    rows = measured(graph, "cited")
    told = [(row.rank, row.id, row.value, row.documents, row.citations, row.instruments) for row in rows]
    assert told == [
        (1, "A/RES/74/174", 2, 2, 3, 0),
        (2, "crc", 2, 2, 2, 0),
        (3, "A/RES/75/9", 1, 1, 1, 0),
        (4, "S/RES/1325(2000)", 1, 1, 1, 0),
    ]
    assert rows[1].label == "Convention on the Rights of the Child"
    assert (rows[2].title, rows[2].body, rows[2].year) == ("=Rights", "General Assembly", 2020)


def test_pairs_tell_how_many_they_share(graph: Graph) -> None:
    cited = [(row.id, row.other, row.value) for row in measured(graph, "co-citation")]
    assert cited[0] == ("A/RES/74/174", "crc", 2)
    assert {frozenset(pair) for *pair, _ in cited[1:]} == {
        frozenset({"A/RES/74/174", "S/RES/1325(2000)"}),
        frozenset({"crc", "S/RES/1325(2000)"}),
        frozenset({"A/RES/74/174", "A/RES/75/9"}),
        frozenset({"crc", "A/RES/75/9"}),
    }
    assert [(row.id, row.other, row.value) for row in measured(graph, "coupling")] == [("a.txt", "b.txt", 2)]


def test_bodies_and_years_are_of_what_is_cited(graph: Graph) -> None:
    bodies = [(r.label, r.body, r.value, r.documents, r.instruments) for r in measured(graph, "bodies")]
    assert bodies == [
        ("General Assembly", "General Assembly", 4, 2, 2),
        ("Treaties", "Treaties", 2, 2, 1),
        ("Security Council", "Security Council", 1, 1, 1),
    ]
    years = [(row.label, row.year, row.value) for row in measured(graph, "years")]
    assert years == [("2019", 2019, 3), ("1989", 1989, 2), ("2000", 2000, 1), ("2020", 2020, 1)]


def test_years_of_what_only_its_session_dates_stand_together(cite: Cite) -> None:
    found = [
        cite("A/RES/74/11"),
        cite("A/RES/74/12", start=9),
        cite("A/RES/73/9", start=20, date="2018-12-20"),
    ]
    rows = measured(build_graph([*found, cite("A/C.3/74/L.24", start=30, kind="document")], {}), "years")
    assert [(row.label, row.year, row.body, row.instruments) for row in rows] == [
        ("2019–2020", None, None, 2),
        ("2018", 2018, None, 1),
    ]


def test_top_is_how_many_of_each(graph: Graph) -> None:
    rows = list(rank(graph, 1))
    assert [row.measure for row in rows] == list(MEASURES)
    assert {row.rank for row in rows} == {1}


def test_nothing_that_is_cited_gives_no_rows_but_of_pagerank(cite: Cite) -> None:
    assert list(rank(build_graph([], {}), 10)) == []
    alone = build_graph([], {}, {"a.txt": Identity()})
    assert [(row.measure, row.id, row.value) for row in rank(alone, 10)] == [("pagerank", "a.txt", 1.0)]


def test_parts_that_do_not_hang_together_share_the_scores_of_hits(cite: Cite) -> None:
    graph = build_graph([cite(f"A/RES/74/{n}", f"{n}.txt") for n in (1, 2, 3, 4)], {})
    assert values(graph, "hubs") == {f"{n}.txt": 0.25 for n in (1, 2, 3, 4)}
    assert values(graph, "authorities") == {f"A/RES/74/{n}": 0.25 for n in (1, 2, 3, 4)}


def test_the_densest_part_has_all_the_scores_of_hits(cite: Cite) -> None:
    dense = [cite(f"A/RES/74/{n}", f"{d}.txt") for n in (1, 2) for d in "abc"]
    graph = build_graph([*dense, cite("crc", "d.txt")], {})
    assert values(graph, "hubs") == pytest.approx({"a.txt": 1 / 3, "b.txt": 1 / 3, "c.txt": 1 / 3}, abs=1e-6)
    assert values(graph, "authorities") == {"A/RES/74/1": 0.5, "A/RES/74/2": 0.5}


def test_parts_that_are_nearly_alike_are_told_apart_or_left_out(cite: Cite) -> None:
    def two(more: int) -> Graph:
        sizes = (("a.txt", 70, more), ("b.txt", 71, more - 1))
        return build_graph(
            [cite(f"A/RES/{session}/{n}", name) for name, session, size in sizes for n in range(1, size + 1)],
            {},
        )

    assert values(two(100), "hubs") == {"a.txt": 1.0}
    assert {row.measure for row in rank(two(2000), 1)} == MEASURES.keys() - {
        "hubs",
        "authorities",
        "coupling",
    }


def test_a_large_graph_is_as_igraph_has_it(cite: Cite) -> None:
    links = sorted({(n % 41, (n * n * 7 + n // 3) % 37) for n in range(600)})
    identities = {f"{n}.txt": Identity(f"A/RES/74/{n + 1}") for n in range(41)}
    linked = [cite(f"A/RES/74/{to + 1}", f"{of}.txt") for of, to in links if of != to]
    graph = build_graph(linked, {}, identities)
    other: Any = igraph.Graph.TupleList(((e.source, e.target) for e in graph.edges), directed=True)
    names: list[str] = other.vs["name"]
    for measure, scores in (
        ("pagerank", other.pagerank(damping=0.85)),
        ("hubs", other.hub_score(scale=False)),
        ("authorities", other.authority_score(scale=False)),
    ):
        expected = {name: score / sum(scores) for name, score in zip(names, scores, strict=True)}
        found = values(graph, measure)
        assert found == pytest.approx({name: expected[name] for name in found}, rel=1e-4), measure
        assert sum(found.values()) == pytest.approx(1, abs=1e-4)


SETS = st.dictionaries(
    st.sampled_from("abcdefghij"), st.frozensets(st.sampled_from("uvwxyz"), max_size=6).map(set), max_size=10
)


@given(sets=SETS, top=st.integers(1, 12))
def test_pairs_that_share_most_are_those_that_counting_all_gives(sets: dict[str, set[str]], top: int) -> None:
    order = sorted(sets, key=lambda id: (-len(sets[id]), id))
    every = [
        (-len(sets[a] & sets[b]), order.index(b), order.index(a))
        for a, b in combinations(order, 2)
        if sets[a] & sets[b]
    ]
    expected = [(-shared, order[a], order[b]) for shared, b, a in sorted(every)]
    assert most_shared(sets, top) == expected[:top]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(links=st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=15))
def test_the_order_of_the_citations_changes_no_row(cite: Cite, links: list[tuple[int, int]]) -> None:
    identities = {f"{n}.txt": Identity(f"A/RES/75/{n}") for n in range(1, 7)}
    one, other = (
        list(
            rank(build_graph([cite(f"A/RES/75/{to}", f"{of}.txt", n) for n, (of, to) in told], {}, given), 5)
        )
        for told, given in (
            (list(enumerate(links)), identities),
            (list(enumerate(links))[::-1], dict(reversed(identities.items()))),
        )
    )
    assert one == other
    assert all(row.value > 0 for row in one)
    cited = Counter(f"{to}" for of, to in set(links) if of != to)
    assert [row.value for row in one if row.measure == "cited"] == [n for _, n in cited.most_common(5)]


def test_csv_and_json_lines_have_the_same_rows(graph: Graph) -> None:
    rows = list(rank(graph, 3))
    lines, table = io.StringIO(), io.StringIO()
    write_jsonl(rows, lines)
    write_csv(rows, table)
    plain = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert plain[0]["schema"] == "unxref.rank/1"
    cells = list(csv.DictReader(io.StringIO(table.getvalue().removeprefix("\ufeff"))))
    assert "'=Rights" in {row["title"] for row in cells}
    for one, row in zip(plain, cells, strict=True):
        del one["schema"]
        assert list(one) == list(row)
        assert {k: "" if v is None else str(v) for k, v in one.items()} == {
            k: v.removeprefix("'") for k, v in row.items()
        }
