"""What a document is, from its heading."""

import pytest

from unxref.citations.extract import identify
from unxref.citations.model import Identity
from unxref.documents.model import Document

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
