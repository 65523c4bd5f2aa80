"""PDF as pdfium reads it: of each page every character with its place and size, and the links over them."""

# pypdfium2 has no types; nothing but this module calls it.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

from __future__ import annotations

import ctypes
import math
import time
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from .model import UnreadableDocument
from .pdf_direction import from_right

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_PAGES = 3_000
"""More are no document that people write in one piece; the largest budgets have about a thousand."""
_ON_PAGE = 60_000
"""The most characters that a page may hold; the densest tables have about ten thousand."""
_PIECES = 20_000
"""Word makes some hundred; each that lies upon others costs pdfium time, and nothing can stop it."""
_SECONDS = 300.0
"""The longest that reading may take."""
_DOTS, _LONGEST = 300, 5_000
"""Dots per inch at which a page is drawn to be recognised, and the most along one side."""
_LINKS = 500
"""The most links of a page that are read."""
_FARTHEST = 1e5
"""In points. No page is larger: the format allows for 14,400."""
_SIZES = (0.5, 1_000.0)
"""In points. Smaller letters cannot be seen, larger ones are no text."""
_SLANT = 5.0
"""In degrees. Up to so many a page was laid crooked on a scanner."""
_SPACE = 32
"""pdfium adds spaces and line ends where it finds words and lines; they are found anew here."""
_SAME_HEIGHT = 0.02
_LOST_HYPHENS = dict.fromkeys("\x02\ufffe\u00ad", "-")
"""What pdfium and fonts have for a printed hyphen."""


class Glyph(NamedTuple):
    """A character where it is printed, in points, the page turned so that its text runs to the right."""

    text: str
    left: float
    right: float
    base: float
    """The height of the line that it stands on; pages begin at the top, with the largest."""
    size: float
    link: str | None
    """The address that it is a link to."""


def read_pages(data: bytes) -> Iterator[list[Glyph]]:
    """Yield the characters of each page, spaces among them, in the order in which the file prints them.

    What stands turned on the page comes as if it stood below it. Raises UnreadableDocument.
    """
    until = time.monotonic() + _SECONDS
    document = _open(data)
    try:
        if len(document) > _PAGES:
            raise UnreadableDocument(f"too long ({len(document):,} pages, at most {_PAGES:,} are read)")
        for number in range(len(document)):
            if time.monotonic() > until:
                raise UnreadableDocument(f"takes too long (over {_SECONDS:.0f} seconds)")
            yield _page(document, number)
    finally:
        document.close()


def render_pages(data: bytes, numbers: Collection[int]) -> Iterator[tuple[int, bytes, float]]:
    """Yield pages, counted from 0, as they look: an image (PGM, shades of grey) and its dots per inch.

    Raises UnreadableDocument.
    """
    document = _open(data)
    try:
        for number in sorted(numbers):
            page = document[number]
            if raw.FPDFPage_CountObjects(page.raw) > _PIECES:
                raise UnreadableDocument(f"page {number + 1} is made of over {_PIECES:,} pieces")
            scale = min(_DOTS / 72, _LONGEST / max(*page.get_size(), 1))
            drawn = page.render(scale=scale, grayscale=True)
            lines = memoryview(drawn.buffer).cast("B")
            rows = (lines[y * drawn.stride : y * drawn.stride + drawn.width] for y in range(drawn.height))
            yield number, b"".join((b"P5\n%d %d\n255\n" % (drawn.width, drawn.height), *rows)), scale * 72
            drawn.close()
            page.close()
    except pypdfium2.PdfiumError:
        raise UnreadableDocument("has a page that cannot be drawn") from None
    finally:
        document.close()


def read_metadata(data: bytes) -> dict[str, str]:
    """Return what the file says of itself: `Title`, `Subject` and so on. Raises UnreadableDocument."""
    document = _open(data)
    try:
        return dict(document.get_metadata_dict(skip_empty=True))
    finally:
        document.close()


