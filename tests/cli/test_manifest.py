import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import Result

from unxref import __version__
from unxref.cli.codes import UNREADABLE, USAGE

if TYPE_CHECKING:
    from ..standin.server import Standin

Run = Callable[..., Result]
Valid = Callable[[str, str], list[Any]]


@pytest.fixture
def manifest(valid: Valid) -> Callable[..., dict[str, Any]]:
    """Read a manifest, held against its schema."""

    def manifest(path: str = "run.json") -> dict[str, Any]:
        (read,) = valid(json.dumps(json.loads(Path(path).read_text(encoding="utf-8"))), "manifest")
        return read

    return manifest


@pytest.fixture
def folder() -> Path:
    """Ten texts under hard names, one of which cannot be read."""
    folder = Path("texts")
    folder.mkdir()
    for number, name in enumerate(["a", "b\\c", "d\ne", "é", "f g", "h", "i", "j", "k\r"]):
        text = f"Recalling General Assembly resolution 70/{number + 1},\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "z.txt").write_bytes(b"\x7fELF\0\0 not a text")
    return folder


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum to compare with")
def test_a_reader_can_check_the_inputs(run: Run, folder: Path, manifest: Callable[..., Any]) -> None:
    assert run("extract", folder, "-o", "out.jsonl", "--manifest", "run.json").exit_code == UNREADABLE
    read = [str(path) for path in sorted(folder.iterdir()) if path.name != "z.txt"]
    sums = subprocess.run(["sha256sum", *read], capture_output=True, check=True).stdout
    told = manifest()
    size = sum(os.path.getsize(path) for path in read)
    if b"\\r" not in sums:  # older versions do not escape it
        pytest.skip("sha256sum is older than 9.0")
    assert told["inputs"] == {"number": 9, "bytes": size, "sha256": sha256(sums)}
    assert told["output"] == [{"name": "out.jsonl", "sha256": sha256(Path("out.jsonl").read_bytes())}]


def test_what_is_told(run: Run, folder: Path, manifest: Callable[..., Any]) -> None:
    run(
        "extract",
        folder,
        "--exclude",
        "a*",
        "--ignore-links",
        "-f",
        "csv",
        "-o",
        "out",
        "--manifest",
        "run.json",
    )
    told = manifest()
    assert (told["unxref"], told["command"], told["resolvers"]) == (__version__, "extract", None)
    assert told["options"] == {
        "format": "csv",
        "report": False,
        "include": [],
        "exclude": ["a*"],
        "language": None,
        "ignore_links": True,
        "ocr": None,
    }
    unreadable = told["counts"].pop("unreadable")
    assert told["counts"] == {"documents": 8, "citations": 8, "open": 0, "instruments": 8}
    assert list(unreadable.values()) == [1]
    started, ended = (datetime.fromisoformat(told[name]) for name in ("started", "ended"))
    assert started <= ended
    assert ended.utcoffset() == timedelta(0)


@pytest.mark.parametrize("form", ["jsonl", "table", "sqlite", "parquet"])
def test_runs_differ_in_their_times_alone(
    run: Run, folder: Path, manifest: Callable[..., Any], form: str
) -> None:
    told: list[dict[str, Any]] = []
    for jobs in ("1", "3", "1"):
        run("extract", folder, "-f", form, "-o", "out", "--jobs", jobs, "--manifest", "run.json")
        told.append(manifest())
        del told[-1]["started"], told[-1]["ended"]
    assert told[0] == told[1] == told[2]
    assert len(told[0]["output"]) == (3 if form == "parquet" else 1)
    for file in told[0]["output"]:
        assert sha256(Path(file["name"]).read_bytes()) == file["sha256"]


