"""Run the README's first two commands as a newcomer would: in a copy of what git tracks, with only Python."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def commands() -> list[str]:
    """The lines of the README's first shell block."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```sh\n(.*?)```", text, re.DOTALL)
    if block is None:
        sys.exit("README.md has no shell block")
    return block.group(1).strip().splitlines()


def main() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    with tempfile.TemporaryDirectory() as folder:
        for name in filter(None, tracked.split("\0")):
            if (ROOT / name).is_file():
                target = Path(folder, name)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, target)
        first_two = commands()[:2]
        if len(first_two) < 2:
            sys.exit("README.md's first shell block has fewer than two commands")
        for command in first_two:
            sys.stdout.write(f"$ {command}\n")
            sys.stdout.flush()
            subprocess.run(["bash", "-c", command], cwd=folder, check=True)


if __name__ == "__main__":
    main()
