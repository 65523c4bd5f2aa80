"""`unxref graph --depth`: the texts of what is cited, had over a real socket or from a folder, and read."""

import json
import os
import pty
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import Result

from unxref.cli.codes import DONE, INTERRUPTED

if TYPE_CHECKING:
    from ..standin.server import Standin

EXAMPLE = Path(__file__).parents[2] / "examples" / "draft_resolution.txt"
FILES = "/doc/UNDOC/GEN/"
ODS = ("--resolver", "ods")
BOTH = ("--resolver", "undl", *ODS)
Run = Callable[..., Result]
Spawn = Callable[..., "subprocess.Popen[bytes]"]
Valid = Callable[[str, str], list[Any]]


def further(graph: str) -> dict[str, list[str]]:
    """What instruments cite, of those that were read, from the edges that were printed."""
    edges = [json.loads(line) for line in graph.splitlines()]
    cites: dict[str, list[str]] = {}
    for edge in edges:
        if not edge["source"].endswith(".txt"):
            cites.setdefault(edge["source"], []).append(edge["target"])
    return cites


def files(standin: "Standin") -> Counter[str]:
    """How often each file was asked for, all of it: a lookup asks for its beginning alone."""
    return Counter(path.removeprefix(FILES) for path in standin.requests if path.startswith(FILES))


AT_TWO = {
    "A/RES/74/174": ["A/RES/73/154", "E/RES/2011/33", "A/RES/74/174"],
    "A/RES/60/251": ["A/RES/48/141"],
    "E/RES/2011/33": ["E/RES/2004/27"],
    "S/RES/1325(2000)": ["S/RES/1261(1999)", "S/RES/1265(1999)"],
    "S/RES/1820(2008)": ["S/RES/1325(2000)"],
}
AT_THREE = {
    **AT_TWO,
    "A/RES/73/154": ["A/RES/74/174", "A/RES/60/251", "A/RES/70/1"],
    "E/RES/2004/27": ["E/RES/2011/33", "A/RES/73/154"],
}
READ = [
    "crc",
    "A/RES/1514(XV)",
    "A/RES/34/65A",
    "A/RES/34/65B",
    "A/RES/70/1",
    "A/RES/74/174",
    "A/RES/60/251",
    "E/RES/2011/33",
    "A/HRC/RES/5/1",
    "A/HRC/RES/5/2",
    "S/RES/1325(2000)",
    "S/RES/1820(2008)",
    "S/RES/2250(2015)",
    "UNEP/EA.5/Res.14",
    "A/70/95",
    "A/CONF.157/24(PartI)",
]
"""The instruments of the example whose texts the stand-in has, and which are what they should be."""


def test_the_example_two_steps_on(run: Run, valid: Valid, standin: "Standin") -> None:
    done = run("graph", EXAMPLE, "--depth", "2", "-f", "json")
    assert done.exit_code == DONE
    plain = json.loads(done.stdout)
    valid(json.dumps(plain), "graph")
    own, *read = [node for node in plain["nodes"] if node["documents"]]
    assert own["documents"] == [str(EXAMPLE)]
    assert [node["id"] for node in read] == READ
    assert all(node["status"] == "found" for node in read)
    by_id = {node["id"]: node for node in read}
    address = "https://documents.un.org/api/symbol/access?s={}&l=en&t=pdf"
    assert by_id["A/RES/74/174"]["documents"] == [address.format("A/RES/74/174")]
    assert by_id["crc"]["documents"] == [address.format("A/RES/44/25")]
    cites: dict[str, list[str]] = {}
    for edge in plain["edges"]:
        cites.setdefault(edge["source"], []).append(edge["target"])
        assert all(
            document in by_id.get(edge["source"], own)["documents"] for document, _ in edge["citations"]
        )
    del cites[own["id"]]
    assert cites == AT_TWO
    assert run("graph", EXAMPLE, "--depth", "2", "-f", "json").stdout == done.stdout
    assert files(standin)["A/RES/60/251-en.pdf"] == 1


