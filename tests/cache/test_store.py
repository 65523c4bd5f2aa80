import os
import pickle
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unxref.cache.disk import NotOurs, open_entries
from unxref.cache.store import Store, open_store

DAY = 86400


@pytest.fixture
def warned() -> list[str]:
    return []


@pytest.fixture
def opened(tmp_path: Path, warned: list[str]) -> Callable[[], Store]:
    return lambda: open_store(tmp_path / "cache", warned.append)


def put(store: Store, values: dict[str, Any], *, label: str = "found", seconds: float = DAY) -> None:
    store.put_many("undl", 1, values, label=label, seconds=seconds)


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
    (tmp_path / "poison").write_bytes(poison)
    with opened() as store:
        put(store, {"a": 1, "b": 2, "c": 3, "d": 4, "safe": 5})
    planted(tmp_path, "UPDATE Cache SET mode = 4, value = ? WHERE key = 'undl/1/a'", poison)
    planted(
        tmp_path, "UPDATE Cache SET mode = 4, value = NULL, filename = '../../poison' WHERE key = 'undl/1/b'"
    )
    planted(tmp_path, "UPDATE Cache SET value = ? WHERE key = 'undl/1/c'", poison)
    planted(tmp_path, "UPDATE Cache SET key = ?, raw = 0 WHERE key = 'undl/1/d'", poison)
    with opened() as store:
        assert store.get_many("undl", 1, ["a", "b", "c", "d", "safe"]) == {"safe": 5}
        assert sum(held.count for held in store.info().held) == 3
        put(store, {"a": 1})
        assert store.get_many("undl", 1, ["a"]) == {"a": 1}
        assert store.clear() == 5
    assert not trap.exists()
    assert (tmp_path / "poison").exists()
    assert len(warned) == 1
    assert "3 of them were not read" in warned[0]


@pytest.mark.parametrize("text", ["", "{", "1 2", "[" * 100_000])
def test_text_that_is_no_json_is_refused(
    opened: Callable[[], Store], tmp_path: Path, warned: list[str], text: str
) -> None:
    with opened() as store:
        put(store, {"a": 1})
    planted(tmp_path, "UPDATE Cache SET value = ?", text)
    with opened() as store:
        assert store.get_many("undl", 1, ["a"]) == {}
    assert len(warned) == 1


def test_keys_are_text(tmp_path: Path) -> None:
    entries = open_entries(tmp_path, 1)
    with pytest.raises(TypeError):
        entries.get(("undl", 1))  # pyright: ignore[reportArgumentType]
    entries.set("key", 1, expire=DAY, tag="undl/found")
    planted(tmp_path, "UPDATE Cache SET mode = 4")
    with pytest.raises(NotOurs):
        entries.get("key")
    entries.close()


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_only_the_owner_may_enter(opened: Callable[[], Store], tmp_path: Path) -> None:
    (tmp_path / "cache" / "entries").mkdir(parents=True, mode=0o755)
    with opened():
        mode = stat.S_IMODE((tmp_path / "cache" / "entries").stat().st_mode)
    assert mode == 0o700


def test_what_a_store_holds(opened: Callable[[], Store], tmp_path: Path) -> None:
    with opened() as store:
        put(store, {"a": 1, "b": 2})
        put(store, {"c": 3}, label="not-found")
        put(store, {"d": 4}, seconds=-1)
        info = store.info()
    assert info.path == tmp_path / "cache"
    assert info.size > 0
    assert [(held.source, held.label, held.count) for held in info.held] == [
        ("undl", "found", 2),
        ("undl", "not-found", 1),
    ]
    assert all(held.oldest <= held.newest for held in info.held)


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
        assert f"set aside as {tmp_path / 'cache' / f'entries-damaged-{round}'}" in warned[-1]
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


def test_a_store_that_another_process_holds_is_gone_without(
    opened: Callable[[], Store], tmp_path: Path, warned: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unxref.cache.store._PATIENCE", 0)
    with opened() as store:
        put(store, {"a": 1})
        with closing(sqlite3.connect(tmp_path / "cache" / "entries" / "cache.db")) as other:
            other.execute("BEGIN IMMEDIATE")
            put(store, {"b": 2})
            other.rollback()
    assert warned == [f"the cache in {tmp_path / 'cache'} cannot be used: another process holds it"]


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
