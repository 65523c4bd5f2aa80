import json
import os
import pty
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from unxref.citations.extract import extract as grammar
from unxref.citations.model import Citation
from unxref.cli.codes import DONE, INTERRUPTED, UNREADABLE
from unxref.documents.model import Document

Run = Callable[..., Result]
Valid = Callable[[str, str], list[Any]]
Spawn = Callable[..., "subprocess.Popen[bytes]"]


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
    assert said[3] == "unxref: 1 document, 3 citations of 2 instruments"
    assert said[4] == "unxref: 3 documents could not be read: 2 not text, 1 no such file"
    assert len(said) == 5


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


@pytest.fixture
def folder() -> Path:
    """A folder of thirty short texts, one of which cannot be read."""
    folder = Path("texts")
    folder.mkdir()
    for number in range(30):
        text = f"Recalling General Assembly resolution 70/{number + 1} and Security Council resolution 1325 (2000),\n"
        (folder / f"{number:02}.txt").write_text(text * (1 + number % 3), encoding="utf-8")
    (folder / "17.txt").write_bytes(bytes(range(256)))
    return folder


@pytest.mark.parametrize("form", ["jsonl", "table"])
def test_the_output_is_the_same_for_any_number_of_processes(spawn: Spawn, folder: Path, form: str) -> None:
    outcomes: set[tuple[int, bytes, bytes]] = set()
    for jobs in ("1", "2", "5"):
        with spawn("extract", folder, "--jobs", jobs, "-f", form) as process:
            out, said = process.communicate()
        outcomes.add((process.returncode, out, said))
    ((code, out, said),) = outcomes
    assert code == UNREADABLE
    assert out.count(b"S/RES/1325(2000)") == sum(1 + number % 3 for number in range(30) if number != 17)
    assert said.count(b"17.txt") == 1


def test_an_interrupt_reaches_no_process_but_the_first(spawn: Spawn, folder: Path) -> None:
    for number in range(30, 200):
        (folder / f"{number}.txt").write_text(
            "Recalling its resolution 70/1 of 2015,\n" * 1000, encoding="utf-8"
        )
    with spawn("extract", folder, "--jobs", "2", start_new_session=True) as process:
        assert process.stdout
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        process.stdout.read()
        said = process.stderr.read().decode() if process.stderr else ""
    assert process.returncode == INTERRUPTED
    assert said.strip().splitlines()[-1] == "unxref: interrupted"
    assert "Traceback" not in said


@pytest.fixture
def long_texts(folder: Path) -> Path:
    """The same folder with texts that are long enough to be kept."""
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes() * 40)
    return folder