@pytest.mark.parametrize("form", ["jsonl", "csv", "table"])
def test_standard_output_is_hashed_on_its_way(
    run: Run, folder: Path, manifest: Callable[..., Any], form: str
) -> None:
    done = run("extract", folder, "-f", form, "--manifest", "run.json")
    assert done.stdout_bytes == run("extract", folder, "-f", form).stdout_bytes != b""
    assert manifest()["output"] == [{"name": "-", "sha256": sha256(done.stdout_bytes)}]


def test_a_pipe_in_a_process_of_its_own(spawn: Any, folder: Path, manifest: Callable[..., Any]) -> None:
    with spawn("extract", folder, "--manifest", "run.json") as process:
        out, said = process.communicate()
    assert process.returncode == UNREADABLE
    assert said.count(b"\n") == 3  # what cannot be read, the counts, the failures
    assert manifest()["output"] == [{"name": "-", "sha256": sha256(out)}]


def test_standard_input_is_an_input(run: Run, draft: Path, manifest: Callable[..., Any]) -> None:
    run("extract", "-", "--manifest", "run.json", input=draft.read_bytes())
    told = manifest()["inputs"]
    assert told["sha256"] == sha256(f"{sha256(draft.read_bytes())}  -\n".encode())


def test_a_table_holds_what_lasts_of_it(run: Run, folder: Path, manifest: Callable[..., Any]) -> None:
    run("extract", folder, "-f", "sqlite", "-o", "out.db", "--manifest", "run.json")
    with closing(sqlite3.connect("out.db")) as database:
        cursor = database.execute("SELECT * FROM run")
        (row,) = [dict(zip([d[0] for d in cursor.description], cells, strict=True)) for cells in cursor]
    told = manifest()
    for name in ("started", "ended", "output"):
        del told[name]
    for name in ("options", "counts", "inputs"):
        row[name] = json.loads(row[name])
    assert row == told


def test_graph_tells_what_each_source_answered(
    run: Run, draft: Path, manifest: Callable[..., Any], standin: "Standin"
) -> None:
    assert run("graph", draft, "-o", "out", "--deadline", "60", "--manifest", "run.json").exit_code == 0
    told = manifest()
    records = [
        json.loads(line) for line in run("resolve", "A/RES/74/174", "S/RES/1325(2000)").stdout.splitlines()
    ]
    expected: dict[str, Counter[str]] = {}
    for record in records:
        for source in record["sources"]:
            expected.setdefault(source["resolver"], Counter())[source["status"]] += 1
    assert told["resolvers"] == expected
    assert len(expected) > 1
    options = {name: told["options"][name] for name in ("offline", "refresh", "resolvers", "deadline")}
    assert options == {"offline": False, "refresh": False, "resolvers": [], "deadline": 60.0}


def test_graph_of_a_file_of_citations(run: Run, draft: Path, manifest: Callable[..., Any]) -> None:
    run("extract", draft, "-o", "c.jsonl")
    run("graph", "c.jsonl", "--offline", "-o", "out", "--manifest", "run.json")
    told = manifest()
    line = f"{sha256(Path('c.jsonl').read_bytes())}  c.jsonl\n"
    assert told["inputs"]["sha256"] == sha256(line.encode())
    assert told["counts"] == {"documents": 1, "citations": 3, "open": 0, "instruments": 2, "unreadable": {}}


def test_neither_keys_nor_the_places_of_caches(
    run: Run, draft: Path, monkeypatch: pytest.MonkeyPatch, manifest: Callable[..., Any]
) -> None:
    monkeypatch.setenv("UNXREF_UNDL_TOKEN", "very-secret")
    run("graph", draft, "--offline", "-o", "out", "--manifest", "run.json")
    manifest()
    written = Path("run.json").read_text(encoding="utf-8")
    assert "very-secret" not in written
    assert str(Path.home()) not in written


def test_a_place_that_is_none_is_said_before_anything_is_read(run: Run, draft: Path) -> None:
    done = run("extract", draft, "--manifest", "missing/run.json")
    assert (done.exit_code, done.stdout) == (USAGE, "")
    assert "no such folder: missing" in done.stderr
