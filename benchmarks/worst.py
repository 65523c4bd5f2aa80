"""The slowest texts that can be found: whether any costs more than its length tells.

    python benchmarks/worst.py [--minutes M] [--characters N] [--seed N] [--show N]

Units made at random of what the grammar looks for (its own words, numbers, brackets, commas, `Ibid.`,
digits) are repeated to N characters (default: 30,000; 250,000 makes single lines of a megabyte) and to four
times that. Prints the units whose cost per character grew most from the small text to the large one (1.0:
linear time; 4.0: quadratic), and those that cost most, each as a multiple of the example's cost per
character in the same run. Finding the notes and the tables is part of the work.
"""

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from unxref.citations.extract import extract
from unxref.citations.language import language
from unxref.documents.aligned import find_cells
from unxref.documents.model import Document
from unxref.documents.notes import find_notes
from unxref.instruments.bodies import bodies
from unxref.instruments.table import named

TIMES = 4
# A unit is tried again, more carefully, before it is called slow.
SUSPECT = 1.5

PIECES = [
    "1", "12", "74/174", "74/", "/", "217 A (III)", "1325 (2000)", "(2000)", " and ", ", ", "; ", "(", ")",
    "((", "[", "“", "”", ".", "Ibid., ", "ibid.", "vol. ", "No. ", "vol. 1577, No. 27531", "S/", "A/",
    "A/74/1", "/Add.1", "I", "A/74/1 and Add.1", "Corr.1 and 2", "resolution ", "resolutions ", "decision ",
    "its ", "the ", "of ", "to ", "A", "para. 1", "paras. ", "annex, ", "chap. I, sect. ", " ", "\n",
    "\n\n", "\t", "\f", "-", "–", "\u00a0", "\u00ad", "a", "XX", "S-", "é", "1 ", "\n1 ", "\n12 Ibid.\n",
    "8/1234", "the Convention ", "thereto ", "that protocol ", "entitled “", "on the ", "18 December 2019",
    "18 ", " December ", "respectively", "Nos. 1–50, ", "supra note 1",
    "   ", "\n70/1   ", "General Assembly resolutions\n\n", "   1325   ",
    "\n\nResolution   Title\n", "   Security Council\n",
]  # fmt: skip


class Trial(NamedTuple):
    """One unit, and the seconds a character that its small and its large text took."""

    unit: str
    small: float
    large: float

    @property
    def growth(self) -> float:
        return self.large / self.small


def words() -> list[str]:
    """What the tables hold: names, heads, openings, bodies."""
    english = language("en")
    printed = [*english.units, *english.heads, *english.fillers, *english.openings.then]
    printed += english.words["back"]["nouns"]
    printed += [name for body in bodies().values() for name in (body.name, *body.acronyms)]
    printed += [instrument.name for instrument in named().values()]
    return [word + " " for word in printed]


def units(rng: random.Random) -> Iterator[str]:
    """Yield every piece alone, then random units without end."""
    table = words()
    yield from PIECES
    while True:
        count = rng.choice((1, 2, 2, 3, 3, 4, 5, 8))
        yield "".join(rng.choice(PIECES if rng.random() < 0.75 else table) for _ in range(count))


def cost(text: str) -> float:
    """Return the processor seconds a character that a text takes, its notes included."""
    begin = time.process_time()
    for _ in extract(Document("worst", text, notes=find_notes(text), cells=find_cells(text))):
        pass
    return (time.process_time() - begin) / len(text)


def tried(unit: str, characters: int) -> Trial:
    small = unit * (characters // len(unit) + 1)
    trial = Trial(unit, cost(small), cost(small * TIMES))
    if trial.growth > SUSPECT:
        again = range(3)
        trial = Trial(unit, min(cost(small) for _ in again), min(cost(small * TIMES) for _ in again))
    return trial


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--characters", type=int, default=30_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=8)
    arguments = parser.parse_args()
    example = (Path(__file__).parents[1] / "examples" / "draft_resolution.txt").read_text(encoding="utf-8")
    cost(example)
    ordinary = min(cost(example * 10) for _ in range(3))
    trials: list[Trial] = []
    end = time.monotonic() + 60 * arguments.minutes
    for unit in units(random.Random(arguments.seed)):
        if time.monotonic() > end:
            break
        trials.append(tried(unit, arguments.characters))
    print(f"{len(trials)} units; the example takes {ordinary * 1e6:.2f} microseconds a character")
    print("grew most    per character, as a multiple of the example's")
    for trial in sorted(trials, key=lambda t: -t.growth)[: arguments.show]:
        print(f"  x{trial.growth:5.2f}    {trial.large / ordinary:6.1f}   {trial.unit!r}")
    print("cost most")
    for trial in sorted(trials, key=lambda t: -t.large)[: arguments.show]:
        print(f"  x{trial.growth:5.2f}    {trial.large / ordinary:6.1f}   {trial.unit!r}")


if __name__ == "__main__":
    main()