def _open(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise UnreadableDocument("is encrypted, make a copy without a password first") from None
        raise UnreadableDocument("is no whole PDF, or a damaged one") from None


def _page(document: Any, number: int) -> list[Glyph]:
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        raise UnreadableDocument(f"page {number + 1} is damaged") from None
    try:
        if _pieces(page.raw) > _PIECES:
            raise UnreadableDocument(f"page {number + 1} is made of over {_PIECES:,} pieces of text")
        text = page.get_textpage()
        try:
            count = raw.FPDFText_CountChars(text.raw)
            if count > _ON_PAGE:
                raise UnreadableDocument(f"page {number + 1} holds over {_ON_PAGE:,} characters")
            found = list(_characters(text.raw, count, _links(document.raw, page.raw), _box(page.raw)))
            return _upright(_straight(found))
        finally:
            text.close()
    except pypdfium2.PdfiumError:
        raise UnreadableDocument(f"page {number + 1} is damaged") from None
    finally:
        page.close()


def _pieces(page: Any) -> int:
    """Return how many pieces of text a page is made of."""
    count: int = raw.FPDFPage_CountObjects(page)
    if count <= _PIECES:
        return count
    kinds = (raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, n)) for n in range(count))
    return sum(kind == raw.FPDF_PAGEOBJ_TEXT for kind in kinds)


class _Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top


def _characters(
    text: Any, count: int, links: list[tuple[_Box, str]], page: _Box
) -> Iterator[tuple[float, Glyph]]:
    """Yield each character that shows on the page with the angle, in degrees, at which it is printed.

    What is only slanted is not turned yet.
    """
    x, y, rect = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    to_x, to_y, to_rect = ctypes.byref(x), ctypes.byref(y), ctypes.byref(rect)
    size, angle, level, height = 0.0, 0.0, math.nan, math.nan
    for n in range(count):
        code: int = raw.FPDFText_GetUnicode(text, n)
        if code <= _SPACE and raw.FPDFText_IsGenerated(text, n) == 1:
            continue
        raw.FPDFText_GetCharOrigin(text, n, to_x, to_y)
        raw.FPDFText_GetLooseCharBox(text, n, to_rect)
        left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
        if y.value != level or not abs(top - bottom - height) <= _SAME_HEIGHT * height:
            level, height = y.value, top - bottom  # beside each other such letters have one size
            size, angle = _size(text, n)
        across, up = (left + right) / 2, (bottom + top) / 2
        if page.holds(across, up) and _SIZES[0] <= size <= _SIZES[1] and (printed := _printed(code)):
            link = next((target for where, target in links if where.holds(across, up)), None)
            yield (
                angle,
                _turned(printed, round(angle), (x.value, y.value), _Box(left, bottom, right, top), size, link)
                if abs(angle) > _SLANT
                else Glyph(printed, left, right, y.value, size, link),
            )


def _size(text: Any, n: int) -> tuple[float, float]:
    """Return how large a character is printed, in points, and at which angle."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, n, matrix)
    size: float = raw.FPDFText_GetFontSize(text, n)
    return size * math.hypot(matrix.c, matrix.d), math.degrees(math.atan2(matrix.b, matrix.a))


def _printed(code: int) -> str:
    """Return what a character prints; nothing where it is none."""
    character = chr(code)
    character = _LOST_HYPHENS.get(character, character)
    return "" if (character < " " and not character.isspace()) or 0xD800 <= code < 0xE000 else character


def _turned(
    printed: str, angle: int, origin: tuple[float, float], box: _Box, size: float, link: str | None
) -> Glyph:
    """Return a character as it stands once the page is turned so that its text runs to the right."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    along, base = origin[0] * cos + origin[1] * sin, origin[1] * cos - origin[0] * sin
    width = abs((box.right - box.left) * cos) + abs((box.top - box.bottom) * sin)
    return Glyph(printed, along, along + (size / 2 if angle % 90 else width), base, size, link)


