"""The citations of a graph in columns, and its edges put together from them: some 40 bytes a citation."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, cast, overload

from .model import Edge, Mention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..citations.model import Citation


class Mentions:
    """Citations of instruments, a row each; every text is held once."""

    def __init__(self) -> None:
        self._texts: list[str | None] = [None]
        self._numbers: dict[str | None, int] = {None: 0}
        self._columns = {name: array("I") for name in ("id", *Mention._fields)}

    def __len__(self) -> int:
        return len(self._columns["id"])

    def add(self, citation: Citation) -> None:
        """Take a citation whose instrument is known."""
        number, columns = self._number, self._columns
        pinpoint = " ".join(citation.pinpoint.text.split()) if citation.pinpoint else None
        columns["id"].append(number(citation.id))
        columns["document"].append(number(citation.document))
        columns["start"].append(citation.start)
        columns["end"].append(citation.end)
        columns["relation"].append(number(citation.relation))
        columns["verb"].append(number(citation.verb))
        columns["part"].append(number(citation.part))
        columns["pinpoint"].append(number(pinpoint))
        columns["note"].append(number(citation.note))

    def __getitem__(self, row: int) -> Mention:
        texts = self._texts
        _, names, starts, ends, *words = self._columns.values()
        return Mention(texts[names[row]] or "", starts[row], ends[row], *[texts[word[row]] for word in words])

    def ends(self, document: Callable[[str], int], instrument: Callable[[str], int]) -> Iterator[int]:
        """Yield for each row the numbers of the two nodes as one number, that of the source times 2^32.

        `document` and `instrument` number the nodes; each is asked once for a name or an id.
        """
        source, target = self._once(document), self._once(instrument)
        for name, id in zip(self._columns["document"], self._columns["id"], strict=True):
            yield source(name) << 32 | target(id)

    def _number(self, text: str | None) -> int:
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = len(self._texts)
            self._texts.append(text)
        return number

    def _once(self, node: Callable[[str], int]) -> Callable[[int], int]:
        known: dict[int, int] = {}

        def number(text: int) -> int:
            if text not in known:
                known[text] = node(self._texts[text] or "")
            return known[text]

        return number


class Edges(Sequence[Edge]):
    """The edges between nodes, in the order of first mention. Each is put together when it is asked for."""

    def __init__(self, mentions: Mentions, ids: Sequence[str], ends: Iterable[int]) -> None:
        """Group the mentions by their `ends`, which number the nodes in `ids`."""
        numbers: dict[int, int] = {}
        of = array("I", (numbers.setdefault(pair, len(numbers)) for pair in ends))
        self._mentions, self._ids = mentions, ids
        self._ends = array("Q", numbers)
        self._first, self._rows = _grouped(of, len(numbers))

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, index: int) -> Edge: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Edge, ...]: ...
    def __getitem__(self, index: int | slice) -> Edge | tuple[Edge, ...]:
        numbers = range(len(self))[index]
        return self._edge(numbers) if isinstance(numbers, int) else tuple(map(self._edge, numbers))

    def __iter__(self) -> Iterator[Edge]:
        return map(self._edge, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(cast("Sequence[object]", other))

    __hash__ = None  # pyright: ignore[reportAssignmentType]

    def _edge(self, n: int) -> Edge:
        source, target = divmod(self._ends[n], 1 << 32)
        rows = self._rows[self._first[n] : self._first[n + 1]]
        return Edge(self._ids[source], self._ids[target], tuple(self._mentions[row] for row in rows))


def _grouped(of: array[int], groups: int) -> tuple[array[int], array[int]]:
    """Sort rows by the groups that they are `of`: where each group begins, and the rows in their order."""
    sizes = array("I", [0]) * (groups + 1)
    for group in of:
        sizes[group + 1] += 1
    first = array("I", accumulate(sizes))
    at, rows = first[:], array("I", [0]) * len(of)
    for row, group in enumerate(of):
        rows[at[group]] = row
        at[group] += 1
    return first, rows
