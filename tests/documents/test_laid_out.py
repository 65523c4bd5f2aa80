"""Tables, lists and headings that carry the body of their numbers, as Word, HTML and plain text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from wordfile import p, r, t, tbl, tc, tr, wordfile

from unxref.citations.extract import extract
from unxref.documents.docx import read_docx
from unxref.documents.html import read_html
from unxref.documents.text import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from unxref.documents.model import Document

SHEETS = Path(__file__).parent / "laid_out"
MARK = re.compile(r"⟦([^⟦⟧=]*)=([^⟦⟧]*)⟧")
RAISED = re.compile(r"\^([^^|]{1,3})\^")
LETTERS = re.compile(r"(.*)([A-Z])\.\.([A-Z])")


@dataclass(frozen=True)
class Row:
    """A row of a table: `h` the heads of its columns, `w` one cell as wide as the table, else cells."""

    kind: str
    cells: tuple[str, ...]


@dataclass
class Sheet:
    """A piece of a document, and the ids of what it cites."""

    name: str
    symbol: str = ""
    blocks: list[str | list[Row]] = field(default_factory=list[str | list[Row]])
    ids: Counter[str] = field(default_factory=Counter[str])


def sheets(path: Path) -> list[Sheet]:
    """Return the pieces that a file holds (see `laid_out/README.md`)."""
    found: list[Sheet] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            found.append(Sheet(line[2:]))
        elif line.startswith("@ "):
            found[-1].symbol = line[2:]
        elif line:
            found[-1].ids.update(i for mark in MARK.finditer(line) for i in ids(mark[2]))
            add(found[-1].blocks, MARK.sub(r"\1", line))
    return found


def ids(marked: str) -> Iterator[str]:
    for one in marked.split(","):
        if span := LETTERS.fullmatch(one):
            yield from (span[1] + chr(n) for n in range(ord(span[2]), ord(span[3]) + 1))
        elif one != "null":
            yield one


def add(blocks: list[str | list[Row]], line: str) -> None:
    """Add a line: a row to the table before it, or a paragraph."""
    if not line.startswith("|"):
        blocks.append(line)
        return
    kind = line[1] if line[1] in "hw" else ""
    inside = line.removeprefix(f"|{kind}|" if kind else "|").rstrip().removesuffix("|")
    row = Row(kind, tuple(cell.strip() for cell in inside.split("|")))
    last = blocks[-1] if blocks else None
    if isinstance(last, list):
        last.append(row)
    else:
        blocks.append([row])


def as_word(sheet: Sheet) -> Document:
    body = [tbl(tr("United Nations", sheet.symbol)), p("General Assembly")]
    for block in sheet.blocks:
        if isinstance(block, str):
            heading = block.startswith("= ")
            body.append(p(*word_runs(block.removeprefix("= ")), style="H1" if heading else ""))
        else:
            body.append(tbl(*(word_row(row) for row in block)))
    return read_docx(f"{sheet.name}.docx", wordfile(*body))


def word_row(row: Row) -> str:
    head = "<w:tblHeader/>" if row.kind == "h" else ""
    wide = '<w:gridSpan w:val="9"/>' if row.kind == "w" else ""
    return tr(*(word_cell(cell, wide) for cell in row.cells), properties=head)


def word_cell(cell: str, wide: str) -> str:
    if cell == "~":
        return tc(properties="<w:vMerge/>")
    return tc(*(p(*word_runs(said)) for said in cell.split(" // ")), properties=wide)


def word_runs(said: str) -> Iterator[str]:
    for n, piece in enumerate(RAISED.split(said)):
        if n % 2:
            yield r(piece, look='<w:vertAlign w:val="superscript"/>')
        else:
            parts = (t(part) for part in piece.split(r" \\ "))
            yield r("<w:br/>".join(parts)) if piece else r("")


def as_html(sheet: Sheet) -> Document:
    body = [f"<table><tr><td>United Nations</td><td>{sheet.symbol}</td></tr></table><p>General Assembly</p>"]
    for block in sheet.blocks:
        if isinstance(block, str):
            tag = "h3" if block.startswith("= ") else "p"
            body.append(f"<{tag}>{marked_up(block.removeprefix('= '))}</{tag}>")
        else:
            body.append(f"<table>{''.join(html_row(row) for row in block)}</table>")
    return read_html(f"{sheet.name}.html", f"<html><body>{''.join(body)}</body></html>".encode())


def html_row(row: Row) -> str:
    tag = "th" if row.kind == "h" else "td"
    wide = ' colspan="9"' if row.kind == "w" else ""
    cells = (
        f"<{tag}{wide}>{marked_up('' if cell == '~' else cell).replace(' // ', '<p>')}</{tag}>"
        for cell in row.cells
    )
    return f"<tr>{''.join(cells)}</tr>"


def marked_up(said: str) -> str:
    return RAISED.sub(r"<sup>\1</sup>", escape(said)).replace(r" \\ ", "<br>")


def as_text(sheet: Sheet) -> Document:
    lines = [f"United Nations   {sheet.symbol}", "General Assembly", ""]
    for block in sheet.blocks:
        if isinstance(block, str):
            lines += [RAISED.sub(r"\1", block.removeprefix("= ")), ""]
        else:
            lines += [*aligned(block), ""]
    return read_text(f"{sheet.name}.txt", "\n".join(lines).encode())


def aligned(rows: list[Row]) -> Iterator[str]:
    """Yield the lines of a table with its columns under one another."""
    broken = [[[], *(re.split(r" // | \\\\ ", RAISED.sub("", c)) for c in row.cells)][1:] for row in rows]
    columns = [cells for cells, row in zip(broken, rows, strict=True) if row.kind != "w"]
    widths = [
        max(len(line) for cells in columns if n < len(cells) for line in cells[n]) + 4
        for n in range(max(map(len, columns)))
    ]
    for cells in broken:
        for n in range(max(map(len, cells))):
            line = ((c[n] if n < len(c) else "").replace("~", "") for c in cells)
            yield "".join(said.ljust(width) for said, width in zip(line, widths, strict=False)).rstrip()


FORMS: dict[str, Callable[[Sheet], Document]] = {"docx": as_word, "html": as_html, "text": as_text}


@cache
def outcomes(form: str) -> tuple[tuple[str, str], ...]:
    """What became of each answer and each find: a word, and the place."""
    found: list[tuple[str, str]] = []
    for path in sorted(SHEETS.glob("*.txt")):
        for sheet in sheets(path):
            cited = [c for c in extract(FORMS[form](sheet)) if c.kind not in ("treaty", "instrument")]
            got = Counter(c.id for c in cited if c.id)
            where = f"{path.stem} {form}: {sheet.name}"
            found += (("right", f"{where}: {i}") for i in (sheet.ids & got).elements())
            found += (("missed", f"{where}: {i}") for i in (sheet.ids - got).elements())
            found += (("wrong", f"{where}: {i}") for i in (got - sheet.ids).elements())
    return tuple(found)


def shown(form: str, *wanted: str) -> str:
    return "\n".join(f"{what}: {where}" for what, where in outcomes(form) if what in wanted)


@pytest.mark.parametrize("form", FORMS)
def test_nearly_all_is_found(form: str) -> None:
    count = Counter(what for what, _ in outcomes(form))
    assert count["right"] > 0.99 * (count["right"] + count["missed"]), shown(form, "missed")


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_wrong(form: str) -> None:
    assert not shown(form, "wrong")
