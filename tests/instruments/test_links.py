from __future__ import annotations

import pytest

from unxref.instruments.identifiers import parse
from unxref.instruments.links import link, published_as, symbol_in
from unxref.instruments.table import named

DOCS = "https://docs.un.org/en/"
TREATIES = "https://treaties.un.org/"


@pytest.mark.parametrize(
    ("identifier", "address"),
    [
        ("A/RES/74/174", DOCS + "A/RES/74/174"),
        ("A/RES/57/283B", DOCS + "A/RES/57/283B"),
        ("S/RES/1325(2000)", DOCS + "S/RES/1325(2000)"),
        ("FCCC/CP/2015/10/Add.1", DOCS + "FCCC/CP/2015/10/Add.1"),
        ("A/75/6(Sect.26)", DOCS + "A/75/6(Sect.26)"),
        ("UNEP/EA.5/Res.14", DOCS + "UNEP/EA.5/Res.14"),
        # the document that holds the part
        ("A/RES/217(III)A", DOCS + "A/RES/217(III)"),
        ("E/RES/663(XXIV)C", DOCS + "E/RES/663(XXIV)"),
        ("GAOR/76/Suppl.49", DOCS + "A/76/49"),
        ("UNTS/1577/27531", TREATIES + "doc/Publication/UNTS/Volume%201577/v1577.pdf"),
        ("UNTS/1577/p3", TREATIES + "doc/Publication/UNTS/Volume%201577/v1577.pdf"),
        ("LNTS/94/2138", TREATIES + "doc/Publication/UNTS/LON/Volume%2094/v94.pdf"),
        ("C.N.63.2016.TREATIES-XXVII.7.d", TREATIES + "doc/Publication/CN/2016/CN.63.2016-Eng.pdf"),
        # what the depositary, or else the carrying document, says of a named instrument
        ("crc", TREATIES + "Pages/ViewDetails.aspx?src=TREATY&mtdsg_no=IV-11&chapter=4&clang=_en"),
        ("agenda-2030", DOCS + "A/RES/70/1"),
        ("udhr", DOCS + "A/RES/217(III)"),
        # no document is known by these
        ("E/CN.15/RES/26/3", None),
        ("FCCC/CP/DEC/1/CP.21", None),
        ("A/DEC/44/414", None),
        ("GAOR/4/Suppl.7", None),
        ("SCOR/48/Suppl.Jul1993", None),
    ],
)
def test_links(identifier: str, address: str | None):
    assert link(parse(identifier)) == address


def test_languages():
    assert link(parse("A/RES/74/174"), "ru") == "https://docs.un.org/ru/A/RES/74/174"
    assert str(link(parse("crc"), "fr")).endswith("clang=_fr")
    # The depositary writes English and French only.
    assert link(parse("crc"), "ru") == link(parse("crc"))
    assert link(parse("A/RES/74/174"), "de") == link(parse("A/RES/74/174"))


def test_a_part_never_leads_a_named_instrument_to_a_document_that_is_not_there():
    for one in named().values():
        address = link(parse(one.id))
        assert address is None or address.startswith((DOCS, TREATIES))
        assert address is None or not address.startswith(DOCS) or address.isascii()


@pytest.mark.parametrize(
    ("identifier", "symbol"),
    [
        ("A/RES/78/183B", "A/RES/78/183B"),
        ("A/RES/217(III)A", "A/RES/217(III)"),
        ("E/RES/663(XXIV)C", "E/RES/663(XXIV)"),
        ("A/75/6(Sect.26)", "A/75/6(Sect.26)"),
        ("A/DEC/44/414", None),
        ("UNTS/1577/27531", None),
        ("crc", None),
    ],
)
def test_the_symbol_of_the_document_that_it_stands_in(identifier: str, symbol: str | None) -> None:
    assert published_as(parse(identifier)) == symbol


@pytest.mark.parametrize(
    ("address", "symbol"),
    [
        ("https://docs.un.org/en/A/RES/74/174", "A/RES/74/174"),
        ("https://docs.un.org/S/RES/1325%20%282000%29#top", "S/RES/1325 (2000)"),
        ("http://www.undocs.org/fr/A/75/6(Sect.26)", "A/75/6(Sect.26)"),
        ("undocs.org/e/2011/33?x=1", "e/2011/33"),
        ("https://undocs.org/Home/Mobile?FinalSymbol=A%2FRES%2F70%2F1&Language=E", "A/RES/70/1"),
        ("https://www.un.org/en/ga/search/view_doc.asp?lang=E&symbol=A/RES/60/1", "A/RES/60/1"),
        ("https://digitallibrary.un.org/record/3847725", None),
        ("https://elsewhere.example/docs.un.org/en/A/RES/74/174", None),
        ("A/RES/74/174", None),
    ],
)
def test_the_symbol_in_an_address(address: str, symbol: str | None) -> None:
    assert symbol_in(address) == symbol


@pytest.mark.parametrize("id", ["A/RES/74/174", "S/RES/1325(2000)", "A/75/6(Sect.26)"])
def test_our_own_addresses_lead_back(id: str) -> None:
    assert symbol_in(link(parse(id)) or "") == id
