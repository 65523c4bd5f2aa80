import csv
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from unxref.citations.model import Citation, Part, Pinpoint, to_json
from unxref.graph.parquet import FILES, MANIFEST, parquet_folder
from unxref.graph.sqlite import sqlite_file
from unxref.graph.tables import (
    CITATIONS,
    DOCUMENTS,
    INSTRUMENTS,
    RUN,
    TABLES,
    Add,
    Table,
    write_citations_csv,
)

parquet: Any = import_module("pyarrow.parquet")
Cite = Callable[..., Citation]
Writer = Callable[[Path], AbstractContextManager[Add]]


def row(table: Table, **facts: Any) -> dict[str, Any]:
    return {column.name: facts.get(column.name) for column in table.columns}


def fill(add: Add, cite: Cite) -> None:
    """A document that cites one instrument and leaves another open, and one that could not be read."""
    pinpoint = Pinpoint("annexe I, § 2", (Part("annex", "I"), Part("section", "2")))
    found = [
        cite("A/RES/74/174", "é\udcff.txt", 5, pinpoint=pinpoint, also=("A/74/1", "A/74/2"), page=2),
        cite(None, "é\udcff.txt", 30, also=("A/HRC/RES/7/29",), title="=1+1"),
    ]
    add(DOCUMENTS, [row(DOCUMENTS, number=1, path="é\udcff.txt", size=10, citations=2, open=1, repaired=0)])
    add(
        CITATIONS,
        ({"number": n, "document_number": 1, **to_json(one)} for n, one in enumerate(found, 1)),
    )
    add(DOCUMENTS, [row(DOCUMENTS, number=2, path="b.pdf", citations=0, cause="no text")])
    files = {"en": "https://example.org/en", "fr": "https://example.org/fr"}
    more = {"subjects": ["ENFANTS"], "related": [{"id": "A/74/395", "role": "report"}], "sources": []}
    add(
        INSTRUMENTS,
        [row(INSTRUMENTS, id="A/RES/74/174", kind="resolution", citations=1, files=files, **more)],
    )
    add(RUN, [row(RUN, schema="unxref.manifest/1", counts={"documents": 1})])


def test_sqlite_has_keys_that_hold_and_json_for_what_is_not_flat(tmp_path: Path, cite: Cite) -> None:
    with sqlite_file(tmp_path / "out.db") as add:
        fill(add, cite)
    with closing(sqlite3.connect(tmp_path / "out.db")) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        joins = {(r[2], r[3], r[4]) for r in database.execute("PRAGMA foreign_key_list(citations)")}
        assert joins == {("documents", "document_number", "number"), ("instruments", "id", "id")}
        database.row_factory = sqlite3.Row
        first, second = database.execute("SELECT * FROM citations ORDER BY number").fetchall()
        assert (first["document"], first["page"], first["pinpoint"]) == ("é\\udcff.txt", 2, "annexe I, § 2")
        assert json.loads(first["pinpoint_parts"])[1] == {"unit": "section", "value": "2"}
        assert json.loads(first["also"]) == ["A/74/1", "A/74/2"]
        assert (second["id"], second["pinpoint"], second["pinpoint_parts"]) == (None, None, None)
        (joined,) = database.execute(
            "SELECT d.path, i.kind, typeof(d.size) FROM citations c"
            " JOIN documents d ON d.number = c.document_number JOIN instruments i USING (id)"
        ).fetchall()
        assert tuple(joined) == ("é\\udcff.txt", "resolution", "integer")
        assert database.execute("SELECT cause FROM documents WHERE path = 'b.pdf'").fetchone()[0] == "no text"
        (run,) = database.execute("SELECT * FROM run").fetchall()
        assert json.loads(run["counts"]) == {"documents": 1}


def test_sqlite_refuses_the_same_row_twice(tmp_path: Path) -> None:
    twice = [row(INSTRUMENTS, id="crc")] * 2
    with pytest.raises(OSError, match="UNIQUE"), sqlite_file(tmp_path / "out.db") as add:
        add(INSTRUMENTS, twice)


def test_parquet_has_types_and_the_manifest(tmp_path: Path, cite: Cite) -> None:
    with parquet_folder(tmp_path / "out") as add:
        fill(add, cite)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(FILES)
    tables: dict[str, Any] = {
        t.name: parquet.read_table(tmp_path / "out" / f"{t.name}.parquet") for t in TABLES
    }
    types = {field.name: str(field.type) for field in tables["citations"].schema}
    assert types["also"] == "list<element: string>"
    assert (
        types["pinpoint"] == "struct<text: string, parts: list<element: struct<unit: string, value: string>>>"
    )
    assert (types["start"], types["text"]) == ("int64", "string")
    first, second = tables["citations"].to_pylist()
    assert first["also"] == ["A/74/1", "A/74/2"]
    assert first["pinpoint"]["parts"][1] == {"unit": "section", "value": "2"}
    assert (second["id"], second["pinpoint"], second["document"]) == (None, None, "é\\udcff.txt")
    (instrument,) = tables["instruments"].to_pylist()
    assert dict(instrument["files"])["fr"] == "https://example.org/fr"
    assert instrument["related"] == [{"id": "A/74/395", "role": "report"}]
    assert [d["cause"] for d in tables["documents"].to_pylist()] == [None, "no text"]
    joined = (
        tables["citations"].select(["id", "start"]).join(tables["instruments"].select(["id", "kind"]), "id")
    )
    assert sorted(joined["kind"].to_pylist(), key=str) == [None, "resolution"]
    for name in FILES:
        metadata = parquet.read_metadata(tmp_path / "out" / name).metadata
        assert json.loads(metadata[MANIFEST.encode()])["counts"] == {"documents": 1}


def test_parquet_writes_groups_as_rows_come(tmp_path: Path) -> None:
    with parquet_folder(tmp_path / "out") as add:
        add(INSTRUMENTS, (row(INSTRUMENTS, id=str(number)) for number in range(25_000)))
        assert (tmp_path / "out" / "instruments.parquet").stat().st_size > 10_000
    read = parquet.ParquetFile(tmp_path / "out" / "instruments.parquet")
    groups = [read.metadata.row_group(n).num_rows for n in range(read.num_row_groups)]
    assert groups == [10_000, 10_000, 5_000]
    assert read.read(["id"])["id"].to_pylist() == [str(number) for number in range(25_000)]


@pytest.mark.parametrize("writer", [sqlite_file, parquet_folder])
def test_nothing_found_gives_empty_tables(tmp_path: Path, writer: Writer) -> None:
    with writer(tmp_path / "out"):
        pass
    if writer is sqlite_file:
        with closing(sqlite3.connect(tmp_path / "out")) as database:
            assert database.execute("SELECT count(*) FROM citations").fetchone() == (0,)
    else:
        assert parquet.read_table(tmp_path / "out" / "citations.parquet").num_rows == 0


def test_csv_is_for_spreadsheets(cite: Cite) -> None:
    file = io.StringIO()
    pinpoint = Pinpoint("para. 2", (Part("paragraph", "2"),))
    found = [cite("crc", also=("a", "b"), pinpoint=pinpoint), cite(None, title="=1+1", text="rés.\n7/29")]
    write_citations_csv(map(to_json, found), file)
    assert file.getvalue()[0] == "\ufeff"
    first, second = csv.DictReader(io.StringIO(file.getvalue()[1:]))
    assert list(first) == list(to_json(found[0]))[1:]
    assert (first["also"], first["pinpoint"], first["page"]) == ("a; b", "para. 2", "")
    assert (second["title"], second["text"], second["id"]) == ("'=1+1", "rés.\n7/29", "")
