"""One service over HTTP: its pace kept, and waits, sizes and redirects bounded."""

from __future__ import annotations

import asyncio
import random
import time
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from ..cache.pace import Limit
from .answers import LONGEST_WAIT, Answer, Failed, judge, unanswered
from .interface import Status, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import httpx

    from ..cache.pace import Pace
    from .settings import Settings

__all__ = ["Answer", "Service"]


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
        self._headers = {"User-Agent": settings.user_agent, "Accept-Encoding": "gzip", **(headers or {})}
        self._turns = asyncio.Semaphore(settings.concurrency)
        self._next = asyncio.Lock()
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
            try:
                return await self._ask(url, first)
            except Failed as failed:
                if failed.pause is not None:  # every process of the user keeps to it
                    self._pace.close(self._base, time.time() + failed.pause)
                pause = self._backoff(attempt) if failed.pause is None else failed.pause
                last = attempt == self._settings.retries or not failed.may_pass or (tentative and failed.late)
                if tentative and last and failed.status is Status.UNREACHABLE:
                    return Answer(Status.UNCLEAR)
                if last or pause > LONGEST_WAIT:
                    raise
                if failed.pause is None:
                    await self._wait(pause)
        raise AssertionError("the last attempt returns or raises")

    def _backoff(self, attempt: int) -> float:
        """Return seconds to wait: twice as many each time, and not the same for all who wait."""
        return self._settings.backoff * 2**attempt * random.uniform(0.5, 1.5)

    async def _turn(self) -> None:
        """Wait until the pace allows a request. Raises `Trouble` where that is too long, or one came.

        One waits for the pace at a time, and the others for that one: their wait is our own doing.
        """
        async with self._next:
            await self._wait(0)
            now = time.time()
            moment = self._pace.reserve(self._base, self._limits, now)
            try:
                longest = max([LONGEST_WAIT, *(limit.seconds for limit in self._limits)])
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
        """Ask once, and where that leads on in the service, there; each is a request that keeps the pace.

        Raises `Trouble`, `Failed` where it may be the request's.
        """
        for _ in range(_REDIRECTS):
            await self._turn()
            came = await self._answer(url, first)
            if isinstance(came, Answer):
                return came
            if not _same_service(url, came):
                break
            url = came
        return Answer(Status.UNCLEAR)

    async def _answer(self, url: httpx.URL, first: int | None) -> Answer | httpx.URL:
        """Return the answer, or where it is to be had."""
        import httpx

        headers = {"Range": f"bytes=0-{first - 1}"} if first else {}
        try:
            async with (
                asyncio.timeout(self._settings.timeout),
                self._client.stream("GET", url, headers=headers) as response,
            ):
                onward = response.next_request
                return onward.url if onward else judge(response, await self._read(response, first))
        except (httpx.TransportError, TimeoutError) as error:
            raise unanswered(error, self._settings) from error
        except httpx.InvalidURL:  # where it sends us is no address
            return Answer(Status.UNCLEAR)

    async def _read(self, response: httpx.Response, first: int | None) -> bytes | None:
        """Return the body, or its first bytes; None where it is larger than is read, or cannot be unpacked.

        A few bytes may unpack to gigabytes: no more are unpacked than are read.
        """
        most = first or self._settings.largest_answer
        unpack = _unpacking(response.headers.get("Content-Encoding", ""))
        body, came = bytearray(), 0
        async for piece in response.aiter_raw():
            came += len(piece)
            unpacked = unpack(piece, most + 1 - len(body))
            if unpacked is None:
                return None
            body += unpacked
            if first and len(body) >= first:
                return bytes(body[:first])
            if max(len(body), came) > self._settings.largest_answer:
                return None
        return bytes(body)


_REDIRECTS = 5
_GZIP = zlib.MAX_WBITS | 16


def _unpacking(coding: str) -> Callable[[bytes, int], bytes | None]:
    """Return what unpacks a piece, to so many bytes at most, and returns None where it cannot."""
    coding = coding.strip().lower()
    unpacker = zlib.decompressobj(_GZIP)

    def unpack(piece: bytes, most: int) -> bytes | None:
        if coding in ("", "identity"):
            return piece
        try:
            return unpacker.decompress(piece, most) if coding in ("gzip", "x-gzip") else None
        except zlib.error:
            return None

    return unpack


def _same_service(one: httpx.URL, other: httpx.URL) -> bool:
    return (one.scheme, one.host, one.port) == (other.scheme, other.host, other.port)
