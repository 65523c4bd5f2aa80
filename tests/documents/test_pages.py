"""Where pages begin."""

from __future__ import annotations

import pytest

from unxref.documents.model import Document
from unxref.documents.pages import find_pages


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", ()),
        ("no pages\n---\nhere\n", ()),
        ("one\ftwo\fthree", (0, 4, 8)),
        ("one\ftwo\f", (0, 4)),
        ("one\ftwo\f\n \n", (0, 4)),
        ("\f", ()),
        ("one\f\fthree", (0, 4, 5)),
        ("one\n<!-- Page 2 -->\ntwo\n<!-- Page 3 -->\nthree\n", (0, 4, 24)),
        ("<!-- Page 1 -->\none\n<!-- Page 2 -->\ntwo", (0, 20)),
        ("one\f\n<!-- page 2 -->\ntwo", (0, 4)),
    ],
)
def test_pages(text: str, pages: tuple[int, ...]) -> None:
    assert find_pages(text) == pages


def test_page_of_an_offset() -> None:
    text = "one\ftwo\fthree"
    document = Document("a", text, pages=find_pages(text))
    assert [document.page(text.index(word)) for word in ("one", "two", "three")] == [1, 2, 3]
    assert Document("a", "no pages").page(3) is None