def test_what_is_another_document_or_cannot_be_read_is_said_and_not_used(
    run: Run, standin: "Standin"
) -> None:
    said = run("graph", EXAMPLE, "--depth", "2", *ODS).stderr.splitlines()
    access = "https://documents.un.org/api/symbol/access"
    assert said[0] == (
        "unxref: E/CN.4/RES/2005/70: its text is unclear: it says that it is E/CN.4/RES/2005/71, and is not used"
        f" ({access}?s=E/CN.4/RES/2005/70&l=en&t=pdf)"
    )
    assert said[1].startswith("unxref: A/74/10: its text could not be read: ")
    assert said[2] == (
        "unxref: depth 2: 16 texts read, 4 not-found, 2 unclear, 2 not used,"
        " 10 instruments without a text of their own"
    )
    assert said[3].startswith("unxref: 17 documents, 53 citations of 39 instruments (")
    again = run("graph", EXAMPLE, "--depth", "2", *ODS).stderr.splitlines()
    assert again[:2] == said[:2]
    assert again[2].startswith("unxref: depth 2: 16 texts read (16 kept before), 4 not-found")
    assert standin.requests.count(f"{FILES}E/CN.4/RES/2005/70-en.pdf") <= 2


def test_three_steps_on_and_no_text_twice(run: Run, standin: "Standin") -> None:
    done = run("graph", EXAMPLE, "--depth", "3", "--jobs", "1", *BOTH)
    assert further(done.stdout) == AT_THREE
    asked = files(standin)
    assert {"A/RES/73/154-en.pdf", "E/RES/2004/27-en.pdf", "A/RES/74/174-en.pdf"} <= set(asked)
    run("graph", EXAMPLE, "--depth", "3", "--jobs", "1", *BOTH)
    assert files(standin) == asked
    deeper = run("graph", EXAMPLE, "--depth", "9", "--offline").stdout
    assert further(deeper) == AT_THREE
    assert files(standin) == asked


def test_a_run_that_was_killed_goes_on_and_asks_for_no_text_twice(
    run: Run, spawn: Spawn, standin: "Standin"
) -> None:
    cache = Path("cache")
    whole = run("graph", EXAMPLE, "--depth", "3", "--jobs", "1", *BOTH, "--no-cache")
    standin.requests.clear()
    standin.fault("slow", f"{FILES}E/RES/2011/33")
    command = ("graph", EXAMPLE, "--depth", "3", "--jobs", "1", *BOTH)
    here = {**os.environ, "UNXREF_CACHE_DIR": str(cache)}
    with spawn(*command, env=here) as process:
        while files(standin)["A/70/95-en.pdf"] == 0 or len(list(cache.rglob("files/*/*"))) < 17:
            assert process.poll() is None
            time.sleep(0.02)
        process.kill()
    kept = files(standin)
    assert set(kept.values()) == {1}
    standin.fault("ok", f"{FILES}E/RES/2011/33")
    with spawn(*command, env=here) as process:
        out, _ = process.communicate()
    assert out.decode() == whole.stdout
    again = files(standin)
    assert again.pop("E/RES/2011/33-en.pdf") == 2  # it had not come
    assert set(again.values()) == {1}
    assert len(again) > len(kept)


def test_no_more_texts_than_may_be(run: Run, standin: "Standin") -> None:
    done = run("graph", EXAMPLE, "--depth", "3", "--max-documents", "4", *ODS, "-f", "json")
    read = [node["id"] for node in json.loads(done.stdout)["nodes"] if node["documents"]]
    assert read[1:] == ["crc", "A/RES/1514(XV)", "A/RES/34/65A", "A/RES/34/65B"]
    assert "left out (--max-documents 4)" in done.stderr
    asked = {path for path in standin.requests if path.endswith("&l=en&t=pdf")}
    assert len(asked) < 40  # the texts asked for are looked up, too


def test_a_text_that_is_there_for_word_alone(run: Run, standin: "Standin") -> None:
    Path("note.txt").write_text("See document E/2007/30/Rev.1.\n", encoding="utf-8")
    done = run("graph", "note.txt", "--depth", "2", *ODS)
    assert further(done.stdout) == {"E/2007/30/Rev.1": ["A/RES/60/251"]}
    assert files(standin)["E/2007/30/Rev.1-en.pdf"] == 0


