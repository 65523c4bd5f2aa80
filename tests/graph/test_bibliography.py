import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import pytest
import rispy  # pyright: ignore[reportMissingTypeStubs]
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pylatexenc.latex2text import (  # pyright: ignore[reportMissingTypeStubs]
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from unxref.citations.model import Citation
from unxref.graph.bibliography import FORMATS, key, write_bibliography
from unxref.graph.data import write_records_csv
from unxref.instruments.identifiers import parse
from unxref.instruments.table import named
from unxref.resolvers.interface import Record, Source, Status
from unxref.resolvers.known import known

RESOLUTION = Record(
    "A/RES/74/174",
    Status.FOUND,
    title="Countering abuse & exploitation: 100% {online}, #1 ~ _a^b \\ $",
    date="2019-12-18",
    symbol="A/RES/74/174",
    url="https://digitallibrary.un.org/record/3847725?ln={en}&v=100%25",
    files={"en": "https://docs.un.org/en/A/RES/74/174", "fr": "https://docs.un.org/fr/A/RES/74/174"},
    body="General Assembly",
    session="74",
    meeting="A/74/PV.50",
    vote="without vote",
    sources=(Source("known", Status.FOUND), Source("undl", Status.FOUND, "2026-11-02T10:00:00Z")),
)
COMMITTEE = "Committee on Economic, Social and Cultural Rights"
COMMENT = Record(
    "E/C.12/GC/20", Status.NOT_FOUND, body=COMMITTEE, sources=(Source("undl", Status.NOT_FOUND),)
)
TREATY = known(parse("crc"))


def written(*records: Record, form: str, citations: tuple[Citation, ...] = ()) -> str:
    file = io.StringIO()
    write_bibliography(records, form, file, citations)
    return file.getvalue()


_macros = get_default_latex_context_db()
_macros.add_context_category(  # pyright: ignore[reportUnknownMemberType]
    "characters",
    prepend=True,
    macros=[
        MacroTextSpec("textbraceleft", "{"),
        MacroTextSpec("textbraceright", "}"),
        MacroTextSpec("textasciicircum", "^"),
    ],
)
LATEX = LatexNodes2Text(latex_context=_macros, keep_comments=True)
"""A decoder that also knows the braces and the caret, as LaTeX's kernel does."""


def bibtex(text: str) -> dict[str, dict[str, str]]:
    """Read BibTeX with bibtexparser, LaTeX decoded; urls are verbatim and must not be."""
    plain = parse_string(text)
    decoded = parse_string(text, append_middleware=[LatexDecodingMiddleware(decoder=LATEX)])
    assert not plain.failed_blocks
    assert not decoded.failed_blocks
    entries: dict[str, dict[str, str]] = {}
    for raw, entry in zip(plain.entries, decoded.entries, strict=True):
        fields = {f.key: str(f.value) for f in entry.fields}
        fields["url"] = str(raw["url"]) if "url" in raw else ""
        entries[entry.key] = {"type of entry": entry.entry_type, **fields}
    return entries


def ris(text: str) -> list[dict[str, Any]]:
    assert text.count("\r\n") == text.count("\n")
    plain = text.replace("\r\n", "\n")
    return cast("list[dict[str, Any]]", rispy.loads(plain))  # pyright: ignore[reportUnknownMemberType]


def csl(text: str) -> list[dict[str, Any]]:
    """Read CSL-JSON and hold it against what CSL 1.0.2 says of the fields that unxref uses."""
    items = json.loads(text)
    Draft202012Validator(CSL).validate(items)  # pyright: ignore[reportUnknownMemberType]
    return items


TEXT = {"type": "string", "minLength": 1}
CSL: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type", "title", "note"],
        "additionalProperties": False,
        "properties": {
            **dict.fromkeys(("id", "title", "genre", "number", "URL", "language", "note"), TEXT),
            **dict.fromkeys(("container-title", "volume", "page"), TEXT),
            "type": {"enum": ["report", "treaty"]},
            "author": {
                "type": "array",
                "items": {"type": "object", "properties": {"literal": TEXT}, "additionalProperties": False},
            },
            "issued": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 1,
                        "items": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": 3,
                            "items": {"type": "integer"},
                        },
                    }
                },
            },
        },
    },
}


