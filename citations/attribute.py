"""Whose number is it: the evidence for the body that a number belongs to, weighed in one place and one order.

What the text says decides:

1. the body named right before the head (`Human Rights Council resolution 7/29`), in the head (`UNSCR 1325`),
   or right after the number (`resolution 5/1 of the Human Rights Council`). One that is named so and cannot
   have adopted such a number leaves it open; one that numbers nothing leaves no citation.
2. the body that a few words link to it (`the Human Rights Council, in its resolution`);
3. for `its`: the body that acts in the same clause, also behind the number, the body that speaks, or
   another that the sentence names. Where the acting body stands far off and the speaking one could be meant
   too, it is left open.

Where none is named, the first that could have adopted it, on the date given and before the document, has it:

4. the body whose report, cited right before, holds the resolution (`(A/77/53), chap. III, resolution 51/4`);
5. the body that the same number was given before in the document, or has by a symbol printed anywhere in it;
6. the body of the head that this one goes on with (`…, and resolution 28/3`);
7. the body that speaks, or whose text the document is; left open where these are two and both could have;
8. the body of the number before in the list, of another head in the same sentence, or another that the
   sentence names; in a report also the body that it is issued to, and where this and the one that is named
   both could have, it is left open;
9. the only body of the calendar among those that any document may cite, or that this one names; without a
   date the General Assembly, the Economic and Social Council, or the one body that could have adopted it and
   that the document names.
   Where that leaves several, or none, the number is left open and all are named that could have adopted it.

Another organization's number is none of these: `evidence` drops it before.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ..instruments.bodies import NUMBERED, bodies
from ..instruments.identifiers import Identifier, NotAnIdentifier, of_body, parse
from ..instruments.sessions import (
    STILL_OPEN,
    assembly_session,
    beyond,
    last_known_resolution,
    possible_numbers,
    security_council_year,
    years,
)
from .finds import Find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .numbers import Member

SECURITY_COUNCIL = "Security Council"
GENERAL_ASSEMBLY = "General Assembly"

# A number and what it is a number of: kind, session, number, part.
Key = tuple[str, str | None, str, str | None]

# Bodies whose numbers any document may cite without naming them; the others of these with a date only.
_ALWAYS = frozenset({GENERAL_ASSEMBLY, "Economic and Social Council"})
_USUAL = frozenset(
    {
        GENERAL_ASSEMBLY,
        "Economic and Social Council",
        "Human Rights Council",
        "Commission on Human Rights",
        "Commission on Narcotic Drugs",
        "Commission on Crime Prevention and Criminal Justice",
        "United Nations Environment Assembly",
    }
)

# Documents that bear the session of a body: what their symbols begin with.
_COUNTED = {
    "A/": GENERAL_ASSEMBLY,
    "A/RES/": GENERAL_ASSEMBLY,
    "A/HRC/": "Human Rights Council",
    "A/HRC/RES/": "Human Rights Council",
}
_SESSION = re.compile(r"(?P<head>A/(?:HRC/)?(?:RES/)?)(?P<session>\d{1,2})/")
_YEAR = re.compile(r"(?<!\d)(?:19[4-9]|20\d)\d(?!\d)")

# A lower number alone may count anything.
_LEAST_BARE = 100
# How far an acting body may stand from `its` where the speaking body could be meant as well, in characters.
_CLAUSE = 80


class Evidence(NamedTuple):
    """What a text says about the body of a number, the strongest first in each."""

    kind: str
    """What the head announces: resolution or decision."""
    named: tuple[str, ...] = ()
    """Bodies that the text names for it; several where a short name (`Council`) leaves the choice."""
    told: tuple[str, ...] = ()
    """Those of them that the document speaks of; all where a full name stands."""
    sure: bool = True
    """Whether the name touches the head or the number; else a few words link it."""
    own: bool = False
    """Whether `its` stands before the head."""
    actor: tuple[str, ...] = ()
    """The body that acts in the sentence before `its`."""
    distance: int = 0
    """How far before `its` it stands, in characters."""
    container: str | None = None
    """The body whose report, cited right before, holds what is numbered."""
    joined: tuple[str, ...] = ()
    """The bodies of the head that this one goes on with."""
    near: tuple[str, ...] = ()
    """The body that speaks, and the body whose text the document is."""
    before: tuple[str, ...] = ()
    """The bodies of the head before in the same sentence."""
    around: Callable[[], tuple[str, ...]] = tuple
    """Other bodies that the sentence names, the last one first."""
    paragraph: tuple[str, ...] = ()
    """Bodies that the paragraph names before, where nothing else tells."""
    alone: bool = False
    """Whether only its head tells that it is a number: `Resolution 687`."""
    issuer: str | None = None
    """The body that a report is issued to: whose number it has, though it is not its text."""
    until: int | None = None
    """The year of the document: it cites nothing later."""
    printed: Mapping[Key, str] = MappingProxyType({})
    """The bodies of the numbers that the document prints with their symbols."""
    mentioned: Callable[[], frozenset[str]] = frozenset
    """The bodies that the document names anywhere."""


def attribute(
    member: Member, shape: str, date: str | None, evidence: Evidence, known: dict[Key, str]
) -> Find | None:
    """Return the instrument that a number means, or the candidates; None where it is no instrument's.

    `known` holds the body of each number that the document has told so far, and learns this one.
    """
    if member.number.startswith("0"):
        return None
    if shape == "party":
        return _of_parties(member, date)
    if shape in ("bare", "bracket", "unbracketed"):
        if GENERAL_ASSEMBLY in evidence.named[:1]:
            found = _of_assembly(member, date, evidence)
            if found or shape != "bracket":  # else its year may tell that the head is not its own
                return found
        return _of_security_council(member, shape, date, evidence, known)
    number = _Number(member, shape, evidence.kind, int(date[:4]) if date else None, evidence.until)
    found = _named(number, evidence) if evidence.named else ()
    if not found and evidence.named and evidence.sure:
        return _impossible(number, date, evidence)
    if not found and evidence.own:
        found = _of_its(number, evidence)
        if not found and evidence.named and not _numbers(evidence):
            return None
    if not found and (council := _stroked(member)) and SECURITY_COUNCIL in _told_around(evidence):
        found = (council,)
    if not found:
        key = (evidence.kind, member.session, member.number, member.part)
        before = known.get(key) or evidence.printed.get(key)
        likely = (evidence.container, before, *evidence.joined)
        found = (
            number.first(body for body in likely if body)
            or _of_speakers(number, evidence)
            or number.first(evidence.before)
            or _of_report(number, evidence)
        )
    if not found:
        found, sure = _of_calendar(number, evidence)
        if not sure:
            return _open(member, date, evidence.kind, found)
    if len(found) == 1:
        return _decided(member, date, found[0], known)
    return _open(member, date, evidence.kind, found)


def latest_year(symbol: str | None) -> int | None:
    """Return the last year in which a document of this symbol can be written; None if it tells none."""
    if not symbol:
        return None
    if year := _YEAR.search(symbol):
        return int(year.group())
    session = _SESSION.match(symbol)
    sat = years(*((_COUNTED[session.group("head")]), session.group("session"))) if session else None
    return sat[1] if sat and sat[1] != STILL_OPEN else None


def is_report(symbol: str | None) -> bool:
    """Whether a symbol is that of a document that no body has adopted."""
    try:
        return symbol is not None and parse(symbol).kind not in NUMBERED
    except NotAnIdentifier:
        return False


class _Number(NamedTuple):
    """A number and when it was adopted, to try bodies on."""

    member: Member
    shape: str
    kind: str
    year: int | None
    until: int | None

    def could(self, body: str, *, dated: bool = True) -> Identifier | None:
        """Return the identifier if the body could have adopted such a number; `dated`: on that date."""
        member = self.member
        year, until = (self.year, self.until) if dated else (None, None)
        return _could(body, self.kind, self.shape, member.session, member.number, member.part, year, until)

    def first(self, names: Iterable[str], *, dated: bool = True) -> tuple[Identifier, ...]:
        """Return that of the first of these bodies that could, alone; nothing where none could."""
        return next(((found,) for body in names if (found := self.could(body, dated=dated))), ())

    def each(self, names: Iterable[str], *, dated: bool = True) -> tuple[Identifier, ...]:
        """Return those of all these bodies that could."""
        found = (self.could(body, dated=dated) for body in dict.fromkeys(names))
        return tuple(identifier for identifier in found if identifier)

    def candidates(self) -> tuple[Identifier, ...]:
        """Return those of all bodies of which the calendar knows that they could."""
        return tuple(i for i in self.each(_numbering(self.kind)) if _has_calendar(i))


def _named(number: _Number, evidence: Evidence) -> tuple[Identifier, ...]:
    """Return that of the body that is named; several where a short name leaves it open.

    A date that is not the body's is a misprint if no body of the name fits it.
    """
    if SECURITY_COUNCIL in evidence.told and (found := _stroked(number.member)):
        return (found,)
    for dated in (True, False):
        found = number.first(evidence.told, dated=dated) or number.each(evidence.named, dated=dated)
        if found:
            return found
    return ()


def _stroked(member: Member) -> Identifier | None:
    """Return the Security Council resolution whose year stands behind a stroke: `1325/2000`."""
    session = member.session or ""
    if not session.isdecimal() or str(security_council_year(int(session))) != member.number:
        return None
    return of_body(SECURITY_COUNCIL, "resolution", session)


def _told_around(evidence: Evidence) -> tuple[str, ...]:
    """Return the body that speaks, the one named last before, and those of the paragraph."""
    return (*evidence.near, *_nearest(evidence), *evidence.paragraph)


def _of_its(number: _Number, evidence: Evidence) -> tuple[Identifier, ...]:
    """Return that of the antecedent of `its`; two where it may be either."""
    acting = number.first(evidence.actor)
    speaking = number.first(evidence.near[:1])
    if acting and speaking and acting != speaking:
        return acting if evidence.distance <= _CLAUSE else (*speaking, *acting)
    return acting or speaking or number.first((*evidence.before, *evidence.around()))


def _of_speakers(number: _Number, evidence: Evidence) -> tuple[Identifier, ...]:
    """Return that of the body that speaks, or whose text it is; in a draft within another's text both."""
    found = number.each(evidence.near)
    return found[:1] if evidence.named or evidence.own else found


