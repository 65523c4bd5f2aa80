import csv
import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import Result

from unxref.citations.model import from_json, to_json
from unxref.cli.codes import DONE, NOT_ASKED, SHORT, UNREADABLE
from unxref.cli.reading import How, read_for_citations, text_again
from unxref.graph.bibliography import FORMATS
from unxref.graph.write import WRITERS

if TYPE_CHECKING:
    from ..standin.server import Standin

DOCS = Path(__file__).parents[2] / "docs"
Run = Callable[..., Result]
Spawn = Callable[..., "subprocess.Popen[bytes]"]
Valid = Callable[[str, str], list[Any]]


@pytest.fixture
def citations(run: Run, draft: Path) -> Path:
    """What `extract` prints of the draft, one citation left open."""
    lines = run("extract", draft).stdout.splitlines()
    left_open = replace(
        from_json(json.loads(lines[1])),
        id=None,
        also=("S/RES/1325(2000)", "A/RES/1325(XIII)"),
        text="1325\x1b[2J",
    )
    lines[1] = json.dumps(to_json(left_open))
    path = Path("citations.jsonl")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_pipe_gets_an_edge_a_line(run: Run, valid: Valid, draft: Path) -> None:
    done = run("graph", draft, "--offline")
    edges = valid(done.stdout, "edge")
    assert [(e["source"], e["target"], e["count"]) for e in edges] == [
        ("draft.txt", "A/RES/74/174", 2),
        ("draft.txt", "S/RES/1325(2000)", 1),
    ]
    assert edges[0]["relations"] == ["recalls", "reaffirms"]
    assert (done.exit_code, done.stderr) == (DONE, "unxref: 3 citations of 2 instruments (2 offline)\n")


def test_json_csv_and_the_diagrams(run: Run, valid: Valid, draft: Path) -> None:
    plain = json.loads(run("graph", draft, "--offline", "-f", "json").stdout)
    valid(json.dumps(plain), "graph")
    assert [n["id"] for n in plain["nodes"]] == ["draft.txt", "A/RES/74/174", "S/RES/1325(2000)"]
    table = run("graph", draft, "--offline", "-f", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["target_date"] for row in rows] == ["2019-12-18", "2000-10-31"]
    assert run("graph", draft, "--offline", "-f", "dot").stdout.startswith("digraph unxref {\n")
    assert run("graph", draft, "--offline", "-f", "mermaid").stdout.startswith("flowchart LR\n")


def test_found_records_are_asked_for_once(run: Run, draft: Path, standin: "Standin") -> None:
    first = run("graph", draft, "-f", "json")
    asked = len(standin.requests)
    assert asked > 0
    assert {n["status"] for n in json.loads(first.stdout)["nodes"]} == {None, "found"}
    assert first.stderr == "unxref: 3 citations of 2 instruments (2 found)\n"
    assert run("graph", draft, "-f", "json").stdout == first.stdout
    assert len(standin.requests) == asked


@pytest.mark.usefixtures("standin")
def test_the_tree_says_all_at_eighty_columns(run: Run, draft: Path) -> None:
    shown = run("graph", draft, "-f", "tree").stdout
    lines = shown.splitlines()
    assert lines[0] == "draft.txt"
    assert lines[1] == "3 citations of 2 instruments"
    assert lines[2] == "├── General Assembly"
    assert lines[3].startswith("│   └── A/RES/74/174 Countering child sexual exploitation")
    assert lines[4] == "│       recalls, reaffirms ×2 · 2019-12-18 · found"
    assert re.fullmatch(r"│       https://digitallibrary\.un\.org/record/\d+", lines[5])
    assert lines[6] == "└── Security Council"
    assert all(len(line) <= 80 for line in lines if "://" not in line)
    assert "\x1b" not in shown


