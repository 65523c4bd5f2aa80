"""The cells of tables in Word and HTML: their rows, their columns, what they reach over."""

from wordfile import p, tbl, tc, tr, wordfile

from unxref.documents.docx import read_docx
from unxref.documents.html import read_html
from unxref.documents.model import Document

Placed = tuple[str, int, int, int, int, bool]


def placed(document: Document) -> list[Placed]:
    return [
        (document.text[c.start : c.end], c.table, c.row, c.column, c.columns, c.head) for c in document.cells
    ]


def test_word_tells_rows_columns_and_heads() -> None:
    wide = tc("Security Council", properties='<w:gridSpan w:val="2"/>')
    body = (
        tbl(tr("Resolution", "Title", properties="<w:tblHeader/>"), tr("70/1", "Goals"), tr(wide)),
        p("Between"),
        tbl(tr("", tc("1325 (2000)", "1820 (2008)"))),
    )
    assert placed(read_docx("a.docx", wordfile(*body))) == [
        ("Resolution", 0, 0, 0, 1, True),
        ("Title", 0, 0, 1, 1, True),
        ("70/1", 0, 1, 0, 1, False),
        ("Goals", 0, 1, 1, 1, False),
        ("Security Council", 0, 2, 0, 2, False),
        ("1325 (2000)\n\n1820 (2008)", 1, 0, 1, 1, False),
    ]


def test_a_cell_over_several_rows_moves_those_beside_it() -> None:
    page = (
        "<table><tr><th>Body<th colspan=2>Texts</tr><tr><td rowspan=2>General Assembly<td>55/2<td>x</tr>"
        "<tr><td>60/1<td>y</tr></table>"
    )
    assert placed(read_html("a.html", page.encode())) == [
        ("Body", 0, 0, 0, 1, True),
        ("Texts", 0, 0, 1, 2, True),
        ("General Assembly", 0, 1, 0, 1, False),
        ("55/2", 0, 1, 1, 1, False),
        ("x", 0, 1, 2, 1, False),
        ("60/1", 0, 2, 1, 1, False),
        ("y", 0, 2, 2, 1, False),
    ]


def test_what_a_file_says_of_spans_costs_no_more_than_it_may() -> None:
    page = "<table><tr><td colspan=999 rowspan=999>70/1<td colspan=x>71/1</tr></table>"
    assert [c[3:5] for c in placed(read_html("a.html", page.encode()))] == [(0, 200), (200, 1)]


def test_a_table_within_a_cell_is_a_table_of_its_own() -> None:
    inner = tbl(tr("70/1", "Goals"))
    document = read_docx("a.docx", wordfile(tbl(tr("Mandates", tc(p("See:"), inner)))))
    assert [c for c in placed(document) if c[0] == "70/1"] == [("70/1", 1, 0, 0, 1, False)]
