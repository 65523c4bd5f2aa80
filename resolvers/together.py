"""Many waits at the same time, their results as they come."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Coroutine, Iterable
    from typing import Any

T = TypeVar("T")


async def as_they_come(work: Iterable[Coroutine[Any, Any, T]]) -> AsyncGenerator[T, None]:
    """Yield the results. Where one raises, or the caller stops listening, the rest is cancelled."""
    tasks = [asyncio.create_task(one) for one in work]
    try:
        for done in asyncio.as_completed(tasks):
            yield await done
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
