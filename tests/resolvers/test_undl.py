"""The UN Digital Library over a real socket: spellings, filtering, joining, and what an answer proves."""

import asyncio
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from unxref.cache.pace import Limit, Pace
from unxref.instruments.data import rows
from unxref.instruments.identifiers import parse
from unxref.resolvers.interface import Record, Related, Status, Trouble
from unxref.resolvers.settings import Settings
from unxref.resolvers.undl import Undl

if TYPE_CHECKING:
    from ..standin.server import Standin


def search(settings: Settings, *ids: str) -> dict[str, Record]:
    async def records(pace: Pace) -> dict[str, Record]:
        found = Undl(settings, pace).look_up([parse(id) for id in ids])
        return {record.id: record async for record in found}

    with Pace(settings.state_dir, pytest.fail) as pace:
        return asyncio.run(records(pace))


@pytest.mark.parametrize(
    ("id", "covered"),
    [
        ("A/RES/74/174", True),
        ("S/PRST/2010/12", True),
        ("A/C.3/78/L.41", True),
        ("agenda-2030", True),
        ("crc", True),
        ("un-charter", False),
        ("UNTS/1577/27531", False),
        ("E/CN.15/RES/26/3", False),
        ("GAOR/4/Suppl.7", False),
    ],
)
def test_what_the_library_holds(settings: Settings, pace: Pace, id: str, covered: bool) -> None:
    assert Undl(settings, pace).covers(parse(id)) is covered


def test_a_resolution_and_the_vote_on_it(settings: Settings) -> None:
    record = search(settings, "A/RES/78/220")["A/RES/78/220"]
    assert record.status is Status.FOUND
    assert record.title == "Situation of human rights in the Islamic Republic of Iran"
    assert (record.date, record.published) == ("2023-12-19", "2023-12-22")
    assert (record.vote, record.meeting) == ("78-30-68", "A/78/PV.50")
    assert record.url == "https://digitallibrary.un.org/record/4033024"
    assert sorted(record.files) == ["ar", "de", "en", "es", "fr", "ru", "zh"]
    assert record.related == (Related("A/C.3/78/L.41", "draft"), Related("A/78/481/Add.3", "report"))
    assert (record.body, record.session) == ("General Assembly", "78")
    assert record.subjects == ("HUMAN RIGHTS--REPORTS",)


@pytest.mark.parametrize(
    ("id", "symbol", "asked"),
    [
        ("A/RES/74/174", "A/RES/74/174", 1),
        ("S/RES/1325(2000)", "S/RES/1325(2000)", 2),
        ("S/RES/2273(2016)", "S/RES/2273 (2016)", 3),
        ("A/RES/78/183B", "A/RES/78/183 B", 2),
        ("A/RES/217(III)A", "A/RES/217(III)[A]", 4),
        ("A/RES/217(III)", "A/RES/217(III)", 2),
        ("A/RES/75/254B", "A/RES/75/254A-C", 4),
        ("E/RES/2011/33", "E/RES/2011/33", 1),
        ("E/ECWA/114", "E/ECWA/114", 1),
    ],
)
def test_the_library_s_spelling_is_found(
    standin: "Standin", settings: Settings, id: str, symbol: str, asked: int
) -> None:
    record = search(settings, id)[id]
    assert (record.status, record.symbol) == (Status.FOUND, symbol)
    assert len(standin.requests) == asked


def test_a_vote_alone_is_found_where_there_is_nothing_else(standin: "Standin", settings: Settings) -> None:
    assert search(settings, "A/RES/ES-11/1")["A/RES/ES-11/1"] == Record(
        "A/RES/ES-11/1",
        Status.FOUND,
        title="Aggression against Ukraine",
        date="2022-03-02",
        symbol="A/RES/ES-11/1",
        url="https://digitallibrary.un.org/record/3959039",
        body="General Assembly",
        session="ES-11",
        meeting="A/ES-11/PV.5",
        vote="141-5-35",
        subjects=("AGENDA SUBJECT",),
    )
    assert len(standin.requests) == 2


