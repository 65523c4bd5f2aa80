"""Where results go, and in which form: standard output or a file, for people or for programs."""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping

    from ..graph.tables import Add


@dataclass(frozen=True, slots=True)
class Output:
    """What `-f` and `-o` ask for."""

    form: str
    path: str | None
    """None for standard output."""

    @property
    def read_along(self) -> bool:
        """Whether a person reads along, or a program behind a pipe, which may print on the same terminal."""
        return self.path is None and (sys.stdout.isatty() or _is_pipe(sys.stdout))

    @contextmanager
    def open(self) -> Generator[TextIO]:
        """Open the output. A file gets its name when it is whole, and stays as it was until then.

        Raises `click.ClickException` where it cannot be written.
        """
        with self._written():
            if self.path is None:
                yield sys.stdout
                sys.stdout.flush()
            else:
                with _replacing(Path(self.path)) as file:
                    yield file

    @contextmanager
    def open_tables(self) -> Generator[Add]:
        """Open the tables of the forms of `TABLES`; what adds rows to them is given.

        They get their name, which there must be, as a file does that is opened. Raises
        `click.ClickException` where they cannot be written.
        """
        path = Path(self.path or "").resolve()
        with self._written():
            if self.form == "sqlite":
                from ..graph.sqlite import sqlite_file

                _check_file(path)
                with _beside(path) as part, sqlite_file(part) as add:
                    yield add
            else:
                from ..graph.parquet import FILES, parquet_folder

                _check_folder(path, FILES)
                with _beside(path) as part, parquet_folder(part) as add:
                    yield add

    @contextmanager
    def _written(self) -> Generator[None]:
        """Say in a line why the output cannot be written, where that comes up inside the `with` statement."""
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            kind = click.UsageError if isinstance(error, _NO_SUCH_PLACE) else click.ClickException
            cause = error.strerror or error
            raise kind(f"cannot write to {self.path or 'standard output'}: {cause}") from error


TABLES = {"sqlite": "FILE", "parquet": "FOLDER"}
"""The forms of tables that join, and what holds them."""


def json_lines(objects: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield a line for each object, as all commands print them."""
    return (json.dumps(one, ensure_ascii=False) + "\n" for one in objects)


_NO_SUCH_PLACE = (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError)


def _is_pipe(file: TextIO) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(file.fileno()).st_mode)
    except OSError:  # it is no file of the system
        return False


@contextmanager
def _replacing(path: Path) -> Generator[TextIO]:
    """Write to a file beside the one that is meant, and put it in its place at the end."""
    if path.exists() and not path.is_file():  # a device or a pipe stays what it is
        beside = path
    else:
        path = path.resolve()
        beside = _part(path)
    try:
        with beside.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            yield file
        if beside != path:
            if path.exists():
                shutil.copymode(path, beside)
            beside.replace(path)
    finally:
        if beside != path:
            beside.unlink(missing_ok=True)


@contextmanager
def _beside(path: Path) -> Generator[Path]:
    """Give a place beside a file or folder for what is put in its place at the end."""
    part = _part(path)
    try:
        yield part
        if path.is_dir():  # it cannot be replaced while it holds something
            old = path.rename(path.with_name(f".{path.name}.{os.getpid()}.old"))
            part.rename(path)
            shutil.rmtree(old)
        else:
            if path.exists():
                shutil.copymode(path, part)
            part.replace(path)
    finally:
        if part.is_dir():
            shutil.rmtree(part)
        else:
            part.unlink(missing_ok=True)


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def _check_file(path: Path) -> None:
    if path.exists() and not path.is_file():
        raise click.UsageError(f"cannot write to {path}: it is no file")


def _check_folder(path: Path, files: Iterable[str]) -> None:
    """Make sure that a folder may be replaced: that nothing is lost but the same files of an earlier run."""
    if path.exists() and not path.is_dir():
        raise click.UsageError(f"cannot write to {path}: it is no folder")
    if path.is_dir() and any(inner.name not in files for inner in path.iterdir()):
        raise click.UsageError(f"cannot write to {path}: it holds other files, give a new folder")
