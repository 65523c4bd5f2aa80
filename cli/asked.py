"""What is asked for on the command line and in lists: ids, symbols, citations as a text prints them."""

from __future__ import annotations

import os
import re
import sys
from textwrap import shorten
from typing import TYPE_CHECKING

from ..citations.extract import extract
from ..citations.model import Citation
from ..documents.encodings import decode
from ..documents.model import Document, UnreadableDocument
from ..instruments.identifiers import Identifier, NotAnIdentifier, parse
from ..instruments.links import symbol_in
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
            yield from listed("standard input", sys.stdin.buffer.read(), language, skipped)
        elif one.endswith(".jsonl"):
            with skipped.when_unreadable(one):
                yield from citations_in(one)
        else:
            yield from _meant(one, language, skipped)


def listed(name: str, data: bytes, language: str | None, skipped: Skipped) -> Iterator[Meant]:
    """Yield the same of a list, a citation a line; lines that are empty or begin with # are passed over."""
    with skipped.when_unreadable(name):
        text, _ = decode(data)
        for found in _LINES.finditer(text):
            line = found[0].strip()
            if line and not line.startswith("#"):
                yield from _meant(line, language, skipped)


def meant_by(text: str, language: str | None) -> Iterator[Meant]:
    """Yield what free words mean. Raises `UnreadableDocument` where they mean nothing that unxref knows."""
    try:
        yield parse(symbol_in(text) or text)
    except NotAnIdentifier as error:
        found = list(extract(Document(text, text), language))
        if not found:
            raise UnreadableDocument(f"not understood: {_why(text, error)}") from error
        for citation in found:
            if citation.id is None:
                say(f"{text}: open, may mean {' or '.join(citation.also) or 'several'}")
            yield citation


def question(text: str) -> str:
    """Ask whether something very near was meant; empty where nothing is."""
    near = [(one.id, shorten(one.label or "", _LABEL, placeholder="…")) for one in suggestions(text)]
    named = (f"{id} ({label})" if label else id for id, label in near)
    return f"did you mean {' or '.join(named)}?" if near else ""


_LINES = re.compile(r"[^\r\n]+")
_LABEL = 60
"""How many characters of a name or title a question has at most."""


def _meant(text: str, language: str | None, skipped: Skipped) -> Iterator[Meant]:
    """Yield what a line means: an id, a citation that `extract` printed, or words as a document has them."""
    with skipped.when_unreadable(text):
        if text.startswith("{"):
            yield citation_of(text)
        else:
            yield from meant_by(text, language)


def _why(text: str, error: NotAnIdentifier) -> str:
    """Say what may be meant, or why a text means nothing."""
    if os.path.isfile(text):
        return (
            f"a file: `unxref resolve < {text}` looks up what it lists, `unxref graph {text}` what it cites"
        )
    return question(text) or str(error).removeprefix(f"{text!r}: ")
