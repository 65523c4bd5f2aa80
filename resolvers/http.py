"""One service over HTTP: its pace kept, waits, sizes and redirects bounded, every outcome told apart."""

from __future__ import annotations

import asyncio
import json
import random
import socket
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Self

from ..cache.pace import Limit
from .interface import Status, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import httpx

    from ..cache.pace import Pace
    from .settings import Settings


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service answered: found with a body, not-found (404, 410) with or without one, or unclear."""

    status: Status
    body: bytes = b""
    path: str = ""
    """Where the body was found: redirects lead elsewhere."""


class Service:
    """A service at its base URL, open inside an `async with` statement.

    One client each, so that no service waits for another's connections. Once the service is in trouble, every
    further request raises the same `Trouble` without asking. `limits` are the service's own, beside the pace
    that the settings give; `headers` go to it alone.
    """

    def __init__(
        self,
        base: str,
        settings: Settings,
        pace: Pace,
        *,
        limits: Sequence[Limit] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._base = base.rstrip("/")
        self._settings = settings
        self._limits = (*limits, *([Limit(1, settings.pace)] if settings.pace else []))
        self._headers = {"User-Agent": settings.user_agent, **(headers or {})}
        self._turns = asyncio.Semaphore(settings.concurrency)
        self._pace = pace
        self._trouble: Trouble | None = None
        self._over = asyncio.Event()

    async def __aenter__(self) -> Self:
        import httpx

        self._client = httpx.AsyncClient(
            headers=self._headers,
            timeout=httpx.Timeout(self._settings.timeout, connect=self._settings.connect_timeout),
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def get(
        self,
        path: str,
        query: Mapping[str, str] | None = None,
        *,
        first: int | None = None,
        tentative: bool = False,
    ) -> Answer:
        """Ask for a path of the service; with `first`, for so many bytes of it from its beginning.

        What may pass (502, 503, 504, an answer that is late or breaks off) is asked for again. A `tentative`
        request may be one that the service cannot answer: it is not repeated where the answer is late, and
        its failure says nothing of the service. Raises `Trouble` where the service is blocked, limits us or
        cannot be reached.
        """
        import httpx

        url = httpx.URL(self._base + path, params=query)
        async with self._turns:
            try:
                return await self._persist(url, first, tentative)
            except Trouble as trouble:
                self._trouble = self._trouble or trouble
                self._over.set()
                raise

    async def _persist(self, url: httpx.URL, first: int | None, tentative: bool) -> Answer:
        """Ask until there is an answer, or no sense in asking again."""
        for attempt in range(self._settings.retries + 1):
            await self._turn()
            try:
                return await self._ask(url, first)
            except _Failed as failed:
                pause = self._backoff(attempt) if failed.pause is None else failed.pause
                last = attempt == self._settings.retries or not failed.may_pass or (tentative and failed.late)
                if tentative and last and failed.status is Status.UNREACHABLE:
                    return Answer(Status.UNCLEAR)
                if last or pause > _LONGEST_WAIT:
                    raise
                if failed.pause is None:  # the pace keeps to what the service asks for
                    await self._wait(pause)
        raise AssertionError("the last attempt returns or raises")

    def _backoff(self, attempt: int) -> float:
        """Return seconds to wait: twice as many each time, and not the same for all who wait."""
        return self._settings.backoff * 2**attempt * random.uniform(0.5, 1.5)

    async def _turn(self) -> None:
        """Wait until the pace allows a request. Raises `Trouble` where that is too long, or one came."""
        await self._wait(0)
        now = time.time()
        moment = self._pace.reserve(self._base, self._limits, now)
        try:
            longest = max([_LONGEST_WAIT, *(limit.seconds for limit in self._limits)])
            if moment - now > longest:
                at = time.strftime("%H:%M:%S", time.localtime(moment))
                raise Trouble(Status.LIMITED, f"it may not be asked before {at}")
            await self._wait(moment - now)
        except BaseException:
            self._pace.release(self._base, moment)
            raise

    async def _wait(self, seconds: float) -> None:
        """Wait so long. Raises `Trouble` as soon as there is one."""
        if seconds > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), seconds)
        if self._trouble is not None:
            raise self._trouble

    async def _ask(self, url: httpx.URL, first: int | None) -> Answer:
        """Ask once. Raises `Trouble`, `_Failed` where it may be the request's."""
        import httpx

        try:
            async with asyncio.timeout(self._settings.timeout):
                return await self._follow(url, first)
        except (httpx.TransportError, TimeoutError) as error:
            if _lasting(error):
                raise Trouble(Status.UNREACHABLE, self._cause(error)) from error
            late = isinstance(error, httpx.TimeoutException | TimeoutError)
            raise _Failed(Status.UNREACHABLE, self._cause(error), late=late) from error
        except httpx.RequestError:  # what came cannot be decoded
            return Answer(Status.UNCLEAR)

    async def _follow(self, url: httpx.URL, first: int | None) -> Answer:
        headers = {"Range": f"bytes=0-{first - 1}"} if first else {}
        for _ in range(_REDIRECTS):
            async with self._client.stream("GET", url, headers=headers) as response:
                onward = response.next_request
                if onward is None:
                    return self._judge(response, await self._read(response, first))
            if not _same_service(url, onward.url):
                break
            url = onward.url
        return Answer(Status.UNCLEAR)

    async def _read(self, response: httpx.Response, first: int | None) -> bytes | None:
        """Return the body, or its first bytes; None where it is larger than is read."""
        body = bytearray()
        async for piece in response.aiter_bytes():
            body += piece
            if first is not None and len(body) >= first:
                return bytes(body[:first])
            if len(body) > self._settings.largest_answer:
                return None
        return bytes(body)

    def _judge(self, response: httpx.Response, body: bytes | None) -> Answer:
        """Turn an answer into a status and a body. Raises `Trouble` where it says so of the whole service."""
        code = response.status_code
        held = body or b""
        if code == 202 or "x-amzn-waf-action" in response.headers or any(c in held for c in _CHALLENGES):
            raise Trouble(Status.BLOCKED, f"a bot challenge ({code})")
        if code in (401, 403):
            raise Trouble(Status.BLOCKED, f"it refuses us ({code}{_said(held)})")
        if code == 429:
            raise self._failed(response, Status.LIMITED, f"it asks for fewer requests (429{_said(held)})")
        if code >= 500:
            raise self._failed(response, Status.UNREACHABLE, f"server error ({code}{_said(held)})")
        if code in (404, 410):
            return Answer(Status.NOT_FOUND, held)
        return (
            Answer(Status.FOUND, held, response.url.path)
            if code in (200, 206) and held
            else Answer(Status.UNCLEAR)
        )

    def _failed(self, response: httpx.Response, status: Status, cause: str) -> _Failed:
        """Return what went wrong; where the service says how long to wait, every process of the user does."""
        pause = _retry_after(response.headers.get("Retry-After", ""))
        if pause is None:
            return _Failed(status, cause, may_pass=response.status_code in _MAY_PASS)
        self._pace.close(self._base, time.time() + pause)
        if pause > _LONGEST_WAIT:
            cause += f"; it may be asked again in {pause:.0f} s"
        return _Failed(status, cause, pause=pause)

    def _cause(self, error: Exception) -> str:
        """Say in a few words why there was no answer."""
        import httpx

        for kind, words in _CAUSES:
            if any(isinstance(link, kind) for link in _chain(error)):
                return words
        if isinstance(error, httpx.ConnectTimeout):
            return f"no connection within {self._settings.connect_timeout:g} s"
        if isinstance(error, httpx.TimeoutException | TimeoutError):
            return f"no answer within {self._settings.timeout:g} s"
        return str(error) or type(error).__name__


