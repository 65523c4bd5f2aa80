"""The sentences that cite: the text around citations, bounded in length and number."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..citations.language import codes, language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .model import Graph, Mention

    Quotes = Mapping[tuple[str, str], Sequence["Quote"]]


class Quote(NamedTuple):
    """A citation in its sentence, white space made single blanks; `…` stands for what is left out."""

    document: str
    before: str
    cited: str
    after: str


def quotes(graph: Graph, text_of: Callable[[str], str | None]) -> Quotes:
    """Return the first few sentences behind each edge, by its source and target.

    `text_of` gives the text of a document by its name, or None where it cannot be had; it is asked once for
    each document, and the text is not kept.
    """
    wanted: defaultdict[str, list[tuple[tuple[str, str], int, Mention]]] = defaultdict(list)
    for edge in graph.edges:
        for number, mention in enumerate(edge.citations[:PER_EDGE]):
            wanted[mention.document].append(((edge.source, edge.target), number, mention))
    found: defaultdict[tuple[str, str], dict[int, Quote]] = defaultdict(dict)
    for document, mentions in wanted.items():
        text = text_of(document)
        for ends, number, mention in mentions if text is not None else ():
            found[ends][number] = quote(text or "", mention)
    return {ends: [several[n] for n in sorted(several)] for ends, several in found.items()}


PER_EDGE = 3
"""How many sentences are quoted for an edge at most."""
_BEFORE, _AFTER, _CITED = 260, 200, 200
"""How much is quoted on each side of a citation, and of it, in code points."""


def quote(text: str, mention: Mention) -> Quote:
    """Return the sentence of a text that holds the mention."""
    before = text[max(0, mention.start - 2 * _BEFORE) : mention.start]
    after = text[mention.end : mention.end + 2 * _AFTER]
    begin = max((end.end() for end in _ENDS.finditer(before) if _is_end(before, end)), default=0)
    stop = next((end.end() for end in _ENDS.finditer(after) if _is_end(after, end)), len(after))
    cited = _single(text[mention.start : mention.end])
    return Quote(
        mention.document,
        _last(_single(before[begin:]).lstrip(), _BEFORE, whole=begin > 0 or len(before) == mention.start),
        cited if len(cited) <= _CITED else f"{cited[:_CITED]}…",
        _first(
            _single(after[:stop]).rstrip(), _AFTER, whole=stop < len(after) or mention.end + stop == len(text)
        ),
    )


_ENDS = re.compile(
    r"\n[^\S\n]*\n\s*"  # a blank line
    r"|[.;:]\s*\n\s*"
    r"|,[^\S\n]*\n(?:[ \t]+|(?=[^\W\d_a-z]\w+(?:ing|ant|ando|endo)\b))"  # `Recalling` on the next line
    r"|(?P<stop>[.?!؟])\s+(?=[^\W\d_a-z]|[“\"«(])"
    r"|[。？！；]\s*"
)


def _is_end(text: str, end: re.Match[str]) -> bool:
    """Whether a sentence ends there, and no abbreviation: `para. 4`, `No. XII`, `A. Smith`."""
    if end["stop"] != ".":
        return True
    word = _LAST_WORD.search(text, max(0, end.start() - 30), end.start())
    return word is None or (len(word[0]) > 1 and word[0].lower() not in _abbreviations())


_LAST_WORD = re.compile(r"[\w.]*\w\Z")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(word for code in codes() for word in language(code).words["abbreviations"]["words"])


def _single(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _last(text: str, room: int, *, whole: bool) -> str:
    """Return the end of a text, from a word on, as much of it as there is room for."""
    if len(text) <= room:
        return text if whole else f"… {text.lstrip()}"
    return "… " + text[-room:].partition(" ")[2]


def _first(text: str, room: int, *, whole: bool) -> str:
    """Return the beginning of a text, to a word's end."""
    if len(text) <= room:
        return text if whole else f"{text} …"
    return text[:room].rpartition(" ")[0] + " …"
