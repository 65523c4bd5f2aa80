import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from unxref.cli.main import unxref

if TYPE_CHECKING:
    from ..standin.server import Standin

DOCS = Path(__file__).parents[2] / "docs"
SERVICES = ("UNDL", "METADATA", "ODS", "TREATIES")
NOWHERE = "http://127.0.0.1:9"
DRAFT = """The General Assembly,

Recalling General Assembly resolution 74/174 of 18 December 2019 and Security Council resolution 1325 (2000),

1. Reaffirms General Assembly resolution 74/174;
"""

sys.path += [str(Path(__file__).parents[1] / folder) for folder in ("standin", "documents")]


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test an empty folder, and let nothing of the machine or of the network reach it."""
    for name in list(os.environ):
        if name.startswith("UNXREF_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for kind in ("cache", "config", "data", "state"):
        monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", str(tmp_path / "home" / kind))
    monkeypatch.setenv("UNXREF_PACE", "0")
    for service in SERVICES:
        monkeypatch.setenv(f"UNXREF_{service}_URL", NOWHERE)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)


@pytest.fixture
def draft() -> Path:
    """A document of three citations of two instruments, in the working folder."""
    path = Path("draft.txt")
    path.write_text(DRAFT, encoding="utf-8")
    return path


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run a command line in this process."""

    def run(*arguments: str | Path, input: str | bytes = b"") -> Result:
        return CliRunner().invoke(unxref, [str(one) for one in arguments], input=input)

    return run


@pytest.fixture
def spawn() -> Callable[..., "subprocess.Popen[bytes]"]:
    """Start a command line in a process of its own, its streams as pipes."""

    def spawn(*arguments: str | Path, **more: Any) -> "subprocess.Popen[bytes]":
        pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        command = [sys.executable, "-m", "unxref", *map(str, arguments)]
        return cast("subprocess.Popen[bytes]", subprocess.Popen(command, **(pipes | more)))

    return spawn


@pytest.fixture
def valid() -> Callable[[str, str], list[Any]]:
    """Read JSON Lines and hold each against a documented schema."""

    def valid(lines: str, name: str) -> list[Any]:
        schema: dict[str, Any] = json.loads((DOCS / f"{name}.schema.json").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        objects = [json.loads(line) for line in lines.splitlines()]
        for one in objects:
            Draft202012Validator(schema).validate(one)  # pyright: ignore[reportUnknownMemberType]
            assert list(one) == list(schema["properties"])
        return objects

    return valid


@pytest.fixture
def standin(monkeypatch: pytest.MonkeyPatch) -> "Iterator[Standin]":
    """A stand-in for the services, which the settings name."""
    with import_module("server").serving() as running:
        for service in SERVICES:
            monkeypatch.setenv(f"UNXREF_{service}_URL", running.url)
        yield running
