"""Pages without text become text: what is printed on them is recognised by a program that is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .metadata import of_tesseract
from .model import UnreadableDocument
from .pdfium import read_pages, render_pages
from .programs import run

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from .pdfium import Glyph


def lacking(language: str) -> str | None:
    """Return what is missing to recognise a language, an ISO 639-1 code, in words; None for nothing."""
    program, data = shutil.which(_TESSERACT), of_tesseract(language)
    if program is None:  # ocrmypdf calls it, too
        return "no program is there that recognises text, install tesseract, and ocrmypdf for turned pages"
    if data is None or data not in _installed(program):
        return f"tesseract has no data for the language {language}, install its {data or 'data'}"
    return None


def recognise(data: bytes, pages: Collection[int], language: str) -> Iterator[tuple[int, list[Glyph]]]:
    """Yield the characters that are recognised on pages of a PDF, with the number of each page, from 0 on.

    ocrmypdf does it where it is installed and can, since it sets turned pages right; else
    tesseract alone. Raises UnreadableDocument where a program or its data are missing, or it takes too long.
    """
    if cause := lacking(language):
        raise UnreadableDocument(f"has pages without text, and {cause}")
    code = of_tesseract(language) or ""
    until = time.monotonic() + min(_LONGEST, _SECONDS * (len(pages) + 1))
    if program := shutil.which(_OCRMYPDF):
        whole = _by_ocrmypdf(program, data, pages, code, until)
        if whole is not None:
            yield from ((n, page) for n, page in enumerate(read_pages(whole)) if n in pages)
            return
    yield from _by_tesseract(data, pages, code, until)


_TESSERACT, _OCRMYPDF = "tesseract", "ocrmypdf"
_SECONDS, _LONGEST = 60.0, 3_600.0
"""What a page may take, and all of a document; tesseract takes about five for a page that is full of text."""
_HOW = ("--quiet", "--skip-text", "--rotate-pages", "--pdf-renderer", "sandwich")
_PLAIN = ("--output-type", "pdf", "--optimize", "0", "--jobs", "1")
"""The text is all that is wanted: no archive format, no smaller images."""


def _by_ocrmypdf(program: str, data: bytes, pages: Collection[int], code: str, until: float) -> bytes | None:
    """Return the PDF with text on those pages; None where the program refuses it, as it does signed ones."""
    with tempfile.TemporaryDirectory(prefix="unxref-", ignore_cleanup_errors=True) as folder:
        file, made = Path(folder) / "scan.pdf", Path(folder) / "text.pdf"
        file.write_bytes(data)
        numbers = ",".join(str(n + 1) for n in sorted(pages))
        command = [program, *_HOW, *_PLAIN, "--pages", numbers, "--language", code, str(file), str(made)]
        return made.read_bytes() if run(command, until - time.monotonic()) and made.is_file() else None


def _by_tesseract(
    data: bytes, pages: Collection[int], code: str, until: float
) -> Iterator[tuple[int, list[Glyph]]]:
    """Recognise page by page: each is drawn, and comes back as a PDF of its text alone."""
    program = shutil.which(_TESSERACT) or _TESSERACT
    with tempfile.TemporaryDirectory(prefix="unxref-", ignore_cleanup_errors=True) as folder:
        for number, image, dots in render_pages(data, pages):
            made = Path(folder) / "page.pdf"
            command = [program, "stdin", "stdout", "--dpi", f"{dots:.0f}", "-l", code]
            seconds = min(_SECONDS, until - time.monotonic())
            if run([*command, "-c", "textonly_pdf=1", "pdf"], seconds, given=image, said=made):
                yield from ((number, page) for page in read_pages(made.read_bytes()))


@cache
def _installed(program: str) -> frozenset[str]:
    """Return the languages for which tesseract has data, by its own codes."""
    asked = subprocess.run([program, "--list-langs"], capture_output=True, check=False, timeout=_SECONDS)
    return frozenset(asked.stdout.decode("utf-8", "replace").split())
