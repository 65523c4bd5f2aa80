"""The geometry of a page: lines, columns, furniture and notes of any letters anywhere."""

from collections import Counter
from collections.abc import Iterable
from random import Random
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st
from typeset import WIDTH, Page, pdf

from unxref.documents.pdf import read_pdf
from unxref.documents.pdf_columns import find_flows
from unxref.documents.pdf_direction import Letter, in_order, with_brackets
from unxref.documents.pdf_furniture import without_furniture
from unxref.documents.pdf_lines import Line, find_lines, in_rows
from unxref.documents.pdf_notes import part
from unxref.documents.pdfium import Glyph, read_pages


def glyphs(
    text: str, left: float = 0, base: float = 700, size: float = 10, link: str | None = None
) -> list[Glyph]:
    """Letters half as wide as they are high."""
    return [
        Glyph(letter, left + n * size / 2, left + (n + 1) * size / 2, base, size, link)
        for n, letter in enumerate(text)
    ]


LETTERS = st.characters(codec="utf-8", categories=["L", "N", "P", "S"])


def placed(text: str, left: float, width: float, base: float, size: float) -> Glyph:
    return Glyph(text, left, left + width * size, base, size, None)


GLYPHS = st.lists(
    st.builds(
        placed,
        LETTERS,
        st.floats(-100, 700),
        st.floats(0, 1.5),
        st.floats(-100, 900),
        st.sampled_from((1, 6, 7.5, 9, 10, 10.04, 12, 18, 400)),
    ),
    max_size=60,
)
WORDS = st.lists(
    st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=9),
    min_size=1,
    max_size=12,
)


PLACES = st.tuples(st.integers(0, 12), st.integers(0, 60))


@given(st.dictionaries(PLACES, st.tuples(LETTERS, st.sampled_from((6, 9, 10, 12))), max_size=60))
def test_every_letter_is_printed_once_whatever_stands_where(
    letters: dict[tuple[int, int], tuple[str, int]],
) -> None:
    found = [Glyph(text, x * 4, x * 4 + 3, y * 2, size, None) for (x, y), (text, size) in letters.items()]
    printed = "".join(line.text for line in find_lines(found))
    expected = "".join(text for text, _ in letters.values())
    assert _plain(printed) == _plain(expected)


def _plain(text: str) -> Counter[str]:
    """Count letters, those that ligatures stand for, whichever way brackets are turned."""
    unfolded = normalize("NFKC", text).translate(str.maketrans(")]", "(["))
    return Counter("".join(unfolded.split()))


@given(GLYPHS)
def test_nothing_is_lost_on_the_way_from_lines_to_pages(found: list[Glyph]) -> None:
    lines = find_lines(found)
    flows = find_flows(lines)
    assert _letters(line for flow in flows for line in flow) == _letters(lines)
    (body,) = part([flows])
    kept = [line for flow in body.flows for line in flow]
    noted = [line for note in body.notes for line, _ in note.lines]
    left_out = _letters(lines) - _letters([*kept, *noted])
    assert set(left_out) <= set("_—– ")  # rules
    for line in lines:
        assert all(0 <= start < end <= len(line.text) for start, end in line.raised)


@given(st.lists(GLYPHS, min_size=1, max_size=4))
def test_furniture_is_whole_lines_of_the_page(pages: list[list[Glyph]]) -> None:
    lines = [find_lines(page) for page in pages]
    for before, after in zip(lines, without_furniture(lines), strict=True):
        assert all(line in before for line in after)
        assert len(before) - len(after) <= len(before)


def _letters(lines: Iterable[Line]) -> Counter[str]:
    return Counter("".join(line.text for line in lines).replace(" ", ""))


@given(WORDS, st.randoms(use_true_random=False))
def test_a_line_is_read_in_order_however_the_file_has_its_letters(words: list[str], chance: Random) -> None:
    text = " ".join(words)
    found = [glyph for glyph in glyphs(text) if glyph.text != " "]
    chance.shuffle(found)
    (line, *more) = find_lines(found)
    assert not more
    assert line.text == text or len(words) == len(text.replace(" ", ""))
    assert (line.left, line.base, line.size) == (0, 700, 10)


