"""MARCXML as the UN Digital Library writes it: the fields of a record, and the facts they hold.

Which tag holds what is the library's own usage (UNBIS reference manual; tags 191, 791, 967, 992, 993, 996).
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from ..instruments.identifiers import identified
from . import markup
from .dates import iso
from .interface import Related

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Field:
    """A field: tag, first indicator, subfields as (code, value). A control field has one, its code empty."""

    tag: str
    indicator: str
    subfields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Marc:
    """One record of the library."""

    fields: tuple[Field, ...]

    def values(self, tag: str, codes: str = "a", *, indicator: str | None = None) -> Iterator[str]:
        """Yield the values of a tag's subfields, in the record's order."""
        for field in self.fields:
            if field.tag == tag and indicator in (None, field.indicator):
                yield from (value for code, value in field.subfields if code in codes and value)

    def first(self, tag: str, code: str = "a", *, indicator: str | None = None) -> str | None:
        """Return the first of those values."""
        return next(self.values(tag, code, indicator=indicator), None)


@dataclass(frozen=True, slots=True)
class Page:
    """What a search answered: the number of records found, where it is said, and those that came."""

    total: int | None
    records: tuple[Marc, ...]


ROOTS = ("collection", "record", "response")
"""The outermost element of an export, of one record, and of what the library's programs are answered."""


def read(body: bytes) -> Page:
    """Read the answer of a search, or of the library's interface, which has the collection inside a response.

    Raises `NotXML` where there is no collection of MARC records, or more in it than can be read: it would
    otherwise seem that there are no others.
    """
    total = _TOTAL.search(body)
    found: list[Marc] = []
    for record in records(io.BytesIO(body), ("collection", "response")):
        if record is None:
            raise markup.NotXML("a record too large to be one")
        found.append(record)
    if not (found or _EMPTY.search(body)):
        raise markup.NotXML("no collection of records")
    return Page(int((total[1] or total[2])[:_DIGITS]) if total else None, tuple(found))


def records(file: BinaryIO, roots: tuple[str, ...] = ROOTS) -> Iterator[Marc | None]:
    """Yield the records of a file as it is read, None for one too large to be one. Raises `NotXML`.

    `roots` are the names that the outermost element may have.
    """
    reader = _Reader(roots)
    for _ in markup.stream(file, reader):
        yield from reader.taken()


def is_speech(marc: Marc) -> bool:
    """Whether the record is of a speech: its content code says so, or the collection that it is in."""
    return "B22" in marc.values("089", "b") or "Speeches" in marc.values("989", "abc")


def is_vote(marc: Marc) -> bool:
    """Whether the record is of a vote: it has the symbol of what was voted on in 791, not in 191."""
    return not is_speech(marc) and marc.first("191") is None and marc.first("791") is not None


def number(marc: Marc) -> str | None:
    """Return the number of the record in the library."""
    return marc.first("001", "")


def symbols(marc: Marc) -> tuple[str, ...]:
    """Return the symbols of the document, or of what was voted on, as the library spells them."""
    return (*marc.values("191"), *marc.values("791"))


def printed_symbols(marc: Marc) -> tuple[str, ...]:
    """Return the symbols as printed, where the library supplied part of its own."""
    return (*marc.values("191", "z"), *marc.values("791", "z"))


def title(marc: Marc) -> str | None:
    """Return the title without the statement of what kind of document it is and who adopted it."""
    return plain_title(" ".join(marc.values("245", "ab")))


def plain_title(whole: str) -> str | None:
    """Return a title of the library's without that statement, which it may go on with."""
    return _KIND.sub("", " ".join(whole.split())).strip(" /:;.").replace(" : ", ": ") or None


def adopted(marc: Marc) -> str | None:
    """Return the date of adoption, or of the vote; never the imprint's."""
    told = list(marc.values("992"))
    if is_vote(marc):
        told += marc.values("269")
    told += (note for note in marc.values("500") if note.startswith("Adopted"))
    return next(filter(None, map(iso, told)), None)


def published(marc: Marc) -> str | None:
    """Return the date of publication, from the imprint."""
    return next(filter(None, map(iso, [*marc.values("269"), *marc.values("260", "c")])), None)


def files(marc: Marc) -> dict[str, str]:
    """Return the addresses of the document's files by language: the name of the file tells it, or a code."""
    found: dict[str, str] = {}
    for field in marc.fields:
        code = next((value for sub, value in field.subfields if sub == "y"), "")
        for address in (value for sub, value in field.subfields if field.tag == "856" and sub == "u"):
            named = _FILE.fullmatch(address)
            language = named["language"].lower() if named else code
            if language in _LANGUAGES:
                found.setdefault(language, address)
    return found


