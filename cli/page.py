"""The page of a graph, with the sentences that cite: for them the documents are read again."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, TextIO

from .progress import progress
from .reading import text_again

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..graph.build import Graph
    from .reading import How, Read


def noted(reads: Iterable[Read], documents: dict[str, Read]) -> Iterator[Read]:
    """Note by what each document that passes is known again."""
    for one in reads:
        documents[one.path] = replace(one, lines=(), ids=(), identity=None)
        yield one


def write_page(found: Graph, how: How, documents: Mapping[str, Read], file: TextIO) -> None:
    """Write the page, with sentences of those documents that can be read again and are what they were."""
    from ..graph.page import write_html
    from ..graph.quotes import quotes

    with progress("quoting", rated=True) as advance:
        asked = count(1)

        def text_of(document: str) -> str | None:
            advance(next(asked), len(documents))
            return text_again(documents[document], how) if document in documents else None

        sentences = quotes(found, text_of)
    write_html(found, file, sentences)
