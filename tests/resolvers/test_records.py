import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.resolvers.interface import Record, Related, Source, Status, from_json, to_json
from unxref.resolvers.records import combined, merged

STATUSES = st.sampled_from([status for status in Status if status is not Status.NOT_COVERED])


@given(st.lists(STATUSES))
def test_the_status_over_several_sources(statuses: list[Status]) -> None:
    status = combined(statuses)
    if Status.FOUND in statuses:
        assert status is Status.FOUND
    elif not statuses:
        assert status is Status.NOT_COVERED
    elif set(statuses) == {Status.NOT_FOUND}:
        assert status is Status.NOT_FOUND
    else:
        order = [Status.UNCLEAR, Status.LIMITED, Status.BLOCKED, Status.UNREACHABLE, Status.OFFLINE]
        assert status is min((one for one in statuses if one in order), key=order.index)


def test_later_records_add_only_what_is_missing() -> None:
    first = Record("A/1/1", Status.FOUND, title="First", files={"en": "https://1"})
    later = Record(
        "A/1/1", Status.NOT_FOUND, title="Later", date="2001", files={"en": "https://2", "fr": "https://3"}
    )
    last = Record("A/1/1", Status.OFFLINE, date="2002", subjects=("WATER",))
    assert merged(first, later, last) == Record(
        "A/1/1",
        Status.FOUND,
        title="First",
        date="2001",
        files={"en": "https://1", "fr": "https://3"},
        subjects=("WATER",),
    )


TEXTS = st.none() | st.text(max_size=5)
RECORDS = st.builds(
    Record,
    id=st.text(min_size=1, max_size=9),
    status=st.sampled_from(Status),
    title=TEXTS,
    date=TEXTS,
    vote=TEXTS,
    files=st.dictionaries(st.text(max_size=2), st.just("https://un.org/a")),
    subjects=st.lists(st.text(max_size=5)).map(tuple),
    related=st.lists(st.builds(Related, st.text(max_size=5), st.text(max_size=5))).map(tuple),
    sources=st.lists(st.builds(Source, st.text(max_size=5), st.sampled_from(Status), TEXTS)).map(tuple),
)


PLAIN = to_json(Record("crc", Status.FOUND))


@pytest.mark.parametrize(
    "plain",
    [
        5,
        None,
        [],
        {},
        {"schema": "unxref.record/0"},
        {"schema": "unxref.record/1", "id": "crc"},
        {**PLAIN, "status": "sure"},
        {**PLAIN, "title": 5},
        {**PLAIN, "id": None},
        {**PLAIN, "files": ["en"]},
        {**PLAIN, "related": [5]},
    ],
)
def test_what_is_no_record_is_not_read_as_one(plain: object) -> None:
    with pytest.raises(ValueError, match="record"):
        from_json(plain)


@given(RECORDS)
def test_a_record_comes_back_from_json(record: Record) -> None:
    assert from_json(to_json(record)) == record


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "http://a\x1b[2J/",
        "//un.org",
        "http://me@un.org/",
    ],
)
def test_addresses_that_are_not_of_the_web_are_never_read(address: str) -> None:
    planted = to_json(
        Record("A/RES/74/174", Status.FOUND, url=address, files={"en": address, "fr": "https://un.org"})
    )
    record = from_json(planted)
    assert record.url is None
    assert record.files == {"fr": "https://un.org"}
