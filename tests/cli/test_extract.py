import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from unxref.cli.codes import DONE, UNREADABLE

Run = Callable[..., Result]
Valid = Callable[[str, str], list[Any]]


def test_a_pipe_gets_a_citation_a_line(run: Run, valid: Valid, draft: Path) -> None:
    done = run("extract", draft)
    found = valid(done.stdout, "citation")
    assert [c["id"] for c in found] == ["A/RES/74/174", "S/RES/1325(2000)", "A/RES/74/174"]
    text = draft.read_text(encoding="utf-8")
    assert all(text[c["start"] : c["end"]] == c["text"] for c in found)
    assert (done.exit_code, done.stderr) == (DONE, "unxref: 3 citations of 2 instruments\n")


def test_the_table_shows_places_that_editors_follow(run: Run, draft: Path) -> None:
    lines = run("extract", draft, "-f", "table").stdout.splitlines()
    assert lines[0].split() == ["Place", "Instrument", "Relation", "Text"]
    assert lines[1].split() == ["draft.txt:3:39", "A/RES/74/174", "recalls", "74/174"]
    assert all(len(line) <= 80 for line in lines)


def test_the_table_shows_whole_places_and_cuts_texts_to_the_width(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Recalling the Convention on the Elimination of All Forms of Discrimination against Women,"
    monkeypatch.setenv("COLUMNS", "60")
    _, narrow = run("extract", "-", "-f", "table", input=text.encode()).stdout.splitlines()
    monkeypatch.setenv("COLUMNS", "160")
    _, wide = run("extract", "-", "-f", "table", input=text.encode()).stdout.splitlines()
    assert narrow.startswith("-:1:15")
    assert wide.startswith("-:1:15")
    assert narrow.endswith("…")
    assert len(narrow) <= 60
    assert wide.endswith("against Women")


def test_a_narrow_table_leaves_out_the_relations(run: Run, draft: Path) -> None:
    path = Path("a-folder-with-a-long-name/draft.txt")
    path.parent.mkdir()
    path.write_bytes(draft.read_bytes())
    lines = run("extract", path, "-f", "table").stdout.splitlines()
    assert lines[0].split() == ["Place", "Instrument", "Text"]
    assert lines[1].split() == [f"{path}:3:39", "A/RES/74/174", "74/174"]
    assert all(len(line) <= 80 for line in lines)


def test_a_candidate_does_not_look_like_the_answer(run: Run) -> None:
    _, line = run("extract", "-", "-f", "table", input="See S/RES/1325 (1999).").stdout.splitlines()
    assert line.split() == ["-:1:5", "perhaps", "S/RES/1325(2000)", "S/RES/1325", "(1999)"]


def test_standard_input(run: Run, draft: Path) -> None:
    found = [json.loads(line) for line in run("extract", "-", input=draft.read_bytes()).stdout.splitlines()]
    assert {c["document"] for c in found} == {"-"}
    assert len(found) == 3


def documents(done: Result) -> list[str]:
    return list(dict.fromkeys(json.loads(line)["document"] for line in done.stdout.splitlines()))


def test_folders_patterns_and_lists_of_paths(run: Run, draft: Path) -> None:
    folder = Path("drafts")
    folder.mkdir()
    for name in ("b.txt", "a.txt", "#c.txt"):
        (folder / name).write_bytes(draft.read_bytes())
    ours = ["drafts/#c.txt", "drafts/a.txt", "drafts/b.txt"]
    assert documents(run("extract", "drafts")) == ours
    assert documents(run("extract", "drafts/[ab]*")) == ours[1:]
    listed = b"# the drafts\n\ndrafts/b.txt\ndraft.txt\n"
    Path("list").write_bytes(listed)
    assert documents(run("extract", "--files-from", "list")) == ["drafts/b.txt", "draft.txt"]
    assert documents(run("extract", "drafts/a.txt", "--files-from", "-", input=listed)) == [
        "drafts/a.txt",
        "drafts/b.txt",
        "draft.txt",
    ]
    assert documents(run("extract", "--files-from", "-", "-0", input=b"drafts/#c.txt\0draft.txt\0")) == [
        "drafts/#c.txt",
        "draft.txt",
    ]


def test_what_cannot_be_read_is_said_and_the_others_are_read(run: Run, draft: Path) -> None:
    Path("binary.txt").write_bytes(bytes(range(256)) * 8)
    Path("a\x1b[31m\n.txt").write_bytes(b"\0")
    done = run("extract", "missing.txt", "binary.txt", "a\x1b[31m\n.txt", draft)
    assert done.exit_code == UNREADABLE
    assert documents(done) == ["draft.txt"]
    said = done.stderr.splitlines()
    assert said[0] == "unxref: missing.txt: no such file"
    assert said[1].startswith("unxref: binary.txt: ")
    assert said[2].startswith("unxref: a [31m .txt: ")
    assert said[3] == "unxref: 3 citations of 2 instruments"
    assert len(said) == 4


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to the superuser"
)
def test_a_folder_without_permission_is_said(run: Run) -> None:
    folder = Path("closed")
    folder.mkdir(mode=0)
    done = run("extract", folder)
    assert done.exit_code == UNREADABLE
    assert done.stderr.startswith("unxref: closed: permission denied\n")


def test_an_output_file(run: Run, valid: Valid, draft: Path) -> None:
    assert run("extract", draft, "-o", "out.jsonl").stdout == ""
    assert len(valid(Path("out.jsonl").read_text(encoding="utf-8"), "citation")) == 3
    assert len(run("extract", draft, "-o", "-").stdout.splitlines()) == 3


def test_text_prints_what_offsets_refer_to(run: Run) -> None:
    Path("old.txt").write_bytes("\ufeffrésolution\r\n74/174\f\n".encode())
    assert run("text", "old.txt").stdout_bytes == "résolution\r\n74/174\f\n".encode()
    missing = run("text", "missing.txt")
    assert (missing.exit_code, missing.stdout) == (UNREADABLE, "")
    assert missing.stderr == "unxref: missing.txt: no such file\n"


@pytest.mark.parametrize(("form", "shown"), [("jsonl", False), ("table", True)])
def test_no_progress_between_the_lines_that_a_pipe_brings_to_the_same_terminal(
    draft: Path, form: str, shown: bool
) -> None:
    controller, terminal = pty.openpty()
    command = [sys.executable, "-m", "unxref", "extract", str(draft), "-f", form]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=terminal) as process:
        os.close(terminal)
        process.communicate()
    said = os.read(controller, 65536)
    os.close(controller)
    assert (b"reading" in said) is shown
    assert b"3 citations of 2 instruments" in said
