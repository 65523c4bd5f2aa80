"""Footnotes: treaty series, Official Records, `Ibid.`, and symbols."""

from collections.abc import Callable

import pytest

from unxref.citations.model import Citation

Cited = Callable[[str], list[Citation]]


def in_notes(*notes: str) -> str:
    """A resolution that calls each note once, in order."""
    calls = "".join(f"the text of item {chr(96 + n)},{n} " for n in range(1, len(notes) + 1))
    numbered = "".join(f"{n} {note}\n" for n, note in enumerate(notes, 1))
    return f"The General Assembly,\n\nRecalling {calls}and more,\n\n__________________\n{numbered}"


CHAINS = [
    pytest.param(["Resolution 70/1."], ["A/RES/70/1"], id="bare"),
    pytest.param(["See resolution 2200 A (XXI), annex.", "Ibid."], ["A/RES/2200(XXI)A"] * 2, id="same again"),
    pytest.param(["A/74/643, para. 2.", "Ibid., para. 5.", "Ibid., annex."], ["A/74/643"] * 3, id="pinpoint changes"),
    pytest.param(
        ["United Nations, Treaty Series, vol. 1577, No. 27531.", "Ibid., vol. 2171, No. 27531.", "Ibid., vol. 610, No. 8843."],
        ["crc", "crc-opsc", "outer-space"],
        id="volumes",
    ),
    pytest.param(
        ["Official Records of the General Assembly, Seventy-fourth Session, Supplement No. 10 (A/74/10), chap. V.",
         "Ibid., Seventy-fifth Session, Supplement No. 17 (A/75/17), annex I.",
         "Ibid., Supplement No. 40.",
         "Ibid., chap. II."],
        ["A/74/10", "A/75/17", "GAOR/75/Suppl.40", "GAOR/75/Suppl.40"],
        id="records",
    ),
    pytest.param(
        ["Official Records of the Economic and Social Council, 2017, Supplement No. 10 (E/2017/30).",
         "Ibid., 2007, Supplement No. 10 (E/2007/30/Rev.1), part one, chap. I, sect. D."],
        ["E/2017/30", "E/2007/30/Rev.1"],
        id="years",
    ),
    pytest.param(
        ["Official Records of the General Assembly, Seventy-fourth Session, Supplement No. 18 (A/74/18); "
         "ibid., Supplement No. 38 (A/74/38); and ibid., Supplement No. 44 (A/74/44)."],
        ["A/74/18", "A/74/38", "A/74/44"],
        id="inside a note",
    ),
    pytest.param(
        ["Official Records of the fourth session of the General Assembly, Supplement No. 7."],
        ["GAOR/4/Suppl.7"],
        id="old word order",
    ),
    pytest.param(
        ["Official Records of the General Assembly, Twenty-ninth Session, Annexes, agenda item 38, document A/9815."],
        ["A/9815"],
        id="document",
    ),
    pytest.param(
        ["Official Records of the General Assembly, Sixty-ninth Session, Supplement No. 53A and corrigendum (A/69/53/Add.1 and "
         "A/69/53/Add.1/Corr.1), chap. III.",
         "Ibid., Seventieth Session, Supplement No. 53A.",
         "Ibid., chap. IV."],
        ["A/69/53/Add.1", "A/69/53/Add.1/Corr.1", "GAOR/70/Suppl.53A", "GAOR/70/Suppl.53A"],
        id="corrigendum in the bracket",
    ),
    pytest.param(
        ["Official Records of the General Assembly, Seventy-eighth Session, Supplement No. 5, vol. I (A/78/5 (Vol. I)).",
         "Ibid., vol. III (A/78/5 (Vol. III)), chap. II."],
        ["A/78/5(Vol.I)", "A/78/5(Vol.III)"],
        id="volumes of a supplement",
    ),
    pytest.param(["S/24900 and Corr.1, A/60/692 and Add.1 and 2."],
                 ["S/24900", "S/24900/Corr.1", "A/60/692", "A/60/692/Add.1", "A/60/692/Add.2"], id="suffixes"),
    pytest.param(["A/CONF.157/24 (Part I), chap. III.", "A/75/6 (Sect. 26)."], ["A/CONF.157/24(PartI)", "A/75/6(Sect.26)"], id="parts"),
]  # fmt: skip


@pytest.mark.parametrize(("notes", "ids"), CHAINS)
def test_notes_become_instruments(cited: Cited, notes: list[str], ids: list[str]) -> None:
    assert [c.id for c in cited(in_notes(*notes))] == ids


def test_a_note_tells_its_marker_and_takes_relation_and_part_from_its_call(cited: Cited) -> None:
    text = in_notes("Resolution 70/1.", "A/74/643.")
    first, second = cited(text)
    assert [(c.note, c.relation, c.part) for c in (first, second)] == [
        ("1", "recalls", "preamble"),
        ("2", "recalls", "preamble"),
    ]
    assert first.called_from == text.index("1 the text")


def test_ibid_alone_does_not_reach_into_the_next_note(cited: Cited) -> None:
    notes = [
        "Official Records of the General Assembly, Seventy-first Session, Supplement No. 53 (A/71/53).",
        "Ibid.",
        "Ibid., Supplement No. 53A (A/71/53/Add.1), chap. II.",
        "A/74/643.",
        "Ibid.",
        "See letter (A/75/256).",
    ]
    assert [c.id for c in cited(in_notes(*notes))] == [
        "A/71/53",
        "A/71/53",
        "A/71/53/Add.1",
        "A/74/643",
        "A/74/643",
        "A/75/256",
    ]


def test_an_unknown_source_breaks_the_chain(cited: Cited) -> None:
    ids = [
        c.id for c in cited(in_notes("A/74/643.", "Annual report of a foundation, 2019.", "Ibid., para. 3."))
    ]
    assert ids == ["A/74/643"]


