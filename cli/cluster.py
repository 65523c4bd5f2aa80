"""Documents read by the workers of a Dask cluster, in their order, whatever becomes of a worker."""

from __future__ import annotations

import logging
import os
import re
import warnings
from collections import deque
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache, partial
from importlib import import_module
from itertools import islice
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import click

from .. import __version__
from ..documents.remote import is_remote
from .reading import Read, kept_or_read, read_for_citations

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from pathlib import Path

    from .reading import How

    _Made = tuple[str, dict[str, str], list[Read]]
    """Which worker read documents with which versions, and what they came to."""
    _Reading = Callable[[list[str]], _Made]


def read_by_workers(
    paths: Iterable[str], how: How, scheduler: str, known: Callable[[str, How], Read | None]
) -> Iterator[Read]:
    """Yield what each document came to, in their order, read by the workers of the scheduler at an address.

    Workers find the paths themselves and keep what they read in caches of their own: what is `known` here is
    asked without a cache, since the key to that is the bytes. So much is on its way as the workers need, and
    memory does not grow with the documents. A document that ends several workers cannot be read; the others
    can. Raises `click.ClickException` where there is no such cluster, or none any more, and where its workers
    read otherwise than this program.
    """
    here = replace(how, cache_dir=None)
    read = partial(_read_each, how=how, folder=os.getcwd())
    left = iter(paths)
    waiting: deque[_Batch] = deque()
    with _connected(scheduler, read) as cluster:
        try:
            while some := list(islice(left, _AT_ONCE)):
                waiting.append(_batch(cluster, [(path, _here(path, here, known)) for path in some]))
                while len(waiting) > cluster.ahead():
                    yield from _complete(cluster, waiting)
            while waiting:
                yield from _complete(cluster, waiting)
        finally:
            cluster.drop([batch.future for batch in waiting if batch.future])


_AT_ONCE = 8
"""Documents that a worker is given at a time: handing over costs as much as reading half a page."""
_AHEAD = 8
"""So many times as many are on their way as the cluster reads at a time, so that a long one holds up none."""
_CONNECTING = 5
"""Seconds to wait for the scheduler, and again for a first worker."""
_DESERTED = 60
"""Seconds without any worker after which the run ends: one that was lost may be started again."""


class _Batch(NamedTuple):
    """Documents handed out together, and what is known of each."""

    documents: list[tuple[str, Read | None]]
    future: Any
    """Dask's, of what a worker makes of those that are not known; None where all are."""


class _Cluster:
    """A cluster to hand documents to, and to wait for."""

    def __init__(self, client: Any, address: str, read: _Reading) -> None:
        self._client, self._address, self._read = client, address, read
        self._threads, self._counted = 1, -1.0

    def ahead(self) -> int:
        """Return how many batches may be on their way; workers come and go."""
        if monotonic() > self._counted + 1:
            self._threads, self._counted = self._readers(), monotonic()
        return max(1, self._threads) * _AHEAD

    def hand_out(self, paths: list[str]) -> Any:
        """Give documents to a worker; return the future of what it makes of them."""
        return self._client.submit(self._read, paths, pure=False)

    def settle(self, future: Any) -> None:
        """Wait until a worker is done with a batch, well or not."""
        wait: Any = import_module("distributed").wait  # whose types say little
        deserted = monotonic() + _DESERTED
        while True:
            try:
                wait(future, timeout=2)
            except TimeoutError:
                if self._client.status != "running":
                    raise self._gone() from None
                if self._readers():
                    deserted = monotonic() + _DESERTED
                elif monotonic() > deserted:
                    raise click.ClickException(f"no worker is left at {self._address}") from None
            except CancelledError:
                raise self._gone() from None
            else:
                return

    def result(self, future: Any) -> list[Read]:
        """Wait for what was made of a batch. Raises `KilledWorker` where it ended several workers."""
        from distributed.comm.core import CommClosedError

        self.settle(future)
        try:
            worker, versions, reads = cast("_Made", future.result())
        except (CancelledError, CommClosedError):
            raise self._gone() from None
        except (ImportError, AttributeError, RuntimeError) as error:
            if not any(sign in str(error) for sign in _NOT_LOADED):
                raise
            cause = f"unxref {__version__} must be installed where the scheduler and the workers run"
            raise click.UsageError(f"{cause} ({self._address})") from error
        for name, version in _versions().items():
            if versions.get(name) != version:
                cause = f"the worker {worker} reads with {name} {versions.get(name)}, and this is {version}"
                raise click.UsageError(f"{cause}: install the same for all")
        return reads

    def drop(self, futures: list[Any]) -> None:
        """Tell the cluster that nobody waits for these any more."""
        with suppress(OSError, CancelledError):  # it is gone, and with it what it was given
            self._client.cancel(futures)

    def _readers(self) -> int:
        """Return how many documents the cluster reads at a time now."""
        try:
            return sum(self._client.nthreads().values())
        except (OSError, CancelledError):
            raise self._gone() from None

    def _gone(self) -> click.ClickException:
        cause = f"the scheduler at {self._address} is gone"
        return click.ClickException(f"{cause}; the workers keep what they read, so run it again")


