"""How the stand-in for the Official Document System answers: files behind redirects, and a page for errors."""

from __future__ import annotations

from urllib.parse import quote

from library import documents_of
from reply import PAGE, Reply, moved
from texts import text_file

ACCESS = "/api/symbol/access"
FILES = "/doc/UNDOC/GEN"
ERROR = "/error"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 500
FORMS = ("pdf", "docx", "doc")
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000
"""How a file of Word's before 2007 begins, and no more of it."""
ODD = {
    "A/75/6(Sect.26)": "empty",
    "E/2007/30/Rev.1": "docx",
    "A/74/10": "doc",
    "E/2017/30": "fr",
}
"""Documents without bytes, in one form only, in French only."""


def ods_answer(path: str, query: dict[str, str]) -> Reply | None:
    """Answer a request; None where the path is none of the system's."""
    if path == ACCESS:
        return _access(query.get("s", ""), query.get("l", ""), query.get("t", ""))
    if path.startswith(FILES):
        return Reply(_file(path.removeprefix(f"{FILES}/")), kind="application/octet-stream")
    return Reply(PAGE) if path.startswith(ERROR) else None


def _file(name: str) -> bytes:
    stem, _, form = name.rpartition(".")
    symbol, _, language = stem.rpartition("-")
    return DOC if form == "doc" else text_file(symbol, language, form)


def _access(symbol: str, language: str, form: str) -> Reply:
    error = f"{ERROR}?symbol={quote(symbol)}"
    instead = {"wrong": Reply(PNG, kind="image/png"), "nothing": moved(error)}
    languages = _languages(symbol)
    odd = ODD.get(symbol, "")
    if language not in languages or (odd == "fr" and language != "fr"):
        return moved(error, instead)
    if odd == "empty":
        return Reply(b"", kind="application/pdf")
    if form not in FORMS or (odd in FORMS and form != odd):
        return Reply(PAGE, 404)
    return moved(f"{FILES}/{quote(symbol, safe='')}-{language}.{form}", instead)


def _languages(symbol: str) -> tuple[str, ...]:
    """Return the languages of a document; a letter set off as printed, no blank before a year's brackets."""
    for document in documents_of(symbol):
        spelled = [one.replace(" (", "(") for one in (document.printed, *document.symbols)]
        if symbol in spelled and symbol:
            return tuple(language.lower() for language in document.languages)
    return ()
