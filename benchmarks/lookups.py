"""What lookups cost against the stand-in: requests, and time against the same made one after the other.

    python benchmarks/lookups.py [--latency 20]

A hundred resolutions of the package's own tables, without a pace: on a cold cache, once more, and each in
a search of its own, one after the other. The figures are a count and a ratio; seconds are this machine's.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from unxref.instruments.data import rows
from unxref.resolvers.look_up import look_up
from unxref.resolvers.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.standin.server import Standin

STANDIN = Path(__file__).parents[1] / "tests" / "standin"


def main() -> None:
    """Measure and print."""
    sys.path.append(str(STANDIN))
    serving = import_module("server").serving
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--latency", type=float, default=20.0, metavar="MS")
    latency = options.parse_args().latency / 1000
    ids = [row["symbol"] for row in rows("resolutions.csv")]
    mixed = ids[:: len(ids) // 100][:100]
    council = [id for id in ids if id.startswith("S/RES")][:100]
    for name, hundred in (("of all bodies", mixed), ("of the Security Council", council)):
        with serving() as standin, tempfile.TemporaryDirectory() as folder:
            standin.latency = latency
            settings = Settings(
                undl_url=standin.url,
                resolvers=("undl",),
                cache_dir=Path(folder) / "cache",
                state_dir=Path(folder) / "state",
                pace=0,
            )
            measure(name, standin, settings, hundred)


def measure(name: str, standin: Standin, settings: Settings, ids: list[str]) -> None:
    """Print what a hundred lookups take."""
    single = timed(lambda: one_by_one(standin.url, ids))
    standin.requests.clear()
    cold = timed(lambda: look_up(ids, settings))
    asked = len(standin.requests)
    standin.requests.clear()
    warm = timed(lambda: look_up(ids, settings))
    again = len(standin.requests)
    found = sum(record.status == "found" for record in look_up(ids, settings).values())
    print(f"{len(ids)} resolutions {name}, {found} found")
    print(f"  cold cache: {asked} requests, {cold:.2f} s; {cold / single:.3f} of {single:.2f} s one by one")
    print(f"  once more:  {again} requests, {warm:.3f} s")
    standin.batches = False
    standin.requests.clear()
    slow = timed(lambda: look_up(ids, replace(settings, cache_dir=None)))
    print(f"  no batches: {len(standin.requests)} requests, {slow:.2f} s; {slow / single:.3f} of one by one")


def one_by_one(url: str, ids: list[str]) -> None:
    """Search for each symbol, one after the other, on one connection."""
    with httpx.Client() as client:
        for id in ids:
            client.get(f"{url}/search", params={"p": f'191__a:"{id}"', "of": "xm"}).raise_for_status()


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that something takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
