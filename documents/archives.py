"""Archives: the documents in a ZIP file, each by the name `archive.zip!/member.pdf`."""

from __future__ import annotations

import os
import zipfile
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING

from .model import UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIX = ".zip"
_INSIDE = "!/"
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
    end = path.lower().find(SUFFIX + _INSIDE) + len(SUFFIX)
    archive, name = path[:end], path[end + len(_INSIDE) :]
    if end < len(SUFFIX) or not os.path.isfile(archive):
        return None
    try:
        with _opened(archive, *_state(archive)).open(name) as member:
            return member.read(most)
    except KeyError:
        raise UnreadableDocument("no such file in the archive") from None
    except RuntimeError:  # zipfile's way to say it
        raise UnreadableDocument("is protected by a password") from None
    except (OSError, ValueError, EOFError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        raise UnreadableDocument("the archive is damaged, or packed in a way that is not read") from None


def _state(path: str) -> tuple[int, int]:
    about = os.stat(path)
    return about.st_size, about.st_mtime_ns


@lru_cache(maxsize=1)
def _opened(path: str, _size: int, _changed: int) -> zipfile.ZipFile:
    """Open an archive, and keep the last one open: its list of members is read but once."""
    return zipfile.ZipFile(path)