@given(WORDS, st.integers(1, 999), st.booleans())
def test_a_small_number_above_the_line_is_raised(words: list[str], number: int, small_first: bool) -> None:
    text = " ".join(words)
    level = glyphs(text)
    call = glyphs(str(number), len(text) * 5, 703.5, 6.5)
    (line,) = find_lines([*call, *level] if small_first else [*level, *call])
    assert line.text[line.raised[0][0] : line.raised[0][1]] == str(number)
    assert line.text.endswith(str(number))
    assert line.size == 10


def test_gaps() -> None:
    narrow = [*glyphs("peopl"), *glyphs("e", 26.1)]  # as Word sets an e apart
    assert [line.text for line in find_lines(narrow)] == ["people"]
    assert [line.text for line in find_lines([*glyphs("and"), *glyphs("so", 17.5)])] == ["and so"]
    assert [line.text for line in find_lines([*glyphs("70/1"), *glyphs("Title", 60)])] == ["70/1", "Title"]
    words = {0: "few", 28: "words", 66: "fill", 99: "lines"}
    filled = [glyph for left, word in words.items() for glyph in glyphs(word, left)]
    assert [line.text for line in find_lines(filled)] == ["few words fill lines"]


def test_letters_printed_twice_are_bold() -> None:
    assert [line.text for line in find_lines([*glyphs("bold"), *glyphs("bold", 0.3)])] == ["bold"]


def test_ligatures_and_presentation_forms_are_letters() -> None:
    assert [line.text for line in find_lines(glyphs("o\ufb03ce"))] == ["office"]


def test_rows_keep_where_raised_letters_and_links_stand() -> None:
    cells = find_lines([*glyphs("70/1", link="a"), *glyphs("2", 20, 703, 6), *glyphs("Title", 90, link="b")])
    (row,) = in_rows(cells)
    assert row.text == "70/12   Title"
    assert row.raised == ((4, 5),)
    assert row.links == ((0, 4, "a"), (8, 13, "b"))


def test_one_column_beside_notes_of_its_own_size() -> None:
    lines = [Line(f"line {n}", 60, 290, 700 - 12 * n, 10) for n in range(10)]
    assert find_flows(lines) == [lines]


@given(st.text("abאבج12/ .()-", max_size=20), st.booleans())
def test_order_of_reading_keeps_every_letter(text: str, arabic: bool) -> None:
    letters = [Letter(letter) for letter in text]
    ordered, _ = in_order(letters, arabic=arabic)
    assert Counter(ordered) == Counter(letters)
    assert len(with_brackets(text)) == len(text)


def test_brackets_turn_as_their_places_ask_for() -> None:
    assert with_brackets("قرار )A/70/1(، و (ب)") == "قرار (A/70/1)، و (ب)"


def test_numbers_and_symbols_in_arabic_lines() -> None:
    def ordered(text: str) -> str:
        return "".join(letter.text for letter in in_order([Letter(c) for c in text], arabic=True)[0])

    assert ordered("70/1 رارق") == "قرار 70/1"
    assert ordered("A/RES/70/1 رارق") == "قرار A/RES/70/1"
    assert ordered("A/RES/") == "A/RES/"  # cut at the end of the line
    assert ordered("2 1 رارق") == "قرار 1 2"


PRINTED = st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), min_size=1, max_size=20)


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(20, 800), PRINTED, st.sampled_from((6, 9, 12))),
        max_size=15,
    )
)
def test_any_page_is_read(written: list[tuple[int, int, str, int]]) -> None:
    page = Page()
    for x, y, text, size in [*written, (5, 5, "x", 9)]:
        page.write(x, y, text, size)
    data = pdf([page, page])
    document = read_pdf("a", data)
    assert len(next(read_pages(data))) <= sum(len(text) for *_, text, _ in written) + 1
    for note in document.notes:
        assert 0 <= note.start <= note.text_start <= note.end <= len(document.text)
    assert list(document.pages) == sorted(set(document.pages))


def test_places_are_those_of_the_file() -> None:
    page = Page()
    end = page.write(90, 700, "70/1", 10)
    (found,) = read_pages(pdf([page]))
    assert [glyph.text for glyph in found] == list("70/1")
    assert found[0].left == 90
    assert abs(found[-1].right - end) < 0.1
    assert abs(found[1].left - 90 - WIDTH * 10) < 0.1
    assert {(glyph.base, glyph.size) for glyph in found} == {(700, 10)}