def _of_report(number: _Number, evidence: Evidence) -> tuple[Identifier, ...]:
    """Return that of the body that the sentence names or the report is issued to; both where both could."""
    named = number.first(evidence.around())
    issued = number.first((evidence.issuer,) if evidence.issuer else ())
    return (*issued, *named) if issued and named and issued != named else named or issued


def _of_calendar(number: _Number, evidence: Evidence) -> tuple[tuple[Identifier, ...], bool]:
    """Return that of the only body that could, and True; else those of all that could."""
    every = number.candidates()
    if not every:
        return (), False
    named = evidence.mentioned()
    usual = tuple(i for i in every if i.body in _USUAL or i.body in named)
    alone = len(usual) == 1 and (
        usual[0].body in _ALWAYS or number.year is not None or (len(every) == 1 and usual[0].body in named)
    )
    return (usual, True) if alone else (every, False)


def _numbers(evidence: Evidence) -> bool:
    """Whether a body that is named numbers anything."""
    return any(bodies()[body].forms for body in evidence.named)


def _impossible(number: _Number, date: str | None, evidence: Evidence) -> Find | None:
    """A named body cannot have adopted the number: left open, or nothing where it adopts none by number."""
    tried = tuple(i for body in evidence.named if (i := _try(body, number)))
    if not _numbers(evidence):
        return None
    return _open(number.member, date, number.kind, tried or number.candidates())