def test_a_corrigendum_is_no_other_source(cited: Cited) -> None:
    assert [c.id for c in cited(in_notes("See A/74/643 and A/74/643/Corr.1.", "Ibid."))][-1] == "A/74/643"


def test_several_sources_leave_ibid_open(cited: Cited) -> None:
    citations = cited(in_notes("A/74/643 and A/75/256.", "Ibid."))
    assert (citations[-1].id, citations[-1].also) == (None, ("A/74/643", "A/75/256"))


def test_the_name_at_the_call_decides_between_treaties_of_one_number(cited: Cited) -> None:
    text = (
        "The General Assembly,\n\nRecalling the Optional Protocol to the International Covenant on Civil and Political Rights,1\n\n"
        "__________\n1 United Nations, Treaty Series, vol. 999, No. 14668.\n"
    )
    assert [c.id for c in cited(text)] == ["iccpr-op1", "iccpr-op1"]
    (alone,) = cited(in_notes("United Nations, Treaty Series, vol. 999, No. 14668."))
    assert alone.id is None
    assert {"iccpr", "iccpr-op1"} <= set(alone.also)


def test_a_treaty_the_table_does_not_have_keeps_its_number(cited: Cited) -> None:
    assert [c.id for c in cited(in_notes("United Nations, Treaty Series, vol. 12, No. 184."))] == [
        "UNTS/12/184"
    ]


def test_each_volume_is_one_citation(cited: Cited) -> None:
    citations = cited(in_notes("United Nations, Treaty Series, vols. 2225, 2237, 2241 and 2326, No. 39574."))
    assert [c.id for c in citations] == [
        "untoc",
        "trafficking-protocol",
        "smuggling-protocol",
        "firearms-protocol",
    ]
    assert [c.text for c in citations] == ["vols. 2225", "2237", "2241", "2326, No. 39574"]


def test_league_of_nations_volumes_are_roman(cited: Cited) -> None:
    (citation,) = cited(in_notes("League of Nations, Treaty Series, vol. XCIV, No. 2138."))
    assert citation.id == "geneva-protocol-1925"


PAGES = [
    ("Convention on the Rights of the Child, 1577 UNTS 3, art. 3", ["crc", "crc"]),
    ("1155 U.N.T.S. 331", ["vclt"]),
    ("12 UNTS 999", ["UNTS/12/p999"]),
    ("94 LNTS 65", ["geneva-protocol-1925"]),
]


@pytest.mark.parametrize(("text", "ids"), PAGES)
def test_legal_writers_cite_by_page(cited: Cited, text: str, ids: list[str]) -> None:
    assert [c.id for c in cited(text)] == ids


def test_two_treaties_that_begin_on_one_page_stay_open(cited: Cited) -> None:
    (citation,) = cited("999 UNTS 171")
    assert citation.id is None
    assert set(citation.also) == {"iccpr", "iccpr-op1"}


STEMLESS = [
    ("A/C.1/33/L.7 and L.8.", ["A/C.1/33/L.7", "A/C.1/33/L.8"]),
    ("A/S-10/AC.1/10 and 11, A/S-10/8", ["A/S-10/AC.1/10", "A/S-10/AC.1/11", "A/S-10/8"]),
    ("CAT/C/SR.986 and 989", ["CAT/C/SR.986", "CAT/C/SR.989"]),
    ("A/74/643 and 15 reports more", ["A/74/643"]),
    ("S/24900 and Add.1 to 31", ["S/24900", "S/24900/Add.1"]),
    ("PRST/19/1 and PRST OS/12/1", ["A/HRC/PRST/19/1", "A/HRC/PRST/OS/12/1"]),
]


@pytest.mark.parametrize(("text", "ids"), STEMLESS)
def test_a_stem_may_be_left_out(cited: Cited, text: str, ids: list[str]) -> None:
    assert [c.id for c in cited(text)] == ids


COMMENTS: list[tuple[str, list[str]]] = [
    (
        "general recommendation No. 30 of the Committee on the Elimination of Discrimination against Women",
        ["CEDAW/C/GC/30"],
    ),
    ("the Human Rights Committee, in its general comment No. 36 (2018), paragraph 5", ["CCPR/C/GC/36"]),
    (
        "General comment No. 12 (1999) of the Committee on Economic, Social and Cultural Rights",
        ["E/C.12/1999/5"],
    ),
    ("its general comment No. 36", ["CCPR/C/GC/36"]),
]


@pytest.mark.parametrize(("text", "ids"), COMMENTS)
def test_general_comments_by_number(cited: Cited, text: str, ids: list[str]) -> None:
    assert [c.id for c in cited(text)] == ids


def test_a_joint_symbol_is_one_document(cited: Cited) -> None:
    (citation,) = cited("see document A/70/95-S/2015/446 for more")
    assert (citation.id, citation.also) == ("A/70/95", ("S/2015/446",))


def test_a_symbol_with_another_numbers_year_stays_open(cited: Cited) -> None:
    (citation,) = cited("S/RES/1325 (1999)")
    assert (citation.id, citation.also) == (None, ("S/RES/1325(2000)",))


def test_a_scanned_symbol_is_repaired_and_reported(cited: Cited) -> None:
    (citation,) = cited("contained in document $/26627, which")
    assert (citation.id, citation.text, citation.repaired) == ("S/26627", "$/26627", "S/26627")


def test_the_documents_own_symbol_is_its_identity(cited: Cited) -> None:
    text = "United Nations\n\nA/RES/75/174\n\nGeneral Assembly\n\nThe General Assembly,\n\nRecalling its resolution 68/268,\n\nA/RES/75/174\n"
    assert [c.id for c in cited(text)] == ["A/RES/68/268"]
