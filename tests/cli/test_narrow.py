import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from unxref.cli.codes import DONE, NOT_ASKED, SHORT, UNREADABLE, USAGE
from unxref.cli.narrow import MOST_CHAINS
from unxref.graph.write import WRITERS

Run = Callable[..., Result]
Valid = Callable[[str, str], list[Any]]


@pytest.fixture
def folder() -> Path:
    """Resolutions 75/2 to 75/6, each of which recalls the one before it, and a draft."""
    folder = Path("texts")
    folder.mkdir()
    for n in range(2, 7):
        text = f"A/RES/75/{n}\n\nThe General Assembly,\n\nRecalling General Assembly resolution 75/{n - 1},\n"
        if n > 4:
            text += f"\nNoting General Assembly resolution 75/{n - 2}, paragraph 4,\n"
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    (folder / "draft.txt").write_text(
        "Recalling General Assembly resolution 75/6 and Security Council resolution 1325 (2000),\n\n"
        "Noting the Convention on the Rights of the Child and General Assembly resolution 75/6,\n",
        encoding="utf-8",
    )
    return folder


OFFLINE = ("--offline", "--jobs", "1")


def ends(done: Result) -> list[tuple[str, str, int]]:
    edges = map(json.loads, done.stdout.splitlines())
    return [(e["source"].rpartition("texts/")[2], e["target"], e["count"]) for e in edges]


def test_reverse_shows_what_cites_this(run: Run, folder: Path) -> None:
    done = run("graph", folder, *OFFLINE, "--reverse", "GA res 75/4", "--reverse", "crc")
    assert ends(done) == [
        ("A/RES/75/5", "A/RES/75/4", 1),
        ("A/RES/75/6", "A/RES/75/4", 1),
        ("draft.txt", "crc", 1),
    ]
    assert done.exit_code == DONE
    assert done.stderr == "unxref: 6 documents, 3 citations of 2 instruments (2 offline)\n"


def test_the_tree_stands_upside_down(run: Run, folder: Path) -> None:
    shown = run("graph", folder, *OFFLINE, "-f", "tree", "--reverse", "A/RES/75/4").stdout.splitlines()
    assert shown == [
        "A/RES/75/4",
        "2 citations by 2 documents",
        "└── General Assembly",
        "    ├── A/RES/75/5",
        "    │   recalls · texts/5.txt 73-77",
        "    └── A/RES/75/6",
        "        notes · paragraph 4 · texts/6.txt 115-119",
    ]
    text = (folder / "6.txt").read_text(encoding="utf-8")
    assert text[115:119] == "75/4"


def test_what_is_open_and_may_mean_this_is_shown(run: Run, folder: Path) -> None:
    (folder / "open.txt").write_text("Recalling resolution 75/4,\n", encoding="utf-8")
    lines = run("extract", folder, "--no-cache").stdout.splitlines()
    cited = [json.loads(line) for line in lines]
    for one in cited:
        if one["document"].endswith("open.txt"):
            one |= {"id": None, "also": ["A/RES/75/4", "A/C.3/RES/75/4"]}
    Path("cited.jsonl").write_text("".join(json.dumps(one) + "\n" for one in cited), encoding="utf-8")
    done = run("graph", "cited.jsonl", *OFFLINE, "-f", "tree", "--reverse", "A/RES/75/4")
    assert "Open: the text does not tell which is meant" in done.stdout
    assert "open.txt:1:" in done.stdout
    assert "3 citations: 1 open, 2 of 1 instrument" in done.stderr


def test_what_nothing_cites_is_said(run: Run, folder: Path) -> None:
    done = run("graph", folder, *OFFLINE, "-f", "tree", "--reverse", "A/RES/70/1")
    assert (done.exit_code, done.stdout) == (SHORT, "")
    assert "unxref: nothing here cites A/RES/70/1\n" in done.stderr
    assert "0 citations of 0 instruments" in done.stderr
    missing = run("graph", folder, "nowhere.txt", *OFFLINE, "--reverse", "A/RES/70/1")
    assert missing.exit_code == UNREADABLE


