"""A small writer of PDF for tests: text at places, in sizes, raised or turned, links over it; pages set from text.

Letters are Courier's, narrowed, so that each is `WIDTH` of its size wide; what Courier lacks comes from a font
without outlines that says which character each code is, as the fonts of Arabic and Chinese texts do.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import md5
from textwrap import wrap

WIDTH = 0.42
WIDE = 1.0
"""Of ideographs, as a share of the size."""
A4 = (595.0, 842.0)
LEADING = 1.2


@dataclass
class Page:
    """A page that is written on; places in points, from the lower left corner."""

    size: tuple[float, float] = A4
    marks: list[str] = field(default_factory=list[str])
    links: list[tuple[float, float, float, float, str]] = field(
        default_factory=list["tuple[float, float, float, float, str]"]
    )

    def write(
        self, x: float, y: float, text: str, size: float = 12, angle: int = 0, spacing: float = 0
    ) -> float:
        """Print text and return where it ends; `spacing` sets letters apart, in points."""
        cos, sin = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[angle]
        place = f"{cos} {sin} {-sin} {cos} {x:.2f} {y:.2f} Tm"
        if all(ord(c) < 127 or c in _WESTERN for c in text):
            printed = text.encode("cp1252").hex()
            self.marks.append(f"BT /F1 {size} Tf 70 Tz {spacing / 0.7} Tc {place} <{printed}> Tj ET")
            return x + len(text) * (WIDTH * size + spacing)
        printed = text.encode("utf-16-be").hex()
        self.marks.append(f"BT /F2 {size} Tf 100 Tz {spacing} Tc {place} <{printed}> Tj ET")
        return x + len(text) * (WIDE * size + spacing)

    def raise_(self, x: float, y: float, text: str, size: float = 12) -> float:
        """Print the call of a note, and return where it ends."""
        return self.write(x, y + 0.35 * size, text, 0.65 * size)

    def line(self, x: float, y: float, text: str, size: float = 12) -> float:
        """Print text in which calls stand between carets, `the Court,^1^ and`; return where it ends."""
        for n, piece in enumerate(text.split("^")):
            x = self.raise_(x, y, piece, size) if n % 2 else self.write(x, y, piece, size)
        return x

    def lines(self, x: float, y: float, texts: Iterable[str], size: float = 12) -> float:
        """Print lines one below the other and return where the next one goes."""
        for text in texts:
            self.line(x, y, text, size)
            y -= LEADING * size
        return y

    def link(self, x: float, y: float, text: str, target: str, size: float = 12) -> float:
        """Print text that is a link."""
        end = self.write(x, y, text, size)
        self.links.append((x, y - 0.2 * size, end, y + 0.8 * size, target))
        return end

    def rule(self, x: float, y: float, length: float) -> None:
        """Draw a line."""
        self.marks.append(f"{x} {y} m {x + length} {y} l S")


_WESTERN = frozenset("“”‘’–—•…§éèàçñ\xad")


def pdf(pages: Sequence[Page], *, password: str | None = None, box: str = "", info: str = "") -> bytes:
    """Return a PDF of these pages, encrypted where a password is given.

    `box` is another size of its pages, `info` what it says of itself (`/Title (A text)`).
    """
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        b" /Supplement 0 >> /DW 1000 /FontDescriptor 7 0 R >>",
        stream(_TO_UNICODE),
        b"<< /Type /FontDescriptor /FontName /Any /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800"
        b" /Descent -200 /CapHeight 700 /StemV 80 >>",
    ]
    kids: list[str] = []
    for page in pages:
        content = len(objects) + 1
        kids.append(f"{content + 1} 0 R")
        objects.append(stream("\n".join(page.marks).encode("ascii")))
        links = " ".join(
            f"<< /Type /Annot /Subtype /Link /Rect [{a:.2f} {b:.2f} {c:.2f} {d:.2f}] /A << /S /URI /URI ({target}) >> >>"
            for a, b, c, d, target in page.links
        )
        media = box or f"[0 0 {page.size[0]} {page.size[1]}]"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox {media} /Contents {content} 0 R /Annots [{links}]"
            f" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>".encode("ascii")
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode("ascii")
    if info:
        objects.append(f"<< {info} >>".encode("ascii"))
        return assemble(objects, f"/Info {len(objects)} 0 R")
    return assemble(objects) if password is None else _encrypted(objects, password)


def _encrypted(objects: Sequence[bytes], password: str) -> bytes:
    """Encrypt streams as PDF 1.1 did (ISO 32000-1, 7.6): a key of 40 bits, RC4."""
    padding = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    owner, name = bytes(range(32)), b"0123456789abcdef"
    key = md5((password.encode() + padding)[:32] + owner + b"\xfc\xff\xff\xff" + name).digest()[:5]
    hidden: list[bytes] = []
    for number, body in enumerate(objects, 1):
        head, stream, rest = body.partition(b"\nstream\n")
        if stream:
            own = md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
            rest = _rc4(own, rest.removesuffix(b"\nendstream")) + b"\nendstream"
        hidden.append(head + stream + rest)
    user = _rc4(key, padding).hex()
    return assemble(
        hidden,
        f"/ID [<{name.hex()}> <{name.hex()}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{owner.hex()}> /U <{user}> >>",
    )


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def assemble(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is its catalogue."""
    written = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer.encode("ascii"),
        start,
    )
    return bytes(written)


def stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed)


_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Any def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"100 beginbfrange\n"
    + b"".join(b"<%02X00> <%02XFF> <%02X00>\n" % (row, row, row) for row in range(100))
    + b"endbfrange\n100 beginbfrange\n"
    + b"".join(b"<%02X00> <%02XFF> <%02X00>\n" % (row, row, row) for row in range(100, 200))
    + b"endbfrange\n56 beginbfrange\n"
    + b"".join(b"<%02X00> <%02XFF> <%02X00>\n" % (row, row, row) for row in range(200, 256))
    + b"endbfrange\nendcmap end end\n"
)


@dataclass
class Sheet:
    """How pages are set: margins, sizes, columns, the running head and foot."""

    head: str = ""
    foot: str = ""
    """`{page}` stands for the number of the page."""
    size: float = 11
    note_size: float = 8.5
    left: float = 90
    top: float = 770
    bottom: float = 90
    width: int = 90
    """In letters."""
    columns: int = 1
    gutter: float = 24
    hyphens: bool = False
    """Whether words are cut at the end of a line."""


def typeset(paragraphs: Sequence[str], notes: dict[str, str], sheet: Sheet | None = None) -> list[Page]:
    """Set paragraphs, in which calls stand between carets, with the notes at the foot of each column.

    A paragraph's own line ends are kept; longer lines are wrapped.
    """
    sheet = sheet or Sheet()
    pages: list[Page] = []
    left = [
        line
        for paragraph in paragraphs
        for line in (*_wrapped(paragraph, sheet.width, hyphens=sheet.hyphens), "")
    ]
    called: set[str] = set()
    while left:
        page = Page()
        pages.append(page)
        _furniture(page, sheet, len(pages))
        for column in range(sheet.columns):
            x = sheet.left + column * (sheet.width * WIDTH * sheet.size + sheet.gutter)
            left = _column(page, sheet, x, left, notes, called)
    return pages


def _furniture(page: Page, sheet: Sheet, number: int) -> None:
    if sheet.head and number > 1:
        page.write(sheet.left, 800, sheet.head, 9)
    if sheet.foot:
        page.write(sheet.left, 40, sheet.foot.format(page=number), 8)


def _column(
    page: Page, sheet: Sheet, x: float, lines: list[str], notes: dict[str, str], called: set[str]
) -> list[str]:
    """Set one column and the notes that it calls first, and return the lines that are left."""
    y, feet, n = sheet.top, list[str](), 0
    for n, line in enumerate([*lines, "^end^"]):
        wanted = [marker for marker in line.split("^")[1::2] if marker in notes and marker not in called]
        width = round(sheet.width * sheet.size / sheet.note_size)
        more = [part for marker in wanted for part in _wrapped(f"^{marker}^ {notes[marker]}", width)]
        depth = (len(feet) + len(more) + 2) * LEADING * sheet.note_size
        if n == len(lines) or y - sheet.bottom < depth:
            break
        called.update(wanted)
        feet += more
        page.line(x, y, line, sheet.size)
        y -= LEADING * sheet.size * (1 if line else 0.6)
    if feet:
        depth = len(feet) * LEADING * sheet.note_size
        page.rule(x, sheet.bottom + depth + 4, 60)
        page.lines(x, sheet.bottom + depth - sheet.note_size, feet, sheet.note_size)
    return lines[n:]


def _wrapped(paragraph: str, width: int, *, hyphens: bool = False) -> list[str]:
    cut = _cut if hyphens else _whole
    return [part for line in paragraph.split("\n") for part in cut(line, width) or [""]]


def _whole(line: str, width: int) -> list[str]:
    return wrap(line, width, break_on_hyphens=False)


def _cut(line: str, width: int) -> list[str]:
    """Wrap a line as printers do: a long word at its end is cut where there is room for half of it."""
    lines: list[str] = []
    while len(line) > width:
        line, rest = _whole(line, width)[0], line
        rest = rest[len(line) :].lstrip()
        word = rest.split(" ", 1)[0]
        room = min(width - len(line) - 2, len(word) - 3)
        if word.isalpha() and word.islower() and room >= 3:
            line, rest = f"{line} {word[:room]}-", rest[room:]
        lines.append(line)
        line = rest
    return [*lines, line]
