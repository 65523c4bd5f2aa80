"""Archives: the documents in a ZIP file, each by the name `archive.zip!/member.pdf`."""

from __future__ import annotations

import os
import zipfile
import zlib
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from .model import UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from typing import IO

SUFFIX = ".zip"
_INSIDE = "!/"
DAMAGED = (OSError, ValueError, EOFError, NotImplementedError, zipfile.BadZipFile, zlib.error)
"""What is raised where a file, or a member of an archive, cannot be read."""
_LARGEST = 4_000_000_000
"""In bytes: what unpacks to more is no document, nor the rows of many."""
_WORD = "word/document.xml"
"""A Word file is packed likewise, and may be named so."""


def members(path: str) -> Iterator[str]:
    """Yield the paths of the members of an archive, sorted by name; its own where it is none.

    `read` says then what is wrong with it.
    """
    try:
        names = _opened(path, *_state(path)).namelist()
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        yield path
        return
    if _WORD in names:
        yield path
        return
    yield from (f"{path}{_INSIDE}{name}" for name in sorted(set(names)) if not name.endswith("/"))


def bytes_of_member(path: str, most: int) -> bytes | None:
    """Return so many bytes at most of a member of an archive; None where the path names no such thing.

    Raises UnreadableDocument where the archive or the member is damaged or protected.
    """
    with _telling():
        member = opened_member(path)
        if member is None:
            return None
        with member:
            return member.read(most)


def opened_member(path: str) -> IO[bytes] | None:
    """Open a member of an archive; None where the path names no such thing.

    Raises UnreadableDocument as `bytes_of_member` does; reading it may raise one of `DAMAGED`.
    """
    inside = member_of(path)
    if inside is None:
        return None
    archive, name = inside
    with _telling():
        packed = _opened(archive, *_state(archive))
        if packed.getinfo(name).file_size > _LARGEST:
            raise UnreadableDocument(f"unpacks to over {_LARGEST // 1_000_000_000} GB")
        return packed.open(name)


def member_of(path: str) -> tuple[str, str] | None:
    """Return an archive and the name of its member; None where the path names no such thing."""
    end = path.lower().find(SUFFIX + _INSIDE) + len(SUFFIX)
    if end < len(SUFFIX) or not os.path.isfile(path[:end]):
        return None
    return path[:end], path[end + len(_INSIDE) :]


@contextmanager
def _telling() -> Generator[None]:
    """Say what is wrong with an archive or a member, in place of what zipfile raises."""
    try:
        yield
    except KeyError:
        raise UnreadableDocument("no such file in the archive") from None
    except DAMAGED:
        raise UnreadableDocument("the archive is damaged, or packed in a way that is not read") from None
    except RuntimeError:  # zipfile's way to say it
        raise UnreadableDocument("is protected by a password") from None


def _state(path: str) -> tuple[int, int]:
    about = os.stat(path)
    return about.st_size, about.st_mtime_ns


@lru_cache(maxsize=1)
def _opened(path: str, _size: int, _changed: int) -> zipfile.ZipFile:
    """Open an archive, and keep the last one open: its list of members is read but once."""
    return zipfile.ZipFile(path)
