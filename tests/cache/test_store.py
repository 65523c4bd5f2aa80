import os
import pickle
import sqlite3
import stat
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unxref.cache.store import Entry, Store, open_store

DAY = 86400
posix = pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")


@pytest.fixture
def warned() -> list[str]:
    return []


@pytest.fixture
def opened(tmp_path: Path, warned: list[str]) -> Callable[[], Store]:
    return lambda: open_store(tmp_path / "cache", warned.append)


def put(store: Store, values: dict[str, Any], *, label: str = "found", seconds: float = DAY) -> bool:
    return store.put_many("undl", 1, values, label=label, seconds=seconds)


def planted(folder: Path, sql: str, *values: object) -> None:
    """Change the database as somebody else might who can write to it."""
    with closing(sqlite3.connect(next(folder.rglob("cache.db")))) as database, database:
        database.execute(sql, values)


def test_what_is_put_is_there_for_the_next_who_opens_the_store(opened: Callable[[], Store]) -> None:
    with opened() as store:
        put(store, {"A/RES/74/174": {"title": "Überprüfung"}, "crc": {"files": {"en": None}}})
    with opened() as store:
        assert store.get_many("undl", 1, ["crc", "A/RES/74/174", "A/RES/1/1"]) == {
            "crc": {"files": {"en": None}},
            "A/RES/74/174": {"title": "Überprüfung"},
        }


def test_each_source_and_version_has_entries_of_its_own(opened: Callable[[], Store]) -> None:
    with opened() as store:
        put(store, {"crc": 1})
        assert store.get_many("undl", 2, ["crc"]) == {}
        assert store.get_many("treaties", 1, ["crc"]) == {}


def test_an_entry_lives_as_long_as_it_was_said(opened: Callable[[], Store]) -> None:
    with opened() as store:
        put(store, {"old": 1}, seconds=-1)
        put(store, {"new": 1}, seconds=DAY)
        assert store.get_many("undl", 1, ["old", "new"]) == {"new": 1}


def test_what_json_cannot_hold_is_refused_and_nothing_of_the_batch_kept(opened: Callable[[], Store]) -> None:
    with opened() as store:
        for value in (b"bytes", {1, 2}, object(), float("nan")):
            with pytest.raises((TypeError, ValueError)):
                put(store, {"good": 1, "bad": value})
        assert store.get_many("undl", 1, ["good", "bad"]) == {}


