"""The structure that CONTRIBUTING.md promises: floors, packages, and the public face."""

import ast
import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

import unxref

ROOT = Path(__file__).parents[1]
FLOORS = {"instruments": 0, "documents": 1, "cache": 1, "citations": 2, "resolvers": 2, "graph": 3, "cli": 4}
MODULES = sorted(m for room in FLOORS for m in (ROOT / room).glob("*.py"))


def imported_rooms(module: Path) -> set[str]:
    """Rooms that a module imports, by `from ..room` or `from unxref.room`."""
    rooms = set[str]()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            parts = node.module.split(".")
            if node.level == 2:
                rooms.add(parts[0])
            elif parts[0] == "unxref" and len(parts) > 1:
                rooms.add(parts[1])
    return rooms & set(FLOORS)


@pytest.mark.parametrize("module", MODULES, ids=lambda m: f"{m.parent.name}/{m.name}")
def test_a_room_imports_only_from_floors_below(module: Path) -> None:
    room = module.parent.name
    above = {other for other in imported_rooms(module) if FLOORS[other] >= FLOORS[room] and other != room}
    assert not above


@pytest.mark.parametrize("module", MODULES, ids=lambda m: f"{m.parent.name}/{m.name}")
def test_a_module_says_what_it_does(module: Path) -> None:
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    assert docstring
    assert len(docstring.splitlines()[0]) <= 120


@pytest.mark.parametrize("module", MODULES, ids=lambda m: f"{m.parent.name}/{m.name}")
def test_only_the_cli_prints(module: Path) -> None:
    calls = [
        node
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert module.parent.name == "cli" or not calls


def test_pyproject_lists_every_room() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = set(project["tool"]["setuptools"]["packages"])
    assert listed == {"unxref", *(f"unxref.{room}" for room in FLOORS)}
    assert {p.parent.name for p in ROOT.glob("*/__init__.py")} == set(FLOORS)


def test_the_version_is_said_once_for_all() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == unxref.__version__


def test_the_public_face_is_what_it_says() -> None:
    assert unxref.__all__ == sorted(unxref.__all__)
    for name in unxref.__all__:
        assert getattr(unxref, name) is not None
    assert import_module("unxref.citations.extract").extract is unxref.extract
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = unxref.nonsense


def test_the_program_never_reads_the_shared_folder() -> None:
    for module in MODULES:
        assert not re.search(r"\.\./shared|/shared/", module.read_text(encoding="utf-8")), module
