"""Documents at addresses, as `s3://bucket/a.pdf` or `https://host/papers/`: fsspec lists and fetches them."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from .. import __version__
from .model import UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    Takes = Callable[[str, bool], bool]
    """Whether what stands so below a folder is taken, and whether that is a folder itself."""


def is_remote(path: str) -> bool:
    """Whether a path is an address. `C://a.txt` and `a: b.txt` are files of this machine."""
    return _ADDRESS.match(path) is not None


def on_this_machine(path: str) -> str:
    """Return the path that a `file://` address means (RFC 8089); any other path as it is."""
    if path[:7].lower() != "file://":
        return path
    from urllib.request import url2pathname  # it loads much

    parts = urlsplit(path)
    return url2pathname(parts.path) if parts.netloc in ("", "localhost") else path


def expand_remote(path: str, takes: Takes, suffixes: frozenset[str]) -> Iterator[str]:
    """Yield the addresses of the documents that an address stands for, in order.

    A folder stands for what is taken of the files below it, sorted by name; over HTTP that is an address with
    `/` at its end, whose page links to them. A pattern stands for what it matches. An address that ends with
    one of the suffixes is taken for a file without asking. What cannot be listed is yielded as it is, so that
    `bytes_of_remote` says why.
    """
    try:
        found = _found(path, suffixes)
    except Exception:  # each protocol has its own: reading meets it again
        found = [path]
    for one in found:
        if one.endswith("/"):
            yield from _walk(one, takes)
        else:
            yield one


def bytes_of_remote(path: str, most: int) -> bytes:
    """Fetch what stands at an address, and so many bytes at most. Raises UnreadableDocument."""
    with _telling(path):
        there, inner = _opened(path)
        if path.endswith("/"):
            there.ls(inner)
            raise UnreadableDocument("is a folder, which could not be listed before: run it again")
        if path.lower().endswith(_PACKED):
            raise UnreadableDocument("holds several documents, and is not opened at an address: copy it here")
        if _protocol(path) in _HTTP:
            with there.open(inner, "rb", block_size=0, size=1) as file:  # one request: the size is not asked
                return _at_most(file, most, _PORTION)
        with there.open(inner, "rb", cache_type="none") as file:  # nothing is fetched ahead
            return _at_most(file, most, most)


_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_HTTP = frozenset({"http", "https"})
_PACKED = (".zip", ".jsonl", ".ndjson")
_DEEPEST = 50
"""Folders in one another: a server may invent them without end."""
_SILENCE = 30.0
"""Seconds after which a server that sends nothing is given up."""
_LONGEST = 300.0
"""Seconds for one document: a hundred megabytes at a third of one a second."""
_PORTION = 1 << 20
"""Bytes that are taken from a stream at a time: aiohttp fetches ahead three times as many."""

_EXTRAS = {"fsspec": "'unxref[remote]'", "aiohttp": "'unxref[remote]'"}
"""What to install for a package that is missing, where that is not the package itself."""

_CAUSES = {
    "FileNotFoundError": "no such file",
    "IsADirectoryError": "is a folder",
    "PermissionError": "permission denied",
    "TimeoutError": "no answer in time",
    "ClientConnectorDNSError": "no such host, or its name is not resolved",
    "ClientConnectorCertificateError": "the server's certificate is not valid",
    "ClientConnectorError": "no connection to the server",
    "ServerDisconnectedError": "the server broke off",
    "ClientPayloadError": "the server broke off",
    "InvalidURL": "no address",
    "EndpointConnectionError": "no connection to the server",
    "NoCredentialsError": "no credentials for it are set",
}
"""What exceptions mean, those of aiohttp and botocore by name: they may not be installed."""
_STATUS = {401: "permission denied", 403: "permission denied", 404: "no such file", 410: "no such file"}


def _protocol(path: str) -> str:
    return path.partition("://")[0].lower()


def _opened(path: str) -> tuple[Any, str]:
    """Return what reads such addresses, and the path in it."""
    url_to_fs = import_module("fsspec.core").url_to_fs
    protocol = _protocol(path)
    options: dict[str, Any] = {}
    if protocol in _HTTP:
        from aiohttp import ClientTimeout

        timeout = ClientTimeout(total=_LONGEST, sock_connect=_SILENCE, sock_read=_SILENCE)
        headers = {"User-Agent": f"unxref/{__version__}"}
        options["client_kwargs"] = {"timeout": timeout, "headers": headers, "trust_env": True}
    there, inner = url_to_fs(protocol + path[len(protocol) :], **options)
    return there, inner


def _found(path: str, suffixes: frozenset[str]) -> list[str]:
    """Return what an address stands for, folders with `/` at their end. Raises what its protocol does."""
    web = _protocol(path) in _HTTP
    if _is_pattern(path, web):
        there, inner = _opened(path)
        if not there.exists(inner):
            return _matches(there, inner) or [path]
    if path.endswith("/") or web or os.path.splitext(path)[1].lower() in suffixes:
        return [path]
    there, inner = _opened(path)
    return [f"{path}/" if there.isdir(inner) else path]


def _is_pattern(path: str, web: bool) -> bool:
    """Whether there is a pattern behind the host; on the web `?` begins a query."""
    _, _, behind = path.partition("://")[2].partition("/")
    return any(sign in behind for sign in ("*[" if web else "*[?"))


def _matches(there: Any, pattern: str) -> list[str]:
    found: dict[str, Any] = there.glob(pattern, detail=True)
    return sorted(
        there.unstrip_protocol(name).rstrip("/") + ("/" if about["type"] == "directory" else "")
        for name, about in found.items()
    )


def _walk(folder: str, takes: Takes) -> Iterator[str]:
    """Yield the files below a folder, one folder after another: none is listed before it is its turn."""
    left = [folder]
    while left:
        path = left.pop()
        if not path.endswith("/"):
            yield path
            continue
        try:
            inside = _listed(path)
        except Exception:  # reading meets it again, and says what it is
            yield path
            continue
        for name in reversed(inside):
            below = (path + name)[len(folder) :]
            if takes(below.rstrip("/"), name.endswith("/")) and below.count("/") < _DEEPEST:
                left.append(path + name)


def _listed(folder: str) -> list[str]:
    """Return what a folder holds, sorted, folders with `/` at their end. Raises what its protocol does."""
    there, inner = _opened(folder)
    entries: list[dict[str, Any]] = there.ls(inner, detail=True)
    there.invalidate_cache()  # it would keep all that was ever listed
    named = _linked if _protocol(folder) in _HTTP else _last
    names = {(named(folder, entry["name"]), entry["type"] == "directory") for entry in entries}
    return sorted(name + ("/" if is_folder else "") for name, is_folder in names if name)


def _last(_folder: str, name: str) -> str:
    return name.rstrip("/").rpartition("/")[2]


def _linked(folder: str, address: str) -> str:
    """Return where a link leads from a folder's page; nothing where that is not below it."""
    below = address.partition("#")[0].removeprefix(folder).removeprefix("./").rstrip("/")
    aside = "://" in below or ".." in below.split("/") or below.startswith("?")
    return "" if aside else below


