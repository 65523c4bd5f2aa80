"""The network resolvers, by name, in the order in which they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .treaties import Treaties
from .undl import Undl

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .interface import Resolver
    from .settings import Settings


class UnknownResolver(ValueError):
    """No resolver has that name; the message says which there are."""


def resolvers(settings: Settings) -> tuple[Resolver, ...]:
    """Return the resolvers that the settings choose, in their order. Raises `UnknownResolver`."""
    names = dict.fromkeys(settings.resolvers or _RESOLVERS)
    for name in names:
        if name not in _RESOLVERS:
            raise UnknownResolver(f"no resolver is called {name!r}; there are {', '.join(_RESOLVERS)}")
    return tuple(_RESOLVERS[name](settings) for name in names)


_RESOLVERS: Mapping[str, Callable[[Settings], Resolver]] = {"treaties": Treaties, "undl": Undl}
"""Treaties first: what the depositary says of one comes before the resolution to which it is annexed."""
