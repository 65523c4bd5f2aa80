"""The series of numbered acts, treaties and Official Records: how each spells its ids (`series.csv`).

A form is a template such as `A/RES/{number}({session:roman30}){part}`. A field names what stands there
and, after a colon, what it may look like. One table serves both ways: parsing and spelling.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from string import Formatter
from typing import TYPE_CHECKING

from .data import rows, several
from .model import Identifier

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ROMAN = r"(?=[CLXVI])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_LETTERS = rf"(?:A[A-Z]|[A-Z]|{_ROMAN})"

_LOOKS = {
    "number": r"[1-9]\d{0,2}",
    "running": r"[1-9]\d{0,3}",
    "hundreds": r"[1-9]\d{2,3}",
    "letter": r"[A-Z]",
    # The only field that may be empty.
    "part": rf"(?:{_LETTERS}|{_LETTERS}-{_LETTERS})?",
    "year": r"19[4-9]\d|20\d\d",
    "since1978": r"19(?:7[89]|[89]\d)|20\d\d",
    "session": r"[1-9]\d?",
    "roman": _ROMAN,
    # The General Assembly's sessions were Roman until the thirtieth,
    "roman30": r"(?=[XVI])(?:XXX|X{0,2}(?:IX|IV|V?I{0,3}))",
    "assembly": r"3[1-9]|[4-9]\d",
    # and its decisions are documents of their own since the seventy-fourth.
    "since74": r"7[4-9]|[89]\d",
    # Those of the Convention on Biological Diversity were Roman until the thirteenth.
    "roman12": r"(?=[XVI])(?:XI{0,2}|IX|IV|V?I{0,3})",
    "roman13": "XIII",
    "since14": r"1[4-9]|[2-9]\d",
    # Special sessions: the number stood before the session until S-7 and ES-5, and stands behind it since.
    "oldspecial": r"S-(?:1|2|III|IV|V|VI|VII)|ES-(?:I|II|III|IV|V)",
    "special": r"S-(?:[89]|[1-9]\d)|ES-(?:[6-9]|[1-9]\d)",
    "anyspecial": r"E?S-[1-9]\d?",
    "councilspecial": r"S-[1-9]\d?",
    "organizational": r"OS/[1-9]\d?",
    "romanspecial": rf"S-{_ROMAN}",
    "governingspecial": rf"SS\.{_ROMAN}",
    "supplement": r"[1-9]\d?[A-Z]?",
    "quarter": r"(?:JAN|APR|JUL|OCT)19\d\d",
    "volume": r"[1-9]\d{0,3}",
    "lnts": r"[1-9]\d?|1\d\d|20[0-5]",
    "registration": r"[1-9]\d{0,5}",
    "filed": r"II-[1-9]\d{0,3}",
    "page": r"P(?:[1-9]\d{0,3}|[IVXLC]+)",
    # What a depositary notification is about: a treaty's chapter and number; in older ones a mere count.
    "deposited": rf"[1-9]\d?|{_ROMAN}\.(?:[A-E]\.)?[1-9]\d?(?:\.(?:[A-Z]|[1-9]\d?[A-Z]?))*",
}
"""What may stand in a field, in capitals."""

_CASE: dict[str, Callable[[str], str]] = {
    "quarter": str.capitalize,
    "page": lambda page: "p" + page[1:],
    "deposited": lambda treaty: re.sub(r"(?<=\d\.)[A-Z]", lambda letter: letter[0].lower(), treaty),
}
"""The few fields that are not spelled in capitals."""


@dataclass(frozen=True)
class Form:
    """One way in which a series numbers: a row of `series.csv`."""

    series: str
    kind: str
    body: str | None
    template: str
    spelled: tuple[str, ...]
    """Other templates for the same: `A/RES/217A(III)`."""
    link: str
    """What its ids link to, a symbol or an address made of their fields; empty where no link follows."""
    example: str

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """What each spelling begins with, in capitals."""
        return tuple(template.partition("{")[0].upper() for template in (self.template, *self.spelled))

    def read(self, symbol: str) -> Identifier | None:
        """Read a symbol, in capitals and without blanks; None where it is not of this form."""
        for head, template in zip(self.heads, (self.template, *self.spelled), strict=True):
            if symbol.startswith(head) and (found := _pattern(template).fullmatch(symbol)):
                return self.spell(found.groupdict())
        return None

    def spell(self, values: Mapping[str, str | None]) -> Identifier | None:
        """Make the identifier of `session`, `number` and `part`, in capitals; None where one does not fit."""
        written = {"part": ""}
        for name, (looks, spelled) in self._fields.items():
            value = values.get(name) or ""
            if not looks.fullmatch(value) or (name == "part" and not _in_order(value)):
                return None
            written[name] = spelled(value)
        if values.get("part") and not written["part"]:
            return None
        return Identifier(
            id=self._plain.format(**written),
            series=self.series,
            kind=self.kind,
            body=self.body,
            session=written["session"],
            number=written["number"],
            part=written["part"] or None,
        )

    @cached_property
    def _plain(self) -> str:
        """The template without what its fields look like."""
        return re.sub(r":\w+", "", self.template)

    @cached_property
    def _fields(self) -> dict[str, tuple[re.Pattern[str], Callable[[str], str]]]:
        """Field -> what it looks like, and how it is spelled."""
        named = {name: looks or name for _, name, looks, _ in Formatter().parse(self.template) if name}
        return {
            name: (re.compile(_LOOKS[looks]), _CASE.get(looks, str.upper)) for name, looks in named.items()
        }


@cache
def forms() -> tuple[Form, ...]:
    """Return every form, in the order of the table: of two that fit, the first holds."""
    return tuple(
        Form(
            series=row["series"],
            kind=row["kind"],
            body=row["body"] or None,
            template=row["form"],
            spelled=several(row["spelled"]),
            link=row["link"],
            example=row["example"],
        )
        for row in rows("series.csv")
    )


def read(symbol: str) -> Identifier | None:
    """Read a symbol of any series, in capitals and without blanks; None where it is of none."""
    return next((found for form in likely(symbol) if (found := form.read(symbol))), None)


def likely(symbol: str) -> tuple[Form, ...]:
    """Return the forms that begin as a symbol does, or with a number where no organ stands first."""
    organ = _organ(symbol)
    if organ not in _by_organ():
        organ = ""
    # One test of all beginnings: most symbols are of no series.
    return _by_organ()[organ] if symbol.startswith(_heads(organ)) else ()


@cache
def organs() -> frozenset[str]:
    """Return what the ids with strokes begin with, up to the first stroke or full stop."""
    heads = {head for form in forms() for head in form.heads if "/" in head}
    return frozenset(map(_organ, heads))


def form_of(identifier: Identifier) -> Form | None:
    """Return the form that an identifier is spelled by; None for those of no series."""
    values = {"session": identifier.session, "number": identifier.number, "part": identifier.part}
    for form in _by_organ().get(_organ(identifier.id.upper()), ()):
        if form.series == identifier.series and form.spell(_capitals(values)) == identifier:
            return form
    return None


@cache
def _by_organ() -> Mapping[str, tuple[Form, ...]]:
    """Organ -> its forms, in the order of the table; those that begin with a field are under no organ."""
    organs: dict[str, dict[str, Form]] = {}
    for form in forms():
        for head in form.heads:
            organs.setdefault(_organ(head), {})[form.template] = form
    unheaded = organs.pop("", {})
    return {organ: tuple(found.values()) for organ, found in organs.items()} | {"": tuple(unheaded.values())}


@cache
def _heads(organ: str) -> tuple[str, ...]:
    return tuple({head for form in _by_organ()[organ] for head in form.heads if _organ(head) == organ})


def _organ(symbol: str) -> str:
    return symbol.partition("/")[0].partition(".")[0]


def _capitals(values: Mapping[str, str | None]) -> dict[str, str | None]:
    return {name: value and value.upper() for name, value in values.items()}


@cache
def _pattern(template: str) -> re.Pattern[str]:
    pattern = ""
    for literal, name, looks, _ in Formatter().parse(template):
        pattern += re.escape(literal.upper())
        if name:
            pattern += f"(?P<{name}>{_LOOKS[looks or name]})"
    return re.compile(pattern)


def _in_order(part: str) -> bool:
    """Whether the letters ascend, where the part is several (`A-C`)."""
    first, _, last = part.partition("-")
    return not last or (len(first), first) < (len(last), last)
