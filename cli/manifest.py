"""The manifest of a run: what was read by which program, and what came of it, so that a paper can cite it."""

from __future__ import annotations

import hashlib
import io
import json
import os
import platform
import sys
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..citations.version import ROOMS, content_hash, grammar_contents
from .output import Output

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping

    from ..resolvers.interface import Record
    from .options import Reading
    from .reading import Read
    from .run import Run

SCHEMA = "unxref.manifest/1"


class Manifest:
    """What a manifest tells of a run, gathered while it goes on."""

    def __init__(self, command: str, options: Mapping[str, Any]) -> None:
        """`options` are those that bear on the result, as they took effect."""
        self._command, self._options = command, options
        self._started = _now()
        self._inputs = hashlib.sha256()
        self._read = self._size = 0
        self._unreadable: Counter[str] = Counter()
        self._answers: dict[str, Counter[str]] | None = None

    def noting(self, reads: Iterable[Read]) -> Iterator[Read]:
        """Yield readings as they come, and note what was read."""
        for one in reads:
            if one.unreadable is not None:
                self._unreadable[one.unreadable] += 1
            else:
                self._note(one)
            yield one

    def _note(self, one: Read) -> None:
        if one.facts:
            digest, size = one.facts.sha256, one.facts.size
        elif one.path != "-":  # a file of citations
            digest, size = _hash_of(Path(one.path)), os.path.getsize(one.path)
        else:
            return
        self._inputs.update(_checksum_line(digest, one.path))
        self._read += 1
        self._size += size

    def note_answers(self, records: Iterable[Record]) -> None:
        """Note what each source answered."""
        answers: dict[str, Counter[str]] = {}
        for record in records:
            for source in record.sources:
                answers.setdefault(source.resolver, Counter())[source.status.value] += 1
        self._answers = answers

    def lasting(self, run: Run) -> dict[str, Any]:
        """Return what the manifest says that is the same for every run over the same documents."""
        cited = run.cited
        return {
            "schema": SCHEMA,
            "unxref": __version__,
            "grammar": grammar_contents(),
            "tables": content_hash((*ROOMS, "resolvers"), (".csv", ".toml")),
            "python": platform.python_version(),
            "platform": platform.platform(),
            "command": self._command,
            "options": self._options,
            "counts": {
                "documents": run.documents,
                "citations": cited.total(),
                "open": cited[None],
                "instruments": len(cited) - (None in cited),
                "unreadable": dict(sorted(self._unreadable.items())),
            },
            "inputs": {"number": self._read, "bytes": self._size, "sha256": self._inputs.hexdigest()},
            "resolvers": self._answers
            and {name: dict(sorted(counts.items())) for name, counts in sorted(self._answers.items())},
        }

    def whole(self, run: Run, output: Iterable[tuple[str, str]]) -> dict[str, Any]:
        """Return the manifest, with the names of the files of the output and their SHA-256."""
        return {
            **self.lasting(run),
            "started": self._started,
            "ended": _now(),
            "output": [{"name": name, "sha256": digest} for name, digest in output],
        }


def taken(reading: Reading) -> dict[str, Any]:
    """Return the options that say which documents are read, and how."""
    how = reading.how
    return {
        "include": reading.paths.include,
        "exclude": reading.paths.exclude,
        "language": how.language,
        "ignore_links": how.ignore_links,
        "ocr": how.ocr,
    }


@contextmanager
def kept(path: str | None, manifest: Manifest, run: Run, output: Output) -> Generator[None]:
    """Write the manifest where it was asked for, once the output is written inside the `with` statement.

    Raises `click.ClickException` where it cannot be written.
    """
    if path is None:
        yield
        return
    if output.path is None:
        with _hashed_stdout() as printed:
            yield
        files = [("-", printed.hexdigest())]
    else:
        yield
        files = [(str(file), _hash_of(file)) for file in _files(Path(output.path))]
    with Output("json", path).open() as file:
        json.dump(manifest.whole(run, files), file, ensure_ascii=False, indent=1)
        file.write("\n")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _checksum_line(digest: str, path: str) -> bytes:
    """Return the line that `sha256sum` prints of a file: where it escapes the name, a backslash begins it."""
    name = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return b"%s%s  %s\n" % (b"\\" if name != path else b"", digest.encode(), os.fsencode(name))


def _files(output: Path) -> list[Path]:
    """Return the files that an output is; what came out of a device or a pipe is gone."""
    return [file for file in (sorted(output.iterdir()) if output.is_dir() else [output]) if file.is_file()]


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _hashed_stdout() -> Generator[Any]:
    """Give the hash of what is printed inside the `with` statement."""
    digest = hashlib.sha256()
    printed = sys.stdout
    through = io.TextIOWrapper(
        io.BufferedWriter(_Tee(printed.buffer, digest)),
        encoding=printed.encoding,
        errors=printed.errors,
        newline="\n",
        line_buffering=printed.isatty(),
    )
    sys.stdout = through
    try:
        yield digest
        through.flush()
    finally:
        sys.stdout = printed
        through.detach()


class _Tee(io.RawIOBase):
    """A stream whose bytes are counted into a hash on their way."""

    def __init__(self, to: Any, digest: Any) -> None:
        self._to, self._digest = to, digest

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self._digest.update(data)
        return self._to.write(data)

    def flush(self) -> None:
        self._to.flush()

    def isatty(self) -> bool:
        return self._to.isatty()

    def fileno(self) -> int:
        return self._to.fileno()
