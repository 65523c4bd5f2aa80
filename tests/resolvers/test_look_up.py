"""The look-up run: order, statuses, trouble told once, the cache, no connection when offline."""

import asyncio
import os
import pickle
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Timer, main_thread
from typing import TYPE_CHECKING

import pytest

from unxref.resolvers.catalogue import Catalogue
from unxref.resolvers.interface import Record, Source, Status
from unxref.resolvers.look_up import Progress, look_up
from unxref.resolvers.registry import UnknownResolver
from unxref.resolvers.settings import Settings
from unxref.resolvers.stated import Stated

if TYPE_CHECKING:
    from ..standin.server import Standin

MIXED = [
    "A/RES/74/174",
    "S/RES/2273(2016)",
    "crc",
    "agenda-2030",
    "UNTS/60/1414",
    "A/RES/77/77",
    "E/CN.15/RES/26/3",
]
FACTS = [Status.FOUND, Status.FOUND, Status.FOUND, Status.FOUND, Status.NOT_FOUND, Status.NOT_FOUND]
HOLDING = {
    "A/RES/74/174": ["undl"],
    "crc": ["known", "treaties"],
    "agenda-2030": ["known", "undl"],
    "UNTS/60/1414": ["treaties"],
}


@dataclass
class Cited:
    id: str | None


def statuses(records: dict[str, Record]) -> list[Status]:
    return [record.status for record in records.values()]


@pytest.fixture
def cached(settings: Settings, tmp_path: Path) -> Settings:
    return replace(settings, cache_dir=tmp_path / "cache")


def test_each_instrument_once_in_the_order_of_its_first_mention(
    standin: "Standin", settings: Settings
) -> None:
    cited = [Cited("A/RES/78/220"), Cited(None), "A/RES/74/174", Cited("A/RES/78/220"), "a/res/74/174"]
    assert list(look_up(cited, settings)) == ["A/RES/78/220", "A/RES/74/174"]
    assert len(standin.requests) == 1


def test_every_status_and_who_said_it(settings: Settings) -> None:
    records = look_up(MIXED, settings)
    assert list(records) == MIXED
    assert statuses(records) == [*FACTS, Status.NOT_COVERED]
    for id, names in HOLDING.items():
        assert [source.resolver for source in records[id].sources] == names


def test_the_tables_fill_in_what_the_services_leave_open(settings: Settings) -> None:
    agenda = look_up(["agenda-2030"], settings)["agenda-2030"]
    assert agenda.title == "Transforming our world: the 2030 Agenda for Sustainable Development"
    assert agenda.date == "2015-09-25"
    assert agenda.url is not None
    assert agenda.url.startswith("https://digitallibrary.un.org/record/")


def test_a_volume_is_shown_though_it_proves_nothing(settings: Settings) -> None:
    record = look_up(["UNTS/1677/28986"], settings)["UNTS/1677/28986"]
    assert (record.status, set(record.files)) == (Status.UNCLEAR, {"en", "fr"})
    assert record.url == record.files["en"]


def test_a_treaty_that_the_depositary_has_is_asked_for_nowhere_else(
    standin: "Standin", settings: Settings
) -> None:
    look_up(["crc"], settings)
    assert not any(path.startswith("/search") for path in standin.requests)


def test_what_one_source_does_not_have_the_next_may(standin: "Standin", settings: Settings) -> None:
    standin.fault("nothing", "/doc")
    record = look_up(["crc"], settings)["crc"]
    assert record.status is Status.FOUND
    assert [(s.resolver, s.status) for s in record.sources] == [
        ("known", Status.FOUND),
        ("treaties", Status.NOT_FOUND),
        ("undl", Status.FOUND),
    ]


