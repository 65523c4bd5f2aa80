"""A Word file as it is packed: a zip of XML parts and their relations, opened within bounds."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from lxml import etree

from .docx_tree import ROW, TABLE, R, W
from .model import UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from .docx_tree import Element


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part says of another part, or of an address outside."""

    kind: str
    """The last word of its type: `hyperlink`, `footnotes`."""
    target: str
    """The name of the part, or the address as it is."""
    external: bool


class Package:
    """The parts of a Word file. All of it raises UnreadableDocument where a part is damaged or too large."""

    def __init__(self, data: bytes) -> None:
        directory = data.rfind(b"PK\5\6")
        if directory < 0:
            raise UnreadableDocument(_DAMAGED_FILE)
        if int.from_bytes(data[directory + 12 : directory + 16], "little") > _LARGEST_DIRECTORY:
            raise UnreadableDocument("too many parts for a Word file")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED:
            raise UnreadableDocument(_DAMAGED_FILE) from None
        self._names = frozenset(self._zip.namelist())
        self._left = min(_LARGEST, max(_ALWAYS, _HIGHEST_RATIO * len(data)))
        self.main = self._main()

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relations of a part by their ids; a part without any has none."""
        folder, name = posixpath.split(part)
        root = self.parse(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = dict[str, Relation]()
        for relation in () if root is None else root.iter("{*}Relationship"):
            target, external = relation.get("Target", ""), relation.get("TargetMode") == "External"
            kind = relation.get("Type", "").rpartition("/")[2]
            path = target if external else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[relation.get("Id", "")] = Relation(kind, path, external)
        return found

    def parse(self, part: str) -> Element | None:
        """Return the root of a part; None where there is no such part."""
        if part not in self._names:
            return None
        with self._reading(part) as file:
            parser = etree.XMLParser(
                resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
            )
            root = etree.parse(file, parser).getroot()
        _refuse_doctype(root)
        return root

    def blocks(self) -> Iterator[Element]:
        """Yield what stands side by side in the text, each forgotten once the next is asked for.

        A table comes row by row, then what is left of it, which ends it: the longest ones are the text.
        """
        with self._reading(self.main) as file:
            elements = etree.iterparse(
                file,
                tag=_SIDE_BY_SIDE,
                resolve_entities=False,
                no_network=True,
                remove_comments=True,
                remove_pis=True,
            )
            for _, element in elements:
                holder = element.getparent()
                if holder is None or not _is_of_body(element, holder):
                    continue
                _refuse_doctype(element)
                yield element
                element.clear()
                for _ in range(holder.index(element)):
                    del holder[0]

    def sections(self) -> Iterator[Element]:
        """Yield the properties of each section. They stand where it ends: the whole text is read for them."""
        for block in self.blocks():
            yield from (deepcopy(section) for section in block.iter(f"{W}sectPr"))

    def properties(self) -> Iterator[tuple[str, str]]:
        """Yield the names and values of the file's properties, its own and those that somebody added."""
        for relation in self.relations("").values():
            if relation.kind not in _PROPERTIES or relation.external:
                continue
            try:
                root = self.parse(relation.target)
            except UnreadableDocument:  # the text can be read without them
                continue
            for one in () if root is None else root.iterchildren("*"):
                yield one.get("name") or etree.QName(one).localname, "".join(one.itertext("*"))

    def _main(self) -> str:
        """Return the name of the part that holds the text."""
        kinds = {relation.kind: relation.target for relation in self.relations("").values()}
        main = kinds.get("officeDocument", _USUAL)
        if main not in self._names or not main.startswith("word/"):
            raise UnreadableDocument(f"no Word file, though packed like one: it has no {_USUAL}")
        return main

    @contextmanager
    def _reading(self, part: str) -> Generator[_Part]:
        try:
            with self._zip.open(part) as file:
                yield _Part(self, file)
        except etree.XMLSyntaxError as error:
            raise UnreadableDocument(f"the Word file is damaged: {part}, {_line(error)}") from None
        except _DAMAGED as error:
            cause = "the Word file is protected by a password" if "encrypted" in str(error) else _DAMAGED_FILE
            raise UnreadableDocument(cause) from None

    def spend(self, size: int) -> None:
        """Count what has been unpacked, in bytes."""
        self._left -= size
        if self._left < 0:
            raise UnreadableDocument("the Word file unpacks to more than a document holds")


class _Part:
    """A part as the XML parser reads it: bounded, the names of strict files as those of all others."""

    def __init__(self, package: Package, file: IO[bytes]) -> None:
        self._package = package
        self._file = file
        self._at_start = True

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(min(size, _PIECE) if size > 0 else _PIECE)
        self._package.spend(len(piece))
        if self._at_start:
            for strict, usual in _STRICT:
                piece = piece.replace(strict, usual)
        self._at_start = False
        return piece


def _is_of_body(element: Element, holder: Element) -> bool:
    """Whether an element stands in the body itself, or is a row of a table there."""
    if element.tag == ROW and holder.tag == TABLE:
        above = holder.getparent()
        return above is not None and above.tag == _BODY
    return holder.tag == _BODY


def _refuse_doctype(element: Element) -> None:
    """No part of an Office file has a document type, so what declares entities is none."""
    if element.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument("the Word file declares a document type, as none does")


def _line(error: etree.XMLSyntaxError) -> str:
    return f"line {error.lineno}" if error.lineno else "no XML"


_BODY = f"{W}body"
_PROPERTIES = ("core-properties", "custom-properties")
_USUAL = "word/document.xml"
_SIDE_BY_SIDE = tuple(f"{W}{name}" for name in ("p", "tr", "tbl", "sdt", "customXml", "sectPr"))
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
_DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError)
"""What zipfile raises over files that are cut off, damaged, encrypted or packed in ways it does not know."""
_DAMAGED_FILE = "the Word file is damaged"
_PIECE = 1 << 16
_LARGEST = 200_000_000
"""In bytes of XML: forty times the longest budget of the United Nations."""
_ALWAYS = 20_000_000
_HIGHEST_RATIO = 200
"""How many times its own size a file may unpack to, beyond the first megabytes: Word's own reach forty."""
_LARGEST_DIRECTORY = 1_000_000
"""In bytes: some 10,000 parts; the longest documents have some hundreds."""
