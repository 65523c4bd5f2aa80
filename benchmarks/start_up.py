"""How long a command takes to start, against Python's own start-up in the same run.

    python benchmarks/start_up.py

Each command is run twenty times in turn; prints the median wall time of each and what it adds to
`python -c pass`.
"""

import statistics
import subprocess
import sys
import time

COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "unxref --version": [sys.executable, "-m", "unxref", "--version"],
    "unxref --help": [sys.executable, "-m", "unxref", "--help"],
    "unxref extract - (one citation)": [sys.executable, "-m", "unxref", "extract", "-"],
}
TEXT = b"General Assembly resolution 74/174"


def main() -> None:
    times = {name: list[float]() for name in COMMANDS}
    for _ in range(20):
        for name, command in COMMANDS.items():
            begin = time.perf_counter()
            subprocess.run(command, input=TEXT, capture_output=True, check=True)
            times[name].append(time.perf_counter() - begin)
    python = statistics.median(times["python -c pass"])
    for name, measured in times.items():
        median = statistics.median(measured)
        more = (median - python) * 1000
        print(f"{name:34s} {median * 1000:6.0f} ms   +{more:.0f} ms   {median / python:.1f} times Python")


if __name__ == "__main__":
    main()
