"""`unxref resolvers`: the sources of records, and where each stands."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, TextIO

import click

from ..cache.store import open_store
from ..instruments.identifiers import parse
from ..resolvers.registry import resolvers as network_resolvers
from . import options
from .messages import say
from .settings import load

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .output import Output

SCHEMA = "unxref.resolver/1"
EXAMPLES = ("A/RES/74/174", "A/DEC/74/537B", "S/PRST/2010/12", "crc", "agenda-2030", "A/75/6(Sect.26)")
"""An instrument of each kind, to ask a source whether it covers such."""


@click.command()
@options.output("table", "jsonl")
def resolvers(output: Output) -> None:
    """Show the sources of records in the order in which they are asked: where each is, what it covers.

    What the package's own tables know needs no source. Settings move and choose sources: see docs/cli.md.

    \b
    unxref resolvers
    UNXREF_UNDL_URL=http://localhost:8000 unxref resolvers
    """
    settings = load()
    cached = _cached(settings.cache_dir)
    sources: list[dict[str, Any]] = [
        {
            "schema": SCHEMA,
            "name": source.name,
            "url": source.address,
            "covers": [parse(example).kind for example in EXAMPLES if source.covers(parse(example))],
            "cached": cached[source.name, source.version],
        }
        for source in network_resolvers(settings)
    ]
    with output.open() as file:
        _show(sources, output.form, file)


def _cached(folder: Path | None) -> Counter[tuple[str, int]]:
    """Return how many answers of each source and version the cache holds that have not expired."""
    counts: Counter[tuple[str, int]] = Counter()
    if folder and folder.is_dir():
        with open_store(folder, say) as store:
            for held in store.info().held:
                counts[held.source, held.version] += held.count - held.expired
    return counts


def _show(sources: Sequence[dict[str, Any]], form: str, file: TextIO) -> None:
    if form == "table":
        from .show import sources_table

        sources_table(sources, file)
    else:
        file.writelines(json.dumps(source, ensure_ascii=False) + "\n" for source in sources)
