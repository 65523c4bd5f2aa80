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
        try:
            if self.path is None:
                yield sys.stdout
                sys.stdout.flush()
            else:
                with _replacing(Path(self.path)) as file:
                    yield file
        except BrokenPipeError:
            raise
        except OSError as error:
            kind = click.UsageError if isinstance(error, _NO_SUCH_PLACE) else click.ClickException
            raise kind(f"cannot write to {self.path or 'standard output'}: {error.strerror}") from error


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
        beside = path.with_name(f".{path.name}.{os.getpid()}.part")
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
