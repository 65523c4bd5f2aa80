"""Every outcome of a request, over a real socket."""

import asyncio
import socket
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from unxref.cache.pace import Pace
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
        ("429", Status.LIMITED, "fewer requests (429)"),
        ("500", Status.UNREACHABLE, "server error (500)"),
        ("503", Status.UNREACHABLE, "server error (503)"),
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
