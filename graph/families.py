"""How instruments belong together: revisions, annexes, protocols, and the next in a series of resolutions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from ..instruments.identifiers import identified
from ..instruments.table import relatives
from ..resolvers.interface import Related

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..resolvers.interface import Record
    from .model import Node


def families(node: Node, same: Callable[[str], str], followed: Mapping[str, str]) -> tuple[Related, ...]:
    """Return what a node revises, corrects, adds to, amends, extends, follows, is annexed or a protocol to.

    `same` returns the id of the node that an id means, `followed` holds what `series` does.
    """
    found = [*_by_table(node), *_by_symbol(node.id)]
    if node.annexed_to:
        found.append(Related(node.annexed_to, "annexed-to"))
    if node.id in followed:
        found.append(Related(followed[node.id], "follows"))
    kin = dict.fromkeys(Related(same(one.id), one.role) for one in found)
    return tuple(one for one in kin if one.id != node.id)


def series(records: Iterable[Record]) -> dict[str, str]:
    """Return resolutions, each with the last before it that its body adopted under the same title.

    Only what records and tables say counts. Sessions that adopted several of one title are left out: which of
    those follows which, no title tells.
    """
    alike: defaultdict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for record in records:
        if record.title and record.date and record.body and record.session:
            act = identified(record.id)
            if act and act.kind == "resolution":
                adopted = record.date, record.session, record.id
                alike[record.body, _plain(record.title)].append(adopted)
    return {later: earlier for adopted in alike.values() for earlier, later in _in_turn(adopted)}


def _in_turn(adopted: list[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    """Yield each two that follow each other, of those that are alone in their session."""
    held = Counter(session for _, session, _ in adopted)
    alone = [id for _, session, id in sorted(adopted) if held[session] == 1]
    return pairwise(alone)


def _by_table(node: Node) -> Iterator[Related]:
    for id in (node.id, *node.also):
        for role, other in relatives(id):
            yield Related(other, role)


def _by_symbol(symbol: str) -> Iterator[Related]:
    """Yield what the end of a symbol tells: `A/C.3/74/L.24/Rev.1` revises `A/C.3/74/L.24`."""
    own = identified(symbol)  # None for a file, such as `crc/Annex.txt`
    ending = _ENDING.fullmatch(own.id) if own else None
    if ending and (other := identified(ending["of"])):
        yield Related(other.id, _ROLES[ending["what"]])


_ROLES = {
    "Add": "adds-to",
    "Amend": "amends",
    "Annex": "annexed-to",
    "Appendix": "annexed-to",
    "Corr": "corrects",
    "Rev": "revises",
}
_ENDING = re.compile(rf"(?P<of>.+)/(?P<what>{'|'.join(_ROLES)})\b[^/]*")


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))
