from collections.abc import Callable

import pytest

from unxref.citations.model import Citation
from unxref.graph.build import Graph, build_graph
from unxref.instruments.identifiers import parse
from unxref.instruments.table import named, relatives
from unxref.resolvers.interface import Record, Status

Cite = Callable[..., Citation]


def kin(graph: Graph, id: str) -> list[tuple[str, str]]:
    (node,) = [node for node in graph.nodes if node.id == id]
    return [(one.role, one.id) for one in node.families]


@pytest.mark.parametrize(
    ("symbol", "role", "other"),
    [
        ("A/C.3/74/L.24/Rev.1", "revises", "A/C.3/74/L.24"),
        ("A/C.3/74/L.24/Rev.2", "revises", "A/C.3/74/L.24"),
        ("A/74/396/Add.1", "adds-to", "A/74/396"),
        ("A/RES/74/174/Corr.1", "corrects", "A/RES/74/174"),
        ("A/C.3/74/L.24/Rev.1/Add.1", "adds-to", "A/C.3/74/L.24/Rev.1"),
        ("A/74/396/Annex", "annexed-to", "A/74/396"),
    ],
)
def test_the_end_of_a_symbol_tells_what_it_belongs_to(cite: Cite, symbol: str, role: str, other: str) -> None:
    graph = build_graph([cite(symbol, kind="document")], {})
    assert kin(graph, symbol) == [(role, other)]
    assert other not in [node.id for node in graph.nodes]


@pytest.mark.parametrize("symbol", ["A/74/396", "A/RES/74/174", "A/REV.1"])
def test_other_symbols_tell_nothing(cite: Cite, symbol: str) -> None:
    assert kin(build_graph([cite(symbol, kind="document")], {}), symbol) == []


@pytest.mark.parametrize("name", ["crc/annex.txt", "crc/Annex.txt"])
def test_the_path_of_a_file_is_no_symbol(cite: Cite, name: str) -> None:
    graph = build_graph([cite("A/RES/74/174", name)], {})
    assert kin(graph, name) == []


def test_a_protocol_belongs_to_its_convention(cite: Cite) -> None:
    graph = build_graph([cite("crc-opsc", kind="treaty"), cite("trafficking-protocol", kind="treaty")], {})
    assert kin(graph, "crc-opsc") == [("protocol-to", "crc"), ("annexed-to", "A/RES/54/263")]
    assert kin(graph, "trafficking-protocol") == [("protocol-to", "untoc"), ("annexed-to", "A/RES/55/25")]


def test_what_it_belongs_to_is_a_node_by_its_own_id(cite: Cite) -> None:
    graph = build_graph([cite("A/RES/44/25/Corr.1", kind="document"), cite("A/RES/44/25")], {})
    assert kin(graph, "A/RES/44/25/Corr.1") == [("corrects", "crc")]
    assert [node.id for node in graph.nodes] == ["a.txt", "A/RES/44/25/Corr.1", "crc"]


def test_the_table_names_instruments_that_there_are() -> None:
    for id in named():
        for role, other in relatives(id):
            assert role in {"revises", "amends", "extends", "annexed-to", "protocol-to"}
            assert parse(other).series == "named"
            assert other != id
    assert sum(len(relatives(id)) for id in named()) > 150


def resolution(id: str, title: str, date: str) -> Record:
    return Record(id, Status.FOUND, title=title, date=date)


def test_resolutions_of_one_title_follow_each_other(cite: Cite) -> None:
    told = [
        resolution("A/RES/77/233", "Countering child sexual exploitation", "2022-12-15"),
        resolution("A/RES/74/174", "Countering  child sexual exploitation", "2019-12-18"),
        resolution("A/RES/79/180", "Countering child sexual exploitation.", "2024-12-17"),
        resolution("A/HRC/RES/7/29", "Countering child sexual exploitation", "2008-03-28"),
        resolution("A/RES/75/1", "Another matter", "2020-09-21"),
    ]
    graph = build_graph([cite(one.id) for one in told], {one.id: one for one in told})
    assert kin(graph, "A/RES/79/180") == [("follows", "A/RES/77/233")]
    assert kin(graph, "A/RES/77/233") == [("follows", "A/RES/74/174")]
    assert kin(graph, "A/RES/74/174") == kin(graph, "A/HRC/RES/7/29") == kin(graph, "A/RES/75/1") == []


def test_two_of_one_title_in_a_session_are_no_series(cite: Cite) -> None:
    told = [
        resolution("A/RES/73/19", "Question of everything", "2018-11-30"),
        resolution("A/RES/74/10", "Question of everything", "2019-12-03"),
        resolution("A/RES/74/11", "Question of everything", "2019-12-03"),
        resolution("A/RES/75/20", "Question of everything", "2020-12-02"),
    ]
    graph = build_graph([cite(one.id) for one in told], {one.id: one for one in told})
    assert kin(graph, "A/RES/74/11") == kin(graph, "A/RES/74/10") == []
    assert kin(graph, "A/RES/75/20") == [("follows", "A/RES/73/19")]


def test_a_title_that_only_texts_give_makes_no_series(cite: Cite) -> None:
    cited = [
        cite(id, title="the same", date=f"{year}-12-01")
        for id, year in (("A/RES/73/1", 2018), ("A/RES/74/2", 2019))
    ]
    graph = build_graph(cited, {})
    assert kin(graph, "A/RES/74/2") == []