def _at_most(file: Any, most: int, portion: int) -> bytes:
    """Read so many bytes at most; a stream gives what has come, and nothing at its end."""
    parts: list[bytes] = []
    while most > 0 and (part := file.read(min(most, portion))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


@contextmanager
def _telling(path: str) -> Generator[None]:
    """Say in a few words what went wrong, in place of what a protocol's own package raises."""
    try:
        yield
    except UnreadableDocument:
        raise
    except Exception as error:
        raise UnreadableDocument(_cause(path, error)) from error


def _cause(path: str, error: Exception) -> str:
    if isinstance(error, ImportError):  # it names the module, or its cause does
        name = getattr(error.__cause__, "name", None) or error.name or _protocol(path)
        lacking = str(name).partition(".")[0]
        return f"{_protocol(path)}:// needs more: pip install {_EXTRAS.get(lacking, lacking)}"
    if isinstance(error, ValueError) and str(error).startswith("Protocol not known"):
        return f"nothing reads {_protocol(path)}://"
    status = getattr(error, "status", None)
    if isinstance(status, int) and status >= 400:
        return f"{_STATUS.get(status, 'the server failed')} (HTTP {status})"
    names = (kind.__name__ for kind in type(error).__mro__)
    known = next((_CAUSES[name] for name in names if name in _CAUSES), None)
    return known or (str(error) or type(error).__name__).splitlines()[0]
