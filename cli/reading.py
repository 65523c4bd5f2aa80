"""A document read for its citations, ready to be printed; what was read before is kept."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import traceback
from dataclasses import asdict, dataclass, fields, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, TypeGuard, cast

from ..cache.store import open_store
from ..citations.extract import extract, identify
from ..citations.model import SCHEMA, Identity, to_json
from ..citations.version import grammar_version
from ..documents.model import UnreadableDocument
from ..documents.names import told_by_name
from ..documents.read import bytes_of, read_bytes
from ..documents.rows import file_of
from .jobs import shared_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from ..cache.store import Store
    from ..citations.model import Citation
    from ..documents.model import Document

KEPT = "readings"
"""The folder of what was read, inside that of the cache."""


@dataclass(frozen=True, slots=True)
class How:
    """How documents are read."""

    language: str | None = None
    ignore_links: bool = False
    cache_dir: Path | None = None
    """Where what was read is kept; None for nowhere."""
    ocr: str | None = None
    """In which language the text of scans is recognised; None for not at all."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document measures."""

    sha256: str
    """Of its bytes, in hexadecimal."""
    size: int
    """In bytes."""
    characters: int
    """Of its text."""
    pages: int | None
    """None where it has none."""
    repaired: int
    """How many of its citations were read from damaged print."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read at a path."""

    path: str
    lines: Sequence[str] = ()
    """A line of JSON for each citation."""
    ids: Sequence[str | None] = ()
    """The id of each citation."""
    identity: Identity | None = None
    """What the document is; None for a file of citations."""
    facts: Facts | None = None
    """What it measures; None for a file of citations."""
    unreadable: str | None = None
    """Why it could not be read."""
    place: str | None = None
    """Where it stands, if not at its path."""
    warnings: Sequence[str] = ()
    """What is wrong with the cache."""


def kept_reading(path: str, how: How, place: str | None = None) -> Read | None:
    """Return what was read before of a document with the same bytes; None where nothing was kept.

    It may stand at another place than its name says. Standard input and pipes are read at once, by this
    process: nobody can read them again.
    """
    if path == "-" or _is_pipe(path):
        return read_for_citations(path, how)
    try:
        kept = _kept(path, bytes_of(place or path), how) if how.cache_dir else None
        return kept and replace(kept, place=place)
    except UnreadableDocument as error:
        return Read(path, unreadable=str(error))


def read_for_citations(path: str, how: How) -> Read:
    """Read the document at a path and return its citations, which follow from its bytes."""
    return _whatever_it_is(path, lambda: _read_and_kept(path, bytes_of(path), how))


def read_all(
    paths: Iterable[str],
    how: How,
    jobs: int,
    known: Callable[[str, How], Read | None] = kept_reading,
) -> Iterator[Read]:
    """Yield what each document came to, in their order, read in so many processes.

    What is `known` of a document is taken for its reading.
    """
    return shared_out(
        partial(read_for_citations, how=how),
        paths,
        jobs,
        known=lambda path: known(path, how),
        lost=lambda path, cause: Read(path, unreadable=cause),
    )


def kept_or_read(path: str, how: How, place: str) -> Read:
    """Return what was read before of a document, else read it. It stands at that place, and is named so."""

    def read() -> Read:
        data = bytes_of(place)
        return _kept(path, data, how) or _read_and_kept(path, data, how)

    return replace(_whatever_it_is(path, read), place=place)


def _whatever_it_is(path: str, read: Callable[[], Read]) -> Read:
    """Read a document; one that meets a fault of unxref does not end a run over thousands."""
    try:
        return read()
    except UnreadableDocument as error:
        return Read(path, unreadable=str(error))
    except MemoryError:
        return Read(path, unreadable="needs more memory than there is")
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__}: {error}, {os.path.basename(where.filename)}:{where.lineno}"
        return Read(path, unreadable=f"unxref has a fault, please report it ({what})")


def text_again(one: Read, how: How) -> str | None:
    """Return the text of a document that was read before; None where it cannot be had or has changed."""
    if one.facts is None or one.path == "-" or _is_pipe(one.path):
        return None
    try:
        data = bytes_of(one.place or one.path)
        same = hashlib.sha256(data).hexdigest() == one.facts.sha256
        return read_bytes(one.path, data, how.ocr).text if same else None
    except UnreadableDocument:
        return None


