import pytest

from unxref.instruments.identifiers import parse
from unxref.resolvers.carriers import carried, carrier
from unxref.resolvers.interface import Record, Related, Status


@pytest.mark.parametrize(
    ("id", "document"),
    [
        ("agenda-2030", "A/RES/70/1"),
        ("crc", "A/RES/44/25"),
        ("un-charter", None),
        ("A/RES/70/1", None),
        ("UNTS/1577/27531", None),
    ],
)
def test_a_named_instrument_is_looked_up_where_it_stands(id: str, document: str | None) -> None:
    assert carrier(parse(id)) == (document and parse(document))


def test_the_carriers_record_says_where_it_is_and_not_what_it_is_called() -> None:
    record = Record(
        "A/RES/44/25",
        Status.FOUND,
        title="Convention on the Rights of the Child : resolution",
        date="1989-11-20",
        url="https://digitallibrary.un.org/record/80135",
        files={"en": "https://digitallibrary.un.org/record/80135/files/A_RES_44_25-EN.pdf"},
        meeting="A/44/PV.61",
    )
    assert carried("crc", record) == Record(
        "crc",
        Status.FOUND,
        url=record.url,
        files=record.files,
        meeting="A/44/PV.61",
        related=(Related("A/RES/44/25", "carrier"),),
    )


@pytest.mark.parametrize("status", [Status.NOT_FOUND, Status.UNCLEAR])
def test_a_carrier_that_was_not_found_says_nothing_else(status: Status) -> None:
    assert carried("crc", Record("A/RES/44/25", status)) == Record("crc", status)