def _open(member: Member, date: str | None, kind: str, found: tuple[Identifier, ...]) -> Find | None:
    """Leave a number open between the candidates; None where there is none."""
    also = tuple(i.id for i in found)
    return Find(member.start, member.end, None, kind, None, "number", also, date=date) if also else None


def _decided(member: Member, date: str | None, chosen: Identifier, known: dict[Key, str]) -> Find:
    if chosen.body:
        known.setdefault((chosen.kind, member.session, member.number, member.part), chosen.body)
    return Find(
        member.start,
        member.end,
        chosen.id,
        chosen.kind,
        chosen.body,
        "number",
        date=date,
        repaired=member.repaired,
    )


def _of_parties(member: Member, date: str | None) -> Find | None:
    """A decision of a conference of parties tells its body itself: `1/CP.21`, `26/COP.15`."""
    try:
        found = parse(member.number)
    except NotAnIdentifier:
        return None
    return Find(member.start, member.end, found.id, found.kind, found.body, "number", date=date)


def _of_security_council(
    member: Member, shape: str, date: str | None, evidence: Evidence, known: dict[Key, str]
) -> Find | None:
    """A number with a year is the Security Council's if the year is the number's; else it is left open."""
    year = security_council_year(int(member.number))
    key = (evidence.kind, None, member.number, None)
    if year is None or evidence.kind != "resolution":
        return None
    if shape == "bare":
        told = (known.get(key), evidence.printed.get(key))
        around = (*evidence.named, *evidence.near, *_nearest(evidence))
        if SECURITY_COUNCIL not in (*around, *told):
            if GENERAL_ASSEMBLY in told and (found := _of_assembly(member, date, evidence)):
                return found
            return _of_either(member, date, evidence, known)
    elif str(year) != member.session:
        if evidence.named and SECURITY_COUNCIL not in evidence.named:
            return None
        meant = (of_body(SECURITY_COUNCIL, "resolution", member.number), *_assemblys(member, date))
        return _open(member, date, evidence.kind, meant)
    known[key] = SECURITY_COUNCIL
    meant = of_body(SECURITY_COUNCIL, "resolution", member.number)
    return Find(
        member.start,
        member.end,
        meant.id,
        meant.kind,
        meant.body,
        "number",
        date=date,
        repaired=member.repaired,
    )