def test_chains_lead_from_one_to_the_other(run: Run, folder: Path) -> None:
    asked = ("graph", folder, *OFFLINE, "--from", folder / "draft.txt", "--to", "A/RES/75/4")
    shown = run(*asked, "-f", "tree")
    assert shown.exit_code == DONE
    assert shown.stdout == (
        "1 of 2 · 2 steps\n"
        "draft.txt\n"
        "  ↓ recalls, notes ×2 · texts/draft.txt 38-42, 170-174\n"
        "A/RES/75/6\n"
        "  ↓ notes · paragraph 4 · texts/6.txt 115-119\n"
        "A/RES/75/4\n"
        "\n"
        "2 of 2 · 3 steps\n"
        "draft.txt\n"
        "  ↓ recalls, notes ×2 · texts/draft.txt 38-42, 170-174\n"
        "A/RES/75/6\n"
        "  ↓ recalls · texts/6.txt 73-77\n"
        "A/RES/75/5\n"
        "  ↓ recalls · texts/5.txt 73-77\n"
        "A/RES/75/4\n"
    )
    assert shown.stderr == "unxref: 6 documents, 5 citations of 3 instruments (3 offline)\n"
    assert sum(count for *_, count in ends(run(*asked))) == 5
    by_recalls = run(*asked, "--only", "relation=recalls")
    assert [source for source, *_ in ends(by_recalls)] == ["A/RES/75/5", "A/RES/75/6", "draft.txt"]


@pytest.mark.parametrize("name", ["texts/draft.txt", "draft.txt", "draft"])
def test_a_document_is_named_by_its_path_or_by_that_of_the_file_alone(
    run: Run, folder: Path, name: str
) -> None:
    whole = run("graph", folder, *OFFLINE, "--from", folder / "draft.txt", "--to", "A/RES/75/4")
    assert whole.stdout
    assert run("graph", folder, *OFFLINE, "--from", name, "--to", "A/RES/75/4").stdout == whole.stdout
    to_it = run("graph", folder, *OFFLINE, "--from", name, "--to", "4")  # A/RES/75/4, as 4.txt is
    assert to_it.stdout == whole.stdout
    assert ends(run("graph", folder, *OFFLINE, "--reverse", "4.txt")) == [
        ("A/RES/75/5", "A/RES/75/4", 1),
        ("A/RES/75/6", "A/RES/75/4", 1),
    ]


def test_a_name_of_several_documents_lists_them(run: Run, folder: Path) -> None:
    for n in range(7):
        (folder / f"sub{n}").mkdir()
        (folder / f"sub{n}" / "draft.txt").write_text(f"Recalling resolution 75/{n + 1},\n", encoding="utf-8")
    done = run("graph", folder, *OFFLINE, "--from", "draft", "--to", "A/RES/75/4")
    assert (done.exit_code, done.stdout) == (USAGE, "")
    first = ", ".join(f"texts/{where}draft.txt" for where in ("", "sub0/", "sub1/", "sub2/", "sub3/"))
    assert done.stderr.splitlines()[-1].endswith(
        f"draft: several documents are so named: {first} and 3 more; give the path"
    )
    (folder / "sub0" / "draft").write_text("Recalling General Assembly resolution 75/6,\n", encoding="utf-8")
    done = run("graph", folder, folder / "sub0" / "draft", *OFFLINE, "--from", "draft", "--to", "A/RES/75/6")
    assert ends(done) == [("sub0/draft", "A/RES/75/6", 1)]  # the whole name counts before a part of it


def test_the_language_versions_of_one_document_are_one(run: Run, folder: Path) -> None:
    for language in ("a", "b"):
        (folder / language).mkdir()
        text = "A/RES/75/200\n\nRecalling General Assembly resolution 75/6,\n"
        (folder / language / "one.txt").write_text(text, encoding="utf-8")
    done = run("graph", folder, *OFFLINE, "--from", "one", "--to", "A/RES/75/6")
    assert ends(done) == [("A/RES/75/200", "A/RES/75/6", 2)]


def test_a_citation_counts_before_the_name_of_a_file(run: Run, folder: Path) -> None:
    (folder / "crc.txt").write_text("Recalling General Assembly resolution 75/6,\n", encoding="utf-8")
    done = run("graph", folder, *OFFLINE, "--reverse", "crc")
    assert ends(done) == [("draft.txt", "crc", 1)]
    assert ends(run("graph", folder, *OFFLINE, "--from", "crc.txt", "--to", "A/RES/75/6"))


@pytest.mark.parametrize(
    ("source", "target", "why"),
    [("A/RES/75/2", "A/RES/75/6", ""), ("crc", "A/RES/75/2", ": crc was not read")],
)
def test_that_there_is_no_chain_is_said(run: Run, folder: Path, source: str, target: str, why: str) -> None:
    done = run("graph", folder, *OFFLINE, "-f", "tree", "--from", source, "--to", target)
    assert (done.exit_code, done.stdout) == (SHORT, "")
    assert f"unxref: no chain of citations leads from {source} to {target}{why}\n" in done.stderr


