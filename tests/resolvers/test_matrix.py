"""Every source with everything that can go wrong: the status, what is cached, who else is served, and no hanging.

Each run asks two sources for one instrument each that only they cover; what goes wrong befalls the first.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import product
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from typing import TYPE_CHECKING, Any

import pytest
import trustme

from unxref.cache.pace import Pace
from unxref.cache.store import open_store
from unxref.resolvers.interface import Status
from unxref.resolvers.look_up import look_up
from unxref.resolvers.records import FACTS
from unxref.resolvers.registry import kept_as, resolvers
from unxref.resolvers.settings import Settings

if TYPE_CHECKING:
    from ..standin.server import Standin


@dataclass(frozen=True)
class Asked:
    """A source as it is asked: for what, where its paths begin, and what else it is told."""

    name: str
    id: str
    path: str
    other: str
    token: str | None = None


RESOLUTION, TREATY, VOLUME = "A/RES/74/174", "vcrs-io", "UNTS/1577/27531"
OTHERS = {"treaties": VOLUME, "undl": RESOLUTION}
SOURCES = {
    "undl": Asked("undl", RESOLUTION, "/search", "treaties"),
    "undl with a token": Asked("undl", RESOLUTION, "/api/v1", "treaties", token="secret"),
    "metadata": Asked("metadata", RESOLUTION, "/editor", "treaties"),
    "ods": Asked("ods", RESOLUTION, "/api/symbol", "treaties"),
    "treaties": Asked("treaties", TREATY, "/doc", "undl"),
}
FAULTS = {
    "ok": Status.FOUND,
    "recovers": Status.FOUND,
    "challenge": Status.BLOCKED,
    "refused": Status.BLOCKED,
    "429": Status.LIMITED,
    "500": Status.UNREACHABLE,
    "503": Status.UNREACHABLE,
    "empty": Status.UNCLEAR,
    "html": Status.UNCLEAR,
    "truncated": Status.UNCLEAR,
    "wrong": Status.UNCLEAR,
    "nothing": Status.NOT_FOUND,
    "slow": Status.UNREACHABLE,
    "dropped": Status.UNREACHABLE,
    "away": Status.UNCLEAR,
    "unresolved": Status.UNREACHABLE,
    "untrusted": Status.UNREACHABLE,
}
"""What goes wrong, and what an instrument's status then is."""
CAUSES = {
    "unresolved": "its name is not resolved",
    "untrusted": "its certificate is refused",
    "slow": "no answer within 0.3 s",
}
"""What is said of it, where the status alone does not tell."""
UNLIKE = {
    ("ods", "truncated"): Status.FOUND,  # only the beginning of the file is asked for
}
ALL = [(s, f, UNLIKE.get((s, f), status)) for s, (f, status) in product(SOURCES, FAULTS.items())]


@pytest.fixture(scope="module")
def certificate() -> SSLContext:
    """A certificate of an authority that nobody trusts."""
    context = SSLContext(PROTOCOL_TLS_SERVER)
    issued = trustme.CA().issue_cert("127.0.0.1")
    issued.configure_cert(context)  # pyright: ignore[reportUnknownMemberType]
    return context


@pytest.fixture
def untrusted(certificate: SSLContext) -> "Iterator[Standin]":
    with import_module("server").serving(tls=certificate) as running:
        yield running


@pytest.fixture
def impatient(settings: Settings, tmp_path: Path) -> Settings:
    return replace(settings, cache_dir=tmp_path / "cache", timeout=0.3, connect_timeout=0.3)


@pytest.mark.parametrize(("source", "fault", "expected"), ALL)
def test_what_goes_wrong_with_one_source(
    standin: "Standin",
    untrusted: "Standin",
    impatient: Settings,
    source: str,
    fault: str,
    expected: Status,
) -> None:
    asked = SOURCES[source]
    settings = replace(impatient, resolvers=(asked.name, asked.other), undl_token=asked.token)
    settings = befall(standin, untrusted, settings, asked, fault)
    other = OTHERS[asked.other]
    told: list[str] = []
    begun = time.monotonic()
    records = look_up([asked.id, other], settings, tell=told.append)
    took = time.monotonic() - begun

    assert records[asked.id].status is expected
    assert records[asked.id].sources[-1].resolver == asked.name
    assert records[other].status is Status.FOUND
    facts = {
        asked.name: {asked.id: expected} if expected in FACTS else {},
        asked.other: {other: Status.FOUND},
    }
    assert cached(impatient, asked, other) == facts
    in_trouble = expected in (Status.BLOCKED, Status.LIMITED, Status.UNREACHABLE)
    assert [line.partition(" ")[0] for line in told] == ([asked.name] if in_trouble else [])
    assert CAUSES.get(fault, "") in "".join(told)
    # Each attempt of each source may last until its time is over; the rest is a fraction of that.
    assert took < 2 * (settings.retries + 2) * (settings.timeout + settings.connect_timeout)


def befall(
    standin: "Standin", untrusted: "Standin", settings: Settings, asked: Asked, fault: str
) -> Settings:
    """Let something go wrong with a source; return the settings with which it does."""
    address = {"unresolved": "http://undl.invalid", "untrusted": untrusted.url}.get(fault)
    if address:
        moved: dict[str, Any] = {f"{asked.name}_url": address}
        return replace(settings, **moved)
    if fault == "recovers":
        standin.fault("503", asked.path, times=settings.retries)
    else:
        standin.fault(fault, asked.path)
    return settings


def cached(settings: Settings, asked: Asked, other: str) -> dict[str, dict[str, Status]]:
    """Return all that is in the cache: by source, the status of each instrument."""
    assert settings.cache_dir
    kept = {service.name: (kept_as(service), service.version) for service in every_source(settings)}
    held: dict[str, dict[str, Status]] = {}
    with open_store(settings.cache_dir, pytest.fail) as store:
        for name in (asked.name, asked.other):
            answers = store.get_many(*kept[name], [asked.id, other])
            held[name] = {id: Status(answer["status"]) for id, answer in answers.items()}
        assert sum(one.count for one in store.info().held) == sum(map(len, held.values()))
    return held


def every_source(settings: Settings) -> Any:
    with Pace(settings.state_dir, pytest.fail) as pace:
        return resolvers(settings, pace, pytest.fail)
