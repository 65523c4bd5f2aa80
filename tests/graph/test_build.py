from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.citations.extract import extract
from unxref.citations.model import Citation, Identity, Part, Pinpoint
from unxref.documents.model import Document
from unxref.documents.notes import find_notes
from unxref.graph.build import Edge, Graph, GraphBuilder, Node, build_graph
from unxref.graph.model import Mention, main_relation
from unxref.resolvers.interface import Record, Related, Status

Cite = Callable[..., Citation]


def node(graph: Graph, id: str) -> Node:
    (found,) = [node for node in graph.nodes if node.id == id]
    return found


def ends(graph: Graph) -> list[tuple[str, str]]:
    return [(edge.source, edge.target) for edge in graph.edges]


def test_an_instrument_is_one_node_however_often_it_is_cited(cite: Cite) -> None:
    graph = build_graph(
        [
            cite("A/RES/74/174", start=10, relation="recalls", verb="endorses"),
            cite("S/RES/1325(2000)", start=20, relation="recalls"),
            cite("A/RES/74/174", start=30, relation="reaffirms"),
            cite("A/RES/74/174", start=40, relation="recalls"),
        ],
        {},
    )
    assert [n.id for n in graph.nodes] == ["a.txt", "A/RES/74/174", "S/RES/1325(2000)"]
    assert ends(graph) == [("a.txt", "A/RES/74/174"), ("a.txt", "S/RES/1325(2000)")]
    edge = graph.edges[0]
    assert edge.count == 3
    assert edge.relations == {"recalls": 2, "endorses": 1, "reaffirms": 1}
    assert list(edge.relations) == ["recalls", "endorses", "reaffirms"]
    assert [c.start for c in edge.citations] == [10, 30, 40]


def test_each_part_that_is_cited_is_told_once_and_on_one_line(cite: Cite) -> None:
    def para(text: str) -> Pinpoint:
        return Pinpoint(text, (Part("paragraph", "29"),))

    (edge,) = build_graph(
        [
            cite("crc", pinpoint=para("paragraph\n  29")),
            cite("crc", pinpoint=para("paragraph 29")),
            cite("crc"),
        ],
        {},
    ).edges
    assert edge.pinpoints == ("paragraph 29",)


@pytest.mark.parametrize("ids", [["agenda-2030"], ["A/RES/70/1"], ["agenda-2030", "A/RES/70/1"]])
def test_a_name_and_the_resolution_that_alone_carries_it_are_one_node(cite: Cite, ids: list[str]) -> None:
    graph = build_graph([cite(id) for id in ids], {})
    assert ends(graph) == [("a.txt", "A/RES/70/1")]
    one = node(graph, "A/RES/70/1")
    assert one.label == "A/RES/70/1"
    assert one.also == ("agenda-2030",)
    assert any("2030 Agenda" in name for name in one.names)
    assert one.annexed_to is None
    assert graph.edges[0].count == len(ids)


def test_a_treaty_keeps_its_own_id_beside_its_resolution(cite: Cite) -> None:
    graph = build_graph([cite("A/RES/44/25"), cite("crc", kind="treaty")], {})
    one = node(graph, "crc")
    assert (one.kind, one.label, one.also) == (
        "treaty",
        "Convention on the Rights of the Child",
        ("A/RES/44/25",),
    )
    assert ends(graph) == [("a.txt", "crc")]


def test_what_a_resolution_carries_beside_others_is_annexed_to_it(cite: Cite) -> None:
    graph = build_graph([cite("A/RES/55/25"), cite("untoc", kind="treaty"), cite("trafficking-protocol")], {})
    assert [n.id for n in graph.nodes] == ["a.txt", "A/RES/55/25", "untoc", "trafficking-protocol"]
    assert node(graph, "untoc").annexed_to == node(graph, "trafficking-protocol").annexed_to == "A/RES/55/25"
    assert node(graph, "A/RES/55/25").annexed_to is None


