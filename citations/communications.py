"""Communications to the treaty bodies, cited by number: `communication No. 2708/2015`.

No rule leads from the number to the symbol, which names the session as well; so the id is left open unless
the text gives the symbol of the same communication, `CCPR/C/133/D/2708/2015`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ..instruments.identifiers import Identifier, NotAnIdentifier, parse
from .anchors import anchored, in_any_case, places
from .finds import Find
from .language import Language, either

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NUMBER = r"(?P<number>\d{1,4}/(?:19|20)\d\d)(?![\w/])"
_COMMITTEE = re.compile(r"(?<![\w/])[A-Z][A-Z.\d/]{2,20}\Z")
_VIEWS = re.compile(r"/D/(\d{1,4}/(?:19|20)\d\d)(?![\w/])")


def communications(text: str, words: Language) -> Iterator[Find]:
    """Yield the communications that a text cites by number, one find each."""
    heads = tuple(words.words["communications"]["heads"])
    given: Mapping[str, Identifier] | None = None
    for head in anchored(_head(words), text, in_any_case(heads)):
        given = _views(text) if given is None else given
        found: re.Match[str] | None = head
        while found:
            start = found.start() if found is head else found.start("number")
            meant = given.get(found.group("number"))
            body = meant.body if meant else None
            yield Find(start, found.end(), meant.id if meant else None, "document", body, "number")
            found = _next(words).match(text, found.end())


def _views(text: str) -> Mapping[str, Identifier]:
    """Number of a communication -> the symbol that the text gives for what a committee found."""
    given: dict[str, Identifier] = {}
    for at in places(text, ("/D/",)):
        views, committee = _VIEWS.match(text, at), _COMMITTEE.search(text, max(0, at - 24), at)
        try:
            if views and committee:
                given.setdefault(views[1], parse(committee.group() + views.group()))
        except NotAnIdentifier:
            continue
    return given


@cache
def _head(words: Language) -> re.Pattern[str]:
    heads = either(words.words["communications"]["heads"])
    return re.compile(rf"(?i:{heads})\s+{words.numbering}\s*{_NUMBER}")


@cache
def _next(words: Language) -> re.Pattern[str]:
    linked = either(words.words["values"]["list"])
    return re.compile(rf"(?:,\s+{linked}\s+|,\s+|\s+{linked}\s+|;\s+)(?:{words.numbering}\s*)?{_NUMBER}")
