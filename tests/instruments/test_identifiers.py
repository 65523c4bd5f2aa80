from __future__ import annotations

import csv
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.instruments import sessions
from unxref.instruments.data import rows
from unxref.instruments.identifiers import (
    Identifier,
    NotAnIdentifier,
    comparison_key,
    of_body,
    parse,
    parse_joint,
)
from unxref.instruments.numerals import roman
from unxref.instruments.series import forms

if TYPE_CHECKING:
    import random
    from pathlib import Path

GA = "General Assembly"
SC = "Security Council"
ECOSOC = "Economic and Social Council"
HRC = "Human Rights Council"
CLIMATE = "Conference of the Parties to the United Nations Framework Convention on Climate Change"
DESERTS = "Conference of the Parties to the United Nations Convention to Combat Desertification"
DIVERSITY = "Conference of the Parties to the Convention on Biological Diversity"


@pytest.mark.parametrize(
    ("written", "id"),
    [
        ("A/RES/74/174", "A/RES/74/174"),
        ("a/res/74/174", "A/RES/74/174"),
        ("A/RES/57/283 B", "A/RES/57/283B"),
        ("A/RES/45/248\u00a0B", "A/RES/45/248B"),
        ("A/RES/75/254[A]", "A/RES/75/254A"),
        ("A/RES/75/254 A-C", "A/RES/75/254A-C"),
        ("A/RES/75/254a-c", "A/RES/75/254A-C"),
        ("A/RES/36/235XIII", "A/RES/36/235XIII"),
        ("A/RES/3367(XXX)A", "A/RES/3367(XXX)A"),
        ("A/RES/217 (III) [A]", "A/RES/217(III)A"),
        ("A/RES/217A(III)", "A/RES/217(III)A"),
        ("A/RES/217(III)", "A/RES/217(III)"),
        ("A/RES/3201(S-VI)", "A/RES/3201(S-VI)"),
        ("A/RES/106(S-1)", "A/RES/106(S-1)"),
        ("A/RES/S\u201127/2", "A/RES/S-27/2"),
        ("A/RES/es-10/14", "A/RES/ES-10/14"),
        ("A/DEC/74/537 B", "A/DEC/74/537B"),
        ("S/RES/1325 (2000)", "S/RES/1325(2000)"),
        ("S/RES/1325", "S/RES/1325(2000)"),
        ("S/PRST/2010/12", "S/PRST/2010/12"),
        ("E/RES/2011/33", "E/RES/2011/33"),
        ("E/RES/1503 (XLVIII)", "E/RES/1503(XLVIII)"),
        ("E/RES/1966/1106 (XL)", "E/RES/1106(XL)"),
        ("E/DEC/2019/248", "E/DEC/2019/248"),
        ("A/hrc/RES/7/29", "A/HRC/RES/7/29"),
        ("A/HRC/RES/S-16/1", "A/HRC/RES/S-16/1"),
        ("A/HRC/DEC/2/105", "A/HRC/DEC/2/105"),
        ("A/HRC/PRST/19/1", "A/HRC/PRST/19/1"),
        ("A/HRC/PRST/OS/12/1", "A/HRC/PRST/OS/12/1"),
        ("E/CN.4/RES/2002/1", "E/CN.4/RES/2002/1"),
        ("E/CN.15/RES/26/3", "E/CN.15/RES/26/3"),
        ("E/CN.7/DEC/60/1", "E/CN.7/DEC/60/1"),
        ("UNEP/EA.5/RES.14", "UNEP/EA.5/Res.14"),
        ("1/CP.21", "FCCC/CP/DEC/1/CP.21"),
        ("FCCC/CP/DEC/1/CP.21", "FCCC/CP/DEC/1/CP.21"),
        ("26/COP.15", "ICCD/COP/DEC/26/COP.15"),
        ("CBD/COP/DEC/14/5", "CBD/COP/DEC/14/5"),
        ("CTOC/COP/RES/10/6", "CTOC/COP/RES/10/6"),
        ("CAC/COSP/RES/8/12", "CAC/COSP/RES/8/12"),
        ("A/75/6 (Sect. 26)", "A/75/6(Sect.26)"),
        ("A/CONF.157/24 (Part I)", "A/CONF.157/24(PartI)"),
        ("A/CONF.157/24 (Part I)/Corr.1", "A/CONF.157/24(PartI)/Corr.1"),
        ("FCCC/CP/2015/10/Add.1", "FCCC/CP/2015/10/Add.1"),
        ("A/70/95-S/2015/446", "A/70/95"),
        ("A/RES/74/174/CORR.1", "A/RES/74/174/Corr.1"),
        ("E/2017/30", "E/2017/30"),
        ("GAOR/4/Suppl.7", "GAOR/4/Suppl.7"),
        ("ESCOR/2017/SUPPL.10", "ESCOR/2017/Suppl.10"),
        ("GAOR/29/Annexes/item 38", "GAOR/29/Annexes/item38"),
        ("SCOR/48/Suppl. Jul 1993", "SCOR/48/Suppl.Jul1993"),
        ("UNTS/1577/27531", "UNTS/1577/27531"),
        ("UNTS/1577/I-27531", "UNTS/1577/27531"),
        ("UNTS/15/II-102", "UNTS/15/II-102"),
        ("UNTS/1577/p3", "UNTS/1577/p3"),
        ("LNTS/94/2138", "LNTS/94/2138"),
        ("c.n. 63. 2016. treaties-xxvii.7.d", "C.N.63.2016.TREATIES-XXVII.7.d"),
        ("C.N.63.2016.TREATIES.XXVII.7.d", "C.N.63.2016.TREATIES-XXVII.7.d"),
        ("C.N.283.2001.TREATIES-1", "C.N.283.2001.TREATIES-1"),
        ("crc", "crc"),
        ("Agenda-2030", "agenda-2030"),
        ("\u0421AT/C/UZB/CO/3", "CAT/C/UZB/CO/3"),
        ("UNEP/CBD/BS/COP-MOP/5/17", "UNEP/CBD/BS/COP-MOP/5/17"),
        ("CEDAW/C/VEN/4-6/Add.1", "CEDAW/C/VEN/4-6/Add.1"),
    ],
)
def test_every_spelling_has_one_id(written: str, id: str):
    found = parse(written)
    assert str(found) == found.id == id
    assert parse(id) == found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("A/RES/57/283B", Identifier("A/RES/57/283B", "A/RES", "resolution", GA, "57", "283", "B")),
        ("A/RES/217(III)[A]", Identifier("A/RES/217(III)A", "A/RES", "resolution", GA, "III", "217", "A")),
        ("S/RES/1325", Identifier("S/RES/1325(2000)", "S/RES", "resolution", SC, "2000", "1325")),
        ("S/PRST/2010/12", Identifier("S/PRST/2010/12", "S/PRST", "statement", SC, "2010", "12")),
        ("1/CP.21", Identifier("FCCC/CP/DEC/1/CP.21", "FCCC/CP/DEC", "decision", CLIMATE, "21", "1")),
        ("UNTS/1577/p3", Identifier("UNTS/1577/p3", "UNTS", "treaty", None, "1577", "p3")),
        ("E/2017/30", Identifier("E/2017/30", "symbol", "document", ECOSOC)),
        ("crc", Identifier("crc", "named", "treaty", None)),
        ("udhr", Identifier("udhr", "named", "instrument", None)),
    ],
)
def test_what_an_identifier_tells(written: str, expected: Identifier):
    assert parse(written) == expected


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("A/70/95-S/2015/446", ["A/70/95", "S/2015/446"]),
        ("A/76/871\u2013S/2022/493", ["A/76/871", "S/2022/493"]),
        ("E/2015/27-E/CN.6/2015/10", ["E/2015/27", "E/CN.6/2015/10"]),
        ("UNEP/CBD/BS/COP-MOP/5/17", ["UNEP/CBD/BS/COP-MOP/5/17"]),
        ("A/S-10/14", ["A/S-10/14"]),
        ("A/RES/74/174", ["A/RES/74/174"]),
    ],
)
def test_joint_symbols(written: str, ids: list[str]):
    assert [found.id for found in parse_joint(written)] == ids


