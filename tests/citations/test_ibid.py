"""`Ibid.`: what it inherits, what it replaces, and where it means nothing that is known."""

from collections.abc import Callable

import pytest

from unxref.citations.model import Citation

from .test_sources import in_notes

Cited = Callable[[str], list[Citation]]

SDG_REPORT = "A/CONF.199/20, chap. I, resolution 2, annex."
YEARBOOK = "A/74/643; World Bank, World Development Report 2019, p. 5"

CHAINS = [
    pytest.param([SDG_REPORT, "Ibid., resolution 1, annex."], ["A/CONF.199/20"] * 2, id="resolution of a report"),
    pytest.param([f"{YEARBOOK}.", "Ibid., p. 7."], ["A/74/643"], id="unknown source last"),
    pytest.param([f"{YEARBOOK}; ibid., p. 7."], ["A/74/643"], id="unknown source between"),
    pytest.param(["John Smith, On Law, citing resolution 70/1.", "Ibid."], ["A/RES/70/1"], id="told of in a book"),
    pytest.param(["Resolution 70/1; available at www.un.org/agenda.", "Ibid."], ["A/RES/70/1"] * 2, id="address"),
    pytest.param(["A/74/643; see also resolution 70/1.", "Ibid."], ["A/74/643", "A/RES/70/1", None], id="several"),
    pytest.param(
        ["FCCC/CP/2015/10/Add.1, decision 1/CP.21.", "Ibid., decision 2/CP.21."],
        ["FCCC/CP/2015/10/Add.1", "FCCC/CP/DEC/1/CP.21", "FCCC/CP/2015/10/Add.1", "FCCC/CP/DEC/2/CP.21"],
        id="the document of an act",
    ),
    pytest.param(
        ["United Nations, Treaty Series, vol. 75, No. 970.", "Ibid., No. 973.", "Ibid., vol. 189, p. 137."],
        ["gc-i", "gc-iv", "refugee-convention"],
        id="number and page",
    ),
    pytest.param(
        ["League of Nations, Treaty Series, vol. 94, No. 2138.", "Ibid., vol. 60, No. 1414."],
        ["geneva-protocol-1925", "slavery-1926"],
        id="the League's series goes on",
    ),
    pytest.param(["A/59/2005.", "Ibid., vol. 10, p. 20."], ["A/59/2005"], id="volume of no series"),
    pytest.param(
        ["Official Records of the General Assembly, Seventy-fourth Session, Supplement No. 5, vol. I (A/74/5 (Vol. I)).",
         "Ibid., vol. II."],
        ["A/74/5(Vol.I)", "A/74/5(Vol.II)"],
        id="volume in the symbol",
    ),
    pytest.param(
        ["Official Records of the Security Council, Thirty-third Year, Supplement for October, November and December 1978, "
         "document S/12946.", "Ibid., document S/12947.", "Ibid., documents 8/17227 and Add.2."],
        ["S/12946", "S/12947", "S/17227", "S/17227/Add.2"],
        id="documents",
    ),
    pytest.param(
        ["Official Records of the General Assembly, Thirty-third Session, Annexes, agenda item 38, document A/33/100.",
         "Ibid., agenda item 39, document A/33/200.", "Ibid., Thirty-fourth Session, Supplement No. 8."],
        ["A/33/100", "A/33/200", "GAOR/34/Suppl.8"],
        id="annexes",
    ),
    pytest.param(["Vienna Convention on the Law of Treaties, art. 31.", "Ibid., art. 32."], ["vclt"] * 2, id="name"),
    pytest.param(["Convention on the Rights of the Child, 1577 UNTS 3.", "Id., art. 5."], ["crc"] * 3, id="id"),
    pytest.param(["Resolution 70/1.", "The ID. of the holder of a passport. Idem."], ["A/RES/70/1"], id="no id"),
]  # fmt: skip


@pytest.mark.parametrize(("notes", "ids"), CHAINS)
def test_chains(cited: Cited, notes: list[str], ids: list[str | None]) -> None:
    assert [c.id for c in cited(in_notes(*notes))] == ids


LEVELS = [
    ("chap. I, resolution 1, annex I", "annex II", ["chapter I", "resolution 1", "annex II"]),
    ("chap. I, resolution 1, annex", "resolution 2, annex", ["chapter I", "resolution 2", "annex "]),
    ("chap. V, sect. C", "annex", ["annex "]),
    ("chap. V, sect. C", "chap. VI", ["chapter VI"]),
    ("chap. V", "sect. B", ["chapter V", "section B"]),
    ("annex, para. 46", "para. 5", ["annex ", "paragraph 5"]),
    ("para. 46", "annex", ["annex "]),
    ("annex II, para. 3", "p. 12", ["page 12"]),
]


@pytest.mark.parametrize(("before", "changed", "levels"), LEVELS)
def test_the_changed_level_replaces_all_below(
    cited: Cited, before: str, changed: str, levels: list[str]
) -> None:
    again = cited(in_notes(f"A/CONF.199/20, {before}.", f"Ibid., {changed}."))[-1]
    assert again.pinpoint
    assert again.pinpoint.text == changed
    assert [f"{part.unit} {part.value}" for part in again.pinpoint.parts] == levels


def test_the_same_again_is_the_same_part(cited: Cited) -> None:
    same, other = (
        cited(in_notes("A/74/643, para. 2.", note))[-1].pinpoint
        for note in ("Ibid.", "Ibid., advisory opinion.")
    )
    assert same
    assert same.text == "para. 2"
    assert other is None


def test_a_line_that_is_not_read_breaks_the_chain(cited: Cited) -> None:
    lines = "See S/2009/465.\nSmith, The Law of Armed Conflict, Oxford, 1990.\nIbid., para. 5."
    assert [c.id for c in cited(lines)] == ["S/2009/465"]
    assert [c.id for c in cited(lines.replace("Smith, The Law of Armed Conflict, Oxford, 1990.\n", ""))] == [
        "S/2009/465"
    ] * 2


def test_a_small_id_counts_with_a_part_behind_it(cited: Cited) -> None:
    text = (
        "The text says so.1 So it does.2\n\n"
        "1 U.N. Charter art. 2, ¶ 4; id. art. 51.\n"
        "2 Compare id. ¶ 5; the child’s id. was lost.\n"
    )
    found = [c for c in cited(text) if c.via == "ibid"]
    assert [(c.id, c.pinpoint.text if c.pinpoint else None) for c in found] == [
        ("un-charter", "art. 51"),
        ("un-charter", "¶ 5"),
    ]
