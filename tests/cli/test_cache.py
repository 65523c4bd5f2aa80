import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import Result

if TYPE_CHECKING:
    from ..standin.server import Standin

Run = Callable[..., Result]
Valid = Callable[[str, str], list[Any]]


def at(standin: "Standin") -> str:
    """The library, at another address than its own."""
    return f"undl@{standin.url.removeprefix('http://')}"


def test_the_cache_says_what_it_holds_and_forgets_it(
    run: Run, valid: Valid, draft: Path, standin: "Standin"
) -> None:
    run("graph", draft)
    (info,) = valid(run("cache", "info").stdout, "cache")
    assert [(h["resolver"], h["status"], h["count"]) for h in info["held"]] == [(at(standin), "found", 2)]
    assert info["bytes"] > 0
    assert [(h["expired"], h["outdated"]) for h in info["held"]] == [(0, 0)]
    assert 0 < info["held"][0]["bytes"] < info["bytes"]
    shown = run("cache", "info", "-f", "table").stdout.splitlines()
    assert shown[0].startswith(info["path"])
    assert [at(standin), "found", "2"] in [line.split()[:3] for line in shown]
    cleared = run("cache", "clear")
    assert (cleared.stdout, cleared.stderr) == ("", "unxref: 2 answers forgotten\n")
    assert valid(run("cache", "info").stdout, "cache")[0]["held"] == []


def change(sql: str) -> None:
    with closing(sqlite3.connect(next(Path.home().rglob("cache.db")))) as database, database:
        database.execute(sql)


def test_what_is_not_used_any_more_is_counted(
    run: Run, valid: Valid, draft: Path, standin: "Standin"
) -> None:
    run("graph", draft)
    change("UPDATE entries SET version = version - 1 WHERE id = 'A/RES/74/174'")
    change("UPDATE entries SET expires = stored WHERE id <> 'A/RES/74/174'")
    (info,) = valid(run("cache", "info").stdout, "cache")
    assert [(h["count"], h["expired"], h["outdated"]) for h in info["held"]] == [(2, 1, 1)]
    shown = [line.split()[:5] for line in run("cache", "info", "-f", "table").stdout.splitlines()]
    assert [at(standin), "found", "2", "1", "1"] in shown
    sources = {source["name"]: source for source in valid(run("resolvers").stdout, "resolver")}
    assert sources["undl"]["cached"] == 0


