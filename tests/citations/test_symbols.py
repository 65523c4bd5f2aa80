"""Document symbols in a text: what leans on one before, what belongs to it, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.citations.language import language
from unxref.citations.symbols import all_symbols

LEANING = [
    ("A/8783 and Add.1, Add.1/Corr.1 and Add.2", "A/8783 A/8783/Add.1 A/8783/Add.1/Corr.1 A/8783/Add.2"),
    ("A/S-10/AC.1/26 and Corr.1 and 2,", "A/S-10/AC.1/26 A/S-10/AC.1/26/Corr.1 A/S-10/AC.1/26/Corr.2"),
    ("A/60/1/Rev.1 and Corr.1", "A/60/1/Rev.1 A/60/1/Rev.1/Corr.1"),
    ("A/60/692/Add.1 and Add.2", "A/60/692/Add.1 A/60/692/Add.2"),
    ("A/C.1/34/L.7 and L.8 and Corr.1", "A/C.1/34/L.7 A/C.1/34/L.8 A/C.1/34/L.8/Corr.1"),
    ("CERD/C/SR.2598 and 2599.", "CERD/C/SR.2598 CERD/C/SR.2599"),
    ("A/80/6 (Sect. 16) and Corr.1", "A/80/6(Sect.16) A/80/6(Sect.16)/Corr.1"),
    ("A/CONF.157/24 (Part I) and (Part II)", "A/CONF.157/24(PartI) A/CONF.157/24(PartII)"),
    ("A/RES/60/1, 60/251 and 61/3.", "A/RES/60/1 A/RES/60/251 A/RES/61/3"),
    ("A/RES/34/65 A and B.", "A/RES/34/65A A/RES/34/65B"),
    ("(CRC/C/SR.2131 and\n        2132),", "CRC/C/SR.2131 CRC/C/SR.2132"),
    ("A/5160 and\n   Add.1 and 2.", "A/5160 A/5160/Add.1 A/5160/Add.2"),
    ("the note (HSP/HA.1/2) and Add.1,", "HSP/HA.1/2 HSP/HA.1/2/Add.1"),
    ("E/CN.7/2011/L.2 to L.4 and L.9/Rev.1.", "E/CN.7/2011/L.2 E/CN.7/2011/L.4 E/CN.7/2011/L.9/Rev.1"),
    ("UN Doc A/HRC/15/31 and Add 1.", "A/HRC/15/31 A/HRC/15/31/Add.1"),
    ("A/42/841 and Corr.l.", "A/42/841 A/42/841/Corr.1"),
    ("A/CONF.151/26/Rev.1 (Vol I), annex I", "A/CONF.151/26/Rev.1(Vol.I)"),
    ("A/34/12 and 3 other reports", "A/34/12"),
    ("A/34/10, 12 May 2020", "A/34/10"),
    ("the report A/34/1;\n2. Requests", "A/34/1"),
    ("the report A/34/1 and Add.1,\n2. Requests", "A/34/1 A/34/1/Add.1"),
]


def ids(text: str) -> list[str]:
    return [mark.ids[0].id for mark in all_symbols(text, language("en"))]


@pytest.mark.parametrize(("text", "expected"), LEANING)
def test_what_leans_on_a_symbol(text: str, expected: str) -> None:
    assert ids(text) == expected.split()


RANGES = [
    ("A/C.6/64/SR.1–28", "A/C.6/64/SR.1"),
    ("A/S-10/AC.1/L.2-17", "A/S-10/AC.1/L.2"),
    ("A/S-10/AC.1/13-25", "A/S-10/AC.1/13"),
    ("CERD/C/SVN/CO/8-11", "CERD/C/SVN/CO/8-11"),
    ("CEDAW/C/VEN/4-6/Add.1", "CEDAW/C/VEN/4-6/Add.1"),
    ("A/S-10/14", "A/S-10/14"),
]


@pytest.mark.parametrize(("text", "expected"), RANGES)
def test_a_range_is_cited_by_its_first_and_a_hyphen_may_be_the_symbols_own(text: str, expected: str) -> None:
    assert ids(text) == [expected]


BESIDE = [
    ("UN Doc. A/CONF.39/27 (1969)", "A/CONF.39/27"),
    ("A/RES/2200 (XXI) A of 1966", "A/RES/2200(XXI)A"),
    ("A/RES/217 A (III)", "A/RES/217(III)A"),
    ("U.N. Doc. A/RES/62/228 (Dec. 22, 2007)", "A/RES/62/228"),
    ("NPT/CONF.2010/50 (Vol. I)", "NPT/CONF.2010/50(Vol.I)"),
    ("the report (A/64) of 1946", "A/64"),
    ("document S/5 of 1946", "S/5"),
    ("IDB.45/2 of UNIDO", "IDB.45/2"),
    ("A/RES/34/l80", "A/RES/34/180"),
]


@pytest.mark.parametrize(("text", "expected"), BESIDE)
def test_what_stands_beside_a_symbol(text: str, expected: str) -> None:
    assert ids(text) == [expected]


def test_joint_symbols_are_one_document_however_joined() -> None:
    for printed in ("A/70/95-S/2015/446", "A/70/95–S/2015/446", "A/70/95/S/2015/446"):
        (mark,) = all_symbols(printed, language("en"))
        assert [meant.id for meant in mark.ids] == ["A/70/95", "S/2015/446"]


@pytest.mark.parametrize(
    "text",
    [
        "https://undocs.org/A/RES/74/174",
        "/home/A/34/5/x",
        "A/34/5/x/file.txt",
        "and/or, km/h, N/A, I/O, TCP/IP, A/S, A/H1N1",
        "A/4 paper and grade S/5",
        "WHA69/2016/REC/1, INFCIRC/254, GC(45)/RES/10",
        "C/2020/123, MC.DEC/3/13, AG/RES. 2928, ICC-01/04, EC/GC/01",
        "GE.19-14870(E) 18-16895 3/10",
    ],
)
def test_what_only_looks_like_a_symbol(text: str) -> None:
    assert ids(text) == []


def test_a_corrigendum_has_its_number_or_stays_open() -> None:
    spaced = list(all_symbols("See A/60/88/Corr. 2 and A/55/602/Add. 1, annex.", language("en")))
    assert [mark.ids[0].id for mark in spaced] == ["A/60/88/Corr.2", "A/55/602/Add.1"]
    assert not any(mark.open for mark in spaced)
    assert [mark.open for mark in all_symbols("See A/60/88/Corr and A/60/89.", language("en"))] == [
        True,
        False,
    ]


@given(st.text(st.sampled_from("ASEL/.1267 -–()RVand,ICorCO"), max_size=120))
def test_marks_stand_in_order_inside_the_text(text: str) -> None:
    end = 0
    for mark in all_symbols(text, language("en")):
        if mark.repaired is None:
            assert end <= mark.start < mark.end <= len(text)
            end = mark.end
