"""`unxref cache`: what is kept of earlier lookups."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from ..cache.store import default_folder, open_store
from . import options
from .messages import say, several
from .settings import load

if TYPE_CHECKING:
    from pathlib import Path

    from ..cache.store import Info
    from .output import Output

SCHEMA = "unxref.cache/1"


@click.group(invoke_without_command=True)
@click.pass_context
def cache(ctx: click.Context) -> None:
    """Show or clear what is kept of earlier lookups.

    \b
    unxref cache info
    unxref cache clear
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@cache.command()
@options.output("table", "jsonl")
def info(output: Output) -> None:
    """Show where the cache is and what it holds: how many answers of which source, and from when.

    \b
    unxref cache info
    unxref cache info -f jsonl
    """
    with open_store(_folder(), say) as store:
        held = store.info()
    with output.open() as file:
        if output.form == "table":
            from .show import cache_table

            cache_table(held, file)
        else:
            file.write(json.dumps(_plain(held), ensure_ascii=False) + "\n")


@cache.command()
def clear() -> None:
    """Forget every answer. The next run asks again.

    \b
    unxref cache clear
    """
    with open_store(_folder(), say) as store:
        say(f"{several(store.clear(), 'answer')} forgotten")


def _folder() -> Path:
    return load().cache_dir or default_folder()


def _plain(held: Info) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "path": str(held.path),
        "bytes": held.size,
        "held": [
            {
                "resolver": one.source,
                "status": one.label,
                "count": one.count,
                "oldest": one.oldest.isoformat(timespec="seconds"),
                "newest": one.newest.isoformat(timespec="seconds"),
            }
            for one in held.held
        ],
    }
