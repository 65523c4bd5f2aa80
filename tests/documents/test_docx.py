"""Word files: what print shows of them, and nothing else; notes, links, tables, numbers, hostile files."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wordfile import (
    NAMESPACES,
    call,
    custom,
    deleted,
    field,
    inserted,
    level,
    link,
    lists,
    numbered,
    p,
    packed,
    r,
    section,
    tbl,
    tc,
    tr,
    wordfile,
)

from unxref.documents.docx import read_docx
from unxref.documents.model import Document, UnreadableDocument
from unxref.documents.read import read

HIDDEN = "<w:vanish/>"
RAISED = '<w:vertAlign w:val="superscript"/>'
SAMPLES = Path(__file__).parents[2] / "../shared/samples/docx"


def text_of(*body: str, parts: dict[str, str] | None = None) -> str:
    return read_docx("a.docx", wordfile(*body, parts=parts)).text


def noted(document: Document) -> list[tuple[str, str, list[str]]]:
    text = document.text
    return [
        (note.marker, text[note.text_start : note.end], [text[start:end] for start, end in note.calls])
        for note in document.notes
    ]


def linked(document: Document) -> list[tuple[str, str]]:
    return [(document.text[one.start : one.end], one.target) for one in document.links]


# What is printed


def test_a_word_file_is_told_by_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(wordfile(p("Recalling resolution 70/1,"), p("Noting it,")))
    assert read(str(path)).text == "Recalling resolution 70/1,\n\nNoting it,\n"


def test_tabs_and_breaks() -> None:
    text = text_of(
        p(r("<w:tab/>", "1.", "<w:tab/>", "Reaffirms resolution", '<w:br w:type="page"/>', "70/1;")),
        p("Second", r("<w:cr/>"), "line"),
    )
    assert text == "1.   Reaffirms resolution\n70/1;\n\nSecond\nline\n"


def test_hyphens_and_signs() -> None:
    def sign(code: str, font: str = "Symbol") -> str:
        return r(f'<w:sym w:font="{font}" w:char="{code}"/>')

    assert text_of(p(r("A/70/95", "<w:noBreakHyphen/>", "S/2015/446"))) == "A/70/95\u2011S/2015/446\n"
    assert text_of(p(r("reso", "<w:softHyphen/>", "lu\u00adtion"))) == "resolution\n"
    assert text_of(p(sign("F02A"), " ", sign("F0B7"), " ", sign("F067"), sign("61"))) == "* • γα\n"
    assert text_of(p("a", sign("F0FC", "Wingdings"), sign("2019", "Arial"), sign("zz"))) == "a’\n"
    assert text_of(p("x", "<m:oMath><m:r><m:t>=1</m:t></m:r></m:oMath>")) == "x=1\n"


def test_white_space_that_is_not_meant_is_not_read() -> None:
    assert text_of(p("<w:r><w:t>\n  resolution \n</w:t></w:r>", " 70/1")) == "resolution 70/1\n"


def test_what_holds_runs_is_transparent() -> None:
    control = f"<w:sdt><w:sdtPr><w:tag w:val='no'/></w:sdtPr><w:sdtContent>{r('70/1')}</w:sdtContent></w:sdt>"
    smart = f"<w:smartTag><w:smartTagPr/>{r(' and ')}</w:smartTag><w:customXml>{r('71/3')}</w:customXml>"
    other = f"<mc:AlternateContent><mc:Choice>{r('!')}</mc:Choice><mc:Fallback>{r('?')}</mc:Fallback></mc:AlternateContent>"
    ruby = f"<w:ruby><w:rubyPr/><w:rt>{r('over')}</w:rt><w:rubyBase>{r(' 决议')}</w:rubyBase></w:ruby>"
    assert text_of(p(control, smart, other, ruby)) == "70/1 and 71/3! 决议\n"
    block = f"<w:sdt><w:sdtContent>{p('One')}{p('Two')}</w:sdtContent></w:sdt>"
    assert text_of(block, p("Three")) == "One\n\nTwo\n\nThree\n"


def test_text_boxes_stand_behind_their_paragraph_once() -> None:
    box = f"<w:txbxContent>{p('In a box')}</w:txbxContent>"
    drawing = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert text_of(p(r(drawing), "Before"), p("After")) == "Before\n\nIn a box\n\nAfter\n"
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    rows = tbl(tr(tc(p(r(old), "70/1")), "Title"))
    assert text_of(rows) == "70/1   Title\n\nIn a box\n"


def test_raised_signs() -> None:
    styles = f'<w:style w:type="character" w:styleId="Up"><w:rPr>{RAISED}</w:rPr></w:style>'
    text = text_of(
        p("70/1", r("a", look=RAISED), " 70/1", r("3", look=RAISED), " Rights", r("12", look=RAISED)),
        p(r("a", look=RAISED), " n", r("o", look=RAISED), " 1", r("st", look=RAISED)),
        p("Rights", r("2", look='<w:rStyle w:val="Up"/>')),
        parts={"styles": styles},
    )
    assert text == "70/1[a] 70/1[3] Rights¹²\n\na no 1st\n\nRights²\n"


# What is not


def test_tracked_changes_are_read_as_accepted() -> None:
    moved = (
        f"<w:moveFrom w:id='1'>{r(' old place')}</w:moveFrom><w:moveTo w:id='2'>{r(' new place')}</w:moveTo>"
    )
    text = text_of(p("resolution ", deleted("70/1"), inserted("71/3", deleted(" of 2015")), moved))
    assert text == "resolution 71/3 new place\n"


@pytest.mark.parametrize(
    "mark", ["<w:del w:id='1'/>", "<w:moveFrom w:id='1'/>", "<w:vanish/><w:specVanish/>"]
)
def test_paragraphs_whose_mark_is_gone_are_one(mark: str) -> None:
    gone = f"<w:rPr>{mark}</w:rPr>"
    text = text_of(p("resolution ", properties=gone), p(deleted("x"), properties=gone), p("70/1"), p("End"))
    assert text == "resolution 70/1\n\nEnd\n"


def test_deleted_rows_and_cells() -> None:
    gone = "<w:del w:id='1'/>"
    text = text_of(tbl(tr("70/1", properties=gone), tr(tc("71/3", properties="<w:cellDel/>"), "72/4")))
    assert text == "72/4\n"


def test_hidden_text_comments_and_codes() -> None:
    styles = (
        f'<w:style w:type="character" w:styleId="Mark"><w:rPr>{HIDDEN}</w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Own"><w:basedOn w:val="Mark"/></w:style>'
        f'<w:style w:type="paragraph" w:styleId="Gone"><w:rPr>{HIDDEN}</w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    )
    text = text_of(
        p("a", r("b", look=HIDDEN), r("c", look='<w:vanish w:val="0"/>'), r("d", look='<w:rStyle w:val="Own"/>')),
        p(r("e", look='<w:rStyle w:val="Loop"/>'), "<w:commentRangeStart w:id='1'/>", r('<w:commentReference w:id="1"/>')),
        p("f", style="Gone"),
        p(field("PAGE", "7"), " of ", field("IF 1 = 1", field("QUOTE x", "nested")), "<w:fldSimple w:instr='NUMPAGES'>"
          + r("9") + "</w:fldSimple>"),
        parts={"styles": styles, "comments": f'<w:comment w:id="1">{p("Not A/70/1?")}</w:comment>'},
    )  # fmt: skip
    assert text == "ac\n\ne\n\n7 of nested9\n"


def test_a_field_without_an_end_and_one_without_a_result() -> None:
    mark = '<w:fldChar w:fldCharType="{}"/>'.format
    entry = r(mark("begin")) + r("<w:instrText>XE &quot;word&quot;</w:instrText>") + r(mark("end"))
    open_ = r(mark("begin")) + r("<w:instrText>TOC</w:instrText>") + r(mark("separate"))
    assert text_of(p("a", entry, "b"), p(open_, "c"), p("d", r(mark("end"), mark("end")))) == "ab\n\nc\n\nd\n"


# Links


def test_links_in_the_text_and_in_notes() -> None:
    data = wordfile(
        p(
            "See ",
            link("rIdA", "resolution", r(" 70/1", look="<w:i/>")),
            " and ",
            link("", "below", anchor="b"),
        ),
        p("As in ", field('HYPERLINK "https://docs.un.org/A/RES/71/3" \\l "x"', "71/3"), call(1)),
        p(
            link("rIdA", "Here", anchor="p2"),
            field(' HYPERLINK  \\l "_Toc1" ', "there"),
            link("rIdNone", " no"),
        ),
        footnotes={1: p(r("<w:footnoteRef/>"), " ", link("rIdB", "A/80/50"), ".")},
        links={"rIdA": "https://docs.un.org/A/RES/70/1", "rIdB": "https://undocs.org/A/80/50"},
    )
    document = read_docx("a.docx", data)
    assert linked(document) == [
        ("resolution 70/1", "https://docs.un.org/A/RES/70/1"),
        ("71/3", "https://docs.un.org/A/RES/71/3"),
        ("Here", "https://docs.un.org/A/RES/70/1#p2"),
        ("A/80/50", "https://undocs.org/A/80/50"),
    ]
    assert "See resolution 70/1 and below\n\nAs in 71/3¹\n\nHerethere no\n" in document.text


# Notes


def test_footnotes_and_endnotes_are_tied_to_their_calls() -> None:
    data = wordfile(
        p("Rights,", call(5), " the Covenant", call(2), " and the end", call(2, "endnote"), "."),
        footnotes={
            2: p(r("<w:footnoteRef/>"), " See A/70/2.") + p("More."),
            5: p(r("<w:footnoteRef/>"), r("<w:tab/>"), "Resolution 217 A (III)."),
            7: p("Never called."),
        },
        endnotes={2: p(r("<w:endnoteRef/>"), " Ibid.")},
    )
    document = read_docx("a.docx", data)
    assert document.text == (
        "Rights,¹ the Covenant² and the end[i].\n\n1 Resolution 217 A (III).\n2 See A/70/2.\nMore.\ni Ibid.\n"
    )
    assert noted(document) == [
        ("1", "Resolution 217 A (III).", ["¹"]),
        ("2", "See A/70/2.\nMore.", ["²"]),
        ("i", "Ibid.", ["[i]"]),
    ]


@pytest.mark.parametrize("mark", ["*", "**", '<w:sym w:font="Symbol" w:char="F02A"/>', "†"])
def test_marks_typed_by_hand_are_not_counted(mark: str) -> None:
    data = wordfile(
        p("Item 1", custom(1, mark), " one", call(2)),
        footnotes={
            1: p(r("<w:tab/>", mark, "<w:tab/>"), "A/80/50."),
            2: p(r("<w:footnoteRef/>"), " A/80/51."),
        },
    )
    printed = "*" if mark.startswith("<") else mark
    document = read_docx("a.docx", data)
    assert noted(document) == [(printed, "A/80/50.", [f"[{printed}]"]), ("1", "A/80/51.", ["¹"])]


def test_calls_in_deleted_and_hidden_text_are_not_counted() -> None:
    gone = f"<w:del w:id='1'>{call(1)}</w:del>"
    hidden = r('<w:footnoteReference w:id="2"/>', look=HIDDEN)
    notes = {n: p(r("<w:footnoteRef/>"), f" A/80/{n}.") for n in (1, 2, 3)}
    document = read_docx("a.docx", wordfile(p("a", gone, "b", hidden, "c", call(3)), footnotes=notes))
    assert noted(document) == [("1", "A/80/3.", ["¹"])]


def marks(*body: str, settings: str = "", kind: str = "footnote") -> list[str]:
    notes = {n: p(f"Note {n}.") for n in range(1, 9)}
    parts = {"settings": settings} if settings else None
    held = notes if kind == "footnote" else None
    document = read_docx(
        "a.docx", wordfile(*body, parts=parts, footnotes=held, endnotes=None if held else notes)
    )
    by_text = {document.text[n.text_start : n.end]: n.marker for n in document.notes}
    return [by_text[f"Note {n}."] for n in range(1, len(by_text) + 1)]


def form(number: str = "", restart: str = "", start: str = "", kind: str = "footnote") -> str:
    said = (("numFmt", number), ("numStart", start), ("numRestart", restart))
    rows = "".join(f'<w:{name} w:val="{value}"/>' for name, value in said if value)
    return f"<w:{kind}Pr>{rows}</w:{kind}Pr>"


def test_note_numbers_begin_anew_with_a_section() -> None:
    first, last = section(form("lowerLetter", "eachSect")), section(form(restart="eachSect", start="4"))
    body = (p("a", call(1), call(2)), p(properties=first), p("b", call(3)), p("c", call(4)), last)
    assert marks(*body) == ["a", "b", "4", "5"]


def test_note_numbers_begin_anew_with_a_page() -> None:
    shown = r("<w:lastRenderedPageBreak/>")
    body = (p("a", call(1), call(2)), p(shown, "b", call(3)), p(r('<w:br w:type="page"/>'), "c", call(4)))
    assert marks(*body, settings=form(restart="eachPage")) == ["1", "2", "1", "1"]
    assert marks(*body, settings=form()) == ["1", "2", "3", "4"]
    goes_on = section('<w:type w:val="continuous"/>')
    body = (
        p("a", call(1)),
        p(properties=section()),
        p("b", call(2)),
        p(properties=goes_on),
        p("c", call(3)),
        section(),
    )
    assert marks(*body, settings=form(restart="eachPage")) == ["1", "2", "1"]


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("upperRoman", ["IV", "V"]),
        ("lowerRoman", ["iv", "v"]),
        ("upperLetter", ["D", "E"]),
        ("chicago", ["§", "**"]),
        ("decimalZero", ["04", "05"]),
        ("russianLower", ["г", "д"]),
        ("ideographDigital", ["4", "5"]),
    ],
)
def test_note_numbers_have_forms(number: str, printed: list[str]) -> None:
    body = (p("a", call(1, "endnote"), call(2, "endnote")), section(form(number, start="4", kind="endnote")))
    assert marks(*body, kind="endnote") == printed


def test_a_call_that_repeats_another_by_its_bookmark() -> None:
    marked = f'<w:bookmarkStart w:id="1" w:name="_Ref1"/>{call(1)}<w:bookmarkEnd w:id="1"/>'
    body = p("First", marked, " again", field("NOTEREF _Ref1 \\f \\h", r("1", look=RAISED)), ", see note ",
             field("NOTEREF _Ref1 \\h", "1"), field("NOTEREF _Ref2 \\f", " lost"))  # fmt: skip
    document = read_docx("a.docx", wordfile(body, footnotes={1: p("A/80/1.")}))
    assert document.text == "First¹ again¹, see note 1 lost\n\n1 A/80/1.\n"
    assert noted(document) == [("1", "A/80/1.", ["¹", "¹"])]


def test_a_note_is_printed_once_and_calls_none() -> None:
    data = wordfile(p("a", call(1), "b", call(1)), footnotes={1: p("Note", call(1), ".")})
    assert noted(read_docx("a.docx", data)) == [("1", "Note.", ["¹", "²"])]


# Tables


def test_rows_and_cells() -> None:
    text = text_of(
        p("General Assembly resolutions"),
        tbl(tr("70/1", "Transforming our world"), tr("", "no number"), tr("71/243; 75/233", "Review", "")),
        p("End"),
    )
    assert text == (
        "General Assembly resolutions\n\n"
        "70/1   Transforming our world\nno number\n71/243; 75/233   Review   \n\nEnd\n"
    )


def test_cells_of_several_paragraphs_nested_tables_and_breaks() -> None:
    text = text_of(
        tbl(
            tr(tc(p("2026"), p()), tc(p(r("as", "<w:br/>", "planned")))),
            tr(tc(p("70/1"), p("71/3")), "Title"),
            tr(tc(tbl(tr("a", "b"), tr("c", "d")), p()), "e"),
            tr(tc(p(r("one", "<w:br/>", "two")))),
        )
    )
    assert text == "2026   as planned\n\n70/1\n\n71/3\n\nTitle\n\na   b\nc   d\n\ne\none\ntwo\n"


def test_merged_cells_are_printed_once() -> None:
    top, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    text = text_of(
        tbl(
            tr(tc("Resolutions of 2015", properties='<w:gridSpan w:val="2"/>')),
            tr(tc("General Assembly", properties=top), "resolution 70/1"),
            tr(tc(properties=below), "resolution 70/2"),
        )
    )
    assert text == "Resolutions of 2015\nGeneral Assembly   resolution 70/1\nresolution 70/2\n"


def test_the_heads_of_columns_stand_on_lines_of_their_own() -> None:
    head = "<w:tblHeader/>"
    text = text_of(tbl(tr("General Assembly resolutions", "Title", properties=head), tr("70/1", "World")))
    assert text == "General Assembly resolutions\nTitle\n70/1   World\n"


def test_rows_and_cells_in_content_controls() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>".format
    row = f"<w:tr>{control(tc('70/1'))}{tc('World')}</w:tr>"
    assert text_of(tbl(control(row))) == "70/1   World\n"


# Numbers


def label_texts(*body: str, definitions: str, styles: str = "") -> list[str]:
    parts = {"numbering": definitions, **({"styles": styles} if styles else {})}
    return text_of(*body, parts=parts).split("\n\n")


def test_numbers_of_paragraphs() -> None:
    held = lists(
        level(0, "%1.") + level(1, "(%2)", "lowerLetter") + level(2, "%1.%2.%3", more="<w:isLgl/>"),
        level(0, "%1", "upperRoman", '<w:suff w:val="nothing"/>'),
        level(0, "\uf0b7", "bullet"),
    )
    body = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0), (3, 0), (0, 0), (9, 0), (1, 7)]
    texts = label_texts(*(p("x", properties=numbered(*at)) for at in body), definitions=held)
    printed = ["1. x", "(a) x", "(b) x", "1.2.1 x", "2. x", "(a) x", "Ix", "• x", "x", "x", "x\n"]
    assert texts == printed


def test_numbers_of_lists_that_begin_anew() -> None:
    again = (
        '<w:num w:numId="5"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
        f'<w:num w:numId="6"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">{level(0, "§ %1")}'
        "</w:lvlOverride></w:num>"
    )
    never = '<w:lvlRestart w:val="0"/>'
    held = lists(level(0, "%1.") + level(1, "(%2)", more=never), numbers=again)
    body = [(1, 0), (1, 1), (1, 0), (1, 1), (5, 0), (5, 0), (1, 0), (6, 0)]
    texts = label_texts(*(p("x", properties=numbered(*at)) for at in body), definitions=held)
    assert texts == ["1. x", "(1) x", "2. x", "(2) x", "7. x", "8. x", "9. x", "§ 1 x\n"]


def test_numbers_that_styles_give() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'
        '<w:style w:type="paragraph" w:styleId="Para"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Para"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Second"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    held = lists(level(0, "%1.") + level(1, "%1.%2", more='<w:pStyle w:val="Second"/>'))
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        p("x", style="Para"),
        p("x", style="Second"),
        p("x", style="Sub"),
        p("x"),
        p("x", style="Para", properties=none),
    )
    assert label_texts(*body, definitions=held, styles=styles) == ["1. x", "1.1 x", "2. x", "x", "x\n"]


def test_numbers_by_a_list_style() -> None:
    held = (
        f'<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Articles"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="Articles"/>{level(0, "Article %1")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert label_texts(p("x", properties=numbered(1)), definitions=held) == ["Article 1 x\n"]


def test_deleted_paragraphs_are_not_numbered() -> None:
    held = lists(level(0, "%1."))
    gone = f"{numbered(1)}<w:rPr><w:del w:id='1'/></w:rPr>"
    body = (
        p(deleted("gone"), properties=gone),
        p("first", properties=gone),
        p(" goes on", properties=numbered(1)),
        p("second", properties=numbered(1)),
        p(properties=numbered(1)),
        p("fourth", properties=numbered(1)),
    )
    assert label_texts(*body, definitions=held) == ["1. first goes on", "2. second", "3. ", "4. fourth\n"]


# The header of the first page


def headed(first: str, *, title: bool = True, kind: str = "first") -> str:
    page = f'<w:headerReference w:type="{kind}" r:id="header1"/>'
    data = wordfile(
        p("Eightieth session"),
        p(properties=section(page, "<w:titlePg/>" if title else "")),
        section('<w:headerReference w:type="default" r:id="header2"/>'),
        parts={"header1": first, "header2": p("A/80/9")},
    )
    return read_docx("a.docx", data).text


def test_the_header_of_the_first_page_heads_the_text_where_it_has_a_symbol() -> None:
    masthead = tbl(tr("United Nations", tc(p(r("A"), r("/80/6 (Sect. 13)")))))
    assert headed(masthead) == "United Nations   A/80/6 (Sect. 13)\n\nEightieth session\n"
    assert headed(masthead, title=False, kind="default").startswith("United Nations   A/80/6")
    assert headed(masthead, title=False) == "Eightieth session\n"
    assert headed(p("Section 13", "International Trade Centre and/or 3")) == "Eightieth session\n"


# Other forms of the format


def test_strict_files() -> None:
    files = unpacked(wordfile(p("See ", link("rIdA", "70/1")), links={"rIdA": "https://un.org"}))
    transitional, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    for name, held in files.items():
        for usual, other in ((b"wordprocessingml/2006/main", b"wordprocessingml/main"),
                             (b"officeDocument/2006/relationships", b"officeDocument/relationships")):  # fmt: skip
            held = held.replace(transitional + usual, strict + other)
        files[name] = held
    document = read_docx("a.docx", packed(files))
    assert (document.text, linked(document)) == ("See 70/1\n", [("70/1", "https://un.org")])


def test_a_text_part_of_another_name() -> None:
    files = unpacked(wordfile(p("70/1")))
    files["word/document2.xml"] = files.pop("word/document.xml")
    files["_rels/.rels"] = files["_rels/.rels"].replace(b"word/document.xml", b"/word/document2.xml")
    assert read_docx("a.docx", packed(files)).text == "70/1\n"


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# Damaged and hostile files


def cause_of(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_docx("a.docx", data)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def with_text(text: bytes) -> bytes:
    return packed({**unpacked(wordfile(p("a"))), "word/document.xml": text})


def test_damaged_files() -> None:
    whole = wordfile(p("a" * 5000), p("b"))
    assert cause_of(b"PK\3\4") == "the Word file is damaged"
    assert cause_of(whole[: len(whole) // 2]) == "the Word file is damaged"
    where = whole.index(b"word/document.xml") + 40
    assert "damaged" in cause_of(whole[:where] + b"\xff" * 20 + whole[where + 20 :])
    assert cause_of(with_text(b"<w:document")) == "the Word file is damaged: word/document.xml, line 1"
    assert cause_of(with_text(b"")).startswith("the Word file is damaged: word/document.xml")
    assert cause_of(packed({"a.txt": "<a/>"})).startswith("no Word file, though packed like one")
    assert cause_of(packed({"xl/workbook.xml": "<a/>"})).startswith("no Word file")


def test_files_under_a_password(tmp_path: Path) -> None:
    whole = bytearray(wordfile(p("a")))
    for signature, flags in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        for found in re.finditer(signature, bytes(whole)):
            whole[found.start() + flags] |= 1  # the flag that says so
    assert cause_of(bytes(whole)) == "the Word file is protected by a password"
    path = tmp_path / "a.docx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    )
    with pytest.raises(UnreadableDocument, match="protected by a password"):
        read(str(path))


def test_entities_are_not_read() -> None:
    laughs = "".join('<!ENTITY l{} "{}">'.format(n, f"&l{n - 1};" * 10) for n in range(1, 10))
    for doctype in (
        f'<!DOCTYPE w:document [<!ENTITY l0 "ha">{laughs}]>',
        '<!DOCTYPE w:document [<!ENTITY l9 SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/a.dtd">',
    ):
        said = p("A") + ("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>" if "l9" in doctype else "")
        text = f"{doctype}<w:document {NAMESPACES}><w:body>{said}</w:body></w:document>"
        assert "declares a document type" in cause_of(with_text(text.encode()))


def test_files_that_unpack_to_too_much() -> None:
    opening, run = f"<w:document {NAMESPACES}><w:body>", p("a" * 200)
    bomb = f"{opening}{run * 100_000}</w:body></w:document>".encode()
    assert len(with_text(bomb)) < 200_000
    assert cause_of(with_text(bomb)) == "the Word file unpacks to more than a document holds"
    parts = io.BytesIO()
    with zipfile.ZipFile(parts, "w") as archive:
        for n in range(25_000):
            archive.writestr(str(n), b"")
    assert cause_of(parts.getvalue()) == "too many parts for a Word file"
    deep = opening + "<w:tbl><w:tr><w:tc>" * 5000
    assert cause_of(with_text(deep.encode())).startswith("the Word file is damaged: word/document.xml")


# Whatever is in it

SAID = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="<\ufffe\uffff"),
    max_size=6,
)
RUNS = st.recursive(
    st.one_of(
        SAID.map(r),
        SAID.map(lambda said: r(said, look=RAISED)),
        SAID.map(lambda said: r(said, look=HIDDEN)),
        SAID.map(deleted),
        st.sampled_from(
            [*(call(n) for n in range(1, 5)), call(1, "endnote"), custom(4, "*"), r("<w:tab/>"), r("<w:br/>")]
        ),
        st.sampled_from(['<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>']).map(r),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda runs: link("rIdA", *runs)),
        st.lists(inner, max_size=3).map(lambda runs: field('HYPERLINK "https://un.org/b"', *runs)),
        st.lists(inner, max_size=3).map(lambda runs: inserted(*runs)),
    ),
    max_leaves=8,
)
LOOKS = st.sampled_from(
    ["", numbered(1), numbered(1, 1), "<w:rPr><w:del/></w:rPr>", "<w:rPr><w:vanish/></w:rPr>"]
)
PARAGRAPHS = st.tuples(st.lists(RUNS, max_size=4), LOOKS).map(lambda held: p(*held[0], properties=held[1]))
BLOCKS = st.recursive(
    PARAGRAPHS,
    lambda inner: st.lists(st.lists(st.lists(inner, max_size=2).map(lambda held: tc(*held)), max_size=3).map(lambda c: tr(*c)), max_size=3).map(lambda rows: tbl(*rows)),
    max_leaves=8,
)  # fmt: skip


@given(st.lists(BLOCKS, max_size=5), st.lists(PARAGRAPHS, min_size=4, max_size=4))
def test_whatever_is_in_it_every_offset_is_inside_the_text(body: list[str], notes: list[str]) -> None:
    data = wordfile(
        *body,
        footnotes=dict(enumerate(notes, 1)),
        endnotes={1: notes[0]},
        links={"rIdA": "https://un.org/a"},
        parts={"numbering": lists(level(0, "%1.") + level(1, "(%2)", "lowerLetter"))},
    )
    document = read_docx("a.docx", data)
    text, length = document.text, len(document.text)
    for note in document.notes:
        assert 0 <= note.start < note.text_start <= note.end <= length
        assert text[note.start : note.text_start] == f"{note.marker} "
        assert note.calls
        assert all(0 <= start < end <= note.start for start, end in note.calls)
    assert all(0 <= one.start < one.end <= length for one in document.links)
    assert text.endswith("\n")


def test_real_files() -> None:
    files = sorted(SAMPLES.glob("*.docx")) if SAMPLES.is_dir() else []
    if not files:
        pytest.skip("no real Word files here")
    for path in files:
        document = read(str(path))
        assert document.text.startswith("United Nations")
        assert document.links
