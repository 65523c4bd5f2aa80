"""What a document is, from its heading."""

import pytest

from unxref.citations.extract import extract, identify
from unxref.citations.model import Identity
from unxref.documents.model import About, Document

HEADINGS = [
    pytest.param(
        "United Nations\n\nA/RES/74/174\n\nGeneral Assembly\n\nResolution adopted by the General Assembly on 18 December 2019\n\n"
        "74/174. Countering abuse\nonline\n\nThe General Assembly,\n\nRecalling resolution 70/1,\n",
        Identity("A/RES/74/174", "Countering abuse online", "General Assembly", "2019-12-18"),
        id="masthead",
    ),
    pytest.param(
        "77/233. A title\n\nThe General Assembly,\n\nRecalling,\n",
        Identity("A/RES/77/233", "A title", "General Assembly"),
        id="heading alone",
    ),
    pytest.param(
        "Resolution 670 (1990)\nof 25 September 1990\n\nThe Security Council,\n\nReaffirming its resolution 660 (1990),\n",
        Identity("S/RES/670(1990)", None, "Security Council"),
        id="Security Council",
    ),
    pytest.param(
        "3330 (XXIX). One\n\nThe General Assembly,\n\nRecalling,\n\n3331 (XXIX). Another\n\nThe General Assembly,\n\nRecalling,\n",
        Identity(None, None, "General Assembly"),
        id="two on a page",
    ),
    pytest.param(
        "      United Nations                               A/HRC/WG.6/34/SVN/2\n      General Assembly            Distr.: General\n\nText.\n",
        Identity("A/HRC/WG.6/34/SVN/2", body="Human Rights Council"),
        id="masthead in columns",
    ),
    pytest.param(
        "RESOLUTION 217 A (III)\n\nThe General Assembly,\n\nRecalling the Charter,\n",
        Identity("A/RES/217(III)A", body="General Assembly"),
        id="a line over the text",
    ),
    pytest.param(
        "A/C.3/78/L.12\nDistr.: Limited\n5 October 2023\n\nThe General Assembly,\n\nRecalling the Charter,\n",
        Identity("A/C.3/78/L.12", body="General Assembly", date="2023-10-05"),
        id="draft",
    ),
    pytest.param(
        "UNITED NATIONS        A/70/95-S/2015/446\nGeneral Assembly      Distr.: GENERAL\n\nText.\n",
        Identity("A/70/95", body="General Assembly"),
        id="two symbols in one masthead",
    ),
    pytest.param("A letter cites A/74/643 in passing.", Identity(), id="nothing"),
]


@pytest.mark.parametrize(("text", "identity"), HEADINGS)
def test_a_heading_tells_what_the_document_is(text: str, identity: Identity) -> None:
    assert identify(Document("test", text)) == identity


def test_a_language_without_tables_is_refused() -> None:
    with pytest.raises(KeyError):
        identify(Document("test", "Text."), "xx")


def test_a_symbol_and_nothing_else_is_no_heading() -> None:
    assert identify(Document("test", "A/74/643\n")) == Identity()


SPEAKS = "The General Assembly,\n\nRecalling its resolution 70/1,\n\nAdopts, at its 45th meeting, a text.\n"
ADOPTED = "Resolution adopted by the General Assembly on 18 December 2019\n\n"
OTHER = About(("A/RES/74/5",), "Another title", "2019-11-26", "fr")


@pytest.mark.parametrize(
    ("text", "about", "name", "identity"),
    [
        pytest.param(
            "Texte.\n",
            About(("A/RES/74/174",), "Lamps", "2019-12-18", "fr"),
            "draft.txt",
            Identity("A/RES/74/174", "Lamps", "General Assembly", "2019-12-18", "fr"),
            id="metadata",
        ),
        pytest.param(
            "Texte.\n",
            About(),
            "d/A_RES_74_174-FR.pdf",
            Identity("A/RES/74/174", None, "General Assembly", None, "fr"),
            id="name",
        ),
        pytest.param(
            SPEAKS,
            About(("Microsoft Word - draft",)),
            "A_RES_74_174-EN.pdf",
            Identity("A/RES/74/174", None, "General Assembly"),
            id="name where metadata say nothing",
        ),
        pytest.param(
            "Text.\n",
            About(("A/RES/74/174",)),
            "A_RES_74_5-EN.pdf",
            Identity("A/RES/74/174", None, "General Assembly"),
            id="metadata before name",
        ),
        pytest.param(
            f"A/RES/74/174\n\n{ADOPTED}74/174. Lamps\n\n{SPEAKS}",
            OTHER,
            "A_RES_74_6-FR.pdf",
            Identity("A/RES/74/174", "Lamps", "General Assembly", "2019-12-18"),
            id="heading before both",
        ),
        pytest.param(
            f"A/RES/74/174\n\n{SPEAKS}",
            OTHER,
            "draft.txt",
            Identity("A/RES/74/174", None, "General Assembly"),
            id="title and date of another document",
        ),
        pytest.param(
            f"A/RES/74/174\n\n{SPEAKS}",
            About(("A/RES/74/174",), "Lamps", "2019-12-18"),
            "draft.txt",
            Identity("A/RES/74/174", "Lamps", "General Assembly", "2019-12-18"),
            id="title and date of this one",
        ),
        pytest.param(
            SPEAKS,
            About(),
            "S_RES_1325(2000)-EN.pdf",
            Identity(body="General Assembly"),
            id="another body speaks",
        ),
        pytest.param(
            ADOPTED + SPEAKS,
            About(),
            "A_RES_60_1-EN.pdf",
            Identity(body="General Assembly"),
            id="adopted at another session",
        ),
        pytest.param(
            f"74/1. One\n\n{SPEAKS}\n74/2. Two\n\n{SPEAKS}",
            About(),
            "A_RES_74_1-EN.pdf",
            Identity(body="General Assembly"),
            id="several resolutions",
        ),
        pytest.param(
            SPEAKS,
            About(),
            "A_C.3_78_L.12-EN.docx",
            Identity("A/C.3/78/L.12", body="General Assembly"),
            id="a draft has its body's voice",
        ),
        pytest.param(
            "Text.\n", About(("A/RES/74/174", "A/RES/74/5")), "draft.txt", Identity(), id="several symbols"
        ),
        pytest.param(
            "Text.\n", About(("crc", "A/RES/74/174 and more")), "draft.txt", Identity(), id="no symbol"
        ),
        pytest.param(
            "Text.\n",
            About(("A/70/95-S/2015/446",)),
            "a.txt",
            Identity("A/70/95", body="General Assembly"),
            id="joint",
        ),
    ],
)
def test_where_the_heading_does_not_tell_metadata_and_the_name_do(
    text: str, about: About, name: str, identity: Identity
) -> None:
    assert identify(Document(name, text, about=about)) == identity


def test_the_own_symbol_decides_whose_its_resolution_is() -> None:
    text = "Pursuant to its resolution 5/1, a report is before us.\n"
    assert [c.id for c in extract(Document("draft.txt", text))] == [None]
    assert [c.id for c in extract(Document("A_HRC_RES_7_29-EN.txt", text))] == ["A/HRC/RES/5/1"]


def test_a_language_that_is_given_is_that_of_the_document() -> None:
    assert identify(Document("A_RES_74_174-FR.pdf", "Text."), "en").language == "en"
