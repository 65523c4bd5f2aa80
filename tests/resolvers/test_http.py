"""Every outcome of a request, over a real socket."""

import asyncio
import re
import socket
import threading
import time
import tracemalloc
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from unxref.cache.pace import Limit, Pace
from unxref.resolvers.http import Answer, Service
from unxref.resolvers.interface import Status, Trouble
from unxref.resolvers.settings import Settings
from unxref.resolvers.threads import DaemonThreads

if TYPE_CHECKING:
    from ..standin.server import Standin

SEARCH = {"p": '191__a:"A/RES/74/174"', "of": "xm"}
VOLUME = "/doc/Publication/UNTS/Volume%201577/v1577.pdf"


def ask(
    base: str, settings: Settings, *paths: str, first: int | None = None, tentative: bool = False
) -> list[Answer | Trouble]:
    """What a service answers to requests one after the other."""

    async def answers(pace: Pace) -> list[Answer | Trouble]:
        asyncio.get_running_loop().set_default_executor(DaemonThreads())
        got: list[Answer | Trouble] = []
        async with Service(base, settings, pace) as service:
            for path in paths:
                query = SEARCH if path == "/search" else None
                try:
                    got.append(await service.get(path, query, first=first, tentative=tentative))
                except Trouble as trouble:
                    got.append(trouble)
        return got

    with Pace(settings.state_dir, pytest.fail) as pace:
        return asyncio.run(answers(pace))


def trouble(base: str, settings: Settings) -> Trouble:
    (answer,) = ask(base, settings, "/search")
    assert isinstance(answer, Trouble)
    return answer


def test_an_answer_has_its_body(standin: "Standin", settings: Settings) -> None:
    (answer,) = ask(standin.url, settings, "/search")
    assert isinstance(answer, Answer)
    assert answer.status is Status.FOUND
    assert answer.body.startswith(b"<?xml")


def test_we_name_ourselves(standin: "Standin", settings: Settings) -> None:
    ask(standin.url, settings, "/search")
    (agent,) = standin.agents
    assert agent.startswith("unxref/")


@pytest.mark.parametrize(
    ("fault", "status", "cause"),
    [
        ("challenge", Status.BLOCKED, "bot challenge (202)"),
        ("challenge-page", Status.BLOCKED, "bot challenge (200)"),
        ("captcha", Status.BLOCKED, "bot challenge (405)"),
        ("refused", Status.BLOCKED, "refuses us (403)"),
        ("429", Status.LIMITED, "fewer requests (429: Max 100 requests per 5 minutes)"),
        ("500", Status.UNREACHABLE, "server error (500)"),
        ("503", Status.UNREACHABLE, "server error (503)"),
        ("error-that-steers", Status.UNREACHABLE, "server error (500:  ]0;a b c)"),
        ("slow", Status.UNREACHABLE, "no answer within 0.5 s"),
        ("dropped", Status.UNREACHABLE, "disconnected"),
        ("cut", Status.UNREACHABLE, "closed connection"),
    ],
)
def test_trouble_is_told_apart(
    standin: "Standin", settings: Settings, fault: str, status: Status, cause: str
) -> None:
    standin.fault(fault)
    found = trouble(standin.url, settings)
    assert found.status is status
    assert cause in found.cause


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("empty", Status.UNCLEAR),
        ("404", Status.NOT_FOUND),
        ("html", Status.FOUND),
        ("away", Status.UNCLEAR),
        ("around", Status.FOUND),
        ("no-address", Status.UNCLEAR),
        ("packed", Status.FOUND),
        ("not-packed", Status.UNCLEAR),
    ],
)
def test_an_answer_that_may_concern_one_request_only(
    standin: "Standin", settings: Settings, fault: str, status: Status
) -> None:
    standin.fault(fault)
    (answer,) = ask(standin.url, settings, "/search")
    assert answer.status is status
    assert len(standin.requests) == (2 if fault == "around" else 1)


def test_a_service_in_trouble_is_asked_no_further(standin: "Standin", settings: Settings) -> None:
    standin.fault("429", after=1)
    answers = ask(standin.url, settings, "/search", "/search", "/search")
    assert [answer.status for answer in answers] == [Status.FOUND, Status.LIMITED, Status.LIMITED]
    assert len(standin.requests) == 2