def test_bibtex_as_a_parser_reads_it() -> None:
    assert bibtex(written(RESOLUTION, TREATY, form="bibtex")) == {
        "un-A-RES-74-174": {
            "type of entry": "techreport",
            "author": "United Nations General Assembly",
            "title": "Countering abuse & exploitation: 100% {online}, #1 ~ _a^b \\ $",
            "institution": "United Nations General Assembly",
            "type": "Resolution",
            "number": "A/RES/74/174",
            "date": "2019-12-18",
            "year": "2019",
            "month": "dec",
            "url": "https://digitallibrary.un.org/record/3847725?ln=%7Ben%7D&v=100%25",
            "annote": "session 74; meeting A/74/PV.50; adopted without vote; languages en, fr; found in undl 2026-11-02",
        },
        "un-crc": {
            "type of entry": "misc",
            "author": "United Nations General Assembly",
            "title": "Convention on the Rights of the Child",
            "howpublished": "United Nations Treaty Series, vol. 1577, p. 3, No. 27531",
            "date": "1989-11-20",
            "year": "1989",
            "month": "nov",
            "url": TREATY.url,
            "annote": "symbol A/RES/44/25; in force 1990-09-02; not looked up (no source holds such instruments)",
        },
    }


def test_bibtex_keeps_names_and_capitals_whole() -> None:
    text = written(COMMENT, TREATY, form="bibtex")
    assert f"author = {{{{{COMMITTEE}}}}}," in text
    assert "title = {{Convention on the Rights of the Child}}," in text


def test_ris_as_a_parser_reads_it() -> None:
    resolution, comment, treaty = ris(written(RESOLUTION, COMMENT, TREATY, form="ris"))
    assert resolution == {
        "type_of_reference": "RPRT",
        "title": RESOLUTION.title,
        "authors": ["United Nations General Assembly"],
        "year": "2019",
        "date": "2019/12/18/",
        "type_of_work": "Resolution",
        "issn": "A/RES/74/174",
        "urls": [RESOLUTION.url],
        "notes": [
            "session 74; meeting A/74/PV.50; adopted without vote; languages en, fr; found in undl 2026-11-02"
        ],
    }
    assert "authors" not in comment
    assert comment["publisher"] == COMMITTEE
    assert treaty["type_of_reference"] == "STAT"
    assert (treaty["volume"], treaty["start_page"], treaty["note"]) == ("1577", "3", "27531")


def test_csl_json_is_valid() -> None:
    resolution, comment, treaty = csl(written(RESOLUTION, COMMENT, TREATY, form="csl-json"))
    assert resolution["title"] == RESOLUTION.title
    assert resolution["issued"] == {"date-parts": [[2019, 12, 18]]}
    assert resolution["author"] == [{"literal": "United Nations General Assembly"}]
    assert (resolution["type"], resolution["genre"], resolution["number"]) == (
        "report",
        "Resolution",
        "A/RES/74/174",
    )
    assert comment["author"] == [{"literal": COMMITTEE}]
    assert treaty["type"] == "treaty"
    assert (treaty["container-title"], treaty["volume"]) == ("United Nations Treaty Series", "1577")
    assert (treaty["page"], treaty["number"]) == ("3", "27531")


def test_an_empty_bibliography_is_well_formed() -> None:
    assert bibtex(written(form="bibtex")) == {}
    assert ris(written(form="ris")) == []
    assert csl(written(form="csl-json")) == []


@pytest.mark.parametrize(
    ("record", "title", "note"),
    [
        (COMMENT, "E/C.12/GC/20", "not found in undl"),
        (Record("A/RES/77/999", Status.OFFLINE), "A/RES/77/999", "not looked up (offline)"),
        (Record("A/RES/77/999", Status.BLOCKED), "A/RES/77/999", "not known (the source refused)"),
        (Record("UNTS/2000/p9", Status.NOT_FOUND), "UNTS/2000/p9", "not found in any source asked"),
    ],
)
def test_what_is_not_known_is_an_entry_that_says_so(record: Record, title: str, note: str) -> None:
    (item,) = csl(written(record, form="csl-json"))
    assert (item["title"], item["note"]) == (title, note)