class Trap:
    """A pickle that makes a folder when it is read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (str(self.folder),)


def test_a_planted_pickle_is_refused_and_never_read(
    opened: Callable[[], Store], tmp_path: Path, warned: list[str]
) -> None:
    trap = tmp_path / "sprung"
    poison = pickle.dumps(Trap(trap))
    with opened() as store:
        put(store, {"a": 1, "b": 2, "safe": 5})
    planted(tmp_path, "UPDATE entries SET value = ? WHERE id = 'a'", poison)
    planted(tmp_path, "UPDATE entries SET source = ?, label = ? WHERE id = 'b'", poison, poison)
    with opened() as store:
        assert store.get_many("undl", 1, ["a", "b", "safe"]) == {"safe": 5}
        assert [entry.id for entry in store.entries()] == ["safe"]
        assert sum(held.count for held in store.info().held) == 2
        put(store, {"a": 1})
        assert store.get_many("undl", 1, ["a"]) == {"a": 1}
        assert store.clear() == 3
    assert not trap.exists()
    assert warned == ["the cache holds entries that unxref did not write: they are not read"]


@pytest.mark.parametrize("text", ["", "{", "1 2", "[" * 100_000])
def test_text_that_is_no_json_is_refused(
    opened: Callable[[], Store], tmp_path: Path, warned: list[str], text: str
) -> None:
    with opened() as store:
        put(store, {"a": 1})
    planted(tmp_path, "UPDATE entries SET value = ?", text)
    with opened() as store:
        assert store.get_many("undl", 1, ["a"]) == {}
    assert len(warned) == 1


@posix
def test_everything_is_its_owners_alone_whatever_the_umask(
    opened: Callable[[], Store], tmp_path: Path, warned: list[str]
) -> None:
    (tmp_path / "cache" / "entries").mkdir(parents=True, mode=0o755)
    before = os.umask(0)
    try:
        with opened() as store:
            put(store, {"a": 1})
        (tmp_path / "cache" / "entries" / "cache.db").write_bytes(b"no database" * 1000)
        with opened() as store:
            put(store, {"a": 1})
            paths = [path for path in (tmp_path / "cache").rglob("*") if "lock" not in path.name]
            modes = {
                str(path.relative_to(tmp_path / "cache")): stat.S_IMODE(path.stat().st_mode) for path in paths
            }
    finally:
        os.umask(before)
    assert len(warned) == 1
    assert modes == {
        "entries": 0o700,
        "entries/cache.db": 0o600,
        "entries/cache.db-wal": 0o600,
        "entries/cache.db-shm": 0o600,
        "damaged": 0o700,
        "damaged/1": 0o700,
        "damaged/1/cache.db": 0o600,
    }


def test_what_a_store_holds(opened: Callable[[], Store], tmp_path: Path) -> None:
    with opened() as store:
        put(store, {"a": 1, "b": 2})
        store.put_many("undl", 2, {"a": 1}, label="found", seconds=DAY)
        put(store, {"c": "ü"}, label="not-found")
        put(store, {"d": 4}, seconds=-1)
        info = store.info()
    assert info.path == tmp_path / "cache"
    assert info.size > 0
    assert [(h.source, h.label, h.version, h.count, h.expired, h.size) for h in info.held] == [
        ("undl", "found", 1, 3, 1, 3),
        ("undl", "found", 2, 1, 0, 1),
        ("undl", "not-found", 1, 1, 0, 8),
    ]
    assert all(held.oldest <= held.newest for held in info.held)


def test_what_has_expired_does_not_pile_up(opened: Callable[[], Store]) -> None:
    with opened() as store:
        put(store, {f"{n}": n for n in range(250)}, seconds=-1)
        for n in range(4):
            put(store, {"new": n})
        assert [(held.count, held.expired) for held in store.info().held] == [(1, 0)]


def test_entries_come_one_by_one_as_they_were_added(opened: Callable[[], Store]) -> None:
    now = time.time()
    some = [Entry("undl", 1, f"{n:04}", "found", now - 50, now + DAY, {"n": n}) for n in range(1200)]
    others = [
        Entry("undl", 2, "x", "found", now, now + DAY, 1),
        Entry("zzz", 1, "", "not-found", now, now + 9, []),
    ]
    with opened() as store:
        assert store.add_many(reversed([*some, *others])) == 1202
        put(store, {"old": 1}, seconds=-1)
        assert list(store.entries()) == [*some, *others]


def test_an_older_entry_does_not_take_the_place_of_a_newer_one(opened: Callable[[], Store]) -> None:
    now = time.time()
    with opened() as store:
        put(store, {"a": "now", "b": "now"})
        older = Entry("undl", 1, "a", "found", now - 60, now + DAY, "older")
        newer = Entry("undl", 1, "b", "found", now + 60, now + DAY, "newer")
        assert store.add_many([older, newer]) == 1
        assert store.get_many("undl", 1, ["a", "b"]) == {"a": "now", "b": "newer"}
        put(store, {"b": "asked again"})
        assert store.get_many("undl", 1, ["b"]) == {"b": "asked again"}


@pytest.mark.parametrize("damage", [b"no database at all" * 500, b"SQLite format 3\x00" + b"\xff" * 9000])
def test_a_damaged_store_is_set_aside_and_begun_afresh(
    opened: Callable[[], Store], tmp_path: Path, warned: list[str], damage: bytes
) -> None:
    for round in (1, 2):
        with opened() as store:
            put(store, {"a": 1})
        for file in (tmp_path / "cache" / "entries").iterdir():
            file.unlink()
        (tmp_path / "cache" / "entries" / "cache.db").write_bytes(damage)
        with opened() as store:
            assert store.get_many("undl", 1, ["a"]) == {}
            put(store, {"a": 2})
            assert store.get_many("undl", 1, ["a"]) == {"a": 2}
        assert len(warned) == round
        assert f"set aside as {tmp_path / 'cache' / 'damaged' / str(round)}" in warned[-1]
    with opened() as store:
        assert store.clear() == 1
    assert [folder.name for folder in (tmp_path / "cache").iterdir()] == ["entries"]


def test_damage_that_shows_while_the_store_is_open(
    opened: Callable[[], Store], tmp_path: Path, warned: list[str]
) -> None:
    with opened() as store:
        put(store, {str(number): "x" * 2000 for number in range(200)})
    database = tmp_path / "cache" / "entries" / "cache.db"
    half = database.stat().st_size // 2
    with opened() as store:
        with database.open("r+b") as file:
            file.seek(8192)
            file.write(b"\xff" * half)
        store.get_many("undl", 1, map(str, range(200)))
        put(store, {"a": 1})
        assert store.get_many("undl", 1, ["a"]) == {"a": 1}
    assert len(warned) == 1


def test_a_store_that_cannot_be_made_is_said_and_holds_nothing(tmp_path: Path, warned: list[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    with open_store(tmp_path / "file" / "cache", warned.append) as store:
        put(store, {"a": 1})
        assert store.get_many("undl", 1, ["a"]) == {}
        assert store.info().held == ()
        assert store.clear() == 0
    assert len(warned) == 1
    assert "cannot be used" in warned[0]


def test_a_store_that_another_process_holds_is_read_and_not_written_to(
    opened: Callable[[], Store], tmp_path: Path, warned: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unxref.cache.store._PATIENCE", 0.01)
    with opened() as store:
        put(store, {"a": 1})
        with closing(sqlite3.connect(tmp_path / "cache" / "entries" / "cache.db")) as other:
            other.execute("BEGIN IMMEDIATE")
            assert not put(store, {"b": 2})
            assert store.get_many("undl", 1, ["a", "b"]) == {"a": 1}
            other.rollback()
        assert not put(store, {"b": 2})
    with opened() as store:
        assert put(store, {"b": 2})
    assert warned == [
        f"the cache in {tmp_path / 'cache'} cannot be written to: database is locked; it is still read"
    ]


def test_threads_share_a_store(opened: Callable[[], Store]) -> None:
    with opened() as store:

        def fill(number: int) -> bool:
            return all(put(store, {f"{number}/{count}": count}) for count in range(50))

        with ThreadPoolExecutor(4) as threads:
            assert all(threads.map(fill, range(4)))
        assert len(list(store.entries())) == 200


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
).filter(lambda value: value is not None)


@settings(max_examples=30)
@given(values=st.dictionaries(st.text(), JSON, max_size=4))
def test_every_json_value_under_every_id_comes_back(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, Any]
) -> None:
    with open_store(tmp_path_factory.getbasetemp() / "any", pytest.fail) as store:
        put(store, values)
        assert store.get_many("undl", 1, values) == values
