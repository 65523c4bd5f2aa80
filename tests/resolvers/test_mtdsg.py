import re
from pathlib import Path

import pytest

from unxref.resolvers import mtdsg
from unxref.resolvers.markup import NotXML

SAMPLES = Path(__file__).parents[2] / "../shared/samples/treaties/mtdsg_xml"


def entry(chapter: str = "IV", external: str = "<Numsect>11</Numsect>", sub: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="iso-8859-1"?><Document><Treaty><Header>'
        f"<Chapter><Header>CHAPTER {chapter}</Header><Name>HUMAN RIGHTS</Name></Chapter>{sub}"
        f"<ExternalData>{external}</ExternalData></Header></Treaty></Document>"
    ).encode("latin-1")


@pytest.mark.parametrize(
    ("chapter", "external", "sub", "reference"),
    [
        ("IV", "<Numsect>11</Numsect>", "", "IV-11"),
        ("XXVII", "<Numsect>7</Numsect><Subnumsect>d</Subnumsect>", "", "XXVII-7-d"),
        ("XI", "<Numsect>16</Numsect>", "<SubChapter><Header>B</Header></SubChapter>", "XI-B-16"),
        ("VII&lt;superscript&gt;1&lt;/superscript&gt;", "<Numsect>2</Numsect>", "", "VII-2"),
    ],
)
def test_the_reference(chapter: str, external: str, sub: str, reference: str) -> None:
    assert mtdsg.read(entry(chapter, external, sub)).reference == reference


def test_what_the_header_says() -> None:
    read = mtdsg.read(
        entry(
            external="<Numsect>1</Numsect><Titlesect>Convention on Rivers*</Titlesect>"
            "<Conclusion>Geneva, 9 December 1948&lt;superscript&gt;1&lt;/superscript&gt;</Conclusion>"
            "<EIF><Label>Entry into force</Label><Labeltext>12\xa0January 1951, in accordance with article XIII."
            "</Labeltext></EIF>"
        )
    )
    assert (read.title, read.chapter) == ("Convention on Rivers", "HUMAN RIGHTS")
    assert (read.concluded, read.in_force) == ("1948-12-09", "1951-01-12")


@pytest.mark.parametrize(
    ("told", "in_force"),
    [
        ("provisionally on 1 October 1976, and definitively on 1 August 1977.", "1976-10-01"),
        ("definitively on 7 December 2011, in accordance with article 39(1).", "2011-12-07"),
        ("see article 19 which reads as follows: 12 months after 1 May 1990", None),
        ("", None),
    ],
)
def test_in_force_only_where_it_begins_with_its_date(told: str, in_force: str | None) -> None:
    external = f"<Numsect>1</Numsect><EIF><Labeltext>{told}</Labeltext></EIF>"
    assert mtdsg.read(entry(external=external)).in_force == in_force


def test_a_treaty_is_not_in_force_before_it_is_concluded() -> None:
    external = (
        "<Numsect>10</Numsect><Conclusion>Paris, 4 May 1910</Conclusion>"
        "<EIF><Labeltext>18 July 1905, in accordance with article 8.</Labeltext></EIF>"
    )
    read = mtdsg.read(entry("VII", external))
    assert (read.concluded, read.in_force) == ("1910-05-04", None)


def test_control_bytes_are_the_punctuation_that_they_were() -> None:
    title = "<Subtitlesect>The \x1cGreen\x1d Treaty\x19s text \x13 annex\x02A</Subtitlesect>"
    assert mtdsg.read(entry(external=title)).title == "The “Green” Treaty’s text – annex A"


@pytest.mark.parametrize("body", [b"", b"<html/>", b"<Document><Treaty/></Document>", entry()[:-20]])
def test_what_is_no_entry(body: bytes) -> None:
    with pytest.raises(NotXML):
        mtdsg.read(body)


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not here")
def test_real_entries_are_read() -> None:
    files = sorted(SAMPLES.glob("*.en.xml"))
    entries = [mtdsg.read(file.read_bytes()) for file in files]
    assert [one.reference.lower() for one in entries] == [file.name[:-7].lower() for file in files]
    assert all(one.title for one in entries)
    assert sum(one.concluded is None for one in entries) <= 1
    assert sum(one.in_force is not None for one in entries) > 330
    assert not [one.title for one in entries if one.title and re.search(r"[<>*\x00-\x1f]|&\w+;", one.title)]
