"""A folder of texts: which of its files is the text of an instrument, by its name, else by what it is."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ..documents.names import told_by_name
from ..documents.paths import expand
from ..instruments.identifiers import identified_joint
from .progress import progress
from .reading import read_all

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .reading import How


class Shelf:
    """The files of a folder by the symbol that their names give, or where these give none, their texts."""

    def __init__(self, folder: str, how: How, jobs: int) -> None:
        self._how, self._jobs = how, jobs
        self._files: defaultdict[str, dict[str | None, str]] = defaultdict(dict[str | None, str])
        self._nameless: list[str] = []
        for path in expand([folder]):
            told = told_by_name(path)
            ids = [one.id for symbol in told.symbols for one in identified_joint(symbol)]
            for id in ids:
                self._files[id].setdefault(told.language, path)
            if not ids:
                self._nameless.append(path)

    def find(self, ids: Iterable[str], language: str) -> str | None:
        """Return the file that is the text of what is so called: in that language, else English, else any."""
        wanted = list(ids)
        return self._named(wanted, language) or (self._read_on() and self._named(wanted, language)) or None

    def _named(self, ids: Iterable[str], language: str) -> str | None:
        files = next((self._files[id] for id in ids if id in self._files), None)
        if files is None:
            return None
        return files.get(language) or files.get(_ENGLISH) or next(iter(files.values()), None)

    def _read_on(self) -> bool:
        """Read the files whose names say nothing, once; tell whether there were any."""
        nameless, self._nameless = self._nameless, []
        reads = read_all(nameless, self._how, self._jobs)
        with progress("reading texts") as advance:
            for number, one in enumerate(reads, 1):
                if one.identity and one.identity.symbol:
                    self._files[one.identity.symbol].setdefault(one.identity.language, one.path)
                advance(number, len(nameless))
        return bool(nameless)


_ENGLISH = "en"
