from collections.abc import Callable

import pytest

from unxref.citations.extract import extract
from unxref.citations.model import Citation
from unxref.documents.model import Document
from unxref.documents.notes import find_notes


@pytest.fixture
def cited() -> Callable[[str], list[Citation]]:
    """Return the citations of a text, its footnotes told apart as in a file."""
    return lambda text: list(extract(Document("test", text, notes=find_notes(text))))
