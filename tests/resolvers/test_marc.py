import re
from pathlib import Path

import pytest

from unxref.resolvers import marc
from unxref.resolvers.interface import Related
from unxref.resolvers.markup import NotXML

SAMPLES = Path(__file__).parents[2] / "../shared/samples/undl"


def collection(*fields: str, records: int = 1, total: int | None = 1) -> bytes:
    """A search's answer, its fields written as `245 1 $a Title : $b rest`."""
    written = "".join(datafield(field) for field in fields)
    counted = "" if total is None else f"<!-- Search-Engine-Total-Number-Of-Results: {total} -->"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{counted}<collection xmlns="http://www.loc.gov/MARC21/slim">'
        + f'<record><controlfield tag="001">4711</controlfield>{written}</record>' * records
        + "</collection>"
    ).encode()


def datafield(field: str) -> str:
    found = re.fullmatch(r"(\d{3})(?: (\d))? (\$.*)", field)
    assert found
    subfields = "".join(
        f'<subfield code="{part[0]}">{part[1:].strip()}</subfield>' for part in found[3].split("$")[1:]
    )
    return f'<datafield tag="{found[1]}" ind1="{found[2] or " "}" ind2=" ">{subfields}</datafield>'


def record(*fields: str) -> marc.Marc:
    return marc.read(collection(*fields)).records[0]


@pytest.mark.parametrize(("total", "records"), [(1, 1), (438, 2), (0, 0), (None, 0)])
def test_a_page_of_records(total: int | None, records: int) -> None:
    page = marc.read(collection("191 $a A/1/1", total=total, records=records))
    assert (page.total, len(page.records)) == (total, records)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Sorry</body></html>",
        b"<collection><record>",
        b'<!DOCTYPE c [<!ENTITY e "x">]><collection>&e;</collection>',
        b"\xff\xfe\xfa",
        b"<response><error>no such collection</error></response>",
        b"<collection>Server busy</collection>",
        b"<collection><error>Search failed</error></collection>",
        collection("500 $a " + "x" * 1_000_001, total=None),
        collection("191 $a A/1/1", "500 $a " + "x" * 1_000_001, total=None),
    ],
)
def test_what_is_no_page_of_records(body: bytes) -> None:
    with pytest.raises(NotXML):
        marc.read(body)


def test_a_total_of_any_length_is_a_number() -> None:
    total = marc.read(collection(total=10**4000, records=0).replace(b"000 ", b"0" * 1000 + b" ")).total
    assert total == 10**17


def test_a_collection_without_or_with_a_prefix_is_the_same() -> None:
    prefixed = (
        b'<collection xmlns:m="http://www.loc.gov/MARC21/slim"><m:record>'
        b'<m:controlfield tag="001">7</m:controlfield></m:record></collection>'
    )
    assert marc.number(marc.read(prefixed).records[0]) == "7"
    assert marc.number(record()) == "4711"


def test_every_symbol_of_a_document() -> None:
    joint = record("191 $a E/1980/29 $b E/ $c 1980", "191 $a E/ECWA/114 $b E/ECWA/")
    assert marc.symbols(joint) == ("E/1980/29", "E/ECWA/114")
    part = record("191 $a A/RES/37/100[A] $z A/RES/37/100")
    assert marc.symbols(part) == ("A/RES/37/100[A]",)
    assert marc.printed_symbols(part) == ("A/RES/37/100",)


def test_votes_and_speeches_are_told_from_documents() -> None:
    document = record("191 $a A/RES/78/220", "089 $b B01")
    vote = record("791 $a A/RES/78/220", "967 $c FRA $d Y")
    speech = record("791 $a A/RES/78/220", "089 $b B22")
    collected = record("791 $a A/78/PV.50", "989 $a Speeches")
    kinds = (document, vote, speech, collected)
    assert [marc.is_vote(one) for one in kinds] == [False, True, False, False]
    assert [marc.is_speech(one) for one in kinds] == [False, False, True, True]


@pytest.mark.parametrize(
    ("field", "title"),
    [
        (
            "245 $a Rights of the child : $b resolution / $c adopted by the General Assembly",
            "Rights of the child",
        ),
        ("245 $a Bill of Rights : $b Part one : resolution /", "Bill of Rights: Part one"),
        ("245 $a Water for all : $b revised draft resolution / $c Spain", "Water for all"),
        (
            "245 $a Commission on Crime : $b report on the 11th session, 2002.",
            "Commission on Crime: report on the 11th session, 2002",
        ),
        (
            "245 $a Security Council resolution 1325 (2000) [on women]",
            "Security Council resolution 1325 (2000) [on women]",
        ),
        ("245 $a Implementation of a resolution", "Implementation of a resolution"),
        ("191 $a A/1/1", None),
    ],
)
def test_the_title_without_what_kind_of_document_it_is(field: str, title: str | None) -> None:
    assert marc.title(record(field)) == title


