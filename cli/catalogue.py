"""`unxref catalogue`: a local library of records and texts, for work without a network."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TextIO

import click

from ..resolvers.interface import Source, Status, to_json
from . import options
from .codes import DONE, UNREADABLE
from .messages import say, several
from .output import json_lines
from .settings import load

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from ..resolvers.catalogue import Catalogue, Info
    from ..resolvers.interface import Record
    from ..resolvers.settings import Settings
    from .output import Output

SCHEMA = "unxref.catalogue/1"
_MOST = 20
"""Records that a search shows."""


@click.group(invoke_without_command=True)
@click.pass_context
def catalogue(ctx: click.Context) -> None:
    """Fill and search a local library of records and texts, for work without a network.

    \b
    unxref catalogue import exports/ votes.csv    from files of the libraries
    unxref catalogue harvest --series A/RES/74    from the services
    unxref catalogue search women peace security
    unxref catalogue info
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@catalogue.command("import", short_help="Take the records and texts of files.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@options.jobs
@click.pass_context
def import_(ctx: click.Context, paths: tuple[str, ...], jobs: int) -> None:
    """Take the records and texts of files, of the files in folders, and of standard input (-).

    Records are taken from MARCXML as the UN Digital Library exports it, the Library's voting data (CSV),
    documents in Akoma Ntoso, and what `unxref resolve -f jsonl` prints; compressed with gzip, too. Texts,
    which `unxref graph --depth` reads, are taken from documents of all formats whose heading or name says
    which instrument they are. docs/catalogue.md says where to get all this.

    \b
    unxref catalogue import 2026_02_06_ga_voting.csv
    unxref catalogue import exports/ records.jsonl.gz
    unxref catalogue import texts/ A_RES_74_174-EN.pdf
    unxref resolve -f jsonl < list.txt | unxref catalogue import -
    """
    from .filling import InterruptedImportError, fill
    from .progress import progress
    from .reading import How

    settings = load()
    how = How(cache_dir=settings.cache_dir)
    try:
        with opened(settings, writable=True) as held, progress("importing") as advance:
            tally = fill(held, paths, how, jobs, advance)
    except KeyboardInterrupt as interrupt:
        raise InterruptedImportError(
            "interrupted: what was read is kept, run the same again to go on"
        ) from interrupt
    say(tally.line())
    ctx.exit(UNREADABLE if tally.unreadable else DONE)


@catalogue.command(short_help="Show where the catalogue is and what it holds.")
@options.output("table", "jsonl")
def info(output: Output) -> None:
    """Show where the catalogue is and what it holds, by where it came from and by series.

    \b
    unxref catalogue info
    unxref catalogue info -f jsonl
    """
    with opened(load()) as held:
        info = held.info()
    with output.open() as file:
        if output.form == "table":
            from .show import catalogue_table

            catalogue_table(info, file)
        else:
            file.writelines(json_lines([_plain(info)]))


@catalogue.command(short_help="Find records by words of titles and subjects.")
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@options.output("table", "jsonl")
def search(words: tuple[str, ...], output: Output) -> None:
    """Find records by words of their titles and subjects: those that have all of them, the best 20 first.

    \b
    unxref catalogue search women peace security
    unxref catalogue search -f jsonl "child pornography"
    """
    with opened(load()) as held:
        found = held.search(" ".join(words), _MOST)
    with output.open() as file:
        _show((replace(r, sources=(Source(held.name, Status.FOUND),)) for r in found), output.form, file)
    say(f"{several(len(found), 'record')} found" + (", there may be more" if len(found) == _MOST else ""))


@catalogue.command(short_help="Ask the services, and keep their records.")
@click.argument("symbols", metavar="SYMBOL...", nargs=-1)
@click.option("--from", "listed", metavar="FILE", help="Read symbols or citations from FILE, one a line.")
@click.option("--series", metavar="SERIES", help="All of a series, counted up: A/RES/74, S/RES.")
@click.option("--first", type=click.IntRange(1), help="With --series: the number to begin with.")
@click.option("--last", type=click.IntRange(1), help="With --series: the number to end with.")
@options.lookup
@click.pass_context
def harvest(
    ctx: click.Context,
    symbols: tuple[str, ...],
    listed: str | None,
    series: str | None,
    first: int | None,
    last: int | None,
    settings: Settings,
) -> None:
    """Ask the services for instruments, and keep their records.

    A series ends where 50 numbers in a row are not found. What was answered is remembered: the same command
    goes on where it was ended, and asks for what it has only with --refresh.

    \b
    unxref catalogue harvest --series A/RES/74
    unxref catalogue harvest --series S/RES --first 1300 --last 1399
    unxref extract drafts/ | unxref catalogue harvest --from -
    """
    from .harvesting import Harvest, series_batches, wanted_batches
    from .inputs import Skipped

    if settings.offline:
        raise click.UsageError("harvest asks the services: not with offline")
    if (series is not None) == bool(symbols or listed):
        raise click.UsageError("give symbols (SYMBOL, --from FILE), or a series (--series)")
    if series is None and (first or last):
        raise click.UsageError("--first and --last go with --series")
    skipped = Skipped()
    with opened(settings, writable=True) as held:
        run = Harvest(held, settings)
        if series is None:
            run.all(wanted_batches(symbols, listed, skipped))
        else:
            run.all(series_batches(series, first, last), until_none=last is None)
    say(run.line())
    ctx.exit(UNREADABLE if skipped.count else DONE)


@contextmanager
def opened(settings: Settings, *, writable: bool = False) -> Generator[Catalogue]:
    """Open the catalogue that the settings name. Raises `click.UsageError` where it cannot be used."""
    from ..resolvers.catalogue import Catalogue, CatalogueError

    if settings.catalogue is None:
        raise click.UsageError("no catalogue is set")
    try:
        with Catalogue(settings.catalogue, writable=writable) as held:
            yield held
    except CatalogueError as error:
        raise click.UsageError(str(error)) from error


def _show(records: Iterable[Record], form: str, file: TextIO) -> None:
    if form == "table":
        from .show import records_table

        records_table(records, file)
    else:
        file.writelines(json_lines(map(to_json, records)))


def _plain(info: Info) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "path": str(info.path),
        "bytes": info.size,
        "records": info.records,
        "filled": info.filled,
        "sources": [{"source": one.name, "count": one.count, "newest": one.newest} for one in info.sources],
        "series": [{"series": one.name, "body": one.body, "count": one.count} for one in info.series],
        "texts": [{"language": language, "count": count} for language, count in info.texts.items()],
        "answered": [{"status": status, "count": count} for status, count in info.answered.items()],
    }
