"""A Word file becomes a document: its paragraphs and tables, and the header of its first page."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from .compose import Composer
from .docx_notes import ENDNOTE, FOOTNOTE, Notes
from .docx_numbers import Numbering
from .docx_package import Package
from .docx_runs import Runs
from .docx_styles import Styles
from .docx_tree import BLOCKS, CELL, PARAGRAPH, ROW, TABLE, R, W, count, holds, value, within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .docx_package import Relation
    from .docx_tree import Element
    from .model import Document


def read_docx(name: str, data: bytes) -> Document:
    """Return the document that these bytes of a Word file are.

    Tracked changes are read as accepted. Hidden text, field codes and comments are no part of the document,
    nor are headers and footers, but for the header of the first page where it holds what may be a symbol.
    Raises UnreadableDocument where the file is damaged, protected, too large, or no Word file.
    """
    return _Reader(Package(data)).document(name)


class _Reader:
    """Walks through the parts of a file, and writes what is printed."""

    def __init__(self, package: Package) -> None:
        self._to = Composer()
        self._package = package
        self._relations = package.relations(package.main)
        self._parts = {relation.kind: relation for relation in self._relations.values()}
        self._styles = Styles(self._parsed("styles"))
        self._numbering = Numbering(self._parsed("numbering"), self._styles)
        notes = {kind: Notes(kind, package, self._parts.get(f"{kind}s")) for kind in (FOOTNOTE, ENDNOTE)}
        # where no note is to be numbered, the first section tells all: the text need not be read twice
        self._sections = list(islice(package.sections(), None if any(notes.values()) else 1))
        for one in notes.values():
            one.number(self._parsed("settings"), self._sections)
        self._runs = self._reading(notes, self._relations)
        self._rows = False

    def document(self, name: str) -> Document:
        """Read it all."""
        self._masthead()
        for block in self._package.blocks():
            self._write((block,))
        self._runs.end()
        return self._to.document(name)

    def _masthead(self) -> None:
        """Write the header of the first page, where it holds what may be the document's symbol."""
        name = self._first_header()
        header = self._package.parse(name)
        if header is None or not any(_SYMBOL.search(_said(part)) for part in header.iter(PARAGRAPH)):
            return
        text, self._runs = self._runs, self._reading({}, self._package.relations(name))
        self._write(header)
        self._runs.end()
        self._runs = text

    def _reading(self, notes: dict[str, Notes], relations: dict[str, Relation]) -> Runs:
        return Runs(self._to, self._styles, self._numbering, notes, relations)

    def _parsed(self, kind: str) -> Element | None:
        part = self._parts.get(kind)
        return None if part is None or part.external else self._package.parse(part.target)

    def _first_header(self) -> str:
        """Return the name of the header that print has on the first page; empty where it has none."""
        for section in self._sections[:1]:
            wanted = "first" if holds(section, "titlePg") else "default"
            for header in section.iterfind(f"{W}headerReference"):
                relation = self._relations.get(header.get(f"{R}id", ""))
                if header.get(f"{W}type") == wanted and relation and not relation.external:
                    return relation.target
        return ""

    def _write(self, holder: Iterable[Element]) -> None:
        """Write paragraphs and tables, and behind each the text boxes that hang from it."""
        for block in within(holder, (*BLOCKS, ROW)):
            self._table(block.tag)
            if self._block(block):
                self._to.paragraph()
            if block.tag == ROW:
                continue
            boxes, self._runs.boxes = self._runs.boxes, []
            for box in boxes:
                self._write(box)

    def _table(self, tag: object) -> None:
        """Begin a table with the first of its rows that come alone, and end it with what is left of it."""
        if tag == ROW and not self._rows:
            self._to.begin_table()
        elif tag != ROW and self._rows:
            self._to.end_table()
        self._rows = tag == ROW

    def _block(self, block: Element) -> bool:
        """Write a block; say whether it ends, or the next one goes on with it."""
        if block.tag == PARAGRAPH:
            return self._runs.paragraph(block)
        if block.tag == ROW:
            self._row(block)
            return False
        self._to.begin_table()
        for row in within(block, (ROW,)):
            self._row(row)
        self._to.end_table()
        return True

    def _row(self, row: Element) -> None:
        """Write a row as a line, cells of several paragraphs as these, the heads of columns as a line each.

        A head such as `General Assembly resolutions` is told by its standing on a line of its own.
        """
        properties = row.find(f"{W}trPr")
        if holds(properties, "del") or holds(properties, "hidden"):
            return
        self._to.begin_row()
        many, head = False, holds(properties, "tblHeader")
        cells = [cell for cell in within(row, (CELL,)) if not holds(cell.find(f"{W}tcPr"), "cellDel")]
        for cell in cells:
            blocks = [block for block in within(cell, BLOCKS) if _says(block)]
            before, many = many, len(blocks) > 1 or any(block.tag == TABLE for block in blocks)
            if before or many:
                self._to.paragraph()
            elif head:
                self._to.line()
            else:
                self._to.cell()
            self._to.begin_cell(_columns(cell), head=head is True)
            self._runs.breaks_lines = many or len(cells) == 1
            for block in blocks:
                if self._block(block) and many:
                    self._to.paragraph()
            self._runs.breaks_lines = True
        self._to.line()


def _said(paragraph: Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def _columns(cell: Element) -> int:
    """Return how many columns a cell reaches over."""
    properties = cell.find(f"{W}tcPr")
    return 1 if properties is None else count(value(properties, "gridSpan")) or 1


def _says(block: Element) -> bool:
    """Whether a block of a cell may print anything."""
    return next(block.iter(*_PRINTED), None) is not None


_PRINTED = tuple(f"{W}{name}" for name in ("t", "sym", "numPr", "footnoteReference", "endnoteReference"))
_SYMBOL = re.compile(r"\b[A-Z][A-Z0-9.]*/(?=[^\s]*\d)[\w./()-]+")
"""What looks like a symbol: `A/80/6`, `FCCC/CP/2015/10/Add.1`."""
