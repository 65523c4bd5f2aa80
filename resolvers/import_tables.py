"""Tables of resolutions and votes, CSV, to be imported: `tables.toml` says which column holds what."""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ..instruments.identifiers import identified
from . import marc
from .dates import iso
from .interface import Record, Related, Status, is_web
from .lines import LONGEST, lines
from .settings import UNDL
from .stated import CONTAINER, NotOurs, NotReadable, Skipped, Stated
from .symbols import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..instruments.identifiers import Identifier


def records(file: BinaryIO) -> Iterator[Stated | Skipped]:
    """Yield what each row says of a resolution; of rows with one vote each, the first of a record's.

    Raises `NotOurs` where no table has such a header, `NotReadable` where the rest cannot be told apart.
    """
    rows = _rows(file)
    header = next(rows, list[str]())
    source, columns = _table(header)
    told = {fact: said for fact, said in _tables()[source].items() if isinstance(said, str)}
    group: str | None = None
    grouped = "group" in columns
    for row in rows:
        if len(row) != len(header):
            yield Skipped("with too few or too many columns")
        elif any(map(_NO_TEXT.search, row)):
            yield Skipped("with bytes that are no text")
        elif not grouped or row[columns["group"]] != group:
            group = row[columns["group"]] if grouped else None
            yield from _stated(source, told | {fact: row[column].strip() for fact, column in columns.items()})


def is_header(line: bytes) -> bool:
    """Whether a file begins as one of the tables."""
    try:
        _table(next(csv.reader([line.decode("utf-8-sig")])))
    except (ValueError, StopIteration, csv.Error):
        return False
    return True


def symbols(text: str) -> Iterator[str]:
    """Yield the ids of the symbols in a text."""
    for found in _SYMBOL.findall(text):
        if identifier := identified(found.rstrip(".")):
            yield identifier.id


def origin(symbol: str) -> str:
    """Return what a document is from which a resolution came: a draft, or the report that contains it."""
    return "draft" if "/L." in symbol else "report"


_NO_TEXT = re.compile("[\0\ufffd]")
_SYMBOL = re.compile(r"(?<![\w.])[A-Z][\w.]*(?:/[\w.()-]+)+")
_ASSEMBLY_MEETING = re.compile(r"A/(?P<session>[^/]+)/PV\.")
_WITHOUT = re.compile("without|no vote|acclamation|consensus", re.IGNORECASE)
_HEADING = re.compile(r"\['(?P<heading>[^']+(?:'[^',\]]+)*)'")
"""A subject with the list that it is from, as one data set writes them: `['WATER', 'UNBIS Thesaurus']`."""


@cache
def _tables() -> Mapping[str, Mapping[str, str | Mapping[str, str]]]:
    """Return the tables by name: what holds for all rows, and in `columns` what each column holds."""
    return tomllib.loads(Path(__file__).with_name("tables.toml").read_text(encoding="utf-8"))


def _table(header: Sequence[str]) -> tuple[str, dict[str, int]]:
    """Return the table whose columns are all there, and where each fact stands. Raises `NotOurs`."""
    names = [name.strip() for name in header]
    for source, table in _tables().items():
        columns = table["columns"]
        if not isinstance(columns, str) and columns.keys() <= set(names):
            return source, {fact: names.index(column) for column, fact in columns.items()}
    raise NotOurs(f"no table that unxref knows: its header is {', '.join(header)[:80]!r}")


def _rows(file: BinaryIO) -> Iterator[list[str]]:
    """Yield the rows. Raises `NotReadable` where one has no end: what follows may be torn anywhere."""
    reader = csv.reader(_text(file))
    begin, width = 1, 0
    try:
        for row in reader:
            width = width or len(row)
            if len(row) != width and any("\n" in cell for cell in row):
                # A quotation mark too many has swallowed the rows up to the next one.
                raise NotReadable(f"line {begin}: a quotation that ends in another row; the rest is not read")
            begin = reader.line_num + 1
            yield row
    except csv.Error as error:
        raise NotReadable(f"line {reader.line_num}: {error}; the rest is not read") from error


def _text(file: BinaryIO) -> Iterator[str]:
    for number, line in enumerate(lines(file), 1):
        if line is None:
            raise NotReadable(f"line {number} has more than {LONGEST:,} bytes; the rest is not read")
        yield line.decode("utf-8-sig" if number == 1 else "utf-8", "replace")


def _stated(source: str, row: Mapping[str, str]) -> Iterator[Stated | Skipped]:
    symbol = row["symbol"] if "symbol" in row else f"S/RES/{row['security-council']}"
    identifier = identified(symbol)
    if not identifier:
        yield Skipped("without a symbol that unxref knows")
        return
    url = row.get("url") or (f"{UNDL}/record/{row['number']}" if row.get("number", "").isdecimal() else "")
    record = Record(
        id=identifier.id,
        status=Status.FOUND,
        title=marc.plain_title(row.get("title", "").partition("\t")[0]),  # a footnote's text may follow
        date=iso(row.get("date", "")),
        symbol=symbol if "symbol" in row else None,
        url=url if is_web(url) else None,
        body=identifier.body,
        session=identifier.session,
        meeting=_meeting(row.get("meeting", ""), identifier),
        vote=_vote(row),
        subjects=tuple(_subjects(row)),
        related=tuple(dict.fromkeys(_related(row))),
    )
    yield Stated(source, record)
    for part in parts(identifier):
        # What is said of several resolutions together is not quite said of each.
        yield Stated(CONTAINER, replace(record, id=part.id, vote=None))


def _meeting(told: str, act: Identifier) -> str | None:
    """Return the meeting record's id; None for one of another session of the General Assembly: a slip."""
    whole = identified(told)  # written with a blank, too: `A/34/PV. 106`
    symbol = whole.id if whole else next(symbols(told), None)
    of = _ASSEMBLY_MEETING.match(symbol or "")
    return None if of and act.body == "General Assembly" and of["session"] != act.session else symbol


def _vote(row: Mapping[str, str]) -> str | None:
    """Return the totals; `without vote` where the row says so, or the table by noughts for all of them."""
    if _WITHOUT.search(row.get("modality", "")):
        return "without vote"
    totals = [row.get(fact, "").removesuffix(".0") for fact in ("yes", "no", "abstaining")]
    if not all(total.isascii() and total.isdecimal() for total in totals):
        return None
    counts = list(map(int, totals))
    return "-".join(map(str, counts)) if any(counts) else row.get("noughts")


def _subjects(row: Mapping[str, str]) -> Iterable[str]:
    listed = (heading.strip() for heading in row.get("subjects", "").split("|"))
    headings = (match["heading"].strip() for match in _HEADING.finditer(row.get("headings", "")))
    return dict.fromkeys(filter(None, (*listed, *headings)))


def _related(row: Mapping[str, str]) -> Iterator[Related]:
    for fact, role_of in _ROLES.items():
        for symbol in symbols(row.get(fact, "")):
            yield Related(symbol, role_of(symbol))


_ROLES: Mapping[str, Callable[[str], str]] = {
    "draft": lambda _: "draft",
    "report": lambda _: "report",
    "origin": origin,
}
