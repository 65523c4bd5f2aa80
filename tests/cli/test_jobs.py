"""Work in several processes, some of which die of it. What they do stands in a program of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from unxref.cli.codes import DONE, INTERRUPTED

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and signals are the system's")
linux = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the processes")

Spawn = Callable[..., "subprocess.Popen[bytes]"]
Out = dict[str, Any]

PROGRAM = """
import ctypes, json, os, signal, sys, time
from unxref.cli import jobs

jobs._SECONDS = 1

def work(item):
    with open("begun", "a") as file:
        file.write(f"{item}\\n")
    name, _, what = item.partition(" ")
    if what == "crash":
        ctypes.string_at(0)
    if what == "crash once" and not os.path.exists(name):
        open(name, "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "loop":
        while True:
            pass
    if what == "sleep":
        time.sleep(1.5)
    if what == "memory":
        try:
            bytearray(2 * jobs._MEMORY)
        except MemoryError:
            return "no memory"
    if what == "large":
        return name[-1] * 1_000_000
    return name

def taken(items):
    for number, item in enumerate(items):
        most[0] = max(most[0], number - len(results))
        yield item

if __name__ == "__main__":
    most, results = [0], []
    items = json.load(sys.stdin)
    every = jobs.shared_out(
        work, taken(items), int(sys.argv[1]),
        known=lambda item: "known" if item.endswith("known") else None,
        lost=lambda item, cause: cause,
    )
    for result in every:
        results.append(result)
    json.dump({"results": results, "ahead": most[0]}, sys.stdout)
"""


@pytest.fixture
def work() -> Callable[..., Out]:
    """Share items out, and return the results, and how far ahead of these items were taken."""
    Path("program.py").write_text(PROGRAM, encoding="utf-8")

    def work(items: list[str], jobs: int = 2) -> Out:
        command = [sys.executable, "program.py", str(jobs)]
        done = subprocess.run(command, input=json.dumps(items).encode(), capture_output=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, b"")
        return json.loads(done.stdout)

    return work


def begun() -> Counter[str]:
    return Counter(Path("begun").read_text(encoding="utf-8").splitlines())


NUMBERS = [str(number) for number in range(300)]
KILLED = "the process that read it was killed (SIGSEGV)"
LATE = "takes too long (over 0 minutes of a processor)"


def test_what_kills_its_process_is_lost_alone(work: Callable[..., Out]) -> None:
    items, expected = NUMBERS.copy(), NUMBERS.copy()
    for number in (0, 7, 8, 9, 150, 299):
        items[number], expected[number] = f"{number} crash", KILLED
    assert work(items)["results"] == expected
    assert {count for item, count in begun().items() if "crash" not in item} == {1}
    assert {count for item, count in begun().items() if "crash" in item} == {2}


def test_what_is_with_a_process_that_is_killed_from_outside_is_worked_for_again(
    work: Callable[..., Out],
) -> None:
    items = [f"{number} crash once" if number in (3, 4, 90, 299) else str(number) for number in range(300)]
    assert work(items)["results"] == NUMBERS
    assert {item: count for item, count in begun().items() if count > 1} == dict.fromkeys(
        ("3 crash once", "4 crash once", "90 crash once", "299 crash once"), 2
    )


def test_what_takes_too_long_is_lost_at_once_and_what_waits_is_not(work: Callable[..., Out]) -> None:
    items = ["0", "1 loop", "2 sleep", *NUMBERS[3:]]
    assert work(items)["results"] == ["0", LATE, *NUMBERS[2:]]
    assert begun()["1 loop"] == 1


@linux
def test_memory_ends_for_the_process_that_wants_too_much(work: Callable[..., Out]) -> None:
    items = [*NUMBERS[:20], "20 memory", *NUMBERS[21:]]
    assert work(items)["results"] == [*NUMBERS[:20], "no memory", *NUMBERS[21:]]
    assert begun()["20 memory"] == 1


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_what_is_known_is_not_worked_for_and_order_is_kept(work: Callable[..., Out], jobs: int) -> None:
    items = [f"{number} known" if number % 3 else str(number) for number in range(300)]
    assert work(items, jobs)["results"] == ["known" if number % 3 else str(number) for number in range(300)]
    assert set(begun()) == {str(number) for number in range(0, 300, 3)}


def test_neither_large_items_nor_large_results_make_all_wait(work: Callable[..., Out]) -> None:
    items = [f"{number:0300000} large" for number in range(40)]
    results = work([*items, *NUMBERS])["results"]
    assert [len(result) for result in results[:40]] == [1_000_000] * 40
    assert results[40:] == NUMBERS


def test_items_are_taken_as_they_are_worked_for(work: Callable[..., Out]) -> None:
    assert work(["0 sleep", *(f"{number} known" for number in range(2000))])["ahead"] <= 2 * 24


@pytest.fixture
def folder() -> Path:
    """A folder of sixty texts that take some time."""
    folder = Path("texts")
    folder.mkdir()
    for number in range(60):
        text = f"Recalling General Assembly resolution 70/{number + 1} and Security Council resolution 1325 (2000),\n"
        (folder / f"{number:03}.txt").write_text(text * 100, encoding="utf-8")
    return folder


def workers(process: "subprocess.Popen[bytes]") -> list[int]:
    """The reading processes of a command, without the one that Python keeps beside them."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
    named = {int(child): Path(f"/proc/{child}/cmdline") for child in children}
    return [child for child, name in named.items() if name.exists() and b"spawn_main" in name.read_bytes()]


def is_gone(process: int) -> bool:
    """Whether a process has ended; one whose end nobody has asked for yet has, too."""
    try:
        return ") Z " in Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return True


def end(processes: list[int]) -> bool:
    """Wait until processes have ended."""
    until = time.monotonic() + 20
    while time.monotonic() < until and not all(map(is_gone, processes)):
        time.sleep(0.05)
    return all(map(is_gone, processes))


@linux
def test_a_killed_reading_process_changes_nothing(spawn: Spawn, folder: Path) -> None:
    with spawn("extract", folder, "--no-cache", "--jobs", "1") as process:
        undisturbed = process.communicate()
    with spawn("extract", folder, "--no-cache", "--jobs", "2", stderr=subprocess.STDOUT) as process:
        assert process.stdout
        out = process.stdout.readline()
        reading = workers(process)
        for worker in reading:
            os.kill(worker, signal.SIGKILL)
        out += process.stdout.read()
    assert len(reading) == 2
    assert out == b"".join(undisturbed)
    assert process.returncode == DONE


@linux
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_no_reading_process_outlives_the_first(spawn: Spawn, folder: Path, how: signal.Signals) -> None:
    with spawn("extract", folder, "--no-cache", "--jobs", "2") as process:
        assert process.stdout
        process.stdout.readline()
        reading = workers(process)
        begin = time.monotonic()
        process.send_signal(how)
        process.communicate()
    assert len(reading) == 2
    assert process.returncode == (-how if how is signal.SIGKILL else INTERRUPTED)
    assert end(reading)
    assert time.monotonic() - begin < 15


@linux
@pytest.mark.parametrize("wait", [0, 0.05, 0.2])
def test_an_interrupt_while_the_processes_start_is_said_once(spawn: Spawn, folder: Path, wait: float) -> None:
    with spawn("extract", folder, "--no-cache", "--jobs", "2", start_new_session=True) as process:
        while not (reading := workers(process)):
            time.sleep(0.01)
        time.sleep(wait)
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate()[1].decode()
    assert (process.returncode, said.strip()) == (INTERRUPTED, "unxref: interrupted")
    assert end(reading)