def test_not_found_only_if_every_source_says_so(standin: "Standin", settings: Settings) -> None:
    standin.fault("nothing")
    record = look_up(["crc"], settings)["crc"]
    assert record.status is Status.NOT_FOUND
    assert [source.resolver for source in record.sources] == ["known", "treaties", "undl", "metadata", "ods"]
    for path in ("/doc", "/search", "/editor", "/api/symbol"):
        standin.fault("empty", path)
        assert look_up(["crc"], settings)["crc"].status is Status.UNCLEAR
        standin.fault("nothing", path)


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("challenge", Status.BLOCKED),
        ("429", Status.LIMITED),
        ("503", Status.UNREACHABLE),
        ("dropped", Status.UNREACHABLE),
        ("slow", Status.UNREACHABLE),
    ],
)
def test_a_source_in_trouble_is_said_once_and_asked_no_further(
    standin: "Standin", settings: Settings, told: list[str], fault: str, status: Status
) -> None:
    standin.fault(fault, "/search")
    ids = [f"A/RES/77/{number}" for number in range(1, 31)]
    impatient = replace(settings, timeout=0.3, resolvers=("treaties", "undl"))
    records = look_up([*ids, "crc"], impatient, tell=told.append)
    assert statuses(records) == [status] * 30 + [Status.FOUND]
    (line,) = told
    assert line.startswith(f"undl is {status}: ")
    assert line.endswith("not looked up there: 30")
    searches = [path for path in standin.requests if path.startswith("/search")]
    assert len(searches) <= (settings.concurrency + 1) * (settings.retries + 1)


@pytest.mark.parametrize(
    ("down", "finder"),
    [
        (["/search"], "metadata"),
        (["/search", "/editor"], "ods"),
        (["/search", "/editor", "/api/symbol"], None),
    ],
)
def test_what_a_source_in_trouble_does_not_tell_the_next_does(
    standin: "Standin", settings: Settings, told: list[str], down: list[str], finder: str | None
) -> None:
    for path in down:
        standin.fault("challenge", path)
    found = look_up(["A/RES/74/174", "A/RES/77/77"], settings, tell=told.append)
    assert found["A/RES/74/174"].status is (Status.FOUND if finder else Status.BLOCKED)
    assert found["A/RES/74/174"].sources[-1].resolver == (finder or "ods")
    assert found["A/RES/74/174"].url == "https://docs.un.org/en/A/RES/74/174"
    assert found["A/RES/77/77"].status is Status.BLOCKED
    assert len(told) == len(down)


def test_what_was_answered_before_the_trouble_counts(standin: "Standin", cached: Settings) -> None:
    cached = replace(cached, resolvers=("undl",))
    standin.batches = False
    standin.fault("429", after=2)
    one_by_one = replace(cached, concurrency=1)
    ids = ["A/RES/78/220", "A/RES/78/183B", "A/RES/74/174"]
    assert statuses(look_up(ids, one_by_one)) == [Status.FOUND, Status.LIMITED, Status.LIMITED]
    standin.fault("ok")
    standin.requests.clear()
    assert statuses(look_up(ids, one_by_one)) == [Status.FOUND] * 3
    assert not any("78/220" in path for path in standin.requests)


def test_without_a_network_every_instrument_has_what_the_package_knows(told: list[str]) -> None:
    nowhere = Settings(
        undl_url="http://undl.invalid",
        metadata_url="http://metadata.invalid",
        ods_url="http://ods.invalid",
        treaties_url="http://treaties.invalid",
        cache_dir=None,
    )
    records = look_up(["crc", "A/RES/70/1", "A/RES/74/174"], nowhere, tell=told.append)
    assert statuses(records) == [Status.UNREACHABLE] * 3
    assert records["crc"].title == "Convention on the Rights of the Child"
    assert records["A/RES/74/174"].url == "https://docs.un.org/en/A/RES/74/174"
    assert sorted(line.partition(" ")[0] for line in told) == ["metadata", "ods", "treaties", "undl"]


def test_once_every_instrument_has_a_fact_no_request_is_made(standin: "Standin", cached: Settings) -> None:
    first = look_up(MIXED, cached)
    assert statuses(first) == [*FACTS, Status.NOT_COVERED]
    asked = len(standin.requests)
    assert look_up(MIXED, cached) == first
    assert len(standin.requests) == asked


def test_only_facts_are_cached(standin: "Standin", cached: Settings) -> None:
    cached = replace(cached, resolvers=("undl",))
    for fault in ("empty", "truncated", "429", "challenge", "503", "away"):
        standin.fault(fault)
        assert look_up(["A/RES/74/174"], cached)["A/RES/74/174"].status is not Status.FOUND
    standin.fault("ok")
    assert look_up(["A/RES/74/174"], cached)["A/RES/74/174"].status is Status.FOUND


