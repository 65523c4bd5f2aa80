"""What a terminal shows while something is done."""

import os
import pty
import re
import subprocess
import sys

PROGRAM = """
import itertools, time
from unxref.cli.progress import progress

with progress("reading", rated=True, of={of}) as advance:
    for done in range(1, 9):
        time.sleep(0.3)
        advance(done, None, f"{{done // 4}} unreadable")
"""


def shown(of: str) -> str:
    """What a terminal is shown of eight things done in two seconds and a half."""
    controller, terminal = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120"}
    command = [sys.executable, "-c", PROGRAM.format(of=of)]
    with subprocess.Popen(command, stderr=terminal, env=environment) as process:
        os.close(terminal)
        said = b""
        while chunk := _read(controller):
            said += chunk
        assert process.wait(30) == 0
    os.close(controller)
    return re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", said.decode())


def _read(terminal: int) -> bytes:
    """Read what a terminal shows; nothing where the program has closed it."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_how_many_of_all_how_fast_and_how_long_still() -> None:
    text = shown("iter(range(40))")
    assert re.search(r"reading \S+ +8/40 +[1-3]\.\d/s 2 unreadable 0:00:\d\d 0:00:\d\d left", text)


def test_what_cannot_be_counted_in_time_keeps_nothing_alive() -> None:
    text = shown("itertools.count()")
    assert re.search(r"reading .* 8/\? +\d\.\d/s 2 unreadable", text)
    assert "left" not in text
