"""Where the versions of one document differ: what each language cites beside English, and how fast it is.

    python benchmarks/languages.py FOLDER [--show N] [--pinpoints N]

FOLDER has a folder for each language (`en/`, `fr/` …) with texts, named alike up to the last hyphen. Of the
documents that all have, it prints how many instruments both versions cite; where one is cited equally often,
how many relations agree, and how many of its pinpoints are the same, in any order; megabytes a second against
English; and the first N differences in instruments, and in pinpoints.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import unxref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unxref.citations.model import Pinpoint

ENGLISH = "en"


class Version(NamedTuple):
    """What one version of a document cites."""

    cited: dict[str, list[str | None]]
    """Instrument -> the relations of its citations, in order."""
    pinpoints: dict[str, list[str]]
    """Instrument -> the parts of it that are cited; empty where it is cited as a whole."""
    size: int
    seconds: float


def read(path: Path) -> Version:
    """Read a version of a document."""
    document = unxref.read(str(path))
    cited: defaultdict[str, list[str | None]] = defaultdict(list)
    pinpoints: defaultdict[str, list[str]] = defaultdict(list)
    begin = time.process_time()
    for citation in unxref.extract(document):
        if citation.id:
            cited[citation.id].append(citation.relation)
            pinpoints[citation.id].append(spelled(citation.pinpoint))
    return Version(dict(cited), dict(pinpoints), path.stat().st_size, time.process_time() - begin)


def spelled(pinpoint: Pinpoint | None) -> str:
    """Return the parts of a pinpoint in one line."""
    return ", ".join(f"{part.unit} {part.value}".rstrip() for part in pinpoint.parts) if pinpoint else ""


def versions(folder: Path) -> dict[str, dict[str, Version]]:
    """Return by language the versions of the documents that every language has."""
    paths = {
        language.name: {path.stem.rpartition("-")[0]: path for path in sorted(language.glob("*.txt"))}
        for language in sorted(folder.iterdir())
        if language.is_dir()
    }
    shared = [name for name in paths[ENGLISH] if all(name in found for found in paths.values())]
    for (
        found
    ) in paths.values():  # what is made of the tables of a language is made once, however much text follows
        for name in shared:
            read(found[name])
    return {code: {name: read(found[name]) for name in shared} for code, found in paths.items()}


def speed(found: dict[str, Version]) -> float:
    """Return bytes a second of a processor."""
    return sum(v.size for v in found.values()) / sum(v.seconds for v in found.values())


def compared(one: Version, other: Version) -> list[bool]:
    """Tell of each citation whether its relation is the same, where both cite an instrument equally often."""
    pairs = [(one.cited[id], other.cited[id]) for id in one.cited.keys() & other.cited.keys()]
    alike = [(a, b) for a, b in pairs if len(a) == len(b)]
    return [left == right for a, b in alike for left, right in zip(a, b, strict=True)]


def pinned(one: Version, other: Version) -> dict[str, tuple[Counter[str], Counter[str]]]:
    """Return by instrument the pinpoints of two versions that cite it equally often, if there are any."""
    pairs = {
        id: (Counter(one.pinpoints[id]), Counter(other.pinpoints[id]))
        for id in sorted(one.pinpoints.keys() & other.pinpoints.keys())
        if len(one.pinpoints[id]) == len(other.pinpoints[id])
    }
    return {id: (a, b) for id, (a, b) in pairs.items() if a.keys() | b.keys() != {""}}


def same_pinpoints(pairs: Iterable[tuple[Counter[str], Counter[str]]]) -> tuple[int, int]:
    """Return how many pinpoints two versions share, and how many there are."""
    shared = every = 0
    for one, other in pairs:
        both = (one & other).total() - (one & other)[""]
        shared += both
        every += one.total() - min(one[""], other[""])
    return shared, every


def disagreements(name: str, code: str, english: Version, other: Version) -> list[str]:
    """Say which pinpoints of an instrument only one of two versions has."""
    return [
        f"  {name}: {id}: {say(a - b)} in English, {say(b - a)} in {code}"
        for id, (a, b) in pinned(english, other).items()
        if a != b
    ]


def say(pinpoints: Counter[str]) -> str:
    """Return pinpoints in one line."""
    return " | ".join(pinpoint or "none" for pinpoint in sorted(pinpoints.elements()))


def differences(name: str, code: str, english: Version, other: Version) -> list[str]:
    """Say which instruments only one of two versions cites."""
    only = [(id, "English") for id in sorted(english.cited.keys() - other.cited.keys())]
    only += [(id, code) for id in sorted(other.cited.keys() - english.cited.keys())]
    return [f"  {name}: {id} in {where} only" for id, where in only]


def main() -> None:
    """Read all, and print a line a language."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0, metavar="N")
    parser.add_argument("--pinpoints", type=int, default=0, metavar="N")
    options = parser.parse_args()
    every = versions(options.folder)
    english = every.pop(ENGLISH)
    for code, found in every.items():
        both = sum(len(english[name].cited.keys() & version.cited.keys()) for name, version in found.items())
        same = [alike for name, version in found.items() for alike in compared(english[name], version)]
        rest = [line for name, v in found.items() for line in differences(name, code, english[name], v)]
        agreement = f"relations {sum(same) / max(len(same), 1):.3f} of {len(same)}"
        ratio = f"{speed(found) / speed(english):.2f} of the speed of English"
        pairs = [pair for name, v in found.items() for pair in pinned(english[name], v).values()]
        shared, total = same_pinpoints(pairs)
        pinpoints = f"pinpoints {shared / max(total, 1):.3f} of {total}"
        print(f"{code}: {both} instruments in both, {len(rest)} in one; {agreement}; {pinpoints}; {ratio}")
        parts = [line for name, v in found.items() for line in disagreements(name, code, english[name], v)]
        for line in rest[: options.show] + parts[: options.pinpoints]:
            print(line)


if __name__ == "__main__":
    main()
