"""Documents at addresses: listed in order, fetched within bounds, and what goes wrong said in a few words."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

import pytest

from unxref.documents import remote
from unxref.documents.paths import expand
from unxref.documents.read import UnreadableDocument, bytes_of, read
from unxref.documents.remote import is_remote, on_this_machine

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

MEMORY: Any = import_module("fsspec").filesystem("memory")
TEXT = b"Recalling its resolution 74/174 of 18 December 2019,\n"
FILES = {
    "/papers/b.txt": TEXT,
    "/papers/a.PDF": b"%PDF-1.4 none really",
    "/papers/c.png": b"\x89PNG",
    "/papers/old/A 75.txt": TEXT,
    "/papers/old/deep/e.md": TEXT,
    "/papers/.hidden.txt": TEXT,
    "/papers/pack.zip": b"PK\x03\x04",
    "/empty/c.png": b"\x89PNG",
    "/other/x.txt": TEXT,
}


class Site:
    """A running server of those files, whose folders list what they hold as Apache does."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.faults: dict[str, str] = {}
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.sent = Counter[str]()
        self.stopped = threading.Event()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        self.site.asked.append(path)
        self.site.agents.add(self.headers["User-Agent"])
        fault = self.site.faults.get(path, "")
        body = FILES.get(path) or self._page(path)
        if fault == "endless":
            self._endless(path)
        elif fault == "slow":
            self.site.stopped.wait(20)
            self.close_connection = True
        elif fault == "truncated" and body:
            self._begin(200, len(body) + 10)
            self.wfile.write(body)
            self.close_connection = True
        elif fault.isdigit() or body is None:
            self._begin(int(fault or 404), 0)
        else:
            self._begin(200, len(body), "text/html" if path.endswith("/") else "application/octet-stream")
            self.wfile.write(body)

    def _page(self, folder: str) -> bytes | None:
        inside = {path.removeprefix(folder).split("/")[0] for path in FILES if path.startswith(folder)}
        if not folder.endswith("/") or not inside:
            return None
        names = [name + "/" * (f"{folder}{name}" not in FILES) for name in sorted(inside, reverse=True)]
        links = "".join(f'<a href="{quote(name)}">{name}</a>\n' for name in names)
        aside = '<a href="?C=N;O=D">Name</a><a href="/other/">up</a><a href="../other/x.txt">x</a>'
        return f"<html>{aside}{links}</html>".encode()

    def _begin(self, code: int, length: int, kind: str = "text/html") -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def _endless(self, path: str) -> None:
        self._begin(200, 10**12)
        self.close_connection = True
        while not self.site.stopped.is_set():
            try:
                self.wfile.write(bytes(100_000))
            except OSError:
                return
            self.site.sent[path] += 100_000

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Generator[Site]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    site = Site(f"http://127.0.0.1:{server.server_port}")
    _Handler.site = site
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield site
    finally:
        site.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        yield one


@pytest.fixture
def memory() -> Iterator[str]:
    for path, data in FILES.items():
        MEMORY.pipe(f"/shelf{path}", data)
    yield "memory://shelf"
    MEMORY.rm("/shelf", recursive=True)


@pytest.mark.parametrize(
    "path", ["s3://bucket/a.txt", "https://h/a.pdf", "HTTP://h/", "memory://a", "a+b://c"]
)
def test_an_address_is_one(path: str) -> None:
    assert is_remote(path)


@pytest.mark.parametrize(
    "path",
    [
        "C:\\a.txt",
        "C:/a.txt",
        "C://a.txt",
        "a: b.txt",
        "A:RES.txt",
        "notes/s3://b",
        "1a://b",
        "://b",
        "-",
        "http:/h",
    ],
)
def test_a_file_name_with_colons_is_none(path: str) -> None:
    assert not is_remote(path)
    assert on_this_machine(path) == path


def test_files_with_colons_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a: b.txt").write_bytes(TEXT)
    Path("C:").mkdir()
    Path("C:/a.txt").write_bytes(TEXT)
    assert list(expand(["."])) == ["./C:/a.txt", "./a: b.txt"]
    assert [bytes_of(path) for path in ("a: b.txt", "C:/a.txt", "C://a.txt")] == [TEXT] * 3


def test_an_address_of_a_file_here_is_its_path(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a b.txt").write_bytes(TEXT)
    address = (tmp_path / "in").as_uri()
    assert list(expand([address])) == [str(tmp_path / "in" / "a b.txt")]
    assert list(expand([f"{address}/a%20b.txt"])) == [str(tmp_path / "in" / "a b.txt")]
    assert bytes_of(f"{address}/a%20b.txt") == TEXT
    assert bytes_of(f"{address}/a%20b.txt".replace("file://", "FILE://localhost")) == TEXT
    with pytest.raises(UnreadableDocument, match="no such file"):
        read(f"{address}/missing.txt")


def test_a_folder_in_memory_is_walked_as_one_on_disk_is(memory: str, tmp_path: Path) -> None:
    for path, data in FILES.items():
        (tmp_path / path[1:]).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path[1:]).write_bytes(data)
    for chosen in [((), ()), (("*.png",), ()), ((), ("old", "*.zip")), (("old/*",), ("*/deep",))]:
        there = [path.removeprefix(memory) for path in expand([memory], *chosen)]
        assert there == [path.removeprefix(str(tmp_path)) for path in expand([str(tmp_path)], *chosen)]
        assert there
    assert list(expand([f"{memory}/papers/old"])) == [
        f"{memory}/papers/old/A 75.txt",
        f"{memory}/papers/old/deep/e.md",
    ]


