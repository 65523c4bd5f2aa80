import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from unxref.cli.codes import UNREADABLE, USAGE

Run = Callable[..., Result]
Valid = Callable[[str, str], list[Any]]
WORST_FIRST = ["b.txt", "z.txt", "é.txt", "half.txt", "third.txt", "good.txt"]


@pytest.fixture
def folder() -> Path:
    """Of everything something: what cannot be read, what cites nothing, what is open, what is repaired."""
    folder = Path("texts")
    folder.mkdir()
    texts = {
        "good": "Recalling General Assembly resolutions 70/1 and 70/2,\n",
        "half": "See S/RES/1325 (1999) and S/RES/1373 (2001).",
        "third": "A/C.3/80/L.5\n\nSee S/RES/1373 (2001), S/RES/2250 (2015) and A/RES/ 60/147.",
        "é": "Not a word.\n",
        "b": "\0\0\x7f not a text",
    }
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "z.txt").write_bytes(b"\0\1\2" * 100)
    return folder


def test_the_worst_comes_first(run: Run, valid: Valid, folder: Path) -> None:
    done = run("extract", folder, "--report")
    assert done.exit_code == UNREADABLE
    rows = valid(done.stdout, "report")
    assert [row["path"] for row in rows] == [f"texts/{name}" for name in WORST_FIRST]
    counts = {Path(row["path"]).name: tuple(row.values())[3:7] for row in rows}
    assert counts == {
        "b.txt": (0, 0, 0, 0),
        "z.txt": (0, 0, 0, 0),
        "é.txt": (0, 0, 0, 0),
        "half.txt": (2, 1, 1, 0),
        "third.txt": (3, 3, 0, 1),
        "good.txt": (2, 2, 0, 0),
    }
    assert [row["unreadable"] is not None for row in rows] == [True, True, *[False] * 4]
    assert rows[4]["symbol"] == "A/C.3/80/L.5"


@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
def test_the_report_is_the_same_for_any_number_of_processes(run: Run, folder: Path, form: str) -> None:
    assert len({run("extract", folder, "--report", "-f", form, "--jobs", n).stdout for n in ("1", "3")}) == 1


def test_csv_opens_in_a_spreadsheet(run: Run, folder: Path) -> None:
    (folder / "=1+1.txt").write_text("Not a word.\n", encoding="utf-8")
    table = run("extract", folder, "--report", "-f", "csv").stdout
    assert table[0] == "\ufeff"
    rows = list(csv.DictReader(io.StringIO(table[1:])))
    lines = [json.loads(line) for line in run("extract", folder, "--report").stdout.splitlines()]
    assert [list(row.values()) for row in rows] == [
        ["" if cell is None else str(cell) for cell in list(plain.values())[1:]] for plain in lines
    ]


def test_a_person_sees_the_documents_in_80_columns(run: Run, folder: Path) -> None:
    heading, *lines = run("extract", folder, "--report", "-f", "table").stdout.splitlines()
    assert heading.split() == ["Citations", "Instruments", "Open", "Repaired", "Document"]
    at = heading.index("Document")
    assert all(len(line) <= 80 for line in lines)
    assert [line[at:].split()[0] for line in lines if line[:at].strip()] == [
        f"texts/{n}" for n in WORST_FIRST
    ]
    assert lines[0].split() == ["unreadable", "texts/b.txt"]
    assert "not text" in lines[1][at:]
    counted = next(line for line in lines if "third" in line)
    assert counted.split() == ["3", "3", "-", "1", "texts/third.txt", "A/C.3/80/L.5"]
    assert next(line for line in lines if "é" in line).split() == ["none", "texts/é.txt"]


def test_a_name_that_steers_a_terminal_does_not(run: Run, folder: Path) -> None:
    (folder / "x\x1b[31m.txt").write_text("Not a word.\n", encoding="utf-8")
    assert "\x1b" not in run("extract", folder, "--report", "-f", "table").stdout


def test_a_name_that_is_not_utf8_leaves_as_json_escapes_it(spawn: Any, folder: Path) -> None:
    (folder / "\udcff.txt").write_text("Not a word.\n", encoding="utf-8")
    with spawn("extract", folder, "--report") as process:
        out, _ = process.communicate()
    assert b'"path": "texts/\\udcff.txt"' in out


@pytest.mark.parametrize("form", ["sqlite", "parquet"])
def test_a_report_is_no_set_of_tables(run: Run, folder: Path, form: str) -> None:
    done = run("extract", folder, "--report", "-f", form, "-o", "out")
    assert done.exit_code == USAGE
    assert done.stderr == f"unxref: --report has no format {form}: it has table, jsonl, csv\n"


def test_a_report_goes_to_a_file(run: Run, valid: Valid, folder: Path) -> None:
    assert run("extract", folder, "--report", "-o", "report.jsonl").stdout == ""
    assert len(valid(Path("report.jsonl").read_text(encoding="utf-8"), "report")) == 6
