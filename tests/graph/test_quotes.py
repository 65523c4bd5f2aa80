from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.citations.model import Citation
from unxref.graph.build import build_graph
from unxref.graph.model import Mention
from unxref.graph.quotes import PER_EDGE, quote, quotes

Cite = Callable[..., Citation]


def around(text: str, cited: str) -> str:
    start = text.index(cited)
    found = quote(text, Mention("a.txt", start, start + len(cited)))
    assert found.cited == " ".join(cited.split())
    return f"{found.before}[{found.cited}]{found.after}"


@pytest.mark.parametrize(
    ("text", "cited", "sentence"),
    [
        ("We meet. We recall resolution 74/174 of 2019. We part.", "74/174", "We recall resolution [74/174] of 2019."),
        ("Recalling resolution 74/174,\n\nNoting", "74/174", "Recalling resolution [74/174],"),
        ("Noting this,\nRecalling resolution 74/174,\nUrging all", "74/174", "Recalling resolution [74/174],"),
        ("wrapped in a\nline, resolution\n74/174 of the\nAssembly;\n2. Urges", "74/174", "wrapped in a line, resolution [74/174] of the Assembly;"),
        ("See para. 4 and vol. XII of No. V, resolution 74/174", "74/174", "See para. 4 and vol. XII of No. V, resolution [74/174]"),
        ("Mr. A. Smith cites 74/174. So", "74/174", "Mr. A. Smith cites [74/174]."),
        ("前一句。回顾第74/174号决议。后一句。", "74/174", "回顾第[74/174]号决议。"),
        ("So? Does resolution 74/\n174 say so? It does.", "74/\n174", "Does resolution [74/ 174] say so?"),
    ],
)  # fmt: skip
def test_the_sentence_around_a_citation(text: str, cited: str, sentence: str) -> None:
    assert around(text, cited) == sentence


def test_a_long_sentence_is_cut_between_words() -> None:
    found = quote("word " * 200 + "74/174" + " word" * 200, Mention("a.txt", 1000, 1006))
    assert found.before.startswith("… word ")
    assert found.after.endswith(" word …")
    assert len(found.before) < 300
    assert len(found.after) < 300


@given(st.text(max_size=900), st.integers(0, 900), st.integers(0, 900))
def test_what_is_quoted_stands_in_the_text(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    found = quote(text, Mention("a.txt", start, end))
    plain = "".join(text.split())
    for part in found[1:]:
        assert len(part) < 300
        assert "".join(part.split()).removeprefix("…").removesuffix("…") in plain


def test_each_document_is_asked_for_once_and_a_few_sentences_are_given(cite: Cite) -> None:
    text = "Recalling 74/174. " * 5
    found = [cite("A/RES/74/174", start=10 + 18 * n) for n in range(5)]
    graph = build_graph([*found, cite("crc", start=10), cite("crc", "lost.txt")], {})
    asked: list[str] = []

    def text_of(document: str) -> str | None:
        asked.append(document)
        return text if document == "a.txt" else None

    given = quotes(graph, text_of)
    assert asked == ["a.txt", "lost.txt"]
    assert set(given) == {("a.txt", "A/RES/74/174"), ("a.txt", "crc")}
    several = given["a.txt", "A/RES/74/174"]
    assert len(several) == PER_EDGE
    assert {(one.before, one.cited, one.after) for one in several} == {("Recalling ", "74/174", ".")}
