import json
from typing import Any

import pytest

from unxref.resolvers import marc, marc_json


def whole(**data: Any) -> bytes:
    return json.dumps({"_links": {}, "_meta": {}, "data": {"_id": 7, **data}}).encode()


def field(indicator: str = " ", **subfields: str) -> dict[str, Any]:
    written = [{"code": code, "value": value} for code, value in subfields.items()]
    return {"indicators": [indicator, " "], "subfields": written}


def test_a_record_is_the_same_as_from_xml() -> None:
    record = marc_json.read(
        whole(
            **{
                "001": ["9"],
                "008": ["231222"],
                "191": [field(a="A/RES/78/220", c="78")],
                "245": [field("1", a="Human rights :", b="resolution /")],
                "992": [field(a="2023-12-19")],
                "993": [field("2", a="A/C.3/78/L.41"), field("4", a=" A/78/PV.50 ")],
                "updated": "2024-01-01",
            }
        )
    )
    assert marc.number(record) == "7"
    assert marc.symbols(record) == ("A/RES/78/220",)
    assert (marc.title(record), marc.adopted(record)) == ("Human rights", "2023-12-19")
    assert marc.meeting(record) == "A/78/PV.50"
    assert [related.role for related in marc.related(record)] == ["draft"]


def test_files_stand_apart_with_their_languages() -> None:
    files = [
        {"mimetype": "application/pdf", "language": "EN", "url": "https://x.org/1"},
        {"mimetype": "application/pdf", "language": "fr", "url": "https://x.org/2"},
        {"mimetype": "text/plain", "language": "es", "url": "https://x.org/3"},
        {"mimetype": "application/pdf", "language": "xx", "url": "https://x.org/4"},
    ]
    record = marc_json.read(whole(files=files))
    assert marc.files(record) == {"en": "https://x.org/1", "fr": "https://x.org/2"}


def test_a_subfield_without_a_value_refers_to_an_authority() -> None:
    term = {
        "indicators": [" ", " "],
        "subfields": [{"code": "a", "xref": 5}, {"code": "a", "value": "WATER"}],
    }
    assert marc.subjects(marc_json.read(whole(**{"650": [term]}))) == ("WATER",)


def test_a_list_tells_documents_votes_and_speeches_apart() -> None:
    entries = [
        {"_id": 1, "symbol": "E/1980/29; E/ECWA/114", "title": "Report :", "types": "Documents::Reports"},
        {"_id": 2, "symbol": "A/RES/78/220", "title": "Vote", "types": "Voting Data"},
        {"_id": 3, "symbol": "A/RES/78/220", "title": "Speech", "types": "Speeches"},
        {"_id": 4, "symbol": None, "title": None, "types": None},
    ]
    body = json.dumps({"_meta": {"count": 40}, "data": entries}).encode()
    page = marc_json.read_list(body)
    assert page.total == 40
    assert [marc.number(one) for one in page.records] == ["1", "2", "3", "4"]
    assert marc.symbols(page.records[0]) == ("E/1980/29", "E/ECWA/114")
    assert marc.title(page.records[0]) == "Report"
    assert [marc.is_vote(one) for one in page.records] == [False, True, False, False]
    assert [marc.is_speech(one) for one in page.records] == [False, False, True, False]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<collection/>",
        b'{"data"',
        b"[]",
        b"null",
        b'{"data": []}',
        b'{"_meta": {"count": 1}, "data": ["https://metadata.un.org/1"]}',
        b'{"_meta": {"count": "many"}, "data": []}',
        b'{"_meta": {}, "data": {"191": []}}',
        b'{"_meta": {}, "data": {"_id": 1, "191": [{"subfields": []}]}}',
        b'{"_meta": {}, "data": {"_id": 1, "191": 5}}',
        b'{"_meta": {"count": 1e999}, "data": []}',
        b'{"_meta": {"count": 0}, "data": {}}',
        b'{"_meta": {"count": 0}, "data": ""}',
        b'{"_meta": {"count": 1}, "data": [{"_id": 1e999}]}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_answer_of_the_catalogue(body: bytes) -> None:
    for reader in (marc_json.read, marc_json.read_list):
        with pytest.raises(marc_json.NotMarc):
            reader(body)
