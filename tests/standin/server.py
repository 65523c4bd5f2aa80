"""A stand-in for the UN's libraries and the treaty collection, as unkind as they are, over real sockets.

    python tests/standin/server.py --port 8800 [--fault challenge] [--latency 20]
    for s in UNDL METADATA ODS TREATIES; do export UNXREF_${s}_URL=http://127.0.0.1:8800; done; unxref graph FILE

While it runs, `/standin/requests` counts what was asked, and `/standin/fault?mode=429&path=/search&times=2` sets
a fault for the paths that begin so (`mode=ok` clears it). From Python: `with serving() as standin: …`.
"""

from __future__ import annotations

import argparse
import re
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from gzip import compress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from json import dumps
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, unquote_plus, urlsplit

from collection import treaty_file
from editor import editor_answer
from library import OTHER, api_page, marc_answer, marc_page, record_xml, search
from ods import ods_answer
from reply import PAGE, Reply, moved

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from ssl import SSLContext


MAINTENANCE = PAGE.replace(
    b"Nothing here.", b"This site is under urgent maintenance and is Currently\n  unavailable."
)
CHALLENGE = PAGE.replace(b"Nothing here.", b"<script>window.gokuProps = {};</script>")
DOCTYPE = b'?><!DOCTYPE x [<!ENTITY e "e">]>'
FILES = (b"%PDF", b"PK", b"\xd0\xcf")
"""How the files begin of which parts may be asked for."""
WAF = "x-amzn-waf-action"
GZIP, GZIP_TWICE = ("Content-Encoding", "gzip"), ("Content-Encoding", "gzip, gzip")
BOMB = compress(bytes(32_000_000))
"""A few kilobytes of many megabytes."""
OTHER_RECORD = record_xml(OTHER)
MARC = {
    "wrong": marc_answer([OTHER_RECORD], 1),
    "partial": marc_answer([OTHER_RECORD], 5000),
    "nothing": marc_answer([], 0),
    "nothing-uncounted": marc_answer([], None),
    "lost": marc_answer([], 3),
}
INSTEAD_OF_RECORDS = {fault: Reply(body.encode(), kind="text/xml") for fault, body in MARC.items()}
OTHER_ENTRY = Reply(
    b"<Document><Treaty><Header><ExternalData/></Header></Treaty></Document>", kind="text/xml"
)
CERTAIN = "/doc/Publication/UNTS/Volume 999/v999.pdf"
INSTEAD_OF_ENTRIES = {"wrong": OTHER_ENTRY}


def _instead(fault: str) -> Callable[[Reply], Reply]:
    """Answer what the service has for it, or a page."""
    return lambda good: good.instead.get(fault, Reply(PAGE))


