"""Makes what the benchmarks read: one text in every format, folders of differing documents, citations."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from unxref.citations.model import Citation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_RELATIONS = ("recalls", "reaffirms", "notes", "welcomes", None)
_LACKING = dict.fromkeys(("page", "body", "title", "pinpoint", "opening", "verb", "called_from", "repaired"))
_HELPERS = Path(__file__).parents[1] / "tests" / "documents"
_PARAGRAPH = (
    "Recalling its resolutions 70/1^{a}^ of 25 September 2015 and 74/174 of 18 December 2019, and the "
    "report of the Secretary-General,^{b}^ in which documents are asked to say what they cite, and stressing "
    "that whoever is bound by a text must be able to find it, in whatever format it was published,"
)
_A_PAGE = 10
"""So many such paragraphs, each with two notes, fill a page and a little more."""
_SENTENCES = (
    "Recalling its resolution {a}/{b} of 18 December 2019 on the matter,",
    "Taking note of the report of the Secretary-General (A/{a}/{b}),",
    "Reaffirming the Convention on the Rights of the Child and Security Council resolution 1325 (2000),",
    "Decides to continue the consideration of the question of how documents are cited at its next session;",
    "Noting Human Rights Council resolution 7/{c} and whatever else is said of the rights of those who read,",
)


def formats() -> dict[str, Callable[[int], bytes]]:
    """Return by its suffix what makes a document of so many pages in each format."""
    sys.path.append(str(_HELPERS))
    renderings: Any = import_module("renderings")
    ways = {
        "txt": renderings.as_text,
        "html": renderings.as_html,
        "xml": renderings.as_akn,
        "docx": renderings.as_word,
        "pdf": renderings.as_pdf,
    }

    def maker(way: Callable[[Any], bytes]) -> Callable[[int], bytes]:
        return lambda pages: way(_source(renderings, pages))

    return {suffix: maker(way) for suffix, way in ways.items()}


def short_text(number: int, size: int = 600) -> str:
    """Return a text of about so many characters, another one for each number."""
    chance = Random(number)
    text = "General Assembly\n\nThe General Assembly,\n\n"
    while len(text) < size:
        said = chance.choice(_SENTENCES)
        said = said.format(a=chance.randint(60, 78), b=chance.randint(1, 240), c=chance.randint(1, 30))
        text += f"{said}\n\n"
    return f"{text}{number}. Decides to remain seized of the matter.\n"


def _source(renderings: Any, pages: int) -> Any:
    """Return the paragraphs of so many pages, each with two notes."""
    count = pages * _A_PAGE
    blocks = [_PARAGRAPH.format(a=n, b=n + 1) for n in range(1, 2 * count, 2)]
    notes = {str(n): f"A/70/{n % 999 + 1}, annex, para. {n % 30 + 1}." for n in range(1, 2 * count + 1)}
    return renderings.Source(blocks, notes)


def citations(documents: int, edges: int) -> Iterator[Citation]:
    """Citations of General Assembly resolutions, most of them of few, a fifth of them twice in a text."""
    draw = Random(1)
    each = edges // documents
    for number in range(documents):
        cited: set[str] = set()
        while len(cited) < each:
            rank = int(draw.paretovariate(0.5)) % 9000
            cited.add(f"A/RES/{45 + rank % 30}/{1 + rank // 30}")
        for place, id in enumerate(sorted(cited)):
            for again in range(2 if place % 5 == 0 else 1):
                start = 200 * place + 50 * again
                yield Citation(
                    document=f"texts/{number:06}.txt",
                    start=start,
                    end=start + 6,
                    text="74/174",
                    line=place,
                    column=1,
                    id=id,
                    also=(),
                    kind="resolution",
                    via="number",
                    date="2019",
                    part="preamble" if place % 2 else "operative",
                    relation=draw.choice(_RELATIONS),
                    note="1" if place % 7 == 0 else None,
                    language="en",
                    **_LACKING,
                )
