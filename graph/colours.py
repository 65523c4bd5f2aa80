"""What relations have in common, and the colours that tell these groups apart, also for the colour-blind.

`colours.csv` has a line for each group; the last is of what stands under no relation.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Group:
    """Relations that are drawn alike."""

    name: str
    colour: str
    """As `#0072b2`, dark enough to be seen on white."""
    on_dark: str
    """The same for a dark ground."""
    relations: tuple[str, ...]


@cache
def groups() -> tuple[Group, ...]:
    """Return the groups in the order of a legend."""
    with Path(__file__).with_name("colours.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        Group(row["group"], row["colour"], row["on_dark"], tuple(filter(None, row["relations"].split("|"))))
        for row in rows
    )


def group_of(relation: str | None) -> Group:
    """Return the group of a relation."""
    return _by_relation().get(relation or "", groups()[-1])


@cache
def _by_relation() -> Mapping[str, Group]:
    return {relation: group for group in groups() for relation in group.relations}
