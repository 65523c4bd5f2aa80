"""Tables of plain text: which lines are rows, and which cells stand in one column."""

from unxref.documents.aligned import find_cells


def rows(text: str) -> list[tuple[str, int, int, int]]:
    return [(text[c.start : c.end], c.table, c.row, c.column) for c in find_cells(text)]


def test_cells_under_one_another_are_of_one_column() -> None:
    text = "Body                 Resolution    Title\nGeneral Assembly     70/1          Goals\n                     71/256        Agenda\n"
    assert rows(text) == [
        ("Body", 0, 0, 0),
        ("Resolution", 0, 0, 1),
        ("Title", 0, 0, 2),
        ("General Assembly", 0, 1, 0),
        ("70/1", 0, 1, 1),
        ("Goals", 0, 1, 2),
        ("71/256", 0, 2, 1),
        ("Agenda", 0, 2, 2),
    ]


def test_cells_three_blanks_or_a_tab_apart_are_counted() -> None:
    text = "Mission   Resolution\nUNFICYP\t186 (1964)\nUNDOF   350 (1974)\n"
    assert [column for _, _, _, column in rows(text)] == [0, 1] * 3


def test_a_line_of_one_cell_between_rows_is_a_row() -> None:
    text = "55/2   Declaration\nSecurity Council resolutions\n1325 (2000)   Women\n"
    assert rows(text)[2] == ("Security Council resolutions", 0, 1, 0)


def test_rows_far_apart_or_laid_out_otherwise_are_of_two_tables() -> None:
    far = "55/2   Declaration\n60/1   Outcome\n\n\n\n\n70/1   Goals\n71/1   Oceans\n"
    assert {table for _, table, _, _ in rows(far)} == {0, 1}
    other = "A/80/1          General\nOriginal        English\n\n55/2    Declaration\n60/1    Outcome\n"
    assert {table for _, table, _, _ in rows(other)} == {0, 1}


def test_prose_and_single_lines_are_no_tables() -> None:
    assert not find_cells("Recalling its resolution 70/1,\n\n     Indented as it is,\n\n   and so on.\n")
    assert not find_cells("United Nations          A/80/6\n\nIt is so.\n")
    assert not find_cells("word   " * 200)
