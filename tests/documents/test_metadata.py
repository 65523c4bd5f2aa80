"""What metadata say of documents, in each format, and what names of files say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typeset import Page, pdf
from wordfile import p, packed, parts_of, wordfile

from unxref.documents.docx import read_docx
from unxref.documents.html import read_html
from unxref.documents.metadata import language, told
from unxref.documents.model import About, Document
from unxref.documents.names import told_by_name
from unxref.documents.pdf import read_pdf
from unxref.documents.read import read

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:subject>A/1/2</dc:subject>'
    "<dc:language>fr-CH</dc:language></cp:coreProperties>"
)
CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property name="Symbol1"><vt:lpwstr>A/79/900</vt:lpwstr></property>'
    '<property name="JobNo"><vt:lpwstr>2512345</vt:lpwstr></property></Properties>'
)


@pytest.mark.parametrize(
    ("name", "symbol", "code"),
    [
        ("A_RES_73_6-EN.pdf", "A/RES/73/6", "en"),
        ("d/A_RES_73_6-EN (1).pdf", "A/RES/73/6", "en"),
        ("a.zip!/b/A_RES_73_6-FR.pdf", "A/RES/73/6", "fr"),
        (r"C:\texts\A_RES_73_6.pdf", "A/RES/73/6", None),
        ("S_RES_1325(2000)_E.pdf", "S/RES/1325(2000)", "en"),
        ("S_RES_2421_(2018)-EN.pdf", "S/RES/2421(2018)", "en"),
        ("A_80_6_SECT.36-EN.docx", "A/80/6(SECT 36)", "en"),
        ("A_80_6_Sect.36.docx", "A/80/6(Sect 36)", None),
        ("A_CONF.157_24_PART_I-EN.pdf", "A/CONF.157/24(PART I)", "en"),
        ("A_RES_78_10-2323443F.xml", "A/RES/78/10", "fr"),
        ("a-res-73-6.html", "a/res/73/6", None),
        ("A-RES-74-174.pdf", "A/RES/74/174", None),
        ("E_2017_30.xml", "E/2017/30", None),
        ("A_70_95-S_2015_446-EN.pdf", "A/70/95-S/2015/446", "en"),
        ("S-2020-1-EN.pdf", "S/2020/1", "en"),
    ],
)
def test_names_of_files_as_the_un_gives_them(name: str, symbol: str, code: str | None) -> None:
    assert told_by_name(name) == About((symbol,), language=code)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "N1834432.pdf",
            "draft.txt",
            "A-1-2.txt",
            "S-2020-1.txt",
            "a_80_6.txt",
            "S_1.txt",
            "crc.txt",
            "-",
            "",
        ),
        *("x.jsonl#17", "A_RES_73_6.d/draft.txt", "A_RES_73_6", "report_2020_1-EN.pdf", "A_RES_57_283_E.pdf"),
    ],
)
def test_what_may_mean_anything_means_nothing(name: str) -> None:
    assert told_by_name(name) == About()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("en", "en"),
        ("en-US", "en"),
        ("FRE", "fr"),
        ("Spanish", "es"),
        ("de", "de"),
        ("?", None),
        ("Klingon", None),
    ],
)
def test_languages(said: str, code: str | None) -> None:
    assert language(said) == code


def test_rows(tmp_path: Path) -> None:
    fields = {
        "Symbol": "A/RES/74/174",
        "title": "Lamps",
        "date": "2019-12-18T00:00:00Z",
        "lang": "eng",
        "text": "-",
    }
    (tmp_path / "x.jsonl").write_text(json.dumps(fields))
    assert read(f"{tmp_path / 'x.jsonl'}#1").about == About(("A/RES/74/174",), "Lamps", "2019-12-18", "en")


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("2019", "2019"),
        ("2019-12", "2019-12"),
        ("2019-13-01", None),
        ("18/12/2019", None),
        ("20191", None),
        (" ", None),
    ],
)
def test_dates_are_iso(said: str, date: str | None) -> None:
    assert told("row", [("date", said)]).date == date


def word(title: str, custom: str) -> Document:
    files = parts_of(wordfile(p("Text.")))
    kind = "http://schemas.openxmlformats.org/"
    files["_rels/.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{kind}officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="b" Type="{kind}package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="c" Type="{kind}officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/>'
        "</Relationships>"
    )
    files["docProps/core.xml"] = CORE.format(title=title)
    files["docProps/custom.xml"] = custom
    return read_docx("a.docx", packed(files))


def test_word_files() -> None:
    assert word("", CUSTOM).about == About(("A/79/900",), language="fr")
    assert word("A/79/901", "<Properties/>").about == About(("A/79/901",), language="fr")
    damaged = word("", "<Properties><property")
    assert (damaged.text, damaged.about) == ("Text.\n", About(language="fr"))


def test_pdf() -> None:
    page = Page()
    page.write(90, 700, "Text")
    assert read_pdf("a.pdf", pdf([page])).about == About()
    titled = pdf([page], info="/Title (A/RES/74/174) /Subject (A/RES/70/1)")
    assert read_pdf("a.pdf", titled).about == About(("A/RES/74/174",))


def test_html() -> None:
    page = (
        '<html lang="fr"><head><title>A/RES/74/174</title><meta name="DC.Title" content="Lamps"/>'
        '<meta name="keywords" content="A/RES/70/1"/></head><body><p>Text</p></body></html>'
    )
    document = read_html("a.html", page.encode())
    assert document.about == About(("A/RES/74/174",), "Lamps", None, "fr")
    assert document.text == "Text\n"
    assert read_html("a.html", b"<p>Text").about == About()
