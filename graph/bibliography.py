"""Bibliographies, for reference managers and LaTeX: BibTeX, RIS and CSL-JSON, one writer for each.

Which field holds what, and why, is in `docs/bibliographies.md`.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, TextIO

from ..resolvers.interface import Record, Status
from ..resolvers.records import merged
from .build import first_symbols, same
from .entries import entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..citations.model import Citation
    from .build import Cited
    from .entries import Entry, Place


def write_bibliography(
    records: Iterable[Record], form: str, to: TextIO, citations: Iterable[Citation | Cited] = ()
) -> None:
    """Write each instrument once, in order of first mention, in one of the formats of `FORMATS`.

    One instrument is what is one node in a graph: a declaration and the resolution that carries it alone.
    `citations` are how texts cite them: their titles and dates stand in, marked, for what a record lacks.
    """
    citations = tuple(citations)
    first = first_symbols(citations)

    @cache
    def instrument(id: str) -> str:
        return same(first.get(id, id))[0]

    records = _each_once(records, instrument)
    cited = (replace(c, id=instrument(c.id)) for c in citations if c.id)
    FORMATS[form](entries(records, cited), to)


def write_bibtex(bibliography: Iterable[Entry], to: TextIO) -> None:
    """Write BibTeX, for biber and for classic BibTeX, which passes over the fields that it does not know."""
    for entry in bibliography:
        treaty = entry.kind == "treaty"
        to.write(f"@{'misc' if treaty else 'techreport'}{{{key(entry.id)},\n")
        to.writelines(f"  {name} = {value},\n" for name, value in _bibtex_fields(entry))
        to.write("}\n\n")


def write_ris(bibliography: Iterable[Entry], to: TextIO) -> None:
    """Write RIS, its lines ended with CR LF as its specification has it."""
    for entry in bibliography:
        treaty = entry.kind == "treaty"
        to.write(f"TY  - {'STAT' if treaty else 'RPRT'}\r\n")
        to.writelines(f"{tag}  - {value}\r\n" for tag, value in _ris_fields(entry))
        to.write("ER  - \r\n\r\n")


def write_csl_json(bibliography: Iterable[Entry], to: TextIO) -> None:
    """Write one array of CSL-JSON items, an item a line."""
    separator = "[\n"
    for entry in bibliography:
        to.write(separator + json.dumps(dict(_csl_fields(entry)), ensure_ascii=False))
        separator = ",\n"
    to.write("\n]\n" if separator == ",\n" else "[]\n")


FORMATS: Mapping[str, Callable[[Iterable[Entry], TextIO], None]] = {
    "bibtex": write_bibtex,
    "ris": write_ris,
    "csl-json": write_csl_json,
}


def key(id: str) -> str:
    """Return the citation key of an instrument: `un-A-RES-74-174`, `un-S-RES-1325_2000`, `un-crc`.

    It holds what LaTeX and BibTeX let a key hold, follows from the id alone, and no two ids share it.
    """
    hyphen = {"-": "+"} if "/" in id else {"-": "-"}  # a stroke becomes a hyphen; short ids have hyphens only
    return "un-" + _NOT_IN_KEYS.sub(
        lambda found: (_IN_KEYS | hyphen).get(found[0], f"++{ord(found[0]):x}."), id.removesuffix(")")
    )


_IN_KEYS = {"/": "-", "(": "_", ")": "_"}
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9.]")


def _each_once(records: Iterable[Record], instrument: Callable[[str], str]) -> Iterator[Record]:
    """Yield one record for each instrument, under its id; what was found goes before what was not."""
    found = dict[str, list[Record]]()
    for record in records:
        found.setdefault(instrument(record.id), []).append(record)
    for id, answers in found.items():
        answers.sort(key=lambda record: record.status is not Status.FOUND)
        yield replace(merged(*answers), id=id)


def _bibtex_fields(entry: Entry) -> Iterator[tuple[str, str]]:
    # Double braces: a name is one name, commas and `and` included, and a title keeps its capitals.
    if entry.body:
        yield "author", f"{{{{{_latex(entry.body)}}}}}"
    else:  # what BibTeX sorts by instead
        yield "key", f"{{{_latex(entry.title)}}}"
    yield "title", f"{{{{{_latex(entry.title)}}}}}"
    if entry.printed:
        yield "howpublished", f"{{{_latex(_cited_as(entry.printed))}}}"
    if entry.kind != "treaty":
        if entry.body:
            yield "institution", f"{{{{{_latex(entry.body)}}}}}"
        yield "type", f"{{{entry.kind}}}"
    if entry.symbol:
        yield "number", f"{{{_latex(entry.symbol)}}}"
    yield from _bibtex_date(entry.date)
    if entry.url:
        yield "url", f"{{{_NOT_IN_URLS.sub(lambda found: f'%{ord(found[0]):02X}', entry.url)}}}"
    if entry.language:
        yield "language", f"{{{_latex(entry.language)}}}"
    yield "annote", f"{{{_latex('; '.join(entry.notes))}}}"


def _bibtex_date(date: str | None) -> Iterator[tuple[str, str]]:
    """Yield the date as biber reads it, and its year and month for classic BibTeX, which knows no other."""
    if date:
        year, *rest = date.split("-")
        yield "date", f"{{{date}}}"
        yield "year", f"{{{year}}}"
        if rest:
            yield "month", _MONTHS[int(rest[0]) - 1]


def _ris_fields(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "TI", entry.title
    if entry.body:  # a comma would divide an author's name into family and given names
        yield ("PB" if "," in entry.body else "AU"), entry.body
    if entry.date:
        year, month, day, *_ = *entry.date.split("-"), "", ""
        yield "PY", year
        yield "DA", f"{year}/{month}/{day}/"
    if entry.kind != "treaty":
        yield "M3", entry.kind
    if entry.symbol:
        yield "SN", entry.symbol
    yield from _placed(entry.printed, _RIS_PLACE)
    if entry.url:
        yield "UR", entry.url
    if entry.language:
        yield "LA", entry.language
    yield "N1", "; ".join(entry.notes)


def _csl_fields(entry: Entry) -> Iterator[tuple[str, Any]]:
    yield "id", key(entry.id)
    yield "type", "treaty" if entry.kind == "treaty" else "report"
    yield "title", entry.title
    if entry.body:
        yield "author", [{"literal": entry.body}]
    if entry.date:
        yield "issued", {"date-parts": [[int(part) for part in entry.date.split("-")]]}
    if entry.kind != "treaty":
        yield "genre", entry.kind
    if entry.symbol:
        yield "number", entry.symbol
    yield from _placed(entry.printed, _CSL_PLACE)
    if entry.url:
        yield "URL", entry.url
    if entry.language:
        yield "language", entry.language
    yield "note", "; ".join(entry.notes)


def _placed(place: Place | None, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield where a treaty is printed, in the fields of a format."""
    for name, fact in fields.items():
        if place and (value := getattr(place, fact)):
            yield name, value


_RIS_PLACE = {"T2": "series", "VL": "volume", "SP": "page", "M1": "registration"}
_CSL_PLACE = {"container-title": "series", "volume": "volume", "page": "page", "number": "registration"}


def _cited_as(place: Place) -> str:
    """Return where a treaty is printed as texts cite it: `…, vol. 1577, p. 3, No. 27531`."""
    page = f", p. {place.page}" if place.page else ""
    number = f", No. {place.registration}" if place.registration else ""
    return f"{place.series}, vol. {place.volume}{page}{number}"


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOT_IN_URLS = re.compile(r"[{}\\\s]")


def _latex(text: str) -> str:
    """Write text so that LaTeX prints it as it is. No brace stands alone: BibTeX counts them."""
    return _LIGATURES.sub("{}", text.translate(_LATEX))


_LATEX = str.maketrans(
    {
        **{character: f"\\{character}" for character in "#$%&_"},
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_LIGATURES = re.compile(
    r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[?!])(?=`)|(?<=,)(?=,)|(?<=<)(?=<)|(?<=>)(?=>)"
)
"""Between characters that LaTeX would make one: `--` a dash, two commas a quotation mark."""