def test_a_name_that_is_not_resolved(settings: Settings) -> None:
    found = trouble("http://undl.invalid", settings)
    assert (found.status, found.cause) == (Status.UNREACHABLE, "its name is not resolved")


def test_a_port_where_nobody_listens(settings: Settings) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found = trouble(f"http://127.0.0.1:{free.getsockname()[1]}", settings)
    assert (found.status, found.cause) == (Status.UNREACHABLE, "connection refused")


def test_a_name_server_that_does_not_answer_holds_nothing_up(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()

    def silent(*_: object, **__: object) -> list[object]:
        answers.wait(30)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    found = trouble("http://undl.invalid", replace(settings, connect_timeout=0.1, timeout=5))
    assert not answers.is_set()
    answers.set()
    assert found.cause == "no connection within 0.1 s"


def test_no_more_is_read_than_is_bounded(standin: "Standin", settings: Settings) -> None:
    (answer,) = ask(standin.url, replace(settings, largest_answer=500), "/search")
    assert answer == Answer(Status.UNCLEAR)


@pytest.mark.parametrize("fault", ["bomb", "bomb-in-a-bomb"])
def test_no_more_is_unpacked_than_is_read(standin: "Standin", settings: Settings, fault: str) -> None:
    standin.fault(fault)
    tracemalloc.start()
    (answer,) = ask(standin.url, replace(settings, largest_answer=500_000), "/search")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer == Answer(Status.UNCLEAR)
    assert peak < 16_000_000


def test_the_beginning_of_a_file(standin: "Standin", settings: Settings) -> None:
    (answer,) = ask(standin.url, settings, VOLUME, first=8)
    assert answer == Answer(Status.FOUND, b"%PDF-1.4", "/doc/Publication/UNTS/Volume 1577/v1577.pdf")


@pytest.fixture
def busiest(standin: "Standin", monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many requests were waiting for their answers when another came."""
    waiting: list[int] = []
    seen: list[int] = []

    def mode(_: str) -> str:
        waiting.append(1)
        seen.append(len(waiting))
        standin.stopped.wait(0.02)
        waiting.pop()
        return "ok"

    monkeypatch.setattr(standin, "mode", mode)
    return seen


def test_no_more_requests_at_once_than_are_bounded(
    standin: "Standin", settings: Settings, pace: Pace, busiest: list[int]
) -> None:
    async def flood() -> None:
        async with Service(standin.url, replace(settings, concurrency=3), pace) as service:
            await asyncio.gather(*(service.get("/search", SEARCH) for _ in range(12)))

    asyncio.run(flood())
    assert len(busiest) == 12
    assert max(busiest) == 3


@pytest.mark.parametrize("fault", ["502", "503", "504", "slow", "dropped", "cut"])
def test_what_may_pass_is_asked_for_again(standin: "Standin", settings: Settings, fault: str) -> None:
    standin.fault(fault, times=2)
    (answer,) = ask(standin.url, settings, "/search")
    assert answer.status is Status.FOUND
    assert len(standin.requests) == 3


@pytest.mark.parametrize("fault", ["503", "slow", "dropped"])
def test_it_is_not_asked_for_for_ever(standin: "Standin", settings: Settings, fault: str) -> None:
    standin.fault(fault)
    assert trouble(standin.url, settings).status is Status.UNREACHABLE
    assert len(standin.requests) == settings.retries + 1


@pytest.mark.parametrize("fault", ["500", "refused", "challenge", "429", "empty", "404", "away"])
def test_what_will_not_pass_is_asked_for_once(standin: "Standin", settings: Settings, fault: str) -> None:
    standin.fault(fault)
    ask(standin.url, settings, "/search")
    assert len(standin.requests) == 1


@pytest.mark.parametrize("fault", ["soon", "soon-limited"])
def test_a_service_is_not_asked_before_the_time_that_it_names(
    standin: "Standin", settings: Settings, fault: str
) -> None:
    standin.fault(fault, times=1)
    started = time.monotonic()
    first, second = ask(standin.url, settings, "/search", "/search")
    assert (first.status, second.status) == (Status.FOUND, Status.FOUND)
    assert time.monotonic() - started >= 1
    assert len(standin.requests) == 3


def test_a_service_that_asks_for_too_long_a_wait_is_left_and_by_every_run(
    standin: "Standin", settings: Settings
) -> None:
    standin.fault("much-later", times=1)
    first = trouble(standin.url, settings)
    assert (first.status, first.cause) == (
        Status.LIMITED,
        "it asks for fewer requests (429); it may be asked again in 310 s",
    )
    second = trouble(standin.url, settings)
    assert second.status is Status.LIMITED
    assert second.cause.startswith("it may not be asked before ")
    assert len(standin.requests) == 1


def test_a_time_that_is_named_as_a_date(standin: "Standin", settings: Settings) -> None:
    standin.fault("at-a-date")
    assert re.search(r"again in (299|300|301) s", trouble(standin.url, settings).cause)


@pytest.mark.parametrize(
    ("fault", "asked"), [("500", 1), ("slow", 1), ("503", 3), ("dropped", 3), ("414", 1), ("html", 1)]
)
def test_a_tentative_request_says_nothing_of_the_service(
    standin: "Standin", settings: Settings, fault: str, asked: int
) -> None:
    standin.fault(fault, times=asked)
    first, second = ask(standin.url, settings, "/search", "/search", tentative=True)
    assert first.status is (Status.FOUND if fault == "html" else Status.UNCLEAR)
    assert second.status is Status.FOUND
    assert len(standin.requests) == asked + 1


@pytest.mark.parametrize("fault", ["challenge", "refused", "429"])
def test_a_tentative_request_that_meets_a_block_does(
    standin: "Standin", settings: Settings, fault: str
) -> None:
    standin.fault(fault)
    (answer,) = ask(standin.url, settings, "/search", tentative=True)
    assert isinstance(answer, Trouble)


def test_the_pace_holds_over_runs(standin: "Standin", settings: Settings) -> None:
    slow = replace(settings, pace=0.2)
    started = time.monotonic()
    for _ in range(2):
        ask(standin.url, slow, "/search", "/search", "/search")
    assert time.monotonic() - started >= 5 * 0.2
    assert len(standin.requests) == 6


def test_a_redirect_is_a_request_that_keeps_the_pace(standin: "Standin", settings: Settings) -> None:
    standin.fault("around")
    started = time.monotonic()
    ask(standin.url, replace(settings, pace=0.2), "/search", "/search")
    assert time.monotonic() - started >= 3 * 0.2
    assert len(standin.requests) == 4


def test_a_slow_pace_of_our_own_is_no_trouble(standin: "Standin", settings: Settings, pace: Pace) -> None:
    async def crowd() -> tuple[set[asyncio.Task[Answer]], set[asyncio.Task[Answer]]]:
        async with Service(standin.url, replace(settings, pace=60, concurrency=5), pace) as service:
            tasks = [asyncio.create_task(service.get("/search", SEARCH)) for _ in range(5)]
            done, waiting = await asyncio.wait(tasks, timeout=0.5)
            for task in waiting:
                task.cancel()
            await asyncio.wait(tasks)
        return done, waiting

    done, waiting = asyncio.run(crowd())
    assert [task.result().status for task in done] == [Status.FOUND]
    assert len(waiting) == 4


def test_who_waits_for_a_turn_hears_of_the_trouble_and_gives_the_turn_back(
    standin: "Standin", settings: Settings, pace: Pace
) -> None:
    standin.fault("refused")
    paced = replace(settings, pace=20.0)

    async def crowd() -> list[Answer | BaseException]:
        async with Service(standin.url, paced, pace) as service:
            answers = (service.get("/search") for _ in range(4))
            return await asyncio.wait_for(asyncio.gather(*answers, return_exceptions=True), 10)

    assert {str(answer) for answer in asyncio.run(crowd())} == {"it refuses us (403)"}
    assert len(standin.requests) == 1
    now = time.time()
    assert pace.reserve(standin.url, [Limit(1, 20.0)], now) - now <= 20
