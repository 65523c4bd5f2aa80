"""The catalogue: a local library of records and texts, for work without a network."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from ..cache import hashed
from ..cache.database import writing
from ..instruments.identifiers import parse
from .carriers import carried, carrier
from .catalogue_file import CatalogueError, clear, folder_of_texts, open_file
from .interface import Record, Status, from_json, to_json
from .stated import Stated, joined, newer

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping, Sequence
    from pathlib import Path

    from ..instruments.identifiers import Identifier

__all__ = ["Catalogue", "CatalogueError", "Counted", "HeldText", "Info", "Part"]


@dataclass(frozen=True, slots=True)
class Counted:
    """What became of records that were put in: of instruments it had none of, and of those it had."""

    new: int = 0
    merged: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """How many records there are of a source, or of a series (`A/RES`; `symbol`) and body."""

    name: str
    count: int
    body: str | None = None
    newest: str | None = None
    """When the last of them was put in: ISO time, UTC."""


@dataclass(frozen=True, slots=True)
class HeldText:
    """The text of an instrument."""

    name: str
    """The path from which it was taken."""
    file: Path
    """Where it is."""


@dataclass(frozen=True, slots=True)
class Info:
    """What a catalogue holds."""

    path: Path
    size: int
    """Bytes on disk, with the texts."""
    records: int
    filled: str | None
    """When the last record was put in: ISO time, UTC; None for an empty one."""
    sources: tuple[Part, ...]
    series: tuple[Part, ...]
    answered: Mapping[str, int]
    """How many instruments the services were asked for, by what they answered."""
    texts: Mapping[str, int]
    """How many texts there are, by language (ISO 639-1)."""


class Catalogue:
    """A catalogue, opened for lookups, or to be filled. Use it in a `with` statement.

    Several processes may use one file. All raise `CatalogueError`, whose line says what to do.
    """

    name = "catalogue"

    def __init__(self, path: Path, *, writable: bool = False) -> None:
        self.path = path
        self._database = open_file(path, writable=writable)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    @property
    def address(self) -> str:
        """Where the catalogue is."""
        return str(self.path)

    def look_up(self, identifiers: Iterable[Identifier]) -> dict[str, Record]:
        """Return the records of the instruments that it knows, by id; that it holds none proves nothing.

        A named instrument is answered from the record of the document that carries it, where it has none of
        its own. The status is found, `sources` is left empty (the look-up run fills it in).
        """
        carriers = {identifier.id: carrier(identifier) for identifier in identifiers}
        held = self.get_many([*carriers, *(document.id for document in carriers.values() if document)])
        found = {id: held[id] for id in carriers if id in held}
        for id, document in carriers.items():
            if id not in found and document and document.id in held:
                found[id] = carried(id, held[document.id])
        return found

    def get_many(self, ids: Iterable[str]) -> dict[str, Record]:
        """Return the records that it holds under those ids, in their order."""
        wanted = list(dict.fromkeys(ids))
        query = "SELECT id, record FROM records WHERE id IN ({})"
        with clear(self.path):
            found = {id: _read(record) for id, record in self._rows(query, wanted)}
        return {id: found[id] for id in wanted if id in found}

    def search(self, words: str, limit: int = 20) -> list[Record]:
        """Return the records in whose title and subjects all the words stand, the best first.

        Case, accents and English endings do not count. Records that are as good stand in the order of their
        ids.
        """
        match = " ".join(f'"{word}"' for word in islice(_WORD.findall(words), _MOST_WORDS))
        with clear(self.path):
            rows = self._database.execute(_SEARCH, (match, limit)).fetchall() if match else []
            return [_read(record) for (record,) in rows]

    def put_many(self, stated: Iterable[Stated]) -> Counted:
        """Keep what sources say of instruments, all or none.

        Each source's word on an instrument is kept apart, and the record is made of all of them: a source
        that stands before another in `sources.csv` counts for a fact that both give, in whatever order they
        came. Only what one and the same source says twice depends on the order: the later counts.

        Raises `NotAnIdentifier` for a record whose id is none.
        """
        all_or_none = list(map(_kept, stated))
        with self._change():
            return self._put(all_or_none)

    def answered(self, ids: Iterable[str]) -> dict[str, Status]:
        """Return what the services answered before on those instruments: found or not found."""
        query = "SELECT id, status FROM answered WHERE id IN ({})"
        with clear(self.path):
            return {id: Status(status) for id, status in self._rows(query, list(ids))}

    def put_answers(self, stated: Iterable[Stated], answers: Mapping[str, Status]) -> Counted:
        """Keep what the services answered, and on which instruments, all or none."""
        now, all_or_none = _now(), list(map(_kept, stated))
        with self._change():
            counted = self._put(all_or_none)
            rows = ((id, status.value, now) for id, status in answers.items())
            self._database.executemany("INSERT OR REPLACE INTO answered VALUES (?, ?, ?)", rows)
            return counted

    def text(self, ids: Iterable[str], language: str) -> HeldText | None:
        """Return the text of what is so called: in that language, else in English, else in any.

        None where it holds none, or the file is damaged or gone.
        """
        if not self._has_texts():
            return None
        query = "SELECT language, name, sha256 FROM texts WHERE id = ? ORDER BY language"
        for id in ids:
            with clear(self.path):
                held = {spoken: row for spoken, *row in self._database.execute(query, (id,))}
            for spoken in dict.fromkeys((language, _ENGLISH, *held)):
                if spoken in held:
                    name, digest = held[spoken]
                    if file := hashed.whole(self._texts, digest):
                        return HeldText(name, file)
        return None

    def put_text(self, id: str, language: str, name: str, data: bytes) -> bool:
        """Keep the text of an instrument, in place of one that it had in that language.

        Return whether there was none. Raises `NotAnIdentifier`.
        """
        key = parse(id).id, language
        with self._change():
            digest, _ = hashed.write(self._texts, data)
            query = "SELECT sha256 FROM texts WHERE id = ? AND language = ?"
            before = self._database.execute(query, key).fetchone()
            row = (*key, _plain(name), digest, _now())
            self._database.execute("INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?, ?)", row)
            if before and not self._database.execute(_NEEDED, before).fetchone()[0]:
                hashed.remove(self._texts, before[0])
        return before is None

    def info(self) -> Info:
        """Return what it holds."""
        with clear(self.path):
            sources = tuple(
                Part(name, count, newest=newest)
                for name, count, newest in self._database.execute(
                    "SELECT source, count(*), max(at) FROM said GROUP BY source ORDER BY source"
                )
            )
            series = tuple(
                Part(name, count, body)
                for name, body, count in self._database.execute(
                    "SELECT series, body, count(*) FROM records GROUP BY series, body ORDER BY series, body"
                )
            )
            answered = self._database.execute("SELECT status, count(*) FROM answered GROUP BY 1 ORDER BY 1")
            texts = "SELECT language, count(*) FROM texts GROUP BY 1 ORDER BY 1"
            return Info(
                path=self.path,
                size=_size(self.path) + hashed.size(self._texts),
                records=sum(part.count for part in series),
                filled=max((part.newest for part in sources if part.newest), default=None),
                sources=sources,
                series=series,
                answered=dict(answered.fetchall()),
                texts=dict(self._database.execute(texts).fetchall()) if self._has_texts() else {},
            )

    @property
    def _texts(self) -> Path:
        return folder_of_texts(self.path)

    def _has_texts(self) -> bool:
        with clear(self.path):
            table = "SELECT count(*) FROM sqlite_master WHERE name = 'texts'"
            return bool(self._database.execute(table).fetchone()[0])

    @contextmanager
    def _change(self) -> Generator[None]:
        with clear(self.path), writing(self._database):
            yield

    def _put(self, stated: Sequence[Stated]) -> Counted:
        ids = list(dict.fromkeys(one.record.id for one in stated))
        before = self._said(ids)
        said = {id: dict(before.get(id, {})) for id in ids}
        new = len(ids) - len(before)
        for one in stated:
            sources = said[one.record.id]
            held = sources.get(one.source)
            sources[one.source] = one.record if held is None else newer(one.source, held, one.record)
        self._write({id: sources for id, sources in said.items() if sources != before.get(id)}, before)
        return Counted(new, len(stated) - new)

    def _said(self, ids: Sequence[str]) -> dict[str, dict[str, Record]]:
        """Return what the sources say of instruments."""
        said: dict[str, dict[str, Record]] = {}
        for id, source, record in self._rows("SELECT id, source, record FROM said WHERE id IN ({})", ids):
            said.setdefault(id, {})[source] = _read(record)
        return said

    def _write(
        self, said: Mapping[str, Mapping[str, Record]], before: Mapping[str, Mapping[str, Record]]
    ) -> None:
        """Write what the sources say now, and the records that are made of it."""
        now = _now()
        changed = (
            (id, source, now, _written(record))
            for id, sources in said.items()
            for source, record in sources.items()
            if before.get(id, {}).get(source) != record
        )
        self._database.executemany("INSERT OR REPLACE INTO said VALUES (?, ?, ?, ?)", changed)
        for id, sources in said.items():
            record = joined(sources)
            identifier = parse(id)
            (number,) = self._database.execute(
                _PUT, (id, identifier.series, identifier.body, _written(record))
            ).fetchone()
            words = (number, _plain(record.title or ""), _plain("\n".join(record.subjects)))
            self._database.execute(
                "INSERT OR REPLACE INTO words (rowid, title, subjects) VALUES (?, ?, ?)", words
            )

    def _rows(self, query: str, ids: Sequence[str]) -> list[Any]:
        """Return the rows of a query, which is asked for some hundreds of ids at a time."""
        found: list[Any] = []
        for begin in range(0, len(ids), _AT_ONCE):
            some = ids[begin : begin + _AT_ONCE]
            found += self._database.execute(query.format(", ".join("?" * len(some))), some).fetchall()
        return found


_AT_ONCE = 500
_ENGLISH = "en"
_NEEDED = "SELECT count(*) FROM texts WHERE sha256 = ?"
_MOST_WORDS = 64
"""Of a search: what somebody may remember of a title, not a page that was pasted."""
_WORD = re.compile(r"\w+")
_SEARCH = (
    "SELECT record FROM words JOIN records ON records.number = words.rowid WHERE words MATCH ?"
    " ORDER BY bm25(words, 4.0, 1.0), id LIMIT ?"
)
_PUT = (
    "INSERT INTO records (id, series, body, record) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET record = excluded.record RETURNING number"
)


def _read(text: str) -> Record:
    """Read a record of ours; where it is none, somebody else has written in the file."""
    try:
        return from_json(json.loads(text))
    except ValueError as error:
        raise sqlite3.DatabaseError(str(error)) from error


def _written(record: Record) -> str:
    return json.dumps(to_json(record), separators=(",", ":"))


def _kept(one: Stated) -> Stated:
    """Return what is kept: under the id as unxref spells it, without what a lookup said of its sources."""
    return Stated(one.source, replace(one.record, id=parse(one.record.id).id, sources=()))


def _plain(text: str) -> str:
    """Return the text as SQLite can hold it: without lone surrogates, and not ended by a NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", " ")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _size(path: Path) -> int:
    files = (path, path.with_name(f"{path.name}-wal"))
    return sum(file.stat().st_size for file in files if file.exists())
