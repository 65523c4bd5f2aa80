"""Texts cut into tokens: read as if they were printed, and led back to the print."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from unxref.citations.model import Citation
from unxref.citations.tokens import as_read
from unxref.documents.model import Document

Cited = Callable[[str], list[Citation]]

TEXT = (
    "Recalling General Assembly resolutions 48 / 104 of 20 December 1993 , 55 / 66 and S - 23 / 3 , annex ,\n"
    "Noting the report ( A / 55 / 602 - S / 2000 / 1 , paras . 4 - 9 ) , document A / C . 3 / 55 / L . 12 ,\n"
    "United Nations , Treaty Series , vol . 1249 , No . 20378 .\n"
    "Ibid . , vol . 2131 , No . 20378 .\n"
)


def test_a_text_cut_into_tokens_is_read_as_print(cited: Cited) -> None:
    found = cited(TEXT)
    assert [c.id for c in found] == [
        "A/RES/48/104",
        "A/RES/55/66",
        "A/RES/S-23/3",
        "A/55/602",
        "A/C.3/55/L.12",
        "cedaw",
        "cedaw-op",
    ]
    assert all(c.text == TEXT[c.start : c.end] for c in found)
    assert [c.text for c in found[2:]] == [
        "S - 23 / 3",
        "A / 55 / 602 - S / 2000 / 1",
        "A / C . 3 / 55 / L . 12",
        "vol . 1249 , No . 20378",
        "Ibid . , vol . 2131 , No . 20378",
    ]
    assert [c.line for c in found] == [1, 1, 1, 2, 2, 3, 4]


def test_what_was_read_of_a_spread_symbol_is_told(cited: Cited) -> None:
    assert [c.repaired for c in cited(TEXT) if c.via == "symbol"] == ["A/55/602-S/2000/1", "A/C.3/55/L.12"]


def test_print_as_it_should_be_is_left_alone() -> None:
    document = Document("test", "Resolution 55/66, the Charter, and , by a slip, resolution 55/68.")
    assert as_read(document, ()) == (document, None, ())


@given(st.text(alphabet=" ,./-(A1S)\n", max_size=200))
def test_every_citation_is_what_stands_there(text: str) -> None:
    from unxref.citations.extract import extract

    document = Document("test", f"{text} , A / 55 / 602 , see 55 / 66 , resolution 48 / 104 .")
    for found in extract(document):
        assert document.text[found.start : found.end] == found.text
