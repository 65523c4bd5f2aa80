import pytest

from unxref.graph.flat import (
    EDGE_TYPES,
    NODE_TYPES,
    Span,
    by_session,
    edge_facts,
    node_facts,
    span,
    when,
    year,
)
from unxref.graph.model import Edge, Mention, Node
from unxref.resolvers.interface import Related


def node(date: str | None = None, body: str | None = None, session: str | None = None) -> Node:
    return Node("x", "resolution", "x", None, date, body, None, None, session=session)


@pytest.mark.parametrize(
    ("one", "years", "said"),
    [
        (node("2019-12-18", "General Assembly", "74"), (2019, 2019), "2019-12-18"),
        (node("1964"), (1964, 1964), "1964"),
        (node(None, "Security Council", "2013"), (2013, 2013), "2013"),
        (node(None, "Human Rights Council", "S-35"), (2022, 2022), "2022"),
        (node(None, "General Assembly", "74"), (2019, 2020), "session 74, 2019–2020"),
        (node(None, "General Assembly", "XXX"), (1975, 1976), "session XXX, 1975–1976"),
        (node(None, "General Assembly", "ES-10"), None, None),  # since 1997, and only adjourned
        (node(None, None, "78"), None, None),
        (node(), None, None),
    ],
)
def test_years_are_those_of_the_date_or_the_session_and_one_alone_is_certain(
    one: Node, years: Span | None, said: str | None
) -> None:
    assert span(one) == years
    assert when(one) == said
    assert year(one) == (years[0] if years and years[0] == years[1] else None)
    assert by_session(one) == bool(said and said.startswith("session"))


def test_several_values_stand_in_one() -> None:
    one = Node(
        *("A/RES/44/25", "treaty", "CRC", None, None, None, "found", None),
        also=("crc", "x"),
        subjects=("CHILDREN", "TREATIES"),
        files={"en": "https://e.org/en", "fr": "https://e.org/fr"},
        families=(Related("untoc", "protocol-to"),),
    )
    facts = node_facts(one)
    assert facts["also"] == "crc; x"
    assert facts["subjects"] == "CHILDREN; TREATIES"
    assert facts["files"] == "en https://e.org/en; fr https://e.org/fr"
    assert facts["families"] == "protocol-to untoc"
    assert facts["title"] is facts["year"] is facts["documents"] is None


def test_what_is_held_is_what_is_declared() -> None:
    edge = Edge("a", "b", (Mention("a", 5, 11, "recalls", "endorses", "preamble", "para. 2", "1"),))
    facts = edge_facts(edge)
    assert list(facts) == list(EDGE_TYPES)
    assert list(node_facts(node())) == list(NODE_TYPES)
    assert facts == {
        "count": 1,
        "relation": "recalls",
        "relations": "recalls; endorses",
        "relation_counts": "recalls 1; endorses 1",
        "pinpoints": "para. 2",
        "preamble": 1,
        "operative": 0,
        "annex": 0,
        "notes": 1,
        "citations": "a 5-11",
    }