@pytest.mark.parametrize(
    "symbol", ["A/RES/33/116[A-I]", "A/RES/33/116[C-X]", "A/RES/50/38[B-V]", "A/RES/724(VIII)[C-I]"]
)
def test_a_section_in_brackets_is_no_range_of_parts(symbol: str):
    with pytest.raises(NotAnIdentifier, match="a section of a part"):
        parse(symbol)
    assert parse("A/RES/40/64A-I").part == "A-I"
    assert parse("A/RES/421(V)[A-H]").part == "A-H"


@pytest.mark.parametrize("row", rows("refused.csv"), ids=lambda row: row["example"])
def test_what_is_refused_is_refused_for_its_reason(row: dict[str, str]):
    with pytest.raises(NotAnIdentifier) as error:
        parse(row["example"])
    assert row["reason"] in str(error.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "neither a symbol"),
        ("74/174", "no organ"),
        ("no such thing", "neither a symbol"),
        ("A/17/88X", "'88X'"),
        ("A/C", "with a number"),
        ("A/RES/5/1", "look like A/RES/57/283B"),
        ("A/RES/74", "look like"),
        ("A/RES/74/2019", "look like"),
        ("A/RES/1503(XLVIII)", "look like"),
        ("A/RES/75/254C-A", "look like"),
        ("A/HRC/RES/36/117a", "look like A/HRC/RES/7/29"),
        ("E/RES/1950/12", "look like"),
        ("S/RES/1325(2001)", "is not of 2001"),
        ("S/RES/9999(1999)", "is not of 1999"),
        ("S/RES/9999", "is not known"),
        ("UNTS/1577", "look like UNTS/1577/27531"),
        ("LNTS/206/1", "look like LNTS/94/2138"),
        ("C.N.63.2016", "look like C.N.63.2016.TREATIES-XXVII.7.d"),
        ("C.N.63.2016.TREATIES-", "look like C.N.63.2016.TREATIES-XXVII.7.d"),
        ("A/RES/74/174 and 175", "look like"),
    ],
)
def test_refusals_help(text: str, reason: str):
    with pytest.raises(NotAnIdentifier, match=reason.replace("(", r"\(")):
        parse(text)


