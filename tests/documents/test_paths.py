"""Folders and patterns become the files to read."""

from __future__ import annotations

import inspect
import os
import sys
from pathlib import Path

import pytest

from unxref.documents.paths import expand
from unxref.documents.read import UnreadableDocument, read


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "b.txt",
        "a.MD",
        "c.png",
        ".hidden.txt",
        "sub/d.txt",
        "sub/deep/e.text",
        ".git/f.txt",
        "z.markdown",
    ):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "in"


def test_folder_is_walked_in_order(folder: Path) -> None:
    assert folder.exists()
    files = ["in/a.MD", "in/b.txt", "in/sub/d.txt", "in/sub/deep/e.text", "in/z.markdown"]
    assert list(expand(["in"])) == files
    assert list(expand(["in/"])) == files


def test_what_is_named_is_kept_whatever_it_is(folder: Path) -> None:
    assert folder.exists()
    paths = ["in/c.png", "-", "in/.hidden.txt", "missing.txt", "in/b.txt", "in/b.txt"]
    assert list(expand(paths)) == paths


def test_pattern(folder: Path) -> None:
    assert list(expand(["in/*.*"])) == ["in/a.MD", "in/b.txt", "in/c.png", "in/z.markdown"]
    assert list(expand(["in/s*"])) == ["in/sub/d.txt", "in/sub/deep/e.text"]
    assert list(expand(["in/**/*.txt"])) == ["in/b.txt", "in/sub/d.txt"]
    assert list(expand(["in/*.odt"])) == ["in/*.odt"]
    (folder / "[1].txt").write_text("a name that looks like a pattern")
    (folder / "1.txt").write_text("what it would match")
    assert list(expand(["in/[1].txt"])) == ["in/[1].txt"]


def test_links_are_followed_but_not_in_circles(folder: Path) -> None:
    (folder / "sub" / "up").symlink_to(folder)
    (folder / "sub" / "deep" / "self").symlink_to(".")
    (folder / "y.txt").symlink_to(folder / "b.txt")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "o.txt").write_text("o")
    (folder / "x").symlink_to(outside)
    assert list(expand(["in"])) == [
        "in/a.MD",
        "in/b.txt",
        "in/gone.txt",
        "in/sub/d.txt",
        "in/sub/deep/e.text",
        "in/x/o.txt",
        "in/y.txt",
        "in/z.markdown",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_pipes_and_devices_of_a_folder_are_left_out_and_those_named_are_kept(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    (folder / "null.txt").symlink_to(os.devnull)
    (folder / "pipe.zip").symlink_to("pipe.txt")
    files = ["in/a.MD", "in/b.txt", "in/sub/d.txt", "in/sub/deep/e.text", "in/z.markdown"]
    assert list(expand(["in"])) == files
    assert list(expand(["in/pipe.txt"])) == ["in/pipe.txt"]


def test_many_links_to_the_same_folders_are_one_walk(tmp_path: Path) -> None:
    # Two links at each of thirty levels: a walk of every way would need 2 ** 30 steps.
    for level in range(30):
        (tmp_path / str(level)).mkdir()
        (tmp_path / str(level) / "a.txt").write_text("a")
    for level in range(29):
        for link in ("left", "right"):
            (tmp_path / str(level) / link).symlink_to(tmp_path / str(level + 1))
    assert len(list(expand([str(tmp_path / "0")]))) == 30


def test_folder_without_permission_is_left_to_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = folder / "sub"
    closed.chmod(0)
    try:
        if os.access(closed, os.R_OK):  # root may list everything
            list_folder = os.listdir

            def refuse(path: str) -> list[str]:
                if path == "in/sub":
                    raise PermissionError(13, "Permission denied")
                return list_folder(path)

            monkeypatch.setattr(os, "listdir", refuse)
        assert list(expand(["in"])) == ["in/a.MD", "in/b.txt", "in/sub", "in/z.markdown"]
        with pytest.raises(UnreadableDocument, match=r"permission denied|is a folder"):
            read("in/sub")
    finally:
        closed.chmod(0o700)


def test_folders_deeper_than_python_calls(tmp_path: Path) -> None:
    deepest = tmp_path.joinpath(*["d"] * 300)
    deepest.mkdir(parents=True)
    (deepest / "a.txt").write_text("a")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        assert list(expand([str(tmp_path)])) == [str(deepest / "a.txt")]
    finally:
        sys.setrecursionlimit(limit)


@pytest.mark.parametrize(
    ("include", "exclude", "files"),
    [
        (("*.png",), (), ["in/c.png"]),
        (("*.txt", "a.*"), (), ["in/a.MD", "in/b.txt", "in/sub/d.txt"]),
        (("sub/*.txt",), (), ["in/sub/d.txt"]),
        ((), ("sub",), ["in/a.MD", "in/b.txt", "in/z.markdown"]),
        ((), ("sub/deep", "?.MD"), ["in/b.txt", "in/sub/d.txt", "in/z.markdown"]),
        (("*.t*t",), ("*/d.*",), ["in/b.txt", "in/sub/deep/e.text"]),
        (("*",), ("*",), []),
    ],
)
def test_what_is_taken_of_a_folder(
    folder: Path, include: tuple[str, ...], exclude: tuple[str, ...], files: list[str]
) -> None:
    assert folder.exists()
    assert list(expand(["in"], include, exclude)) == files


def test_what_is_named_itself_is_read_whatever_is_left_out(folder: Path) -> None:
    assert folder.exists()
    assert list(expand(["in/b.txt", "-"], ("*.md",), ("*",))) == ["in/b.txt", "-"]
