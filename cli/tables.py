"""Readings become tables: documents, citations and instruments that join, and the run."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..citations.model import Identity
from ..graph.tables import CITATIONS, DOCUMENTS, INSTRUMENTS
from ..instruments.identifiers import identified
from ..resolvers.interface import Record, Status, to_json
from ..resolvers.known import known
from .reading import Read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..graph.tables import Add, Row


def write_documents(reads: Iterable[Read], add: Add) -> None:
    """Add the documents and their citations as they are read."""
    documents = cited = 0
    for one in reads:
        for document, citations in _documents(one):
            documents += 1
            add(DOCUMENTS, [{"number": documents, **document}])
            numbers = enumerate(citations, cited + 1)
            add(CITATIONS, ({"number": n, "document_number": documents, **c} for n, c in numbers))
            cited += len(citations)


def write_instruments(
    cited: Mapping[str | None, int], add: Add, records: Mapping[str, Record] | None = None
) -> None:
    """Add the instruments that are cited, with how often each is, and what the lookups found of it.

    Without `records` it is what the package's tables know, and no status.
    """
    add(INSTRUMENTS, (_instrument(id, times, records) for id, times in cited.items() if id is not None))


def document_row(one: Read) -> dict[str, Any]:
    """Return what a reading came to: what the document is, what it measures, what was found in it."""
    identity = one.identity or Identity()
    facts = one.facts
    return {
        "path": one.path,
        "symbol": identity.symbol,
        "title": identity.title,
        "body": identity.body,
        "date": identity.date,
        "language": one.identity and identity.language,
        "sha256": facts and facts.sha256,
        "size": facts and facts.size,
        "pages": facts and facts.pages,
        "characters": facts and facts.characters,
        "citations": len(one.lines),
        "open": sum(id is None for id in one.ids),
        "repaired": facts.repaired if facts else 0,
        "cause": one.unreadable,
    }


def _documents(one: Read) -> Iterator[tuple[Row, list[dict[str, Any]]]]:
    """Yield the row of a document with its citations; of a file of citations, those of each document."""
    citations = [json.loads(line) for line in one.lines]
    if one.facts:
        yield document_row(one), citations
        return
    if one.unreadable is not None:
        yield {**document_row(one), "citations": 0, "open": 0}, []
    for name, of_one in groupby(citations, lambda citation: citation["document"]):
        found = list(of_one)
        counts = {
            "citations": len(found),
            "open": sum(citation["id"] is None for citation in found),
            "repaired": sum(citation["repaired"] is not None for citation in found),
        }
        yield {**document_row(Read(name)), **counts}, found


def _instrument(id: str, times: int, records: Mapping[str, Record] | None) -> dict[str, Any]:
    identifier = identified(id)
    unasked = known(identifier) if identifier else Record(id, Status.NOT_COVERED)
    plain = to_json((records or {}).get(id, unasked))
    if records is None:
        plain["status"] = None
    return {**plain, "kind": identifier.kind if identifier else None, "citations": times}
