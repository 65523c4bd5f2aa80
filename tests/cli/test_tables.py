import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import Result

from unxref.cli.codes import DONE, UNREADABLE, USAGE

if TYPE_CHECKING:
    from ..standin.server import Standin

Run = Callable[..., Result]
Spawn = Callable[..., "subprocess.Popen[bytes]"]
parquet: Any = import_module("pyarrow.parquet")


@pytest.fixture
def folder() -> Path:
    """Thirty texts, one of which cannot be read, one that cites nothing, one with an open citation."""
    folder = Path("texts")
    folder.mkdir()
    for number in range(30):
        text = f"Recalling General Assembly resolution 70/{number + 1} and Security Council resolution 1325 (2000),\n"
        (folder / f"{number:02}.txt").write_text(text * (1 + number % 3), encoding="utf-8")
    (folder / "17.txt").write_bytes(b"\x7fELF\0\0 not a text")
    (folder / "18.txt").write_text("Not a word.\n", encoding="utf-8")
    (folder / "19.txt").write_text("Document A/RES/1/1\n\nSee S/RES/1325 (1999).\n", encoding="utf-8")
    return folder


def rows(file: str, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(file)) as database:
        return database.execute(query).fetchall()


def test_csv_has_the_fields_of_json(run: Run, draft: Path) -> None:
    table = run("extract", draft, "-f", "csv").stdout
    assert table[0] == "\ufeff"
    read = list(csv.DictReader(io.StringIO(table[1:])))
    lines = [json.loads(line) for line in run("extract", draft).stdout.splitlines()]
    assert [list(row) for row in read] == [list(plain)[1:] for plain in lines]
    assert [(row["id"], int(row["start"])) for row in read] == [(c["id"], c["start"]) for c in lines]


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_sqlite_tables_say_what_json_says_and_join(run: Run, folder: Path, jobs: str) -> None:
    done = run("extract", folder, "-f", "sqlite", "-o", "out.db", "--jobs", jobs)
    assert (done.exit_code, done.stdout) == (UNREADABLE, "")
    lines = [json.loads(line) for line in run("extract", folder).stdout.splitlines()]
    found = rows("out.db", 'SELECT document, "start", id, also FROM citations ORDER BY number')
    assert [(d, s, i, json.loads(a)) for d, s, i, a in found] == [
        (c["document"], c["start"], c["id"], c["also"]) for c in lines
    ]
    assert rows("out.db", "PRAGMA foreign_key_check") == []
    cited = {c["id"] for c in lines if c["id"]}
    instruments = rows("out.db", "SELECT id, kind, body, date, title, status, citations FROM instruments")
    assert {one[0] for one in instruments} == cited
    about = next(one for one in instruments if one[0] == "S/RES/1325(2000)")
    assert about[1:4] == ("resolution", "Security Council", "2000-10-31")
    assert about[5:] == (None, sum(c["id"] == "S/RES/1325(2000)" for c in lines))
    documents = rows("out.db", "SELECT path, size, citations, open, cause FROM documents ORDER BY number")
    assert [one[0] for one in documents] == [f"texts/{number:02}.txt" for number in range(30)]
    assert documents[17][2] == 0
    assert "not text" in documents[17][4]
    assert documents[18] == ("texts/18.txt", 12, 0, 0, None)
    assert documents[19][2:] == (1, 1, None)
    joined = (
        "SELECT d.path, count(*) FROM documents d JOIN citations c ON c.document_number = d.number GROUP BY 1"
    )
    assert dict(rows("out.db", joined)) == {one[0]: one[2] for one in documents if one[2]}
    ((schema, counts),) = rows("out.db", "SELECT schema, counts FROM run")
    assert schema == "unxref.manifest/1"
    assert json.loads(counts)["citations"] == len(lines)


def test_parquet_tables_are_those_of_sqlite(run: Run, folder: Path) -> None:
    run("extract", folder, "-f", "sqlite", "-o", "out.db")
    assert run("extract", folder, "-f", "parquet", "-o", "out").exit_code == UNREADABLE
    for name, keys in (("documents", "number, path, cause, sha256"), ("instruments", "id, kind, title, url")):
        table = parquet.read_table(f"out/{name}.parquet").select(keys.split(", ")).to_pylist()
        assert [tuple(row.values()) for row in table] == rows("out.db", f"SELECT {keys} FROM {name}")
    citations = parquet.read_table("out/citations.parquet").to_pylist()
    of_json = [json.loads(line) for line in run("extract", folder).stdout.splitlines()]
    assert [{**row, "schema": plain["schema"]} for row, plain in zip(citations, of_json, strict=True)] == [
        {**plain, "number": row["number"], "document_number": row["document_number"]}
        for row, plain in zip(citations, of_json, strict=True)
    ]


@pytest.mark.parametrize("form", ["sqlite", "parquet"])
def test_the_bytes_are_the_same_for_any_number_of_processes(run: Run, folder: Path, form: str) -> None:
    written = set[tuple[bytes, ...]]()
    for jobs in ("1", "2", "4"):
        run("extract", folder, "-f", form, "-o", "out", "--jobs", jobs, "--no-cache")
        files = sorted(Path("out").iterdir()) if form == "parquet" else [Path("out")]
        written.add(tuple(file.read_bytes() for file in files))
    assert len(written) == 1


def test_a_path_given_twice_counts_twice_and_joins_once(run: Run, draft: Path) -> None:
    run("extract", draft, draft, "-f", "sqlite", "-o", "out.db")
    joined = "SELECT count(*) FROM citations c JOIN documents d ON d.number = c.document_number"
    assert rows("out.db", joined) == [(6,)]