def test_a_document_is_the_instrument_whose_symbol_it_bears(cite: Cite) -> None:
    identities = {
        "b.txt": Identity("A/RES/74/174", "Countering abuse", "General Assembly", "2019-12-18"),
        "a.txt": Identity(),
    }
    graph = build_graph([cite("crc", "b.txt"), cite("A/RES/74/174", "a.txt")], {}, identities)
    assert ends(graph) == [("A/RES/74/174", "crc"), ("a.txt", "A/RES/74/174")]
    one = node(graph, "A/RES/74/174")
    assert (one.documents, one.kind, one.date) == (("b.txt",), "resolution", "2019-12-18")
    assert node(graph, "a.txt").documents == ("a.txt",)


def test_the_language_versions_of_an_instrument_are_one_node(cite: Cite) -> None:
    symbol = Identity("A/RES/74/174")
    graph = build_graph(
        [cite("crc", "en.txt"), cite("crc", "fr.txt")], {}, {"en.txt": symbol, "fr.txt": symbol}
    )
    assert node(graph, "A/RES/74/174").documents == ("en.txt", "fr.txt")
    assert [(c.document, c.start) for c in graph.edges[0].citations] == [("en.txt", 0), ("fr.txt", 0)]


def test_a_document_without_citations_is_a_node() -> None:
    graph = build_graph([], {}, {"folder/empty.txt": Identity()})
    (one,) = graph.nodes
    assert (one.id, one.label, one.kind, one.status) == ("folder/empty.txt", "empty.txt", "document", None)


def test_a_file_that_is_called_like_an_instrument_is_not_that_instrument(cite: Cite) -> None:
    graph = build_graph([cite("crc", "crc")], {})
    assert ends(graph) == [("./crc", "crc")]
    assert node(graph, "crc").documents == ()


@pytest.mark.parametrize("turned", [False, True])
def test_two_symbols_of_one_document_are_one_node(cite: Cite, turned: bool) -> None:
    found = [
        cite("A/70/95", also=("S/2015/446",)),
        cite("S/2015/446"),
        cite("S/2015/446", also=("A/70/95",)),
    ]
    graph = build_graph(found[::-1] if turned else found, {})
    (edge,) = graph.edges
    assert edge.count == 3
    assert {edge.target, *node(graph, edge.target).also} == {"A/70/95", "S/2015/446"}


def test_an_open_citation_makes_no_node(cite: Cite) -> None:
    left_open = cite(None, also=("A/HRC/RES/7/29", "A/RES/7/29"))
    graph = build_graph([left_open], {})
    assert graph.open == (left_open,)
    assert [n.id for n in graph.nodes] == ["a.txt"]
    assert not graph.edges


def test_a_record_knows_better_than_those_who_cite(cite: Cite) -> None:
    record = Record(
        "A/RES/74/174",
        Status.FOUND,
        title="Countering child sexual exploitation",
        date="2019-12-18",
        url="https://digitallibrary.un.org/record/1",
        body="General Assembly",
    )
    found = [cite("A/RES/74/174", title="as cited", date="2019", body="Assembly")]
    one = node(build_graph(found, {record.id: record}), record.id)
    assert (one.title, one.date, one.body, one.url) == (record.title, record.date, record.body, record.url)
    assert one.status == "found"


def test_without_a_record_the_tables_and_the_citations_say_what_they_know(cite: Cite) -> None:
    found = [
        cite("E/RES/1992/22", date="1992", body="Economic and Social Council"),
        cite("E/RES/1992/22", date="1992-07-30", title="crime prevention"),
        cite("crc"),
    ]
    graph = build_graph(found, {})
    one = node(graph, "E/RES/1992/22")
    assert (one.title, one.date, one.status) == ("crime prevention", "1992-07-30", None)
    assert (node(graph, "crc").date, node(graph, "crc").status) == ("1989-11-20", None)


