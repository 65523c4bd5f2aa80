import multiprocessing
import os
import sqlite3
import stat
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unxref.cache.pace import Limit, Pace, default_state_folder

NOW = 1_700_000_000.0
DAY = 86_400
ONE_A_SECOND = (Limit(1, 1.0),)
posix = pytest.mark.skipif(os.name != "posix", reason="permissions and forks are POSIX's")


@pytest.fixture
def pace(tmp_path: Path) -> Iterator[Pace]:
    with Pace(tmp_path / "state", pytest.fail) as pace:
        yield pace


def reserved(pace: Pace, limits: Sequence[Limit], *nows: float) -> list[float]:
    return [pace.reserve("undl", limits, now) for now in nows]


def crowded(moments: Sequence[float], limits: Sequence[Limit]) -> list[tuple[float, float]]:
    """Stretches that hold more than a limit's count, in whole microseconds."""
    exact = sorted(round(moment * 1e6) for moment in moments)
    return [
        (first, beyond)
        for limit in limits
        for first, beyond in zip(exact, exact[limit.count :], strict=False)
        if beyond - first < round(limit.seconds * 1e6)
    ]


def test_requests_keep_their_distance(pace: Pace) -> None:
    assert reserved(pace, ONE_A_SECOND, NOW, NOW, NOW + 0.25) == [NOW, NOW + 1, NOW + 2]
    assert reserved(pace, ONE_A_SECOND, NOW + 10) == [NOW + 10]


def test_every_limit_holds(pace: Pace) -> None:
    limits = (Limit(1, 1.0), Limit(3, 300.0))
    assert reserved(pace, limits, *[NOW] * 5) == [NOW, NOW + 1, NOW + 2, NOW + 300, NOW + 301]


def test_a_moment_between_others_is_taken_where_it_is_free(pace: Pace) -> None:
    limits = (Limit(1, 0.1), Limit(2, 1.0))
    assert reserved(pace, limits, NOW, NOW + 1, NOW, NOW) == [NOW, NOW + 1, NOW + 0.1, NOW + 1.1]


def test_each_service_has_its_own_pace(pace: Pace) -> None:
    assert pace.reserve("undl", ONE_A_SECOND, NOW) == pace.reserve("treaties", ONE_A_SECOND, NOW) == NOW
    assert pace.reserve("undl", (), NOW) == NOW


def test_another_who_opens_the_file_goes_on_from_there(pace: Pace, tmp_path: Path) -> None:
    reserved(pace, ONE_A_SECOND, NOW)
    pace.close("treaties", NOW + 60)
    with Pace(tmp_path / "state", pytest.fail) as other:
        assert other.reserve("undl", ONE_A_SECOND, NOW) == NOW + 1
        assert other.reserve("treaties", ONE_A_SECOND, NOW) == NOW + 60


def test_a_closed_service_is_asked_by_nobody(pace: Pace) -> None:
    pace.close("undl", NOW + 30)
    pace.close("undl", NOW + 20)
    assert reserved(pace, ONE_A_SECOND, NOW, NOW) == [NOW + 30, NOW + 31]
    assert reserved(pace, ONE_A_SECOND, NOW + 40) == [NOW + 40]


def test_a_closing_ends_after_a_day_at_most(pace: Pace) -> None:
    now = time.time()
    pace.close("undl", float("inf"))
    assert now + DAY - 5 < pace.reserve("undl", ONE_A_SECOND, now + 1) <= time.time() + DAY + 1


def test_what_is_given_back_is_free_again(pace: Pace) -> None:
    first, second, third = reserved(pace, ONE_A_SECOND, NOW, NOW, NOW)
    pace.release("undl", second)
    pace.release("undl", NOW + 77)  # never reserved
    assert reserved(pace, ONE_A_SECOND, NOW, NOW) == [second, third + 1]
    assert first == NOW


def test_a_wrong_clock_blocks_nobody(pace: Pace, tmp_path: Path) -> None:
    reserved(pace, ONE_A_SECOND, NOW + 3600, NOW + 400 * DAY)
    with closing(sqlite3.connect(tmp_path / "state" / "pace.db")) as other, other:
        other.execute("INSERT INTO closed VALUES ('undl', ?)", (int((NOW + 400 * DAY) * 1e6),))
    assert reserved(pace, ONE_A_SECOND, NOW, NOW) == [NOW, NOW + 1]


def test_what_is_past_does_not_pile_up(pace: Pace, tmp_path: Path) -> None:
    reserved(pace, ONE_A_SECOND, *(NOW + n * 3600 for n in range(100)))
    with closing(sqlite3.connect(tmp_path / "state" / "pace.db")) as other:
        assert other.execute("SELECT count(*) FROM reserved").fetchone()[0] <= 25


