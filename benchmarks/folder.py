"""What a folder of many short texts takes: to the first line, in memory, by two processes against one.

    python benchmarks/folder.py [--documents N] [--repeat N]

Makes N texts of some hundred characters (default: 20,000), and reads them with `unxref extract --no-cache`.
Prints the time to the first line; the memory of all processes of the command together, in quarters of the
run (Linux: proportional shares, so that what they share is counted once); one process against two, in turns,
by the clock; and what `unxref graph --offline` takes for a quarter of the texts and for all of them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from made import short_text


class Took(NamedTuple):
    """What a command took."""

    first: float
    """Seconds to its first byte."""
    seconds: float
    quarters: list[float]
    """The most memory in each quarter of its time, in megabytes."""


def run(*arguments: str, of: Path) -> Took:
    """Run unxref over a folder, or a list of paths, and watch it."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "unxref", *arguments, str(of)]
    began = time.perf_counter()
    seen: list[float] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        watcher = threading.Thread(target=_watch, args=(process, seen))
        watcher.start()
        assert process.stdout
        process.stdout.read(1)
        first = time.perf_counter() - began
        while process.stdout.read(1 << 20):
            pass
    seconds = time.perf_counter() - began
    watcher.join()
    fourth = max(1, len(seen) // 4)
    return Took(first, seconds, [max(seen[n * fourth : (n + 1) * fourth], default=0) for n in range(4)])


def _watch(process: subprocess.Popen[bytes], seen: list[float]) -> None:
    """Note the memory of a process and its children, ten times a second, until it ends."""
    while process.poll() is None:
        seen.append(sum(_memory(one) for one in _family(process.pid)) / 1024)
        time.sleep(0.1)


def _family(pid: int) -> list[int]:
    """Return the process and all that descend from it."""
    family = [pid]
    for one in family:
        with suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                family += map(int, (task / "children").read_text().split())
    return family


def _memory(pid: int) -> int:
    """Return the proportional share of memory of a process, in kilobytes; 0 where none is known."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--documents", type=int, default=20_000, metavar="N")
    options.add_argument("--repeat", type=int, default=2, metavar="N")
    arguments = options.parse_args()
    with tempfile.TemporaryDirectory() as made:
        few, all_ = Path(made) / "all" / "a", Path(made) / "all"
        few.mkdir(parents=True)
        for n in range(arguments.documents):
            folder = few if n % 4 == 0 else all_
            (folder / f"{n:06}.txt").write_text(short_text(n), encoding="utf-8")
        print(f"{arguments.documents:,} texts", flush=True)
        _extract(all_, arguments.repeat)
        _graph(few, all_)


def _extract(folder: Path, repeat: int) -> None:
    runs = [
        [run("extract", "--no-cache", "-f", "jsonl", "--jobs", jobs, of=folder) for jobs in ("1", "2")]
        for _ in range(repeat)
    ]
    for n, name in enumerate(("one process", "two processes")):
        took = [pair[n] for pair in runs]
        memory = ", ".join(f"{max(one.quarters[q] for one in took):.0f}" for q in range(4))
        print(
            f"extract, {name}: first line {min(one.first for one in took):.2f} s,"
            f" all {min(one.seconds for one in took):.1f} s; memory in quarters {memory} MB",
            flush=True,
        )
    ratios = ", ".join(f"{one.seconds / two.seconds:.2f}" for one, two in runs)
    print(f"two processes are so many times as fast as one: {ratios}", flush=True)


def _graph(few: Path, all_: Path) -> None:
    quarter, whole = (run("graph", "--offline", "--no-cache", "-f", "jsonl", of=one) for one in (few, all_))
    print(
        f"graph --offline: {max(quarter.quarters):.0f} MB for a quarter of the texts,"
        f" {max(whole.quarters):.0f} MB for all of them"
    )


if __name__ == "__main__":
    main()