def test_that_there_are_more_chains_is_said(run: Run) -> None:
    folder = Path("many")
    folder.mkdir()
    several = ", ".join(f"75/{n}" for n in range(100, 130))
    (folder / "a.txt").write_text(f"Recalling General Assembly resolutions {several} and 75/130,\n")
    for n in range(100, 131):
        (folder / f"{n}.txt").write_text(f"A/RES/75/{n}\n\nRecalling General Assembly resolution 74/1,\n")
    done = run("graph", folder, *OFFLINE, "-f", "tree", "--from", "many/a.txt", "--to", "A/RES/74/1")
    assert f"unxref: there are more chains than the {MOST_CHAINS} that are shown\n" in done.stderr
    assert done.stdout.count("2 steps") == MOST_CHAINS


def test_choices_hold_in_the_count_and_the_code(run: Run, folder: Path) -> None:
    done = run("graph", folder, *OFFLINE, "--only", "body=UNSC", "--only", "kind=treaty")
    assert ends(done) == []
    given = ("body=UNSC", "body=general assembly", "kind=resolution")
    done = run("graph", folder, *OFFLINE, *(word for one in given for word in ("--only", one)))
    assert {target for _, target, _ in ends(done)} == {
        "S/RES/1325(2000)",
        *(f"A/RES/75/{n}" for n in range(1, 7)),
    }
    done = run("graph", folder, *OFFLINE, "--only", "kind=treaty", "--fail-on", "not-asked")
    assert ends(done) == [("draft.txt", "crc", 1)]
    assert done.stderr == "unxref: 6 documents, 1 citation of 1 instrument (1 offline)\n"
    assert done.exit_code == NOT_ASKED
    none = run("graph", folder, *OFFLINE, "--only", "years=1900-1910", "--fail-on", "not-asked")
    assert none.exit_code == DONE
    left = run("graph", folder, *OFFLINE, "--without", "relation=recalls", "--without", "kind=treaty")
    assert ends(left) == [
        ("A/RES/75/5", "A/RES/75/3", 1),
        ("A/RES/75/6", "A/RES/75/4", 1),
        ("draft.txt", "A/RES/75/6", 1),
    ]


@pytest.mark.parametrize(
    ("years", "count"), [("1989", 1), ("1989-2000", 2), ("-1999", 1), ("2000-2019", 1), ("1989 – 1990", 1)]
)
def test_years_are_one_or_a_span(run: Run, folder: Path, years: str, count: int) -> None:
    assert len(ends(run("graph", folder, *OFFLINE, "--only", f"years={years}"))) == count


def test_with_reverse_a_choice_is_of_what_cites(run: Run, folder: Path) -> None:
    asked = ("graph", folder, *OFFLINE, "--reverse", "A/RES/75/6", "--reverse", "A/RES/75/4")
    assert len(ends(run(*asked))) == 3
    done = run(*asked, "--only", "body=General Assembly")
    assert [source for source, *_ in ends(done)] == ["A/RES/75/5", "A/RES/75/6"]
    assert "nothing here cites A/RES/75/6" in done.stderr


