"""HTML pages become documents: what is shown, notes and their calls, links, what is left out."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.documents.html import read_html
from unxref.documents.markup import kind_of
from unxref.documents.model import UnreadableDocument
from unxref.documents.read import read

if TYPE_CHECKING:
    from pathlib import Path

    from unxref.documents.model import Document


def page(body: str) -> Document:
    return read_html("a.html", f"<!doctype html><html><body>{body}</body></html>".encode())


def notes(document: Document) -> list[tuple[str, str, list[str]]]:
    """Return marker and text of each note, and what stands before each of its calls."""
    text = document.text
    return [
        (note.marker, text[note.text_start : note.end], [text[:start].split()[-1] for start, _ in note.calls])
        for note in document.notes
    ]


def links(document: Document) -> list[tuple[str, str]]:
    return [(document.text[link.start : link.end], link.target) for link in document.links]


def test_paragraphs_lines_headings_and_white_space() -> None:
    document = page(
        "<h1>77/233.\n Lamps</h1><div>Recalling   its\n<i>resolution</i> 70/1,<p>\n&nbsp; Noting<br>the lamp,<br><br>"
        "Decides</div>to <b>light </b> it"
    )
    assert document.text == (
        "77/233. Lamps\n\nRecalling its resolution 70/1,\n\nNoting\nthe lamp,\n\nDecides\n\nto light it\n"
    )
    assert document.pages == document.links == document.notes == ()


def test_tables_have_rows_and_cells() -> None:
    table = (
        "<table><tr><th>Symbol<th> Title <tr><td><p>70/1<br>and</p>\n<p>71/3</p></td>\n<td>Lamps</td></table>"
    )
    assert page(f"Above{table}below").text == "Above\n\nSymbol   Title\n70/1 and 71/3   Lamps\n\nbelow\n"


@pytest.mark.parametrize("inside", ["<table><tr><td>inner</table>", "<p>" + "Long. " * 200 + "</p>"])
def test_a_table_that_arranges_the_page_is_none(inside: str) -> None:
    text = page(f"<table><tr><td><p>One</p><p>Two</p>{inside}<td>Three</table>").text
    assert text.startswith("One\n\nTwo\n\n")
    assert text.endswith("\n\nThree\n")


def test_lists_have_their_numbers() -> None:
    document = page(
        "<ul><li>a lamp<li>a wick</ul><ol start=3><li><p>Three</p><li>Four<ol type=a><li>sub<li value=4>sub</ol></ol>"
        "<ol style='list-style-type:upper-roman'><li>Roman</ol><ol style='list-style:none'><li>none</ol>"
    )
    assert document.text.split("\n\n") == [
        "a lamp",
        "a wick",
        "3. Three",
        "4. Four",
        "a. sub",
        "d. sub",
        "I. Roman",
        "none\n",
    ]


def test_preformatted_text_stands_as_it_is() -> None:
    assert page("<p>A<pre>1   2\n  3</pre>B").text == "A\n\n1   2\n  3\n\nB\n"


def test_raised_digits_that_call_nothing_are_no_part_of_a_number() -> None:
    text = page(
        "70/1<sup>2</sup> km<sup>2</sup>, 1<sup>er</sup>, <span style='vertical-align: super'>7</span>"
    ).text
    assert text == "70/1 ² km², 1er, ⁷\n"
    assert page("70/1<sup>a</sup> 12<sup>e</sup>").text == "70/1[a] 12e\n"


def test_what_is_not_seen_is_not_read() -> None:
    document = page(
        "<title>t</title><script>A/70/1 '<p>'</script><style>p{}</style><template>A/70/2</template>"
        "<noscript>A/70/3</noscript><nav><p>A/70/4</p></nav><div role=navigation>A/70/5</div><p hidden>A/70/6"
        "<p style='DISPLAY : none'>A/70/7<b>x</b></p><del>A/70/8</del><!-- A/70/9 --><span style='mso-hide:all'>A/70/10"
        "</span><select><option>A/70/11</select><textarea>A/70/12</textarea><button>A/70/13</button><p>seen</p>"
    )
    assert document.text == "seen\n"


def test_entities_soft_hyphens_and_directions() -> None:
    document = page(
        "caf&eacute; &amp; A&#47;70/1 reso&shy;lution&nbsp;5 <bdo dir=rtl>القرار</bdo> <bdi>70/1</bdi>&#x202f;x &bogus;"
    )
    assert document.text == "café & A/70/1 resolution\xa05 القرار 70/1\u202fx &bogus;\n"


def test_links_are_resolved_against_the_base() -> None:
    document = read_html(
        "a",
        b"<html><head><base href='https://docs.un.org/en/'><base href='https://example.org/'></head><body>See "
        b"<a href=' A/RES/70/1 '> resolution <b>70/1</b></a>, <a href='/x?a=1&amp;b=2#c'>x</a>, <a href='#top'>top</a>, "
        b"<a href='javascript:void(0)'>js</a>, <a name=here>here</a>, <a href='http://[bad'>bad</a><a href=y></a>",
    )
    assert links(document) == [
        ("resolution 70/1", "https://docs.un.org/en/A/RES/70/1"),
        ("x", "https://docs.un.org/x?a=1&b=2#c"),
        ("bad", "http://[bad"),
    ]
    assert links(page("<a href=y/z>y</a>")) == [("y", "y/z")]


WAYS = {
    "pandoc": (
        '<p>Lamps,<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> and wicks'
        '<a href="#fn2" class="footnote-ref" id="fnref2"><sup>2</sup></a> burn.</p>'
        '<section class="footnotes" role="doc-endnotes"><hr /><ol><li id="fn1"><p>Resolution 70/1.'
        '<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li>'
        '<li id="fn2"><p>A/70/2.<a href="#fnref2" class="footnote-back">↩︎</a></p></li></ol></section>'
    ),
    "Word": (
        '<p>Lamps,<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>'
        '<![if !supportFootnotes]>[1]<![endif]></span></a> and wicks<a href="#_ftn2" name="_ftnref2"><span '
        'class=MsoFootnoteReference>[2]</span></a> burn.</p><div style="mso-element:footnote-list"><br clear=all><hr>'
        '<div style="mso-element:footnote" id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]'
        '</span></a> Resolution 70/1.</p></div><div style="mso-element:footnote" id=ftn2><p><a href="#_ftnref2" '
        'name="_ftn2">[2]</a> A/70/2.</p></div></div>'
    ),
    "LibreOffice": (
        '<p>Lamps,<sup><a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym">1</a></sup> and wicks'
        '<a class="sdfootnoteanc" name="sdfootnote2anc" href="#sdfootnote2sym"><sup>2</sup></a> burn.</p>'
        '<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> '
        'Resolution 70/1.</p></div><div id="sdfootnote2"><p><a name="sdfootnote2sym" href="#sdfootnote2anc">2</a>'
        "A/70/2.</p></div>"
    ),
    "MediaWiki": (
        '<p>Lamps,<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup> and wicks<sup '
        'id="cite_ref-2" class="reference"><a href="#cite_note-2">[2]</a></sup> burn.</p><ol class="references"><li '
        'id="cite_note-1"><span class="mw-cite-backlink">^ <a href="#cite_ref-1">a</a></span> Resolution 70/1.</li>'
        '<li id="cite_note-2"><a href="#cite_ref-2">^</a> A/70/2.</li></ol>'
    ),
    "asides": (
        '<p>Lamps,<a epub:type="noteref" href="#a1">1</a> and wicks<a role="doc-noteref" href="#a2">2</a> burn.</p>'
        '<aside epub:type="footnote" id="a1"><p>1. Resolution 70/1.</p></aside><aside role="doc-footnote" id="a2">A/70/2.'
        "</aside>"
    ),
    "docutils": (
        '<p>Lamps,<a class="footnote-reference" href="#id3" id="id1">[1]</a> and wicks<a class="footnote-reference" '
        'href="#id4" id="id2">[2]</a> burn.</p><dl class="footnote"><dt id="id3"><span>[<a href="#id1">1</a>]</span></dt>'
        '<dd><p>Resolution 70/1.</p></dd><dt id="id4"><a href="#id2">2</a></dt><dd><p>A/70/2.</p></dd></dl>'
    ),
    "table": (
        '<p>Lamps,<sup><a href="#n1">1</a></sup> and wicks<sup><a href="#n2">2</a></sup> burn.</p><table><tr><td>'
        '<a name="n1">1</a></td><td>Resolution 70/1.</td></tr><tr><td><a name="n2">2</a></td><td>A/70/2.</td></tr></table>'
    ),
    "one paragraph": (
        '<p>Lamps,<a href="#n1"><sup>1</sup></a> and wicks<a href="#n2"><sup>2</sup></a> burn.</p><p><a name="n1">1</a> '
        'Resolution 70/1.<br><a name="n2">2</a> A/70/2.</p>'
    ),
    "loose": (
        '<div>Lamps,<a href="#n1"><sup>1</sup></a> and wicks<a href="#n2"><sup>2</sup></a> burn.<br><br><a name="n1"></a>'
        '<p>1. Resolution 70/1.</p><a name="n2"></a><p>2. A/70/2.</p></div>'
    ),
    "back and forth": (
        '<p>Lamps,<a name="up1"></a><a href="#down1">1</a> and wicks<a id="up2" href="#down2">2</a> burn.</p>'
        '<p id="down1"><a href="#up1">1</a> Resolution 70/1.</p><p id="down2"><a href="#up2">2</a> A/70/2.</p>'
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_notes_in_the_usual_ways(way: str) -> None:
    document = page(WAYS[way])
    assert document.text == "Lamps,¹ and wicks² burn.\n\n1 Resolution 70/1.\n2 A/70/2.\n"
    assert notes(document) == [("1", "Resolution 70/1.", ["Lamps,"]), ("2", "A/70/2.", ["wicks"])]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Lamps,<sup>1</sup> and wicks<sup>2</sup> burn.</p><hr><p><sup>1</sup> Resolution 70/1.</p><p><sup>2</sup> A/70/2.</p>",
        "<p>Lamps,<sup>1</sup> and wicks<sup>2</sup> burn.<hr><sup>1</sup> Resolution 70/1.<br><sup>2</sup> A/70/2.",
        "<pre>Lamps,[1] and wicks[2] burn.\n\n[1] Resolution 70/1.\n[2] A/70/2.\n</pre>",
    ],
)
def test_notes_without_links_are_found_as_in_print(body: str) -> None:
    assert [said for _, said, _ in notes(page(body))] == ["Resolution 70/1.", "A/70/2."]
    assert all(calls for _, _, calls in notes(page(body)))


def test_a_note_of_several_paragraphs_with_a_link_called_twice() -> None:
    document = page(
        '<p>Lamps<sup><a href="#fn1">*</a></sup> and wicks<sup><a href="#fn1">*</a></sup></p><p>After<div id="fn1"><p>* See '
        '<a href="https://docs.un.org/A/70/1">A/70/1</a>.</p><p>And 2.</p></div><p>End'
    )
    assert document.text == "Lamps[*] and wicks[*]\n\nAfter\n\nEnd\n\n* See A/70/1.\n\nAnd 2.\n"
    assert notes(document) == [("*", "See A/70/1.\n\nAnd 2.", ["Lamps", "wicks"])]
    assert links(document) == [("A/70/1", "https://docs.un.org/A/70/1")]


def test_links_from_a_note_to_other_places_are_kept() -> None:
    document = page(
        '<p id="p5">5. Lamps<sup><a id="r1" href="#fn1">1</a></sup></p><p>Wicks<sup><a href="#fn2">2</a></sup></p>'
        '<p id="fn1"><a href="#r1">1</a> A/70/1.</p><p id="fn2">2 See note <a href="#fn1">1</a>, para. '
        '<a href="#p5">5</a>.</p>'
    )
    assert notes(document) == [("1", "A/70/1.", ["Lamps"]), ("2", "See note 1, para. 5.", ["Wicks"])]


def test_contents_with_links_back_are_no_notes() -> None:
    contents = '<p id="toc"><a href="#s1">1</a> <a href="#s2">2</a></p>'
    document = page(
        contents + '<h2 id="s1">One <a href="#toc">↑</a></h2><p>x<h2 id="s2">Two <a href="#toc">↑</a></h2>'
    )
    assert document.notes == ()
    assert document.text.startswith("1 2\n\nOne")


def test_links_within_a_page_that_call_no_note() -> None:
    document = page(
        '<p><a href="#s1">1</a> <a href="#s2">Part 2</a></p><h2 id="s1">One</h2><h2 id="s2">Two</h2>'
    )
    assert document.text == "1 Part 2\n\nOne\n\nTwo\n"
    assert document.notes == ()


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<html><p>résolution".encode(), "utf-8"),
        ("\ufeff<html><p>résolution".encode(), "utf-8"),
        ("<html><p>résolution".encode("utf-16"), "utf-16-le"),
        ("<html><meta charset=iso-8859-1><p>résolution".encode("cp1252"), "windows-1252"),
        (
            "<html><meta http-equiv=x content='text/html; charset=ISO-8859-15'><p>résolution".encode(
                "cp1252"
            ),
            "iso8859-15",
        ),
        ("<html><meta charset=iso-8859-1><p>résolution".encode(), "utf-8"),
        ("<html><meta charset=rot13><p>résolution".encode("cp1252"), "windows-1252"),
        ("<?xml version='1.0' encoding='windows-1252'?><html><p>résolution".encode("cp1252"), "windows-1252"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    document = read_html("a", data)
    assert (document.text, document.encoding) == ("résolution\n", encoding)


@pytest.mark.parametrize("declared", ["windows-1251", "gb2312"])
def test_declared_encodings_of_other_scripts(declared: str) -> None:
    word = {"windows-1251": "резолюция", "gb2312": "决议"}[declared]
    data = f"<html><meta charset={declared}><p>{word} 70/1".encode(declared)
    assert read_html("a", data).text == f"{word} 70/1\n"


@pytest.mark.parametrize(
    ("name", "beginning", "kind"),
    [
        ("a", b"<!DOCTYPE html>\n<p>", "html"),
        ("a.txt", b"\xef\xbb\xbf\n <!-- x --> <HTML lang=en>", "html"),
        (
            "a",
            b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://x"><html>',
            "html",
        ),
        ("a", "<html>".encode("utf-16-be"), "html"),
        ("a.htm", b"<div>x</div>", "html"),
        ("a.txt", b"<div>x</div>", None),
        ("a.html", b"plain", None),
        ("a", b"<akomaNtoso>", "akn"),
        ("a", b"<?xml version='1.0'?><!-- x --><a:akomaNtoso xmlns:a='x'>", "akn"),
        ("a.xml", b"<lamp/>", "xml"),
        ("a", b"<?xml version='1.0'?><lamp/>", "xml"),
        ("a.md", b"<!-- Page 1 -->\nText", None),
        ("a", b"<!DOCTYPE x [ <!ENTITY y 'html>'> ]> <html>", "html"),
        ("a", b"", None),
        ("a", b"<", None),
    ],
)
def test_what_it_is_shows_by_what_it_begins_with(name: str, beginning: bytes, kind: str | None) -> None:
    assert kind_of(name, beginning) == kind


def test_the_door(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"<html><p>A/70/1")
    assert read(str(tmp_path / "a.txt")).text == "A/70/1\n"
    (tmp_path / "a.xml").write_bytes(b"<?xml version='1.0'?><lamp/>")
    with pytest.raises(
        UnreadableDocument, match=r"^XML of this kind is not read, only Akoma Ntoso and XHTML$"
    ):
        read(str(tmp_path / "a.xml"))


def test_entities_of_a_document_type_are_never_resolved() -> None:
    data = b"<!DOCTYPE html [<!ENTITY lol 'A/70/1'><!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><p>a &lol; &x; b"
    assert read_html("a", data).text == "a &lol; &x; b\n"


def test_unclosed_and_misplaced_tags() -> None:
    document = page(
        "<p><b>One<p>Two</i></b></div></td><table><tr><td>x</p><tr><td>y</table></table><ul><li>z</ul>end"
    )
    assert document.text.split() == ["One", "Two", "x", "y", "z", "end"]


def test_a_hundred_thousand_nested_elements() -> None:
    document = page("<div>" * 100_000 + "A/70/1" + "</div>" * 100_000 + "<p>A/70/2")
    assert document.text == "A/70/1\n\nA/70/2\n"


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"^elements within elements without end$"):
        page("<b>" * 200_001)


def test_end_tags_without_elements_take_a_bounded_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unxref.documents.markup._SECONDS", 0.2)
    monkeypatch.setattr("unxref.documents.markup._SECONDS_A_CHARACTER", 0)
    began = time.process_time()
    with pytest.raises(UnreadableDocument, match=r"^takes too long"):
        page("<b>" * 20_000 + "</i>" * 500_000)
    assert time.process_time() - began < 10


TAGS = st.sampled_from(
    [
        "p",
        "div",
        "b",
        "i",
        "sup",
        "a",
        "table",
        "tr",
        "td",
        "th",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "br",
        "hr",
        "pre",
        "span",
        "section",
        "aside",
        "h1",
        "q",
        "nav",
        "template",
        "del",
    ]
)
MARKS = st.sampled_from(
    [
        "",
        " id=x",
        " id=y",
        " href=#x",
        " href=#y",
        " href=z",
        " class=footnote",
        " hidden",
        " style='vertical-align:super'",
    ]
)
PIECES = st.lists(
    st.one_of(
        st.builds("<{}{}>".format, TAGS, MARKS),
        st.builds("</{}>".format, TAGS),
        st.sampled_from(
            [
                "1",
                "[1]",
                "*",
                " ",
                "\n",
                "70/1",
                "¹",
                "<script>SECRET</script>",
                "<!--SECRET-->",
                "&nbsp;",
                "&lt;",
            ]
        ),
        st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="<&"), max_size=5),
    ),
    max_size=60,
)


@given(PIECES)
def test_whatever_a_page_holds_every_offset_is_inside_the_text(pieces: list[str]) -> None:
    document = page("".join(pieces))
    length = len(document.text)
    assert "SECRET" not in document.text
    for note in document.notes:
        assert 0 <= note.start <= note.text_start <= note.end <= length
        assert all(0 <= start < end <= length for start, end in note.calls)
    assert all(0 <= link.start < link.end <= length for link in document.links)


SHOWN = st.sampled_from(
    [
        "p",
        "div",
        "b",
        "i",
        "sup",
        "a",
        "table",
        "tr",
        "td",
        "th",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "br",
        "hr",
        "pre",
        "span",
        "section",
        "aside",
        "h1",
        "q",
    ]
)


@given(
    st.lists(
        st.one_of(
            st.builds("<{}{}>".format, SHOWN, MARKS.filter(lambda mark: "hidden" not in mark)),
            st.builds("</{}>".format, SHOWN),
            st.sampled_from(
                ["<sup><a href=#x>1</a></sup>", "<a href=#y>[2]</a>", " ", "\n", "WORD", "WORD "]
            ),
        ),
        max_size=40,
    )
)
def test_no_word_that_is_seen_is_lost_or_said_twice(pieces: list[str]) -> None:
    words = [f"(word{n})" for n in range(len(pieces))]
    said = [piece.replace("WORD", word) for piece, word in zip(pieces, words, strict=True)]
    text = page("".join(said)).text
    for piece, word in zip(pieces, words, strict=True):
        assert text.count(word) == ("WORD" in piece)


@given(st.binary(max_size=200))
def test_no_bytes_are_too_strange(data: bytes) -> None:
    with suppress(UnreadableDocument):
        assert read_html("a", b"<html><p>" + data).text.endswith("\n")
