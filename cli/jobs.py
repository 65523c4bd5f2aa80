"""Work shared out to processes, its results in the order of what was given, however many there are.

An item may cost the process that works for it: it alone is lost, and the rest is for a new process.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from multiprocessing.connection import Connection, PipeConnection
    from multiprocessing.context import SpawnProcess

T = TypeVar("T")
R = TypeVar("R")


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shared_out(
    work: Callable[[T], R],
    items: Iterable[T],
    jobs: int,
    *,
    known: Callable[[T], R | None],
    lost: Callable[[T, str], R],
) -> Iterator[R]:
    """Yield what the work makes of each item, in their order, done by so many processes.

    What is `known` is not worked for, and a few items are not worth a process. Some dozens are on their way
    at a time, and no more: memory does not grow with their number. What is `lost` has killed two processes,
    or has taken one too long, for the cause given. Raises `click.ClickException` where no process can start.
    """
    left = iter(items)
    few = list(islice(left, _FEW))
    every = chain(few, left)
    if jobs > 1 and len(few) == _FEW:
        with _Crew(work, jobs, lost) as crew:
            yield from _by_processes(crew, every, known, jobs * _AHEAD)
    else:
        for item in every:
            result = known(item)
            yield work(item) if result is None else result


_FEW = 4
_AT_ONCE = 8
"""Items that a process is given at a time: it need not wait for each to be handed over."""
_AHEAD = 24
"""So many times as many are on their way as there are processes."""
_SECONDS = 600
"""Of a processor that an item may take: several times what the largest and densest documents do."""
_MEMORY = 4_000_000_000
"""Bytes that a process may use: twice what the largest documents do, as they are found."""


def _by_processes(
    crew: _Crew[T, R], items: Iterable[T], known: Callable[[T], R | None], ahead: int
) -> Iterator[R]:
    results: dict[int, R] = {}
    due = taken = 0

    def come(most: int) -> Iterator[R]:
        """Yield what is there of what is due, and wait for it while more than so many are on their way."""
        nonlocal due
        while due < taken:
            if due not in results:
                results.update(crew.finished(wait=taken - due > most))
            if due in results:
                yield results.pop(due)
                due += 1
            elif taken - due <= most:
                return

    for item in items:
        result = known(item)
        if result is None:
            crew.give(taken, item)
        else:
            results[taken] = result
        taken += 1
        yield from come(ahead)
    yield from come(0)


@dataclass(slots=True)
class _Worker(Generic[T]):
    """A process, and what it was given and has not answered to; its first answer is that it stands ready."""

    process: SpawnProcess
    connection: Connection[Any, Any] | PipeConnection[Any, Any]
    left: deque[tuple[int, T]] = field(default_factory=deque["tuple[int, T]"])
    ready: bool = False


class _Crew(Generic[T, R]):
    """The processes at work; those that die are replaced. Use it in a `with` statement."""

    def __init__(self, work: Callable[[T], R], size: int, lost: Callable[[T, str], R]) -> None:
        self._work, self._size, self._lost = work, size, lost
        self._queue: deque[tuple[int, T]] = deque()
        self._workers: list[_Worker[T]] = []
        self._suspects: set[int] = set()
        """What a process died with: it may have been for another reason."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.connection.close()  # who has nothing to do ends
            if worker.left:
                worker.process.kill()
        for worker in self._workers:
            worker.process.join()

    def give(self, number: int, item: T) -> None:
        """Have an item worked for; its result comes under the number."""
        self._queue.append((number, item))

    def finished(self, *, wait: bool) -> dict[int, R]:
        """Return the results that have come, if there are any or one is to be waited for."""
        from multiprocessing import connection

        self._hand_out()
        results: dict[int, R] = {}
        if self._workers:
            speaking = connection.wait([one.connection for one in self._workers], None if wait else 0)
            for worker in [one for one in self._workers if one.connection in speaking]:
                results.update(self._hear(worker))
        return results

    def _hand_out(self) -> None:
        while self._queue and len(self._workers) < self._size:
            self._workers.append(_start(self._work))
        for worker in self._workers:
            # Nobody is given more while it works: it might not listen, and both would wait.
            if self._queue and worker.ready and not worker.left:
                share = max(1, min(_AT_ONCE, len(self._queue) // self._size))
                worker.left.extend(self._queue.popleft() for _ in range(share))
                with suppress(ConnectionError):  # it is dead: that is heard
                    worker.connection.send([item for _, item in worker.left])

    def _hear(self, worker: _Worker[T]) -> dict[int, R]:
        try:
            result = worker.connection.recv()
        except (EOFError, OSError):
            return self._bury(worker)
        if not worker.ready:
            worker.ready = True
            return {}
        number, _ = worker.left.popleft()
        return {number: result}

    def _bury(self, worker: _Worker[T]) -> dict[int, R]:
        """Put back what a dead process has left, but for what has killed it."""
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join()
        if not worker.ready:
            raise click.ClickException("no reading process can start; --jobs 1 does without")
        code = worker.process.exitcode or 0
        results: dict[int, R] = {}
        if worker.left:
            number, item = worker.left[0]
            if number in self._suspects or code == -_TOO_LONG:
                results[number] = self._lost(item, _cause(code))
                worker.left.popleft()
            self._suspects ^= {number}
        self._queue.extendleft(reversed(worker.left))
        return results


_TOO_LONG = getattr(signal, "SIGPROF", 0)
"""The signal that ends a process whose time is up."""


def _cause(code: int) -> str:
    if code == -_TOO_LONG:
        return f"takes too long (over {_SECONDS // 60} minutes of a processor)"
    how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return f"the process that read it was killed ({how})"


def _start(work: Callable[[T], object]) -> _Worker[T]:
    from multiprocessing import get_context

    context = get_context("spawn")  # not forked: a thread that shows progress may hold a lock
    ours, theirs = context.Pipe()
    process = context.Process(target=_work_off, args=(work, theirs), daemon=True)
    with _interrupts_held():
        process.start()
    theirs.close()  # so that its end is heard
    return _Worker(process, ours)


@contextmanager
def _interrupts_held() -> Generator[None]:
    """Leave Ctrl-C to the process that hands out the work, from the first moment of those it starts."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # else `start` runs it, and lets interrupts through after that
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work_off(work: Callable[[T], R], connection: Connection[Any, Any]) -> None:
    """Work for what comes, in a process of its own, until nothing can come any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    with suppress(EOFError, ConnectionError):
        connection.send(None)
        while True:
            for item in connection.recv():
                with _limited_time():
                    result = work(item)
                connection.send(result)


@contextmanager
def _limited_time() -> Generator[None]:
    """Have the system end this process when the `with` statement takes too long, also in a library's code.

    What counts is the processor's time: a job that is stopped for a night, or shares a machine, is not late.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, _SECONDS)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)


def _limit_memory() -> None:
    """Have memory end for this process before it ends for the machine, where the system can see to it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        if most == resource.RLIM_INFINITY or most > _MEMORY:
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, most))