def test_answers_are_carried_to_another_machine(
    run: Run, valid: Valid, draft: Path, standin: "Standin", monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = run("graph", draft).stdout
    asked = len(standin.requests)
    exported = run("cache", "export")
    assert exported.stderr == "unxref: 2 answers exported\n"
    entries = valid(exported.stdout, "cache-entry")
    valid("\n".join(json.dumps(entry["record"]) for entry in entries), "record")
    assert [(e["resolver"], e["id"], e["status"]) for e in entries] == [
        (at(standin), "A/RES/74/174", "found"),
        (at(standin), "S/RES/1325(2000)", "found"),
    ]
    assert run("cache", "export", "-o", "answers.jsonl").stdout == ""
    assert Path("answers.jsonl").read_text(encoding="utf-8") == exported.stdout

    monkeypatch.setenv("UNXREF_CACHE_DIR", "elsewhere")
    imported = run("cache", "import", "answers.jsonl")
    assert (imported.exit_code, imported.stderr) == (0, "unxref: 2 answers imported, 0 skipped, 0 refused\n")
    assert run("graph", draft).stdout == graph
    assert len(standin.requests) == asked
    again = run("cache", "import", "-", input=exported.stdout)
    assert (again.exit_code, again.stderr) == (0, "unxref: 0 answers imported, 2 skipped, 0 refused\n")
    assert run("cache", "export").stdout == exported.stdout


@pytest.mark.usefixtures("standin")
def test_what_cannot_be_imported_is_said(run: Run, draft: Path) -> None:
    run("graph", draft)
    good, other = run("cache", "export").stdout.splitlines()
    run("cache", "clear")
    long = f'{{"schema": "unxref.cache-entry/1", "resolver": "{"x" * 3_000_000}"}}'
    expired = json.dumps({**json.loads(other), "expires": "2001-01-01T00:00:00+00:00"})
    lines = [good, "", "no JSON", long, expired, json.dumps({**json.loads(good), "status": "blocked"})]
    Path("some.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = run("cache", "import", "missing.jsonl", "some.jsonl", ".")
    assert done.exit_code == 3
    said = done.stderr.splitlines()
    assert said[0] == "unxref: missing.jsonl: no such file or directory"
    assert said[1].startswith("unxref: some.jsonl: line 2 refused: ")
    assert said[2] == "unxref: .: is a directory"
    assert said[3:] == ["unxref: 1 answer imported, 1 skipped, 3 refused"]


@pytest.mark.usefixtures("standin")
def test_an_import_that_cannot_be_kept_is_no_success(
    run: Run, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("graph", draft)
    Path("answers.jsonl").write_text(run("cache", "export").stdout, encoding="utf-8")
    monkeypatch.setattr("unxref.cache.store._PATIENCE", 0.01)
    with closing(sqlite3.connect(next(Path.home().rglob("cache.db")))) as other:
        other.execute("BEGIN IMMEDIATE")
        done = run("cache", "import", "answers.jsonl")
        other.rollback()
    assert done.exit_code == 1
    cause, counted = done.stderr.splitlines()
    assert "cannot be written to: database is locked" in cause
    assert counted == "unxref: 0 answers imported, 0 skipped, 0 refused"


@pytest.mark.usefixtures("standin")
def test_an_export_that_is_not_whole_is_no_success(run: Run, draft: Path) -> None:
    run("graph", draft)
    change("UPDATE entries SET value = 'no JSON' WHERE id = 'A/RES/74/174'")
    done = run("cache", "export")
    assert done.exit_code == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["S/RES/1325(2000)"]
    assert done.stderr.splitlines()[-1] == "unxref: 1 answer exported"


def test_a_cache_that_cannot_be_opened_is_not_forgotten(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("UNXREF_CACHE_DIR", "file")
    for command in ("clear", "export"):
        done = run("cache", command)
        assert (done.exit_code, done.stdout) == (1, "")
        assert "cannot be used" in done.stderr


def test_resolvers_say_where_they_stand(run: Run, valid: Valid, draft: Path, standin: "Standin") -> None:
    run("graph", draft)
    sources = {source["name"]: source for source in valid(run("resolvers").stdout, "resolver")}
    assert sources["undl"]["url"] == standin.url
    assert (sources["undl"]["cached"], sources["treaties"]["cached"]) == (2, 0)
    assert "resolution" in sources["undl"]["covers"]
    assert sources["treaties"]["covers"] == ["treaty"]
    assert list(sources) == ["catalogue", "treaties", "undl", "metadata", "ods"]
    shown = run("resolvers", "-f", "table").stdout
    assert shown.splitlines()[0].split() == ["Name", "Cached", "Covers", "Address"]


def test_no_resolver_makes_a_cache_by_being_shown(run: Run) -> None:
    assert [json.loads(line)["cached"] for line in run("resolvers").stdout.splitlines()] == [0] * 5
    assert not list(Path.home().rglob("cache.db"))


@pytest.mark.parametrize(
    ("fault", "state", "cause"),
    [
        ("ok", "reachable", None),
        ("nothing", "reachable", None),
        ("empty", "unclear", "its answer proves nothing"),
        ("challenge", "blocked", "a bot challenge (202)"),
        ("429", "limited", "it asks for fewer requests (429: Max 100 requests per 5 minutes)"),
        ("503", "unreachable", "server error (503)"),
        ("slow", "unreachable", "no answer within 0.3 s"),
    ],
)
def test_a_probe_tells_where_each_source_stands(
    run: Run,
    valid: Valid,
    standin: "Standin",
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
    state: str,
    cause: str | None,
) -> None:
    monkeypatch.setenv("UNXREF_TIMEOUT", "0.3")
    monkeypatch.setenv("UNXREF_PACE", "0")
    standin.fault(fault, "/search")
    sources = {source["name"]: source for source in valid(run("resolvers", "--probe").stdout, "resolver")}
    assert (sources["undl"]["state"], sources["undl"]["cause"]) == (state, cause)
    assert sources["treaties"]["state"] == "reachable"
    assert 0 < sources["treaties"]["seconds"] < 10
    shown = run("resolvers", "--probe", "-f", "table").stdout
    assert state in shown
    assert not list(Path.home().rglob("cache.db"))


def test_the_local_library_is_shown_with_what_it_holds(run: Run, valid: Valid, tmp_path: Path) -> None:
    (empty, *_) = valid(run("resolvers", "--probe").stdout, "resolver")
    assert (empty["name"], empty["cached"], empty["state"]) == ("catalogue", 0, None)
    assert "`unxref catalogue import` makes one" in empty["cause"]
    record = run("resolve", "--offline", "-f", "jsonl", "S/RES/1325").stdout.replace('"offline"', '"found"')
    Path("records.jsonl").write_text(record, encoding="utf-8")
    assert run("catalogue", "import", "records.jsonl").exit_code == 0
    (filled, *_) = valid(run("resolvers", "--probe").stdout, "resolver")
    assert (filled["cached"], filled["state"], filled["cause"]) == (1, "reachable", None)
    Path(filled["url"]).write_bytes(b"no database" * 500)
    (damaged, *_) = valid(run("resolvers", "--probe").stdout, "resolver")
    assert damaged["state"] == "unreachable"
    assert "is damaged" in damaged["cause"]
