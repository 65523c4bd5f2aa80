"""Full disks, damaged files, folders that are closed: a run goes on, it is said once, nothing wrong is read."""

import multiprocessing
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from unxref.cache import database
from unxref.cache.store import Store, open_store

posix = pytest.mark.skipif(os.name != "posix", reason="limits, permissions and forks are POSIX's")
DAY = 86400
IDS = [f"{number}" for number in range(300)]


def value_of(id: str) -> str:
    return id * 100


def put(store: Store, id: str) -> bool:
    return store.put_many("undl", 1, {id: value_of(id)}, label="found", seconds=DAY)


def stored(folder: Path, ids: list[str] = IDS) -> Path:
    """Make a store that holds some entries; return its database."""
    with open_store(folder, pytest.fail) as store:
        assert all(put(store, id) for id in ids)
    return folder / "entries" / "cache.db"


def read(folder: Path, ids: list[str] = IDS) -> dict[str, Any]:
    with open_store(folder, pytest.fail) as store:
        return store.get_many("undl", 1, ids)


def fill_until_it_fails(folder: Path) -> tuple[list[str], bool, list[str]]:
    """Return what was stored, whether all that was there could be read after it, and what was said."""
    warned: list[str] = []
    done: list[str] = []
    with open_store(folder, warned.append) as store:
        for number in range(20_000):
            id = f"more {number}"
            if not put(store, id):
                break
            done.append(id)
        held = store.get_many("undl", 1, [*IDS, *done])
        readable = held == {id: value_of(id) for id in (*IDS, *done)}
        again = any(put(store, f"again {number}") for number in range(100))
        readable = readable and not again and store.info().held[0].count >= len(held)
    return done, readable, warned


def in_a_child(do: Callable[[], Any]) -> Any:
    """Do it in a process of its own, whose limits and rights may be changed; return what it returns."""
    fork = multiprocessing.get_context("fork")
    start, end = fork.Pipe(duplex=False)
    child = fork.Process(target=lambda: end.send(do()))
    child.start()
    end.close()
    try:
        return start.recv()
    finally:
        child.join()
        start.close()


@posix
def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    import resource

    def limited() -> tuple[list[str], bool, list[str]]:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
        return fill_until_it_fails(tmp_path)

    stored(tmp_path)
    done, readable, warned = in_a_child(limited)
    assert done
    assert readable
    assert len(warned) == 1
    assert "cannot be written to" in warned[0]
    assert set(read(tmp_path, done)) == set(done)
    assert set(read(tmp_path)) == set(IDS)


