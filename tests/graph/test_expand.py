from unxref.citations.extract import extract
from unxref.citations.model import Citation, Identity
from unxref.documents.model import Document
from unxref.graph.expand import Frontier, Wanted


def cited(text: str, name: str = "a.txt") -> list[Citation]:
    return list(extract(Document(name, text)))


def test_each_instrument_once_in_order_of_first_mention() -> None:
    frontier = Frontier()
    frontier.read(None, cited("Recalling General Assembly resolutions 74/174, 73/154 and 74/174,"))
    frontier.read(Identity(language="fr"), cited("Recalling General Assembly resolutions 73/154 and 72/195,"))
    assert list(frontier.step()) == [
        Wanted(("A/RES/74/174",), "A/RES/74/174", "en"),
        Wanted(("A/RES/73/154",), "A/RES/73/154", "en"),
        Wanted(("A/RES/72/195",), "A/RES/72/195", "fr"),
    ]
    assert list(frontier.step()) == []
    frontier.read(Identity(), cited("Recalling General Assembly resolutions 74/174 and 71/209,"))
    assert [wanted.symbol for wanted in frontier.step()] == ["A/RES/71/209"]


def test_what_was_read_is_not_wanted_however_it_is_cited() -> None:
    frontier = Frontier()
    frontier.read(Identity("A/RES/70/1"), cited("Recalling General Assembly resolution 60/251,"))
    text = "Guided by the 2030 Agenda for Sustainable Development and General Assembly resolution 70/1,"
    frontier.read(Identity("A/RES/60/251"), cited(text))
    assert list(frontier.step()) == []


def test_several_names_of_one_instrument_are_one_and_have_its_symbol() -> None:
    frontier = Frontier()
    text = (
        "Guided by the 2030 Agenda for Sustainable Development and General Assembly resolution 70/1,"
        " and noting the report (A/70/95-S/2015/446), and S/2015/446,"
    )
    frontier.read(None, cited(text))
    agenda, report = frontier.step()
    assert (agenda.ids, agenda.symbol) == (("A/RES/70/1", "agenda-2030"), "A/RES/70/1")
    assert (report.ids, report.symbol) == (("A/70/95", "S/2015/446"), "A/70/95")
    assert frontier.node("S/2015/446") == "A/70/95"


def test_what_stands_in_other_documents_has_no_symbol() -> None:
    frontier = Frontier()
    text = (
        "Recalling the Charter of the United Nations, General Assembly resolution 217 A (III) and"
        " Commission on Crime Prevention and Criminal Justice resolution 26/3,"
    )
    frontier.read(None, cited(text))
    assert [wanted.symbol for wanted in frontier.step()] == [None, None, None]
