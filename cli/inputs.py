"""What commands read beside documents, citations that `extract` printed; and what cannot be read."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections import Counter
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, cast

from ..citations.model import from_json
from ..documents.model import UnreadableDocument
from .endings import kind_of
from .messages import say

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from ..citations.model import Citation


class Skipped:
    """The inputs that could not be read: each is said when it is met, and the run goes on."""

    def __init__(self) -> None:
        self.causes: Counter[str] = Counter()
        """How often each cause was met, without what is of the one input alone."""

    @property
    def count(self) -> int:
        """How many there are."""
        return self.causes.total()

    @contextmanager
    def when_unreadable(self, path: str) -> Generator[None]:
        """Pass over an input that raises `UnreadableDocument` inside the `with` statement."""
        try:
            yield
        except UnreadableDocument as error:
            self.add(path, str(error))

    def add(self, path: str, cause: str) -> None:
        """Pass over an input for that cause."""
        self.causes[kind_of(cause)] += 1
        say(f"{path}: {cause}")


def holds_citations(path: str) -> bool:
    """Tell whether a file, or standard input (`-`), begins as `unxref extract` prints citations."""
    return _CITATION.match(_beginning(path)) is not None


def citations_in(path: str) -> Iterator[Citation]:
    """Yield the citations of such a file. Raises `UnreadableDocument`, at the first line that is none."""
    try:
        with nullcontext(sys.stdin.buffer) if path == "-" else open(path, "rb") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    yield citation_of(line)
                except UnreadableDocument as error:
                    raise UnreadableDocument(f"line {number}: {error}") from error
    except OSError as error:
        raise UnreadableDocument((error.strerror or str(error)).lower()) from error


def citation_of(line: bytes | str) -> Citation:
    """Read a citation from its line. Raises `UnreadableDocument` where it is none."""
    try:
        plain: Any = json.loads(line)
        if isinstance(plain, dict):
            return from_json(cast("dict[str, Any]", plain))
    except ValueError as error:
        raise UnreadableDocument(f"no citation: {error}") from error
    raise UnreadableDocument("no citation: not an object")


_CITATION = re.compile(rb'\s*\{\s*"schema"\s*:\s*"unxref\.citation/')
_ENOUGH = 80


def _beginning(path: str) -> bytes:
    if path == "-":
        stdin = sys.stdin.buffer
        return stdin.peek(_ENOUGH) if isinstance(stdin, io.BufferedReader) else b""
    if not os.path.isfile(path):  # what is read of a pipe is gone
        return b""
    try:
        with open(path, "rb") as file:
            return file.read(_ENOUGH)
    except OSError:
        return b""  # `read` says what is wrong with it