def test_half_a_text_is_not_read(run: Run, draft: Path, standin: "Standin") -> None:
    standin.fault("truncated", f"{FILES}A/RES/74/174")
    done = run("graph", draft, "--depth", "2", *ODS)
    assert list(further(done.stdout)) == ["S/RES/1325(2000)"]
    assert done.stderr.startswith("unxref: depth 2: 1 text read, 1 unclear\n")


def test_depth_one_fetches_nothing(run: Run, standin: "Standin") -> None:
    shallow = run("graph", EXAMPLE, "--depth", "1", "--resolver", "undl")
    assert shallow.stdout == run("graph", EXAMPLE, "--resolver", "undl").stdout
    assert files(standin) == Counter()


@pytest.mark.parametrize("fault", ["challenge-page", "429", "refused"])
def test_a_service_in_trouble_is_said_and_the_run_goes_on(
    run: Run, draft: Path, standin: "Standin", fault: str
) -> None:
    standin.fault(fault, "/api/symbol")
    done = run("graph", draft, "--depth", "3")
    assert done.exit_code == DONE
    assert len(done.stdout.splitlines()) == 2
    status = "limited" if fault == "429" else "blocked"
    said = done.stderr.splitlines()
    assert said[0].startswith(f"unxref: ods is {status}: ")
    assert said[1:] == [
        f"unxref: depth 3: 0 texts read, 2 {status}",
        "unxref: 3 citations of 2 instruments (2 found)",
    ]


def test_offline_without_texts_says_so(run: Run, draft: Path, standin: "Standin") -> None:
    done = run("graph", draft, "--depth", "2", "--offline")
    assert done.stderr.splitlines()[0] == "unxref: depth 2: 0 texts read, 2 offline"
    assert standin.requests == []


