from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.instruments.bodies import bodies
from unxref.instruments.data import rows
from unxref.instruments.model import NotAnIdentifier
from unxref.instruments.symbols import document_symbol

SHAPES = rows("symbol_shapes.csv")


@pytest.mark.parametrize("row", SHAPES, ids=lambda row: row["example"])
def test_each_shape_takes_its_own_example(row: dict[str, str]):
    assert document_symbol(row["example"].lower()) == (row["example"], row["body"] or None)


def test_bodies_are_known():
    assert {row["body"] for row in SHAPES} - {""} <= set(bodies())


@given(
    st.sampled_from([row["example"] for row in SHAPES]),
    st.lists(st.sampled_from(["Add.1", "Corr.2", "Rev.1", "Amend.3", "Add.11", "Summary"]), max_size=3),
)
def test_what_is_attached_to_a_document_is_one_too(symbol: str, attached: list[str]):
    whole = "/".join([symbol, *attached])
    assert document_symbol(whole.upper())[0] == whole


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("A/75/6(SECT.26)", "A/75/6(Sect.26)"),
        ("a/78/6(sect.29a)", "A/78/6(Sect.29A)"),
        ("NPT/CONF.2000/28(PARTSIANDII)", "NPT/CONF.2000/28(PartsIandII)"),
        ("A/49/13(supp)", "A/49/13(Supp)"),
        ("A/75/PV.48(resumption1)", "A/75/PV.48(Resumption1)"),
        ("A/78/5(vol.iii)", "A/78/5(Vol.III)"),
        ("A/HRC/54/31/Add2", "A/HRC/54/31/Add.2"),
        ("unep/ozl.pro.28/12", "UNEP/OzL.Pro.28/12"),
        ("e/cn.4/sub.2/1997/20/rev.1", "E/CN.4/Sub.2/1997/20/Rev.1"),
        ("fccc/cp/2015/10/add.1", "FCCC/CP/2015/10/Add.1"),
        ("A/C.6/64/SR.1-28/corrigendum", "A/C.6/64/SR.1-28/Corrigendum"),
        ("LC/PUB.2019/7-P", "LC/PUB.2019/7-P"),
        ("ISBA/26/C/inf.2", "ISBA/26/C/INF.2"),
        ("a/ac.105/c.2/l.314", "A/AC.105/C.2/L.314"),
        ("a/hrc/wg.6/34/svn/2", "A/HRC/WG.6/34/SVN/2"),
    ],
)
def test_the_case_of_words(written: str, spelled: str):
    assert document_symbol(written)[0] == spelled


@pytest.mark.parametrize(
    "text",
    [
        "A/C",
        "A/C.3",
        "UN1520/A",
        "A/17/88X",
        "A/17/88",
        "A/37624",
        "A/HCR/53/44",
        "B/12",
        "S-99/b",
        "S/99/b",
        "24/7",
        "and/or",
        "he/she",
        "km/h",
        "CAT/5",
        "ID/23",
        "A/74/",
        "A/61/443/Add.",
        "A/54/31Add.1",
        "WHA69/2016/REC/1",
        "GC(45)/RES/10",
    ],
)
def test_what_only_looks_alike(text: str):
    with pytest.raises(NotAnIdentifier):
        document_symbol(text)
