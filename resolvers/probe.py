"""Try every source with one lookup: can it be reached, does it block or limit us, how fast is it."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .interface import Status, trouble_of
from .threads import DaemonThreads

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..instruments.identifiers import Identifier
    from .interface import Resolver

REACHABLE = "reachable"


@dataclass(frozen=True, slots=True)
class Probed:
    """What came of the attempt."""

    state: str
    """reachable; or blocked, limited, unreachable, unclear."""
    cause: str | None
    """Why it is not reachable, in a few words."""
    seconds: float
    """Until the answer, the wait for the source's pace included."""


def probe(asked: Mapping[Resolver, Identifier], patience: float) -> dict[str, Probed]:
    """Ask each source for one instrument, all at the same time, for so many seconds at most."""

    async def all_of_them() -> Sequence[Probed]:
        asyncio.get_running_loop().set_default_executor(DaemonThreads())
        return await asyncio.gather(*(_probe(source, id, patience) for source, id in asked.items()))

    probed = asyncio.run(all_of_them()) if asked else ()
    return {source.name: outcome for source, outcome in zip(asked, probed, strict=True)}


async def _probe(source: Resolver, identifier: Identifier, patience: float) -> Probed:
    started = time.monotonic()
    state, cause = Status.UNCLEAR.value, "its answer proves nothing"
    try:
        async with asyncio.timeout(patience), aclosing(source.look_up([identifier])) as records:
            async for record in records:
                if record.id == identifier.id and record.status in (Status.FOUND, Status.NOT_FOUND):
                    state, cause = REACHABLE, None
    except TimeoutError:
        state, cause = Status.UNREACHABLE.value, f"no answer within {patience:g} s"
    except Exception as error:  # what a source raises is its trouble
        trouble = trouble_of(error)
        state, cause = trouble.status.value, trouble.cause
    return Probed(state, cause, time.monotonic() - started)
