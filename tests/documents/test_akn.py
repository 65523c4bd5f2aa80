"""Akoma Ntoso becomes documents: text as print has it, notes, links, tables, and what only metadata tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.citations.extract import extract, identify
from unxref.documents.akn import read_akn
from unxref.documents.model import About, Document, UnreadableDocument
from unxref.documents.read import read

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "akn"
NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
META = """<meta><identification><FRBRWork>
<FRBRuri value="/akn/un/statement/deliberation/unga/2022-12-15/77-999/"/><FRBRdate date="2022-12-15" name="adoption"/>
<FRBRalias name="title" value="Lamps and wicks"/></FRBRWork><FRBRExpression><FRBRdate date="2023-01-09" name="publication"/>
<FRBRlanguage language="{language}"/></FRBRExpression></identification></meta>"""
COVER = """<coverPage><p><docAuthority>United Nations</docAuthority></p><p><docNumber>A/RES/77/999</docNumber></p>
<p><docTitle>Resolution adopted by the General Assembly on 15 December 2022</docTitle></p></coverPage>
<preface><p><docNumber>77/999.</docNumber>
  <docTitle><span>\tLamps and wicks</span></docTitle></p></preface>"""
PREAMBLE = """<preamble><formula><p xml:space="preserve">
  <i>The General Assembly</i>,</p></formula><container><p>\t<i>Recalling</i> its resolution 70/1,</p></container></preamble>"""


def document(inside: str, meta: str = "") -> Document:
    return read_akn(
        "a.xml",
        f'<akomaNtoso xmlns="{NAMESPACE}"><statement>{meta}{inside}</statement></akomaNtoso>'.encode(),
    )


def body(inside: str) -> Document:
    return document(f"<mainBody>{inside}</mainBody>")


def test_cover_preface_preamble_body_and_conclusions() -> None:
    read = document(
        COVER
        + PREAMBLE
        + "<mainBody><paragraph><num>1.</num><content>\n<p>\tRequests it.</p>\n</content></paragraph></mainBody>"
        "<conclusions><p><event><location>45th plenary meeting</location>\n<eol/><docDate>15 December 2022</docDate></event>"
        "</p></conclusions>"
    )
    assert read.text == (
        "United Nations\n\nA/RES/77/999\n\nResolution adopted by the General Assembly on 15 December 2022\n\n"
        "77/999. Lamps and wicks\n\nThe General Assembly,\n\nRecalling its resolution 70/1,\n\n1. Requests it.\n\n"
        "45th plenary meeting\n15 December 2022\n"
    )
    identity = identify(read)
    assert (identity.symbol, identity.title, identity.date) == (
        "A/RES/77/999",
        "Lamps and wicks",
        "2022-12-15",
    )


def test_metadata_say_what_cover_and_preface_do_not() -> None:
    for shown in (
        "",
        "<preface><p><docNumber>77/999.</docNumber> <docTitle>Lamps and wicks</docTitle></p></preface>",
    ):
        read = document(shown + PREAMBLE, META.format(language="eng"))
        identity = identify(read)
        assert (identity.symbol, identity.title, identity.date) == (
            "A/RES/77/999",
            "Lamps and wicks",
            "2022-12-15",
        )
        assert read.text.count("Lamps and wicks") == 1
        assert [c.id for c in extract(read)] == ["A/RES/70/1"]


def test_metadata_are_not_printed_again_or_in_the_wrong_language() -> None:
    assert document(COVER + PREAMBLE, META.format(language="eng")).text == document(COVER + PREAMBLE).text
    assert document(PREAMBLE, META.format(language="fra")).text.startswith("A/RES/77/999\n\nThe General")
    symbol = '<meta><FRBRWork><FRBRalias name="symbol" value="S/RES/2250(2015)"/></FRBRWork></meta>'
    assert document(PREAMBLE, symbol).text.startswith("S/RES/2250(2015)\n\nThe General")
    assert document(PREAMBLE, META.replace("2022-12-15", "soon").format(language="")).text.startswith(
        "The General"
    )


def test_metadata_are_told_beside_the_text() -> None:
    told = About(("A/RES/77/999",), "Lamps and wicks", "2022-12-15", "fr")
    assert document(PREAMBLE, META.format(language="fra")).about == told
    undated = META.replace("2022-12-15", "2022-13-15").format(language="")
    assert document(PREAMBLE, undated).about.date is None


def test_headings_numbers_lists_and_quotations() -> None:
    read = body(
        "<section><num>I.</num><heading>Lamps</heading><subheading>Old ones</subheading><paragraph><num>5.</num><list>"
        "<intro><p>Requests:</p></intro><point><num>(a)</num><content><p>A lamp;</p></content></point><point><num>(b)</num>"
        "<content><p>A <del>wig</del><ins>wick</ins>.</p></content></point></list></paragraph></section>"
        '<paragraph><num>6.</num></paragraph><p>It is <quotedText startQuote="“" endQuote="”">lit</quotedText>, km<sup>2</sup>'
        "</p><blockList><item><num>(i)</num><p>one</p></item></blockList>"
    )
    assert read.text.split("\n\n") == [
        "I. Lamps",
        "Old ones",
        "5. Requests:",
        "(a) A lamp;",
        "(b) A wick.",
        "6.",
        "It is “lit”, km²",
        "(i) one\n",
    ]


def test_tables() -> None:
    table = "<table><tr><th><p>Symbol</p></th><th><p>Title</p></th></tr><tr><td><p>70/1</p>\n</td>\n<td><p>La</p><p>mp</p></td></tr></table>"
    assert body(f"<p>Above</p>{table}<p>Below</p>").text == "Above\n\nSymbol   Title\n70/1   La mp\n\nBelow\n"


def test_notes_are_tied_to_their_calls() -> None:
    read = body(
        '<p>Lamps,<authorialNote marker="1" placement="bottom" eId="n1"><p>\t \tResolution <a href="https://undocs.org/en/'
        'A/RES/70/1">70/1</a>.</p><p>More.</p></authorialNote> wicks<authorialNote marker="*"><p>A/70/2.</p></authorialNote>'
        ' and lamps<noteRef href="#n1" marker="1"/> and <noteRef href="#n1"/></p>'
    )
    assert read.text == ("Lamps,¹ wicks[*] and lamps¹ and ¹\n\n1 Resolution 70/1.\n\nMore.\n* A/70/2.\n")
    assert [(n.marker, read.text[n.text_start : n.end]) for n in read.notes] == [
        ("1", "Resolution 70/1.\n\nMore."),
        ("*", "A/70/2."),
    ]
    assert [[read.text[start:end] for start, end in n.calls] for n in read.notes] == [
        ["¹", "¹", "¹"],
        ["[*]"],
    ]
    assert [(read.text[k.start : k.end], k.target) for k in read.links] == [
        ("70/1", "https://undocs.org/en/A/RES/70/1")
    ]


def test_a_note_that_stands_apart_from_its_calls() -> None:
    read = body(
        '<p>Lamps<noteRef href="#n1" marker="1"/> burn</p><authorialNote eId="n1"><p>A/70/1.</p></authorialNote><p>on</p>'
    )
    assert read.text == "Lamps¹ burn\n\non\n\n1 A/70/1.\n"
    assert len(read.notes[0].calls) == 1


def test_links() -> None:
    read = body(
        '<p>See <ref href="/akn/un/x">resolution <b>70/1</b></ref>, <a href="#here">here</a>, <mref>none</mref></p>'
    )
    assert [(read.text[k.start : k.end], k.target) for k in read.links] == [("resolution 70/1", "/akn/un/x")]


def test_pages() -> None:
    read = body("<p>One.</p><eop/><p>Two.</p>")
    assert [read.page(read.text.index(word)) for word in ("One", "Two")] == [1, 2]


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"<akomaNtoso><p>Lamps", "broken XML: "),
        (b"<akomaNtoso><p>Lamps</akomaNtoso>", "broken XML: "),
        (b"<akomaNtoso><p>\0Lamps</p></akomaNtoso>", ""),
        (
            b"<?xml version='1.0'?>\n<!DOCTYPE akomaNtoso [<!ENTITY a 'A/70/1'>]>\n<akomaNtoso><p>&a;</p></akomaNtoso>",
            "line 3",
        ),
        (b"<akomaNtoso>" + b"<p>" * 200_000 + b"</p>" * 200_000 + b"</akomaNtoso>", "without end"),
    ],
)
def test_what_is_broken_is_said_in_one_line(data: bytes, cause: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_akn("a", data)
    assert cause in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_hundred_thousand_nested_elements() -> None:
    assert body("<p>" * 100_000 + "A/70/1" + "</p>" * 100_000).text == "A/70/1\n"


def test_billion_laughs_cost_nothing() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    for inside in ("<p>&a11;</p>", '<p><a href="&a11;">x</a></p>'):
        with pytest.raises(UnreadableDocument, match="not defined"):
            read_akn("a", f"<!DOCTYPE akomaNtoso [{entities}]><akomaNtoso>{inside}</akomaNtoso>".encode())


def test_declared_encodings() -> None:
    data = (
        "<?xml version='1.0' encoding='ISO-8859-1'?><akomaNtoso><body><p>résolution</p></body></akomaNtoso>"
    )
    assert read_akn("a", data.encode("latin-1")).text == "résolution\n"
    assert read_akn("a", data.replace("ISO-8859-1", "utf-16").encode("utf-16")).text == "résolution\n"


ELEMENTS = "p|num|paragraph|table|tr|td|span|sup|a href='x'|authorialNote marker='1'|authorialNote eId='n'|preamble|eop"


def element(tag: str, inside: list[str]) -> str:
    return f"<{tag}>{''.join(inside)}</{tag.split()[0]}>"


def elements(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(element, st.sampled_from(ELEMENTS.split("|")), st.lists(inner, max_size=4))


TREES = st.recursive(
    st.sampled_from(["text ", " ", "70/1", "1", "<eol/>", "<noteRef href='#n'/>", "<meta>SECRET</meta>"]),
    elements,
    max_leaves=25,
)


@given(TREES)
def test_whatever_is_nested_every_offset_is_inside_the_text(tree: str) -> None:
    read = body(tree)
    length = len(read.text)
    assert "SECRET" not in read.text
    for note in read.notes:
        assert 0 <= note.start < note.text_start <= note.end <= length
        assert all(0 <= start < end <= length for start, end in note.calls)
    assert all(0 <= link.start < link.end <= length for link in read.links)
    assert list(read.pages) == sorted(set(read.pages))


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="no real samples here")
def test_real_resolutions() -> None:
    files = sorted(SAMPLES.glob("*.xml"))
    assert files
    for file in files:
        real = read(str(file))
        assert all(note.calls for note in real.notes)
        assert real.notes
        assert real.links
        assert identify(real).symbol == "/".join(file.name.partition("-")[0].split("_"))
