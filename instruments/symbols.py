"""Document symbols outside the numbered series: which shapes exist, and how the UN writes them.

A symbol is a chain of components: the organ (`A`, `CEDAW`), its subsidiary organs, year or session, number,
and what the document is to another (`Add.1`, `Corr.2`). `symbol_shapes.csv` lists how the symbols
of each organ begin: `#` is a number, `@` a word, `*` one component or more.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from .data import rows
from .model import NotAnIdentifier

if TYPE_CHECKING:
    from collections.abc import Mapping

_MACROS = {
    r"\#": r"[1-9]\d*",
    "@": r"[A-Z]+",
    r"\*": r".+",
    # Running numbers, used until the organ began to number by session or year.
    r"\{a\}": r"(?:[1-9]\d{0,3}|10[0-5]\d\d)",
    r"\{s\}": r"(?:[1-9]\d{0,3}|1\d{4}|2[0-6]\d{3})",
    r"\{e\}": r"[1-6]?\d{1,3}",
    r"\{session\}": r"(?:3[1-9]|[4-9]\d)",
    r"\{year\}": r"(?:19[4-9]\d|20\d\d)",
    # Press releases, which have symbols too.
    r"\{press\}": r"[1-9]\d{3,4}",
}
_ATTACHED = r"(?:\([^()]*\)|/(?:ADD|AMEND|ANNEX|APPENDIX|CORR|PART|REV|SUMMARY)[^/]*)*"
"""What may follow any symbol: a part in brackets, addenda, corrigenda, …"""

_COMPONENT = re.compile(
    r"""
    ( \d+ (-(\d+|[A-Z]))?                           # 30, 4-6, 7-P
    | [A-Z]+ (-[A-Z]+)*                             # HRC, COP-MOP
    | (S|ES) - \d+                                  # S-10
    | [A-Z]+ (\.[A-Z]+)* \. (\d+ (-\d+)? [A-Z]? | [IVX]+)    # C.6, SR.1-28, OZL.PRO.28, CONF.IX
    | [A-Z]+ (\.[A-Z]+)+                            # EB.AIR
    )?
    (\( [A-Z0-9.,&/-]+ \))*                         # (PARTI), (SECT.26), (13)
    """,
    re.VERBOSE,
)
_UNDOTTED = re.compile(r"(?<=/)(ADD|AMEND|CORR|REV)(?=\d)|(?<=\()(VOL|SECT)(?=[IVX\d])")


def document_symbol(symbol: str) -> tuple[str, str | None]:
    """Return a symbol as the UN writes it, and the body whose documents are called so.

    The body is None where it is a conference, or one of several. `symbol` is without blanks, in any case.
    Raises `NotAnIdentifier` where no document is called so.
    """
    symbol = _UNDOTTED.sub(r"\g<0>.", symbol.upper())
    components = re.split(r"/(?![^()]*\))", symbol)
    if len(components) < 2 or not re.search(r"\d", symbol):
        raise NotAnIdentifier("a symbol has parts divided by slashes, one of them with a number")
    for component in components:
        if not component or not _COMPONENT.fullmatch(component):
            raise NotAnIdentifier(f"no part of a symbol looks like {component!r}")
    shapes, issuers = _shapes(components[0].partition(".")[0])
    if not issuers:
        raise NotAnIdentifier(f"no organ has symbols that begin with {components[0]}")
    found = shapes.fullmatch(symbol)
    if not found or not found.lastgroup:
        raise NotAnIdentifier(f"no symbol that begins with {components[0]} looks like that")
    return recase(symbol), issuers[found.lastgroup]


@cache
def organs() -> frozenset[str]:
    """Return what the symbols of the table begin with, up to the first stroke or full stop."""
    return frozenset(_by_organ())


def recase(symbol: str) -> str:
    """Spell the words of the table in their own case: `ADD.1`, `(PARTI)`, `SUB.2`."""
    return _cased()[0].sub(
        lambda found: _cased()[1][found[1]] + (found[2] or "").replace("AND", "and"), symbol
    )


@cache
def _cased() -> tuple[re.Pattern[str], dict[str, str]]:
    words = {row["word"].upper(): row["word"] for row in rows("cased_words.csv")}
    longest_first = sorted(words, key=len, reverse=True)
    either = "|".join(map(re.escape, longest_first))
    # A word of the table stands alone, before a full stop or a number, Roman or not (`PARTSIANDII`).
    return re.compile(rf"(?<![A-Z.])({either})(?:([IVX]+(?:AND[IVX]+)?)?(?![A-Z]))"), words


@cache
def _shapes(organ: str) -> tuple[re.Pattern[str], Mapping[str, str | None]]:
    """Return one pattern for all shapes of an organ's symbols, and by its groups the bodies that issue them.

    Of two shapes that fit, the first in the table holds.
    """
    patterns: list[str] = []
    issuers: dict[str, str | None] = {}
    for n, row in enumerate(_by_organ().get(organ, ())):
        pattern = re.escape(row["shape"])
        for macro, looks in _MACROS.items():
            pattern = pattern.replace(macro, looks)
        patterns.append(f"(?P<shape{n}>{pattern}{_ATTACHED})")
        issuers[f"shape{n}"] = row["body"] or None
    return re.compile("|".join(patterns)), issuers


@cache
def _by_organ() -> Mapping[str, list[dict[str, str]]]:
    organs: dict[str, list[dict[str, str]]] = {}
    for row in rows("symbol_shapes.csv"):
        organs.setdefault(re.split(r"[/.]", row["shape"])[0], []).append(row)
    return organs
