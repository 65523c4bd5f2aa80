"""`unxref cache`: what is kept of earlier lookups."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from ..cache.files import Files
from ..cache.pace import Pace
from ..cache.store import Info, default_folder, open_store
from ..resolvers.interface import Status
from ..resolvers.registry import kept_as, resolvers
from ..resolvers.texts import KEPT as TEXTS
from . import options
from .codes import SHORT, UNREADABLE
from .messages import say, several
from .output import Output, json_lines
from .reading import KEPT
from .settings import load

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence
    from pathlib import Path

    from ..cache.store import Held, Store

SCHEMA = "unxref.cache/1"


@click.group(invoke_without_command=True)
@click.pass_context
def cache(ctx: click.Context) -> None:
    """Show, clear or carry over what is kept of earlier lookups.

    \b
    unxref cache info
    unxref cache export -o answers.jsonl
    unxref cache import answers.jsonl
    unxref cache clear
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@cache.command(short_help="Show where the cache is and what it holds.")
@options.output("table", "jsonl")
def info(output: Output) -> None:
    """Show where the cache is and what it holds: how many answers of which source, and from when.

    Expired answers, and those of another version of their source, are not used any more. The expired ones are
    removed bit by bit whenever something is stored.

    \b
    unxref cache info
    unxref cache info -f jsonl
    """
    with open_store(_folder(), say) as store:
        plain = _plain(store.info(), _readings(), _texts(), _versions())
    with output.open() as file:
        if output.form == "table":
            from .show import cache_table

            cache_table(plain, file)
        else:
            file.writelines(json_lines([plain]))


@cache.command()
@click.pass_context
def clear(ctx: click.Context) -> None:
    """Forget every answer, what was read of documents, and texts. The next run asks and reads again.

    \b
    unxref cache clear
    """
    with _store(ctx) as store:
        forgotten = [several(store.clear(), "answer")]
        if _readings().held:
            with open_store(_folder() / KEPT, say) as readings:
                forgotten.append(several(readings.clear(), "reading"))
        if (texts := _texts()).held:
            forgotten.append(several(_found(texts), "text"))
            with Files(_folder() / TEXTS, say) as files:
                files.clear()
        say(f"{' and '.join(forgotten)} forgotten")


@cache.command(short_help="Print every answer, for another machine.")
@click.option("-o", "--output", "path", metavar="FILE", help="Write to FILE (- is standard output).")
@click.pass_context
def export(ctx: click.Context, path: str | None) -> None:
    """Print the answers that are kept, as JSON Lines that `unxref cache import` reads on another machine.

    \b
    unxref cache export -o answers.jsonl
    unxref cache export | ssh cluster unxref cache import -
    """
    from .carry import write

    with _store(ctx) as store:
        with Output("jsonl", None if path == "-" else path).open() as file:
            written = write(store, file)
        say(f"{several(written, 'answer')} exported")


@cache.command("import", short_help="Keep what an export printed.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.pass_context
def import_(ctx: click.Context, files: Sequence[str]) -> None:
    """Keep the answers that `unxref cache export` printed. FILE may be - for standard input.

    Skipped is what has expired, or is held here from the same time or later. Refused is a line that is no
    answer; the first of a file is said. An answer lives no longer than if it had been looked up here.

    \b
    unxref cache import answers.jsonl
    zcat *.jsonl.gz | unxref cache import -
    """
    from .carry import Import

    with open_store(_folder(), say) as store:
        carried = Import(store)
        for name in files:
            carried.read(name)
    say(carried.summary())
    ctx.exit(UNREADABLE if carried.unreadable else 0 if carried.kept else SHORT)


@contextmanager
def _store(ctx: click.Context) -> Generator[Store]:
    """Open the store for a command that falls short where something is wrong with it: it exits with 1."""
    warned: list[str] = []

    def warn(message: str) -> None:
        warned.append(message)
        say(message)

    with open_store(_folder(), warn) as store:
        yield store
    if warned:
        ctx.exit(SHORT)


def _folder() -> Path:
    return load().cache_dir or default_folder()


def _readings() -> Info:
    """Return what is kept of documents that were read."""
    folder = _folder() / KEPT
    if not folder.is_dir():
        return Info(folder, 0, ())
    with open_store(folder, say) as store:
        return store.info()


def _texts() -> Info:
    """Return what is kept of texts that were fetched."""
    folder = _folder() / TEXTS
    if not folder.is_dir():
        return Info(folder, 0, ())
    with Files(folder, say) as texts:
        return texts.info()


def _found(texts: Info) -> int:
    return sum(held.count for held in texts.held if held.label == Status.FOUND)


def _versions() -> Mapping[str, int]:
    """Return by which version of each source answers are read today."""
    settings = replace(load(), resolvers=(), offline=True)
    with Pace(settings.state_dir, say) as pace:
        return {kept_as(source): source.version for source in resolvers(settings, pace, say)}


def _plain(info: Info, readings: Info, texts: Info, versions: Mapping[str, int]) -> dict[str, Any]:
    groups = groupby(info.held, lambda held: (held.source, held.label))
    return {
        "schema": SCHEMA,
        "path": str(info.path),
        "bytes": info.size + readings.size + texts.size,
        "readings": sum(held.count for held in readings.held),
        "texts": _found(texts),
        "held": [
            {"resolver": source, "status": label, **_counts(list(held), versions.get(source))}
            for (source, label), held in groups
        ],
    }


def _counts(held: Sequence[Held], version: int | None) -> dict[str, Any]:
    """Count what is held of a source over all versions; `version` is today's, None of an unknown source."""
    outdated = (one.count - one.expired for one in held if version not in (None, one.version))
    return {
        "count": sum(one.count for one in held),
        "expired": sum(one.expired for one in held),
        "outdated": sum(outdated),
        "bytes": sum(one.size for one in held),
        "oldest": min(one.oldest for one in held).isoformat(timespec="seconds"),
        "newest": max(one.newest for one in held).isoformat(timespec="seconds"),
    }
