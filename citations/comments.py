"""General comments and recommendations of the treaty bodies, cited by number: `general comment No. 36`.

Their symbols follow from the number only from the one on that `comments.csv` names; earlier ones have symbols
of their own, which no rule gives.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import TYPE_CHECKING

from ..instruments.identifiers import parse
from .anchors import anchored, in_any_case
from .finds import Find
from .language import Language, data, either
from .owners import owner_after, owner_before
from .pinpoints import pinpoint_after, pinpoint_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def general_comments(text: str, words: Language) -> Iterator[Find]:
    """Yield the general comments whose committee the text names beside them."""
    heads = tuple(words.words["comments"]["heads"])
    for found in anchored(_comment(words), text, in_any_case(heads)):
        owner = owner_after(text, found.end(), words, ()) or owner_before(text, found.start(), words, ())
        symbol, first = _series().get(owner.bodies[0], (None, 0)) if owner and owner.bodies else (None, 0)
        number = found.group("number")
        if symbol is None or int(number) < first:
            continue
        identifier = parse(f"{symbol}{int(number)}")
        end = owner.end if owner and owner.start > found.start() else found.end()
        pinpoint = pinpoint_after(text, end, words) or pinpoint_before(text, found.start(), words)
        yield Find(
            found.start(),
            found.end(),
            identifier.id,
            identifier.kind,
            identifier.body,
            "number",
            date=found.group("year"),
            pinpoint=pinpoint.pinpoint if pinpoint else None,
        )


@cache
def _series() -> Mapping[str, tuple[str, int]]:
    """Committee -> what its comments' symbols begin with, and from which number on."""
    rows = csv.DictReader(data("comments.csv").splitlines())
    return {row["body"]: (row["symbol"], int(row["first"])) for row in rows}


@cache
def _comment(words: Language) -> re.Pattern[str]:
    heads = either(words.words["comments"]["heads"])
    number = either(words.words["series"]["number"])
    return re.compile(
        rf"{heads}\s+{number}\s*(?P<number>\d{{1,2}})\b(?:\s\((?P<year>(?:19|20)\d\d)\))?", re.IGNORECASE
    )
