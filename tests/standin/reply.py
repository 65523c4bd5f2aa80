"""An answer of the stand-in, before it is sent, and what may be sent in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reply:
    """An answer, before it is sent."""

    body: bytes
    code: int = 200
    kind: str = "text/html"
    headers: tuple[tuple[str, str], ...] = ()
    instead: Mapping[str, Reply] = field(default_factory=dict[str, "Reply"])
    """By fault, what the service answers in place of this: another record, none, none of three."""


PAGE = b"<!DOCTYPE html>\n<html><head><title>United Nations</title></head><body>Nothing here.</body></html>"


def moved(to: str, instead: Mapping[str, Reply] | None = None) -> Reply:
    """Send on to another address."""
    return Reply(b"", 302, headers=(("Location", to),), instead=instead or {})