LIMITS = st.lists(st.builds(Limit, st.integers(1, 4), st.sampled_from([0.1, 0.3, 1.0, 7.7])), max_size=3)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["reserve", "reserve", "reserve", "release"]), st.floats(0, 20), st.integers(0, 99)
    ),
    max_size=30,
)


@settings(max_examples=150, deadline=None)
@given(limits=LIMITS, steps=STEPS)
def test_no_stretch_ever_holds_more_than_its_limit_and_nobody_waits_in_vain(
    tmp_path_factory: pytest.TempPathFactory, limits: list[Limit], steps: list[tuple[str, float, int]]
) -> None:
    moments: list[float] = []
    with Pace(tmp_path_factory.mktemp("pace"), pytest.fail) as pace:
        for step, later, pick in steps:
            if step == "release" and moments:
                pace.release("undl", moments.pop(pick % len(moments)))
                continue
            now = NOW + later
            moment = pace.reserve("undl", limits, now)
            assert moment > now - 1e-6
            earlier = {now, *(m + limit.seconds for m in moments for limit in limits)}
            assert all(crowded([*moments, m], limits) for m in earlier if now <= m < moment - 2e-6)
            moments.append(moment)
            assert not crowded(moments, limits)


def reserve_often(folder: Path, results: Any) -> None:
    warned: list[str] = []
    with Pace(folder, warned.append) as pace:
        moments = [pace.reserve("undl", (Limit(1, 0.02),), time.time()) for _ in range(25)]
    results.send((moments, warned))


@posix
def test_processes_keep_one_pace_together(tmp_path: Path) -> None:
    fork = multiprocessing.get_context("fork")
    pipes = [fork.Pipe(duplex=False) for _ in range(4)]
    processes = [fork.Process(target=reserve_often, args=(tmp_path / "state", end)) for _, end in pipes]
    for process in processes:
        process.start()
    results = [start.recv() for start, _ in pipes]
    for process in processes:
        process.join()
    moments = [moment for some, _ in results for moment in some]
    assert [warned for _, warned in results] == [[]] * 4
    assert len(moments) == 100
    assert not crowded(moments, [Limit(1, 0.02)])
    assert max(moments) - min(moments) < 100 * 0.02 + 5


@posix
def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with Pace(tmp_path / "state", pytest.fail) as pace:
            reserved(pace, ONE_A_SECOND, NOW)
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "state").iterdir()}
            assert modes == dict.fromkeys(("pace.db", "pace.db-wal", "pace.db-shm"), 0o600)
            assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700
    finally:
        os.umask(before)


@contextmanager
def held(file: Path) -> Generator[None]:
    """Hold a database as another process would that hangs."""
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.rollback()


def test_where_the_file_is_held_the_pace_goes_on_in_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unxref.cache.pace._PATIENCE", 0.05)
    warned: list[str] = []
    with Pace(tmp_path, warned.append) as pace:
        assert reserved(pace, ONE_A_SECOND, NOW, NOW) == [NOW, NOW + 1]
        pace.close("treaties", NOW + 50)
        with held(tmp_path / "pace.db"):
            assert reserved(pace, ONE_A_SECOND, NOW, NOW) == [NOW + 2, NOW + 3]
            pace.release("undl", NOW + 2)
        assert reserved(pace, ONE_A_SECOND, NOW, NOW) == [NOW + 2, NOW + 4]
        assert pace.reserve("treaties", (), NOW) == NOW + 50
    assert len(warned) == 1
    assert "pace.db cannot be used (database is locked)" in warned[0]


@pytest.mark.parametrize("damage", [b"no database " * 500, b"SQLite format 3\x00" + b"\xff" * 9000])
def test_a_damaged_file_does_not_stop_a_run(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "pace.db").write_bytes(damage)
    warned: list[str] = []
    with Pace(tmp_path, warned.append) as pace:
        assert reserved(pace, ONE_A_SECOND, NOW, NOW) == [NOW, NOW + 1]
    assert len(warned) == 1
    assert "remove it" in warned[0]


def test_a_file_of_other_tables_does_not_stop_a_run(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "pace.db")) as other:
        other.execute("CREATE TABLE reserved (anything)")
    warned: list[str] = []
    with Pace(tmp_path, warned.append) as pace:
        assert reserved(pace, ONE_A_SECOND, NOW, NOW) == [NOW, NOW + 1]
    assert len(warned) == 1


def test_a_folder_that_cannot_be_made_does_not_stop_a_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    warned: list[str] = []
    with Pace(tmp_path / "file" / "state", warned.append) as pace:
        pace.close("undl", NOW + 5)
        assert reserved(pace, ONE_A_SECOND, NOW, NOW) == [NOW + 5, NOW + 6]
    assert len(warned) == 1


def test_the_default_folder_is_the_programs_own() -> None:
    assert default_state_folder().name == "unxref"