@pytest.mark.parametrize("form", [*WRITERS, "table", "tree", "ris", "bibtex", "csl-json"])
def test_every_format_has_the_part_alone(run: Run, folder: Path, form: str) -> None:
    done = run("graph", folder, *OFFLINE, "-f", form, "--only", "kind=treaty")
    assert done.exit_code == DONE
    assert "Convention on the Rights" in done.stdout
    assert "A/RES/75/6" not in done.stdout
    summary = run("graph", folder, *OFFLINE, "--summary", "--only", "kind=treaty")
    assert re.search(r"Treaties\s.*1", summary.stdout)
    assert "General Assembly" not in summary.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--only", "colour=red"], "--only colour=red: give one of body=…, kind=…, years=…, relation=…"),
        (["--without", "treaty"], "--without treaty: give one of body=…"),
        (["--only", "kind=treatise"], "no such kind; there are resolution, decision, statement, treaty"),
        (["--without", "relation=cites"], "no such relation; there are acts-under, adopts,"),
        (["--only", "years=89"], "--only years=89: give years as 1990, 1990-2000, 1990-, or -2000"),
        (["--only", "years=-"], "--only years=-: give years as"),
        (["--only", "years=2000-1990"], "ends before it begins"),
        (["--only", "body="], 'name the body, as in --only body="Security Council"'),
        (["--only", "body=Sekurity"], "no such body; in this graph there are: General Assembly, Security Council"),
        (["--from", "crc"], "--from and --to go together"),
        (["--from", "crc", "--to", "A/RES/44/25"], "--from and --to are the same: crc"),
        (["--from", "crc", "--to", "A/RES/1/1", "--reverse", "crc"], "give one"),
        (["--to", "General Assembly resolutions 75/1 and 75/2", "--from", "crc"], "names A/RES/75/1 and A/RES/75/2"),
        (["--reverse", "resolution 7/29"], "resolution 7/29: does not tell which is meant"),
        (["--reverse", "nonsense.txt"], "nonsense.txt: not understood:"),
        (["--reverse", "crc", "-f", "sqlite", "-o", "x.db"], "-f sqlite holds all, to choose there: leave --reverse out"),
        (["--top", "3"], "--top says how much --rank shows"),
        (["--rank", "--summary"], "--rank and --summary are two things to show"),
        (["--rank", "-f", "json"], "--rank is written as table, csv, jsonl, not as json"),
    ],
)  # fmt: skip
def test_wrong_usage_says_what_there_is(run: Run, folder: Path, options: list[str], said: str) -> None:
    done = run("graph", folder, *OFFLINE, *options)
    assert done.exit_code == USAGE
    assert said in done.stderr.splitlines()[-1]
    assert done.stdout == ""


def test_the_manifest_says_what_was_chosen(run: Run, valid: Valid, folder: Path) -> None:
    run("graph", folder, *OFFLINE, "--only", "kind=treaty", "--reverse", "crc", "--manifest", "m.json")
    plain = json.dumps(json.loads(Path("m.json").read_text(encoding="utf-8")))
    (manifest,) = valid(plain, "manifest")
    assert manifest["options"]["only"] == ["kind=treaty"]
    assert manifest["options"]["reverse"] == ["crc"]


def test_a_ranking_is_a_table_or_rows(run: Run, valid: Valid, folder: Path) -> None:
    rows = valid(run("graph", folder, *OFFLINE, "--rank", "--top", "2").stdout, "rank")
    cited = [(row["id"], row["value"], row["citations"]) for row in rows if row["measure"] == "cited"]
    assert cited == [("A/RES/75/3", 2, 2), ("A/RES/75/4", 2, 2)]
    assert len({row["measure"] for row in rows}) == 8
    table = run("graph", folder, *OFFLINE, "--rank", "--top", "2", "-f", "csv").stdout
    read = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))
    assert [row["measure"] for row in read] == [row["measure"] for row in rows]
    shown = run("graph", folder, *OFFLINE, "--rank", "--top", "2", "-f", "table")
    assert shown.stdout.splitlines()[:4] == [
        "Most cited, by documents that cite it",
        "2  A/RES/75/3",
        "2  A/RES/75/4",
        "",
    ]
    assert all(len(line) <= 80 for line in shown.stdout.splitlines())
    assert shown.stderr == "unxref: 6 documents, 11 citations of 8 instruments (8 offline)\n"


def test_a_ranking_is_of_the_part_that_is_chosen(run: Run, valid: Valid, folder: Path) -> None:
    rows = valid(run("graph", folder, *OFFLINE, "--rank", "--only", "kind=treaty").stdout, "rank")
    assert [row["id"] for row in rows if row["measure"] == "cited"] == ["crc"]


def test_that_scores_do_not_settle_is_said(run: Run) -> None:
    for name, first, count in (("a.txt", 50, 2000), ("b.txt", 60, 1999)):
        numbers = "; ".join(f"resolution {first + n // 200}/{n % 200 + 1}" for n in range(count))
        Path(name).write_text(f"The General Assembly,\n\nRecalling its {numbers},\n", encoding="utf-8")
    done = run("graph", "a.txt", "b.txt", *OFFLINE, "--rank", "-f", "table")
    assert "unxref: the scores of HITS do not settle in this graph: they are left out\n" in done.stderr
    assert "HITS" not in done.stdout
    assert "PageRank" in done.stdout
    assert done.exit_code == DONE


def test_a_ranking_says_what_it_needs(folder: Path) -> None:
    code = (
        "import importlib.util as u, sys; find = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'scipy' else find(name, *rest)\n"
        "sys.argv = ['unxref', 'graph', 'texts', '--offline', '--rank']\n"
        "from unxref.cli.main import run; run()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == USAGE
    assert done.stderr == "unxref: --rank needs networkx and scipy: pip install 'unxref[rank]'\n"
