"""One instrument, one id: parse every spelling of an identifier, and spell it as unxref does.

What parses is in `series.csv` (numbered acts, treaties, Official Records), `symbol_shapes.csv` (all other
document symbols) and the table of named instruments; what is refused although a library has it,
and why, is in `refused.csv`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from . import bodies, series, sessions, table
from .data import rows
from .model import Identifier, NotAnIdentifier
from .numerals import arabic
from .spelling import comparison_key, plain
from .symbols import document_symbol, recase
from .symbols import organs as documented_organs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "Identifier",
    "NotAnIdentifier",
    "comparison_key",
    "identified",
    "identified_joint",
    "of_body",
    "organs",
    "parse",
    "parse_joint",
]

_JOINT = re.compile(r"-(?=[A-Z]+/)|(?<=\d)/(?=S/\d{4,5}\b|E/(?:19|20)\d\d/)", re.IGNORECASE)
_SECURITY_COUNCIL = "S/RES"
"""The only series in which the session, a year, follows from the number."""


@lru_cache(maxsize=100_000)
def parse(text: str) -> Identifier:
    """Parse an id, or any spelling of a symbol that a text or a library uses.

    Of a document with two symbols (`A/70/95-S/2015/446`) the first counts.
    Raises `NotAnIdentifier`, saying why.
    """
    return parse_joint(text)[0]


@lru_cache(maxsize=100_000)
def parse_joint(text: str) -> tuple[Identifier, ...]:
    """Parse the symbols of one document, joined by a hyphen (`A/70/95-S/2015/446`), or its only one.

    A stroke joins where what follows it is a whole symbol: `A/70/95/S/2015/446`.

    Raises `NotAnIdentifier`, saying why.
    """
    symbol = plain(text)
    joined = _JOINT.split(symbol)
    try:
        return tuple(_parse(one) for one in joined)
    except NotAnIdentifier as error:
        if len(joined) > 1:  # the hyphen may belong to the symbol: UNEP/CBD/BS/COP-MOP/5/17
            return (_parse(symbol),)
        raise NotAnIdentifier(f"{text!r}: {error}") from None


def identified(symbol: str) -> Identifier | None:
    """Return the identifier of an id or symbol; None for what is none, or too long to be one."""
    return next(iter(identified_joint(symbol)), None)


def identified_joint(symbol: str) -> tuple[Identifier, ...]:
    """Return the identifiers of the symbols of one document; none for what is none."""
    if len(symbol) > _LONGEST:
        return ()
    try:
        return parse_joint(symbol)
    except NotAnIdentifier:
        return ()


_LONGEST = 200
"""Characters: three times what the longest symbols have, of conference documents under two of them."""


@lru_cache(maxsize=100_000)
def of_body(
    body: str, kind: str, number: str, *, session: str | None = None, part: str | None = None
) -> Identifier:
    """Return the identifier of an act that is cited by its body and its printed numbers.

    `body` is any English name that `bodies` knows, `kind` is resolution, decision or statement. `session`
    is what stands before the stroke or in the brackets: `74`, `XXI`, `S-VI`, `2011`, `CP.21`; a year for the
    Security Council, which may be left out. Raises `NotAnIdentifier` where the body numbers nothing so.
    """
    owner = bodies.find(body)
    forms = [form for form in owner.forms if form.kind == kind] if owner else []
    if not owner or not forms:
        raise NotAnIdentifier(f"no numbered {kind}s of the {body} are known")
    values = {"number": plain(number).upper(), "part": plain(part or "").upper()}
    if session is None and forms[0].series == _SECURITY_COUNCIL:
        session = str(_security_council_year(number))
    for form in forms:
        for spelled in _spellings(session or ""):
            if found := form.spell(values | {"session": spelled}):
                return _dated(found)
    printed = f"{number} {part or ''}".strip() + (f" of session {session}" if session else "")
    raise NotAnIdentifier(f"no {kind} of the {owner.name} is numbered {printed}: {_examples(forms)}")


def _parse(symbol: str) -> Identifier:
    capitals = symbol.upper()
    patterns, reasons = _refused()
    if (refused := patterns.search(capitals)) and refused.lastgroup:
        raise NotAnIdentifier(reasons[refused.lastgroup])
    if "/" not in symbol:
        return _of_series(capitals) or _named(symbol)
    return _of_series(capitals) or _attached(capitals) or _document(capitals)


def _named(slug: str) -> Identifier:
    instrument = table.named().get(slug.lower())
    if not instrument:
        capitals = slug.upper()
        likely = series.likely(capitals)
        forms = [form for form in likely if capitals.startswith(tuple(filter(None, form.heads)))]
        nothing = "neither a symbol (A/RES/74/174) nor the short id of a named instrument (crc)"
        raise NotAnIdentifier(_examples(forms) if forms else nothing)
    return Identifier(instrument.id, "named", "treaty" if instrument.kind == "treaty" else "instrument", None)


def _of_series(symbol: str) -> Identifier | None:
    """Read a numbered act, a treaty or an Official Record."""
    if undated := re.fullmatch(r"S/RES/([1-9]\d*)", symbol):
        symbol += f"({_security_council_year(undated[1])})"
    found = series.read(re.sub(r"\[([A-Z-]+)\]$", r"\1", symbol))
    return found and _dated(found)


def _attached(symbol: str) -> Identifier | None:
    """Read a document that belongs to a numbered act: `A/RES/74/174/Corr.1`."""
    parted = re.fullmatch(r"(.+?)(/(?:ADD|AMEND|CORR|REV)\.?\d.*)", symbol)
    act = parted and _of_series(parted[1])
    if not parted or not act or act.kind not in bodies.NUMBERED:
        return None
    return Identifier(act.id + recase(parted[2]), "symbol", "document", act.body)


def _document(symbol: str) -> Identifier:
    """Read any other document symbol."""
    numbered = [
        form
        for form in series.likely(symbol)
        if any(head[-1:] == "/" and symbol.startswith(head) for head in form.heads)
    ]
    if numbered:
        raise NotAnIdentifier(_examples(numbered))
    spelled, body = document_symbol(symbol)
    return Identifier(spelled, "symbol", "document", body)


def _dated(found: Identifier) -> Identifier:
    """Return a Security Council resolution if its year is the right one; anything else as it is."""
    if found.series == _SECURITY_COUNCIL and found.number and found.session:
        known = sessions.security_council_year(int(found.number))
        year = int(found.session)
        if year != known and (known or year < sessions.last_known_resolution()[0]):
            raise NotAnIdentifier(f"Security Council resolution {found.number} is not of {year}")
    return found


def _security_council_year(number: str) -> int:
    year = sessions.security_council_year(int(number)) if number.isdecimal() else None
    if year is None:
        raise NotAnIdentifier(f"in which year the Security Council adopted {number} is not known")
    return year


def _spellings(session: str) -> Iterator[str]:
    """Give a session as printed, without its conference (`CP.21`), and a Roman special one in arabic."""
    spelled = plain(session).upper()
    yield spelled
    yield spelled.rpartition(".")[2]
    special, hyphen, count = spelled.rpartition("-")
    if hyphen and arabic(count):
        yield f"{special}-{arabic(count)}"


def _examples(forms: Iterable[series.Form]) -> str:
    return "its numbers look like " + " or ".join(dict.fromkeys(form.example for form in forms))


@cache
def organs() -> frozenset[str]:
    """Return what all symbols begin with, in capitals, up to the first stroke or full stop."""
    return series.organs() | documented_organs()


@cache
def _refused() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return one pattern for all that is refused, and by its groups the reasons."""
    table = {f"row{n}": row for n, row in enumerate(rows("refused.csv"))}
    pattern = "|".join(f"(?P<{group}>{row['found']})" for group, row in table.items())
    return re.compile(pattern), {group: row["reason"] for group, row in table.items()}
