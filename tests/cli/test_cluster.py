"""Documents read on a Dask cluster of real processes, byte for byte as on one machine, workers lost or not."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from unxref.citations import version

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST = 4
"""How many documents stand before the one that ends its readers."""
ENDS_ITS_READER = """
import os, signal, sys

def end(event, arguments):
    if event == "open" and str(arguments[0]).endswith("unreadable.txt"):
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(end)
"""


class Cluster:
    """A scheduler, and its workers by their processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workers: list[subprocess.Popen[bytes]] = []
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{one.getsockname()[1]}"
        self.environment = os.environ | {
            "UNXREF_CACHE_DIR": str(folder / "workers"),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        }
        self.scheduler = self._start("scheduler", "--host", self.address[:15], "--port", self.address[16:])

    def add_worker(self, *options: str) -> subprocess.Popen[bytes]:
        here = str(self.folder / f"worker{len(self.workers)}")
        name = f"{self.folder.name}-{len(self.workers)}"
        worker = self._start(
            "worker", self.address, "--nthreads", "1", "--name", name, "--local-directory", here, *options
        )
        self.workers.append(worker)
        return worker

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
        log = (self.folder / "log.txt").open("ab")
        with log:
            return subprocess.Popen(
                command, cwd=self.folder, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "cluster").mkdir()
    one = Cluster(tmp_path / "cluster")
    yield one
    one.end()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of documents, each with what only it cites."""
    (tmp_path / "papers").mkdir()
    for number in range(1, 301):
        lines = [f"Recalling resolution 74/{number} of 18 December 2019,\n"]
        lines += [f"Recalling also General Assembly resolution 7{n % 8}/{n + 1},\n" for n in range(40)]
        (tmp_path / "papers" / f"{number:03}.txt").write_text("\n".join(lines))
    return tmp_path


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | {"UNXREF_CACHE_DIR": str(folder / "client")}
    return subprocess.Popen(
        [sys.executable, "-m", "unxref", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def rest_of(run: subprocess.Popen[str]) -> tuple[int, str, str]:
    """What a process says whose output was read in part."""
    assert run.stdout is not None
    assert run.stderr is not None
    with run:
        out, errors = run.stdout.read(), run.stderr.read()
        return run.wait(30), out, errors


def told(folder: Path, *arguments: str) -> tuple[int, str, str]:
    process = started(folder, *arguments)
    out, errors = process.communicate(timeout=120)
    return process.returncode, out, errors


def test_a_worker_killed_in_mid_run_changes_nothing(cluster: Cluster, folder: Path) -> None:
    workers = [cluster.add_worker("--no-nanny") for _ in range(3)]
    alone = told(folder, "extract", "papers", "missing.txt", "--jobs", "1", "--no-cache")
    run = started(folder, "extract", "papers", "missing.txt", "--scheduler", cluster.address)
    assert run.stdout is not None
    first = run.stdout.readline()  # the rest does not fit into the pipe: the run goes on as it is read
    os.kill(workers[0].pid, signal.SIGKILL)
    code, out, errors = rest_of(run)
    assert (code, first + out, errors) == alone
    assert alone[0] == 3
    assert alone[1].count("\n") == 41 * 300
    assert len(list((cluster.folder / "workers").rglob("cache.db"))) == 1  # the workers keep what they read
    assert not (folder / "client").exists()
    again = told(folder, "extract", "papers", "missing.txt", "--scheduler", cluster.address)
    assert again == alone


def test_the_graph_is_the_same(cluster: Cluster, folder: Path) -> None:
    cluster.add_worker("--no-nanny")
    citations = told(folder, "extract", "papers/001.txt")[1]
    (folder / "found.jsonl").write_text(citations)
    what = ("graph", "papers/00*.txt", "found.jsonl", "--offline", "-f", "json")
    alone = told(folder, *what, "--jobs", "1")
    assert told(folder, *what, "--scheduler", cluster.address) == alone
    assert len(json.loads(alone[1])["edges"]) > 30


def test_a_document_that_ends_its_readers_is_named_and_the_others_are_read(
    cluster: Cluster, folder: Path
) -> None:
    (cluster.folder / "preload.py").write_text(ENDS_ITS_READER)
    for _ in range(2):
        cluster.add_worker("--preload", "preload.py")  # with a nanny, which starts it again
    paths = [f"papers/{number:03}.txt" for number in range(1, 20)]
    (folder / "unreadable.txt").write_text("Recalling its resolution 74/1,")
    given = [*paths[:FIRST], "unreadable.txt", *paths[FIRST:]]
    code, out, errors = told(folder, "extract", *given, "--scheduler", cluster.address)
    first, counts, failures = errors.splitlines()
    assert first.startswith("unxref: unreadable.txt: ended every worker that read it")
    assert (0, out, f"{counts}\n") == told(folder, "extract", *paths)
    assert failures == "unxref: 1 document could not be read: 1 ended every worker that read it"
    assert code == 3


def test_standard_input_is_read_here_and_paths_by_the_workers_where_they_are(
    cluster: Cluster, folder: Path
) -> None:
    cluster.add_worker("--no-nanny")
    done = subprocess.run(
        [sys.executable, "-m", "unxref", "extract", "-", "papers/001.txt", "--scheduler", cluster.address],
        cwd=folder,
        input="Recalling its resolution 74/174,",
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert [json.loads(line)["document"] for line in done.stdout.splitlines()] == ["-"] + [
        "papers/001.txt"
    ] * 41
    assert (done.returncode, done.stderr) == (0, "unxref: 2 documents, 42 citations of 42 instruments\n")


def test_a_worker_with_another_grammar_ends_the_run(cluster: Cluster, folder: Path) -> None:
    package = Path(version.__file__).parents[1]
    other = cluster.folder / "other" / "unxref"
    other.mkdir(parents=True)
    for room in package.iterdir():
        if room.name not in ("citations", "__pycache__", ".git"):
            (other / room.name).symlink_to(room)
    (other / "citations").mkdir()
    for file in (package / "citations").iterdir():
        (other / "citations" / file.name).write_bytes(file.read_bytes() if file.is_file() else b"")
    with (other / "citations" / "openings_en.csv").open("a") as openings:
        openings.write("\n")
    cluster.environment["PYTHONPATH"] = str(other.parent)
    cluster.add_worker("--no-nanny")
    code, out, errors = told(folder, "extract", "papers/001.txt", "--scheduler", cluster.address)
    assert (code, out) == (2, "")
    assert errors.startswith("unxref: the worker tcp://127.0.0.1:")
    assert "install the same for all" in errors
    assert errors.count("\n") == 1


def test_an_interrupt_ends_the_run_and_cancels_what_was_handed_out(cluster: Cluster, folder: Path) -> None:
    cluster.add_worker("--no-nanny")
    run = started(folder, "extract", "papers", "--scheduler", cluster.address)
    assert run.stdout is not None
    run.stdout.readline()
    run.send_signal(signal.SIGINT)
    code, _, errors = rest_of(run)
    assert (code, errors.strip()) == (130, "unxref: interrupted")
    assert told(folder, "extract", "papers/001.txt", "--scheduler", cluster.address)[0] == 0


def test_a_scheduler_that_is_lost_ends_the_run(cluster: Cluster, folder: Path) -> None:
    cluster.add_worker("--no-nanny")
    run = started(folder, "extract", "papers", "--scheduler", cluster.address)
    assert run.stdout is not None
    run.stdout.readline()
    os.killpg(cluster.scheduler.pid, signal.SIGKILL)
    code, _, errors = rest_of(run)
    assert code == 1
    assert errors == (
        f"unxref: the scheduler at {cluster.address} is gone; the workers keep what they read, so run it again\n"
    )


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tcp://127.0.0.1:1", "no Dask scheduler answers at tcp://127.0.0.1:1"),
        ("localhost", "localhost is no address such as tcp://host:8786"),
        ("http://127.0.0.1:1", "http://127.0.0.1:1 is no address such as tcp://host:8786"),
    ],
)
def test_no_scheduler(tmp_path: Path, address: str, said: str) -> None:
    begin = time.monotonic()
    assert told(tmp_path, "extract", "a.txt", "--scheduler", address) == (
        2,
        "",
        f"unxref: --scheduler: {said}\n",
    )
    assert time.monotonic() - begin < 20


def test_a_scheduler_without_workers(cluster: Cluster, folder: Path) -> None:
    code, _, errors = told(folder, "extract", "papers", "--scheduler", cluster.address)
    assert (code, errors) == (
        2,
        f"unxref: --scheduler: no worker has come to {cluster.address}: start some\n",
    )


def test_without_the_extra(tmp_path: Path) -> None:
    script = "import sys; sys.modules['distributed'] = None; from unxref.cli.main import run; run()"
    done = subprocess.run(
        [sys.executable, "-c", script, "extract", "a.txt", "--scheduler", "tcp://127.0.0.1:1"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (
        2,
        "unxref: --scheduler needs more: pip install 'unxref[dask]'\n",
    )


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="a file that only this process sees")
def test_a_file_that_the_workers_do_not_see(cluster: Cluster, folder: Path) -> None:
    cluster.add_worker("--no-nanny")
    with (folder / "papers" / "001.txt").open() as file:
        os.dup2(file.fileno(), 200)
    done = subprocess.run(
        [sys.executable, "-m", "unxref", "extract", "/proc/self/fd/200", "--scheduler", cluster.address],
        capture_output=True,
        text=True,
        pass_fds=(200,),
        timeout=120,
    )
    os.close(200)
    cause = "no such file for a worker: it needs the same folders, or addresses"
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.splitlines()[0] == f"unxref: /proc/self/fd/200: {cause}"


def test_a_worker_without_unxref_is_named(cluster: Cluster, folder: Path) -> None:
    (cluster.folder / "preload.py").write_text("import sys; sys.modules['unxref'] = None")
    cluster.add_worker("--preload", "preload.py", "--no-nanny")
    code, out, errors = told(folder, "extract", "papers/001.txt", "--scheduler", cluster.address)
    assert (code, out) == (2, "")
    assert errors.startswith("unxref: --scheduler: the worker tcp://127.0.0.1:")
    assert errors.endswith("has no unxref, or an older one: pip install 'unxref[dask]' there\n")