def test_a_year_behind_the_table_is_believed():
    year, last = sessions.last_known_resolution()
    assert parse(f"S/RES/{last + 20}({year})").session == str(year)
    assert parse(f"S/RES/{last + 90} ({year + 1})").session == str(year + 1)


@pytest.mark.parametrize(
    ("body", "kind", "session", "number", "part", "id"),
    [
        (GA, "resolution", "74", "174", None, "A/RES/74/174"),
        ("GA", "resolution", "57", "283", "B", "A/RES/57/283B"),
        (GA, "resolution", "XXI", "2200", "A", "A/RES/2200(XXI)A"),
        (GA, "resolution", "S-27", "2", None, "A/RES/S-27/2"),
        (GA, "resolution", "ES-10", "14", None, "A/RES/ES-10/14"),
        (GA, "resolution", "S-VI", "3201", None, "A/RES/3201(S-VI)"),
        (GA, "resolution", "ES-V", "2252", None, "A/RES/2252(ES-V)"),
        (GA, "resolution", "S-1", "106", None, "A/RES/106(S-1)"),
        (GA, "resolution", "S-I", "106", None, "A/RES/106(S-1)"),
        (GA, "decision", "74", "537", "B", "A/DEC/74/537B"),
        (SC, "resolution", None, "1325", None, "S/RES/1325(2000)"),
        (SC, "resolution", "2000", "1325", None, "S/RES/1325(2000)"),
        (SC, "statement", "2010", "12", None, "S/PRST/2010/12"),
        (ECOSOC, "resolution", "2011", "33", None, "E/RES/2011/33"),
        (ECOSOC, "resolution", "XLVIII", "1503", None, "E/RES/1503(XLVIII)"),
        (ECOSOC, "decision", "2023", "201", "A", "E/DEC/2023/201A"),
        (HRC, "resolution", "7", "29", None, "A/HRC/RES/7/29"),
        (HRC, "resolution", "S\u201116", "1", None, "A/HRC/RES/S-16/1"),
        (HRC, "decision", "2", "105", None, "A/HRC/DEC/2/105"),
        (HRC, "statement", "19", "1", None, "A/HRC/PRST/19/1"),
        (HRC, "statement", "OS/12", "1", None, "A/HRC/PRST/OS/12/1"),
        ("Commission on Human Rights", "resolution", "2002", "1", None, "E/CN.4/RES/2002/1"),
        ("CCPCJ", "resolution", "26", "3", None, "E/CN.15/RES/26/3"),
        ("CND", "resolution", "51", "12", None, "E/CN.7/RES/51/12"),
        ("CND", "decision", "60", "1", None, "E/CN.7/DEC/60/1"),
        ("CSW", "resolution", "54", "4", None, "E/CN.6/RES/54/4"),
        ("CSocD", "resolution", "42", "1", None, "E/CN.5/RES/42/1"),
        ("CPD", "resolution", "2012", "1", None, "E/CN.9/RES/2012/1"),
        ("Statistical Commission", "decision", "48", "101", None, "E/CN.3/DEC/48/101"),
        ("ESCAP", "resolution", "47", "10", None, "E/ESCAP/RES/47/10"),
        ("ESCWA", "resolution", "S-VI", "335", None, "E/ESCWA/RES/335(S-VI)"),
        ("ECE", "decision", "44", "L", None, "E/ECE/DEC/L(44)"),
        ("Environment Assembly", "resolution", "5", "14", None, "UNEP/EA.5/Res.14"),
        ("UN-Habitat Assembly", "resolution", "1", "1", None, "HSP/HA.1/Res.1"),
        (CLIMATE, "decision", "CP.21", "1", None, "FCCC/CP/DEC/1/CP.21"),
        (DESERTS, "decision", "COP.15", "26", None, "ICCD/COP/DEC/26/COP.15"),
        (DIVERSITY, "decision", "14", "5", None, "CBD/COP/DEC/14/5"),
        (DIVERSITY, "decision", "X", "29", None, "UNEP/CBD/COP/DEC/X/29"),
        ("CTOC/COP", "resolution", "10", "6", None, "CTOC/COP/RES/10/6"),
        ("CoSP", "resolution", "8", "12", None, "CAC/COSP/RES/8/12"),
    ],
)
def test_of_body(body: str, kind: str, session: str | None, number: str, part: str | None, id: str):
    found = of_body(body, kind, number, session=session, part=part)
    assert found.id == id
    assert parse(id) == found