def test_what_the_library_does_not_have(standin: "Standin", settings: Settings) -> None:
    assert search(settings, "A/RES/77/77")["A/RES/77/77"] == Record("A/RES/77/77", Status.NOT_FOUND)
    assert standin.requests[-1].startswith("/search?p=A/RES/77/77&of=xm")


def test_a_named_instrument_by_the_resolution_that_carries_it(standin: "Standin", settings: Settings) -> None:
    found = search(settings, "agenda-2030", "A/RES/70/1")
    agenda, resolution = found["agenda-2030"], found["A/RES/70/1"]
    assert agenda.url == resolution.url
    assert agenda.files == resolution.files
    assert agenda.related == (Related("A/RES/70/1", "carrier"),)
    assert (agenda.title, agenda.date) == (None, None)
    assert sum("191__a" in path for path in standin.requests) == 1


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("empty", Status.UNCLEAR),
        ("html", Status.UNCLEAR),
        ("404", Status.UNCLEAR),
        ("truncated", Status.UNCLEAR),
        ("doctype", Status.UNCLEAR),
        ("away", Status.UNCLEAR),
        ("lost", Status.UNCLEAR),
        ("partial", Status.UNCLEAR),
        ("wrong", Status.UNCLEAR),
        ("nothing", Status.NOT_FOUND),
        ("nothing-uncounted", Status.NOT_FOUND),
        ("around", Status.FOUND),
    ],
)
def test_the_status_is_never_better_than_the_answer(
    standin: "Standin", settings: Settings, fault: str, status: Status
) -> None:
    standin.fault(fault)
    assert search(settings, "A/RES/74/174")["A/RES/74/174"].status is status


HUNDRED = [row["symbol"] for row in rows("resolutions.csv") if row["symbol"].startswith("S/RES")][:100]
"""A hundred of the Security Council's, each of which may be spelled in two ways."""


def test_a_hundred_resolutions_take_few_searches(standin: "Standin", settings: Settings) -> None:
    records = search(settings, *HUNDRED)
    assert [record.status for record in records.values()] == [Status.FOUND] * 100
    assert set(records) == set(HUNDRED)
    assert len(standin.requests) <= 6


def test_a_batch_is_read_to_its_last_page(standin: "Standin", settings: Settings) -> None:
    standin.page = 7
    records = search(settings, *HUNDRED[:20])
    assert [record.status for record in records.values()] == [Status.FOUND] * 20
    assert all("191__a" in path and "OR" in path for path in standin.requests)
    assert [path.rpartition("jrec=")[2] for path in standin.requests[1:]] == ["8", "15", "22"]


def test_what_a_batch_did_not_answer_is_asked_singly(standin: "Standin", settings: Settings) -> None:
    records = search(settings, "A/RES/77/77", "A/RES/75/254B", "A/RES/74/174")
    assert {id: record.status for id, record in records.items()} == {
        "A/RES/74/174": Status.FOUND,
        "A/RES/77/77": Status.NOT_FOUND,
        "A/RES/75/254B": Status.FOUND,
    }
    batch, *singly = standin.requests
    assert "OR" in batch
    assert sorted(path[len("/search?p=") :].partition("&")[0] for path in singly) == [
        "A/RES/75/254",
        "A/RES/77/77",
    ]


@pytest.mark.parametrize(("reads", "page"), [(1, 100), (7, 100), (1000, 2)])
def test_what_a_batch_may_not_have_asked_for_is_asked_for_as_spelled(
    standin: "Standin", settings: Settings, reads: int, page: int
) -> None:
    standin.reads, standin.page, standin.stuck = reads, page, page < 100
    records = search(settings, "A/RES/74/174", "A/RES/78/183B", "S/RES/2273(2016)", "A/RES/217(III)A")
    spelled = ["A/RES/217(III)[A]", "A/RES/74/174", "A/RES/78/183 B", "S/RES/2273 (2016)"]
    assert sorted(record.symbol or "" for record in records.values()) == spelled


