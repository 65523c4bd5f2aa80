"""Programs that are installed beside unxref, run within bounds of time, memory and disk."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

from .model import UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def run(
    command: Sequence[str | Path], seconds: float, *, given: bytes = b"", said: Path | None = None
) -> bool:
    """Run a program to its end, and say whether it ended well; what it prints goes to a file, if to any.

    Raises UnreadableDocument where it takes longer: it is killed then, and so are those that it started.
    """
    with open(said or os.devnull, "wb") as out:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # there are processes enough
            start_new_session=True,
        )
    try:
        _bound(process.pid)
        process.communicate(given, timeout=seconds)
    except subprocess.TimeoutExpired:
        name = os.path.basename(command[0])
        raise UnreadableDocument(f"takes too long ({name} over {seconds:.0f} seconds)") from None
    finally:
        _end(process)
    return process.returncode == 0


_MEMORY = 4_000_000_000
_FILE = 1_000_000_000
"""The largest file that a program may write, and what it may take of memory, in bytes."""


def _bound(process: int) -> None:
    """Bound what a process takes, and those that it will start, where the system can (Linux)."""
    try:
        import resource

        for what, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_FSIZE, _FILE)):
            resource.prlimit(process, what, (most, most))
    except (ImportError, AttributeError, OSError, ValueError):
        return  # another system, a process that has ended, or bounds that are narrower already


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that has not ended, and those that it started."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
    if process.stdin:
        with suppress(OSError):
            process.stdin.close()
