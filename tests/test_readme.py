"""The README says what the program does: its example is what the first command prints without a network."""

import os
import re
import subprocess
import sys
from pathlib import Path

import unxref

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_example_is_printed_as_shown(tmp_path: Path) -> None:
    shown = re.search(r"```\n(draft_resolution\.txt\n.*?)```", README, re.DOTALL)
    assert shown
    services = ("undl", "metadata", "ods", "treaties")
    nowhere = {f"UNXREF_{name.upper()}_URL": f"http://{name}.invalid" for name in services}
    plain = {k: v for k, v in os.environ.items() if k != "COLUMNS" and not k.startswith("UNXREF_")}
    done = subprocess.run(
        [sys.executable, "-m", "unxref", "graph", "-f", "tree", "examples/draft_resolution.txt"],
        cwd=ROOT,
        env={**plain, **nowhere, "UNXREF_CACHE_DIR": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    printed = (done.stdout + done.stderr).splitlines()
    missing = [line for line in shown.group(1).splitlines() if line != "…" and line not in printed]
    assert missing == []


def test_the_python_example_names_what_there_is() -> None:
    names = set(re.findall(r"unxref\.(\w+)\(", README))
    assert names == {"read", "extract", "look_up", "build_graph"}
    assert names <= set(unxref.__all__)
