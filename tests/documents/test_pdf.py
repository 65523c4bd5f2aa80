"""PDF becomes a document: its text, notes tied to calls, links, pages; and what cannot be read."""

import random
from collections import Counter
from pathlib import Path

import pytest
from typeset import Page, assemble, pdf

from unxref.citations.extract import extract
from unxref.documents import pdfium
from unxref.documents.model import Document, UnreadableDocument
from unxref.documents.pdf import read_pdf
from unxref.documents.read import read

EXAMPLE = Path(__file__).parents[2] / "examples" / "draft_resolution.txt"
SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "pdf"


def read_pages(*pages: Page) -> Document:
    return read_pdf("a.pdf", pdf(pages))


def lines_of(*texts: str, size: float = 12) -> Page:
    page = Page()
    page.lines(90, 760, texts, size)
    return page


def test_lines_and_paragraphs() -> None:
    page = Page()
    y = page.lines(90, 760, ["The General Assembly,"]) - 10
    y = page.lines(90, y, ["Recalling its resolution 70/1 of", "25 September 2015,"]) - 10
    page.lines(90, y, ["Decides to remain seized of the matter."])
    document = read_pages(page)
    assert document.text == (
        "The General Assembly,\n\nRecalling its resolution 70/1 of\n25 September 2015,\n\n"
        "Decides to remain seized of the matter.\n"
    )
    assert document.pages == (0,)
    assert document.encoding == "utf-8"


def test_a_raised_call_never_joins_the_number_before_it() -> None:
    page = lines_of("Recalling its resolution 70/1^2^ of 25 September 2015^3^ and")
    page.lines(90, 100, ["^2^ Resolution 70/2.", "^3^ A/70/3."], 9)
    document = read_pages(page)
    assert "resolution 70/1² of 25 September 2015³ and" in document.text
    assert [(note.marker, document.text[note.text_start : note.end]) for note in document.notes] == [
        ("2", "Resolution 70/2."),
        ("3", "A/70/3."),
    ]
    assert [document.text[start:end] for note in document.notes for start, end in note.calls] == ["²", "³"]
    assert [citation.id for citation in extract(document)] == ["A/RES/70/1", "A/RES/70/2", "A/70/3"]


def test_a_call_is_repeated_on_a_later_page_and_numbers_begin_anew() -> None:
    first = lines_of("One^1^ and two^2^.")
    first.lines(90, 100, ["^1^ First.", "^2^ Second."], 9)
    second = lines_of("Two again^2^ and another one^1^.")
    second.lines(90, 100, ["^1^ Anew."], 9)
    document = read_pages(first, second)
    called = {
        document.text[note.text_start : note.end]: [document.text[a - 3 : a] for a, _ in note.calls]
        for note in document.notes
    }
    assert called == {"First.": ["One"], "Second.": ["two", "ain"], "Anew.": ["one"]}


def test_a_note_that_goes_on_at_the_foot_of_the_next_page_is_one() -> None:
    first = lines_of(
        "Recalling the reports^1^ of its Committee", *("on outer space, and whatever",) * 3, "else there"
    )
    first.write(90, 120, "__________________", 9)
    first.lines(90, 100, ["^1^ See A/AC.105/1129, A/AC.105/1131,"], 9)
    second = lines_of("is to be recalled.")
    second.write(90, 120, "__________________", 9)
    second.lines(90, 100, ["A/AC.105/1160 and A/AC.105/1161."], 9)
    document = read_pages(first, second)
    (note,) = document.notes
    said = document.text[note.text_start : note.end]
    assert said == "See A/AC.105/1129, A/AC.105/1131,\nA/AC.105/1160 and A/AC.105/1161."
    assert document.page(note.start) == 1
    assert "___" not in document.text
    assert document.text.endswith("\n\fis to be recalled.\n")


def test_notes_stand_where_they_part_no_sentence() -> None:
    first = Page()
    y = first.lines(90, 760, ["A whole paragraph^1^."]) - 10
    first.lines(90, y, ["Recalling its resolution 70/1 of 25 September"])
    first.lines(90, 100, ["^1^ A/70/1."], 9)
    second = lines_of("2015, and its decision 74/537 B.")
    document = read_pages(first, second)
    assert document.text == (
        "A whole paragraph¹.\n\n1 A/70/1.\n\nRecalling its resolution 70/1 of 25 September\n"
        "\f2015, and its decision 74/537 B.\n"
    )
    recalled = next(citation for citation in extract(document) if citation.id == "A/RES/70/1")
    assert (recalled.date, recalled.page) == ("2015-09-25", 1)