def test_of_two_records_the_found_one_counts(cite: Cite) -> None:
    records = {
        "A/RES/70/1": Record("A/RES/70/1", Status.NOT_FOUND),
        "agenda-2030": Record("agenda-2030", Status.FOUND, title="Transforming our world"),
    }
    one = node(build_graph([cite("A/RES/70/1"), cite("agenda-2030")], records), "A/RES/70/1")
    assert (one.status, one.title) == ("found", "Transforming our world")


def test_of_two_records_each_fills_in_what_the_other_leaves_open(cite: Cite) -> None:
    records = {
        "A/RES/217(III)A": Record("A/RES/217(III)A", Status.OFFLINE, session="III"),
        "udhr": Record(
            "udhr", Status.OFFLINE, title="Universal Declaration of Human Rights", date="1948-12-10"
        ),
    }
    one = node(build_graph([cite("A/RES/217(III)A"), cite("udhr")], records), "A/RES/217(III)A")
    assert (one.title, one.date) == ("Universal Declaration of Human Rights", "1948-12-10")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://e.org/\x1b]8;;", "https://e.org/ x"])
def test_only_web_addresses_are_taken(cite: Cite, url: str) -> None:
    record = Record("A/RES/74/174", Status.FOUND, url=url)
    assert node(build_graph([cite(record.id)], {record.id: record}), record.id).url is None


IDS = st.sampled_from([None, "crc", "A/RES/44/25", "agenda-2030", "A/RES/70/1", "untoc", "A/70/95", "b.txt"])


@given(st.lists(st.tuples(IDS, st.sampled_from(["a.txt", "b.txt"]), st.lists(IDS.filter(bool), max_size=2))))
def test_nothing_is_lost_and_nothing_made_up(drawn: list[tuple[str | None, str, list[str]]]) -> None:
    found = [
        Citation(
            *(
                document,
                0,
                6,
                "74/174",
                1,
                1,
                None,
                id,
                tuple(also),
                "resolution",
                None,
                "number",
                None,
                None,
            ),
            *(None, None, None, None, None, None, None, None, "en"),
        )
        for id, document, also in drawn
    ]
    graph = build_graph(found, {})
    nodes = [n.id for n in graph.nodes]
    assert len(set(nodes)) == len(nodes)
    assert {end for pair in ends(graph) for end in pair} <= set(nodes)
    assert len(set(ends(graph))) == len(graph.edges)
    assert sum(edge.count for edge in graph.edges) + len(graph.open) == len(found)
    assert build_graph(found, {}) == graph


def test_an_edge_is_what_its_citations_are() -> None:
    edge = Edge(
        "a",
        "b",
        (
            Mention("a", 0, 6, "recalls", None, "preamble", "para. 2"),
            Mention("a", 10, 16, "recalls", "endorses", "preamble", None, "3"),
            Mention("a", 20, 26, "decides", "decides", "operative", "para. 2"),
        ),
    )
    assert (edge.count, edge.notes, edge.pinpoints) == (3, 1, ("para. 2",))
    assert edge.relations == {"recalls": 2, "endorses": 1, "decides": 1}
    assert edge.parts == {"preamble": 2, "operative": 1}
    assert main_relation(edge) == "recalls"
    assert main_relation(Edge("a", "b", (Mention("a", 0, 6),))) is None


def record(id: str, *related: tuple[str, str], status: Status = Status.FOUND, **facts: Any) -> Record:
    return Record(id, status, related=tuple(Related(other, role) for other, role in related), **facts)


DRAFT = "A/C.3/74/L.24/Rev.1"


@pytest.mark.parametrize(
    "told", [record("A/RES/74/174", (DRAFT, "draft")), record(DRAFT, ("A/RES/74/174", "resolution"))]
)
def test_a_resolution_and_its_draft_are_one_node(cite: Cite, told: Record) -> None:
    graph = build_graph([cite(DRAFT, kind="document"), cite("A/RES/74/174")], {told.id: told})
    assert ends(graph) == [("a.txt", "A/RES/74/174")]
    assert node(graph, "A/RES/74/174").also == (DRAFT,)