def test_an_address_is_whole_however_narrow_the_lines(
    run: Run, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    lines = run("graph", draft, "--offline", "-f", "tree").stdout.splitlines()
    assert any(line.endswith("    https://docs.un.org/en/S/RES/1325(2000)") for line in lines)
    assert any(line.endswith("…") and len(line) == 30 for line in lines)


def test_what_is_open_is_shown_with_its_candidates(run: Run, citations: Path) -> None:
    for form in ("tree", "table"):
        shown = run("graph", citations, "--offline", "-f", form)
        assert "S/RES/1325(2000) or A/RES/1325(XIII)" in " ".join(shown.stdout.split())
        assert "1325 [2J" in shown.stdout
        assert shown.stderr == "unxref: 3 citations: 1 open, 2 of 1 instrument (1 offline)\n"
    plain = json.loads(run("graph", citations, "--offline", "-f", "json").stdout)
    assert [one["candidates"] for one in plain["graph"]["open"]] == [["S/RES/1325(2000)", "A/RES/1325(XIII)"]]


def test_the_table_names_the_documents_where_there_are_several(run: Run, draft: Path) -> None:
    shutil.copy(draft, "other.txt")
    assert "Document" not in run("graph", draft, "--offline", "-f", "table").stdout
    shown = run("graph", draft, "other.txt", "--offline", "-f", "table").stdout.splitlines()
    assert [line.split()[:2] for line in shown] == [
        ["Document", "Instrument"],
        ["draft.txt", "A/RES/74/174"],
        ["draft.txt", "S/RES/1325(2000)"],
        ["other.txt", "A/RES/74/174"],
        ["other.txt", "S/RES/1325(2000)"],
    ]


def test_what_extract_prints_is_input(run: Run, spawn: Spawn, draft: Path) -> None:
    Path("found.jsonl").write_text(run("extract", draft).stdout, encoding="utf-8")
    whole = run("graph", draft, "--offline").stdout
    assert run("graph", "found.jsonl", "--offline").stdout == whole
    with Path("found.jsonl").open("rb") as found, spawn("graph", "-", "--offline", stdin=found) as process:
        out, _ = process.communicate()
    assert out.decode() == whole


def test_a_line_that_is_no_citation_is_said(run: Run, citations: Path) -> None:
    with citations.open("a", encoding="utf-8") as file:
        file.write('{"schema": "unxref.citation/1", "document"')
    done = run("graph", citations, "--offline")
    assert done.exit_code == UNREADABLE
    assert done.stderr.startswith("unxref: citations.jsonl: line 4: no citation: ")
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("asked_for", "code"),
    [
        ([], DONE),
        (["--fail-on", "not-found"], DONE),
        (["--fail-on", "ambiguous"], SHORT),
        (["--fail-on", "not-asked"], NOT_ASKED),
        (["--fail-on", "ambiguous", "--fail-on", "not-asked"], NOT_ASKED),
        (["--fail-on", "not-asked", "missing.txt"], UNREADABLE),
    ],
)
def test_exit_codes(run: Run, citations: Path, asked_for: list[str], code: int) -> None:
    assert run("graph", citations, "--offline", *asked_for).exit_code == code


def test_each_service_that_is_down_is_said_once(run: Run, draft: Path) -> None:
    done = run("graph", draft)
    assert done.exit_code == DONE
    assert len(json.loads(done.stdout.splitlines()[0])["citations"]) == 2
    said = done.stderr.splitlines()
    assert said[-1] == "unxref: 3 citations of 2 instruments (2 unreachable)"
    assert [line.split()[1] for line in said[:-1]] == ["undl", "metadata", "ods"]


def test_a_name_that_is_cut_is_not_said_again(run: Run) -> None:
    name = (
        "Optional Protocol to the Convention on the Rights of the Child on the sale of children, "
        "child prostitution and child pornography"
    )
    shown = run("graph", "-", "--offline", "-f", "tree", input=f"Recalling the {name},").stdout
    assert shown.count("Optional Protocol") == 1


def test_a_terminal_gets_a_tree_with_links_and_progress(draft: Path) -> None:
    controller, terminal = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}
    command = [sys.executable, "-m", "unxref", "graph", str(draft), "--offline"]
    with subprocess.Popen(command, stdout=terminal, stderr=terminal, env=environment) as process:
        os.close(terminal)
        shown = b""
        while chunk := _read(controller):
            shown += chunk
        process.wait()
    os.close(controller)
    text = shown.decode()
    assert re.search(r"\x1b\]8;id=\d+;https://docs\.un\.org/en/A/RES/74/174\x1b\\", text)
    visible = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[\d;?]*[a-zA-Z]", "", text)
    assert "├── General Assembly" in visible
    assert "https://" not in visible
    assert "reading" in visible


