"""What is said on standard error: one line each."""

from __future__ import annotations

import re
import sys


def say(message: str) -> None:
    """Print a message on standard error, as one line whatever file names and titles hold."""
    print(f"unxref: {one_line(message)}", file=sys.stderr, flush=True)


def one_line(text: str) -> str:
    """Return the text with white space and control characters, which could steer a terminal, as spaces."""
    return _CONTROLS.sub(" ", text).strip()


def several(count: int, noun: str) -> str:
    """Return a number of things: `1 citation`, `2 citations`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


_CONTROLS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