def test_adopted_when_acted_on_and_published_when_printed() -> None:
    both = record("191 $a A/RES/78/220", "269 $a 2023-12-22", "992 $a 2023-12-19")
    assert (marc.adopted(both), marc.published(both)) == ("2023-12-19", "2023-12-22")
    imprint = record("191 $a A/78/1", "260 $a New York : $c 8 Nov. 2023")
    assert (marc.adopted(imprint), marc.published(imprint)) == (None, "2023-11-08")
    noted = record("191 $a E/ECWA/RES/1(I)", "269 $a 1974", "500 $a Adopted at the 3rd meeting, 6 June 1974.")
    assert marc.adopted(noted) == "1974-06-06"
    vote = record("791 $a A/RES/78/220", "269 $a 2023-12-19")
    assert marc.adopted(vote) == "2023-12-19"


def test_files_by_the_language_in_their_names() -> None:
    linked = record(
        "856 4 $u https://x.org/1/files/A_1-EN.pdf $y Français",
        "856 4 $u http://x.org/1/files/A_1-FR.pdf",
        "856 4 $u https://x.org/1/files/A_1-EN.docx",
        "856 4 $u javascript:alert(1)-RU.pdf",
        "856 4 $u https://x.org/1/files/A_1.pdf",
    )
    assert marc.files(linked) == {
        "en": "https://x.org/1/files/A_1-EN.pdf",
        "fr": "http://x.org/1/files/A_1-FR.pdf",
    }


def test_subjects_and_where_there_are_none_those_of_the_agenda() -> None:
    assert marc.subjects(record("651 $a MALI", "650 $a WATER", "650 $a WATER", "991 1 $d AGENDA")) == (
        "WATER",
        "MALI",
    )
    assert marc.subjects(record("991 1 $a A/78/251 $d AGENDA")) == ("AGENDA",)


@pytest.mark.parametrize(
    ("fields", "vote"),
    [
        (["996 $a Adopted 78-30-68, 50th plenary meeting"], "78-30-68"),
        (["996 $a Adopted without vote, 50th plenary meeting"], "without vote"),
        (["996 $b 011 $c 000 $d 004 $e 000 $f 015"], "11-0-4"),
        (["967 $c FRA $d Y", "967 $c RUS $d A", "967 $c MLI", "967 $c PER $d Y"], "2-0-1"),
        (["996 $a See the meeting record"], None),
        (["191 $a A/78/1"], None),
    ],
)
def test_the_vote(fields: list[str], vote: str | None) -> None:
    assert marc.vote(record(*fields)) == vote


def test_the_documents_around_it() -> None:
    around = record(
        "993 2 $a A/C.3/78/L.41",
        "993 3 $a A/78/481/Add.3",
        "993 4 $a A/78/PV.50",
        "993 9 $a something",
        "993 2 $a A/C.3/78/L.41",
    )
    assert marc.related(around) == (Related("A/C.3/78/L.41", "draft"), Related("A/78/481/Add.3", "report"))
    assert marc.meeting(around) == "A/78/PV.50"
    assert marc.meeting(record("952 $a S/PV.9527", "993 4 $a S/PV.1")) == "S/PV.9527"
    assert marc.related(record("993 1 $a A/RES/78/183 B")) == (Related("A/RES/78/183B", "resolution"),)
    assert marc.related(record("993 1 $a not a symbol")) == (Related("not a symbol", "resolution"),)


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not here")
def test_real_answers_are_read() -> None:
    page = marc.read((SAMPLES / "undl_search_xm_E_ECWA_2017.xml").read_bytes())
    assert page.total == len(page.records) == 438
    assert all(map(marc.symbols, page.records))
    assert all(map(marc.title, page.records))
    assert sum(len(marc.symbols(one)) > 1 for one in page.records) == 12
    resolution = next(one for one in page.records if "E/ECWA/RES/141(XII)" in marc.symbols(one))
    assert marc.adopted(resolution) == "1985-04-24"
    drafts = marc.read((SAMPLES / "undl_search_xm_session78_C3_drafts.xml").read_bytes())
    assert drafts.total == len(drafts.records) == 94
    assert sum(len(marc.files(one)) == 6 for one in drafts.records) > 90
    adopted = [
        related for one in drafts.records for related in marc.related(one) if related.role == "resolution"
    ]
    assert len(adopted) == 63