def test_a_document_that_is_the_draft_is_the_resolution(cite: Cite) -> None:
    told = record("A/RES/74/174", (DRAFT, "draft"))
    graph = build_graph([cite("A/RES/74/174", "b.txt")], {told.id: told}, {"draft.txt": Identity(DRAFT)})
    assert node(graph, "A/RES/74/174").documents == ("draft.txt",)


@pytest.mark.parametrize(
    "told",
    [
        [record("A/RES/74/174", (DRAFT, "draft")), record("A/RES/74/175", (DRAFT, "draft"))],
        [record("A/RES/34/65A", (DRAFT, "draft"))],
        [record("A/RES/74/174", (DRAFT, "report"))],
        [record("A/74/396", (DRAFT, "draft"))],
    ],
)
def test_what_may_be_the_draft_of_another_is_a_node_of_its_own(cite: Cite, told: list[Record]) -> None:
    graph = build_graph([cite(DRAFT, kind="document"), cite(told[0].id)], {one.id: one for one in told})
    assert [n.id for n in graph.nodes] == ["a.txt", DRAFT, told[0].id]


def test_the_record_of_a_draft_does_not_say_what_became_of_the_resolution(cite: Cite) -> None:
    records = {
        "A/RES/74/174": record("A/RES/74/174", status=Status.UNREACHABLE),
        DRAFT: record(DRAFT, ("A/RES/74/174", "resolution"), title="Countering abuse"),
    }
    one = node(build_graph([cite(DRAFT), cite("A/RES/74/174")], records), "A/RES/74/174")
    assert (one.status, one.title) == ("unreachable", "Countering abuse")


def test_a_node_has_what_the_record_has(cite: Cite) -> None:
    told = record(
        "A/RES/74/174",
        session="74",
        subjects=("CHILD ABUSE",),
        files={"en": "https://e.org/1-EN.pdf", "fr": "file:///etc/passwd"},
    )
    one = node(build_graph([cite(told.id), cite("A/RES/2200(XXI)A")], {told.id: told}), told.id)
    assert (one.session, one.subjects, one.files) == (
        "74",
        ("CHILD ABUSE",),
        {"en": "https://e.org/1-EN.pdf"},
    )
    assert node(build_graph([cite("A/RES/2200(XXI)A")], {}), "A/RES/2200(XXI)A").session == "XXI"


def test_what_stands_behind_an_edge_is_told(cite: Cite) -> None:
    place = {"part": "operative", "relation": "decides", "verb": "endorses", "note": "3"}
    (edge,) = build_graph([cite("crc", start=10, **place)], {}).edges
    assert edge.citations == (Mention("a.txt", 10, 16, "decides", "endorses", "operative", None, "3"),)


def test_a_graph_is_built_as_documents_come(cite: Cite) -> None:
    builder = GraphBuilder()
    for name in ("a.txt", "b.txt"):
        builder.document(name, Identity())
        builder.add(cite("A/RES/74/174", name, date="2019"))
        builder.add(cite(None, name, also=("crc",)))
        builder.add(cite("A/RES/74/174", name, date="2019-12-18"))
    assert list(builder.cited) == ["A/RES/74/174"]
    assert builder.cited["A/RES/74/174"].date == "2019-12-18"
    assert builder.count == 6
    graph = builder.finish({})
    assert [n.id for n in graph.nodes] == ["a.txt", "b.txt", "A/RES/74/174"]
    assert [edge.count for edge in graph.edges] == [2, 2]
    assert (graph.edges[-1], graph.edges[:1]) == (tuple(graph.edges)[1], (graph.edges[0],))
    assert len(graph.open) == 2


def test_a_treaty_is_one_node_by_name_volume_and_number() -> None:
    text = (
        "Recalling the Convention on the Rights of the Child,1 the Convention,\n\n"
        "____\n1 United Nations, Treaty Series, vol. 1577, No. 27531.\n"
    )
    graph = build_graph(extract(Document("a.txt", text, notes=find_notes(text))), {})
    assert ends(graph) == [("a.txt", "crc")]
    assert graph.edges[0].notes == 1
    assert graph.edges[0].count >= 2