@pytest.mark.parametrize("status", Status)
def test_every_outcome_is_said(status: Status) -> None:
    (item,) = csl(written(Record("crc", status), form="csl-json"))
    assert item["note"].startswith("found in" if status is Status.FOUND else "not ")


def test_what_a_text_says_stands_in_and_is_marked(cite: Callable[..., Citation]) -> None:
    unknown = Record("A/RES/77/998", Status.OFFLINE)
    cited = (
        cite("A/RES/77/998"),
        cite("A/RES/77/998", title="On the first", date="2022-12"),
        cite("A/RES/77/998", title="On the second", date="2021"),
        cite("A/RES/74/174", title="of another name", date="2018-01-01"),
        cite(None, title="of nothing"),
    )
    first, second = csl(written(unknown, RESOLUTION, form="csl-json", citations=cited))
    assert first["title"] == "On the first"
    assert first["issued"] == {"date-parts": [[2022, 12]]}
    assert first["note"] == "title as cited; date as cited; not looked up (offline)"
    assert second["title"] == RESOLUTION.title
    assert "as cited" not in second["note"]


def test_each_instrument_once_in_order_of_first_mention(cite: Callable[..., Citation]) -> None:
    records = [
        Record("udhr", Status.OFFLINE, title="Universal Declaration of Human Rights"),
        RESOLUTION,
        Record("A/RES/217(III)A", Status.FOUND, date="1948-12-10"),
        RESOLUTION,
        Record("A/70/95", Status.OFFLINE),
        Record("S/2015/446", Status.FOUND, title="Letter"),
    ]
    joint = (cite("A/70/95", also=("S/2015/446",), kind="document"),)
    items = csl(written(*records, form="csl-json", citations=joint))
    assert [item["id"] for item in items] == ["un-A-RES-217_III_A", "un-A-RES-74-174", "un-A-70-95"]
    assert items[0]["title"] == "Universal Declaration of Human Rights"
    assert items[0]["note"].startswith("found in")
    assert items[2]["title"] == "Letter"


@pytest.mark.parametrize(
    ("date", "parts", "month"), [("1964-03", [1964, 3], "mar"), ("1991", [1991], None), ("soon", None, None)]
)
def test_a_date_goes_as_far_as_it_is_known(date: str, parts: list[int] | None, month: str | None) -> None:
    record = Record("A/RES/77/998", Status.FOUND, date=date)
    (item,) = csl(written(record, form="csl-json"))
    assert item.get("issued") == (parts and {"date-parts": [parts]})
    (entry,) = bibtex(written(record, form="bibtex")).values()
    assert entry.get("date") == (parts and date)
    assert entry.get("month") == month
    (reference,) = ris(written(record, form="ris"))
    assert reference.get("year") == (str(parts[0]) if parts else None)


def test_what_was_published_without_being_adopted_has_that_date() -> None:
    report = Record("A/75/6(Sect.26)", Status.FOUND, published="2020-04-17")
    (item,) = csl(written(report, form="csl-json"))
    assert item["issued"] == {"date-parts": [[2020, 4, 17]]}
    assert item["note"].startswith("date of publication; found in")
    (item,) = csl(written(replace(report, date="2020-03"), form="csl-json"))
    assert item["issued"] == {"date-parts": [[2020, 3]]}
    assert "publication" not in item["note"]


def test_one_language_is_the_entry_s_own() -> None:
    record = Record("A/C.3/10", Status.FOUND, files={"fr": "https://docs.un.org/fr/A/C.3/10"})
    (item,) = csl(written(record, form="csl-json"))
    assert item["language"] == "fr"
    (reference,) = ris(written(record, form="ris"))
    assert reference["language"] == "fr"