@pytest.fixture
def shelf() -> Path:
    """A folder of texts: named by symbol, in two languages, by what they are, and wrongly."""
    folder = Path("texts")
    folder.mkdir()
    texts = {
        "A_RES_74_174-EN.txt": "A/RES/74/174\n\nRecalling General Assembly resolution 73/154,\n",
        "A_RES_74_174-FR.txt": "A/RES/74/174\n\nL’Assemblée générale,\n\nRappelant sa résolution 60/251 du 15 mars 2006, et les travaux des États sur la protection des enfants,\n",
        "first.html": "<p>S/RES/1325 (2000)</p><p>Recalling Security Council resolution 1261 (1999),</p>",
        "A_RES_73_154-EN.txt": "Recalling General Assembly resolution 74/174,\n",
        "S_RES_1261(1999)-EN.txt": "S/RES/1265 (1999)\n\nRecalling Security Council resolution 1820 (2008),\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_texts_of_a_folder_without_a_network(run: Run, draft: Path, shelf: Path, standin: "Standin") -> None:
    done = run("graph", draft, "--depth", "3", "--texts", shelf, "--offline")
    assert further(done.stdout) == {
        "A/RES/74/174": ["A/RES/73/154"],
        "S/RES/1325(2000)": ["S/RES/1261(1999)"],
        "A/RES/73/154": ["A/RES/74/174"],
    }
    said = done.stderr.splitlines()
    assert said[0] == (
        "unxref: S/RES/1261(1999): its text is unclear: it says that it is S/RES/1265(1999), and is not used"
        " (texts/S_RES_1261(1999)-EN.txt)"
    )
    assert said[1] == "unxref: depth 3: 3 texts read, 1 not used"
    assert standin.requests == []


def test_texts_of_the_local_library_without_a_network(run: Run, draft: Path, standin: "Standin") -> None:
    texts = {
        "A_RES_74_174-EN.txt": "Recalling General Assembly resolution 73/154,\n",
        "first.html": "<p>S/RES/1325 (2000)</p><p>Recalling Security Council resolution 1261 (1999),</p>",
    }
    Path("texts").mkdir()
    for name, text in texts.items():
        Path("texts", name).write_text(text, encoding="utf-8")
    with zipfile.ZipFile("more.zip", "w") as packed:
        packed.writestr("A_RES_73_154-EN.txt", "Recalling General Assembly resolution 74/174,\n")
    row = {"text": "S/RES/1261 (1999)\n\nRecalling Security Council resolution 1820 (2008),\n"}
    Path("rows.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    run("catalogue", "import", "texts", "more.zip", "rows.jsonl")
    for path in ("texts/A_RES_74_174-EN.txt", "texts/first.html", "more.zip", "rows.jsonl"):
        Path(path).unlink()
    done = run("graph", draft, "--depth", "3", "--offline")
    assert further(done.stdout) == {
        "A/RES/74/174": ["A/RES/73/154"],
        "S/RES/1325(2000)": ["S/RES/1261(1999)"],
        "A/RES/73/154": ["A/RES/74/174"],
        "S/RES/1261(1999)": ["S/RES/1820(2008)"],
    }
    assert done.stderr.splitlines()[0] == "unxref: depth 3: 4 texts read"
    whole = run("graph", draft, "--depth", "3", "--offline", "-f", "json")
    nodes = {node["id"]: node["documents"] for node in json.loads(whole.stdout)["nodes"]}
    assert nodes["A/RES/73/154"] == ["more.zip!/A_RES_73_154-EN.txt"]
    assert nodes["S/RES/1261(1999)"] == ["rows.jsonl#1"]
    page = run("graph", draft, "--depth", "2", "--offline", "-f", "html").stdout
    assert "Recalling General Assembly resolution" in page  # said in the text that the library has
    assert standin.requests == []


def test_the_library_comes_before_the_service_and_behind_the_folder(
    run: Run, draft: Path, shelf: Path, standin: "Standin"
) -> None:
    Path("A_RES_74_174-EN.txt").write_text("Recalling General Assembly resolution 48/141,\n", "utf-8")
    run("catalogue", "import", "A_RES_74_174-EN.txt")
    done = run("graph", draft, "--depth", "2", *ODS)
    assert further(done.stdout)["A/RES/74/174"] == AT_TWO["A/RES/74/174"]  # only `ods` was to be asked
    both = run("graph", draft, "--depth", "2", *ODS, "--resolver", "catalogue", "--refresh")
    assert further(both.stdout)["A/RES/74/174"] == ["A/RES/48/141"]
    first = run("graph", draft, "--depth", "2", "--texts", shelf, "--offline")
    assert further(first.stdout)["A/RES/74/174"] == ["A/RES/73/154"]


def test_a_damaged_library_is_said_and_the_run_goes_on(run: Run, draft: Path, standin: "Standin") -> None:
    Path("library.sqlite").write_bytes(b"no database at all, but long enough to be one" * 40)
    Path("unxref.toml").write_text('catalogue = "library.sqlite"\n', encoding="utf-8")
    done = run("graph", draft, "--depth", "2", "--offline")
    assert done.exit_code == DONE
    assert "library.sqlite is damaged" in done.stderr


def test_a_text_is_had_in_the_language_of_who_cites_it(run: Run, shelf: Path) -> None:
    Path("projet.txt").write_text(
        "L’Assemblée générale,\n\nRappelant sa résolution 74/174 du 18 décembre 2019, sur la protection des enfants,\n\n"
        "1. Réaffirme les droits des enfants et des femmes, dans le respect de leurs familles;\n",
        encoding="utf-8",
    )
    done = run("graph", "projet.txt", "--depth", "2", "--texts", shelf, "--offline")
    assert further(done.stdout) == {"A/RES/74/174": ["A/RES/60/251"]}


def test_a_folder_comes_first_and_the_service_has_the_rest(run: Run, draft: Path, standin: "Standin") -> None:
    folder = Path("texts")
    folder.mkdir()
    (folder / "A_RES_74_174-EN.txt").write_text("Recalling General Assembly resolution 60/251,\n", "utf-8")
    done = run("graph", draft, "--depth", "2", "--texts", folder, "--resolver", "ods")
    assert further(done.stdout) == {
        "A/RES/74/174": ["A/RES/60/251"],
        "S/RES/1325(2000)": ["S/RES/1261(1999)", "S/RES/1265(1999)"],
    }
    assert not any("s=A/RES/74/174&l=en&t=docx" in request for request in standin.requests)


def test_the_tree_marks_where_citations_lead_back(run: Run, draft: Path, shelf: Path) -> None:
    lines = run(
        "graph", draft, "--depth", "3", "--texts", shelf, "--offline", "-f", "tree"
    ).stdout.splitlines()
    marked = [line.partition(" · ")[2] for line in lines if "read " in line or "itself" in line]
    assert [mark.rpartition(" · ")[2] for mark in marked] == [
        "read below",
        "read below",
        "↺ cycle, read below",
        "↺ cycle, read above",
    ]
    assert lines.count("texts/A_RES_74_174-EN.txt · 1 citation of 1 instrument") == 1


def test_tables_hold_what_was_read_further(run: Run, draft: Path, shelf: Path) -> None:
    done = run("graph", draft, "--depth", "2", "--texts", shelf, "--offline", "-f", "sqlite", "-o", "all.db")
    assert done.exit_code == DONE
    with closing(sqlite3.connect("all.db")) as database:
        (count,) = database.execute("SELECT count(*) FROM documents").fetchone()
    assert count == 3


def test_the_manifest_says_how_far(run: Run, valid: Valid, draft: Path, shelf: Path) -> None:
    run("graph", draft, "--depth", "2", "--texts", shelf, "--offline", "--manifest", "m.json")
    (manifest,) = valid(json.dumps(json.loads(Path("m.json").read_text(encoding="utf-8"))), "manifest")
    assert manifest["options"]["depth"] == 2
    assert (manifest["options"]["max_documents"], manifest["options"]["texts"]) == (100, "texts")
    assert manifest["counts"]["documents"] == manifest["inputs"]["number"] == 3


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--texts", "."], "--texts and --max-documents go with --depth 2 or more"),
        (["--max-documents", "3"], "--texts and --max-documents go with --depth 2 or more"),
        (["--depth", "2", "--texts", "nowhere"], "no such folder: nowhere"),
        (["--depth", "0"], "0 is not in the range"),
    ],
)
def test_wrong_usage(run: Run, draft: Path, wrong: list[str], said: str) -> None:
    done = run("graph", draft, *wrong)
    assert done.exit_code == 2
    assert said in done.stderr


