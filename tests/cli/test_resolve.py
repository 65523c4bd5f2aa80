import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import Result

from unxref.cli.codes import DONE, NOT_ASKED, SHORT, UNREADABLE

if TYPE_CHECKING:
    from ..standin.server import Standin

Run = Callable[..., Result]
Valid = Callable[[str, str], list[Any]]


def ids(done: Result) -> list[str]:
    return [json.loads(line)["id"] for line in done.stdout.splitlines()]


def test_a_record_for_each_citation_in_the_order_given(run: Run, valid: Valid) -> None:
    done = run("resolve", "--offline", "GA res 74/174", "s/res/1325", "crc", "A/RES/74/174")
    records = valid(done.stdout, "record")
    assert [r["id"] for r in records] == ["A/RES/74/174", "S/RES/1325(2000)", "crc", "A/RES/74/174"]
    assert records[2]["title"] == "Convention on the Rights of the Child"
    assert done.stderr == "unxref: 4 citations of 3 instruments (3 offline)\n"


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input_has_a_citation_a_line(run: Run, arguments: list[str]) -> None:
    lines = "\ufeffGA res 74/174\r\n\n  Security Council resolution 1325 (2000)\n".encode()
    assert ids(run("resolve", "--offline", *arguments, input=lines)) == ["A/RES/74/174", "S/RES/1325(2000)"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-32", "windows-1252"])
def test_a_list_may_be_in_any_encoding_and_hold_comments(run: Run, encoding: str) -> None:
    lines = "# those of 2000\r\nGA res 74/174\rUNSCR 1325 – women\r\n\r\n".encode(encoding)
    done = run("resolve", "--offline", input=lines)
    assert (ids(done), done.exit_code) == (["A/RES/74/174", "S/RES/1325(2000)"], DONE)


def test_lists_are_read_as_people_paste_them(run: Run) -> None:
    pasted = {
        "1. GA Res 74/174 (2019)": "A/RES/74/174",
        "See A/RES/70/1, para. 5;": "A/RES/70/1",
        "S/Res/1325": "S/RES/1325(2000)",
        "A/56/10 (2001)": "A/56/10",
        "UN Doc. CCPR/C/GC/36 (2018)": "CCPR/C/GC/36",
        "UN Charter, Art. 2(4)": "un-charter",
        "1155 UNTS 331": "vclt",
        "https://undocs.org/en/A/RES/60/1": "A/RES/60/1",
        "docs.un.org/S/RES/1325(2000)": "S/RES/1325(2000)",
    }
    done = run("resolve", "--offline", input="\n".join(pasted))
    assert ids(done) == list(pasted.values())


def test_what_is_no_text_is_no_list(run: Run) -> None:
    done = run("resolve", "--offline", input=bytes(range(256)) * 8)
    assert done.exit_code == UNREADABLE
    assert done.stderr.startswith("unxref: standard input: not text")


def test_a_file_in_place_of_a_citation_is_told_from_words(run: Run, draft: Path) -> None:
    done = run("resolve", "--offline", draft)
    assert done.exit_code == UNREADABLE
    assert "not understood: a file: `unxref resolve < draft.txt` looks up what it lists" in done.stderr


def test_a_line_may_hold_several(run: Run) -> None:
    done = run("resolve", "--offline", "General Assembly resolutions 72/195 and 73/148")
    assert ids(done) == ["A/RES/72/195", "A/RES/73/148"]


def test_what_extract_prints_is_input(run: Run, draft: Path) -> None:
    printed = run("extract", draft).stdout
    expected = ["A/RES/74/174", "S/RES/1325(2000)", "A/RES/74/174"]
    assert ids(run("resolve", "--offline", input=printed)) == expected
    Path("found.jsonl").write_text(printed, encoding="utf-8")
    assert ids(run("resolve", "--offline", "found.jsonl")) == expected


def test_what_is_not_understood_is_said_and_the_others_are_looked_up(run: Run) -> None:
    lines = 'the old one\n{"schema": "unxref.record/1"}\ncrc\n'
    done = run("resolve", "--offline", "missing.jsonl", "-", input=lines)
    assert done.exit_code == UNREADABLE
    assert ids(done) == ["crc"]
    said = done.stderr.splitlines()
    assert said[0] == "unxref: missing.jsonl: no such file or directory"
    assert said[1].startswith("unxref: the old one: not understood: ")
    assert said[2].startswith('unxref: {"schema": "unxref.record/1"}: no citation: ')
    assert len(said) == 4


def test_the_table_has_whole_titles(run: Run) -> None:
    shown = run("resolve", "--offline", "crc-opsc", "-f", "table").stdout
    assert "sale of children, child prostitution and child pornography" in " ".join(shown.split())
    assert all(len(line) <= 80 for line in shown.splitlines())


@pytest.mark.parametrize(
    ("citation", "fail_on", "code"),
    [
        ("A/RES/74/174", ["not-found", "not-asked", "ambiguous"], DONE),
        ("A/RES/77/999", ["not-found"], SHORT),
        ("A/RES/77/999", ["ambiguous", "not-asked"], DONE),
    ],
)
def test_fail_on(run: Run, standin: "Standin", citation: str, fail_on: list[str], code: int) -> None:
    asked_for = [word for name in fail_on for word in ("--fail-on", name)]
    assert run("resolve", citation, *asked_for).exit_code == code
    assert standin.requests


def test_what_was_not_asked_is_no_fact(run: Run) -> None:
    assert run("resolve", "A/RES/74/174", "--fail-on", "not-asked").exit_code == NOT_ASKED


def test_a_resolver_can_be_picked_and_the_cache_left_alone(run: Run, standin: "Standin") -> None:
    for option in ("--no-cache", "--refresh"):
        asked = len(standin.requests)
        run("resolve", "A/RES/74/174", "--resolver", "undl")
        run("resolve", "A/RES/74/174", "--resolver", "undl", option)
        assert len(standin.requests) > asked
    done = run("resolve", "A/RES/74/174", "--resolver", "treaties")
    assert json.loads(done.stdout)["status"] == "not-covered"


def test_what_is_nearly_right_is_asked_about(run: Run, standin: "Standin") -> None:
    done = run("resolve", "Rome Statue", "A/RS/74/174", "A/RES/74/417", "A/RES/77/999", "--resolver", "undl")
    assert done.exit_code == UNREADABLE
    assert ids(done) == ["A/RES/74/417", "A/RES/77/999"]
    assert done.stderr.splitlines() == [
        "unxref: Rome Statue: not understood: did you mean rome-statute (Rome Statute of the International Criminal Court)?",
        "unxref: A/RS/74/174: not understood: did you mean A/RES/74/174?",
        "unxref: A/RES/74/417: not found: did you mean A/RES/74/147 (Terrorism and human rights)?",
        "unxref: 2 citations of 2 instruments (2 not-found)",
    ]


def test_a_question_holds_no_endless_title(run: Run) -> None:
    said = run("resolve", "--offline", "Kyoto Protocoll").stderr.splitlines()[0]
    assert said.endswith(
        "did you mean kyoto-protocol (Kyoto Protocol to the United Nations Framework Convention…)?"
    )


def test_a_bibliography_has_each_instrument_once(run: Run, draft: Path) -> None:
    cited = run("extract", draft).stdout
    for form, mark in {"bibtex": "@techreport{", "ris": "TY  - RPRT", "csl-json": '"id": '}.items():
        done = run("resolve", "--offline", "-f", form, input=cited)
        assert done.exit_code == DONE
        assert done.stdout.count(mark) == 2
        assert done.stdout == run("graph", "--offline", "-f", form, draft).stdout


def test_a_bibliography_says_what_the_text_says_where_nobody_knows_more(run: Run, draft: Path) -> None:
    cited = run("extract", draft).stdout
    first, _ = json.loads(run("resolve", "--offline", "-f", "csl-json", input=cited).stdout)
    assert first["issued"] == {"date-parts": [[2019, 12, 18]]}
    assert first["title"] == "A/RES/74/174"
    assert first["note"] == "session 74; date as cited; not looked up (offline)"


def test_csv_has_a_row_for_each_citation(run: Run) -> None:
    done = run("resolve", "--offline", "-f", "csv", "crc", "GA res 74/174", "crc")
    rows = list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    assert [row["id"] for row in rows] == ["crc", "A/RES/74/174", "crc"]
    assert rows[0]["title"] == "Convention on the Rights of the Child"
    assert rows[1]["status"] == "offline"


def test_ris_in_a_file_has_the_line_ends_of_its_specification(run: Run) -> None:
    run("resolve", "--offline", "crc", "-f", "ris", "-o", "crc.ris")
    lines = Path("crc.ris").read_bytes().split(b"\r\n")
    assert lines[0] == b"TY  - STAT"
    assert lines[-3:] == [b"ER  - ", b"", b""]