@pytest.mark.parametrize(
    ("id", "symbol", "printed"),
    [
        ("A/RES/2200(XXI)A", "A/RES/2200(XXI)[A]", "A/RES/2200(XXI)A"),
        ("S/RES/2250(2015)", "S/RES/2250 (2015)", "S/RES/2250(2015)"),
        ("vdpa", "A/CONF.157/24 (Part I)", "A/CONF.157/24(PartI)"),
        ("A/RES/75/254B", "A/RES/75/254 A-E-G", "A/RES/75/254 A-E-G"),
    ],
)
def test_symbols_are_spelled_alike_whatever_their_source(id: str, symbol: str, printed: str) -> None:
    (item,) = csl(written(Record(id, Status.FOUND, symbol=symbol), form="csl-json"))
    assert item["number"] == printed


def test_a_year_is_no_session() -> None:
    (item,) = csl(written(Record("S/RES/1325(2000)", Status.FOUND, session="2000"), form="csl-json"))
    assert "session" not in item["note"]


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("A/RES/74/174", "un-A-RES-74-174"),
        ("S/RES/1325(2000)", "un-S-RES-1325_2000"),
        ("A/RES/217(III)A", "un-A-RES-217_III_A"),
        ("A/RES/S-27/2", "un-A-RES-S+27-2"),
        ("agenda-2030", "un-agenda-2030"),
    ],
)
def test_keys_are_made_of_the_id(id: str, expected: str) -> None:
    assert key(id) == expected


def test_keys_are_unique() -> None:
    marks = ("/", "-", ".", "(")
    ids = {f"A/RES{a}7{b}1{c}2" for a in marks for b in marks for c in marks}
    ids = {id + ")" * id.count("(") for id in ids if id.count("(") < 2} | {"agenda-2030", "crc"}
    assert len({key(id) for id in ids}) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9+._-]+", key(id)) for id in ids)


@given(st.text(alphabet="AZaz09/().-_ é", min_size=1).filter(lambda id: id[-1] != ")"))
def test_keys_of_anything_are_keys(id: str) -> None:
    assert re.fullmatch(r"un-[A-Za-z0-9+._-]+", key(id))


TITLES = st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs"))).map(lambda t: " ".join(t.split()))


@given(TITLES.filter(bool))
def test_any_title_survives_csl_json(title: str) -> None:
    (item,) = csl(written(Record("A/RES/77/998", Status.FOUND, title=title), form="csl-json"))
    assert item["title"] == title


@given(TITLES.filter(bool))
def test_any_title_survives_ris(title: str) -> None:
    (reference,) = ris(written(Record("A/RES/77/998", Status.FOUND, title=title), form="ris"))
    assert reference["title"] == title


@given(TITLES.filter(bool))
def test_any_title_survives_bibtex(title: str) -> None:
    (entry,) = bibtex(written(Record("A/RES/77/998", Status.FOUND, title=title), form="bibtex")).values()
    assert entry["title"] == title


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "title", ["two\nlines\r\nER  - ", "tab\tand\x1b[31mcolour\x00", "lone \ud800 half", "\x85\u2028"]
)
def test_no_title_breaks_a_line_or_steers_a_terminal(title: str, form: str) -> None:
    text = written(Record("A/RES/77/998", Status.FOUND, title=title), form=form)
    assert text.splitlines() == re.split(r"\r?\n", text.removesuffix("\n").removesuffix("\r"))
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c not in "\r\n"]
    text.encode()


def test_records_as_csv() -> None:
    file = io.StringIO()
    write_records_csv([RESOLUTION, Record("crc", Status.OFFLINE, title="=HYPERLINK(1)", vote="-")], file)
    first, second = csv.DictReader(io.StringIO(file.getvalue().removeprefix("\ufeff")))
    assert first["id"] == "A/RES/74/174"
    assert first["status"] == "found"
    assert first["title"] == RESOLUTION.title
    assert first["files"] == "en https://docs.un.org/en/A/RES/74/174; fr https://docs.un.org/fr/A/RES/74/174"
    assert first["sources"] == "known found; undl found"
    assert second["title"] == "'=HYPERLINK(1)"
    assert second["vote"] == "-"


def test_every_named_instrument_has_an_entry() -> None:
    records = [known(parse(id)) for id in named()]
    for form, read in {"csl-json": csl, "ris": ris, "bibtex": bibtex}.items():
        assert len(read(written(*records, form=form))) == len(csl(written(*records, form="csl-json")))
