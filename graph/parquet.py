"""The tables of a result as a folder of Parquet files, typed, with the manifest among their metadata."""

from __future__ import annotations

import json
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from .tables import RUN, TABLES, storable

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

    from .tables import Add, Row, Table

MANIFEST = "unxref.manifest"
"""The key of the manifest, as JSON, among the metadata of each file."""
FILES = tuple(f"{table.name}.parquet" for table in TABLES)
"""The names of the files."""


@contextmanager
def parquet_folder(folder: Path) -> Generator[Add]:
    """Give what adds rows to the tables of a new folder, which is whole at the end of the `with` statement.

    Rows are written in groups as they come. Raises `ImportError` without pyarrow, `OSError` where the
    folder cannot be written.
    """
    parquet: Any = import_module("pyarrow.parquet")
    folder.mkdir()
    with ExitStack() as files:
        writers = {
            table.name: files.enter_context(
                parquet.ParquetWriter(folder / f"{table.name}.parquet", _schema(table), compression="zstd")
            )
            for table in TABLES
        }
        waiting: dict[str, list[tuple[Any, ...]]] = {name: [] for name in writers}

        def add(table: Table, rows: Iterable[Row]) -> None:
            if table is RUN:
                for row in rows:
                    _describe(writers.values(), row)
                return
            for row in rows:
                waiting[table.name].append(tuple(storable(row, table)))
                if len(waiting[table.name]) == _GROUP:
                    _write(writers[table.name], waiting[table.name])

        yield add
        for name, writer in writers.items():
            _write(writer, waiting[name])


_GROUP = 10_000
"""Rows of a group: so many are held."""


def _describe(writers: Iterable[Any], row: Row) -> None:
    for writer in writers:
        writer.add_key_value_metadata({MANIFEST: json.dumps(row, ensure_ascii=False)})


def _write(writer: Any, rows: list[tuple[Any, ...]]) -> None:
    """Write a group of rows, and forget them."""
    pyarrow: Any = import_module("pyarrow")
    if rows:
        columns = zip(zip(*rows, strict=True), writer.schema, strict=True)
        arrays = [pyarrow.array(cells, field.type) for cells, field in columns]
        writer.write_batch(pyarrow.record_batch(arrays, schema=writer.schema))
    rows.clear()


def _schema(table: Table) -> Any:
    return import_module("pyarrow").schema([(column.name, _type(column.kind)) for column in table.columns])


def _type(kind: str) -> Any:
    """Return the Arrow type of what a column holds."""
    pa: Any = import_module("pyarrow")

    def structs(*names: str) -> Any:
        return pa.list_(pa.struct([(name, pa.string()) for name in names]))

    types: dict[str, Any] = {
        "integer": pa.int64(),
        "texts": pa.list_(pa.string()),
        "pinpoint": pa.struct([("text", pa.string()), ("parts", structs("unit", "value"))]),
        "files": pa.map_(pa.string(), pa.string()),
        "related": structs("id", "role"),
        "sources": structs("resolver", "status", "retrieved"),
    }
    return types.get(kind, pa.string())