def test_asterisks_and_letters_call_notes() -> None:
    page = lines_of("Report of the Secretary-General*", "Posts^a^ and 12 m^2^ of them")
    page.lines(90, 100, ["* A/80/50.", "^a^ Including one."], 9)
    document = read_pages(page)
    assert [(note.marker, len(note.calls)) for note in document.notes] == [("*", 1), ("a", 1)]
    assert "Postsᵃ and 12 m² of them" in document.text


def test_older_notes_with_a_stroke() -> None:
    page = lines_of("Recalling its resolution 1514 (XV), 1/ and the Covenant, 2/")
    page.lines(90, 100, ["_____________", "1/ A/4500.", "2/ Resolution 2200 A (XXI), annex."])
    document = read_pages(page)
    assert [(note.marker, len(note.calls)) for note in document.notes] == [("1", 1), ("2", 1)]


def test_columns_are_read_one_after_the_other() -> None:
    page = Page()
    page.write(150, 780, "RESOLUTIONS ADOPTED BY THE GENERAL ASSEMBLY DURING ITS SESSION")
    for n in range(12):
        page.write(60, 750 - n * 14.4, f"left line {n} of the first column of it")
        page.write(310, 746 - n * 14.4, f"right line {n} of the second column now")
    page.write(60, 560, "A line that runs across the whole of the page from left to right")
    text = read_pages(page).text
    said = [line for line in text.split("\n") if line]
    assert said[0].startswith("RESOLUTIONS")
    assert [line.split()[0] for line in said[1:-1]] == ["left"] * 12 + ["right"] * 12
    assert said[-1].startswith("A line that runs")


def test_a_column_may_hold_a_table() -> None:
    page = Page()
    for n in range(14):
        page.write(60, 750 - n * 14.4, f"left line {n} of the first column of it")
    for n, row in enumerate([("Number", "Date"), ("70/1", "2015"), ("71/3", "2016"), ("72/4", "2017")]):
        for x, cell in zip((310, 420), row, strict=True):
            page.write(x, 746 - n * 14.4, cell)
    for n in range(4, 14):
        page.write(310, 746 - n * 14.4, f"right line {n} of the second column now")
    said = [line for line in read_pages(page).text.split("\n") if line]
    assert [line.split()[0] for line in said[:14]] == ["left"] * 14
    assert said[14:17] == ["Number   Date", "70/1   2015", "71/3   2016"]
    assert [line.split()[0] for line in said[18:]] == ["right"] * 10


def test_a_column_may_be_mostly_tables() -> None:
    page = Page()
    for n in range(20):
        page.write(60, 750 - n * 14.4, f"left line {n} of the first column of it")
    for n in range(4):
        page.write(310, 746 - n * 14.4, f"right line {n} of the second column now")
    for n in range(4, 20):
        for x, cell in zip((310, 380, 480), (f"70/{n}", "A title", "2015"), strict=True):
            page.write(x, 746 - n * 14.4, cell)
    said = [line for line in read_pages(page).text.split("\n") if line]
    assert [line.split()[0] for line in said[:20]] == ["left"] * 20
    assert said[24:] == [f"70/{n}   A title   2015" for n in range(4, 20)]


def test_a_table_as_wide_as_the_page_is_no_columns() -> None:
    page = Page()
    rows = [("70/1", "Transforming our world, by all", "Adopted as a whole by all", "2015")] * 9
    for n, row in enumerate(rows):
        for x, cell in zip((60, 120, 310, 460), row, strict=True):
            page.write(x, 750 - n * 28.8, cell)
        page.write(120, 735.6 - n * 28.8, "and what stands below this title")
        if n % 2:
            page.write(310, 735.6 - n * 28.8, "and by one")
    text = read_pages(page).text
    assert text.count("70/1   Transforming our world, by all   Adopted as a whole by all   2015") == 9


def test_notes_part_no_citation_that_goes_on_behind_a_point() -> None:
    first = Page()
    y = first.lines(90, 760, ["A whole paragraph^1^."]) - 10
    first.lines(90, y, ["Recalling documents A/74/643 and A/75/6 (Sect."])
    first.lines(90, 100, ["^1^ A/70/1."], 9)
    document = read_pages(first, lines_of("26) and the rest."))
    assert "A/75/6 (Sect.\n\f26) and" in document.text


def test_rows_of_a_table_stay_rows() -> None:
    page = Page()
    for n, row in enumerate(
        [("Resolution", "Title", "Date"), ("70/1", "Agenda", "25 September"), ("71/3", "Migrants", "3 May")]
    ):
        for x, cell in zip((90, 200, 400), row, strict=True):
            page.write(x, 700 - 16 * n, cell)
    assert read_pages(page).text == (
        "Resolution   Title   Date\n70/1   Agenda   25 September\n71/3   Migrants   3 May\n"
    )