@pytest.mark.parametrize(
    ("body", "kind", "session", "number"),
    [
        ("European Parliament", "resolution", "8", "12"),
        ("No Such Body", "resolution", "8", "12"),
        (GA, "statement", "74", "1"),
        (GA, "resolution", "5", "1"),  # the Human Rights Council's
        (GA, "resolution", "S-1", "1"),  # likewise
        (GA, "resolution", "2011", "33"),  # the Economic and Social Council's
        (GA, "resolution", "XLVIII", "1503"),
        (GA, "resolution", None, "174"),
        (ECOSOC, "resolution", "12", "33"),
        (HRC, "resolution", "2005", "66"),
        (SC, "resolution", "2001", "1325"),
        (SC, "resolution", None, "9999"),
        (SC, "resolution", None, "12A"),
    ],
)
def test_of_body_refuses_what_the_body_cannot_have_adopted(
    body: str, kind: str, session: str | None, number: str
):
    with pytest.raises(NotAnIdentifier):
        of_body(body, kind, number, session=session)


def test_comparison_key_is_one_for_all_spellings():
    for written in ("A/RES/217(III)[A]", "A/RES/217 (III) A", "a/res/217(iii)a"):
        assert comparison_key(written) == comparison_key(parse(written).id)


SMALL, ROMAN = st.integers(1, 99).map(str), st.integers(1, 99).map(roman)
LETTER = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
FIELDS = {
    "number": st.integers(1, 999).map(str),
    "running": st.integers(1, 9999).map(str),
    "hundreds": st.integers(100, 9999).map(str),
    "letter": LETTER,
    "part": st.none() | LETTER | st.sampled_from(["A-C", "B-F", "AA", "XIII"]),
    "year": st.integers(1946, 2050).map(str),
    "since1978": st.integers(1978, 2050).map(str),
    "session": SMALL,
    "roman": ROMAN,
    "roman30": st.integers(1, 30).map(roman),
    "assembly": st.integers(31, 99).map(str),
    "since74": st.integers(74, 99).map(str),
    "roman12": st.integers(1, 12).map(roman),
    "roman13": st.just("XIII"),
    "since14": st.integers(14, 99).map(str),
    "oldspecial": st.sampled_from(["S-1", "S-2", "S-III", "S-VII", "ES-I", "ES-V"]),
    "special": st.sampled_from(["S-8", "S-32", "ES-6", "ES-11"]),
    "anyspecial": st.sampled_from(["S-1", "S-32", "ES-11"]),
    "councilspecial": SMALL.map("S-{}".format),
    "organizational": SMALL.map("OS/{}".format),
    "romanspecial": ROMAN.map("S-{}".format),
    "governingspecial": ROMAN.map("SS.{}".format),
    "supplement": st.sampled_from(["1", "10", "53A"]),
    "quarter": st.sampled_from(["JAN1947", "APR1964", "JUL1993", "OCT1993"]),
    "volume": st.integers(1, 3999).map(str),
    "lnts": st.integers(1, 205).map(str),
    "registration": st.integers(1, 99999).map(str),
    "filed": st.integers(1, 1400).map("II-{}".format),
    "page": st.integers(1, 999).map("P{}".format) | ROMAN.map("P{}".format),
    "deposited": st.sampled_from(["1", "XXVII.7.D", "XI.B.16", "XI.D.1.A", "III.2.7A", "IV.11"]),
}