FAULTS: dict[str, Callable[[Reply], Reply]] = {
    "ok": lambda good: good,
    "challenge": lambda _: Reply(b"", 202, headers=((WAF, "challenge"),)),
    "challenge-page": lambda _: Reply(CHALLENGE),
    "captcha": lambda _: Reply(b"", 405, headers=((WAF, "captcha"),)),
    "refused": lambda _: Reply(PAGE, 403),
    "429": lambda _: Reply(b'{"error": "Max 100 requests per 5 minutes"}', 429, "application/json"),
    "500": lambda _: Reply(PAGE, 500),
    "414": lambda _: Reply(PAGE, 414),
    "api-error": lambda _: Reply(b'{"success": false, "error": "need more than 0 values to unpack"}', 500),
    "error-that-steers": lambda _: Reply(b'{"error": "\\u001b]0;a\\u009bb\\nc"}', 500),
    "soon": lambda _: Reply(PAGE, 503, headers=(("Retry-After", "1"),)),
    "soon-limited": lambda _: Reply(PAGE, 429, headers=(("Retry-After", "1"),)),
    "at-a-date": lambda _: Reply(
        PAGE, 429, headers=(("Retry-After", formatdate(time.time() + 300, usegmt=True)),)
    ),
    "much-later": lambda _: Reply(b"", 429, headers=(("Retry-After", "310"),)),
    "502": lambda _: Reply(PAGE, 502),
    "503": lambda _: Reply(PAGE, 503),
    "504": lambda _: Reply(PAGE, 504),
    "404": lambda _: Reply(PAGE, 404),
    "404-all-the-same": lambda good: replace(good, code=404),
    "empty": lambda _: Reply(b""),
    "html": lambda _: Reply(PAGE),
    "maintenance": lambda _: Reply(MAINTENANCE),
    "away": lambda _: moved("http://elsewhere.invalid/"),
    "truncated": lambda good: replace(good, body=good.body[: len(good.body) // 2]),
    "packed": lambda good: replace(good, body=compress(good.body), headers=(GZIP,)),
    "not-packed": lambda good: replace(good, headers=(GZIP,)),
    "bomb": lambda _: Reply(BOMB, headers=(GZIP,)),
    "bomb-in-a-bomb": lambda _: Reply(compress(BOMB), headers=(GZIP_TWICE,)),
    "no-address": lambda _: moved("javascript:void(0)"),
    "doctype": lambda good: replace(good, body=good.body.replace(b"?>", DOCTYPE, 1)),
    **{fault: _instead(fault) for fault in MARC},
}
"""What can go wrong with an answer."""
CONNECTION_FAULTS = ("slow", "dropped", "cut", "around")
"""What can go wrong on the way; `around` is a redirect to the same service."""


@dataclass
class Fault:
    """What is wrong with some requests: after how many of them it begins, how often it occurs (0: always)."""

    mode: str
    after: int = 0
    times: int = 0
    seen: int = 0

    def next_mode(self) -> str:
        """Return what is wrong with one more request."""
        self.seen += 1
        over = self.times and self.seen > self.after + self.times
        return "ok" if self.seen <= self.after or over else self.mode


@dataclass
class Standin:
    """A running stand-in: where it is, what it was asked, what is wrong with it."""

    url: str
    requests: list[str] = field(default_factory=list[str])
    """The paths asked for, with their queries, decoded."""
    agents: set[str] = field(default_factory=set[str])
    faults: dict[str, Fault] = field(default_factory=dict[str, "Fault"])
    latency: float = 0.0
    batches: bool = True
    """Whether the library answers searches for several symbols."""
    reads: int | None = None
    """How many terms of such a search it reads; None for all."""
    page: int = 100
    """How many records the library shows of a search at most."""
    stuck: bool = False
    """Whether its second page is the first again."""
    token: str = "secret"
    """The key to the library's own interface."""
    stopped: threading.Event = field(default_factory=threading.Event)

    def fault(self, mode: str, path: str = "", after: int = 0, times: int = 0) -> None:
        """Let requests fail: all, or those whose path begins so; after so many of them, and so many times."""
        if mode not in (*FAULTS, *CONNECTION_FAULTS):
            raise ValueError(f"no such fault: {mode}; there are {', '.join((*FAULTS, *CONNECTION_FAULTS))}")
        self.faults[path] = Fault(mode, after, times)

    def mode(self, path: str) -> str:
        """Return what is wrong with a request for this path."""
        longest_first = sorted(self.faults, key=len, reverse=True)
        begins = next((begin for begin in longest_first if path.startswith(begin)), None)
        return "ok" if begins is None else self.faults[begins].next_mode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    standin: Standin

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        path = unquote(address.path)
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        if path.startswith("/standin/"):
            self._send(self._control(path, query))
            return
        self.standin.requests.append(unquote_plus(self.path))
        self.standin.agents.add(self.headers.get("User-Agent", ""))
        if self.standin.latency:
            time.sleep(self.standin.latency)
        mode = self.standin.mode(path)
        good = self._answer(path, query)
        if mode in FAULTS:
            self._send(FAULTS[mode](good))
        elif mode == "around" and "moved" not in query:
            self._send(moved(f"{self.path}{'&' if query else '?'}moved=1"))
        elif mode == "around":
            self._send(good)
        elif mode == "slow":
            self.standin.stopped.wait(60)
            self.close_connection = True
        else:
            self._send(good, cut=mode == "cut", dropped=mode == "dropped")

    def _answer(self, path: str, query: dict[str, str]) -> Reply:
        """Answer as if nothing were wrong."""
        if path == "/search" and query.get("of") == "xm":
            # The library's own answers do not say in which encoding they are.
            records = search(
                query.get("p", ""), query.get("f", ""), batches=self.standin.batches, reads=self.standin.reads
            )
            most = min(int(query.get("rg", "10")), self.standin.page)
            first = 1 if self.standin.stuck else int(query.get("jrec", "1"))
            page = marc_page(records, first, most)
            return Reply(page.encode(), kind="text/xml", instead=INSTEAD_OF_RECORDS)
        if path == "/api/v1/search":
            return self._interface(query)
        if reply := editor_answer(path, query, batches=self.standin.batches) or ods_answer(path, query):
            return reply
        body = treaty_file(path)
        if body is None:
            return Reply(PAGE)  # the treaty collection answers 200 for what it does not have
        kind = "application/pdf" if body.startswith(b"%PDF") else "text/xml"
        # Where it has nothing of what is asked for, it still has what everybody knows it has.
        instead = {"nothing": Reply(body)} if path == CERTAIN else INSTEAD_OF_ENTRIES
        return Reply(body, kind=kind, instead=instead)

    def _interface(self, query: dict[str, str]) -> Reply:
        """Answer as the library's interface: a search_id is the number of the record to go on with."""
        if self.headers.get("Authorization") != f"Token {self.standin.token}":
            return Reply(b'{"error": "Invalid API key"}', 401, "application/json")
        first, most = int(query.get("search_id", "1")), self.standin.page
        records = search(query.get("p", ""), batches=self.standin.batches)
        page = api_page(records, first, most, str(first + most))
        return Reply(page.encode(), kind="application/xml", instead=INSTEAD_OF_RECORDS)

    def _control(self, path: str, query: dict[str, str]) -> Reply:
        if path == "/standin/fault":
            after, times = (int(query.get(name, "0")) for name in ("after", "times"))
            self.standin.fault(query.get("mode", "ok"), query.get("path", ""), after, times)
        asked = Counter(urlsplit(request).path for request in self.standin.requests)
        told = {
            "requests": sum(asked.values()),
            "by path": asked,
            "faults": {path: vars(fault) for path, fault in self.standin.faults.items()},
        }
        return Reply(dumps(told, indent=1).encode(), kind="application/json")

    def _send(self, reply: Reply, *, cut: bool = False, dropped: bool = False) -> None:
        self.close_connection = cut or dropped
        if dropped:
            return
        body, code = reply.body, reply.code
        asked = re.match(r"bytes=0-(\d+)", self.headers.get("Range", ""))
        if asked and code == 200 and body.startswith(FILES):
            body, code = body[: int(asked[1]) + 1], 206
        self.send_response(code)
        for name, value in (("Content-Type", reply.kind), ("Content-Length", str(len(body))), *reply.headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Let clients hang up."""


@contextmanager
def serving(port: int = 0, tls: SSLContext | None = None) -> Generator[Standin, None, None]:
    """Serve on a port of the loopback interface, any free one for 0, while the block runs.

    With a certificate, over TLS.
    """
    standin = Standin("")
    handler = type("Handler", (_Handler,), {"standin": standin})
    with _Server(("127.0.0.1", port), handler) as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        standin.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield standin
        finally:
            standin.stopped.set()
            server.shutdown()
            thread.join()


def main() -> None:
    """Serve from the command line until interrupted."""
    options = argparse.ArgumentParser(description="A stand-in for the UN's services.")
    options.add_argument("--port", type=int, default=8800)
    options.add_argument("--fault", default="ok", choices=[*FAULTS, *CONNECTION_FAULTS])
    options.add_argument("--latency", type=float, default=0.0, metavar="MS")
    chosen = options.parse_args()
    with serving(chosen.port) as standin:
        standin.fault(chosen.fault)
        standin.latency = chosen.latency / 1000
        print(f"{standin.url} stands in for the UN's libraries and the treaty collection", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print(f"{len(standin.requests)} requests")


if __name__ == "__main__":
    main()
