"""The options that several commands share; each decorator gives its command what they come to."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from functools import wraps
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .jobs import cores
from .output import TABLES, Output
from .settings import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .reading import How

    Command = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Paths:
    """What is to be read: what was given, and what is taken of folders."""

    given: tuple[str, ...]
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[str]:
        """Yield the path of each document, in order."""
        from ..documents.paths import expand

        return expand(self.given, self.include, self.exclude)


def paths(command: Command) -> Command:
    """Take PATH..., --files-from, -0, --include and --exclude; the command gets `paths`."""

    @click.argument("given", metavar="PATH...", nargs=-1)
    @click.option(
        "--files-from", metavar="FILE", help="Read paths from FILE, one a line (- is standard input)."
    )
    @click.option(
        "-0", "null", is_flag=True, help="With --files-from: paths end with NUL, as find -print0 writes."
    )
    @click.option(
        "--include",
        metavar="GLOB",
        multiple=True,
        help="Read such files of folders, whatever their names end with.",
    )
    @click.option(
        "--exclude", metavar="GLOB", multiple=True, help="Leave out such files and folders of folders."
    )
    @wraps(command)
    def with_paths(
        given: tuple[str, ...],
        files_from: str | None,
        null: bool,
        include: tuple[str, ...],
        exclude: tuple[str, ...],
        **rest: Any,
    ) -> None:
        if not given and files_from is None:
            raise click.UsageError("no PATH: give a file, a folder, a pattern, or - for standard input")
        listed = _listed(files_from, null) if files_from is not None else []
        command(paths=Paths((*given, *listed), include, exclude), **rest)

    return with_paths


def language(command: Command) -> Command:
    """Take --language; the command gets `language`."""
    return click.option(
        "--language",
        metavar="CODE",
        callback=_known_language,
        help="The language of the documents, ISO 639-1; found for each passage if not given.",
    )(command)


def ocr(command: Command) -> Command:
    """Take --ocr; the command gets `ocr`, the language in which to recognise text, if at all."""

    @click.option(
        "--ocr",
        is_flag=True,
        help="Recognise the text of scanned PDFs, with ocrmypdf or tesseract if installed.",
    )
    @wraps(command)
    def with_ocr(ocr: bool, language: str | None, **rest: Any) -> None:
        code = language or "en"
        if ocr:
            from ..documents.ocr import lacking

            if cause := lacking(code):
                raise click.UsageError(f"--ocr: {cause}")
        command(ocr=code if ocr else None, language=language, **rest)

    return with_ocr


def jobs(command: Command) -> Command:
    """Take --jobs; the command gets `jobs`."""
    return click.option(
        "--jobs",
        metavar="N",
        type=click.IntRange(min=1),
        default=cores,
        help="Read documents in N processes; the output is the same for any N. Default: the processors.",
    )(command)


@dataclass(frozen=True, slots=True)
class Reading:
    """Which documents are to be read, how, and by what."""

    paths: Paths
    how: How
    jobs: int
    """In how many processes."""
    scheduler: str | None
    """The address of the cluster that reads them; None for none."""

    def kept_in(self, folder: Path | None) -> Reading:
        """Return the same, what is read being kept in a folder; None for nowhere."""
        return replace(self, how=replace(self.how, cache_dir=folder))


def reading(command: Command) -> Command:
    """Take what says which documents are to be read, and how; the command gets `reading`."""

    @paths
    @language
    @click.option(
        "--ignore-links",
        is_flag=True,
        help="Read the words alone, not where hyperlinks of the documents lead.",
    )
    @ocr
    @jobs
    @click.option(
        "--scheduler",
        metavar="ADDRESS",
        help="Read documents on the Dask cluster at tcp://host:8786, whose workers see the same paths.",
    )
    @wraps(command)
    def with_reading(
        paths: Paths,
        language: str | None,
        ignore_links: bool,
        ocr: str | None,
        jobs: int,
        scheduler: str | None,
        **rest: Any,
    ) -> None:
        from .reading import How  # the grammar is loaded where documents are read

        command(reading=Reading(paths, How(language, ignore_links, ocr=ocr), jobs, scheduler), **rest)

    return with_reading


@dataclass(frozen=True, slots=True)
class Further:
    """How far citations are followed."""

    depth: int = 1
    """How many steps from the documents given: 1 for what they cite, 2 for what is cited there, too."""
    max_documents: int = 0
    """How many texts are taken at most."""
    texts: str | None = None
    """The folder in which texts are looked for first."""


def further(command: Command) -> Command:
    """Take --depth, --max-documents and --texts; the command gets `further`."""

    @click.option(
        "--depth",
        metavar="N",
        type=click.IntRange(min=1),
        default=1,
        help="Follow citations N steps: 2 reads the texts of what is cited, too. Default: 1.",
    )
    @click.option(
        "--max-documents",
        metavar="M",
        type=click.IntRange(min=1),
        help=f"With --depth: take M such texts at most. Default: {_MOST_TEXTS}.",
    )
    @click.option(
        "--texts",
        metavar="FOLDER",
        callback=_a_folder,
        help="With --depth: take texts from FOLDER where it has them.",
    )
    @wraps(command)
    def with_further(depth: int, max_documents: int | None, texts: str | None, **rest: Any) -> None:
        if depth == 1 and (texts is not None or max_documents is not None):
            raise click.UsageError("--texts and --max-documents go with --depth 2 or more")
        command(further=Further(depth, max_documents or _MOST_TEXTS, texts), **rest)

    return with_further


_MOST_TEXTS = 100
"""At the services' pace, four minutes."""


