"""What a text says about whose a number is, gathered for `attribute` to weigh."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ..instruments.sessions import possible_numbers
from .attribute import SECURITY_COUNCIL, Evidence
from .language import Language, either
from .owners import mentioned, owner_at, owners_between
from .sentences import segment_start

if TYPE_CHECKING:
    from .listing import Context, Entry, Head
    from .numbers import NumberMark
    from .owners import Owner

# How far before a head its paragraph is read for the bodies that it names, in characters.
_PARAGRAPH = 1200
# How much may stand before a head that opens a sentence: `Furthermore, in its`.
_OPENS = 40
# So many digits has a year, and no number of a session: `827/1993`.
_YEAR = 4


def evidence_of(text: str, head: Head, entry: Entry, context: Context) -> Evidence | None:
    """Return what the text says about the body of a number; None for another organization's."""
    if entry.mark.shape == "party":  # tells its body itself
        return Evidence(head.mark.kind)
    owner = head.owner or entry.owner
    if entry.owner and not entry.owner.foreign and head.owner and not head.owner.sure and entry.owner.sure:
        owner = entry.owner
    if owner and owner.foreign and not owner.sure and _is_known(entry.mark, context):
        owner = None  # only the number before is theirs: `Parlement européen, rés. 2014/5 ; rés. 541`
    if owner and head.own and not owner.sure and owner is entry.owner:
        owner = None  # `its resolution 5/1 …, by the Council`: the Council's work
    actor = head.actor or (_subject(text, head, context) if head.own and not owner else None)
    if (owner and owner.foreign) or (not owner and head.own and actor and actor.foreign):
        return None
    if is_others(text, entry.mark, context.words):
        return None
    near = context.near(head.mark.start)
    bare = entry.mark.shape == "bare" and owner is None
    alone = bare and _is_firm(text, head, context.words)
    stroked = owner is None and len(entry.mark.members[0].number) == _YEAR
    return Evidence(
        _kind(head, entry, owner),
        named=owner.bodies if owner else (),
        told=owner.told if owner else (),
        sure=owner.sure if owner else True,
        own=head.own,
        actor=actor.told if actor and head.own else (),
        distance=max(0, head.mark.start - actor.end) if actor else 0,
        container=head.container,
        joined=head.before if head.joined else (),
        near=near,
        before=head.before,
        around=lambda: _around(text, head, context),
        paragraph=_of_paragraph(text, head, context) if bare or stroked else (),
        alone=alone,
        issuer=context.issuer,
        until=context.until,
        printed=context.printed,
        mentioned=lambda: mentioned(text, context.words),
    )


def _is_known(mark: NumberMark, context: Context) -> bool:
    """Whether the document tells the Security Council's numbers of a mark elsewhere."""
    keys = [("resolution", None, member.number, None) for member in mark.members]
    told = (context.known.get(key) or context.printed.get(key) for key in keys)
    return mark.shape == "bare" and all(body == SECURITY_COUNCIL for body in told)


def _subject(text: str, head: Head, context: Context) -> Owner | None:
    """Return the body behind a list that acts in its clause: `In its resolution 7/29, the Council`."""
    words = context.words
    led = text[head.sentence : head.mark.start]
    if len(led) > _OPENS or not _leads(words).intersection(led.lower().split()):
        return None
    found = _acts(words).match(text, head.entries[-1].end)
    return owner_at(text, found.end(), words, context.near(head.mark.start)) if found else None


def _kind(head: Head, entry: Entry, owner: Owner | None) -> str:
    """Return what a number is of under a heading that leaves it open: decisions have the higher numbers."""
    member = entry.mark.members[0]
    if not head.either or owner is None or not owner.bodies or member.session is None:
        return head.mark.kind
    could = (possible_numbers(owner.bodies[0], kind, member.session) for kind in ("resolution", "decision"))
    resolution, decision = (n is not None and int(member.number) in n for n in could)
    return "decision" if decision and not resolution else head.mark.kind


def _around(text: str, head: Head, context: Context) -> tuple[str, ...]:
    """Return the bodies that the sentence names before a head without a body, the last one first."""
    if head.owner is not None and not head.own:
        return ()
    return owners_between(text, head.sentence, head.mark.start, context.words, context.near(head.mark.start))


def _is_firm(text: str, head: Head, words: Language) -> bool:
    """Whether a head can only announce acts: `Resolution 687`, `resolutions 687 and 688`."""
    printed = text[head.mark.start : head.mark.end]
    return printed[:1].isupper() or printed.lower() in words.plural_heads


def _of_paragraph(text: str, head: Head, context: Context) -> tuple[str, ...]:
    """Return the bodies that the paragraph names before a head."""
    start = segment_start(head.start, _PARAGRAPH, context)
    return owners_between(text, start, head.start, context.words, context.near(head.start))


def is_others(text: str, mark: NumberMark, words: Language) -> bool:
    """Whether what follows tells that it is another's, or none: `2011/72 (CFSP)`, `12/14 June`."""
    return _brackets(words).match(text, mark.end) is not None


@cache
def _leads(words: Language) -> frozenset[str]:
    """What leads from a body to its acts, and to them at the beginning of a sentence: `in`, `by`."""
    return frozenset(words.words["between_body_and_head"]["words"]) - words.own


@cache
def _acts(words: Language) -> re.Pattern[str]:
    """What stands before a body that acts behind a list; a verb, where it comes first."""
    table = words.words["actors"]
    verb = r"(?:\w+\s+)?" if table["verb_first"] else ""
    return re.compile(rf",?\s+{verb}(?:{either(table['articles'])}\s+)?")


@cache
def _brackets(words: Language) -> re.Pattern[str]:
    return re.compile(
        rf"\s?\({either(words.words['strangers']['brackets'])}\b|\s{either(words.month_names)}\b"
    )
