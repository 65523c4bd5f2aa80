"""Whose number is it: the evidence for the body that a number belongs to, weighed in one place and one order.

What the text says decides:

1. the body named before the head (`Human Rights Council resolution 7/29`), or in the head (`UNSCR 1325`);
2. the body named after the number (`resolution 5/1 of the Human Rights Council`);
3. the antecedent of `its`: the body that speaks, else one that the sentence names before.

A body that is named but cannot have adopted such a number leaves it open. Where none is named, the first that
could have adopted the number, on the date given, has it:

4. the body whose report, cited right before, holds the resolution (`(A/77/53), chap. III, resolution 51/4`);
5. the body that the same number was given before in the document;
6. the body that speaks, or whose text the document is;
7. the body of the head before in the same sentence (`…, and resolution 28/3`), or another that it names;
8. the only body of the calendar. Where that leaves several, the number is left open and they are named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..instruments.identifiers import Identifier, NotAnIdentifier, of_body, parse
from ..instruments.sessions import assembly_numbers, last_known_resolution, security_council_year, years
from .finds import Find

if TYPE_CHECKING:
    from .numbers import Member

SECURITY_COUNCIL = "Security Council"

# A number and what it is a number of: kind, session, number, part.
Key = tuple[str, str | None, str, str | None]

# Bodies that the calendar may decide between, by the shape of the number.
_CANDIDATES = {
    "session": (
        "General Assembly",
        "Human Rights Council",
        "Commission on Narcotic Drugs",
        "Commission on Crime Prevention and Criminal Justice",
        "United Nations Environment Assembly",
    ),
    "year": ("Economic and Social Council", "Commission on Human Rights"),
    "roman": ("General Assembly", "Economic and Social Council"),
    "bare": (SECURITY_COUNCIL,),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a text says about the body of a number, the strongest first in each."""

    kind: str
    """What the head announces: resolution or decision."""
    named: tuple[str, ...]
    """Bodies that the text names for it; several where a short name (`Council`) leaves the choice."""
    container: str | None
    """The body whose report, cited right before, holds what is numbered."""
    likely: tuple[str, ...]
    """Bodies that it may be of where nothing else tells."""


def attribute(
    member: Member, shape: str, date: str | None, evidence: Evidence, known: dict[Key, str]
) -> Find | None:
    """Return the instrument that a number means, or the candidates; None where it is no instrument's.

    `known` holds the body of each number that the document has told so far, and learns this one.
    """
    if shape == "party":
        return _of_parties(member, date)
    if shape in ("bracket", "unbracketed"):
        return _of_security_council(member, shape, date, evidence)
    session = None if shape == "bare" else member.session
    year = int(date[:4]) if date else None
    found = [i for b in evidence.named if (i := _could(b, member, session, evidence.kind, year))]
    found = found or [i for b in evidence.named if (i := _try(b, member, session, evidence.kind))]
    if not found and not evidence.named:
        key = (evidence.kind, session, member.number, member.part)
        likely = (evidence.container, known.get(key), *evidence.likely)
        found = [i for b in likely if b and (i := _could(b, member, session, evidence.kind, year))]
    if found:
        return _decided(member, session, date, found[0], known)
    candidates = [i for b in _CANDIDATES[shape] if (i := _could(b, member, session, evidence.kind, year))]
    if len(candidates) == 1 and not evidence.named:
        return _decided(member, session, date, candidates[0], known)
    if not candidates:
        return None
    also = tuple(i.id for i in candidates)
    return Find(member.start, member.end, None, evidence.kind, None, "number", also, date=date)


def _decided(
    member: Member, session: str | None, date: str | None, chosen: Identifier, known: dict[Key, str]
) -> Find:
    if chosen.body:
        known.setdefault((chosen.kind, session, member.number, member.part), chosen.body)
    return Find(member.start, member.end, chosen.id, chosen.kind, chosen.body, "number", date=date)


def _of_parties(member: Member, date: str | None) -> Find | None:
    """A decision of a conference of parties tells its body itself: `1/CP.21`, `26/COP.15`."""
    try:
        found = parse(member.number)
    except NotAnIdentifier:
        return None
    return Find(member.start, member.end, found.id, found.kind, found.body, "number", date=date)


def _of_security_council(member: Member, shape: str, date: str | None, evidence: Evidence) -> Find | None:
    """A number with a year is the Security Council's if the year is the number's; else it is left open."""
    meant = _try(SECURITY_COUNCIL, member, None, evidence.kind)
    if meant is None:
        return None
    start, end = member.start, member.end
    if str(security_council_year(int(member.number))) != member.session:
        if evidence.named and SECURITY_COUNCIL not in evidence.named:
            return None
        return Find(start, end, None, evidence.kind, SECURITY_COUNCIL, "number", (meant.id,), date=date)
    repaired = f"{member.number} ({member.session})" if shape == "unbracketed" else None
    return Find(start, end, meant.id, meant.kind, meant.body, "number", date=date, repaired=repaired)


def _try(body: str, member: Member, session: str | None, kind: str) -> Identifier | None:
    """Return the identifier of the number if the body numbers so."""
    try:
        found = of_body(body, kind, member.number, session=session, part=member.part)
    except NotAnIdentifier:
        return None
    return found if session is None or found.session == session else None


def _could(body: str, member: Member, session: str | None, kind: str, year: int | None) -> Identifier | None:
    """Return the identifier if the body could have adopted such a number, in that year where one is known."""
    found = _try(body, member, session, kind)
    if found is None or session is None:
        return found
    sat = years(body, session)
    if sat is None or sat[0] > last_known_resolution()[0] + 1:  # a session that is still to come
        return None
    if year and not sat[0] - 1 <= year <= sat[1] + 1:
        return None
    numbered = assembly_numbers(session) if body == "General Assembly" else None
    return found if numbered is None or int(member.number) in numbered else None
