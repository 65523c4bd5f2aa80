"""The catalogue from the command line: filled from files and from the services, searched, and shown."""

import gzip
import json
import os
import pty
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import Result

from unxref.cli.codes import DONE, INTERRUPTED, NOT_ASKED, UNREADABLE, USAGE
from unxref.resolvers.catalogue import Catalogue
from unxref.resolvers.interface import Record, Status, to_json

if TYPE_CHECKING:
    from ..standin.server import Standin

Run = Callable[..., Result]
Spawn = Callable[..., "subprocess.Popen[bytes]"]
Valid = Callable[[str, str], list[Any]]
VOTES = """undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,\
subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link
4033030,FRA,FRANCE,Y,2023-12-19,78,A/RES/78/220,,A/78/481/Add.3,A/78/PV.50,Human rights in Iran : resolution /,Item,\
HUMAN RIGHTS,,78,30,68,17,193,https://digitallibrary.un.org/record/4033030
"""
EXPORT = """<collection><record><controlfield tag="001">1</controlfield>
<datafield tag="191" ind1=" " ind2=" "><subfield code="a">A/RES/78/220</subfield></datafield>
<datafield tag="245" ind1=" " ind2=" "><subfield code="a">Situation of human rights in Iran</subfield></datafield></record>
<record><datafield tag="089" ind1=" " ind2=" "><subfield code="b">B22</subfield></datafield></record></collection>
"""


def line(id: str, title: str | None = None, status: Status = Status.FOUND) -> str:
    return json.dumps(to_json(Record(id, status, title=title))) + "\n"


@pytest.fixture
def inputs() -> Path:
    """A folder of what can be imported, what cannot, and what is none of it."""
    folder = Path("inputs")
    folder.mkdir()
    (folder / "1.csv").write_text(VOTES)
    (folder / "2.xml").write_text(EXPORT)
    (folder / "3.gz").write_bytes(
        gzip.compress(line("S/RES/1325(2000)", "Women and peace and security").encode())
    )
    (folder / "4.md").write_text("Notes.")
    (folder / "5.xml").write_text(EXPORT[:-20])
    return folder


def wait(running: "subprocess.Popen[bytes]", until: Callable[[], bool]) -> None:
    """Wait until something is so, while the command runs."""
    while not until():
        assert running.poll() is None
        time.sleep(0.02)


def the_file() -> Path:
    """Where the catalogue is when no setting says so."""
    return Path.home() / "data/unxref/catalogue.sqlite"


def test_files_and_folders_are_imported_and_counted(run: Run, inputs: Path) -> None:
    done = run("catalogue", "import", inputs)
    assert (done.exit_code, done.stdout) == (UNREADABLE, "")
    said = done.stderr.splitlines()
    assert said[0].startswith("unxref: inputs/5.xml: no MARCXML: ")
    assert said[1:] == [
        "unxref: 4 records read: 2 new, 2 merged; 1 skipped (1 of a speech); 1 other file passed over;"
        " 1 file not read to the end"
    ]
    (inputs / "5.xml").unlink()
    again = run("catalogue", "import", inputs)
    assert again.exit_code == DONE
    assert again.stderr == (
        "unxref: 3 records read: 0 new, 3 merged; 1 skipped (1 of a speech); 1 other file passed over\n"
    )


def test_a_file_that_is_named_must_be_one(run: Run, inputs: Path) -> None:
    done = run("catalogue", "import", inputs / "4.md", "missing", inputs / "1.csv")
    assert done.exit_code == UNREADABLE
    assert done.stderr.splitlines() == [
        "unxref: missing: no such file or directory",
        "unxref: inputs/4.md: neither MARCXML, Akoma Ntoso, a table that unxref knows, nor records of unxref;"
        " nor a document whose heading or name says which instrument it is (A_RES_74_174-EN.pdf)",
        "unxref: 1 record read: 1 new, 0 merged; 2 files not read to the end",
    ]


def test_what_resolve_prints_is_input(run: Run, valid: Valid, standin: "Standin") -> None:
    printed = run("resolve", "A/RES/74/174", "A/RES/74/999", "crc", "-f", "jsonl").stdout
    Path("records.jsonl").write_text(printed, encoding="utf-8")
    assert standin.requests
    done = run("catalogue", "import", "records.jsonl")
    assert done.stderr == (
        "unxref: 2 records read: 2 new, 0 merged; 1 skipped (1 not found when it was looked up)\n"
    )
    (found,) = valid(run("catalogue", "search", "child", "exploitation", "-f", "jsonl").stdout, "record")
    assert (found["id"], found["date"]) == ("A/RES/74/174", "2019-12-18")


