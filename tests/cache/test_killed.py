"""Processes that fill one cache at the same time, and are killed: nothing lost, nothing wrong read."""

import multiprocessing
import os
import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from unxref.cache.store import Store, open_store

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

pytestmark = pytest.mark.skipif(os.name != "posix", reason="forks and kills are POSIX's")
FORK = multiprocessing.get_context("fork") if os.name == "posix" else multiprocessing.get_context()
DAY = 86400


def value_of(id: str) -> dict[str, str]:
    return {"id": id, "title": id * 50}


def fill(store: Store, tell: Callable[[str], None], name: str, most: int) -> None:
    """Store entries, and tell each that is stored; tell `wrong` and `lost` where one is read back so."""
    random.seed(name)
    for batch in range(most):
        ids = [f"{name}/{batch}/{number}" for number in range(random.choice((1, 1, 1, 20)))]
        if store.put_many("undl", 1, {id: value_of(id) for id in ids}, label="found", seconds=DAY):
            for id in ids:
                tell(id)
        earlier = f"{name}/{random.randrange(batch + 1)}/0"
        read = store.get_many("undl", 1, [earlier])
        if read != {earlier: value_of(earlier)}:
            tell(f"lost or wrong: {read}")


class Writer:
    """A process that fills the cache, and what it told."""

    def __init__(self, folder: Path, name: str, most: int = 1_000_000) -> None:
        self.told, end = FORK.Pipe(duplex=False)
        self.process: BaseProcess = FORK.Process(target=self._run, args=(folder, name, most, end))
        self.process.start()
        end.close()

    def _run(self, folder: Path, name: str, most: int, end: Any) -> None:
        def tell(id: str) -> None:
            os.write(end.fileno(), f"{id}\n".encode())

        with open_store(folder, lambda message: tell(f"warned: {message}")) as store:
            fill(store, tell, name, most)

    def stop(self) -> None:
        self.process.kill()

    def lines(self) -> list[str]:
        """What was told by the end of the process, without a last line that is not whole."""
        with open(self.told.fileno(), "rb", closefd=False) as file:
            whole, _, _ = file.read().rpartition(b"\n")
        self.process.join()
        self.told.close()
        return whole.decode().splitlines()


def check(folder: Path, reported: list[str]) -> None:
    """Hold the cache against what was reported as stored."""
    assert [line for line in reported if ":" in line] == []
    with open_store(folder, pytest.fail) as store:
        held = store.get_many("undl", 1, reported)
        assert [id for id in reported if id not in held] == []
        assert [e.id for e in store.entries() if e.value != value_of(e.id)] == []
        assert sum(held.count for held in store.info().held) >= len(reported)
    with closing(sqlite3.connect(folder / "entries" / "cache.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_of_two_that_fill_a_cache_one_is_killed_a_hundred_times(tmp_path: Path) -> None:
    seed = random.randrange(10**9)
    print(f"seed {seed}")
    chance = random.Random(seed)
    reported: list[str] = []
    writers = [Writer(tmp_path, "0"), Writer(tmp_path, "1")]
    for kill in range(100):
        time.sleep(chance.uniform(0.0, 0.04))
        victim = chance.randrange(2)
        writers[victim].stop()
        reported += writers[victim].lines()
        writers[victim] = Writer(tmp_path, f"{kill + 2}")
    for writer in writers:
        writer.stop()
        reported += writer.lines()
    assert len(reported) > 1000
    check(tmp_path, reported)


def test_many_fill_a_cache_at_once(tmp_path: Path) -> None:
    writers = [Writer(tmp_path, f"{number}", 100) for number in range(8)]
    reported = [line for writer in writers for line in writer.lines()]
    assert len(reported) >= 800
    check(tmp_path, reported)
