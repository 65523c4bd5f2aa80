"""What --reverse, --from and --to name: an instrument by its citation, or a document that was read."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

import click

from ..documents.model import UnreadableDocument
from ..graph.build import same

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..graph.model import Graph


class Asked(NamedTuple):
    """A citation on the command line, and the ids that it means; none where it may be a document's name."""

    text: str
    ids: tuple[str, ...]
    cause: str = ""
    """Why it means none."""


def asked(text: str) -> Asked:
    """Read a citation; one that is not understood may yet be the name of a document.

    Raises `click.UsageError` where it leaves open what is meant.
    """
    from .asked import meant_by

    try:
        meant = list(meant_by(text, None))
    except UnreadableDocument as error:
        return Asked(text, (), str(error))
    if any(one.id is None for one in meant):
        raise click.UsageError(f"{text}: does not tell which is meant: give the symbol")
    return Asked(text, tuple(dict.fromkeys(same(one.id)[0] for one in meant if one.id)))


class Names:
    """The nodes of a graph by what they are called."""

    def __init__(self, graph: Graph) -> None:
        self._documents = {name: node.id for node in graph.nodes for name in node.documents}
        self._ids = {other: node.id for node in graph.nodes for other in node.also}
        self._ids |= {node.id: node.id for node in graph.nodes}

    def nodes(self, one: Asked) -> tuple[str, ...]:
        """Return the ids of the nodes that are meant, which need not be in the graph.

        An id counts first, then the path of a document, what a citation means, the name of a file, and that
        without its ending. Raises `click.UsageError` where no document is so named, or several are.
        """
        text = one.text
        if whole := self._ids.get(text) or self._documents.get(text):
            return (whole,)
        if one.ids:
            return tuple(self._ids.get(id, id) for id in one.ids)
        named = self._of_file(text, lambda path: path.name) or self._of_file(text, lambda path: path.stem)
        if named is None:
            raise click.UsageError(f"{text}: {one.cause}; no document of this name was read either")
        return (named,)

    def _of_file(self, text: str, name_of: Callable[[PurePath], str]) -> str | None:
        """Return the one node whose documents' files are so named."""
        paths = [name for name in self._documents if name_of(PurePath(name)) == text]
        nodes = {self._documents[path] for path in paths}
        if len(nodes) > 1:
            more = f" and {len(paths) - _LISTED} more" if len(paths) > _LISTED else ""
            listed = ", ".join(paths[:_LISTED]) + more
            raise click.UsageError(f"{text}: several documents are so named: {listed}; give the path")
        return nodes.pop() if nodes else None


_LISTED = 5
"""How many documents are listed at most."""
