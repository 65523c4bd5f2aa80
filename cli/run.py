"""A run over documents: each is read, in their order, and what they came to is counted."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from .inputs import Skipped
from .jobs import shared_out
from .messages import say
from .progress import progress
from .reading import How, Read, kept_reading, read_for_citations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .options import Paths


class Run:
    """What a command reads, how, in how many processes or by which cluster; and what was read so far."""

    def __init__(self, paths: Paths, how: How, jobs: int, scheduler: str | None = None) -> None:
        self._paths, self._how, self._scheduler = paths, how, scheduler
        self._jobs = 1 if "-" in paths.given else jobs  # standard input is this process's
        self.skipped = Skipped()
        """What could not be read."""
        self.documents = 0
        """How many were."""
        self.cited: Counter[str | None] = Counter()
        """How often each instrument is cited; under None, how many citations are open."""

    def readings(
        self, *, known: Callable[[str, How], Read | None] = kept_reading, shown: bool = True
    ) -> Iterator[Read]:
        """Yield what each document came to, also where it could not be read, which is said.

        What is `known` of a document is taken for its reading. Progress is shown on a terminal, if at all.
        """
        with progress("reading", shown=shown) as advance:
            reads = self._by_cluster(self._scheduler, known) if self._scheduler else self._by_processes(known)
            for number, one in enumerate(reads, 1):
                self._count(one)
                yield one
                advance(number)

    def _by_processes(self, known: Callable[[str, How], Read | None]) -> Iterator[Read]:
        work = partial(read_for_citations, how=self._how)
        return shared_out(work, self._paths, self._jobs, lambda path: known(path, self._how))

    def _by_cluster(self, scheduler: str, known: Callable[[str, How], Read | None]) -> Iterator[Read]:
        from .cluster import read_by_workers

        return read_by_workers(self._paths, self._how, scheduler, known)

    def _count(self, one: Read) -> None:
        for warning in one.warnings:
            say(warning)
        if one.unreadable is None:
            self.documents += 1
        else:
            self.skipped.add(one.path, one.unreadable)
        self.cited.update(one.ids)
