"""Answers as lines: what goes out comes back, and nothing but facts gets in."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.cache.store import Entry
from unxref.resolvers.exchange import NotAnEntry, from_line, is_answer, to_plain
from unxref.resolvers.interface import Record, Related, Source, Status, to_json

NOW = float(int(time.time()))
DAY = 86400
RECORD = Record(
    "A/RES/74/174",
    Status.FOUND,
    title="Targeted sanctions \u2014 \u00e9",
    date="2019-12-18",
    published="[2020]",
    symbol="A/RES/74/174",
    url="https://digitallibrary.un.org/record/3847151",
    files={"en": "https://undocs.org/en/A/RES/74/174"},
    subjects=("HUMAN RIGHTS",),
    related=(Related("A/74/PV.50", "meeting"),),
    sources=(Source("undl", Status.FOUND, "2026-11-25T12:00:00+00:00"),),
)
ENTRY = Entry("undl", 3, RECORD.id, "found", NOW - 50 * DAY, NOW + 130 * DAY, to_json(RECORD))


def line(**changes: Any) -> bytes:
    return json.dumps({**to_plain(ENTRY), **changes}).encode()


def of_record(**changes: Any) -> bytes:
    return line(record={**to_json(RECORD), **changes})


def test_an_entry_comes_back_as_it_went_out() -> None:
    assert from_line(line(), NOW) == ENTRY
    assert is_answer(ENTRY)


def test_an_entry_that_is_no_answer_stays_here() -> None:
    assert not is_answer(replace(ENTRY, value={"schema": "unxref.record/0"}))
    assert not is_answer(replace(ENTRY, value=[1], label="citations"))
    assert not is_answer(replace(ENTRY, label="not-found"))
    assert not is_answer(
        replace(ENTRY, value=to_json(replace(RECORD, status=Status.BLOCKED)), label="blocked")
    )


def test_an_entry_lives_no_longer_than_if_it_had_been_stored_here() -> None:
    assert from_line(line(expires="2999-01-01T00:00:00+00:00"), NOW).expires == NOW + 130 * DAY
    assert from_line(line(expires="2001-01-01T00:00:00Z"), NOW).expires < NOW
    not_found = {"status": "not-found", "record": to_json(Record(RECORD.id, Status.NOT_FOUND))}
    assert from_line(line(**not_found), NOW).expires == NOW - 43 * DAY
    ahead = from_line(line(**not_found), NOW - 50 * DAY - 3600)
    assert (ahead.stored, ahead.expires) == (NOW - 50 * DAY - 3600, NOW - 43 * DAY - 3600)


REFUSED: dict[str, Callable[[], bytes]] = {
    "no JSON": lambda: b"{",
    "no object": lambda: b"[]",
    "deep": lambda: b"[" * 100_000,
    "no text": lambda: b"\xff\xfe",
    "a record": lambda: json.dumps(to_json(RECORD)).encode(),
    "another schema": lambda: line(schema="unxref.cache-entry/2"),
    "no record": lambda: line(record=None),
    "keys are missing": lambda: b'{"schema": "unxref.cache-entry/1"}',
    "a name with a path": lambda: line(resolver="../undl"),
    "a long name": lambda: line(resolver="u" * 33),
    "a name of another kind": lambda: line(resolver=["undl"]),
    "a true version": lambda: line(version=True),
    "a great version": lambda: line(version=2**63),
    "another id": lambda: line(id="A/RES/74/175"),
    "another status": lambda: line(status="not-found"),
    "stored tomorrow": lambda: from_tomorrow(),
    "no zone": lambda: line(stored="2026-01-01T00:00:00"),
    "no time": lambda: line(expires="soon"),
    "a number for a time": lambda: line(expires=1e9),
    "no fact": lambda: line(status="blocked", record={**to_json(RECORD), "status": "blocked"}),
    "an older record": lambda: of_record(schema="unxref.record/0"),
    "one key more": lambda: of_record(extra=1),
    "a title of another kind": lambda: of_record(title=["x"]),
    "half a character": lambda: of_record(title="\ud800"),
    "no date": lambda: of_record(date="soon"),
    "an address of another kind": lambda: of_record(url="javascript:alert(1)"),
    "a file on disk": lambda: of_record(files={"en": "file:///etc/passwd"}),
    "files of another kind": lambda: of_record(files={"en": 5}),
    "a subject of another kind": lambda: of_record(subjects=[1]),
    "subjects in one": lambda: of_record(subjects="abc"),
    "related of another kind": lambda: of_record(related=[{"id": 1, "role": "x"}]),
    "related with more": lambda: of_record(related=[{"id": "x", "role": "x", "y": 1}]),
    "a source of another kind": lambda: of_record(
        sources=[{"resolver": 1, "status": "found", "retrieved": None}]
    ),
}


def from_tomorrow() -> bytes:
    return line(stored=to_plain(replace(ENTRY, stored=NOW + 2 * DAY))["stored"])


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_answer_is_refused(name: str) -> None:
    with pytest.raises(NotAnEntry) as refused:
        from_line(REFUSED[name](), NOW)
    assert str(refused.value)


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from([NOW, "found"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


@given(
    key=st.sampled_from(list(to_plain(ENTRY))),
    inner=st.sampled_from(list(to_json(RECORD))),
    value=ANYTHING,
)
def test_whatever_stands_in_a_line_it_is_refused_or_an_answer(key: str, inner: str, value: Any) -> None:
    for changed in (line(**{key: value}), of_record(**{inner: value})):
        try:
            entry = from_line(changed, NOW)
        except NotAnEntry:
            continue
        assert is_answer(entry)
        assert entry.expires <= entry.stored + 180 * DAY
        assert from_line(json.dumps(to_plain(entry)).encode(), NOW).value == entry.value
