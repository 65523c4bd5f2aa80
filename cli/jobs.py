"""Work shared out to processes, its results in the order of what was given, however many there are."""

from __future__ import annotations

import os
import signal
from collections import deque
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

T = TypeVar("T")
R = TypeVar("R")


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shared_out(
    work: Callable[[T], R], items: Iterable[T], jobs: int, known: Callable[[T], R | None]
) -> Iterator[R]:
    """Yield what the work makes of each item, in their order, done by so many processes.

    What is `known` is not worked for, and a few items are not worth a process. Some dozens are on their way
    at a time, and no more: memory does not grow with their number. Raises `click.ClickException` where a
    process was killed.
    """
    left = iter(items)
    few = list(islice(left, _FEW))
    if jobs > 1 and len(few) == _FEW:
        yield from _by_processes(work, chain(few, left), jobs, known)
    else:
        for item in chain(few, left):
            result = known(item)
            yield work(item) if result is None else result


_FEW = 4
_AT_ONCE = 8
"""Items that a process is given at a time: handing over one costs as much as reading a page."""
_AHEAD = 3
"""So many times as many are on their way as there are processes."""


def _by_processes(
    work: Callable[[T], R], items: Iterator[T], jobs: int, known: Callable[[T], R | None]
) -> Iterator[R]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # Not forked: a thread that shows progress may hold a lock. None is started before there is work.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_leave_interrupts)
    waiting: deque[tuple[list[R | None], Future[list[R]] | None]] = deque()
    try:
        while some := list(islice(items, _AT_ONCE)):
            results = [known(item) for item in some]
            left = [item for item, result in zip(some, results, strict=True) if result is None]
            waiting.append((results, pool.submit(partial(_each, work), left) if left else None))
            while waiting and (len(waiting) > jobs * _AHEAD or waiting[0][1] is None):
                yield from _complete(*waiting.popleft())
        while waiting:
            yield from _complete(*waiting.popleft())
    except BrokenProcessPool as error:
        raise click.ClickException("a reading process was killed: with --jobs 1 it is seen where") from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _complete(results: list[R | None], worked: Future[list[R]] | None) -> Iterator[R]:
    """Yield results, those that were worked for in the places that are left."""
    made = iter(worked.result() if worked else ())
    for result in results:
        yield next(made) if result is None else result


def _each(work: Callable[[T], R], items: list[T]) -> list[R]:
    return [work(item) for item in items]


def _leave_interrupts() -> None:
    """Leave Ctrl-C to the process that hands out the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
