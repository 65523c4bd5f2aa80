"""Documents read whole, from the file to the citations: what stands in one may look like a part of another kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from unxref.citations.extract import extract
from unxref.documents.read import read

MARKED = sorted(Path(__file__).parent.glob("marked*/*.txt"))


@pytest.mark.parametrize("path", MARKED, ids=lambda path: path.name)
def test_every_find_stands_in_the_text(path: Path) -> None:
    """The notes at the end of some stand in columns, as rows of a table do."""
    document = read(str(path))
    found = list(extract(document))
    assert found
    assert all(document.text[c.start : c.end] == c.text for c in found)