def test_the_cache_counts_texts_and_forgets_them(
    run: Run, valid: Valid, draft: Path, standin: "Standin"
) -> None:
    run("graph", draft, "--depth", "2", *ODS)
    (info,) = valid(run("cache", "info").stdout, "cache")
    assert info["texts"] == 2
    assert "  2 texts" in run("cache", "info", "-f", "table").stdout
    assert run("cache", "clear").stderr.endswith(" and 2 texts forgotten\n")
    assert valid(run("cache", "info").stdout, "cache")[0]["texts"] == 0
    asked = len(standin.requests)
    run("graph", draft, "--depth", "2", *ODS)
    assert len(standin.requests) > asked


def test_a_terminal_sees_how_far_the_texts_are(draft: Path, standin: "Standin") -> None:
    standin.latency = 0.2
    controller, terminal = pty.openpty()
    command = [sys.executable, "-m", "unxref", "graph", str(draft), "--depth", "2", *ODS]
    variables = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=terminal, env=variables) as process:
        os.close(terminal)
        shown = b""
        while chunk := seen(controller):
            shown += chunk
        process.wait()
    os.close(controller)
    assert b"fetching texts" in shown
    assert b"depth 2: 2 texts read" in shown


def seen(terminal: int) -> bytes:
    """Read what a terminal shows; nothing where the program has closed it."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_an_interrupt_keeps_what_came(spawn: Spawn, standin: "Standin", draft: Path) -> None:
    standin.fault("slow", f"{FILES}S/RES/1325")
    with spawn("graph", draft, "--depth", "2", *ODS) as process:
        while not list(Path.home().rglob("files/*/*")):
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, said = process.communicate()
    assert process.returncode == INTERRUPTED
    assert out == b""
    assert b"interrupted: what was looked up is kept, run the same again to go on" in said
