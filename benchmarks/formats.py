"""How fast each format is read, cold and again, by the whole command `unxref extract FOLDER`.

    python benchmarks/formats.py [FOLDER...] [--documents N] [--pages N] [--jobs N]

Makes a folder of N documents (default: 60) of N pages (default: 12) in each format, the same text in all; a
FOLDER given is measured besides. Each is read twice, with a cache of its own: the second time nothing has
changed. Prints megabytes (of the files) and pages a second of a processor, how many times faster the second
run was by the clock, and the most memory that a process of the command took. Runs are repeated (`--repeat`),
the best one counts.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made import formats


def make(folder: Path, suffix: str, documents: int, pages: int) -> int:
    """Fill a folder with documents that differ in a byte or two; return how many pages they have in all."""
    folder.mkdir()
    makes = formats()[suffix]
    for n in range(documents):
        # Not one document under many names: what was read is found again by its bytes.
        (folder / f"{n:05}.{suffix}").write_bytes(_distinct(makes(pages), suffix, n))
    return documents * pages


def _distinct(data: bytes, suffix: str, number: int) -> bytes:
    """Return the same document with other bytes."""
    if suffix == "txt":
        return data + b"\n" * 2 + b"Document %d.\n" % number
    if suffix == "pdf":
        return data + b"%% %d\n" % number
    if suffix == "docx":
        end = data.rfind(b"PK\5\6")
        comment = b"%06d" % number
        return data[: end + 20] + len(comment).to_bytes(2, "little") + comment
    return data + b"<!-- %d -->" % number


def run(folder: Path, cache: Path, jobs: str) -> tuple[float, float]:
    """Read a folder; return how many seconds that took, of the clock and of processors."""
    environment = {**os.environ, "UNXREF_CACHE_DIR": str(cache)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "unxref", "extract", "-f", "jsonl", *(("--jobs", jobs) if jobs else ())]
    began, worked = time.perf_counter(), _worked()
    subprocess.run(
        [*command, str(folder)],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - began, _worked() - worked


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(name: str, folder: Path, pages: int, jobs: str, repeat: int) -> None:
    """Print what reading a folder takes, the first time and again."""
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
    cold, warm = list[tuple[float, float]](), list[tuple[float, float]]()
    for _ in range(repeat):
        with tempfile.TemporaryDirectory() as cache:
            cold.append(run(folder, Path(cache), jobs))
            warm += (run(folder, Path(cache), jobs), run(folder, Path(cache), jobs))
    first, again, seconds = min(cold)[0], min(warm)[0], min(worked for _, worked in cold)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    speed = f"{pages / seconds:8.1f} pages/s" if pages else " " * 16
    print(
        f"{name[-30:]:30} {size:7.1f} MB {size / seconds:7.2f} MB/s {speed}"
        f"   again in {again:.2f} s, {first / again:.0f} times as fast   memory {memory:.0f} MB",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    options.add_argument("--documents", type=int, default=60, metavar="N")
    options.add_argument("--pages", type=int, default=12, metavar="N")
    options.add_argument("--jobs", default="", metavar="N")
    options.add_argument("--repeat", type=int, default=1, metavar="N")
    arguments = options.parse_args()
    with tempfile.TemporaryDirectory() as made:
        for suffix in formats():
            folder = Path(made) / suffix
            pages = make(folder, suffix, arguments.documents, arguments.pages)
            measure(suffix, folder, pages, arguments.jobs, arguments.repeat)
    for folder in arguments.folders:
        measure(str(folder), folder, 0, arguments.jobs, arguments.repeat)


if __name__ == "__main__":
    main()
