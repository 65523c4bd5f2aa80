"""How fast each format is read, on documents made for it, and how much memory reading takes.

    python benchmarks/formats.py [PATH...] [--pages N]

Each format is measured on the same generated text of N pages (default: 200), notes at the foot of each;
files given as PATH are measured besides. Prints pages and megabytes (of the file) per second of processor
time, the best of three, and the memory that the process reached.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from unxref.documents.pdf import read_pdf
from unxref.documents.text import read_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from unxref.documents.model import Document

HELPERS = Path(__file__).parents[1] / "tests" / "documents"
PARAGRAPH = (
    "Recalling its resolutions 70/1^{a}^ of 25 September 2015 and 74/174 of 18 December 2019, and the "
    "report of the Secretary-General,^{b}^ in which documents are asked to say what they cite, and stressing "
    "that whoever is bound by a text must be able to find it, in whatever format it was published,"
)
A_PAGE = 10
"""So many such paragraphs, each with two notes, fill a page and a little more."""


def made_pdf(pages: int) -> bytes:
    """Return a PDF of about so many pages."""
    typesetting = import_module("typeset")
    count = pages * A_PAGE
    paragraphs = [PARAGRAPH.format(a=n % 999, b=(n + 1) % 999) for n in range(1, 2 * count, 2)]
    notes = {str(n): f"A/70/{n}, annex, para. {n % 30}." for n in range(1, 999)}
    return typesetting.pdf(typesetting.typeset(paragraphs, notes)[:pages])


def made_text(pages: int) -> bytes:
    """Return the same as plain text, its pages parted by form feeds."""
    return read_pdf("made", made_pdf(pages)).text.encode()


def measure(name: str, read: Callable[[str, bytes], Document], data: bytes) -> None:
    """Print how fast one document is read."""
    document = read(name, data)
    times: list[float] = []
    for _ in range(3):
        begin = time.process_time()
        read(name, data)
        times.append(time.process_time() - begin)
    seconds, pages = min(times), len(document.pages)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name[-40:]:40} {pages:5} pages {len(data) / 1e6:7.2f} MB {pages / seconds:8.1f} pages/s"
        f" {len(data) / 1e6 / seconds:7.2f} MB/s {len(document.text) / 1e6 / seconds:6.2f} M characters/s"
        f"   memory {memory:.0f} MB"
    )


def main() -> None:
    """Measure and print."""
    sys.path.append(str(HELPERS))
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    options.add_argument("--pages", type=int, default=200, metavar="N")
    arguments = options.parse_args()
    measure("text", read_text, made_text(arguments.pages))
    measure("PDF", read_pdf, made_pdf(arguments.pages))
    for path in arguments.paths:
        measure(str(path), read_pdf if path.suffix == ".pdf" else read_text, path.read_bytes())


if __name__ == "__main__":
    main()