def cache(command: Command) -> Command:
    """Take --no-cache where documents are read; the command gets `no_cache`."""
    return click.option("--no-cache", is_flag=True, help="Read every document anew, and keep nothing of it.")(
        command
    )


def manifest(command: Command) -> Command:
    """Take --manifest; the command gets `manifest_path`."""
    return click.option(
        "--manifest",
        "manifest_path",
        metavar="FILE",
        callback=_in_a_folder,
        help="Write to FILE what was read, by which version and how, with hashes: for a paper to cite.",
    )(command)


def output(people: str, *programs: str) -> Callable[[Command], Command]:
    """Take -f and -o; the command gets `output`. A terminal is given the form for people, a pipe jsonl."""

    def decorate(command: Command) -> Command:
        @click.option(
            "-f",
            "--format",
            "form",
            type=click.Choice((people, *programs)),
            help=f"Default: {people} on a terminal, else jsonl.",
        )
        @click.option("-o", "--output", "path", metavar="FILE", help="Write to FILE (- is standard output).")
        @wraps(command)
        def with_output(form: str | None, path: str | None, **rest: Any) -> None:
            file = None if path == "-" else path
            by_default = people if file is None and sys.stdout.isatty() else "jsonl"
            if form in TABLES:
                _can_be_written(form, file)
            command(output=Output(form or by_default, file), **rest)

        return with_output

    return decorate


def lookup(command: Command) -> Command:
    """Take what says how to look up; the command gets `settings`."""

    @click.option("--offline", is_flag=True, help="Make no connection.")
    @click.option("--refresh", is_flag=True, help="Ask again for what is cached.")
    @click.option("--no-cache", is_flag=True, help="Use no cache.")
    @click.option(
        "--resolver",
        "resolvers",
        metavar="NAME",
        multiple=True,
        help="Ask this source, as `unxref resolvers` names it. May be repeated.",
    )
    @click.option(
        "--deadline",
        metavar="SECONDS",
        type=click.FloatRange(min=0),
        help="Ask no further after so long; 0 for as long as it takes. Default: 900.",
    )
    @wraps(command)
    def with_settings(
        offline: bool,
        refresh: bool,
        no_cache: bool,
        resolvers: tuple[str, ...],
        deadline: float | None,
        **rest: Any,
    ) -> None:
        given: dict[str, Any] = {"offline": offline, "refresh": refresh, "resolvers": resolvers}
        given = {name: value for name, value in given.items() if value}
        if deadline is not None:
            given["deadline"] = deadline
        if no_cache:
            given["cache_dir"] = None
        command(settings=load(**given), **rest)

    return with_settings


def fail_on(command: Command) -> Command:
    """Take --fail-on; the command gets `fail_on`."""
    return click.option(
        "--fail-on",
        type=click.Choice(("not-found", "ambiguous", "not-asked")),
        multiple=True,
        help="Exit with 1, not-asked with 4, where there is such a citation. May be repeated.",
    )(command)


def _can_be_written(form: str, file: str | None) -> None:
    """Make sure that tables have a place, and what writes them is installed."""
    if not file:
        raise click.UsageError(f"-f {form} is not for standard output: give -o {TABLES[form]}")
    if form == "parquet" and find_spec("pyarrow") is None:
        raise click.UsageError("-f parquet needs pyarrow: pip install 'unxref[parquet]'")


def _listed(name: str, null: bool) -> list[str]:
    """Return the paths that a file lists; in lines, those that are empty or begin with # are passed over."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise click.UsageError(f"--files-from {name}: {error.strerror}") from error
    if null:
        return [os.fsdecode(path) for path in data.split(b"\0") if path]
    return [os.fsdecode(line) for line in data.splitlines() if line.strip() and not line.startswith(b"#")]


def _in_a_folder(_ctx: click.Context, _option: click.Parameter, path: str | None) -> str | None:
    """Refuse before the run what would fail after it."""
    if path is not None and not Path(path).parent.is_dir():
        raise click.BadParameter(f"no such folder: {Path(path).parent}")
    return path


def _a_folder(_ctx: click.Context, _option: click.Parameter, path: str | None) -> str | None:
    if path is not None and not Path(path).is_dir():
        raise click.BadParameter(f"no such folder: {path}")
    return path


def _known_language(_ctx: click.Context, _option: click.Parameter, code: str | None) -> str | None:
    from ..citations.language import language as words_of

    try:
        return code and words_of(code) and code
    except KeyError as error:
        raise click.BadParameter(f"unxref does not read {code!r} yet") from error
