"""One service over HTTP: every wait, size and redirect bounded, and every outcome told apart."""

from __future__ import annotations

import asyncio
import socket
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from .interface import Status, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import httpx

    from .settings import Settings


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service answered: found with a body, not-found (404, 410), or unclear."""

    status: Status
    body: bytes = b""


class Service:
    """A service at its base URL, open inside an `async with` statement.

    One client each, so that no service waits for another's connections. Once the service is in trouble, every
    further request raises the same `Trouble` without asking.
    """

    def __init__(self, base: str, settings: Settings) -> None:
        self._base = base.rstrip("/")
        self._settings = settings
        self._turns = asyncio.Semaphore(settings.concurrency)
        self._trouble: Trouble | None = None

    async def __aenter__(self) -> Self:
        import httpx

        self._client = httpx.AsyncClient(
            http2=True,
            headers={"User-Agent": self._settings.user_agent},
            timeout=httpx.Timeout(self._settings.timeout, connect=self._settings.connect_timeout),
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def get(
        self, path: str, query: Mapping[str, str] | None = None, *, first: int | None = None
    ) -> Answer:
        """Ask for a path of the service; with `first`, for so many bytes of it from its beginning.

        Raises `Trouble` where the service is blocked, limits us or cannot be reached.
        """
        import httpx

        async with self._turns:
            if self._trouble is not None:
                raise self._trouble
            try:
                async with asyncio.timeout(self._settings.timeout):
                    return await self._ask(httpx.URL(self._base + path, params=query), first)
            except (httpx.TransportError, TimeoutError) as error:
                self._trouble = Trouble(Status.UNREACHABLE, self._cause(error))
            except Trouble as trouble:
                self._trouble = trouble
            except httpx.RequestError:  # what came cannot be decoded
                return Answer(Status.UNCLEAR)
            raise self._trouble

    async def _ask(self, url: httpx.URL, first: int | None) -> Answer:
        headers = {"Range": f"bytes=0-{first - 1}"} if first else {}
        for _ in range(_REDIRECTS):
            async with self._client.stream("GET", url, headers=headers) as response:
                onward = response.next_request
                if onward is None:
                    return _judge(response, await self._read(response, first))
            if not _same_service(url, onward.url):
                break
            url = onward.url
        return Answer(Status.UNCLEAR)

    async def _read(self, response: httpx.Response, first: int | None) -> bytes | None:
        """Return the body, or its first bytes; None where it is larger than is read."""
        body = b""
        async for piece in response.aiter_bytes():
            body += piece
            if first is not None and len(body) >= first:
                return body[:first]
            if len(body) > self._settings.largest_answer:
                return None
        return body

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


_REDIRECTS = 5
_CAUSES: tuple[tuple[type[BaseException], str], ...] = (
    (socket.gaierror, "its name is not resolved"),
    (ConnectionRefusedError, "connection refused"),
    (ssl.SSLCertVerificationError, "its certificate is refused"),
)
_CHALLENGES = (b"gokuProps", b"awsWafCookieDomainList")
"""What the page of the bot challenge in front of the UN Digital Library holds."""


def _judge(response: httpx.Response, body: bytes | None) -> Answer:
    """Turn an answer into a status and a body. Raises `Trouble` where it says so of the whole service."""
    code = response.status_code
    if code == 429:
        raise Trouble(Status.LIMITED, "it asks for fewer requests (429)")
    if code == 202 or "x-amzn-waf-action" in response.headers or any(c in (body or b"") for c in _CHALLENGES):
        raise Trouble(Status.BLOCKED, f"a bot challenge ({code})")
    if code in (401, 403):
        raise Trouble(Status.BLOCKED, f"it refuses us ({code})")
    if code >= 500:
        raise Trouble(Status.UNREACHABLE, f"server error ({code})")
    if code in (404, 410):
        return Answer(Status.NOT_FOUND)
    return Answer(Status.FOUND, body) if code in (200, 206) and body else Answer(Status.UNCLEAR)


def _same_service(one: httpx.URL, other: httpx.URL) -> bool:
    return (one.scheme, one.host, one.port) == (other.scheme, other.host, other.port)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Return an error and all that it came from."""
    while error is not None:
        yield error
        yield from getattr(error, "exceptions", ())
        error = error.__cause__ or error.__context__