def test_what_was_read_is_not_read_again(run: Run, long_texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run("extract", long_texts, "--jobs", "1")
    (long_texts / "99.txt").write_bytes((long_texts / "03.txt").read_bytes())

    def forbidden(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(import_module("unxref.cli.reading"), "extract", forbidden)
    again = run("extract", long_texts, "--jobs", "1")
    assert again.stdout.startswith(first.stdout)
    new = [json.loads(line) for line in again.stdout[len(first.stdout) :].splitlines()]
    assert {citation["document"] for citation in new} == {"texts/99.txt"}
    assert {citation["id"] for citation in new} == {"A/RES/70/4", "S/RES/1325(2000)"}


def test_another_grammar_language_or_way_reads_anew(
    run: Run, long_texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("extract", long_texts, "--jobs", "1")
    reading = import_module("unxref.cli.reading")
    asked: list[str | None] = []

    def extract(document: Document, language: str | None) -> Iterator[Citation]:
        asked.append(document.name)
        return grammar(document, language)

    monkeypatch.setattr(reading, "extract", extract)
    run("extract", long_texts / "03.txt", "--ignore-links")
    run("extract", long_texts / "03.txt", "--language", "en")
    assert len(asked) == 2
    monkeypatch.setattr(reading, "grammar_version", lambda: "another")
    run("extract", long_texts / "03.txt")
    assert len(asked) == 3


def test_no_cache_neither_keeps_nor_takes(run: Run, long_texts: Path) -> None:
    first = run("extract", long_texts, "--no-cache")
    assert not list(Path.home().rglob("cache.db"))
    assert run("extract", long_texts).stdout == first.stdout
    assert list(Path.home().rglob("cache.db"))


def test_a_kept_reading_that_is_none_is_read_anew(run: Run, long_texts: Path) -> None:
    first = run("extract", long_texts, "--jobs", "1")
    import_module("unxref.cli.reading")._kept_in.cache_clear()
    (file,) = Path.home().rglob("cache.db")
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE entries SET value = '[1]'")
    assert run("extract", long_texts, "--jobs", "1").stdout == first.stdout


def test_the_cache_counts_what_was_read_and_forgets_it(run: Run, valid: Valid, long_texts: Path) -> None:
    run("extract", long_texts, "--jobs", "1")
    (info,) = valid(run("cache", "info").stdout, "cache")
    assert (info["readings"], info["held"]) == (29, [])
    assert "29 documents as read" in run("cache", "info", "-f", "table").stdout
    assert run("cache", "clear").stderr == "unxref: 0 answers and 29 readings forgotten\n"
    assert valid(run("cache", "info").stdout, "cache")[0]["readings"] == 0


@pytest.mark.parametrize("command", [["extract"], ["graph", "--offline", "-f", "json"]])
def test_a_job_that_was_killed_goes_on(spawn: Spawn, run: Run, long_texts: Path, command: list[str]) -> None:
    undisturbed = run(*command, long_texts, "--no-cache")
    moments = random.Random(1946)
    for _ in range(4):
        with spawn(*command, long_texts, "--jobs", "2", start_new_session=True) as process:
            time.sleep(moments.uniform(0.1, 1.2))
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    assert run(*command, long_texts).stdout == undisturbed.stdout


@pytest.mark.parametrize("command", [["extract"], ["graph", "--offline"]])
@pytest.mark.parametrize("how", [["--jobs", "1"], ["--jobs", "2"], ["--jobs", "2", "--no-cache"]])
def test_pipes_that_are_named_are_read_once(
    spawn: Spawn, draft: Path, command: list[str], how: list[str]
) -> None:
    pipes = [f"pipe{number}" for number in range(5)]
    for pipe in pipes:
        os.mkfifo(pipe)
    text = draft.read_bytes() * 20
    with spawn(*command, *pipes, "-", *how, stdout=subprocess.DEVNULL) as process:
        for pipe in pipes:
            Path(pipe).write_bytes(text)
        _, said = process.communicate(text, timeout=60)
    assert said.startswith(b"unxref: 6 documents, 360 citations of 2 instruments")


def test_odd_names_and_places(spawn: Spawn, draft: Path) -> None:
    deep = "odd/" + "d/" * 250
    latin = [os.fsdecode(b"odd/n\xe9.txt"), os.fsdecode(b"odd/x.t\xe9xt")]
    names = [f"{deep}deep.txt", "odd/new\nline.txt", *latin]
    os.makedirs(deep)
    for name in names:
        Path(name).write_bytes(draft.read_bytes() * 20)
    Path("odd/up").symlink_to("../odd")
    os.mkfifo("odd/pipe.txt")
    Path("odd/zero.txt").symlink_to("/dev/zero")
    for jobs in ("1", "2"):
        with spawn("extract", "odd", "--include", "*", "--jobs", jobs) as process:
            out, said = process.communicate(timeout=60)
        assert (process.returncode, said) == (DONE, b"unxref: 4 documents, 240 citations of 2 instruments\n")
        assert list(dict.fromkeys(json.loads(line)["document"] for line in out.splitlines())) == names


def test_a_file_that_vanishes_is_said(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every = import_module("unxref.documents.paths").expand

    def vanishing(*given: object) -> Iterator[str]:
        for path in every(*given):
            if path.endswith("20.txt"):
                Path(path).unlink()
            yield path

    monkeypatch.setattr(import_module("unxref.documents.paths"), "expand", vanishing)
    done = run("extract", folder, "--jobs", "2")
    assert "unxref: texts/20.txt: no such file\n" in done.stderr
    assert done.stderr.endswith("2 documents could not be read: 1 no such file, 1 not text\n")
    assert len(documents(done)) == 28


def test_what_is_taken_of_folders(run: Run, folder: Path) -> None:
    done = run("extract", folder, "--include", "0?.txt", "--exclude", "*3.txt")
    documents = dict.fromkeys(json.loads(line)["document"] for line in done.stdout.splitlines())
    assert list(documents) == [f"texts/0{number}.txt" for number in range(10) if number != 3]
    assert done.stderr == "unxref: 9 documents, 36 citations of 10 instruments\n"
