"""Where the treaty collection may have an instrument, and what it proves that a file is there or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..instruments.table import by_page, by_treaty, named
from ..instruments.treaty_volumes import plausible
from . import treaty_files

if TYPE_CHECKING:
    from ..instruments.identifiers import Identifier
    from ..instruments.table import Named


@dataclass(frozen=True, slots=True)
class Place:
    """Where one instrument is looked for."""

    id: str
    own: tuple[str, ...] = ()
    """The paths that its own file may have."""
    volume: str | None = None
    """The path of the volume that it stands in."""
    listed: bool = False
    """Whether the table of named instruments has it in that volume: then the volume proves it."""
    expected: bool = True
    """Whether it would be online if it existed."""
    reference: str | None = None
    """Its entry at the depositary, `IV-11`."""
    adopted: str | None = None


def place_of(identifier: Identifier) -> Place | None:
    """Return where an instrument is looked for; None where nobody knows."""
    if identifier.series == "named":
        return _of_named(named()[identifier.id])
    if identifier.session is None or identifier.number is None:
        return None
    if identifier.series == "C.N.":
        own = treaty_files.notification(identifier.number, identifier.session)
        return Place(identifier.id, (own,), expected=int(identifier.session) >= _NOTIFICATIONS_ONLINE)
    if identifier.series in ("UNTS", "LNTS"):
        return _of_volume(identifier.id, identifier.series, identifier.session, identifier.number)
    return None


_NOTIFICATIONS_ONLINE = 2009
"""The year from which on the notifications are all online; about, and of older ones many are not."""
_VOLUMES_ONLINE = 3007
"""The last volume of UNTS that is known to be online: later ones follow after years."""


def _of_named(row: Named) -> Place | None:
    volume = treaty_files.volume(row.series, row.volume) if row.series and row.volume else None
    if not volume and not row.mtdsg:
        return None
    online = not row.volume or _online(row.series, row.volume)
    return Place(row.id, (), volume, True, online, row.mtdsg, row.adopted)


def _of_volume(id: str, series: str, volume: str, number: str) -> Place:
    """Place what is cited by the number or the page of a volume.

    A treaty that the volume cannot hold is not looked for there.
    """
    path, online = treaty_files.volume(series, volume), _online(series, volume)
    if _listed(series, volume, number):
        return Place(id, (), path, listed=True, expected=online)
    if series == "LNTS" or number.startswith("p"):
        return Place(id, (), path, expected=online)
    impossible = plausible(volume, number) is False
    own = treaty_files.own(volume, number)
    return Place(id, own) if impossible else Place(id, own, path, expected=online)


def _listed(series: str, volume: str, number: str) -> bool:
    """Whether the table is sure that a treaty stands there; it has sure pages from the depositary alone."""
    if number.startswith("p"):
        return any(row.sure and row.mtdsg for row in by_page(series, volume, number[1:]))
    return any(row.sure for row in by_treaty(series, volume, number))


def _online(series: str | None, volume: str) -> bool:
    return series == "LNTS" or int(volume) <= _VOLUMES_ONLINE
