import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import Result

from unxref import __version__
from unxref.cli.codes import CLOSED_PIPE, INTERRUPTED, USAGE
from unxref.cli.main import COMMANDS, unxref
from unxref.cli.output import TABLES
from unxref.graph.bibliography import FORMATS
from unxref.graph.write import WRITERS

if TYPE_CHECKING:
    from ..standin.server import Standin

Run = Callable[..., Result]
Spawn = Callable[..., "subprocess.Popen[bytes]"]
DOCS = Path(__file__).parents[2] / "docs"


def commands(group: click.Group = unxref, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command, those of groups too, with its whole name."""
    context = click.Context(group)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        assert command is not None
        yield f"{name}{word}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{name}{word} ")


@pytest.mark.parametrize("arguments", [[], ["cache"]])
def test_a_bare_call_shows_the_help(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).stdout == run(*arguments, "--help").stdout


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"unxref {__version__}\n"


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_what_needs_no_room_imports_none(argument: str) -> None:
    code = f"""
import sys
from unxref.cli.main import unxref
try:
    unxref.main(["{argument}"])
except SystemExit:
    print(*sys.modules, file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "unxref.cli.main" in loaded
    assert not loaded & {"rich", "httpx", "sqlite3", "asyncio", "dataclasses"}
    assert not any(
        name.startswith(("unxref.citations", "unxref.resolvers", "unxref.graph")) for name in loaded
    )


@pytest.mark.parametrize(
    ("name", "command"), list(commands()), ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_command_has_help_with_an_example_and_stands_in_the_docs(
    run: Run, name: str, command: click.Command
) -> None:
    shown = run(*name.split(), "--help")
    assert shown.exit_code == 0
    assert re.search(rf"^  (\w+=\S+ )?unxref {name.split()[0]}\b", shown.stdout, re.MULTILINE)
    assert all(isinstance(p, click.Argument) or getattr(p, "help", None) for p in command.params)
    documented = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert isinstance(command, click.Group) or f"`unxref {name}" in documented
    for parameter in command.params:
        if isinstance(parameter.type, click.Choice):
            assert all(
                f"`{choice}`" in documented or f" {choice}`" in documented
                for choice in parameter.type.choices
            )


def test_the_help_lists_every_command_with_its_line(run: Run) -> None:
    listed = run("--help").stdout
    for name, command in commands():
        if " " not in name:
            assert re.search(rf"^  {name} +{re.escape(COMMANDS[name])}$", listed, re.MULTILINE)
            assert command.name == name


def test_every_format_that_is_offered_has_a_writer() -> None:
    formats = {
        name: tuple(p.type.choices)
        for name, command in commands()
        for p in command.params
        if p.name == "form" and isinstance(p.type, click.Choice)
    }
    assert formats.pop("graph") == ("tree", "table", *WRITERS, *FORMATS, *TABLES)
    assert formats.pop("resolve") == ("table", "jsonl", "csv", *FORMATS)
    assert formats.pop("extract") == ("table", "jsonl", "csv", *TABLES)
    assert set(formats.values()) == {("table", "jsonl")}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["grpah"], "no such command: grpah (did you mean graph?)"),
        (["xyzzy"], "no such command: xyzzy"),
        (["graph", "--ofline", "x"], "--offline"),
        (["graph", "-f", "xml", "x"], "'xml' is not one of"),
        (["graph"], "no PATH"),
        (["text"], "PATH"),
        (["extract", "--language", "tlh", "x"], "'tlh'"),
        (["graph", "--resolver", "nobody", "draft.txt"], "nobody"),
        (["graph", "draft.txt", "-o", "no/such/folder/x"], "no/such/folder/x"),
        (["extract", "--files-from", "missing"], "missing"),
    ],
)
@pytest.mark.usefixtures("draft")
def test_wrong_usage_is_one_clear_line(run: Run, arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.exit_code == USAGE
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("unxref: ")
    assert said in line


@pytest.mark.parametrize(
    ("arguments", "length"),
    [(["text"], 1), (["text"], 50_000), (["extract", "-f", "table"], 1), (["graph", "--offline"], 1)],
    ids=["at the end", "in the middle", "rich", "after lookups"],
)
def test_a_closed_pipe_ends_quietly(spawn: Spawn, arguments: list[str], length: int) -> None:
    text = "Recalling General Assembly resolution 74/174,\n\n" + "x\n" * length
    Path("a.txt").write_text(text, encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    with spawn(*arguments, "a.txt", stdout=writing) as process:
        os.close(writing)
        _, said = process.communicate()
    assert (process.returncode, said) == (CLOSED_PIPE, b"")


def test_an_interrupted_lookup_says_how_to_go_on(spawn: Spawn, standin: "Standin", draft: Path) -> None:
    standin.fault("slow")
    Path("old.json").write_text("what was there", encoding="utf-8")
    with spawn("graph", draft, "-o", "old.json") as process:
        while not standin.requests and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, said = process.communicate()
    assert process.returncode == INTERRUPTED
    assert out == b""
    (line,) = said.decode().splitlines()
    assert line == "unxref: interrupted: what was looked up is kept, run the same again to go on"
    assert Path("old.json").read_text(encoding="utf-8") == "what was there"
    assert [path.name for path in Path().iterdir()] == ["draft.txt", "old.json"]


def test_an_interrupt_elsewhere_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch, draft: Path) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(import_module("unxref.cli.reading"), "bytes_of", interrupted)
    done = run("extract", draft)
    assert done.exit_code == INTERRUPTED
    assert done.stderr.strip() == "unxref: interrupted"


def test_data_is_utf8_whatever_the_locale(spawn: Spawn) -> None:
    Path("é.txt").write_text(
        "Recalling resolution 74/174 of the General Assembly, naïve,\n", encoding="utf-8"
    )
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with spawn("text", "é.txt", env=environment) as process:
        out, _ = process.communicate()
    assert out.decode("utf-8").endswith("naïve,\n")


@pytest.mark.parametrize(
    "command", [["graph"], ["graph", "-f", "ris"], ["extract"], ["resolve"], ["resolvers"]]
)
def test_offline_no_command_opens_a_socket(
    run: Run, draft: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a socket")

    for opener in ("socket", "create_connection", "getaddrinfo", "socketpair"):
        monkeypatch.setattr(socket, opener, forbidden)
    monkeypatch.setenv("UNXREF_OFFLINE", "1")
    given = {"resolve": ["GA res 74/174", "crc", "A/RES/77/1"], "resolvers": []}.get(command[0], [draft])
    done = run(*command, *given)
    assert done.exit_code == 0, done.stderr
    assert done.stdout


def test_no_line_of_a_list_of_commands_is_cut(run: Run) -> None:
    for group in ([], ["cache"], ["catalogue"]):
        assert "..." not in run(*group, "--help").stdout.partition("Commands:")[2]