@pytest.mark.parametrize(("form", "place"), [("sqlite", "FILE"), ("parquet", "FOLDER")])
@pytest.mark.parametrize("output", [(), ("-o", "-")])
def test_tables_need_a_place(run: Run, draft: Path, form: str, place: str, output: tuple[str, ...]) -> None:
    done = run("extract", draft, "-f", form, *output)
    assert done.exit_code == USAGE
    assert done.stderr == f"unxref: -f {form} is not for standard output: give -o {place}\n"


def test_parquet_without_pyarrow_says_how_to_get_it(
    run: Run, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = run("extract", draft, "-f", "parquet", "-o", "out")
    assert (done.exit_code, done.stderr) == (
        USAGE,
        "unxref: -f parquet needs pyarrow: pip install 'unxref[parquet]'\n",
    )
    assert not Path("out").exists()


def test_a_folder_of_other_files_is_left_alone(run: Run, draft: Path) -> None:
    Path("out").mkdir()
    Path("out/thesis.txt").write_text("mine", encoding="utf-8")
    done = run("extract", draft, "-f", "parquet", "-o", "out")
    assert done.exit_code == USAGE
    assert "holds other files" in done.stderr
    assert [path.name for path in Path("out").iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("sqlite", "."),
        ("sqlite", os.devnull),
        ("sqlite", "no/out"),
        ("parquet", "no/out"),
        ("parquet", "draft.txt"),
    ],
)
def test_a_place_that_is_none_is_wrong_usage(run: Run, draft: Path, form: str, place: str) -> None:
    done = run("extract", draft, "-f", form, "-o", place)
    assert done.exit_code == USAGE
    assert done.stderr.startswith("unxref: cannot write to ")


@pytest.mark.parametrize("form", ["sqlite", "parquet"])
def test_tables_replace_what_was_there_when_they_are_whole(
    run: Run, draft: Path, folder: Path, form: str
) -> None:
    for path in (folder, draft):
        assert run("extract", path, "-f", form, "-o", "out").exit_code in (DONE, UNREADABLE)
    count = (
        rows("out", "SELECT count(*) FROM citations")[0][0]
        if form == "sqlite"
        else parquet.read_table("out/citations.parquet").num_rows
    )
    assert count == 3
    assert sorted(path.name for path in Path().iterdir() if "out" in path.name) == ["out"]


@pytest.mark.parametrize("form", ["sqlite", "parquet"])
def test_a_killed_run_leaves_what_was_there(spawn: Spawn, folder: Path, form: str) -> None:
    for number in range(30, 200):
        text = "Recalling General Assembly resolution 70/1 of 2015,\n" * 1000
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    old = Path("out")
    old.write_text("old", encoding="utf-8") if form == "sqlite" else old.mkdir()
    with spawn("extract", folder, "-f", form, "-o", "out", "--no-cache", start_new_session=True) as process:
        until = time.monotonic() + 20
        while not list(Path().glob(".out.*.part")) and time.monotonic() < until:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
    assert list(Path().glob(".out.*.part"))
    assert old.read_text(encoding="utf-8") == "old" if form == "sqlite" else not list(old.iterdir())


@pytest.mark.parametrize("form", ["sqlite", "parquet"])
def test_graph_adds_what_was_looked_up(run: Run, draft: Path, standin: "Standin", form: str) -> None:
    done = run("graph", draft, "-f", form, "-o", "out", "--deadline", "60")
    assert done.exit_code == DONE
    assert done.stderr == "unxref: 3 citations of 2 instruments (2 found)\n"
    lines = run("resolve", "A/RES/74/174", "S/RES/1325(2000)").stdout.splitlines()
    for plain in map(json.loads, lines):
        assert plain["status"] == "found"
        read = instrument(form, plain["id"])
        assert {name: read[name] for name in plain if name != "schema"} == {
            name: value for name, value in plain.items() if name != "schema"
        }
        assert (read["kind"], read["citations"]) == ("resolution", 2 if plain["id"] == "A/RES/74/174" else 1)


def instrument(form: str, id: str) -> dict[str, Any]:
    """Read what a table says of an instrument, as JSON has it."""
    if form == "parquet":
        (row,) = (r for r in parquet.read_table("out/instruments.parquet").to_pylist() if r["id"] == id)
        return {**row, "files": dict(row["files"])}
    with closing(sqlite3.connect("out")) as database:
        cursor = database.execute("SELECT * FROM instruments WHERE id = ?", (id,))
        (row,) = (dict(zip([d[0] for d in cursor.description], cells, strict=True)) for cells in cursor)
    return row | {name: json.loads(row[name]) for name in ("files", "subjects", "related", "sources")}


def test_graph_of_a_file_of_citations_has_its_documents(run: Run, draft: Path) -> None:
    Path("b.txt").write_text("See resolution 74/174 of the General Assembly.\n", encoding="utf-8")
    run("extract", draft, "b.txt", "-o", "c.jsonl")
    with Path("c.jsonl").open("a", encoding="utf-8") as file:
        file.write("no citation\n")
    assert run("graph", "c.jsonl", "--offline", "-f", "sqlite", "-o", "out.db").exit_code == UNREADABLE
    unreadable, *documents = rows(
        "out.db", "SELECT path, citations, sha256, cause FROM documents ORDER BY number"
    )
    assert documents == [("draft.txt", 3, None, None), ("b.txt", 1, None, None)]
    assert unreadable[:3] == ("c.jsonl", 0, None)
    assert unreadable[3].startswith("line 5: ")
    assert rows("out.db", "PRAGMA foreign_key_check") == []
    joined = (
        "SELECT d.path, c.document, i.status FROM citations c"
        " JOIN documents d ON d.number = c.document_number JOIN instruments i ON i.id = c.id"
    )
    assert len(rows("out.db", joined)) == 4
    assert all(path == document and status == "offline" for path, document, status in rows("out.db", joined))
