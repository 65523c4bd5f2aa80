"""Named instruments, short names, and back-references."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.citations.model import Citation
from unxref.citations.names import find_names
from unxref.instruments.table import groups, named

Cited = Callable[[str], list[Citation]]


def test_the_longest_name_wins(cited: Cited) -> None:
    text = (
        "the Optional Protocol to\nthe Convention on the Rights of the Child on the sale of children, child prostitution\n"
        "and child pornography and the Convention on the Rights of the Child"
    )
    assert [c.id for c in cited(text)] == ["crc-opsc", "crc"]


def test_a_name_inside_a_bodys_name_is_cited(cited: Cited) -> None:
    text = "the Conference of the Parties to the United\nNations Convention against Transnational Organized Crime"
    assert [c.id for c in cited(text)] == ["untoc"]


def test_a_committee_is_no_convention(cited: Cited) -> None:
    assert cited("the Committee on the Rights of the Child and the CEDAW Committee met in Geneva") == []


def test_the_call_of_a_note_is_no_part_of_the_name(cited: Cited) -> None:
    (citation,) = cited("Reaffirming the Universal Declaration of Human Rights1 and")
    assert (citation.id, citation.text) == ("udhr", "Universal Declaration of Human Rights")


def test_a_short_name_needs_its_instrument_named_before(cited: Cited) -> None:
    full = "the Kyoto Declaration on Advancing Crime Prevention, Criminal Justice and the Rule of Law: Towards the Achievement of the 2030 Agenda for Sustainable Development"
    assert [(c.id, c.via) for c in cited(full + " and paragraph 67 of the Kyoto Declaration")] == [
        ("kyoto-declaration", "name"),
        ("kyoto-declaration", "short-name"),
    ]
    assert cited("A Kyoto Declaration was read.") == []


BACK = [
    (
        "The Convention on the Rights of the Child was signed; article 44 of the Convention asks",
        ["crc", "crc"],
    ),
    (
        "Under the Single Convention on Narcotic Drugs, 1961, and that convention alone",
        ["single-convention"] * 2,
    ),
    (
        "The Convention on the Rights of the Child and the Convention on Nothing Known; the Convention says",
        ["crc"],
    ),
    ("The General Assembly,\n\nGuided by Article 13 of the Charter,", ["un-charter"]),
    (
        "the Convention relating to the Status of Refugees and the 1967 Protocol thereto",
        ["refugee-convention", "refugee-protocol"],
    ),
    ("the Convention on the Rights of the Child and the Optional Protocols thereto", ["crc"]),
    (
        "the Convention on the Rights of Persons with Disabilities and the Optional Protocols thereto",
        ["crpd"],
    ),
    (
        "the Convention on the Rights of Persons with Disabilities and the Optional Protocol thereto",
        ["crpd", "crpd-op"],
    ),
    (
        "the United Nations Convention on the Law of the Sea (the Convention) and the Convention on Biological "
        "Diversity; in the Convention and in that Convention",
        ["unclos", "unclos", "cbd", "unclos", "cbd"],
    ),
    (
        "the Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and Children, supplementing the "
        "United Nations Convention against Transnational Organized Crime (the “Sample Protocol”); the Sample Protocol",
        ["trafficking-protocol", "trafficking-protocol", "trafficking-protocol"],
    ),
]


@pytest.mark.parametrize(("text", "ids"), BACK)
def test_back_references_mean_what_was_named_last(cited: Cited, text: str, ids: list[str]) -> None:
    assert [c.id for c in cited(text)] == ids


PINPOINTS: list[tuple[str, str | None, list[tuple[str, str]]]] = [
    ("paragraph 29 of the Vienna Declaration and Programme of Action", "paragraph 29", [("paragraph", "29")]),
    ("Articles 25 and 48 of the Charter of the United Nations", "Articles 25 and 48", [("article", "25"), ("article", "48")]),
    ("paragraph 5 (f) of General Assembly resolution 60/251", "paragraph 5 (f)", [("paragraph", "5 (f)")]),
    ("section I, paragraph 1 (e), of General Assembly resolution 41/213", "section I, paragraph 1 (e)", [("section", "I"), ("paragraph", "1 (e)")]),
    ("See General Assembly resolution 59/39, para. 9.", "para. 9", [("paragraph", "9")]),
    ("See A/HRC/28/15, paras. 115.1, 115.4–115.17 and 115.133.", "paras. 115.1, 115.4–115.17 and 115.133",
     [("paragraph", "115.1"), ("paragraph", "115.4-115.17"), ("paragraph", "115.133")]),
    ("See A/78/17, chap. XII, sect. B.2, and annex II.", "chap. XII, sect. B.2, and annex II",
     [("chapter", "XII"), ("section", "B.2"), ("annex", "II")]),
    ("General Assembly resolution 70/1, annex", "annex", [("annex", "")]),
    ("the principles of the Charter of the United Nations", None, []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "printed", "parts"), PINPOINTS)
def test_pinpoints_as_printed_and_in_parts(
    cited: Cited, text: str, printed: str | None, parts: list[tuple[str, str]]
) -> None:
    (citation,) = cited(text)
    assert (citation.pinpoint and citation.pinpoint.text) == printed
    assert [(p.unit, p.value) for p in (citation.pinpoint.parts if citation.pinpoint else ())] == parts


def test_a_protocol_is_cited_without_what_it_supplements(cited: Cited) -> None:
    text = (
        "the United Nations Convention against Transnational Organized Crime and the Protocol to Prevent, Suppress and Punish "
        "Trafficking in Persons, Especially Women and Children,1 as well as the Forced Labour Convention"
    )
    assert [c.id for c in cited(text)][:2] == ["untoc", "trafficking-protocol"]


def test_a_noun_that_goes_on_as_a_name_calls_nothing_back(cited: Cited) -> None:
    text = "The Protocol relating to the Status of Refugees, and the Protocol to Prevent Everything, and the Protocol of Anywhere"
    assert [c.id for c in cited(text)] == ["refugee-protocol"]


NAMES: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "the treaties of Tlatelolco,5 Rarotonga, Bangkok and Pelindaba",
        [("Tlatelolco", "tlatelolco"), ("Rarotonga", "rarotonga"), ("Bangkok", "bangkok-treaty"), ("Pelindaba", "pelindaba")],
    ),
    (
        "the Worst Forms of Child Labour Convention, 1999 (No. 182), of the International Labour Organization",
        [("Worst Forms of Child Labour Convention, 1999 (No. 182)", "ilo-182")],
    ),
    ("ILO Conventions Nos. 29 and 105", [("29", "ilo-29"), ("105", "ilo-105")]),
    ("Convention No. 169 of the International Labour Organization", [("Convention No. 169", "ilo-169")]),
    ("Convention No. 169 of somebody", []),
    (
        "the United Nations Convention against Transnational Organised Crime",
        [("United Nations Convention against Transnational Organised Crime", "untoc")],
    ),
    (
        "the Treaty of Amity and Co-operation in Southeast Asia",
        [("Treaty of Amity and Co-operation in Southeast Asia", "tac-asean")],
    ),
    (
        "the International Covenant on Civil and Poli-\ntical Rights",
        [("International Covenant on Civil and Poli-\ntical Rights", "iccpr")],
    ),
    (
        "the 1971 Convention on Psychotropic Substances",
        [("1971 Convention on Psychotropic Substances", "psychotropic-1971")],
    ),
    ("THE CONVENTION ON THE RIGHTS OF THE CHILD", [("CONVENTION ON THE RIGHTS OF THE CHILD", "crc")]),
    ("Recalling Agenda 2063 and the Global Compact", [("Agenda 2063", "agenda-2063")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names_as_they_are_printed(cited: Cited, text: str, names: list[tuple[str, str]]) -> None:
    assert [(c.text, c.id) for c in cited(text)] == names


def test_a_shared_name_is_that_of_each_instrument(cited: Cited) -> None:
    assert [c.id for c in cited("the Geneva Conventions of 1949")] == ["gc-i", "gc-ii", "gc-iii", "gc-iv"]
    (citation,) = cited("the Optional Protocols to the Convention on the Rights of the Child")
    assert (citation.id, citation.also) == (None, ("crc-opac", "crc-opsc", "crc-opic"))


def test_groups_name_instruments_of_the_table() -> None:
    for group in groups():
        assert set(group.members) <= set(named()), group.name


@given(
    st.lists(
        st.sampled_from([*(one.name for one in named().values()), "and", "the", ",", "\n", "Convention"]),
        max_size=8,
    )
)
def test_names_never_overlap_and_stand_where_they_say(pieces: list[str]) -> None:
    text = " ".join(pieces)
    end = 0
    for mark in find_names(text):
        assert end <= mark.start < mark.end <= len(text)
        assert mark.ids
        end = mark.end


NAMED: list[tuple[str, list[str | None]]] = [
    # initials, and what `United Nations` is cut to
    ("under U.N. Charter art. 2 and the Charter of the U.N. itself", ["un-charter", "un-charter"]),
    ("the U.N. Convention on the Law of the Sea and the UN Convention against Corruption", ["unclos", "uncac"]),
    # a name with another in brackets is one
    ("the Standard Minimum Rules for the Treatment of Prisoners (the Nelson Mandela Rules)", ["nelson-mandela-rules"]),
    # acronyms that no body shares, and one that a committee does
    ("The ICCPR and UNCLOS bind; the CRC sat, and NPT/CONF.2020/1 was issued.", ["iccpr", "unclos", "NPT/CONF.2020/1"]),
    # a year tells one from another
    ("the Convention on Road Traffic of 8 November 1968", ["road-traffic-1968"]),
    ("In 1968, Convention on Road Traffic (Geneva, 19 September 1949)", ["road-traffic-1949"]),
    ("the Convention on Road Traffic", [None]),
    ("the International Convention for the Safety of Life at Sea, and that of 1960", ["solas"]),
    ("the International Convention for the Safety of Life at Sea, 1960", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ids"), NAMED)
def test_names_as_they_are_written(cited: Cited, text: str, ids: list[str | None]) -> None:
    assert [c.id for c in cited(text)] == ids
