from __future__ import annotations

import re
from datetime import date

from unxref.instruments import sessions, table
from unxref.instruments.data import rows
from unxref.instruments.identifiers import parse

ALL = list(table.named().values())


def test_slugs_are_given_once_and_parse():
    assert len(ALL) == len(rows("instruments.csv"))
    for one in ALL:
        found = parse(one.id)
        assert (found.id, found.series) == (one.id, "named")
        assert found.kind == ("treaty" if one.kind == "treaty" else "instrument")


def test_symbols_are_ids():
    for one in ALL:
        if one.symbol:
            assert parse(one.symbol).id == one.symbol
            assert one in table.carried_by(one.symbol)


def test_facts_are_well_formed():
    for one in ALL:
        assert one.name
        for day in filter(None, (one.adopted, one.in_force)):
            date.fromisoformat(day)
        assert not (one.adopted and one.in_force) or one.adopted <= one.in_force
        assert one.series in (None, "UNTS", "LNTS")
        assert re.fullmatch(r"[1-9]\d*", one.volume or "1")
        assert re.fullmatch(r"[1-9]\d*|[IVXLC]+", one.page or "1")
        assert re.fullmatch(r"(II-)?[1-9]\d*", one.registration or "1")
        assert re.fullmatch(r"[0-9a-f]{16}", one.objid or "0" * 16)
        assert re.fullmatch(r"[IVX]+(-[A-Z])?-\d+[A-Z]?(-[a-z0-9]+)*", one.mtdsg or "I-1")
        assert not one.within or one.symbol


def test_treaty_references_are_ids():
    for one in ALL:
        if one.series and one.volume and one.registration:
            reference = f"{one.series}/{one.volume}/{one.registration}"
            assert parse(reference).id == reference


def test_acronyms_stand_apart():
    crc = table.named()["crc"]
    assert "CRC" in crc.acronyms
    assert "CRC" not in crc.aliases
    committees = {row["symbol"].partition("/")[0] for row in rows("founding.csv")}
    for one in ALL:
        # One that is a committee's, too, needs the text to say which is meant.
        assert not committees & {*one.aliases}


def ids(found: tuple[table.Named, ...]) -> set[str]:
    return {one.id for one in found}


def test_one_reference_may_mean_several_treaties():
    assert ids(table.by_treaty("UNTS", "999", "14668")) == {"iccpr", "iccpr-op1"}


def test_a_protocol_keeps_its_parents_number_in_another_volume():
    assert ids(table.by_treaty("UNTS", "1577", "27531")) == {"crc"}
    assert "crc" not in ids(table.by_treaty("UNTS", "2171", "27531"))


def test_a_treaty_that_is_filed_is_cited_by_its_bare_number():
    assert table.by_treaty("UNTS", "15", "102") == table.by_treaty("UNTS", "15", "II-102") != ()


def test_the_league_of_nations_has_its_own_volumes():
    assert ids(table.by_treaty("LNTS", "94", "2138")) == {"geneva-protocol-1925"}
    assert table.by_treaty("UNTS", "94", "2138") == ()


def test_by_page():
    assert ids(table.by_page("UNTS", "1577", "3")) == {"crc"}
    assert ids(table.by_page("UNTS", "1", "XVI")) == {"un-charter"}
    assert table.by_page("UNTS", "1577", "999") == ()


def test_carried_by():
    assert ids(table.carried_by("A/RES/217(III)A")) == {"udhr"}
    assert ids(table.carried_by("A/RES/2200(XXI)A")) >= {"iccpr", "icescr"}
    assert table.carried_by("A/RES/74/174") == ()


def test_resolution_facts():
    facts = table.resolution_facts("A/RES/70/1")
    assert facts == table.ResolutionFacts(
        "Transforming our world: the 2030 Agenda for Sustainable Development", "2015-09-25"
    )
    assert table.resolution_facts("A/RES/99/999") is None


def test_resolutions_were_adopted_in_their_sessions():
    for row in rows("resolutions.csv"):
        act = parse(row["symbol"])
        assert (act.id, act.kind) == (row["symbol"], "resolution")
        span = sessions.years(act.body or "", act.session or "")
        assert span is not None, act
        assert span[0] <= date.fromisoformat(row["adopted"]).year <= span[1], act


def test_titles_are_whole():
    for row in rows("resolutions.csv"):
        assert not re.match(r"(on|entitled|concerning) ", row["title"]), row
        assert row["title"] == " ".join(row["title"].split())


def test_titles_name_no_other_resolution():
    for row in rows("resolutions.csv"):
        if told := re.match(r"Security Council resolution (\d+) \((\d{4})\)", row["title"]):
            assert row["symbol"] == f"S/RES/{told[1]}({told[2]})"
