"""The tables that a result is kept in, as data: their columns, what the columns hold, and how they join."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO, cast

from ..citations.model import Citation
from ..resolvers.interface import Record
from .data import write_rows

if TYPE_CHECKING:
    from collections.abc import Iterator


class Column(NamedTuple):
    """A column, whose cells are as JSON has them, None where a fact is absent."""

    name: str
    kind: str = "text"
    """text, integer, texts, pinpoint, files, related, sources; object for any JSON."""


class Table(NamedTuple):
    """A table and how it joins the others."""

    name: str
    columns: tuple[Column, ...]
    key: str | None = None
    """The column that says which row is which."""
    joins: Mapping[str, str] = {}
    """Columns that name a row of another table: to which table."""


Row = Mapping[str, Any]
"""Cells by the names of their columns."""
Add = Callable[[Table, Iterable[Row]], None]
"""What adds rows at the end of a table."""

_KINDS = {
    "int": "integer",
    "int | None": "integer",
    "tuple[str, ...]": "texts",
    "Pinpoint | None": "pinpoint",
    "Mapping[str, str]": "files",
    "tuple[Related, ...]": "related",
    "tuple[Source, ...]": "sources",
}
"""What a column holds, by the type of the field that it comes from; text where the type is not here."""


def _columns(made: type[Citation | Record]) -> tuple[Column, ...]:
    return tuple(Column(f.name, _KINDS.get(cast("str", f.type), "text")) for f in fields(made))


DOCUMENTS = Table(
    "documents",
    (
        Column("number", "integer"),
        *map(Column, ("path", "symbol", "title", "body", "date", "language", "sha256")),
        *(Column(n, "integer") for n in ("size", "pages", "characters", "citations", "open", "repaired")),
        Column("cause"),
    ),
    key="number",
)
"""A row for each document in the order of reading, those that could not be read with the cause."""
CITATIONS = Table(
    "citations",
    (Column("number", "integer"), Column("document_number", "integer"), *_columns(Citation)),
    key="number",
    joins={"document_number": "documents", "id": "instruments"},
)
"""A row for each citation in the order of reading."""
INSTRUMENTS = Table(
    "instruments",
    (Column("id"), Column("kind"), Column("citations", "integer"), *_columns(Record)[1:]),
    key="id",
)
"""A row for each distinct instrument in the order of first mention."""
RUN = Table(
    "run",
    (
        *map(Column, ("schema", "unxref", "grammar", "tables", "python", "platform", "command")),
        *(Column(name, "object") for name in ("options", "counts", "inputs", "resolvers")),
    ),
)
"""One row: the manifest of the run, without what differs from one run to the next."""
TABLES = (DOCUMENTS, CITATIONS, INSTRUMENTS)
"""Those that join."""


def write_citations_csv(citations: Iterable[Row], to: TextIO) -> None:
    """Write a row for each citation as JSON has it; `; ` stands between several values."""
    columns = _columns(Citation)
    rows = ([_cell(column.kind, plain[column.name]) for column in columns] for plain in citations)
    write_rows((column.name for column in columns), rows, to)


def storable(row: Row, table: Table) -> Iterator[Any]:
    """Yield the cells of a row, in whose texts what UTF-8 cannot hold is escaped as JSON escapes it."""
    return (_storable(row[column.name]) for column in table.columns)


def _cell(kind: str, value: Any) -> str | int | None:
    if kind == "texts":
        return "; ".join(value)
    return value and value["text"] if kind == "pinpoint" else value


def _storable(value: Any) -> Any:
    if isinstance(value, str):  # a lone surrogate comes from a file name that is not UTF-8
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {key: _storable(one) for key, one in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_storable(one) for one in cast("list[Any]", value)]
    return value
