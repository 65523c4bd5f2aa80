"""What is asked for on the command line and in lists: ids, symbols, citations as a text prints them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..citations.extract import extract
from ..documents.model import Document, UnreadableDocument
from ..instruments.identifiers import NotAnIdentifier, parse
from .inputs import citation_of, citations_in
from .messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .inputs import Skipped


def asked(given: Iterable[str], language: str | None, skipped: Skipped) -> Iterator[str | None]:
    """Yield the id of each citation, None where it is open; `-` is standard input, a citation a line."""
    for one in given:
        if one == "-":
            yield from listed(sys.stdin.buffer, language, skipped)
        elif one.endswith(".jsonl"):
            with skipped.when_unreadable(one):
                yield from (citation.id for citation in citations_in(one))
        else:
            yield from _meant(one, language, skipped)


def listed(lines: Iterable[bytes], language: str | None, skipped: Skipped) -> Iterator[str | None]:
    """Yield the same of lines."""
    for line in lines:
        text = line.decode("utf-8", "replace").strip("\ufeff \t\r\n")
        if text:
            yield from _meant(text, language, skipped)


def _meant(text: str, language: str | None, skipped: Skipped) -> Iterator[str | None]:
    """Yield what a line means: an id, a citation that `extract` printed, or words as a document has them."""
    with skipped.when_unreadable(text):
        if text.startswith("{"):
            yield citation_of(text).id
        else:
            yield from _read(text, language)


def _read(text: str, language: str | None) -> Iterator[str | None]:
    """Yield what free words mean. Raises `UnreadableDocument` where they mean nothing that unxref knows."""
    try:
        yield parse(text).id
    except NotAnIdentifier as error:
        found = list(extract(Document(text, text), language))
        if not found:
            reason = str(error).removeprefix(f"{text!r}: ")
            raise UnreadableDocument(f"not understood: {reason}") from error
        for citation in found:
            if citation.id is None:
                say(f"{text}: open, may mean {' or '.join(citation.also) or 'several'}")
            yield citation.id
