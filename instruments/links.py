"""The address that follows from an identifier alone, and back; none is made up where no document is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from . import series, table
from .identifiers import parse
from .numerals import arabic

if TYPE_CHECKING:
    from .model import Identifier

_DOCUMENT = "https://docs.un.org/{language}/{symbol}"
_STATUS = "https://treaties.un.org/Pages/ViewDetails.aspx?src=TREATY&mtdsg_no={ref}&chapter={chapter}&clang=_{language}"
_ENTRY = "https://treaties.un.org/Pages/showDetails.aspx?objid={objid}&clang=_{language}"
_DOCUMENT_LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
_TREATY_LANGUAGES = ("en", "fr")


def link(identifier: Identifier, language: str = "en") -> str | None:
    """Return the address of the document or treaty, or of what contains it; None where none follows.

    `language` is an ISO 639-1 code; where a service has no such language, its English page is meant.
    """
    if identifier.series == "named":
        return _named(table.named()[identifier.id], language)
    target = _target(identifier)
    return _document(target, language) if target and not _is_address(target) else target


def published_as(identifier: Identifier) -> str | None:
    """Return the symbol of the document that a numbered act is or stands in; None where none is known.

    `A/RES/217(III)` for a part of it, since the whole has the symbol. A named instrument has none of its own.
    """
    target = None if identifier.series == "named" else _target(identifier)
    return None if target is None or _is_address(target) else target


def symbol_in(address: str) -> str | None:
    """Return the symbol, as it is spelled there, in the address of a document: docs.un.org/en/A/RES/74/174.

    So have addresses of undocs.org, and old ones of un.org (`view_doc.asp?symbol=…`). None in other texts.
    """
    found = _ADDRESS.fullmatch(address.strip())
    return unquote(found["path"] or found["query"]).strip("/ ") if found else None


_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?(?:"
    r"(?:undocs|un)\.org/[^?#]*\?(?:.*&)?(?:Final)?symbol=(?P<query>[^&#]+).*"
    r"|(?:undocs\.org|docs\.un\.org)/(?:(?:ar|en|es|fr|ru|zh)/)?(?P<path>[^?#]+)(?:[?#].*)?"
    r")",
    re.IGNORECASE,
)


def _target(identifier: Identifier) -> str | None:
    """Return the symbol or the address that the table of series links to."""
    if identifier.series == "symbol":
        return identifier.id
    form = series.form_of(identifier)
    if not form or not form.link:
        return None
    return form.link.format(id=identifier.id, session=identifier.session, number=identifier.number)


def _is_address(target: str) -> bool:
    return target.startswith("https:")


def _named(instrument: table.Named, language: str) -> str | None:
    """Link a treaty to what the depositary says of it, anything else to the document that carries it."""
    clang = language if language in _TREATY_LANGUAGES else "en"
    if instrument.mtdsg:
        chapter = arabic(instrument.mtdsg.partition("-")[0])
        return _STATUS.format(ref=instrument.mtdsg, chapter=chapter, language=clang)
    if instrument.objid:
        return _ENTRY.format(objid=instrument.objid, language=clang)
    if instrument.symbol:
        return link(parse(instrument.symbol), language)
    if instrument.series and instrument.volume:
        form = next(form for form in series.forms() if form.series == instrument.series)
        return form.link.format(session=instrument.volume)
    return None


def _document(symbol: str, language: str) -> str:
    spoken = language if language in _DOCUMENT_LANGUAGES else "en"
    return _DOCUMENT.format(language=spoken, symbol=quote(symbol, safe="/()"))