class _Failed(Trouble):
    """A request failed, which need not be the service's trouble."""

    def __init__(
        self,
        status: Status,
        cause: str,
        *,
        may_pass: bool = True,
        late: bool = False,
        pause: float | None = None,
    ) -> None:
        super().__init__(status, cause)
        self.may_pass = may_pass
        self.late = late
        self.pause = pause
        """Seconds that the service asks us to wait."""


_REDIRECTS = 5
_LONGEST_WAIT = 120.0
"""Seconds that a run waits for one request where the service asks it to; beyond, the next source is asked."""
_MAY_PASS = (502, 503, 504)
_CAUSES: tuple[tuple[type[BaseException], str], ...] = (
    (socket.gaierror, "its name is not resolved"),
    (ConnectionRefusedError, "connection refused"),
    (ssl.SSLCertVerificationError, "its certificate is refused"),
)
"""What does not pass within a run, and how it is said."""
_CHALLENGES = (b"gokuProps", b"awsWafCookieDomainList")
"""What the page of the bot challenge in front of the UN Digital Library holds."""


def _said(body: bytes) -> str:
    """Return what a service says of an error, as the UN Digital Library's own interface does, in JSON."""
    try:
        told: Any = json.loads(body)
        text = told.get("error") or told.get("message")
    except (ValueError, RecursionError, AttributeError):
        return ""
    return f": {text[:_LONGEST_SAYING]}" if isinstance(text, str) else ""


_LONGEST_SAYING = 100


def _lasting(error: Exception) -> bool:
    """Whether asking again would be in vain: no name, nobody there, no trust, or no way to get there."""
    import httpx

    kinds = (*(kind for kind, _ in _CAUSES), httpx.ConnectTimeout)
    return any(isinstance(link, kinds) for link in _chain(error))


def _retry_after(value: str) -> float | None:
    """Read the header: seconds, or a date (RFC 9110, 10.2.3). None where it is neither."""
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(parsedate_to_datetime(value).timestamp() - time.time(), 0.0)
    except (ValueError, TypeError):
        return None


def _same_service(one: httpx.URL, other: httpx.URL) -> bool:
    return (one.scheme, one.host, one.port) == (other.scheme, other.host, other.port)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Return an error and all that it came from."""
    while error is not None:
        yield error
        yield from getattr(error, "exceptions", ())
        error = error.__cause__ or error.__context__
