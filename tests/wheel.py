"""Look into a built wheel: one top-level package, with the data files that the program reads."""

import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main(wheel: str) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info" not in name.split("/")[0]}
    if tops != {"unxref"}:
        sys.exit(f"the wheel holds {sorted(tops)}, not unxref alone")
    data = {
        f"unxref/{path.relative_to(ROOT).as_posix()}"
        for room in ("citations", "documents", "graph", "instruments", "resolvers")
        for pattern in ("*.csv", "*.toml", "web/*")
        for path in (ROOT / room).glob(pattern)
    } | {"unxref/py.typed"}
    if missing := sorted(data - set(names)):
        sys.exit(f"the wheel lacks {missing}")
    if tests := [name for name in names if name.startswith("unxref/tests/")]:
        sys.exit(f"the wheel holds tests: {tests[:3]}")
    sys.stdout.write(f"{Path(wheel).name}: {len(names)} files, {len(data)} of them data\n")


if __name__ == "__main__":
    main(sys.argv[1])
