"""Hostile files: each costs bounded time and memory, and one clear line, or is read right."""

import io
import resource
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from typeset import Page, assemble, pdf
from wordfile import NAMESPACES, p, packed, wordfile

MEMORY, SECONDS = 1_500_000_000, 60
"""Of address space and of a processor: a command that takes more is killed, and the test fails."""
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
KIDS = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >>"


def page() -> Page:
    made = Page()
    made.write(90, 700, "Resolution 70/1")
    return made


def stream(content: bytes, head: bytes = b"") -> bytes:
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (head, len(content), content)


def form(number: int, content: bytes) -> bytes:
    drawn = b"/Resources << /XObject << /X %d 0 R >> %b >>" % (number, FONT)
    return stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] " + drawn)


def drawing(*forms: bytes) -> bytes:
    leaf = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        b" /Resources << /XObject << /X 5 0 R >> >> >>"
    )
    return assemble([CATALOGUE, KIDS, leaf, stream(b"/X Do"), *forms])


def forms_that_draw_ten_others() -> bytes:
    says = form(99, b"BT /F 12 Tf 90 700 Td (Resolution 70/1) Tj ET")
    return drawing(*(form(6 + n, b"/X Do " * 10) for n in range(25)), says)


def a_form_that_draws_itself() -> bytes:
    return drawing(form(5, b"/X Do /X Do "))


def a_content_again_and_again() -> bytes:
    content = stream(b"BT /F 12 Tf 90 700 Td (Resolution 70/1) Tj ET " * 2_000)
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents [%b] /Resources << %b >> >>"
    return assemble([CATALOGUE, KIDS, leaf % (b"4 0 R " * 200_000, FONT), content])


def a_form_in_a_form() -> bytes:
    return drawing(form(6, b"/X Do"), form(99, b"BT /F 12 Tf 90 700 Td (Resolution 70/1) Tj ET"))


def a_huge_picture() -> bytes:
    dots = zlib.compress(bytes(90_000_000))
    head = (
        b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8"
        b" /ColorSpace /DeviceGray /Filter /FlateDecode"
    )
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> %b >> >>"
    says = b"q 600 0 0 800 0 0 cm /X Do Q BT /F 12 Tf 90 700 Td (Resolution 70/1) Tj ET"
    return assemble([CATALOGUE, KIDS, leaf % FONT, stream(says), stream(dots, head)])


def cross_references_in_a_circle() -> bytes:
    whole = pdf([page()])
    at = int(whole[whole.rfind(b"startxref") + 9 :].split()[0])
    trailer = b"trailer\n<< /Size 12 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (at, at)
    return whole[: whole.rfind(b"trailer")] + trailer


def a_tree_of_itself() -> bytes:
    return assemble([CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2000000000 >>"])


def laughs(root: str, inside: str) -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    return f"<!DOCTYPE {root} [{entities}]>{inside}"


def word(text: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(wordfile(p("a")))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return packed({**files, "word/document.xml": text.encode()})


def two_gigabytes_of_word() -> bytes:
    with zipfile.ZipFile(io.BytesIO(wordfile(p("a")))) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if name != "word/document.xml"}
    buffer = io.BytesIO(packed(files))
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        part.write(f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>".encode())
        for _ in range(2_000):
            part.write(b"A" * 1_000_000)
    return buffer.getvalue()


def bomb() -> bytes:
    return zipped({"a.txt": b"0" * 150_000_000})


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, held in files.items():
            archive.writestr(name, held)
    return buffer.getvalue()


LAUGHS = f'<w:document {NAMESPACES}><w:body><w:p><w:r><w:t xml:space="preserve">&l11;</w:t></w:r></w:p></w:body></w:document>'
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "forms.pdf": (forms_that_draw_ten_others, "unfolds to too much"),
    "itself.pdf": (a_form_that_draws_itself, "unfolds to too much"),
    "again.pdf": (a_content_again_and_again, "unfolds to too much"),
    "tree.pdf": (a_tree_of_itself, "is no whole PDF, or a damaged one"),
    "pages.pdf": (lambda: pdf([page()] * 10_000), "too long (10,000 pages, at most 3,000 are read)"),
    "encrypted.pdf": (
        lambda: pdf([page()], password="x"),
        "is encrypted, make a copy without a password first",
    ),
    "laughs.docx": (
        lambda: word(laughs("w:document", LAUGHS)),
        "the Word file is damaged: word/document.xml",
    ),
    "laughs.xml": (
        lambda: laughs("akomaNtoso", "<akomaNtoso><p>&l11;</p></akomaNtoso>").encode(),
        "broken XML",
    ),
    "large.docx": (two_gigabytes_of_word, "the Word file is damaged: word/document.xml"),
    "old.docx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000),
        "an Office file of before 2007, but no Word file",
    ),
    "sheet.docx": (lambda: zipped({"xl/workbook.xml": b"<a/>"}), "no Word file, though packed like one"),
    "binary.txt": (lambda: b"\x7fELF" + bytes(range(256)) * 1_000, "not text"),
    "line.txt": (lambda: b"a" * 99_000_000, "too long (over 20 million characters), split it first"),
    "larger.txt": (lambda: b"a" * 100_000_001, "too large (over 100 MB)"),
    "deep.html": (
        lambda: b"<html>" + b"<div>" * 1_000_000 + b"A/70/1",
        "elements within elements without end",
    ),
    "bomb.zip": (bomb, "too large (over 100 MB)"),
}
READ: dict[str, Callable[[], bytes]] = {
    "form.pdf": a_form_in_a_form,
    "picture.pdf": a_huge_picture,
    "circle.pdf": cross_references_in_a_circle,
    "html.pdf": lambda: b"<!doctype html><html><p>Resolution 70/1</html>",
    "pdf.docx": lambda: pdf([page()]),
    "pdf.html": lambda: pdf([page()]),
    "docx.txt": lambda: wordfile(p("Resolution 70/1")),
    "text.docx": lambda: b"Resolution 70/1",
    "laughs.html": lambda: laughs("html", "<html><p>&l11; Resolution 70/1").encode(),
    "attribute.html": lambda: b'<html><p title="' + b"x" * 30_000_000 + b'">Resolution 70/1',
    "attributes.html": lambda: (
        b"<html><p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">Resolution 70/1"
    ),
}


def run(path: Path, data: bytes) -> tuple[int, str, list[str]]:
    """Extract within bounds; return the exit code, what came, and the lines on standard error."""
    path.write_bytes(data)
    command = [
        sys.executable,
        "-m",
        "unxref",
        "extract",
        "--no-cache",
        "--jobs",
        "1",
        "-f",
        "jsonl",
        path.name,
    ]

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    done = subprocess.run(
        command, cwd=path.parent, capture_output=True, text=True, preexec_fn=limit, check=False
    )
    return done.returncode, done.stdout, done.stderr.splitlines()


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_one_line(name: str, tmp_path: Path) -> None:
    make, cause = REFUSED[name]
    code, out, said = run(tmp_path / name, make())
    assert (code, out, len(said)) == (3, "", 2), said
    assert said[0].startswith(f"unxref: {name}")
    assert cause in said[0]


@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_is_read_right(name: str, tmp_path: Path) -> None:
    code, out, said = run(tmp_path / name, READ[name]())
    assert (code, len(said)) == (0, 1), said
    assert out.count("\n") == 1
    assert '"id": "A/RES/70/1"' in out
