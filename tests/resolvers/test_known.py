import pytest

from unxref.instruments.identifiers import parse
from unxref.resolvers.interface import Related, Source, Status
from unxref.resolvers.known import known


def test_a_treaty_of_the_table() -> None:
    crc = known(parse("crc"))
    assert crc.title == "Convention on the Rights of the Child"
    assert (crc.date, crc.in_force) == ("1989-11-20", "1990-09-02")
    assert crc.related == (Related("A/RES/44/25", "carrier"),)
    assert crc.body == "General Assembly"
    assert crc.url is not None
    assert "mtdsg_no=IV-11" in crc.url


def test_a_resolution_of_the_table() -> None:
    agenda = known(parse("A/RES/70/1"))
    assert agenda.date == "2015-09-25"
    assert agenda.symbol == "A/RES/70/1"
    assert agenda.sources == (Source("known", Status.FOUND),)


@pytest.mark.parametrize(
    ("id", "url"),
    [
        ("A/RES/77/9", "https://docs.un.org/en/A/RES/77/9"),
        ("A/RES/57/283B", "https://docs.un.org/en/A/RES/57/283B"),
        ("UNTS/2/999", "https://treaties.un.org/doc/Publication/UNTS/Volume%202/v2.pdf"),
        ("E/CN.15/RES/26/3", None),
    ],
)
def test_the_link_alone_where_no_table_has_it(id: str, url: str | None) -> None:
    record = known(parse(id))
    assert (record.url, record.title, record.sources) == (url, None, ())
    assert record.status is Status.NOT_COVERED
