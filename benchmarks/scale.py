"""What reading a library of documents would cost, from measured figures; every figure can be replaced.

    python benchmarks/scale.py [--files 1000000] [--pages 10] [--pdf-pages-a-second 33] …

Nothing is measured here: `docs/scale.md` says how each default was measured, or from what it is estimated.
"""

from __future__ import annotations

import argparse

FIGURES = {
    "files": (1_000_000, "files to read"),
    "pages": (10, "pages of a file (estimated)"),
    "citations": (40, "citations of a file"),
    "pdf-pages-a-second": (33, "pages of PDF that a core reads in a second"),
    "scans": (0.4, "share of files that are scans (estimated)"),
    "without-text": (0.25, "share of the scans without a text layer (estimated)"),
    "recognition-seconds": (2.0, "seconds of a core to recognise a page"),
    "efficiency": (0.9, "share of a core's time that is spent on reading"),
    "client-ms": (0.8, "milliseconds of the client for a file read on a cluster"),
    "scheduler-ms": (0.6, "milliseconds of the scheduler for such a file"),
    "file-kb": (370, "kilobytes of a file"),
    "kept-bytes": (560, "bytes that the cache keeps for a citation"),
    "jsonl-bytes": (522, "bytes of a citation as JSON Lines"),
    "parquet-bytes": (25, "bytes of a citation as Parquet"),
    "instruments": (300_000, "distinct instruments that are cited (estimated)"),
    "in-catalogue": (0.5, "share of them that the local catalogue holds (estimated)"),
    "asked-again": (
        0.1,
        "share of them that a batch does not answer and that are asked for singly (estimated)",
    ),
    "batch": (33, "instruments in a request"),
}
HOUR, DAY = 3600, 86_400


def main() -> None:
    """Calculate and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name, (value, what) in FIGURES.items():
        options.add_argument(f"--{name}", type=type(value), default=value, help=f"{what}; default {value}")
    given = options.parse_args()
    _print_reading(given)
    _print_lookups(given)
    _print_disk(given)


def _print_reading(given: argparse.Namespace) -> None:
    scanned = given.scans * given.without_text
    pages = given.files * given.pages * (1 - scanned)
    seconds = pages / given.pdf_pages_a_second
    recognised = given.files * given.pages * scanned * given.recognition_seconds
    print(f"pages with text      {pages / 1e6:10.1f} million, {seconds / HOUR:.0f} hours of a core")
    print(f"recognition besides  {recognised / HOUR:10.0f} hours of a core")
    for name, cores in (("2 cores", 2), ("32 cores", 32), ("10 x 32 cores", 320)):
        usable = cores * given.efficiency * HOUR
        print(f"{name:20} {seconds / usable:10.1f} hours, {recognised / usable:.1f} more with recognition")
    for name in ("client", "scheduler"):
        hours = given.files * getattr(given, f"{name}_ms") / 1000 / HOUR
        print(f"the {name + ' alone':16} {hours:10.2f} hours: no cluster is faster")


def _print_lookups(given: argparse.Namespace) -> None:
    asked = given.instruments * (1 - given.in_catalogue)
    for name, count in (("from nothing", given.instruments), ("with a catalogue", asked)):
        batches = count / given.batch + count * given.asked_again
        print(
            f"lookups {name:16} singly {count:9,.0f} requests, {count / DAY:5.1f} days;"
            f" in batches {batches:9,.0f}, {batches / DAY:5.1f} days (one request a second)"
        )


def _print_disk(given: argparse.Namespace) -> None:
    citations = given.files * given.citations
    print(f"files                {given.files * given.file_kb / 1e6:10.0f} GB, fetched once")
    for name in ("kept", "jsonl", "parquet"):
        print(f"{name:20} {citations * getattr(given, f'{name}_bytes') / 1e9:10.1f} GB")


if __name__ == "__main__":
    main()
