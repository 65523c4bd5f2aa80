"""Markup read as it comes: what it is, how it is encoded, and the elements and texts that a parser tells of.

No tree is built: lxml's stops, without a word, at elements 2,048 deep, and takes ten times the memory.
"""

from __future__ import annotations

import codecs
import os
import re
import time
from pathlib import Path
from typing import Any, NamedTuple, Protocol, cast

from .encodings import decode
from .model import UnreadableDocument


class Source(NamedTuple):
    """The text of a document in markup, from its root on: document types and their entities are left out."""

    text: str
    encoding: str
    line: int
    """How many line ends stand before the root."""


def kind_of(name: str, data: bytes) -> str | None:
    """Return `html`, `akn`, `xml` for XML of other kinds, or None where the bytes are no markup.

    The document type or the root tells; a file named as a page may also begin with any other element.
    """
    doctype, root, _ = _prolog(_beginning(data))
    if doctype == "html" or root in _PAGES:
        return "html"
    if root.rpartition(":")[2] == "akomantoso":
        return "akn"
    suffix = os.path.splitext(name)[1].lower()
    if root and suffix in _PAGE_SUFFIXES:
        return "html"
    declared = _XML.match(_beginning(data[:200]))
    return "xml" if declared or (root and suffix == ".xml") else None


def source(data: bytes) -> Source:
    """Decode markup: what is valid UTF-8 is that, then what it declares counts, then what the bytes tell.

    Raises UnreadableDocument where the bytes are not text.
    """
    text, encoding = _decode(data)
    _, _, at = _prolog(text)
    return Source(text[at:], encoding, text.count("\n", 0, at))


def elements(language: str, shown: str) -> frozenset[str]:
    """Return the elements of `html` or `akn` that are shown as a `block`, or not at all (`no`)."""
    table = Path(__file__).with_name("elements.csv").read_text(encoding="utf-8").splitlines()
    rows = (line.split(",") for line in table)
    return frozenset(element for of, element, as_ in rows if (of, as_) == (language, shown))


class Target:
    """What hears a document: elements that begin and end, and the text between them, whole."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._deep = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Hear from the parser that an element begins. Raises UnreadableDocument where it stands too deep."""
        if self._pieces:
            self._flush()
        self._deep += 1
        if self._deep > _DEEPEST:
            raise UnreadableDocument("elements within elements without end")
        self.begin(tag, attributes or _NONE)

    def end(self, tag: str) -> None:
        """Hear from the parser that an element ends."""
        if self._pieces:
            self._flush()
        self._deep -= 1
        self.finish(tag)

    def data(self, data: str) -> None:
        """Hear a piece of text from the parser."""
        self._pieces.append(data)

    def comment(self, text: str) -> None:
        """Hear a comment: nothing is done with it."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Hear a processing instruction: nothing is done with it."""

    def close(self) -> None:
        """Hear from the parser that the document ends."""
        if self._pieces:
            self._flush()

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """Do what the beginning of an element asks for."""
        raise NotImplementedError

    def finish(self, tag: str) -> None:
        """Do what the end of an element asks for."""
        raise NotImplementedError

    def say(self, text: str) -> None:
        """Do what a text asks for."""
        raise NotImplementedError

    def _flush(self) -> None:
        text = "".join(self._pieces)
        self._pieces.clear()
        self.say(text)


def parse_html(text: str, target: Target) -> None:
    """Let a target hear a page, whatever is wrong with it. Raises UnreadableDocument where it has no end."""
    from lxml.etree import HTMLParser

    parser = HTMLParser(target=cast("Any", target), encoding="utf-8", no_network=True, huge_tree=True)
    _feed(parser, text)


def parse_xml(document: Source, target: Target) -> None:
    """Let a target hear an XML document. No entity is resolved, nothing is fetched.

    Raises UnreadableDocument where it is not well-formed.
    """
    from lxml.etree import XMLParser, XMLSyntaxError

    parser = XMLParser(
        target=cast("Any", target),
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    try:
        _feed(parser, "\n" * document.line + document.text)
    except XMLSyntaxError as error:
        raise UnreadableDocument(f"broken XML: {error.msg}".replace("\n", " ")) from error


class _Feedable(Protocol):
    """A parser that is given its document piece by piece."""

    def feed(self, data: bytes, /) -> None:
        """Take a piece."""
        ...

    def close(self) -> object:
        """Take the end."""
        ...


def _feed(parser: _Feedable, text: str) -> None:
    """Give a text to a parser, which tells its target.

    Raises UnreadableDocument where that takes many times longer than it should: every end tag without its
    element is sought among all that are open. What the parser and the target raise passes through.
    """
    until = time.process_time() + _SECONDS + len(text) * _SECONDS_A_CHARACTER
    for at in range(0, len(text), _PIECE):
        parser.feed(text[at : at + _PIECE].encode("utf-8", "replace"))
        if time.process_time() > until:
            raise UnreadableDocument("takes too long (elements within elements that do not end)")
    parser.close()


_NONE: dict[str, str] = {}
_DEEPEST = 200_000
_PIECE = 16_384
_SECONDS = 5
_SECONDS_A_CHARACTER = 2e-6
"""Ten times what is usual."""

_PAGES = frozenset({"html", "head", "body", "title", "meta"})
_PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_BEGINNING = 65_536
_XML = re.compile(r"\ufeff?\s*<\?xml\s")
_BEFORE_ROOT = re.compile(
    r"\s+|\ufeff|<\?.*?\?>|<!--.*?-->|<!doctype\s+(?P<doctype>[\w:]+)[^\[>]*(?:\[.*?\]\s*)?>",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(r"<([A-Za-z][\w:.-]*)(?=[\s/>])")
_DECLARED = re.compile(
    rb"""<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']([\w:.-]{1,40})|<meta\s[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w:.-]{1,40})""",
    re.IGNORECASE,
)
_LABELS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
"""What pages mean by these labels, as the WHATWG's Encoding Standard has it."""
_TEXTUAL = re.compile(
    r"(?:windows|cp|iso|koi8|gb|big5|shift|sjis|euc|latin|mac|us-ascii|ascii|utf-?16)", re.I
)


def _beginning(data: bytes) -> str:
    """Return the beginning, read so that its ASCII characters are right."""
    for mark in (codecs.BOM_UTF16_LE, b"<\0"):
        if data.startswith(mark):
            return data[:_BEGINNING].decode("utf-16-le", "replace")
    for mark in (codecs.BOM_UTF16_BE, b"\0<"):
        if data.startswith(mark):
            return data[:_BEGINNING].decode("utf-16-be", "replace")
    return data[:_BEGINNING].removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _prolog(text: str) -> tuple[str, str, int]:
    """Return the document type and the root's name, in lower case, and where the root begins."""
    doctype, at = "", 0
    while found := _BEFORE_ROOT.match(text, at):
        doctype = (found.group("doctype") or doctype).lower()
        at = found.end()
    root = _ROOT.match(text, at)
    return doctype, root[1].lower() if root else "", at


def _decode(data: bytes) -> tuple[str, str]:
    declared = _DECLARED.search(data, 0, 4096)
    if not declared or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        label = (declared[1] or declared[2]).decode()
    try:
        encoding = codecs.lookup(label).name if _TEXTUAL.match(label) else ""
        encoding = _LABELS.get(encoding, encoding)
        return data.decode(encoding), encoding.replace("cp125", "windows-125")
    except (LookupError, UnicodeDecodeError):
        return decode(data)