_NOT_LOADED = ("unxref", "deserialization")
"""What an error says where a cluster could not load what it was sent."""


_ADDRESS = re.compile(r"(tcp|tls|wss?)://[^/\s]+:[0-9]+")


@contextmanager
def _connected(address: str, read: _Reading) -> Generator[_Cluster]:
    if not _ADDRESS.fullmatch(address):
        raise click.UsageError(f"--scheduler: {address} is no address such as tcp://host:8786")
    try:
        from distributed import Client
    except ImportError as error:
        raise click.UsageError("--scheduler needs more: pip install 'unxref[dask]'") from error
    for name in ("distributed", "distributed.client", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what is wrong is said here, in one line
    try:
        with warnings.catch_warnings():  # of versions, which are compared below
            warnings.simplefilter("ignore")
            client: Any = Client(address, timeout=_CONNECTING, name="unxref")
    except (OSError, ValueError, TimeoutError, ImportError) as error:
        raise click.UsageError(f"--scheduler: no Dask scheduler answers at {address}") from error
    try:
        try:
            client.wait_for_workers(1, timeout=_CONNECTING)
        except TimeoutError as error:
            raise click.UsageError(f"--scheduler: no worker has come to {address}: start some") from error
        _check_workers(client)
        yield _Cluster(client, address, read)
    finally:
        client.close(timeout=2)


def _check_workers(client: Any) -> None:
    """Raise `click.UsageError` where a worker cannot load unxref: it would end, as if a document ended it."""

    def loads() -> bool:  # sent as it is, since it is defined in a function: nothing need be loaded for it
        from importlib import import_module

        try:
            import_module("unxref.cli.cluster")
        except ImportError:
            return False
        return True

    lacking = [worker for worker, able in client.run(loads).items() if not able]
    if lacking:
        cause = f"--scheduler: the worker {lacking[0]} has no unxref, or an older one"
        raise click.UsageError(f"{cause}: pip install 'unxref[dask]' there")


def _here(path: str, how: How, known: Callable[[str, How], Read | None]) -> Read | None:
    """Return what needs no worker: standard input is this process's."""
    return read_for_citations(path, how) if path == "-" else known(path, how)


def _batch(cluster: _Cluster, documents: list[tuple[str, Read | None]]) -> _Batch:
    unknown = [path for path, one in documents if one is None]
    return _Batch(documents, cluster.hand_out(unknown) if unknown else None)


def _complete(cluster: _Cluster, waiting: deque[_Batch]) -> Iterator[Read]:
    """Yield what the first batch came to, in the order of its documents."""
    from distributed import KilledWorker

    documents, future = waiting[0]
    try:
        made = iter(cluster.result(future) if future else ())
    except KilledWorker:
        # Whatever else was on its way may be what ended the workers: let it come to its end first.
        for batch in waiting:
            if batch.future:
                cluster.settle(batch.future)
        made = (_alone(cluster, path) for path, one in documents if one is None)
    for path, one in documents:
        yield _explained(path, next(made) if one is None else one)
    waiting.popleft()


def _alone(cluster: _Cluster, path: str) -> Read:
    """Read a document while nothing else is read, so that it is known whether it ends the workers."""
    from distributed import KilledWorker

    try:
        return cluster.result(cluster.hand_out([path]))[0]
    except KilledWorker:
        return Read(path, unreadable="ended every worker that read it: for want of memory, or by a crash")


def _explained(path: str, read: Read) -> Read:
    """Say more of a file that can be read here, and not where it was looked for."""
    file = path.partition("!/")[0]
    if read.unreadable not in _NOT_THERE or is_remote(path) or not os.access(file, os.R_OK):
        return read
    return replace(
        read, unreadable=f"{read.unreadable} for a worker: it needs the same folders, or addresses"
    )


_NOT_THERE = ("no such file", "not a directory", "permission denied")

# What follows runs on the workers.


def _read_each(paths: list[str], how: How, folder: str) -> _Made:
    """Read documents; return who did so with what, too. One at a time: pdfium knows no threads."""
    from distributed import get_worker

    if how.cache_dir:
        how = replace(how, cache_dir=_cache_dir())
    with _ALONE:
        reads = [kept_or_read(path, how, _place(path, folder)) for path in paths]
    return str(get_worker().address), _versions(), reads


_ALONE = Lock()


def _place(path: str, folder: str) -> str:
    return path if is_remote(path) else os.path.join(folder, path)


@cache
def _cache_dir() -> Path:
    from ..cache.store import default_folder
    from .settings import load

    return load().cache_dir or default_folder()


@cache
def _versions() -> dict[str, str]:
    """Return what the reading of a document depends on."""
    from importlib.metadata import version
    from platform import python_version_tuple

    from ..citations.version import grammar_contents

    packages = {name: version(name) for name in ("pypdfium2", "lxml", "ahocorasick-rs")}
    python = ".".join(python_version_tuple()[:2])
    return {"unxref": f"{__version__} ({grammar_contents()})", "Python": python, **packages}
