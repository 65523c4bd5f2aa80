"""How fast the grammar reads, against a bare regular expression over the same text in the same run.

    python benchmarks/extract.py [FOLDER] [--megabytes N]

FOLDER holds plain texts (default: `examples/`); they are repeated to N megabytes (default: 5). Prints the
speed of `extract` in one process, of `re.finditer` for numbers such as 74/174, their ratio, and peak memory.
"""

import argparse
import re
import resource
import time
from collections.abc import Callable
from pathlib import Path

from unxref.citations.extract import extract
from unxref.documents.aligned import find_cells
from unxref.documents.model import Document
from unxref.documents.notes import find_notes

NUMBER = re.compile(r"\d{1,4}/\d{1,4}")


def seconds(work: Callable[[], int]) -> tuple[float, int]:
    """Processor time of the work, the best of three, and what it counted."""
    times = list[float]()
    count = 0
    for _ in range(3):
        begin = time.process_time()
        count = work()
        times.append(time.process_time() - begin)
    return min(times), count


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[1] / "examples")
    parser.add_argument("--megabytes", type=float, default=5)
    arguments = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(arguments.folder.rglob("*.txt"))]
    size = sum(map(len, texts))
    texts *= max(1, round(arguments.megabytes * 1e6 / size))
    size = sum(map(len, texts))

    documents = [
        Document("benchmark", text, notes=find_notes(text), cells=find_cells(text)) for text in texts
    ]
    notes, _ = seconds(lambda: sum(len(find_notes(text)) for text in texts))
    grammar, citations = seconds(lambda: sum(1 for document in documents for _ in extract(document)))
    bare, numbers = seconds(lambda: sum(1 for text in texts for _ in NUMBER.finditer(text)))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(texts)} texts, {size / 1e6:.1f} million characters")
    print(f"footnotes   {size / 1e6 / notes:8.2f} M/s")
    each = grammar / citations * 1e6
    print(
        f"extract     {size / 1e6 / grammar:8.2f} M/s   {citations} citations, {each:.0f} microseconds each"
    )
    print(f"bare regex  {size / 1e6 / bare:8.2f} M/s   {numbers} numbers")
    print(f"extract is {bare / grammar:.3f} of the bare expression's speed; peak memory {memory:.0f} MB")


if __name__ == "__main__":
    main()
