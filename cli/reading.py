"""A document read for its citations: what a process makes of a path, ready to be printed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..citations.extract import extract
from ..citations.model import to_json
from ..documents.model import UnreadableDocument
from .inputs import document_at

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Read:
    """What was read at a path."""

    path: str
    lines: Sequence[str] = ()
    """A line of JSON for each citation."""
    ids: Sequence[str | None] = ()
    """The id of each citation."""
    unreadable: str | None = None
    """Why it could not be read."""


def read_for_citations(path: str, *, language: str | None, ignore_links: bool) -> Read:
    """Read the document at a path and return its citations."""
    try:
        document = document_at(path, ignore_links=ignore_links)
    except UnreadableDocument as error:
        return Read(path, unreadable=str(error))
    citations = list(extract(document, language))
    lines = [json.dumps(to_json(citation), ensure_ascii=False) + "\n" for citation in citations]
    return Read(path, lines, [citation.id for citation in citations])