@st.composite
def acts(draw: st.DrawFn) -> Identifier:
    """Draw an identifier of any numbered series."""
    form = draw(st.sampled_from(forms()))
    values: dict[str, str | None] = {}
    for _, name, looks, _ in Formatter().parse(form.template):
        if name:
            values[name] = draw(FIELDS[looks or name])
    if form.series == "S/RES":
        number = draw(st.integers(1, sessions.last_known_resolution()[1]))
        values = {"number": str(number), "session": str(sessions.security_council_year(number))}
    found = form.spell(values)
    assert found is not None
    return found


@given(acts())
def test_an_act_that_is_spelled_is_parsed_as_itself(act: Identifier):
    found = parse(act.id)
    assert (found.id, found.series, found.session, found.number, found.part) == (
        act.id,
        act.series,
        act.session,
        act.number,
        act.part,
    )


@given(acts(), st.randoms(use_true_random=False))
def test_an_act_is_parsed_from_every_way_to_write_it(act: Identifier, chance: random.Random):
    written = act.id
    if act.part and act.kind != "document" and written.endswith(act.part):
        written = written.removesuffix(act.part) + chance.choice(["{}", " {}", "\u00a0{}", "[{}]"]).format(
            act.part
        )
    written = written.replace("(", chance.choice(["(", " (", "\u202f("]))
    written = written.replace("-", chance.choice("-\u2010\u2011\u2013"))
    written = chance.choice([str, str.lower, str.upper])(written)
    assert parse(written).id == act.id


@given(acts().filter(lambda act: act.body is not None and act.kind != "document"))
def test_an_act_is_found_by_its_body_and_number(act: Identifier):
    assert act.body
    assert act.number
    assert of_body(act.body, act.kind, act.number, session=act.session, part=act.part).id == act.id


@given(st.text(max_size=30) | st.text("ASECRDNT/.()[]-0123456789IVX ", max_size=30))
def test_any_text_is_refused_or_has_an_id_that_is_its_own(text: str):
    try:
        found = parse(text)
    except NotAnIdentifier:
        return
    assert found.id.isascii()
    assert parse(found.id) == found


