"""Plug-ins, kept at arm's length: each in a thread of its own, waited for so long and no longer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable
from concurrent.futures import Future
from contextlib import suppress
from importlib.metadata import EntryPoint, entry_points
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, cast

from .interface import Record, Status, Trouble, trouble_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Mapping, Sequence

    from ..instruments.identifiers import Identifier
    from .settings import Settings

GROUP = "unxref.resolvers"
"""The group of entry points under which plug-ins are installed."""


def installed() -> Mapping[str, EntryPoint]:
    """Return the plug-ins that are installed, by name, without loading them."""
    return {entry.name: entry for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name)}


class Plugin:
    """A plug-in as a resolver: what it raises is its own trouble, and so is its silence.

    Raises `Trouble` where it cannot be loaded or made.
    """

    def __init__(self, entry: EntryPoint, settings: Settings) -> None:
        self.name = entry.name
        self._silence = _PATIENCE * settings.timeout
        self._thread = _Worker(f"unxref plug-in {entry.name}")
        self._theirs: Any = self._call(lambda: entry.load()(settings))
        self.version = self._call(lambda: int(getattr(self._theirs, "version", 1)))
        self.address = self._call(lambda: str(getattr(self._theirs, "address", "") or entry.value))

    def covers(self, identifier: Identifier) -> bool:
        """Whether it says that it holds such instruments. Raises `Trouble` where it fails to say."""
        return self._call(lambda: self._theirs.covers(identifier)) is True

    async def look_up(self, identifiers: Sequence[Identifier]) -> AsyncGenerator[Record, None]:
        """Yield its records, each once. Raises `Trouble` where it fails, or is silent for too long."""
        loop = asyncio.get_running_loop()
        records: asyncio.Queue[object] = asyncio.Queue()

        def say(one: object) -> None:
            loop.call_soon_threadsafe(records.put_nowait, one)

        self._thread.do(lambda: _look_up(self._theirs, identifiers, say))
        while True:
            try:
                said = await asyncio.wait_for(records.get(), self._silence)
            except TimeoutError:
                raise self._silent() from None
            if said is _END:
                return
            if isinstance(said, BaseException):
                raise trouble_of(said) from said
            if not isinstance(said, Record):
                raise Trouble(Status.UNCLEAR, f"it answers with no record but {type(said).__name__}")
            yield said

    def _call(self, call: Callable[[], Any]) -> Any:
        """Have something done in its thread. Raises `Trouble`."""
        future = self._thread.do(call)
        try:
            error = future.exception(self._silence)
        except TimeoutError:
            raise self._silent() from None
        if error is not None:
            raise trouble_of(error) from error
        return future.result()

    def _silent(self) -> Trouble:
        return Trouble(Status.UNREACHABLE, f"no answer within {self._silence:g} s")


_END = object()
_PATIENCE = 2
"""How often the time that a service has for an answer a plug-in may be silent."""
_MORE = 100
"""How many records more than it was asked for are heard of a plug-in."""


def _look_up(theirs: Any, identifiers: Sequence[Identifier], say: Callable[[object], None]) -> None:
    """Say each record, then `_END` or what went wrong. A plug-in may be a generator of either kind."""
    left = len(identifiers) + _MORE

    def hear(record: object) -> None:
        nonlocal left
        if left == 0:
            raise ValueError("it does not stop answering")
        left -= 1
        say(record)

    async def drain(records: AsyncIterable[object]) -> None:
        async for record in records:
            hear(record)

    try:
        records = theirs.look_up(identifiers)
        if isinstance(records, AsyncIterable):
            asyncio.run(drain(cast("AsyncIterable[object]", records)))
        else:
            for record in records:
                hear(record)
        said: object = _END
    except BaseException as error:  # it is raised where the records are waited for
        said = error
    with suppress(RuntimeError):  # nobody listens any more: the loop is closed
        say(said)


class _Worker:
    """A daemon thread that does what it is given, one after the other: nobody waits for it at the end."""

    def __init__(self, name: str) -> None:
        self._work: SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = SimpleQueue()
        Thread(target=self._run, name=name, daemon=True).start()

    def do(self, call: Callable[[], Any]) -> Future[Any]:
        """Have something done."""
        future = Future[Any]()
        self._work.put((call, future))
        return future

    def _run(self) -> None:
        while True:
            call, future = self._work.get()
            try:
                future.set_result(call())
            except BaseException as error:
                future.set_exception(error)