def test_running_heads_and_feet_are_left_out() -> None:
    pages: list[Page] = []
    for n in range(1, 5):
        page = lines_of(f"Text of page {n}, resolution 70/{n}", "and more of it.")
        page.write(90, 800, "A/RES/73/6")
        page.write(90, 40, f"{n}/4" if n % 2 else "18-17962", 8)
        page.write(400, 40, "18-17962" if n % 2 else f"{n}/4", 8)
        pages.append(page)
    document = read_pages(*pages)
    assert document.text.count("A/RES/73/6") == 1  # the first page's is the document's own
    assert "17962" not in document.text
    assert [document.text[page:].split("\n")[0] for page in document.pages[1:]] == [
        f"Text of page {n}, resolution 70/{n}" for n in (2, 3, 4)
    ]


def test_a_page_may_hold_its_running_head_only() -> None:
    last = Page()
    last.write(90, 800, "A/RES/77/999", 9)
    document = read_pages(lines_of("Recalling its resolution 70/1."), last)
    assert "A/RES/77/999" not in document.text


def test_what_differs_in_a_citation_is_no_running_head() -> None:
    pages = [lines_of(f"A/RES/70/{n}", *("a line of the text",) * 3) for n in range(1, 9)]
    text = read_pages(*pages).text
    assert [f"A/RES/70/{n}\n" in text for n in range(1, 9)] == [True] * 8


def test_letters_spaced_out() -> None:
    page = Page()
    page.write(90, 760, "RESOLUTION", spacing=6)
    page.write(300, 760, "ADOPTED", spacing=6)
    page.lines(90, 700, ["An ordinary line of text below it"])
    assert read_pages(page).text == "RESOLUTION   ADOPTED\n\nAn ordinary line of text below it\n"


def test_words_cut_at_the_end_of_a_line_are_read_as_one() -> None:
    document = read_pages(
        lines_of("Recalling the Universal Declara-", "tion of Human Rights and resolu-", "tion 70/1,")
    )
    assert [citation.id for citation in extract(document)] == ["udhr", "A/RES/70/1"]


def test_soft_hyphens_that_are_printed_are_hyphens() -> None:
    assert read_pages(lines_of("A/70/95\xadS/2015/446")).text == "A/70/95-S/2015/446\n"


def test_links_are_kept_with_what_they_cover() -> None:
    page = Page()
    x = page.write(90, 760, "See (")
    x = page.link(x, 760, "A/RES/70/1", "https://undocs.org/A/RES/70/1")
    page.write(x, 760, "), and")
    x = page.link(90, 745, "resolution 71/3", "https://undocs.org/A/RES/71/3")
    page.raise_(x, 745, "1")
    page.raise_(90, 100, "1", 9)
    page.link(100, 100, "A/71/3.", "https://undocs.org/A/71/3", 9)
    document = read_pages(page)
    assert [(document.text[link.start : link.end], link.target) for link in document.links] == [
        ("A/RES/70/1", "https://undocs.org/A/RES/70/1"),
        ("resolution 71/3", "https://undocs.org/A/RES/71/3"),
        ("A/71/3", "https://undocs.org/A/71/3"),
    ]


def test_a_link_over_two_lines_is_one() -> None:
    page = Page()
    page.link(90, 760, "General Assembly", "https://undocs.org/A/RES/70/1")
    page.link(90, 745, "resolution 70/1", "https://undocs.org/A/RES/70/1")
    document = read_pages(page)
    (link,) = document.links
    assert document.text[link.start : link.end] == "General Assembly\nresolution 70/1"


def test_text_that_stands_turned_comes_last() -> None:
    page = lines_of("The text of the page,", "in two lines.")
    page.write(40, 300, "A note on the margin", 9, angle=90)
    assert read_pages(page).text == "The text of the page,\nin two lines.\n\nA note on the margin\n"
    page = Page((842, 595))
    for n in range(5):
        page.write(100 + 15 * n, 90, f"line {n} of a turned page", 12, angle=90)
    assert read_pages(page).text == "".join(f"line {n} of a turned page\n" for n in range(5))


def test_arabic_is_read_from_the_right() -> None:
    page = Page()
    # `إذ تشير إلى قرارها 70/1 المؤرخ` and `(A/RES/74/174)`, as they look, from the left
    page.write(90, 760, "خرؤملا 70/1 اهرارق ىلإ ريشت ذإ")
    page.write(90, 745, "(A/RES/74/174) اهرارق يف")
    assert read_pages(page).text == "إذ تشير إلى قرارها 70/1 المؤرخ\nفي قرارها (A/RES/74/174)\n"


def test_chinese_has_no_blanks_between_its_letters() -> None:
    page = Page()
    page.write(90, 760, "回顾其第")
    page.write(140, 760, "70/1")
    page.write(165, 760, "号决议", spacing=2)
    text = read_pages(page).text
    assert text.replace(" ", "") == "回顾其第70/1号决议\n"
    assert "回顾其第" in text
    assert "号决议" in text