SHAPES = {
    "A/RES/n/n": "A/RES/46/182",
    "S/RES/n(YYYY)": "S/RES/1373(2001)",
    "A/RES/n(ROMAN)": "A/RES/2625(XXV)",
    "A/RES/n/nX": "A/RES/57/270B",
    "A/RES/n(ROMAN)[X]": "A/RES/2200(XXI)[A]",
    "A/HRC/RES/n/n": "A/HRC/RES/16/21",
    "A/RES/n/n[X]": "A/RES/34/65[A]",
    "E/RES/n/n": "E/RES/1996/31",
    "S/PRST/n/n": "S/PRST/2013/15",
    "A/RES/ES-n/n": "A/RES/ES-11/1",
    "A/DEC/n/n": "A/DEC/76/506",
    "A/RES/n(ES-ROMAN)": "A/RES/998(ES-I)",
    "A/RES/n(S-ROMAN)": "A/RES/1874(S-IV)",
    "A/RES/n(ROMAN)[XX]": "A/RES/289(IV)[AA]",
    "A/RES/n/n X": "A/RES/45/248 B",
    "A/RES/n(ROMAN)[PARA.n]": "A/RES/63(I)[PARA.4]",
    "A/RES/n/n[XX]": "A/RES/32/212[IV]",
    "A/RES/n/n[X-X]": "A/RES/32/4[B-C]",
    "A/RES/n(S-n)": "A/RES/106(S-1)",
    "A/RES/n/nX-X": "A/RES/61/128A-B",
    "E/RES/n(ROMAN)": "E/RES/1235(XLII)",
    "A/RES/n(ROMAN)[X-X]": "A/RES/421(V)[A-H]",
    "A/HRC/PRST/OS/n/n": "A/HRC/PRST/OS/12/1",
    "E/DEC/n/n": "E/DEC/2004/322",
    "A/RES/n/n[B-IX]": "A/RES/50/38[B-IX]",
    "A/RES/n/n[B-VIII]": "A/RES/50/38[B-VIII]",
    "A/RES/S-n/n": "A/RES/S-26/2",
    "A/RES/n/n X-X": "A/RES/75/254 A-C",
    "A/RES/n(ROMAN)[RULE-n]": "A/RES/17(I)[RULE-73]",
    "A/RES/n/nXIII": "A/RES/36/235XIII",
    "A/RES/n/nIV": "A/RES/36/235IV",
    "A/HRC/PRST/n/n": "A/HRC/PRST/19/1",
    "E/RES/n (ROMAN)": "E/RES/476 (XV)",
    "A/RES/n(ROMAN)[RULE-T]": "A/RES/17(I)[RULE-T]",
    "A/RES/n(ROMAN)[PARA.n-n]": "A/RES/490(V)[PARA.1-2]",
    "A/RES/n(ROMAN)A-C": "A/RES/724(VIII)A-C",
    "A/RES/n(ROMAN)[C-II]": "A/RES/724(VIII)[C-II]",
    "A/RES/n(ROMAN)[I-II]": "A/RES/944(X)[I-II]",
    "A/RES/n(ES-IandII)": "A/RES/996(ES-IandII)",
    "A/RES/n//nIX": "A/RES/36//235IX",
    "A/RES/ES-n/nX": "A/RES/ES-8/1A",
    "A/RES/n/nC-II": "A/RES/37/235C-II",
    "A/RES/n/n[SectionII]": "A/RES/39/236[SectionII]",
    "A/HRC/RES/S-n/n": "A/HRC/RES/S-16/1",
    "E/DEC/n(ROMAN)": "E/DEC/86(LVIII)",
}
"""The shapes in which the library writes the symbols of acts, each with a true symbol."""


REASONS = {row["reason"] for row in rows("refused.csv")}


def reads(symbol: str) -> bool:
    """Whether a library's symbol parses to an id with its key, or is refused for a reason of the table."""
    try:
        found = parse(symbol)
    except NotAnIdentifier as error:
        return any(reason in str(error) for reason in REASONS)
    return comparison_key(found.id) == comparison_key(symbol) and parse(found.id) == found


@pytest.mark.parametrize("symbol", SHAPES.values())
def test_the_shapes_of_the_librarys_symbols(symbol: str):
    assert reads(symbol)


def test_every_shape_that_the_library_has_been_seen_to_use(datasets: Path):
    with (datasets / "symbol_spelling_classes.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            for symbol in row["examples"].split(" | "):
                assert reads(symbol), symbol


def test_every_symbol_of_the_librarys_voting_records(datasets: Path):
    with (datasets / "undl_voting_records_1946_2025.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert not row["symbol"] or reads(row["symbol"]), row
