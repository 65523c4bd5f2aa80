"""Documents in Akoma Ntoso as the UN publishes them (UNxml), to be imported: what they say of themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from ..instruments.identifiers import identified
from ..instruments.links import link
from . import markup
from .dates import iso
from .import_tables import origin, symbols
from .interface import Record, Related, Status
from .stated import NotReadable, Skipped, Stated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element


SOURCES = {code: f"unxml-{code}" for code in ("en", "fr", "es", "ru", "zh", "ar")}
"""By the language of a document, what it is as a source."""


def records(file: BinaryIO) -> Iterator[Stated | Skipped]:
    """Yield what the document says of itself. Raises `NotReadable`."""
    body = file.read(_LARGEST + 1)
    if len(body) > _LARGEST:
        raise NotReadable(f"more than {_LARGEST // 1_000_000} MB for one document")
    try:
        yield _stated(markup.parse(body))
    except markup.NotXML as error:
        raise NotReadable(f"no Akoma Ntoso: {error}") from error
    except RecursionError as error:
        raise NotReadable("no Akoma Ntoso: elements inside elements without end") from error


_LARGEST = 8_000_000
"""Bytes of a document. Long resolutions have a tenth of it."""
_LANGUAGES = {"eng": "en", "fra": "fr", "spa": "es", "rus": "ru", "zho": "zh", "ara": "ar"}
_NUMBER = re.compile(r"^[\d/]+\s*[A-Z]?\.\s+")
"""A resolution's number before its title, where both stand in one element."""


def _stated(root: Element) -> Stated | Skipped:
    symbol = _text(root.find(".//{*}coverPage//{*}docNumber[@refersTo='#symbol']"))
    identifier = identified(symbol or "")
    if not identifier:
        return Skipped("without a symbol that unxref knows" if symbol else "without a symbol")
    language = _LANGUAGES.get(_attribute(root, "FRBRExpression/{*}FRBRlanguage", "language"))
    if not language:
        return Skipped("in a language that is none of the six")
    address = link(identifier, language)
    record = Record(
        id=identifier.id,
        status=Status.FOUND,
        title=_title(root),
        date=_date(root, "FRBRWork", "adoption"),
        published=_date(root, "FRBRExpression", "publication"),
        symbol=symbol,
        files={language: address} if address else {},
        body=identifier.body,
        session=identifier.session or _attribute(root, "coverPage//{*}session", "value") or None,
        related=tuple(dict.fromkeys(_related(root))),
    )
    return Stated(SOURCES[language], record)


def _title(root: Element) -> str | None:
    title = _text(root.find(".//{*}preface//{*}docTitle[@refersTo='#resolutionTitle']"))
    return (title and _NUMBER.sub("", title).strip("- ")) or None


def _date(root: Element, of: str, name: str) -> str | None:
    return iso(_attribute(root, f"{of}/{{*}}FRBRdate[@name='{name}']", "date"))


def _related(root: Element) -> Iterator[Related]:
    """Yield the document on which it was adopted: `[on the report of … (A/78/481/Add.3)]`."""
    for element in root.iterfind(".//{*}coverPage//{*}inline[@name='originating document']"):
        for symbol in symbols(_text(element) or ""):
            yield Related(symbol, origin(symbol))


def _attribute(root: Element, place: str, name: str) -> str:
    element = root.find(f".//{{*}}{place}")
    return "" if element is None else element.get(name, "")


def _text(element: Element | None) -> str | None:
    """Return the text of an element without its notes, blanks as one; None where there is none."""
    return None if element is None else " ".join("".join(_pieces(element)).split()) or None


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag.rpartition("}")[2] != "authorialNote":
            yield from _pieces(child)
        yield child.tail or ""
