"""What is asked for on the command line and in lists: ids, symbols, citations as a text prints them."""

from __future__ import annotations

import sys
from textwrap import shorten
from typing import TYPE_CHECKING

from ..citations.extract import extract
from ..citations.model import Citation
from ..documents.model import Document, UnreadableDocument
from ..instruments.identifiers import Identifier, NotAnIdentifier, parse
from ..instruments.suggest import suggestions
from .inputs import citation_of, citations_in
from .messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .inputs import Skipped

Meant = Identifier | Citation
"""What is asked for comes to; its id is None where a citation is open."""


def asked(given: Iterable[str], language: str | None, skipped: Skipped) -> Iterator[Meant]:
    """Yield what each citation means; `-` is standard input, a citation a line."""
    for one in given:
        if one == "-":
            yield from listed(sys.stdin.buffer, language, skipped)
        elif one.endswith(".jsonl"):
            with skipped.when_unreadable(one):
                yield from citations_in(one)
        else:
            yield from _meant(one, language, skipped)


def listed(lines: Iterable[bytes], language: str | None, skipped: Skipped) -> Iterator[Meant]:
    """Yield the same of lines."""
    for line in lines:
        text = line.decode("utf-8", "replace").strip("\ufeff \t\r\n")
        if text:
            yield from _meant(text, language, skipped)


def question(text: str) -> str:
    """Ask whether something very near was meant; empty where nothing is."""
    near = [(one.id, shorten(one.label or "", _LABEL, placeholder="…")) for one in suggestions(text)]
    named = (f"{id} ({label})" if label else id for id, label in near)
    return f"did you mean {' or '.join(named)}?" if near else ""


_LABEL = 60
"""How many characters of a name or title a question has at most."""


def _meant(text: str, language: str | None, skipped: Skipped) -> Iterator[Meant]:
    """Yield what a line means: an id, a citation that `extract` printed, or words as a document has them."""
    with skipped.when_unreadable(text):
        if text.startswith("{"):
            yield citation_of(text)
        else:
            yield from _read(text, language)


def _read(text: str, language: str | None) -> Iterator[Meant]:
    """Yield what free words mean. Raises `UnreadableDocument` where they mean nothing that unxref knows."""
    try:
        yield parse(text)
    except NotAnIdentifier as error:
        found = list(extract(Document(text, text), language))
        if not found:
            reason = question(text) or str(error).removeprefix(f"{text!r}: ")
            raise UnreadableDocument(f"not understood: {reason}") from error
        for citation in found:
            if citation.id is None:
                say(f"{text}: open, may mean {' or '.join(citation.also) or 'several'}")
            yield citation
