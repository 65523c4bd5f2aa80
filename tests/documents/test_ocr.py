"""Scans become text through the programs that are installed, and through some that misbehave."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from scans import joined, scanned
from typeset import Page, Sheet, pdf, typeset

from unxref.documents import ocr
from unxref.documents.ocr import lacking
from unxref.documents.pdf import read_pdf
from unxref.documents.read import UnreadableDocument, read_bytes

PARAGRAPHS = [
    "The General Assembly,",
    "Recalling its resolution 70/1 of 25 September 2015, and Security Council resolution 1325 (2000),",
    "1. Reaffirms its resolution 71/5;",
]
PRINTED = pdf(typeset(PARAGRAPHS, {}, Sheet(size=14, width=60)))
TESSERACT = shutil.which("tesseract")
OCRMYPDF = shutil.which("ocrmypdf")
needs_tesseract = pytest.mark.skipif(
    not TESSERACT or lacking("en") is not None, reason="tesseract is not installed, or has no English"
)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, the only one in which programs are looked for."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def install(folder: Path, name: str, script: str) -> None:
    """A program that has English, and does what the script says with a page."""
    program = folder / name
    program.write_text(
        f'#!/bin/sh\n[ "$1" = --list-langs ] && echo eng && exit\n{script}\n', encoding="utf-8"
    )
    program.chmod(0o755)


def words(text: str) -> str:
    return " ".join(text.split())


@needs_tesseract
@pytest.mark.parametrize("turned", [0, 1.5, -1.5])
def test_a_scan_is_read_with_tesseract_alone(programs: Path, turned: float) -> None:
    (programs / "tesseract").symlink_to(str(TESSERACT))
    document = read_pdf("a.pdf", scanned(PRINTED, turned), "en")
    lines = [line for line in document.text.splitlines() if line.strip()]
    assert lines == [line for line in read_pdf("a.pdf", PRINTED).text.splitlines() if line.strip()]


@needs_tesseract
@pytest.mark.skipif(not OCRMYPDF, reason="ocrmypdf is not installed")
def test_a_scan_is_read_with_ocrmypdf(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise AssertionError("tesseract was asked")

    monkeypatch.setattr(ocr, "_by_tesseract", forbidden)
    document = read_bytes("a.pdf", scanned(PRINTED), "en")
    assert words(document.text) == words(" ".join(PARAGRAPHS))


@needs_tesseract
def test_pages_that_have_text_keep_it(programs: Path) -> None:
    (programs / "tesseract").symlink_to(str(TESSERACT))
    first = Page()
    first.write(90, 700, "Rcsolution 71/S")
    data = joined(pdf([first]), scanned(PRINTED), pdf([Page()]))
    document = read_pdf("a.pdf", data, "en")
    assert document.text.startswith("Rcsolution 71/S\n\f")
    assert "Security Council resolution 1325 (2000)," in words(document.text)
    assert document.page(document.text.index("1325")) == 2
    assert read_pdf("a.pdf", data).text.startswith("Rcsolution 71/S\n")


@needs_tesseract
def test_a_page_on_which_nothing_is_printed(programs: Path) -> None:
    (programs / "tesseract").symlink_to(str(TESSERACT))
    with pytest.raises(UnreadableDocument, match="holds no text that can be recognised"):
        read_pdf("a.pdf", pdf([Page()]), "en")


def test_what_is_lacking_is_said(programs: Path) -> None:
    with pytest.raises(UnreadableDocument, match="install tesseract"):
        read_pdf("a.pdf", scanned(PRINTED), "en")
    assert read_pdf("a.pdf", PRINTED, "en").text  # nothing needs to be recognised
    install(programs, "tesseract", "")
    assert lacking("en") is None
    assert lacking("fr") == "tesseract has no data for the language fr, install its fra"
    assert "no data for the language xx" in str(lacking("xx"))


def test_a_program_that_does_not_end_is_killed(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_SECONDS", 0.5)
    install(programs, "tesseract", "/bin/sleep 60")
    begun = time.monotonic()
    with pytest.raises(UnreadableDocument, match="takes too long"):
        read_pdf("a.pdf", scanned(PRINTED), "en")
    assert time.monotonic() - begun < 20


def test_a_program_that_fails_leaves_the_page_without_text(programs: Path) -> None:
    install(programs, "tesseract", "exit 1")
    with pytest.raises(UnreadableDocument, match="no text that can be recognised"):
        read_pdf("a.pdf", scanned(PRINTED), "en")


def test_what_ocrmypdf_refuses_tesseract_is_given(programs: Path) -> None:
    made = programs / "made.pdf"
    made.write_bytes(PRINTED)
    install(programs, "ocrmypdf", "exit 2")
    install(programs, "tesseract", f"/bin/cat {made}")
    assert "1325 (2000)" in read_pdf("a.pdf", scanned(PRINTED), "en").text
    page = Page()
    page.write(90, 700, "From the other")
    made.write_bytes(pdf([page]))
    install(programs, "ocrmypdf", f'for last; do :; done; /bin/cp {made} "$last"')
    assert read_pdf("a.pdf", scanned(PRINTED), "en").text == "From the other\n"