def test_a_database_that_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = database.open_database

    def small(file: Path, patience: float) -> sqlite3.Connection:
        opened = ours(file, patience)
        opened.execute("PRAGMA max_page_count = 60")
        return opened

    stored(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("unxref.cache.table.open_database", small)
        done, readable, warned = fill_until_it_fails(tmp_path)
    assert done
    assert readable
    assert warned == [
        f"the cache in {tmp_path} cannot be written to: database or disk is full; it is still read"
    ]
    assert set(read(tmp_path, done)) == set(done)


ON_A_SMALL_DISK = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import test_trouble as t
folder = Path(sys.argv[2])
t.stored(folder)
done, readable, warned = t.fill_until_it_fails(folder)
print(len(done) > 0, readable, len(warned))
with open(folder / "rest", "wb", 0) as rest:
    try:
        while rest.write(b"x" * 100):
            pass
    except OSError:
        pass
more, readable, warned = t.fill_until_it_fails(folder)  # opened when there is no room at all
print(len(more), readable, len(warned))
(folder / "rest").unlink()
print(set(t.read(folder, [*t.IDS, *done])) == {*t.IDS, *done})
"""


@pytest.mark.skipif(not shutil.which("unshare"), reason="no `unshare` to make a small disk with")
def test_a_full_disk(tmp_path: Path) -> None:
    mount = [
        "unshare",
        "-rm",
        "sh",
        "-c",
        'mount -t tmpfs -o size=8m none "$0" && exec "$@"',
        str(tmp_path),
    ]
    if subprocess.run([*mount, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no small disk may be made here")
    command = [*mount, sys.executable, "-c", ON_A_SMALL_DISK, str(Path(__file__).parent), str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.stdout.splitlines() == ["True True 1", "0 True 1", "True"], run.stderr


def garbage(path: Path, start: int = 0) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:start] + bytes(byte ^ 0xA5 for byte in data[start:]))


def truncate(path: Path, size: int) -> None:
    with path.open("r+b") as file:
        file.truncate(size)


def beside(database: Path, what: str) -> Path:
    return database.with_name(f"cache.db-{what}")


def folder_in_its_place(database: Path) -> None:
    database.unlink()
    (database / "inside").mkdir(parents=True)


def of_another_program(database: Path) -> None:
    database.unlink()
    with closing(sqlite3.connect(database)) as other:
        other.execute("CREATE TABLE Cache (key, value)")


DAMAGE: dict[str, tuple[Callable[[Path], object], bool]] = {
    "log": (lambda d: garbage(beside(d, "wal")), False),
    "log, in part": (lambda d: garbage(beside(d, "wal"), 40_000), False),
    "log cut": (lambda d: truncate(beside(d, "wal"), 50_000), False),
    "index of the log": (lambda d: garbage(beside(d, "shm")), False),
    "index of the log gone": (lambda d: beside(d, "shm").unlink(), False),
    "log gone": (lambda d: beside(d, "wal").unlink(), False),
    "empty": (lambda d: truncate(d, 0), False),
    "first page": (lambda d: (beside(d, "wal").unlink(), garbage(d)), True),
    "all but the first page": (lambda d: (beside(d, "wal").unlink(), garbage(d, 4096)), True),
    "cut": (lambda d: (beside(d, "wal").unlink(), truncate(d, 20_000)), True),
    "cut to its head": (lambda d: (beside(d, "wal").unlink(), truncate(d, 100)), True),
    "a folder": (folder_in_its_place, True),
    "another program's": (of_another_program, True),
}
"""What is done to a database, and whether it must be set aside for it."""


@pytest.fixture
def left_behind(tmp_path: Path) -> Path:
    """A cache folder as a process leaves it that was killed: a log beside the database, with a part of it."""
    stored(tmp_path / "live", IDS[:200])
    with open_store(tmp_path / "live", pytest.fail) as store:
        assert all(put(store, id) for id in IDS[200:])
        shutil.copytree(tmp_path / "live", tmp_path / "cache")
    return tmp_path / "cache"


def test_what_was_left_behind_is_whole(left_behind: Path) -> None:
    assert set(read(left_behind)) == set(IDS)


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_costs_entries_and_never_a_run(left_behind: Path, name: str) -> None:
    damage, aside = DAMAGE[name]
    damage(left_behind / "entries" / "cache.db")
    warned: list[str] = []
    with open_store(left_behind, warned.append) as store:
        held = store.get_many("undl", 1, IDS)
        assert all(value == value_of(id) for id, value in held.items())
        assert put(store, "new")
        store.info()
    assert set(read(left_behind, [*held, "new"])) == {*held, "new"}
    assert len(warned) == aside
    assert (left_behind / "damaged" / "1").exists() == aside


@posix
@pytest.mark.parametrize("damage", [b"no database" * 1000, b""])
def test_several_that_meet_a_damaged_store_begin_one_new_store(tmp_path: Path, damage: bytes) -> None:
    fork = multiprocessing.get_context("fork")
    for round in range(5):
        stored(tmp_path / "cache", ["a"]).write_bytes(damage)
        together = fork.Barrier(6)

        def meet(end: Any, name: str, together: Any = together) -> None:
            warned: list[str] = []
            together.wait()
            with open_store(tmp_path / "cache", warned.append) as store:
                kept = [put(store, f"{name}/{number}") for number in range(5)]
            end.send((kept, warned))

        pipes = [fork.Pipe(duplex=False) for _ in range(6)]
        children = [fork.Process(target=meet, args=(end, f"{n}")) for n, (_, end) in enumerate(pipes)]
        for child in children:
            child.start()
        answers = [start.recv() for start, _ in pipes]
        for child in children:
            child.join()
        ids = [f"{name}/{number}" for name in range(6) for number in range(5)]
        assert [kept for kept, _ in answers] == [[True] * 5] * 6
        assert set(read(tmp_path / "cache", ids)) == set(ids)
        assert len([line for _, warned in answers for line in warned]) == bool(damage)
        assert (tmp_path / "cache" / "damaged" / f"{round + 1}").exists() == bool(damage)


def test_a_store_that_is_removed_while_it_is_used_is_begun_again(tmp_path: Path) -> None:
    with open_store(tmp_path / "cache", pytest.fail) as store:
        put(store, "a")
        shutil.rmtree(tmp_path / "cache")
        assert put(store, "b")
    assert read(tmp_path / "cache", ["a", "b"]) == {"b": value_of("b")}


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that a user without rights can reach."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def without_rights(do: Callable[[], Any]) -> Any:
    """Do it in a child to whom permissions apply."""

    def become_nobody() -> Any:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        return do()

    return in_a_child(become_nobody)


@posix
@pytest.mark.parametrize("mode", [0o555, 0o500])
def test_a_read_only_folder_is_read(open_to_all: Path, mode: int) -> None:
    database = stored(open_to_all)
    if os.geteuid() == 0:
        for path in (open_to_all, database.parent, database):
            os.chown(path, 65534, 65534)
    for path in (database, database.parent):
        path.chmod(mode & ~0o111 if path == database else mode)
    done, readable, warned = without_rights(lambda: fill_until_it_fails(open_to_all))
    database.parent.chmod(0o700)
    assert (done, readable) == ([], True)
    assert len(warned) == 1
    assert "cannot be written to" in warned[0]


@posix
def test_a_file_that_may_not_be_read(open_to_all: Path) -> None:
    database = stored(open_to_all)
    database.chmod(0)
    if os.geteuid() == 0:
        database.parent.chmod(0o755)

    def attempt() -> tuple[bool, dict[str, Any], list[str]]:
        warned: list[str] = []
        with open_store(open_to_all, warned.append) as store:
            return put(store, "a"), store.get_many("undl", 1, IDS), warned

    kept, held, warned = without_rights(attempt)
    assert (kept, held) == (False, {})
    assert len(warned) == 1
    assert "cannot be used" in warned[0]
