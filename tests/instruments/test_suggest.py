import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.instruments.identifiers import parse
from unxref.instruments.suggest import Suggestion, suggestions
from unxref.instruments.table import named, resolution_facts


def ids(text: str) -> list[str]:
    return [one.id for one in suggestions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a slip in a name
        ("Convention on the Right of the Child", ["crc"]),
        ("Covention on the Rihgts of the Chlid", ["crc"]),
        ("Kyoto Protocoll", ["kyoto-protocol"]),
        ("Rome Statue", ["rome-statute"]),
        ("Universal Declaration of Humans Rights", ["udhr"]),
        ("montreal protokol", ["montreal-protocol"]),
        # words left out, put in, or of another form
        ("Convention on the Elimination of Discrimination against Women", ["cedaw"]),
        ("UN Convention on Law of the Sea", ["unclos"]),
        ("Convention on Biodiversity", ["cbd"]),
        ("Rights of persons with disabilities", ["crpd"]),
        # a slip in a short id or an acronym
        ("unfcc", ["unfccc"]),
        ("ICCRP", ["iccpr"]),
        ("marpoll", ["marpol"]),
        ("agenda2030", ["agenda-2030"]),
        # the series
        ("A/RS/74/174", ["A/RES/74/174"]),
        ("ARES/74/174", ["A/RES/74/174"]),
        ("GA/RES/74/174", ["A/RES/74/174"]),
        ("A RES 74 174", ["A/RES/74/174"]),
        ("S/PRS/2010/12", ["S/PRST/2010/12"]),
        ("A/HRC/RS/7/29", ["A/HRC/RES/7/29"]),
        ("E/CN.4/RS/2002/1", ["E/CN.4/RES/2002/1"]),
        # the number
        ("A/RES/74-174", ["A/RES/74/174"]),
        ("A/RES/34-65 A", ["A/RES/34/65A"]),
        ("A/RES/S-27-2", ["A/RES/S-27/2"]),
        ("A/RES/ES10/14", ["A/RES/ES-10/14"]),
        ("A/RES/74/l74", ["A/RES/74/174"]),
        ("A/RES/7O/1", ["A/RES/70/1"]),
        ("UNSC RES l325", ["S/RES/1325(2000)"]),
        ("ECOSOC decision 2019-248", ["E/DEC/2019/248"]),
        ("Security Counsel resolution 1325", ["S/RES/1325(2000)"]),
        # the body alone
        ("UNSC 1325", ["S/RES/1325(2000)"]),
        ("General Assembly 60/1", ["A/RES/60/1"]),
        # the year or session that the number has
        ("S/RES/1325 (2001)", ["S/RES/1325(2000)"]),
        ("A/RES/217", ["A/RES/217(III)"]),
        # a number that the session has not, two digits of it swapped
        ("A/RES/74/417", ["A/RES/74/147"]),
    ],
)
def test_what_is_very_near_is_suggested(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


def test_a_short_id_that_is_cut_off_comes_before_others() -> None:
    assert ids("cr")[0] == "crc"


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "2019", "page 3", "the old one", "hello", "report", "dog", "draft resolution"),
        *("Convention", "the Convention", "Treaty", "the Optional Protocol", "Declaration of the Rights"),
        "Convention on the rights of animals",
        "Convention for the protection of whales and dolphins in captivity",
        "Treaty on the rights of the sea",
        "Constitution of the United States",
        "Minutes of the meeting of the board of directors",
        # no such act, and none that is spelled like it
        *("A/RES/77/999", "A/RES/74-999", "S/RES/9999", "A/RS/200/1", "A/DC/74/20"),
        # documents, whose symbols are no misspelled resolutions
        *("A/C.3/74/L.5", "E/CN.4/2002/1", "E/2011/33", "A/74/174", "CRC/C/GC/14x"),
        # a number that the session has, or may have: a library may lack it
        *("A/RES/74/173", "A/RES/47/147", "S/RES/1335", "A/RES/74/999", "UNTS/1577/27513"),
        "Convention on the Right of the Child " * 10,
    ],
)
def test_nothing_rather_than_nonsense(text: str) -> None:
    assert ids(text) == []


def test_a_suggestion_has_a_label_where_the_tables_have_one() -> None:
    assert suggestions("Rome Statue") == (Suggestion("rome-statute", named()["rome-statute"].name),)
    facts = resolution_facts("A/RES/70/1")
    assert facts
    assert suggestions("A/RES/7O/1") == (Suggestion("A/RES/70/1", facts.title),)
    assert suggestions("A/RS/74/174") == (Suggestion("A/RES/74/174", None),)


@pytest.mark.parametrize("limit", [0, 1, 2, 3])
def test_there_are_never_more_than_asked_for(limit: int) -> None:
    assert len(suggestions("cr", limit)) == limit


@pytest.mark.parametrize("id", ["A/RES/70/1", "A/RES/217(III)A", "S/RES/1325(2000)", "crc", "A/70/95"])
def test_an_id_is_not_suggested_for_itself(id: str) -> None:
    assert id not in ids(id)


@given(st.text(alphabet="ASEGRDCOIL0123457/-(). aeons", max_size=30) | st.text(max_size=40))
def test_whatever_is_written_suggestions_are_other_instruments(text: str) -> None:
    found = suggestions(text)
    assert len(found) <= 3
    for one in found:
        assert parse(one.id).id == one.id != text
