"""The bodies that adopt and issue instruments: their names, and what they number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .data import rows, several
from .series import Form, forms

if TYPE_CHECKING:
    from collections.abc import Mapping


NUMBERED = ("resolution", "decision", "statement")
"""The kinds of acts that bodies number."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body, as a row of `bodies.csv` names it."""

    key: str
    name: str
    """The English name by which unxref calls it everywhere."""
    names: tuple[str, ...]
    """Other English names that mean it wherever they stand."""
    acronyms: tuple[str, ...]
    """`GA`, `UNGA`; some mean another thing elsewhere (`CRC` is a committee and a convention)."""
    short: str | None
    """What it is called once the text has named it: `Assembly`, `Council`. Many bodies share one."""
    symbol: str | None
    """What the symbols of its documents begin with; None outside the United Nations."""
    forms: tuple[Form, ...]
    """How it numbers its acts; empty where it does not, or not in a series that unxref knows."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """What it numbers: `resolution`, `decision`, `statement`."""
        return tuple(dict.fromkeys(form.kind for form in self.forms))


@cache
def bodies() -> Mapping[str, Body]:
    """Return all bodies by their English names."""
    return {
        row["name"]: Body(
            key=row["key"],
            name=row["name"],
            names=several(row["names"]),
            acronyms=several(row["acronyms"]),
            short=row["short"] or None,
            symbol=row["symbol"] or None,
            forms=tuple(form for form in forms() if form.body == row["name"] and form.kind in NUMBERED),
        )
        for row in rows("bodies.csv")
    }


def find(name: str) -> Body | None:
    """Return the body of this name, other name or acronym, in any case; None where unxref knows none."""
    return _by_name().get(name.replace("’", "'").casefold().removeprefix("the "))


@cache
def _by_name() -> Mapping[str, Body]:
    found: dict[str, Body] = {}
    for body in bodies().values():
        for name in (body.name, *body.names, *body.acronyms):
            found.setdefault(name.casefold(), body)
    return found
