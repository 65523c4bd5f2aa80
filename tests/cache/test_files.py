import os
from collections.abc import Callable
from pathlib import Path

import pytest

from unxref.cache.files import Files

DAY = 86400


@pytest.fixture
def warned() -> list[str]:
    return []


@pytest.fixture
def opened(tmp_path: Path, warned: list[str]) -> Callable[[], Files]:
    return lambda: Files(tmp_path / "texts", warned.append)


def put(files: Files, id: str, data: bytes | None) -> Path | None:
    about = {"status": "found" if data else "not-found"}
    return files.put("ods", 1, id, about, data, label=about["status"], seconds=DAY)


def test_a_file_is_there_for_the_next_run_under_what_it_was_put(
    opened: Callable[[], Files], warned: list[str]
) -> None:
    with opened() as files:
        placed = put(files, "A/RES/74/174/en", b"one")
        assert put(files, "A/RES/77/77/en", None) is None
    with opened() as files:
        found = files.get("ods", 1, "A/RES/74/174/en")
        assert found
        assert (found[0]["status"], found[1]) == ("found", placed)
        assert placed
        assert placed.read_bytes() == b"one"
        missing = files.get("ods", 1, "A/RES/77/77/en")
        assert missing
        assert (missing[0]["status"], missing[1]) == ("not-found", None)
        for other in (("ods", 2, "A/RES/74/174/en"), ("other", 1, "A/RES/74/174/en"), ("ods", 1, "A")):
            assert files.get(*other) is None
    assert warned == []


def test_the_same_bytes_are_kept_once(opened: Callable[[], Files]) -> None:
    with opened() as files:
        assert put(files, "a", b"one") == put(files, "b", b"one") != put(files, "c", b"two")
        assert sum(held.count for held in files.info().held) == 3


@pytest.mark.parametrize("damage", [b"", b"on", b"other"])
def test_what_was_damaged_counts_as_not_kept(opened: Callable[[], Files], damage: bytes) -> None:
    with opened() as files:
        placed = put(files, "a", b"one")
        assert placed
        placed.write_bytes(damage)
        assert files.get("ods", 1, "a") is None
        placed.unlink()
        assert files.get("ods", 1, "a") is None
        put(files, "a", b"one")
        assert files.get("ods", 1, "a")


def test_without_a_folder_files_last_as_long_as_the_run(warned: list[str]) -> None:
    with Files(None, warned.append) as files:
        placed = put(files, "a", b"one")
        assert placed
        assert placed.read_bytes() == b"one"
        assert files.get("ods", 1, "a") is None
    assert not placed.exists()


def test_where_nothing_can_be_written_a_run_goes_on_and_says_so(tmp_path: Path, warned: list[str]) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "files").write_text("a file is in its place", encoding="utf-8")
    with Files(tmp_path / "texts", warned.append) as files:
        for data in (b"one", b"two"):
            placed = put(files, "a", data)
            assert placed
            assert placed.read_bytes() == data
        assert files.get("ods", 1, "a") is None
    (line,) = warned
    assert line.startswith(f"what is fetched cannot be kept in {tmp_path / 'texts'}: ")


def test_all_are_forgotten(opened: Callable[[], Files]) -> None:
    with opened() as files:
        placed = put(files, "a", b"one" * 100_000)
        assert placed
        assert files.info().size > 300_000
        files.clear()
        assert not placed.exists()
        assert files.get("ods", 1, "a") is None
        assert files.info().held == ()


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_nobody_else_may_look(opened: Callable[[], Files]) -> None:
    with opened() as files:
        placed = put(files, "a", b"one")
        assert placed
        assert placed.stat().st_mode & 0o077 == 0
        assert placed.parent.stat().st_mode & 0o077 == 0