NO_TEXT = "has no text layer, have it recognised (--ocr) or make it text first (ocrmypdf IN OUT)"


def cause_of(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_pdf("a.pdf", data)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_what_has_no_text_layer_says_what_to_do() -> None:
    assert cause_of(pdf([Page(), Page()])) == NO_TEXT


def test_encrypted_files() -> None:
    page = lines_of("Resolution 70/1")
    assert read_pdf("a.pdf", pdf([page], password="")).text == "Resolution 70/1\n"
    assert cause_of(pdf([page], password="secret")) == "is encrypted, make a copy without a password first"


def test_what_unpacks_to_too_much() -> None:
    page = lines_of("Resolution 70/1")
    page.marks += [" " * 1_000_000] * 101
    assert cause_of(pdf([page])) == "unpacks to too much"


def test_damaged_files() -> None:
    whole = pdf([lines_of("Resolution 70/1")])
    for data in (whole[: len(whole) // 2], b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 40):
        assert cause_of(data) == "is no whole PDF, or a damaged one"


def test_trees_of_pages_that_lead_nowhere() -> None:
    catalogue = b"<< /Type /Catalog /Pages 2 0 R >>"
    deep = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 3) for n in range(20_000)]
    leaf = b"<< /Type /Page /MediaBox [0 0 9 9] >>"
    assert cause_of(assemble([catalogue, *deep, leaf])) == "page 1 is damaged"
    assert (
        cause_of(assemble([catalogue, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]))
        == "page 1 is damaged"
    )


def test_too_many_pages_or_characters() -> None:
    page = lines_of("Resolution 70/1")
    assert cause_of(pdf([page] * 3_001)) == "too long (3,001 pages, at most 3,000 are read)"
    page = Page()
    for n in range(70):
        page.write(10, 800 - 10 * n, "x" * 1_000, 1)
    assert cause_of(pdf([page])) == "page 1 holds over 60,000 characters"


def test_a_page_of_too_many_pieces() -> None:
    page = Page()
    for n in range(20_001):
        page.write(n % 500, 700, "1", 9)
    assert cause_of(pdf([page])) == "page 1 is made of over 20,000 pieces of text"


def test_reading_takes_no_longer_than_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "_SECONDS", -1.0)
    assert cause_of(pdf([lines_of("Resolution 70/1")])) == "takes too long (over -1 seconds)"


@pytest.mark.parametrize("box", ["[-1e30 -1e30 1e30 1e30]", "[0 0 0 0]", "[a b c d]", "[600 800 0 0]"])
def test_pages_of_any_size(box: str) -> None:
    assert read_pdf("a.pdf", pdf([lines_of("Resolution 70/1")], box=box)).text == "Resolution 70/1\n"


def test_a_page_of_letters_upon_letters() -> None:
    page = Page()
    chance = random.Random(1)
    for _ in range(19_000):
        page.write(chance.randrange(600), chance.randrange(800), "1", chance.randrange(1, 20))
    assert read_pages(page).text.count("\n") > 100


def test_pdf_shows_by_what_the_file_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\r\n" * 200 + pdf([lines_of("Resolution 70/1")]))
    assert read(str(path)).text == "Resolution 70/1\n"
    path.write_bytes(b"\r\n" * 600 + pdf([lines_of("Resolution 70/1")]))
    assert cause_in(path) != ""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"Resolution 70/1\n")
    assert read(str(path)).text == "Resolution 70/1\n"


def cause_in(path: Path) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read(str(path))
    return str(caught.value)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not here")
def test_resolutions_as_distributed() -> None:
    document = read(str(SAMPLES / "A_RES_73_6-EN.pdf"))
    assert len(document.pages) == 5
    assert [(note.marker, len(note.calls)) for note in document.notes] == [
        ("1", 1), ("2", 3), ("3", 1), ("4", 1), ("5", 1), ("6", 1),
    ]  # fmt: skip
    assert "17962" not in document.text
    found = Counter(citation.id for citation in extract(document))
    assert len(found) == 37
    assert found["A/AC.105/1181"] == 1  # at the foot of the page behind its note's
    assert {"A/RES/2453(XXIII)A", "A/RES/72/79", "FCCC/CP/DEC/1/CP.21", "outer-space"} <= set(found)
    assert all(document.text[link.start : link.end] in link.target for link in document.links)
    document = read(str(SAMPLES / "A_RES_73_7-EN.pdf"))
    assert [note.marker for note in document.notes] == list("123456789")
    assert all(note.calls for note in document.notes)
    assert {"apic", "rome-statute", "S/INF/68"} <= {citation.id for citation in extract(document)}