def _read(terminal: int) -> bytes:
    """Read what a terminal shows; nothing where the program has closed it."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_a_folder_gives_the_same_graph_for_any_number_of_processes_and_once_kept(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path("texts")
    folder.mkdir()
    for number in range(12):
        text = f"A/75/{number + 1}\n\nRecalling General Assembly resolutions 70/{number + 1} and 70/1,\n"
        (folder / f"{number:02}.txt").write_text(text + "Nothing more. \n" * 200, encoding="utf-8")
    graphs = {
        run("graph", folder, "--offline", "-f", "json", "--jobs", jobs, *how).stdout
        for jobs in ("1", "3")
        for how in (["--no-cache"], [], [])
    }
    (graph,) = map(json.loads, graphs)
    assert [node["id"] for node in graph["nodes"] if node["documents"]] == [f"A/75/{n}" for n in range(1, 13)]
    assert sum(edge["count"] for edge in graph["edges"]) == 24


def test_what_mermaid_will_not_draw_is_said(run: Run) -> None:
    numbers = ", ".join(f"74/{number}" for number in range(1, 302))
    Path("many.txt").write_text(
        f"Recalling General Assembly resolutions {numbers} and 74/302,\n", encoding="utf-8"
    )
    Path("more.txt").write_text(
        f"Recalling General Assembly resolutions {numbers} and 74/302,\n", encoding="utf-8"
    )
    assert "maxEdges" not in run("graph", "many.txt", "--offline", "-f", "mermaid").stderr
    done = run("graph", "many.txt", "more.txt", "--offline", "-f", "mermaid")
    assert "unxref: Mermaid draws 500 edges, and more where maxEdges is set; here are 604\n" in done.stderr
    assert done.exit_code == DONE


@pytest.mark.parametrize("form", WRITERS)
def test_every_format_is_written_to_a_file_as_to_a_pipe(run: Run, draft: Path, form: str) -> None:
    piped = run("graph", draft, "--offline", "-f", form)
    assert piped.exit_code == DONE
    assert run("graph", draft, "--offline", "-f", form, "-o", "out").exit_code == DONE
    assert Path("out").read_text(encoding="utf-8") == piped.stdout
    assert "A/RES/74/174" in piped.stdout


def test_the_page_on_the_graph_names_every_format() -> None:
    page = (DOCS / "graph.md").read_text(encoding="utf-8")
    for form in ("tree", "table", *WRITERS, *FORMATS):
        assert re.search(rf"^\| .*`{form}`", page, re.MULTILINE), form


def test_the_example_in_the_page_runs(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (DOCS / "graph.md").read_text(encoding="utf-8")
    code = page.rpartition("```python\n")[2].partition("```")[0]
    monkeypatch.setenv("UNXREF_CACHE_DIR", str(Path.cwd() / "cache"))
    names = {"paths": [str(draft)]}
    exec(code, names)  # the example is ours
    graph: Any = names["graph"]
    assert [edge.target for edge in graph.edges] == ["A/RES/74/174", "S/RES/1325(2000)"]


def quoted_in(page: str) -> list[list[list[str]]]:
    data = page.partition('id="data">')[2].partition("</script>")[0]
    return [edge.get("quotes", []) for edge in json.loads(data)["edges"]]


def test_the_page_quotes_the_sentences_that_cite(run: Run, draft: Path) -> None:
    recalled, reaffirmed = (
        "Recalling General Assembly resolution ",
        "1. Reaffirms General Assembly resolution ",
    )
    of_2019 = " of 18 December 2019 and Security Council resolution 1325 (2000),"
    for _ in range(2):  # read, and known from before
        first, second = quoted_in(run("graph", draft, "--offline", "-f", "html").stdout)
        assert first == [
            ["draft.txt", recalled, "74/174", of_2019],
            ["draft.txt", reaffirmed, "74/174", ";"],
        ]
        assert [one[2] for one in second] == ["1325 (2000)"]


def test_what_cannot_be_read_again_is_not_quoted(run: Run, draft: Path, citations: Path) -> None:
    piped = run("graph", "-", "--offline", "-f", "html", input=draft.read_bytes())
    assert quoted_in(piped.stdout) == [[], []]
    assert quoted_in(run("graph", citations, "--offline", "-f", "html").stdout) == [[]]


def test_a_text_that_has_changed_is_not_had_again(draft: Path) -> None:
    before = read_for_citations("draft.txt", How())
    assert text_again(before, How()) == draft.read_text(encoding="utf-8")
    draft.write_text("Another text.", encoding="utf-8")
    assert text_again(before, How()) is None
    draft.unlink()
    assert text_again(before, How()) is None
