"""The levels of a pinpoint behind `Ibid.`: what changed replaces its level and all below it."""

from __future__ import annotations

from .model import Part, Pinpoint
from .parts import compared

# The levels of a document, from the outer one in; units of one rank exclude each other.
_RANKS = {
    unit: rank
    for rank, units in enumerate(
        (
            ("volume",),
            ("part",),
            ("chapter",),
            ("resolution", "decision"),
            ("annex", "enclosure"),
            ("appendix",),
            ("section",),
            ("table", "figure", "schedule", "article", "rule", "principle", "regulation", "goal"),
            ("paragraph", "target"),
            ("subparagraph",),
        )
    )
    for unit in units
}
_ACTS = {"resolution", "decision"}
_ANNEXES = {"annex", "enclosure", "appendix"}


def inherited(before: Pinpoint | None, changed: Pinpoint) -> Pinpoint:
    """Return what a changed pinpoint points to, the levels above kept; its text stays as printed.

    `chap. I, resolution 1, annex I` and then `annex II` is chap. I, resolution 1, annex II; but the annex
    behind `chap. V` is the document's own.
    """
    if before is None:
        return changed
    parts = compared((*_kept(before.parts, changed.parts[0].unit), *changed.parts))
    return Pinpoint(changed.text, parts, changed.at)


def _kept(parts: tuple[Part, ...], unit: str) -> tuple[Part, ...]:
    """Return the levels above a unit."""
    units = [part.unit for part in parts]
    if unit == "subparagraph" and parts:  # `para. 3 (b)`, and then `subpara. (c)`
        return (*parts[:-1], Part(parts[-1].unit, parts[-1].value.partition(" (")[0]))
    if unit in units:
        return parts[: units.index(unit)]
    rank = _RANKS.get(unit)
    if rank is None:  # a page is counted through
        return tuple(part for part in parts if part.unit == "volume")
    if unit in _ANNEXES and not _ACTS & set(units):
        return tuple(
            part for part in parts if part.unit == "volume" or (unit == "appendix" and part.unit == "annex")
        )
    above: list[Part] = []
    for part in parts:
        if _RANKS.get(part.unit, rank) >= rank:
            break
        above.append(part)
    return tuple(above)