_VERSION = 2
"""Of what is kept of a document."""
_LIFETIME = 180 * 86400
_WORTH_KEEPING = 300
"""Bytes: what is smaller is read about as fast as it is found again."""
_BEGINNING = '{{"schema": "{schema}", "document": {name}, '
"""How the line of a citation begins. All that follows is of the document's bytes alone."""


def _key(path: str, data: bytes, how: How) -> str | None:
    """Return under what a document is kept: its bytes, what its name may tell, the grammar and more."""
    if len(data) < _WORTH_KEEPING:
        return None
    suffix = ascii(os.path.splitext(file_of(path))[1].lower())[1:-1]  # a name need not be UTF-8
    named = told_by_name(path)
    read = (
        grammar_version(),
        suffix,
        how.language,
        how.ignore_links,
        how.ocr,
        *named.symbols,
        named.language,
    )
    return f"{hashlib.sha256(data).hexdigest()}/{'/'.join(map(str, read))}"


def _kept(path: str, data: bytes, how: How) -> Read | None:
    key = _key(path, data, how)
    if key is None or how.cache_dir is None:
        return None
    store, _ = _kept_in(how.cache_dir / KEPT)
    kept = store.get_many(KEPT, _VERSION, [key]).get(key)
    return _printed(path, kept) if _is_reading(kept) else None


def _read_and_kept(path: str, data: bytes, how: How) -> Read:
    warned: list[str] = []
    kept = _read(path, data, how)
    key = _key(path, data, how)
    if key and how.cache_dir:
        store, warned = _kept_in(how.cache_dir / KEPT)
        store.put_many(KEPT, _VERSION, {key: kept}, label="read", seconds=_LIFETIME)
    read = replace(_printed(path, kept), warnings=tuple(warned))
    warned.clear()
    return read


def _is_pipe(path: str) -> bool:
    try:
        return stat.S_ISFIFO(os.stat(path).st_mode)
    except (OSError, ValueError):  # `read` says what is wrong with it
        return False


def _read(path: str, data: bytes, how: How) -> dict[str, Any]:
    """Return what is kept of a document: of each citation the id, and its line without the beginning."""
    document = read_bytes(path, data, how.ocr)
    if how.ignore_links:
        document = replace(document, links=())
    found = list(extract(document, how.language))
    lines = (json.dumps(to_json(replace(citation, document="")), ensure_ascii=False) for citation in found)
    nameless = len(_beginning(""))
    return {
        "ids": [citation.id for citation in found],
        "rest": [line[nameless:] for line in lines],
        "identity": asdict(identify(document, how.language)),
        "facts": asdict(_facts(document, data, found)),
    }


def _facts(document: Document, data: bytes, found: Sequence[Citation]) -> Facts:
    return Facts(
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        characters=len(document.text),
        pages=len(document.pages) or None,
        repaired=sum(citation.repaired is not None for citation in found),
    )


def _printed(path: str, kept: dict[str, Any]) -> Read:
    begin = _beginning(path)
    lines = [f"{begin}{rest}\n" for rest in kept["rest"]]
    return Read(path, lines, kept["ids"], Identity(**kept["identity"]), Facts(**kept["facts"]))


def _beginning(path: str) -> str:
    return _BEGINNING.format(schema=SCHEMA, name=json.dumps(path, ensure_ascii=False))


def _is_reading(kept: Any) -> TypeGuard[dict[str, Any]]:
    """Whether what is kept is what was put there."""
    if not isinstance(kept, dict):
        return False
    plain = cast("dict[str, Any]", kept)
    return (
        _has(plain.get("identity"), Identity)
        and _has(plain.get("facts"), Facts)
        and all(isinstance(plain.get(name), list) for name in ("ids", "rest"))
    )


def _has(kept: Any, made: type[Identity | Facts]) -> bool:
    """Whether what is kept has the fields of what it is to become."""
    return isinstance(kept, dict) and cast("dict[str, Any]", kept).keys() == {f.name for f in fields(made)}


@lru_cache(maxsize=1)
def _kept_in(folder: Path) -> tuple[Store, list[str]]:
    """Return the store in a folder, open as long as the process lives, and what it warns of."""
    warned: list[str] = []
    return open_store(folder, warned.append), warned
