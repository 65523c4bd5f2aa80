"""Hyperlinks as evidence: what the words leave open, what they do not say at all, and what they deny."""

from dataclasses import replace

import pytest

from unxref.citations.extract import extract
from unxref.citations.model import Citation
from unxref.documents.model import Document, Link


def cited(text: str, *links: tuple[str, str]) -> list[Citation]:
    """The citations of a text in which some words are links."""
    found = tuple(Link(text.index(words), text.index(words) + len(words), to) for words, to in links)
    return list(extract(Document("test", text, links=found)))


def test_a_link_tells_whose_number_it_is() -> None:
    text = "The outcome of resolution 5/1 was welcomed."
    (open_,) = cited(text)
    assert open_.id is None
    (told,) = cited(text, ("5/1", "https://undocs.org/en/A/HRC/RES/5/1"))
    assert (told.id, told.via, told.also, told.body) == ("A/HRC/RES/5/1", "link", (), "Human Rights Council")
    assert (told.text, told.kind) == ("5/1", "resolution")


@pytest.mark.parametrize(
    "address",
    [
        "https://docs.un.org/en/A/80/6(Sect.13)",
        "http://undocs.org/A/80/6%20(Sect.%2013)",
        "https://www.undocs.org/fr/A/80/6(Sect.13)?x=1",
    ],
)
def test_a_link_behind_a_number_that_the_words_do_not_explain_cites(address: str) -> None:
    text = "Recalling the mandates,\n\n1. Takes note of section 13 as in 80/6 there.\n"
    (citation,) = cited(text, (" 80/6 ", address))
    assert (citation.id, citation.via, citation.text) == ("A/80/6(Sect.13)", "link", "80/6")
    assert citation.relation == "notes"


def test_where_words_and_link_contradict_each_other_the_words_stand() -> None:
    text = "Human Rights Council resolution 53/11 is welcomed."
    (citation,) = cited(text, ("53/11", "https://docs.un.org/en/A/RES/53/11"))
    assert (citation.id, citation.via) == ("A/HRC/RES/53/11", "number")


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("read more", "https://docs.un.org/en/A/RES/70/1"),
        ("chapter 3", "https://docs.un.org/en/A/RES/70/1"),
        ("70/1", "https://example.org/A/RES/70/1"),
        ("70/1", "https://docs.un.org/en/nonsense/70/1"),
        ("70/1", "#70/1"),
    ],
)
def test_what_is_no_citation_stays_none(words: str, address: str) -> None:
    assert cited(f"See {words} here.", (words, address)) == []


def test_citations_stand_in_the_order_of_the_text() -> None:
    text = "See 44/25 first, then resolution 70/1 of the General Assembly, and 71/3 at last."
    links = (("71/3", "https://undocs.org/A/RES/71/3"), ("44/25", "https://undocs.org/A/RES/44/25"))
    found = cited(text, *sorted(links))
    assert [citation.id for citation in found] == ["A/RES/44/25", "A/RES/70/1", "A/RES/71/3"]


def test_links_keep_their_place_in_tokenised_text() -> None:
    text = "Recalling , once more , resolution 5 / 1 , as printed , of the body , which acted ,"
    document = Document(
        "test",
        text,
        links=(Link(text.index("5 /"), text.index("5 /") + 5, "https://undocs.org/A/HRC/RES/5/1"),),
    )
    (citation,) = extract(document)
    assert (citation.id, citation.text) == ("A/HRC/RES/5/1", "5 / 1")
    assert next(extract(replace(document, links=()))).id is None