def _straight(characters: Sequence[tuple[float, Glyph]]) -> Iterator[tuple[int, Glyph]]:
    """Yield the characters with their angle, those of a crooked page turned by the median of its slants.

    Those along one slanted line come to stand on one height, whatever the slant of the others is.
    """
    slants = sorted(angle for angle, _ in characters if abs(angle) <= _SLANT)
    slant = slants[len(slants) // 2] if slants else 0.0
    line, base = (0.0, math.inf), 0.0
    for angle, glyph in characters:
        if abs(angle) > _SLANT or (not angle and not slant):
            yield round(angle) % 360, glyph
            continue
        height, turned = _turned_by(angle, glyph).base, _turned_by(slant, glyph)
        if line[0] != angle or abs(line[1] - height) > _SAME_HEIGHT * glyph.size:
            line, base = (angle, height), turned.base
        yield 0, turned._replace(base=base)


def _turned_by(angle: float, glyph: Glyph) -> Glyph:
    """Return a character as it stands once the page is turned back by a slant, in degrees."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    along = glyph.base * sin
    return glyph._replace(
        left=glyph.left * cos + along,
        right=glyph.right * cos + along,
        base=glyph.base * cos - glyph.left * sin,
    )


def _upright(characters: Iterator[tuple[int, Glyph]]) -> list[Glyph]:
    """Return the characters, those first that stand as most do, the others lower down."""
    turned: defaultdict[int, list[Glyph]] = defaultdict(list)
    for angle, glyph in characters:
        group = turned[angle]
        if group and glyph[1:] == group[-1][1:]:
            group[-1] = group[-1]._replace(text=_at_one_place(group[-1].text, glyph.text))
        else:
            group.append(glyph)
    groups = sorted(turned.values(), key=len, reverse=True)
    return [
        glyph._replace(base=glyph.base - 4 * _FARTHEST * n) if n else glyph
        for n, group in enumerate(groups)
        for glyph in _with_marks(group)
    ]


def _at_one_place(before: str, text: str) -> str:
    """Return what two characters print together: letters of a ligature come one by one."""
    if before == text != "f":  # printed twice to make it bold
        return before
    return text + before if from_right(before) else before + text  # Arabic ones come from the left


def _with_marks(glyphs: list[Glyph]) -> Iterator[Glyph]:
    """Yield characters with the marks over and under them: vowels, accents printed for themselves."""
    marks: list[Glyph] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if unicodedata.category(glyph.text[0]) == "Mn":
            marks.append(glyph)
            continue
        for mark in marks:
            if last and abs(_middle(last) - _middle(mark)) <= abs(_middle(glyph) - _middle(mark)):
                last = last._replace(text=last.text + mark.text)
            else:
                glyph = glyph._replace(text=glyph.text + mark.text)
        marks = []
        if last:
            yield last
        last = glyph
    if last:
        yield last._replace(text=last.text + "".join(mark.text for mark in marks))


def _middle(glyph: Glyph) -> float:
    return (glyph.left + glyph.right) / 2


def _box(page: Any) -> _Box:
    """Return what of the page shows."""
    rect = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, rect)
    far = _FARTHEST
    return _Box(max(rect.left, -far), max(rect.bottom, -far), min(rect.right, far), min(rect.top, far))


def _links(document: Any, page: Any) -> list[tuple[_Box, str]]:
    """Return where the page has links to addresses on the web, and the addresses."""
    found: list[tuple[_Box, str]] = []
    place, link = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(_LINKS):
        if not raw.FPDFLink_Enumerate(page, place, link):
            break
        action = raw.FPDFLink_GetAction(link)
        if raw.FPDFAction_GetType(action) == raw.PDFACTION_URI and (target := _address(document, action)):
            found += ((box, target) for box in _boxes(link))
    return found


def _address(document: Any, action: Any) -> str:
    length: int = raw.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < length <= 4_096:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(document, action, buffer, length)
    return buffer.value.decode("utf-8", "replace")


def _boxes(link: Any) -> Iterator[_Box]:
    """Yield the boxes that a link consists of, one a line, or the one around them all."""
    quad, rect = raw.FS_QUADPOINTSF(), raw.FS_RECTF()
    count = min(raw.FPDFLink_CountQuadPoints(link), 20)
    for n in range(count):
        if raw.FPDFLink_GetQuadPoints(link, n, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield _Box(min(xs), min(ys), max(xs), max(ys))
    if count < 1 and raw.FPDFLink_GetAnnotRect(link, rect):
        yield _Box(
            min(rect.left, rect.right),
            min(rect.bottom, rect.top),
            max(rect.left, rect.right),
            max(rect.bottom, rect.top),
        )
