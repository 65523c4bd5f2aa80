"""Places in a document."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unxref.documents.model import Document

TEXTS = st.text(st.sampled_from("ab é国\r\n\f\t"), max_size=80)


@given(TEXTS, st.data())
def test_offset_to_place_and_back(text: str, data: st.DataObject) -> None:
    document = Document("a", text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = document.place(offset)
    assert line >= 1
    assert column >= 1
    assert document.lines[line - 1] + column - 1 == offset


def test_lines_of_all_kinds() -> None:
    text = "one\r\ntwo\rthree\nfour"
    document = Document("a", text)
    assert [document.place(text.index(word)) for word in ("one", "two", "three", "four")] == [
        (1, 1),
        (2, 1),
        (3, 1),
        (4, 1),
    ]
    assert document.place(len(text)) == (4, 5)