def test_standard_input_is_imported(spawn: Spawn, inputs: Path) -> None:
    for content in (VOTES.encode(), (inputs / "3.gz").read_bytes()):
        importing = spawn("catalogue", "import", "-")
        _, said = importing.communicate(content, timeout=30)
        assert (importing.returncode, said) == (DONE, b"unxref: 1 record read: 1 new, 0 merged\n")
    importing = spawn("catalogue", "import", "-")
    _, said = importing.communicate(b"What is this?", timeout=30)
    assert importing.returncode == UNREADABLE
    assert said.startswith(b"unxref: -: neither MARCXML")


AKN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><meta>
<identification source="#un"><FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification></meta>
<coverPage><p><docNumber refersTo="#symbol">A/RES/78/220</docNumber></p></coverPage><mainBody><p>The General Assembly,</p>
<p>Recalling its resolution 77/228 of 15 December 2022,</p></mainBody></statement></akomaNtoso>"""


def test_texts_of_documents_are_kept(run: Run, valid: Valid, inputs: Path) -> None:
    (inputs / "5.xml").write_text(AKN, encoding="utf-8")
    (inputs / "A_RES_74_174-FR.txt").write_text("Rappelant sa résolution 73/154,\n", encoding="utf-8")
    (inputs / "headed.html").write_text("<p>S/RES/1325 (2000)</p><p>The Security Council,</p>")
    done = run("catalogue", "import", inputs)
    assert (done.exit_code, done.stderr) == (
        DONE,
        "unxref: 4 records read: 2 new, 2 merged; 3 texts kept: 3 new, 0 replaced; 1 skipped (1 of a speech);"
        " 1 other file passed over\n",
    )
    again = run("catalogue", "import", inputs / "A_RES_74_174-FR.txt")
    assert again.stderr == "unxref: 0 records read: 0 new, 0 merged; 1 text kept: 0 new, 1 replaced\n"
    (info,) = valid(run("catalogue", "info").stdout, "catalogue")
    assert info["texts"] == [{"language": "en", "count": 2}, {"language": "fr", "count": 1}]
    assert "  2 records  3 texts  filled " in run("catalogue", "info", "-f", "table").stdout


def test_a_document_that_cannot_be_read_is_said_where_it_is_meant(run: Run, inputs: Path) -> None:
    (inputs / "5.xml").unlink()
    (inputs / "scan.pdf").write_bytes(b"%PDF-1.4 and no more")
    done = run("catalogue", "import", inputs)
    assert (done.exit_code, done.stderr.partition("; 2 other files")[1]) == (DONE, "; 2 other files")
    (inputs / "scan.pdf").rename(inputs / "A_RES_74_174-EN.pdf")
    done = run("catalogue", "import", inputs)
    assert done.exit_code == UNREADABLE
    assert done.stderr.startswith("unxref: inputs/A_RES_74_174-EN.pdf: ")
    assert "1 file not read to the end" in done.stderr


def test_it_says_what_it_holds(run: Run, valid: Valid, inputs: Path) -> None:
    run("catalogue", "import", inputs)
    (info,) = valid(run("catalogue", "info").stdout, "catalogue")
    assert info["path"] == str(the_file())
    assert info["records"] == 2
    assert [(one["source"], one["count"]) for one in info["sources"]] == [
        ("catalogue", 1),
        ("ga-votes", 1),
        ("library", 1),
    ]
    assert info["answered"] == []
    shown = run("catalogue", "info", "-f", "table").stdout
    assert shown.startswith(f"{the_file()}  ")
    assert "General Assembly voting data of the Library" in shown
    assert "A/RES" in shown


def test_what_has_no_series_is_called_by_words(run: Run) -> None:
    Path("records.jsonl").write_text(line("crc", "Rights of the Child") + line("A/74/10", "Report"))
    run("catalogue", "import", "records.jsonl")
    shown = run("catalogue", "info", "-f", "table").stdout
    assert "named instruments" in shown
    assert "\ndocuments " in shown


def test_a_search_prints_records_as_resolve_does(run: Run, valid: Valid, inputs: Path) -> None:
    run("catalogue", "import", inputs)
    done = run("catalogue", "search", "rights", "IRAN")
    (record,) = valid(done.stdout, "record")
    assert done.stderr == "unxref: 1 record found\n"
    assert (record["id"], record["title"]) == ("A/RES/78/220", "Situation of human rights in Iran")
    assert record["vote"] == "78-30-68"
    assert record["sources"] == [{"resolver": "catalogue", "status": "found", "retrieved": None}]
    shown = run("catalogue", "search", "women security", "-f", "table").stdout.splitlines()
    assert shown[0].split() == ["Instrument", "Adopted", "Status", "Title"]
    assert shown[1].startswith("S/RES/1325(2000)")
    assert run("catalogue", "search", 'x" OR title:*').stdout == ""


@pytest.mark.parametrize("command", [["info"], ["search", "women"]])
def test_without_a_catalogue_one_line_says_how_to_make_one(run: Run, command: list[str]) -> None:
    done = run("catalogue", *command)
    assert (done.exit_code, done.stdout) == (USAGE, "")
    assert (
        done.stderr == f"unxref: there is no catalogue at {the_file()}: `unxref catalogue import` makes one\n"
    )


@pytest.mark.parametrize("command", [["info"], ["search", "x"], ["import", "x"], ["harvest", "crc"]])
def test_a_file_that_is_none_is_one_line(
    run: Run, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("other.sqlite").write_text("This is no database at all. " * 50)
    monkeypatch.setenv("UNXREF_CATALOGUE", "other.sqlite")
    done = run("catalogue", *command)
    assert done.exit_code == USAGE
    assert done.stderr.startswith("unxref: the catalogue other.sqlite is damaged")
    assert done.stderr.count("\n") == 1


def test_where_it_is_is_a_setting(run: Run, inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("unxref.toml").write_text('catalogue = "ours/a.sqlite"\n')
    run("catalogue", "import", inputs / "1.csv")
    assert Path("ours/a.sqlite").is_file()
    monkeypatch.setenv("UNXREF_CATALOGUE", "ours/b.sqlite")
    run("catalogue", "import", inputs / "1.csv")
    assert Path("ours/b.sqlite").is_file()
    assert not the_file().exists()


def test_the_commands_are_listed(run: Run) -> None:
    shown = run("catalogue").stdout
    assert all(command in shown for command in ("harvest", "import", "info", "search"))
    assert "catalogue" in run("--help").stdout


def test_a_kill_loses_no_more_than_the_batch(run: Run, spawn: Spawn) -> None:
    total = 40_000
    with Path("many.jsonl").open("w") as file:
        file.writelines(line(f"A/{31 + n % 50}/{1 + n // 50}", f"Report {n}") for n in range(total))
    importing = spawn("catalogue", "import", "many.jsonl")
    wait(importing, lambda: held_now() >= 1000)
    importing.kill()
    importing.communicate()
    assert importing.returncode == -signal.SIGKILL
    kept = held_now()
    assert 1000 <= kept < total
    assert kept % 500 == 0
    assert run("catalogue", "search", "report", "7").exit_code == DONE
    done = run("catalogue", "import", "many.jsonl")
    assert done.stderr == f"unxref: {total} records read: {total - kept} new, {kept} merged\n"
    assert held_now() == total


def test_an_import_that_is_interrupted_says_how_to_go_on(spawn: Spawn) -> None:
    with Path("many.jsonl").open("w") as file:
        file.writelines(line(f"A/{31 + n % 50}/{1 + n // 50}", f"Report {n}") for n in range(40_000))
    importing = spawn("catalogue", "import", "many.jsonl")
    wait(importing, lambda: held_now() >= 500)
    importing.send_signal(signal.SIGINT)
    _, said = importing.communicate(timeout=30)
    assert importing.returncode == INTERRUPTED
    assert said == b"unxref: interrupted: what was read is kept, run the same again to go on\n"


def held_now() -> int:
    if not the_file().exists():
        return 0
    with Catalogue(the_file(), writable=True) as held:
        return held.info().records


def test_progress_is_shown_on_a_terminal_only(spawn: Spawn, inputs: Path) -> None:
    terminal, end = pty.openpty()
    importing = spawn("catalogue", "import", str(inputs / "1.csv"), stderr=end)
    os.close(end)
    shown = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # what Linux says at the end
            break
        if not piece:
            break
        shown += piece
    os.close(terminal)
    importing.communicate()
    assert b"importing" in shown
    assert b"1 record read: 1 new, 0 merged" in shown


# harvest


def test_what_is_asked_for_is_kept(run: Run, valid: Valid, standin: "Standin") -> None:
    Path("list.txt").write_text("A/RES/78/220\n\nresolution 72/195 of the General Assembly\n")
    done = run("catalogue", "harvest", "GA res 74/174", "A/RES/74/999", "--from", "list.txt")
    assert (done.exit_code, done.stdout) == (DONE, "")
    assert done.stderr == "unxref: 4 instruments asked for: 3 found, 1 not-found\n"
    found = [
        record["id"] for record in valid(run("catalogue", "search", "child", "exploitation").stdout, "record")
    ]
    assert found == ["A/RES/74/174"]
    (info,) = valid(run("catalogue", "info").stdout, "catalogue")
    assert info["answered"] == [{"status": "found", "count": 3}, {"status": "not-found", "count": 1}]
    assert [one["source"] for one in info["sources"]] == ["lookup"]
    assert standin.requests


def test_what_was_answered_is_asked_again_only_to_refresh(run: Run, standin: "Standin") -> None:
    command = ["catalogue", "harvest", "A/RES/74/174", "A/RES/74/999", "--no-cache"]
    run(*command)
    before = len(standin.requests)
    assert run(*command).stderr == "unxref: 0 instruments asked for; 2 answered before\n"
    assert len(standin.requests) == before
    assert run(*command, "--refresh").stderr == "unxref: 2 instruments asked for: 1 found, 1 not-found\n"
    assert len(standin.requests) == 2 * before


def test_standard_input_has_a_citation_a_line(run: Run, standin: "Standin", draft: Path) -> None:
    printed = run("extract", draft).stdout
    done = run("catalogue", "harvest", "--from", "-", input=printed + "nothing\n")
    assert done.exit_code == UNREADABLE
    assert done.stderr.splitlines()[-1] == "unxref: 2 instruments asked for: 2 found"
    assert standin.requests


def test_a_series_ends_where_nothing_more_is_found(run: Run, standin: "Standin") -> None:
    done = run("catalogue", "harvest", "--series", "A/HRC/RES/5")
    assert done.stderr.splitlines() == [
        "unxref: ended with A/HRC/RES/5/100: none of the last 50 is found",
        "unxref: 100 instruments asked for: 2 found, 98 not-found",
    ]
    assert standin.requests
    again = run("catalogue", "harvest", "--series", "A/HRC/RES/5")
    assert again.stderr.splitlines()[-1] == "unxref: 0 instruments asked for; 100 answered before"


def test_a_part_of_a_series_is_asked_for_to_its_end(run: Run, standin: "Standin") -> None:
    done = run("catalogue", "harvest", "--series", "S/RES", "--first", "1320", "--last", "1330")
    assert done.stderr.startswith("unxref: 11 instruments asked for: ")
    assert "ended" not in done.stderr
    assert any("S/RES/1325(2000)" in path for path in standin.requests)
    assert not any("S/RES/1331" in path or "S/RES/1319" in path for path in standin.requests)


def test_an_old_series_begins_where_its_numbers_do(run: Run, standin: "Standin") -> None:
    run("catalogue", "harvest", "--series", "A/RES/(III)", "--last", "217")
    with Catalogue(the_file()) as held:
        assert "A/RES/217(III)" in held.get_many(["A/RES/217(III)"])
    assert not any("A/RES/1(III)" in path for path in standin.requests)


def test_a_series_ends_with_the_last_number_that_can_be_dated(run: Run, standin: "Standin") -> None:
    done = run("catalogue", "harvest", "--series", "S/RES", "--first", "2790")
    assert done.exit_code == DONE
    assert not any("S/RES/2900" in path for path in standin.requests)


@pytest.mark.parametrize(
    ("fault", "status"), [("challenge", "blocked"), ("429", "limited"), ("dropped", "unreachable")]
)
def test_trouble_ends_it_with_one_line_and_the_same_command_goes_on(
    run: Run, standin: "Standin", fault: str, status: str
) -> None:
    series = ["--series", "A/RES/74", "--last", "200"]
    command = ["catalogue", "harvest", "--no-cache", "--resolver", "undl", *series]
    standin.fault(fault, after=60)
    done = run(*command)
    assert done.exit_code == NOT_ASKED
    assert done.stderr.startswith(f"unxref: undl is {status}: ")
    assert done.stderr.endswith(": run the same again to go on\n")
    assert done.stderr.count("\n") == 1
    with Catalogue(the_file()) as held:
        before = sum(held.info().answered.values())
    assert 0 < before < 200
    standin.fault("ok")
    standin.requests.clear()
    again = run(*command)
    assert again.exit_code == DONE
    assert f"unxref: {200 - before} instruments asked for" in again.stderr
    assert f"{before} answered before" in again.stderr


def test_no_clear_answers_are_no_end_of_a_series(run: Run, standin: "Standin") -> None:
    standin.fault("empty")
    done = run("catalogue", "harvest", "--no-cache", "--series", "A/RES/75")
    assert done.exit_code == NOT_ASKED
    assert done.stderr.startswith("unxref: undl is unclear: none of 10 answers says anything (")
    assert done.stderr.endswith(". 50 instruments asked for: 50 unclear: run the same again to go on\n")


def test_that_nothing_is_clear_is_said(run: Run, standin: "Standin") -> None:
    standin.fault("empty")
    done = run("catalogue", "harvest", "--no-cache", "--resolver", "undl", "A/RES/74/174", "A/RES/74/175")
    assert done.exit_code == NOT_ASKED
    assert done.stderr == (
        "unxref: the services gave no clear answer on any of 2 instruments."
        " 2 instruments asked for: 2 unclear: run the same again to go on\n"
    )


def test_a_source_in_trouble_ends_it_though_another_answers(run: Run, standin: "Standin") -> None:
    standin.fault("challenge", "/doc")
    named = ["crc", "agenda-2030"]
    done = run("catalogue", "harvest", "--no-cache", *named)
    assert done.exit_code == NOT_ASKED
    assert done.stderr.startswith("unxref: treaties is blocked: ")
    assert "2 instruments asked for: 2 found: run the same again" in done.stderr
    assert run("catalogue", "harvest", "--no-cache", *named).exit_code == DONE


def test_a_kill_loses_no_answer_but_those_of_the_batch(run: Run, spawn: Spawn, standin: "Standin") -> None:
    command = ["catalogue", "harvest", "--no-cache", "--series", "A/RES/74", "--last", "150"]
    standin.latency = 0.02
    harvesting = spawn(*command)
    wait(harvesting, lambda: answered_now() >= 50)
    harvesting.kill()
    harvesting.communicate()
    kept = answered_now()
    assert 50 <= kept < 150
    standin.latency = 0
    done = run(*command)
    assert (done.exit_code, answered_now()) == (DONE, 150)
    assert f"unxref: {150 - kept} instruments asked for" in done.stderr


def answered_now() -> int:
    if not the_file().exists():
        return 0
    with Catalogue(the_file(), writable=True) as held:
        return sum(held.info().answered.values())


def test_an_interrupt_says_how_to_go_on(spawn: Spawn, standin: "Standin") -> None:
    standin.latency = 0.05
    harvesting = spawn("catalogue", "harvest", "--series", "A/RES/74")
    wait(harvesting, lambda: len(standin.requests) >= 10)
    harvesting.send_signal(signal.SIGINT)
    _, said = harvesting.communicate(timeout=30)
    assert harvesting.returncode == INTERRUPTED
    assert said == b"unxref: interrupted: what was looked up is kept, run the same again to go on\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give symbols (SYMBOL, --from FILE), or a series (--series)"),
        (["crc", "--series", "A/RES/74"], "give symbols (SYMBOL, --from FILE), or a series (--series)"),
        (["crc", "--last", "9"], "--first and --last go with --series"),
        (["--series", "A/RES/X"], "--series A/RES/X: 'A/RES/X/1': its numbers look like"),
        (["--series", "S/RES", "--first", "9999"], "--series S/RES: 'S/RES/9999': in which year"),
        (["--from", "missing"], "--from missing: No such file or directory"),
        (["crc", "--offline"], "harvest asks the services: not with offline"),
        (["crc", "--resolver", "none"], "no resolver is called 'none'"),
    ],
)
def test_wrong_usage_is_one_line(run: Run, arguments: list[str], said: str) -> None:
    done = run("catalogue", "harvest", *arguments)
    assert (done.exit_code, done.stdout) == (USAGE, "")
    assert done.stderr.startswith(f"unxref: {said}")
    assert done.stderr.count("\n") == 1