def subjects(marc: Marc) -> tuple[str, ...]:
    """Return the subject headings; those of the agenda item where the record has no others."""
    headings = [heading for tag in _SUBJECTS for heading in marc.values(tag)]
    return tuple(dict.fromkeys(headings or marc.values("991", "d")))


def meeting(marc: Marc) -> str | None:
    """Return the symbol of the meeting record."""
    symbol = marc.first("952") or marc.first("993", indicator="4")
    return symbol and _id(symbol)


def vote(marc: Marc) -> str | None:
    """Return in favour, against and abstaining (`78-30-68`), or the words for an adoption without a vote."""
    totals = [marc.first("996", code) for code in "bcd"]
    if all(count and count.isdecimal() for count in totals):
        return "-".join(str(int(count or 0)) for count in totals)
    cast = list(marc.values("967", "d"))
    if cast:
        return "-".join(str(cast.count(choice)) for choice in "YNA")
    told = _ADOPTED.match(marc.first("996") or "")
    return told and told["how"]


def related(marc: Marc) -> tuple[Related, ...]:
    """Return the documents that the record points to."""
    return tuple(
        dict.fromkeys(
            Related(_id(symbol), role)
            for indicator, role in _ROLES.items()
            for symbol in marc.values("993", indicator=indicator)
        )
    )


_TOTAL = re.compile(
    rb"<!--\s*Search-Engine-Total-Number-Of-Results:\s*(\d+)\s*-->|<total>\s*(\d+)\s*</total>"
)
_DIGITS = 18
"""How many of a total are read: no library has so many records."""
_EMPTY = re.compile(rb"<(?:\w+:)?collection\b[^<>]*(?:/>|>\s*</(?:\w+:)?collection\s*>)")
"""A collection with nothing in it: anything else may be an error in a place of records."""
_KIND = re.compile(
    r"\s*:\s*(?:revised |amended )?(?:draft )?(?:resolution|resolultion|decision)s?\s*"
    r"(?:/\s*)?(?:(?:adopted )?by the (?:General Assem|Security Council|Economic and Social Council)[^/:]*)?$"
)
_FILE = re.compile(r"https?://\S+-(?P<language>AR|DE|EN|ES|FR|RU|ZH)\.\w+")
_LANGUAGES = frozenset(("ar", "de", "en", "es", "fr", "ru", "zh"))
_ADOPTED = re.compile(r"Adopted\s+(?P<how>\d+-\d+-\d+|[^,.]+)")
_SUBJECTS = ("650", "651", "630", "610", "611")
_ROLES = {"1": "resolution", "2": "draft", "3": "report", "5": "statement", "6": "amendment"}
"""First indicator of 993. The meeting record (4) has a place of its own in a record."""


class _Reader(markup.WithoutDoctype):
    """Hears a collection, and keeps the records that have ended until they are taken."""

    def __init__(self, roots: tuple[str, ...]) -> None:
        self.heard = 0
        self._roots = roots
        self._ended: list[Marc | None] = []
        self._fields: list[Field] = []
        self._open: tuple[str, str] | None = None
        """Tag and first indicator of the field that is open."""
        self._subfields: list[tuple[str, str]] = []
        self._code: str | None = None
        self._text: list[str] = []
        self._size = 0
        """Characters and elements of the record that is open."""

    def taken(self) -> Iterator[Marc | None]:
        ended, self._ended = self._ended, []
        return iter(ended)

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if not self.heard and name not in self._roots:
            raise markup.NotXML(f"not a collection of records but {name}")
        self.heard += 1
        self._size += 1
        self._text = []
        if name == "record":
            self._fields, self._size = [], 0
        elif name in ("controlfield", "datafield"):
            self._open = attrib.get("tag", "")[:3], attrib.get("ind1", "")[:1].strip()
            self._subfields = []
        code = attrib.get("code", "")[:1] if name == "subfield" else ""
        self._code = code if name in ("subfield", "controlfield") else None

    def data(self, data: str) -> None:
        self.heard += 1
        self._size += len(data)
        if self._code is not None and self._size <= _LARGEST:
            self._text.append(data)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if self._size > _LARGEST:
            self._fields, self._subfields = [], []
        if self._code is not None and name in ("subfield", "controlfield"):
            self._subfields.append((self._code, "".join(self._text).strip()))
            self._code = None
        if self._open and name in ("controlfield", "datafield"):
            self._fields.append(Field(*self._open, tuple(self._subfields)))
            self._open = None
        if name == "record":
            self._ended.append(Marc(tuple(self._fields)) if self._size <= _LARGEST else None)
            self._fields = []


_LARGEST = 1_000_000
"""Characters and elements of one record. The largest, votes of 193 States, have a tenth of it."""


def _id(symbol: str) -> str:
    """Return the id of a symbol; the symbol as it is where unxref does not know such ones."""
    identifier = identified(symbol)
    return identifier.id if identifier else symbol
