"""The Official Document System: whether a document is there, and in which language and form."""

from __future__ import annotations

from contextlib import aclosing
from enum import Enum, auto
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from ..instruments.identifiers import parse
from ..instruments.links import published_as
from ..instruments.table import carried_by, resolution_facts
from .carriers import by_document, document_of, said_of
from .http import Service
from .interface import Record, Status
from .settings import ODS
from .spellings import whole
from .together import as_they_come

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence

    from ..cache.pace import Pace
    from ..instruments.identifiers import Identifier
    from .http import Answer
    from .settings import Settings

PATH = "/api/symbol/access"
"""Where a document is to be had: `s` is its symbol, `l` the language, `t` the form."""


class Said(Enum):
    """What an answer says."""

    FILE = auto()
    NO_DOCUMENT = auto()
    NO_FORM = auto()
    NOTHING = auto()


class Ods:
    """Documents by their symbol: the PDF in English, else in French, else the Word file in English.

    Found is what begins as such a file does. Not found is a symbol of which every request, for each language
    and form, ended at the page that says so (a redirect to `/error`). A form that is missing (404), no bytes
    or other bytes prove nothing. Of a part even less is proven: `75/254 B` may stand in `75/254 A-C`, and the
    whole of `217 (III)` is there for any letter, so it counts only for parts that our tables know.
    """

    name = "ods"
    version = 1

    def __init__(self, settings: Settings, pace: Pace) -> None:
        self.address = settings.ods_url
        self._settings = settings
        self._pace = pace

    def covers(self, identifier: Identifier) -> bool:
        """Whether there is a document of its own, or one that it stands in, under a symbol."""
        return _document(identifier) is not None

    async def look_up(self, identifiers: Sequence[Identifier]) -> AsyncGenerator[Record, None]:
        """Yield a record for each identifier; a document that several of them stand in is tested once."""
        wanted = by_document(identifiers, _document)
        async with Service(self.address, self._settings, self._pace) as service:
            tests = as_they_come(_look_up(service, document) for document in wanted)
            async with aclosing(tests) as records:
                async for document, record in records:
                    for identifier in wanted[document]:
                        yield _said_of(identifier, document, record)


def judged(answer: Answer, form: str) -> Said:
    """Return what an answer to a request for such a form says."""
    if answer.status is Status.NOT_FOUND:
        return Said.NO_FORM
    if answer.status is Status.FOUND and _ERROR in answer.path:
        return Said.NO_DOCUMENT
    return Said.FILE if answer.body.startswith(_SIGNATURES[form]) else Said.NOTHING


def spellings(document: Identifier) -> Iterator[str]:
    """Yield the symbol, and with its letter set off: which of them is taken is not known."""
    yield document.id
    if document.part:
        yield f"{whole(document)} {document.part}"


def address_of(query: Mapping[str, str]) -> str:
    """Return the public address of a file."""
    return f"{ODS}{PATH}?{urlencode(query, safe='/()')}"


_WORD = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_SIGNATURES = {"pdf": (b"%PDF",), "docx": _WORD, "doc": _WORD}
"""How the files of a form begin."""
_BEGINNING = 16
"""Bytes of a file that are asked for: enough to tell of which kind it is."""
_ERROR = "/error"
"""In the path of the page to which a request for an unknown symbol is sent on."""
_FORMS = (
    ("en", "pdf"),
    ("fr", "pdf"),  # of the early years there is often nothing else
    ("en", "docx"),
    ("en", "doc"),
)
"""Language and form, in the order in which they are asked for."""


def _document(identifier: Identifier) -> Identifier | None:
    """Return the document that an instrument is, or stands in; None where none is known by a symbol."""
    document = document_of(identifier)
    symbol = document and published_as(document)
    return parse(symbol) if symbol else None


def _said_of(identifier: Identifier, document: Identifier, record: Record) -> Record:
    """Return what the document says of an instrument in it; of a part whose letter nobody knows, nothing."""
    act = document_of(identifier) or document
    missing = act.part and record.status is Status.NOT_FOUND
    if missing or (act != document and not _is_known(identifier)):
        return Record(identifier.id, Status.UNCLEAR)
    return said_of(identifier, document, record)


def _is_known(identifier: Identifier) -> bool:
    """Whether our tables know that there is such an instrument: a whole does not tell which parts it has."""
    id = identifier.id
    return identifier.series == "named" or resolution_facts(id) is not None or bool(carried_by(id))


async def _look_up(service: Service, document: Identifier) -> tuple[Identifier, Record]:
    said: set[Said] = set()
    for language, form in _FORMS:
        if form == "doc" and Said.NO_FORM not in said:
            break
        for symbol in spellings(document):
            query = {"s": symbol, "l": language, "t": form}
            saying = judged(await service.get(PATH, query, first=_BEGINNING), form)
            if saying is Said.FILE:
                files = {language: address_of(query)}
                return document, Record(document.id, Status.FOUND, files=files)
            said.add(saying)
            if saying is Said.NOTHING:
                return document, Record(document.id, Status.UNCLEAR)
    proven = said == {Said.NO_DOCUMENT}
    return document, Record(document.id, Status.NOT_FOUND if proven else Status.UNCLEAR)
