"""What back-references mean, and what they leave open."""

from collections.abc import Callable

import pytest

from unxref.citations.model import Citation

Cited = Callable[[str], list[Citation]]
CRC = "the Convention on the Rights of the Child"
CAT = "the Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment"


def called_back(citations: list[Citation]) -> list[str | tuple[str, ...] | None]:
    return [c.id or c.also for c in citations if c.via == "back-reference"]


WEIGHED: list[tuple[str, list[str | tuple[str, ...]]]] = [
    # the text's own definition, whatever was named last
    (f"{CRC} (hereinafter referred to as “the Convention”) and then {CAT}.\n\nUnder the Convention it is so.", ["crc", "crc"]),
    # the paragraph's last
    (f"{CRC} is old.\n\n{CAT} is newer; article 2 of the Convention says so.", ["cat"]),
    # a pair has no last
    (f"Under {CRC} and {CAT}, parties to the Convention report.", [("crc", "cat")]),
    # a later paragraph: what the text names most and last
    (f"{CRC}; once more, {CRC}.\n\nThe child has rights.\n\nThe parties to the Convention report.", ["crc"]),
    (f"{CRC}, and again {CRC}.\n\nHere {CAT}.\n\nThe parties to the Convention report.", [("cat", "crc")]),
    # a name that the table lacks breaks the chain
    (f"{CRC} and the Convention on Nothing Known. The Convention says so.", []),
    (f"{CRC} and the Unheard-of Convention; under the Convention", []),
    # a noun that goes on as a name
    ("Recalling the Sendai Framework for Disaster Risk Reduction 2015–2030, and the Framework for a Renewed Partnership", []),
    # by year
    (
        "the Convention relating to the Status of Stateless Persons and the Convention on the Reduction of Statelessness; "
        "parties to the 1954 Convention and to the Convention of 1961",
        ["stateless-persons", "reduction-statelessness"],
    ),
    # possessive
    (f"{CRC}; the Convention’s first article", ["crc"]),
    # both halves of a double name
    ("the Durban Declaration and Programme of Action; follow-up to the Declaration and Programme of Action and to the Programme of Action",
     ["durban-declaration", "durban-declaration"]),
    ("the International Covenant on Civil and Political Rights, the International Covenant on Economic, Social and Cultural Rights; "
     "the Covenants bind", ["iccpr", "icescr"]),
    ("the Convention relating to the Status of Refugees and its 1967 Protocol", ["refugee-protocol"]),
    ("the Geneva Conventions of 12 August 1949 and the Additional Protocols thereto of 8 June 1977", ["gc-ap-i", "gc-ap-ii"]),
    ("judges of the International Court of Justice (Statute, Article 31)", ["icj-statute"]),
    ("the Darfur Peace Agreement was signed; parties to the peace agreement", ["darfur-peace-agreement"]),
    # a committee that the paragraph, or the heading above it, names speaks of its treaty
    ("The Committee on Economic, Social and Cultural Rights spoke of the Covenant.", ["icescr"]),
    ("II. Committee against Torture\n\n8. Under article 14 of the Convention it did so.", ["cat"]),
    (f"The Committee against Torture spoke of {CRC} and of the Convention.", [("crc", "cat")]),
    # protocols: by ordinal, by what they belong to
    ("the International Covenant on Civil and Political Rights and the Second Optional Protocol thereto", ["iccpr-op2"]),
    ("the International Covenant on Civil and Political Rights; the first Optional Protocol to the Covenant", ["iccpr-op1"]),
    (f"{CAT}; the Optional Protocol to the Convention", ["opcat"]),
    (f"{CRC}; the Optional Protocol to the Convention on the sale of children", ["crc-opsc"]),
    (f"{CRC}; the Optional Protocol to the Convention", []),
    # the Charter by itself, unless the text has another; small letters behind it are no name
    (f"{CRC}; powers given by the Charter on such organs, and under the Charter for peace", ["un-charter", "un-charter"]),
    (f"{CRC}; the Nowhere City Charter and the Charter", []),
    (f"{CRC}; the African Charter on Human and Peoples’ Rights and the Charter", ["achpr"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), WEIGHED)
def test_back_references_are_weighed(cited: Cited, text: str, meant: list[str | tuple[str, ...]]) -> None:
    assert called_back(cited(text)) == meant


def test_a_treaty_does_not_call_another_back(cited: Cited) -> None:
    text = (
        f"Article 1\n\nFor the present Convention, {CRC} holds. The Convention is in force.\n\n"
        "Article 2\n\nNothing in this Convention changes the Convention."
    )
    assert called_back(cited(text)) == []


def test_a_committee_under_a_treaty_means_its_own(cited: Cited) -> None:
    text = (
        "CEDAW/C/XYZ/CO/8\n\nThe report under article 18 of the Convention was read. It welcomes that the State is party to "
        "the Convention on the Rights of Persons with Disabilities, and applies the Convention and that Convention."
    )
    assert called_back(cited(text)) == ["cedaw", "cedaw", "crpd"]


def test_another_charter_leaves_the_charter_untold(cited: Cited) -> None:
    text = "The General Assembly,\n\nRecalling the African Charter on Human and Peoples' Rights and the duties under the Charter,"
    assert called_back(cited(text)) == []


POINTED: list[tuple[str, list[str | tuple[str, ...]]]] = [
    (
        "Recalling General Assembly resolution 60/251 and the mandate given by that resolution,",
        ["A/RES/60/251"],
    ),
    ("Security Council resolution 1325 (2000) and the measures of the said resolution", ["S/RES/1325(2000)"]),
    (
        "General Assembly resolutions 60/251 and 61/1, and as that resolution says",
        [("A/RES/60/251", "A/RES/61/1")],
    ),
    ("General Assembly resolution 60/251.\n\nIn that resolution", []),
    (
        "General Assembly resolution 60/251 asks to adopt a resolution and to annex the text to that resolution",
        [],
    ),
    ("General Assembly resolution 60/251 and this resolution, and the present resolution", []),
    ("General Assembly resolution 60/251, so that resolution of disputes be helped", []),
    ("General Assembly decision 60/405 and the same decision", ["A/DEC/60/405"]),
]


@pytest.mark.parametrize(("text", "meant"), POINTED)
def test_resolutions_are_called_back_within_their_paragraph(
    cited: Cited, text: str, meant: list[str | tuple[str, ...]]
) -> None:
    assert called_back(cited(text)) == meant


NAMES_DATED = [
    ("the Convention on the Rights of the Child (adopted 20 November 1989)", "1989-11-20"),
    ("the Rio Declaration on Environment and Development (14 June 1992)", "1992-06-14"),
    ("the Vienna Convention on the Law of Treaties art. 31, May 23, 1969, 1155", "1969-05-23"),
    ("the Convention on International Civil Aviation, signed at Chicago on 7 December 1944", "1944-12-07"),
    ("the Convention on the Rights of the Child, adopted by the Assembly on 3 May 1999", None),
    ("the Additional Protocol I to the Geneva Conventions of 1949", None),
    ("the Convention on the Rights of the Child, on 20 November 2009 the Assembly", None),
]


@pytest.mark.parametrize(("text", "date"), NAMES_DATED)
def test_names_have_the_dates_that_are_their_own(cited: Cited, text: str, date: str | None) -> None:
    assert cited(text)[0].date == date


def test_an_acronym_of_a_committee_is_its_treaty_only_where_the_text_says_so(cited: Cited) -> None:
    cedaw = "the Convention on the Elimination of All Forms of Discrimination against Women"
    assert [c.text for c in cited(f"{cedaw}; CEDAW recommended it.")] == [cedaw.removeprefix("the ")]
    assert [c.id for c in cited(f"{cedaw} (CEDAW) and article 5 of CEDAW")] == ["cedaw"] * 3
    assert [c.id for c in cited("article 19 of ICCPR")] == ["iccpr"]


def test_what_stands_in_brackets_behind_a_name_is_not_always_a_short_name(cited: Cited) -> None:
    text = "the Convention on Biological Diversity (Part II), and the Agreement on the Privileges and Immunities of the International Criminal Court (ICC)"
    assert [c.id for c in cited(f"{text}; Part II of the ICC report")] == ["cbd", "apic"]
