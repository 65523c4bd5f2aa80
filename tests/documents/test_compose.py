"""A text that is put together: where its notes, calls, links and pages stand."""

from hypothesis import given
from hypothesis import strategies as st

from unxref.documents.compose import Composer
from unxref.documents.model import Link


def test_paragraphs_lines_and_cells_stand_as_in_texts_made_from_print() -> None:
    text = Composer()
    text.write("  Recalling its\n resolution ")
    text.write(" 70/1,")
    text.paragraph()
    text.paragraph()
    text.write("70/1")
    text.cell()
    text.write("Title")
    text.line()
    text.cell()
    text.write("71/3")
    text.paragraph()
    assert text.document("a").text == "Recalling its resolution 70/1,\n\n70/1   Title\n71/3\n"


def test_notes_stand_at_the_end_in_the_order_of_their_calls() -> None:
    text = Composer()
    with text.note("b", "2"):
        text.write("See A/70/1.")
    text.write("First")
    text.call("a", "1")
    text.write(" and second")
    text.call("b", "2")
    text.write(" and first again")
    text.call("a", "1")
    with text.note("a", "1"):
        text.write("Resolution 70/1.")
    with text.note("never called", "*"):
        text.write("A star.")
    document = text.document("a")
    assert document.text == (
        "First¹ and second² and first again¹\n\n1 Resolution 70/1.\n2 See A/70/1.\n* A star.\n"
    )
    assert [(note.marker, document.text[note.text_start : note.end]) for note in document.notes] == [
        ("1", "Resolution 70/1."),
        ("2", "See A/70/1."),
        ("*", "A star."),
    ]
    assert [note.calls for note in document.notes] == [((5, 6), (34, 35)), ((17, 18),), ()]
    assert [note.call for note in document.notes] == [5, 17, None]


def test_preformatted_text_stands_as_it_is() -> None:
    text = Composer()
    text.write("A ")
    text.preformatted("1  2\r\n\t3\r4")
    assert text.document("a").text == "A 1  2\n\t3\n4\n"


def test_many_pieces() -> None:
    text = Composer()
    for number in range(10_000):
        text.write(f"{number} ")
        text.paragraph()
    document = text.document("a")
    assert document.text.split() == [str(number) for number in range(10_000)]
    assert document.text.count("\n\n") == 9_999


def test_links_in_the_text_and_in_notes() -> None:
    text = Composer()
    text.write("See ")
    with text.link("https://docs.un.org/a"):
        text.write("resolution 70/1")
    text.call("1", "1")
    with text.note("1", "1"):
        text.write("Also ")
        with text.link("https://docs.un.org/b"):
            text.write("A/70/2")
        with text.link("https://docs.un.org/empty"):
            text.write("")
    document = text.document("a")
    linked = [(document.text[link.start : link.end], link.target) for link in document.links]
    assert linked == [
        ("resolution 70/1", "https://docs.un.org/a"),
        ("A/70/2", "https://docs.un.org/b"),
    ]


def test_a_link_ends_where_the_text_does() -> None:
    text = Composer()
    text.write("One")
    text.call("1", "1")
    with text.note("1", "1"):
        with text.link("https://docs.un.org/a"):
            text.write("A/70/2 ")
        with text.link("https://docs.un.org/blank"):
            text.cell()
    with text.link("https://docs.un.org/b"):
        text.write(" two")
        text.line()
    document = text.document("a")
    assert [document.text[link.start : link.end] for link in document.links] == [" two", "A/70/2"]


def test_pages() -> None:
    text = Composer()
    text.write("One.")
    text.paragraph()
    text.page()
    text.write("Two.")
    document = text.document("a")
    assert document.pages == (0, 6)
    assert document.page(document.text.index("Two")) == 2
    assert Composer().document("empty").pages == ()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("write", "paragraph", "line", "cell", "page", "call", "note", "link")),
        st.text(max_size=8),
    ),
    max_size=30,
)


@given(STEPS)
def test_whatever_is_written_every_offset_is_inside_the_text(steps: list[tuple[str, str]]) -> None:
    text = Composer()
    for step, said in steps:
        if step == "write":
            text.write(said)
        elif step == "call":
            text.call(said[:1], "1")
        elif step == "note":
            with text.note(said[:1], "1"):
                text.write(said)
        elif step == "link":
            with text.link("https://un.org"):
                text.write(said)
        else:
            getattr(text, step)()
    document = text.document("a")
    length = len(document.text)
    for note in document.notes:
        assert 0 <= note.start < note.text_start <= note.end <= length
        assert document.text[note.start : note.text_start] == "1 "
        assert all(document.text[start:end] == "¹" for start, end in note.calls)
    assert all(isinstance(link, Link) and 0 <= link.start < link.end <= length for link in document.links)
    assert list(document.pages) == sorted(set(document.pages))
