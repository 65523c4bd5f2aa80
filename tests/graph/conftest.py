from collections.abc import Callable
from typing import Any

import pytest

from unxref.citations.model import Citation


def _cite(id: str | None, document: str = "a.txt", start: int = 0, **facts: Any) -> Citation:
    values: dict[str, Any] = {
        **dict.fromkeys(("page", "body", "date", "title", "pinpoint", "part", "relation", "opening")),
        **dict.fromkeys(("verb", "note", "called_from", "repaired")),
        "end": start + 6,
        "text": "74/174",
        "line": 1,
        "column": start + 1,
        "also": (),
        "kind": "resolution",
        "via": "number",
        "language": "en",
    }
    return Citation(id=id, document=document, start=start, **(values | facts))


@pytest.fixture
def cite() -> Callable[..., Citation]:
    """Make a citation: its id, its document, where it begins, and what else matters."""
    return _cite