def test_another_version_of_a_resolver_does_not_read_old_answers(
    standin: "Standin", cached: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_up(["A/RES/74/174"], cached)
    monkeypatch.setattr("unxref.resolvers.undl.Undl.version", 0)
    look_up(["A/RES/74/174"], cached)
    assert len(standin.requests) == 2


def test_refresh_asks_again_and_keeps_the_new_answer(standin: "Standin", cached: Settings) -> None:
    standin.fault("nothing")
    look_up(["A/RES/74/174"], cached)
    standin.fault("ok")
    assert statuses(look_up(["A/RES/74/174"], cached)) == [Status.NOT_FOUND]
    assert statuses(look_up(["A/RES/74/174"], replace(cached, refresh=True))) == [Status.FOUND]
    assert statuses(look_up(["A/RES/74/174"], cached)) == [Status.FOUND]


@pytest.mark.parametrize("text", ['{"schema": "unxref.record/0"}', "[1]", "5"])
def test_an_entry_that_is_no_record_is_asked_for_again(
    standin: "Standin", cached: Settings, text: str
) -> None:
    look_up(["A/RES/74/174"], cached)
    with closing(sqlite3.connect(next((cached.cache_dir or Path()).rglob("cache.db")))) as database, database:
        database.execute("UPDATE entries SET value = ?", (text,))
    assert statuses(look_up(["A/RES/74/174"], cached)) == [Status.FOUND]
    assert len(standin.requests) == 2


def test_a_planted_pickle_is_never_run(cached: Settings, told: list[str], tmp_path: Path) -> None:
    look_up(["A/RES/74/174"], cached)
    trap = tmp_path / "sprung"
    with closing(sqlite3.connect(next((cached.cache_dir or Path()).rglob("cache.db")))) as database, database:
        database.execute("UPDATE entries SET value = ?", (pickle.dumps(Trap(trap)),))
    assert statuses(look_up(["A/RES/74/174"], cached, tell=told.append)) == [Status.FOUND]
    assert not trap.exists()
    assert "did not write" in told[0]


class Trap:
    """A pickle that makes a folder when it is read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (str(self.folder),)


def test_offline_opens_no_socket(
    standin: "Standin", cached: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_up(["A/RES/74/174"], cached)

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a socket")

    for opener in ("socket", "create_connection", "getaddrinfo", "socketpair"):
        monkeypatch.setattr(socket, opener, forbidden)
    records = look_up(["A/RES/74/174", "crc", "A/RES/77/1"], replace(cached, offline=True))
    assert statuses(records) == [Status.FOUND, Status.OFFLINE, Status.OFFLINE]
    assert records["crc"].title == "Convention on the Rights of the Child"
    assert records["A/RES/77/1"].sources == tuple(
        Source(name, Status.OFFLINE) for name in ("undl", "metadata", "ods")
    )


def test_httpx_is_imported_only_when_a_service_is_asked() -> None:
    code = (
        "import sys; from unxref.resolvers.look_up import look_up; from unxref.resolvers.settings import Settings;"
        "look_up(['crc'], Settings(offline=True, cache_dir=None));"
        "sys.exit('httpx' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_interrupt_keeps_what_was_looked_up(standin: "Standin", cached: Settings) -> None:
    def interrupt(come: Progress) -> None:
        if come.done == 2:
            signal.raise_signal(signal.SIGINT)

    standin.batches = False
    ids = ["A/RES/70/1", "A/RES/69/313", "A/RES/74/174", "A/RES/78/220"]
    with pytest.raises(KeyboardInterrupt):
        look_up(ids, replace(cached, concurrency=1), progress=interrupt)
    standin.requests.clear()
    assert statuses(look_up(ids, cached)) == [Status.FOUND] * 4
    assert sum(id in path for id in ids for path in standin.requests if "OR" not in path) <= 4


def test_progress_counts_up_to_all(standin: "Standin", cached: Settings) -> None:
    seen: list[Progress] = []
    look_up(MIXED, cached, progress=seen.append)
    assert sorted({come.done for come in seen}) == list(range(1, 8))
    assert [come.answers for come in seen] == list(range(len(seen)))
    assert seen[-1] == Progress(7, kept=1, asked=6, answers=len(seen) - 1)
    seen.clear()
    look_up(MIXED, cached, progress=seen.append)
    assert seen == [Progress(7, kept=7)]
    standin.fault("refused", "/search")
    seen.clear()
    look_up(["A/RES/74/174", "A/RES/77/99"], cached, progress=seen.append)
    assert replace(seen[-1], answers=0) == Progress(2, kept=1, blocked=1)


def test_only_the_resolvers_that_are_chosen(standin: "Standin", settings: Settings) -> None:
    records = look_up(["crc", "A/RES/74/174"], replace(settings, resolvers=("treaties",)))
    assert statuses(records) == [Status.FOUND, Status.NOT_COVERED]
    assert not any(path.startswith("/search") for path in standin.requests)
    with pytest.raises(UnknownResolver, match="there are catalogue, treaties, undl, metadata, ods"):
        look_up(["crc"], replace(settings, resolvers=("udnl",)))


def test_from_inside_an_event_loop(settings: Settings) -> None:
    async def notebook() -> dict[str, Record]:
        return look_up(["A/RES/74/174"], settings)

    assert statuses(asyncio.run(notebook())) == [Status.FOUND]


def test_an_interrupt_inside_an_event_loop_ends_the_run_and_keeps_what_was_looked_up(
    standin: "Standin", cached: Settings
) -> None:
    standin.fault("slow", "/doc")
    patient = replace(cached, timeout=30, resolvers=("treaties", "undl"))

    async def notebook() -> None:
        look_up(["A/RES/74/174", "crc"], patient)

    interrupt = Timer(1, signal.pthread_kill, (main_thread().ident, signal.SIGINT))
    interrupt.start()
    started = time.monotonic()
    with closing(asyncio.new_event_loop()) as loop, pytest.raises(KeyboardInterrupt):
        loop.run_until_complete(notebook())
    assert time.monotonic() - started < 10
    kept = look_up(["A/RES/74/174", "crc"], replace(patient, offline=True))
    assert statuses(kept) == [Status.FOUND, Status.OFFLINE]


def test_what_is_no_identifier_is_not_covered(settings: Settings) -> None:
    assert look_up(["not an id"], settings) == {"not an id": Record("not an id", Status.NOT_COVERED)}


@pytest.mark.parametrize(
    "url",
    [
        "digitallibrary.un.org",
        "ftp://un.org",
        "https://",
        "https://un.org/path",
        "https://un.org?x=",
        "https://me:hidden@un.org",
    ],
)
def test_a_base_url_is_checked(url: str) -> None:
    with pytest.raises(ValueError, match="base URL") as refused:
        Settings(undl_url=url)
    assert "hidden" not in str(refused.value)


@pytest.mark.parametrize("token", ["hidden\n", "hid den", "hidd\u00e9n", "\x1bhidden", ""])
def test_a_token_that_no_header_can_hold_is_refused_and_not_shown(token: str) -> None:
    with pytest.raises(ValueError, match="not a key") as refused:
        Settings(undl_token=token)
    assert not token or token.strip() not in str(refused.value)


def test_a_run_ends_at_its_deadline_and_the_next_goes_on(
    standin: "Standin", cached: Settings, told: list[str]
) -> None:
    standin.latency, standin.batches = 0.15, False
    ids = [f"A/RES/78/{number}" for number in (220, 1, 2, 3, 4, 5, 6, 7, 8, 9)]
    started = time.monotonic()
    hurried = replace(cached, deadline=0.6, concurrency=1, resolvers=("undl", "treaties"))
    records = look_up([*ids, "crc"], hurried, tell=told.append)
    assert time.monotonic() - started < 3
    assert records["A/RES/78/220"].status is Status.FOUND
    left = [id for id in records if records[id].status is Status.UNREACHABLE]
    assert left
    (line,) = told
    assert line.startswith(f"the time for this run is over (0.6 s); not looked up: {len(left)}; run the same")
    standin.latency = 0
    standin.requests.clear()
    records = look_up(ids, replace(hurried, deadline=0), tell=told.append)
    assert {record.status for record in records.values()} == {Status.FOUND, Status.NOT_FOUND}
    assert not any("78/220" in path for path in standin.requests)


def test_a_fault_of_our_own_is_said_and_ends_no_run(
    standin: "Standin", settings: Settings, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_: object) -> None:
        raise KeyError("a field that nobody thought of")

    monkeypatch.setattr("unxref.resolvers.treaties.mtdsg.read", faulty)
    records = look_up(
        ["crc", "A/RES/74/174"], replace(settings, resolvers=("treaties", "undl")), tell=told.append
    )
    assert records["A/RES/74/174"].status is Status.FOUND
    assert records["crc"].sources[1] == Source("treaties", Status.UNCLEAR)
    (line,) = told
    assert line.startswith("treaties is unclear: it failed: KeyError: 'a field that nobody thought of' (")


@pytest.fixture
def library(settings: Settings, tmp_path: Path) -> Settings:
    """Settings with a local library that holds a record of one resolution and of what carries another."""
    file = tmp_path / "library.sqlite"
    with Catalogue(file, writable=True) as catalogue:
        titles = {"A/RES/74/174": "From the shelf", "A/RES/70/1": "The agenda, from the shelf"}
        found = (Record(id, Status.FOUND, title=title, symbol=id) for id, title in titles.items())
        catalogue.put_many(Stated("library", record) for record in found)
    return replace(settings, catalogue=file)


def test_what_the_local_library_holds_is_asked_for_nowhere_else(
    standin: "Standin", library: Settings
) -> None:
    records = look_up(["A/RES/74/174", "agenda-2030", "A/RES/78/220"], library)
    assert statuses(records) == [Status.FOUND] * 3
    assert records["A/RES/74/174"].title == "From the shelf"
    assert records["A/RES/74/174"].sources == (Source("catalogue", Status.FOUND),)
    assert (
        records["agenda-2030"].title == "Transforming our world: the 2030 Agenda for Sustainable Development"
    )
    assert [source.resolver for source in records["agenda-2030"].sources] == ["known", "catalogue"]
    assert len(standin.requests) == 1
    assert "78/220" in standin.requests[0]


def test_offline_the_local_library_serves_without_a_socket(
    library: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a socket")

    for opener in ("socket", "create_connection", "getaddrinfo", "socketpair"):
        monkeypatch.setattr(socket, opener, forbidden)
    records = look_up(["A/RES/74/174", "A/RES/78/220"], replace(library, offline=True))
    assert statuses(records) == [Status.FOUND, Status.OFFLINE]


def test_other_sources_can_be_chosen_over_the_library(standin: "Standin", library: Settings) -> None:
    chosen = look_up(["A/RES/74/174"], replace(library, resolvers=("undl",)))["A/RES/74/174"]
    assert chosen.title == "Countering child sexual exploitation and sexual abuse online"
    alone = look_up(["A/RES/74/174", "A/RES/78/220"], replace(library, resolvers=("catalogue",)))
    assert statuses(alone) == [Status.FOUND, Status.NOT_COVERED]


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "there is no catalogue at"), (b"x" * 5000, "is damaged (file is not a database)")],
)
def test_a_library_that_cannot_be_read_is_said_and_the_services_serve(
    standin: "Standin", settings: Settings, told: list[str], tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "library.sqlite"
    if content:
        file.write_bytes(content)
    records = look_up(["A/RES/74/174"], replace(settings, catalogue=file), tell=told.append)
    assert statuses(records) == [Status.FOUND]
    (line,) = told
    assert said in line


@pytest.mark.parametrize("fault", ["empty", "html", "404"])
def test_a_service_that_says_nothing_at_all_is_not_asked_for_ever(
    standin: "Standin", settings: Settings, told: list[str], fault: str
) -> None:
    standin.fault(fault)
    ids = [f"A/RES/77/{number}" for number in range(1, 101)]
    records = look_up(ids, replace(settings, resolvers=("undl",)), tell=told.append)
    assert set(statuses(records)) == {Status.UNCLEAR}
    assert len(standin.requests) < 30
    (line,) = told
    assert line.startswith("undl is unclear: none of 10 answers says anything (")
    assert line.endswith("not looked up there: 90")


def test_a_service_that_said_something_is_asked_on(
    standin: "Standin", settings: Settings, told: list[str]
) -> None:
    standin.batches = False
    standin.fault("empty", after=3)
    ids = ["A/RES/78/220", *(f"A/RES/77/{number}" for number in range(1, 31))]
    one_by_one = replace(settings, resolvers=("undl",), concurrency=1)
    assert look_up(ids, one_by_one, tell=told.append)["A/RES/78/220"].status is Status.FOUND
    assert told == []
    assert len(standin.requests) > 30


def test_what_another_address_answered_is_not_the_library_s_own(standin: "Standin", cached: Settings) -> None:
    standin.fault("nothing")
    only = replace(cached, resolvers=("undl",))
    assert statuses(look_up(["A/RES/74/174"], only)) == [Status.NOT_FOUND]
    elsewhere = replace(only, undl_url="http://undl.invalid")
    assert statuses(look_up(["A/RES/74/174"], elsewhere)) == [Status.UNREACHABLE]
    assert statuses(look_up(["A/RES/74/174"], replace(only, offline=True))) == [Status.NOT_FOUND]