def test_a_library_that_knows_no_batches_is_asked_singly(standin: "Standin", settings: Settings) -> None:
    standin.batches = False
    records = search(settings, *HUNDRED)
    assert [record.status for record in records.values()] == [Status.FOUND] * 100
    assert sum("OR" in path for path in standin.requests) == 1


@pytest.mark.parametrize(
    "fault", ["500", "html", "empty", "truncated", "slow", "wrong", "nothing", "404", "414"]
)
def test_a_batch_that_fails_says_nothing_of_its_documents(
    standin: "Standin", settings: Settings, fault: str
) -> None:
    standin.fault(fault, times=1)
    records = search(settings, "A/RES/78/220", "A/RES/74/174", "A/RES/77/77")
    assert [records[id].status for id in ("A/RES/78/220", "A/RES/74/174", "A/RES/77/77")] == [
        Status.FOUND,
        Status.FOUND,
        Status.NOT_FOUND,
    ]


def test_alone_or_in_a_batch_a_record_says_the_same(standin: "Standin", settings: Settings) -> None:
    ids = [
        "A/RES/78/220",
        "S/RES/1325(2000)",
        "S/RES/2273(2016)",
        "A/RES/217(III)A",
        "A/RES/78/183B",
        "A/RES/75/254B",
        "A/RES/ES-11/1",
        "agenda-2030",
    ]
    together = search(settings, *ids)
    for id in ids:
        assert search(settings, id)[id] == together[id]


def test_paging_ends_where_a_page_comes_again(
    standin: "Standin", settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    standin.page, standin.stuck = 5, True
    records = search(settings, *HUNDRED[:20])
    assert [record.status for record in records.values()] == [Status.FOUND] * 20
    assert sum("jrec=" in path for path in standin.requests) == 1


@pytest.mark.parametrize("token", [None, "secret"])
def test_paging_ends_where_too_much_has_come(
    standin: "Standin", settings: Settings, monkeypatch: pytest.MonkeyPatch, token: str | None
) -> None:
    monkeypatch.setattr("unxref.resolvers.undl_search._LARGEST", 1)
    standin.page = 5
    records = search(replace(settings, undl_token=token), *HUNDRED[:20])
    assert [record.status for record in records.values()] == [Status.FOUND] * 20
    assert not any("jrec=" in path or "search_id=" in path for path in standin.requests)


def test_with_a_token_the_interface_is_asked(standin: "Standin", settings: Settings) -> None:
    standin.page = 9
    records = search(replace(settings, undl_token="secret"), *HUNDRED[:30], "A/RES/77/77", "A/RES/75/254B")
    found = [record.id for record in records.values() if record.status is Status.FOUND]
    assert set(found) == {*HUNDRED[:30], "A/RES/75/254B"}
    assert records["A/RES/77/77"].status is Status.NOT_FOUND
    assert all(path.startswith("/api/v1/search") for path in standin.requests)
    assert sum("search_id=" in path for path in standin.requests) >= 3


def test_a_token_that_is_refused(standin: "Standin", settings: Settings) -> None:
    with pytest.raises(Trouble, match="refuses us") as refused:
        search(replace(settings, undl_token="guessed"), "A/RES/74/174")
    assert refused.value.status is Status.BLOCKED
    assert "guessed" not in str(refused.value)
    assert "guessed" not in repr(replace(settings, undl_token="guessed"))


def test_an_error_of_the_interface_is_no_answer(standin: "Standin", settings: Settings) -> None:
    standin.fault("api-error")
    with pytest.raises(Trouble, match=r"server error \(500: need more than 0 values to unpack\)"):
        search(replace(settings, undl_token="secret"), "A/RES/74/174")


def test_the_interface_s_limit_is_kept_without_being_told(
    standin: "Standin", settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unxref.resolvers.undl.API_LIMITS", (Limit(4, 0.5),))
    started = time.monotonic()
    for _ in range(9):
        search(replace(settings, undl_token="secret"), "A/RES/74/174")
    assert time.monotonic() - started >= 1.0
    assert len(standin.requests) == 9
