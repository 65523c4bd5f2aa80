"""What came of a request over HTTP, and of whom that tells: of what was asked for, or of the service."""

from __future__ import annotations

import json
import socket
import ssl
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from .interface import Status, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from .settings import Settings


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service answered: found with a body, not-found (404, 410) with or without one, or unclear."""

    status: Status
    body: bytes = b""
    path: str = ""
    """Where the body was found: redirects lead elsewhere."""


class Failed(Trouble):
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


LONGEST_WAIT = 120.0
"""Seconds that a run waits for one request where the service asks it to; beyond, the next source is asked."""


def judge(response: httpx.Response, body: bytes | None) -> Answer:
    """Turn a response into an answer; its body is None where it was too large to be read.

    Raises `Trouble` where it says so of the whole service, `Failed` where it may pass.
    """
    code = response.status_code
    held = body or b""
    if code == 202 or "x-amzn-waf-action" in response.headers or any(c in held for c in _CHALLENGES):
        raise Trouble(Status.BLOCKED, f"a bot challenge ({code})")
    if code in (401, 403):
        raise Trouble(Status.BLOCKED, f"it refuses us ({code}{_said(held)})")
    if code == 429:
        raise _failed(response, Status.LIMITED, f"it asks for fewer requests (429{_said(held)})")
    if code >= 500:
        raise _failed(response, Status.UNREACHABLE, f"server error ({code}{_said(held)})")
    if code in (404, 410):
        return Answer(Status.NOT_FOUND, held)
    if code in (200, 206) and held:
        return Answer(Status.FOUND, held, response.url.path)
    return Answer(Status.UNCLEAR)


def unanswered(error: Exception, settings: Settings) -> Trouble:
    """Return the trouble of a request that had no answer, `Failed` where asking again may help."""
    import httpx

    for kind, words in _LASTING:
        if any(isinstance(link, kind) for link in _chain(error)):
            return Trouble(Status.UNREACHABLE, words)
    if isinstance(error, httpx.ConnectTimeout):
        return Trouble(Status.UNREACHABLE, f"no connection within {settings.connect_timeout:g} s")
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return Failed(Status.UNREACHABLE, f"no answer within {settings.timeout:g} s", late=True)
    return Failed(Status.UNREACHABLE, str(error) or type(error).__name__)


_MAY_PASS = (502, 503, 504)
_LASTING: tuple[tuple[type[BaseException], str], ...] = (
    (socket.gaierror, "its name is not resolved"),
    (ConnectionRefusedError, "connection refused"),
    (ssl.SSLCertVerificationError, "its certificate is refused"),
)
"""What does not pass within a run, and how it is said."""
_CHALLENGES = (b"gokuProps", b"awsWafCookieDomainList")
"""What the page of the bot challenge in front of the UN Digital Library holds."""
_LONGEST_SAYING = 100


def _failed(response: httpx.Response, status: Status, cause: str) -> Failed:
    pause = _retry_after(response.headers.get("Retry-After", ""))
    if pause is None:
        return Failed(status, cause, may_pass=response.status_code in _MAY_PASS)
    if pause > LONGEST_WAIT:
        cause += f"; it may be asked again in {pause:.0f} s"
    return Failed(status, cause, pause=pause)


def _said(body: bytes) -> str:
    """Return what a service says of an error, as the UN Digital Library's own interface does, in JSON."""
    try:
        told: Any = json.loads(body)
        text = told.get("error") or told.get("message")
    except (ValueError, RecursionError, AttributeError):
        return ""
    if not isinstance(text, str):
        return ""
    return ": " + "".join(c if c.isprintable() else " " for c in text[:_LONGEST_SAYING])


def _retry_after(value: str) -> float | None:
    """Read the header: seconds, or a date (RFC 9110, 10.2.3). None where it is neither."""
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(parsedate_to_datetime(value).timestamp() - time.time(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Return an error and all that it came from."""
    while error is not None:
        yield error
        yield from getattr(error, "exceptions", ())
        error = error.__cause__ or error.__context__
