"""`unxref resolvers`: the sources of records, and where each stands."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TextIO

import click

from ..cache.pace import Pace
from ..cache.store import open_store
from ..instruments.identifiers import parse
from ..resolvers.interface import Status
from ..resolvers.probe import REACHABLE, probe
from ..resolvers.registry import kept_as
from ..resolvers.registry import resolvers as services
from ..resolvers.settings import CATALOGUE, default_catalogue
from . import options
from .messages import say
from .output import json_lines
from .settings import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from ..resolvers.interface import Resolver
    from ..resolvers.probe import Probed
    from ..resolvers.settings import Settings
    from .output import Output

SCHEMA = "unxref.resolver/1"
EXAMPLES = ("A/RES/74/174", "A/DEC/74/537B", "S/PRST/2010/12", "crc", "agenda-2030", "A/75/6(Sect.26)")
"""An instrument of each kind, to ask a source whether it covers such."""
ASKED_FIRST = ("A/RES/74/174", "UNTS/1577/p3")
"""What takes a service of ours one request to answer."""


@click.command()
@click.option(
    "--probe", "probing", is_flag=True, help="Look one instrument up in each, to tell where it stands."
)
@options.output("table", "jsonl")
def resolvers(output: Output, probing: bool) -> None:
    """Show the sources of records in the order in which they are asked: where each is, what it covers.

    What the package's own tables know needs no source. Settings move and choose sources: see docs/cli.md.
    With --probe each is asked: is it reachable, does it block or limit us, how fast is it. Nothing is kept.

    \b
    unxref resolvers
    unxref resolvers --probe
    UNXREF_UNDL_URL=http://localhost:8000 unxref resolvers
    """
    settings = load()
    # One attempt tells where a source stands.
    tried = replace(settings, retries=0) if probing else settings
    cached = _cached(settings.cache_dir)
    with Pace(settings.state_dir, say) as pace:
        sources = services(tried, pace, say)
        probed = _probed(sources, 4 * settings.timeout + 5 * settings.pace) if probing else None
    shown = [_plain(source, cached, probed or {}) for source in sources]
    if CATALOGUE in (settings.resolvers or (CATALOGUE,)):
        shown.insert(0, _library(settings, probing))
    with output.open() as file:
        _show(shown, output.form, file)


def _plain(
    source: Resolver, cached: Mapping[tuple[str, int], int], probed: Mapping[str, Probed]
) -> dict[str, Any]:
    outcome = probed.get(source.name)
    return {
        "schema": SCHEMA,
        "name": source.name,
        "url": source.address,
        "covers": list(dict.fromkeys(parse(example).kind for example in _covered(source))),
        "cached": cached[kept_as(source), source.version],
        "state": outcome and outcome.state,
        "cause": outcome and outcome.cause,
        "seconds": outcome and round(outcome.seconds, 3),
    }


def _library(settings: Settings, probing: bool) -> dict[str, Any]:
    """Return where the local library stands; what it holds counts as cached."""
    from ..resolvers.catalogue import Catalogue, CatalogueError

    started = time.monotonic()
    file = settings.catalogue or default_catalogue()
    records, state, cause = 0, None, "there is none: `unxref catalogue import` makes one"
    if file.exists():
        try:
            with Catalogue(file) as catalogue:
                records, state, cause = catalogue.info().records, REACHABLE, None
        except CatalogueError as error:
            state, cause = Status.UNREACHABLE.value, str(error)
    return {
        "schema": SCHEMA,
        "name": CATALOGUE,
        "url": str(file),
        "covers": list(dict.fromkeys(parse(example).kind for example in EXAMPLES)) if records else [],
        "cached": records,
        "state": state if probing else None,
        "cause": cause if probing else None,
        "seconds": round(time.monotonic() - started, 3) if probing else None,
    }


def _covered(source: Resolver) -> list[str]:
    return [example for example in EXAMPLES if source.covers(parse(example))]


def _probed(sources: Iterable[Resolver], patience: float) -> Mapping[str, Probed]:
    examples = [parse(example) for example in (*ASKED_FIRST, *EXAMPLES)]
    covered = ((one, next(filter(one.covers, examples), None)) for one in sources)
    return probe({one: example for one, example in covered if example}, patience)


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
        file.writelines(json_lines(sources))