def _of_either(member: Member, date: str | None, evidence: Evidence, known: Mapping[Key, str]) -> Find | None:
    """A number alone: of the body that its date or its paragraph tells, or of either: `Resolution 1514`."""
    if int(member.number) < _LEAST_BARE:
        return None
    found = _of_date(member, date) if date and not evidence.named else None
    if found and (found.body in known.values() or found.body in evidence.mentioned()):
        return Find(member.start, member.end, found.id, "resolution", found.body, "number", date=date)
    council = of_body(SECURITY_COUNCIL, "resolution", member.number)
    if SECURITY_COUNCIL in evidence.paragraph and GENERAL_ASSEMBLY not in evidence.paragraph:
        return Find(member.start, member.end, council.id, "resolution", council.body, "number", date=date)
    if not evidence.alone or SECURITY_COUNCIL not in evidence.mentioned():
        return None
    return _open(member, date, "resolution", (council, *_assemblys(member, date)))


def _of_date(member: Member, date: str) -> Identifier | None:
    """Return the one of the two running numbers whose year the date has; None where both or neither have."""
    could = list(_assemblys(member, date))
    if str(security_council_year(int(member.number))) == date[:4]:
        could.append(of_body(SECURITY_COUNCIL, "resolution", member.number))
    return could[0] if len(could) == 1 else None


def _nearest(evidence: Evidence) -> tuple[str, ...]:
    """Return the body named last before, or the one that a report is issued to."""
    return (evidence.before or evidence.around())[:1] or ((evidence.issuer,) if evidence.issuer else ())


def _of_assembly(member: Member, date: str | None, evidence: Evidence) -> Find | None:
    """The number tells the session of a resolution of the first thirty: `GA Res 217A (1948)`."""
    found = _assemblys(member, date) if evidence.kind == "resolution" else ()
    if not found:
        return None
    return Find(member.start, member.end, found[0].id, "resolution", GENERAL_ASSEMBLY, "number", date=date)


def _assemblys(member: Member, date: str | None) -> tuple[Identifier, ...]:
    """Return the General Assembly resolution that a running number means, if its year is the session's."""
    session = assembly_session(int(member.number))
    sat = years(GENERAL_ASSEMBLY, session) if session else None
    year = int(member.session or (date or "0")[:4])
    if not session or not sat or (year and not sat[0] <= year <= sat[1]):
        return ()
    return (of_body(GENERAL_ASSEMBLY, "resolution", member.number, session=session, part=member.part),)


def _try(body: str, number: _Number) -> Identifier | None:
    """Return the identifier of the number if the body numbers so."""
    member = number.member
    return _spelled(body, number.kind, number.shape, member.session, member.number, member.part)


@lru_cache(maxsize=16384)
def _spelled(
    body: str, kind: str, shape: str, session: str | None, number: str, part: str | None
) -> Identifier | None:
    try:
        found = of_body(body, kind, number, session=session, part=part)
    except NotAnIdentifier:
        return None
    if found.session != session or (shape == "roman") != (f"({session})" in found.id and shape != "letter"):
        return None
    # `1/CP.21` is never printed `21/1`.
    return None if found.id.endswith(f".{session}") and f"/{number}/" in found.id else found


@lru_cache(maxsize=16384)
def _could(
    body: str,
    kind: str,
    shape: str,
    session: str | None,
    number: str,
    part: str | None,
    year: int | None,
    until: int | None,
) -> Identifier | None:
    """Return the identifier if the body could have adopted such a number, in that year where one is known."""
    found = _spelled(body, kind, shape, session, number, part)
    if found is None or session is None:
        return None
    sat = years(body, session)
    if sat:
        last = min(until or sat[0], last_known_resolution()[0] + 1)
        if sat[0] > last or (year and not sat[0] <= year <= sat[1]):
            return None
    elif beyond(body, session):
        return None
    possible = possible_numbers(body, kind, session)
    return found if possible is None or not number.isdecimal() or int(number) in possible else None


def _has_calendar(found: Identifier) -> bool:
    """Whether it is known when its body met and how much it adopted there: else anything would fit."""
    body, session = found.body or "", found.session or ""
    return years(body, session) is not None and possible_numbers(body, found.kind, session) is not None


@lru_cache(maxsize=8)
def _numbering(kind: str) -> tuple[str, ...]:
    """Return the bodies that number acts of the kind, as the table has them."""
    return tuple(b.name for b in bodies().values() if any(form.kind == kind for form in b.forms))