def test_a_pattern_in_memory(memory: str) -> None:
    assert list(expand([f"{memory}/papers/?.*"])) == [
        f"memory:///shelf/papers/{name}" for name in ("a.PDF", "b.txt", "c.png")
    ]
    assert list(expand([f"{memory}/pap*/old"])) == [
        f"memory:///shelf/papers/old/{name}" for name in ("A 75.txt", "deep/e.md")
    ]
    assert list(expand([f"{memory}/*.odt"])) == [f"{memory}/*.odt"]
    MEMORY.pipe("/shelf/[1].txt", TEXT)
    assert list(expand([f"{memory}/[1].txt"])) == [f"{memory}/[1].txt"]


def test_a_folder_of_the_web_is_what_its_page_links_to(site: Site) -> None:
    folder = f"{site.url}/papers/"
    names = ["a.PDF", "b.txt", "old/A%2075.txt", "old/deep/e.md", "pack.zip"]
    assert list(expand([folder])) == [folder + name for name in names]
    assert list(expand([folder], (), ("old", "*.zip"))) == [folder + "a.PDF", folder + "b.txt"]
    assert list(expand([f"{folder}*.txt"])) == [f"{folder}.hidden.txt", f"{folder}b.txt"]
    assert list(expand([f"{site.url}/empty/"])) == []
    assert read(f"{folder}old/A%2075.txt").text == TEXT.decode()
    assert not [path for path in site.asked if path.startswith("/other")]
    assert site.agents == {f"unxref/{remote.__version__}"}


def test_a_page_of_the_web_is_fetched_with_one_request_and_its_query(site: Site) -> None:
    assert list(expand([f"{site.url}/papers/b.txt?lang=en"])) == [f"{site.url}/papers/b.txt?lang=en"]
    assert site.asked == []
    assert bytes_of(f"{site.url}/papers/b.txt?lang=en") == TEXT
    assert site.asked == ["/papers/b.txt"]


@pytest.mark.parametrize(
    ("path", "fault", "cause"),
    [
        ("/papers/missing.txt", "", "no such file"),
        ("/papers/b.txt", "404", "no such file"),
        ("/papers/b.txt", "403", r"permission denied \(HTTP 403\)"),
        ("/papers/b.txt", "500", r"the server failed \(HTTP 500\)"),
        ("/papers/b.txt", "truncated", "the server broke off"),
        ("/papers/b.txt", "slow", "no answer in time"),
        ("/papers/b.txt", "endless", "too large"),
        ("/papers/pack.zip", "", "holds several documents, and is not opened at an address"),
    ],
)
def test_what_goes_wrong_on_the_web(
    site: Site, monkeypatch: pytest.MonkeyPatch, path: str, fault: str, cause: str
) -> None:
    monkeypatch.setattr(remote, "_SILENCE", 0.5)
    site.faults[path] = fault
    with pytest.raises(UnreadableDocument, match=f"^{cause}"):
        read(site.url + path)
    assert site.sent[path] < 130_000_000  # the sockets of both sides hold some of it


@pytest.mark.parametrize(("fault", "cause"), [("500", "the server failed"), ("404", "no such file")])
def test_a_folder_that_cannot_be_listed_is_left_to_read(site: Site, fault: str, cause: str) -> None:
    site.faults["/papers/old/"] = fault
    left = f"{site.url}/papers/old/"
    assert left in list(expand([f"{site.url}/papers/"]))
    with pytest.raises(UnreadableDocument, match=cause):
        bytes_of(left)
    site.faults.clear()
    with pytest.raises(UnreadableDocument, match="could not be listed before"):
        bytes_of(left)  # its page is no document, though it can be read now


@pytest.mark.parametrize(
    ("path", "cause"),
    [
        ("http://127.0.0.1:1/a.txt", "no connection to the server"),
        ("http://nowhere.invalid/a.txt", "no such host, or its name is not resolved"),
        ("nonsense://a/b.txt", "nothing reads nonsense://"),
        ("file://elsewhere/a.txt", "no such file"),
        ("memory://shelf/missing.txt", "no such file"),
        ("memory://shelf/missing/", "no such file"),
    ],
)
def test_what_is_not_there(path: str, cause: str) -> None:
    assert list(expand([path])) == [path]
    with pytest.raises(UnreadableDocument) as told:
        read(path)
    assert str(told.value) == cause


@pytest.mark.parametrize(
    ("lacking", "path", "install"),
    [
        ("fsspec", "s3://b/a.txt", "'unxref[remote]'"),
        ("aiohttp", "https://h/a.txt", "'unxref[remote]'"),
        ("s3fs", "s3://b/a.txt", "s3fs"),
        ("s3fs", "s3://b/folder", "s3fs"),
        ("paramiko", "sftp://b/a.txt", "paramiko"),
    ],
)
def test_a_package_that_is_missing_is_named(lacking: str, path: str, install: str) -> None:
    script = "import sys; sys.modules[sys.argv.pop(1)] = None; from unxref.cli.main import run; run()"
    done = subprocess.run(
        [sys.executable, "-c", script, lacking, "extract", path, "--no-cache"], capture_output=True, text=True
    )
    protocol = path.partition("://")[0]
    assert done.returncode == 3
    assert done.stderr.splitlines()[0] == f"unxref: {path}: {protocol}:// needs more: pip install {install}"


def test_nothing_of_it_is_loaded_for_files_here(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    script = "import sys; from unxref import read; read(sys.argv[1]); print('fsspec' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "a.txt")], capture_output=True, text=True
    )
    assert done.stdout.strip() == "False"
