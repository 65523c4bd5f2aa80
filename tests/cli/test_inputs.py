"""What commands read: files of rows, and files of citations beside them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from unxref.cli.codes import DONE, UNREADABLE, USAGE

Run = Callable[..., Result]
Spawn = Callable[..., "subprocess.Popen[bytes]"]

SENTENCE = "Recalling General Assembly resolution 70/{} and Security Council resolution 1325 (2000),\n"


@pytest.fixture
def rows() -> Path:
    """Thirty rows, of which the third is cut off and the fifth has no text."""
    path = Path("speeches.jsonl")
    lines = [json.dumps({"text": SENTENCE.format(n), "number": n}) for n in range(1, 31)]
    lines[2], lines[4] = lines[2][:20], '{"number": 5}'
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def documents(done: Result) -> list[str]:
    return list(dict.fromkeys(json.loads(line)["document"] for line in done.stdout.splitlines()))


def test_each_row_is_a_document_and_those_that_are_none_are_said(run: Run, rows: Path) -> None:
    done = run("extract", rows, "--jobs", "1")
    assert documents(done) == [f"{rows}#{n}" for n in range(1, 31) if n not in (3, 5)]
    assert done.exit_code == UNREADABLE
    said = done.stderr.splitlines()
    assert said[0] == f"unxref: {rows}#3: is no JSON"
    assert said[1].startswith(f"unxref: {rows}#5: has no text")
    assert said[2] == "unxref: 28 documents, 56 citations of 29 instruments"


def test_rows_come_in_order_from_any_number_of_processes(run: Run, spawn: Spawn, rows: Path) -> None:
    one = run("extract", rows, "--jobs", "1")
    with spawn("extract", rows, "--jobs", "3") as process:
        out, said = process.communicate()
    assert (out.decode(), said.decode()) == (one.stdout, one.stderr)


def test_one_row_is_read_by_its_name(run: Run, rows: Path) -> None:
    assert run("text", f"{rows}#17").stdout == SENTENCE.format(17)
    assert documents(run("extract", f"{rows}#17")) == [f"{rows}#17"]
    assert "one is named" in run("text", rows).stderr


def test_a_row_that_moves_in_its_file_is_not_read_again(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    row = json.dumps({"text": SENTENCE.format(1) * 40})
    Path("a.jsonl").write_text(row, encoding="utf-8")
    first = run("extract", "a.jsonl")

    def forbidden(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("unxref.cli.reading.extract", forbidden)
    Path("b.jsonl").write_text(f"\n\n{row}\n", encoding="utf-8")
    again = run("extract", "b.jsonl")
    assert again.stdout == first.stdout.replace("a.jsonl#1", "b.jsonl#3")


def test_citations_are_an_input_of_the_graph_and_no_document(run: Run, draft: Path) -> None:
    Path("drafts").mkdir()
    found = Path("drafts/found.jsonl")
    found.write_text(run("extract", draft).stdout, encoding="utf-8")
    edges = run("graph", found, "--offline")
    assert edges.exit_code == DONE
    assert edges.stdout == run("graph", draft, "--offline").stdout
    refused = run("extract", found)
    assert (refused.exit_code, refused.stdout) == (UNREADABLE, "")
    assert "holds what unxref printed" in refused.stderr
    assert run("extract", "drafts").exit_code == DONE
    assert len(run("resolve", found, "--offline").stdout.splitlines()) == 3


def test_a_file_that_is_renamed_is_not_what_it_was(run: Run) -> None:
    text = "Pursuant to its resolution 5/1, a report is before the Council at this session.\n" * 40
    Path("A_HRC_RES_7_29-EN.txt").write_text(text, encoding="utf-8")
    first = run("extract", "A_HRC_RES_7_29-EN.txt").stdout
    assert json.loads(first.splitlines()[0])["id"] == "A/HRC/RES/5/1"
    Path("A_HRC_RES_7_29-EN.txt").rename("draft.txt")
    renamed = run("extract", "draft.txt").stdout
    assert json.loads(renamed.splitlines()[0])["id"] is None
    assert renamed == run("extract", "draft.txt", "--no-cache").stdout


def test_the_graph_knows_a_document_by_its_metadata(run: Run) -> None:
    row = {"text": SENTENCE.format(1), "symbol": "A/RES/74/174", "title": "Lamps", "date": "2019-12-18"}
    Path("x.jsonl").write_text(json.dumps(row), encoding="utf-8")
    nodes = json.loads(run("graph", "x.jsonl", "--offline", "-f", "json").stdout)["nodes"]
    (own,) = (node for node in nodes if node["id"] == "A/RES/74/174")
    assert own["date"] == "2019-12-18"


def test_scans_are_recognised_where_that_is_asked_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs, asked = tmp_path / "programs", tmp_path / "asked"
    programs.mkdir()
    typeset: Any = import_module("typeset")
    page = typeset.Page()
    page.write(90, 700, SENTENCE.format(1).strip())
    printed: bytes = typeset.pdf([page])
    (programs / "made.pdf").write_bytes(printed)
    script = f"echo >> {asked}; /bin/cat {programs}/made.pdf"
    (programs / "tesseract").write_text(f'#!/bin/sh\n[ "$1" = --list-langs ] && echo eng && exit\n{script}\n')
    (programs / "tesseract").chmod(0o755)
    scan: bytes = import_module("scans").scanned(printed)
    Path("scan.pdf").write_bytes(scan)
    monkeypatch.setenv("PATH", str(programs))
    assert "have it recognised (--ocr)" in run("extract", "scan.pdf").stderr
    found = run("extract", "scan.pdf", "--ocr")
    assert [json.loads(line)["id"] for line in found.stdout.splitlines()] == [
        "A/RES/70/1",
        "S/RES/1325(2000)",
    ]
    assert run("extract", "scan.pdf", "--ocr").stdout == found.stdout
    assert asked.read_text() == "\n"  # the second run takes what the first one kept
    assert run("extract", "scan.pdf").exit_code == UNREADABLE
    assert run("text", "scan.pdf", "--ocr").stdout.startswith("Recalling")
    assert "S/RES/1325(2000)" in run("graph", "scan.pdf", "--ocr", "--offline").stdout


def test_without_a_program_that_recognises_nothing_is_begun(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    done = run("extract", "scan.pdf", "--ocr")
    assert (done.exit_code, done.stdout) == (USAGE, "")
    assert "--ocr: no program is there that recognises text, install tesseract" in done.stderr
