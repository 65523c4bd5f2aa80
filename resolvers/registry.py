"""The sources of records by name, in the order in which they are asked, plug-ins after our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import plugins
from .interface import Trouble
from .metadata import Metadata
from .ods import Ods
from .settings import CATALOGUE, METADATA, ODS, TREATIES, UNDL
from .treaties import Treaties
from .undl import Undl

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..cache.pace import Pace
    from .interface import Resolver
    from .settings import Settings


class UnknownResolver(ValueError):
    """No resolver has that name; the message says which there are."""


def resolvers(settings: Settings, pace: Pace, tell: Callable[[str], None]) -> tuple[Resolver, ...]:
    """Return the services that the settings choose, in their order. Raises `UnknownResolver`.

    Plug-ins are loaded unless no connection is to be made, since what they do is not known; `tell` gets a
    line for each that cannot be.
    """
    installed = {name: entry for name, entry in plugins.installed().items() if name not in _OURS}
    known = (CATALOGUE, *_OURS, *installed)
    names = dict.fromkeys(settings.resolvers or known)
    for name in names:
        if name not in known:
            raise UnknownResolver(f"no resolver is called {name!r}; there are {', '.join(known)}")
    chosen: list[Resolver] = []
    for name in names:
        if name in _OURS:
            chosen.append(_OURS[name](settings, pace))
        elif name in installed and not settings.offline:
            try:
                chosen.append(plugins.Plugin(installed[name], settings))
            except Trouble as trouble:
                tell(f"the plug-in {name} cannot be used: {trouble.cause}")
    return tuple(chosen)


def kept_as(service: Resolver) -> str:
    """Return under what name a service's answers are kept: what another address answered is not its own."""
    if service.name not in _OURS or service.address in _PUBLIC:
        return service.name
    return f"{service.name}@{service.address.partition('://')[2]}"


_PUBLIC = frozenset((TREATIES, UNDL, METADATA, ODS))
_OURS: Mapping[str, Callable[[Settings, Pace], Resolver]] = {
    "treaties": Treaties,
    "undl": Undl,
    "metadata": Metadata,
    "ods": Ods,
}
"""Treaties first: what the depositary says of one comes before the resolution to which it is annexed.

The full text last: it only shows that a document is there.
"""
