"""XML from a service or a file: parsed without document type and so without entities, whole or in pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Protocol
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator


class NotXML(ValueError):
    """The bytes are no well-formed XML, or XML with a document type."""


class Target(Protocol):
    """What hears the elements of a document as they come; what it raises ends the reading."""

    @property
    def heard(self) -> int:
        """A number that grows with every element and text."""
        ...

    def start(self, tag: str, attrib: dict[str, str], /) -> object:
        """Hear an element begin, its name with its namespace: `{http://…}record`."""
        ...

    def data(self, data: str, /) -> object:
        """Hear a piece of text."""
        ...

    def end(self, tag: str, /) -> object:
        """Hear an element end."""
        ...

    def doctype(self, name: str, public: str | None, system: str | None, /) -> object:
        """Hear a document type."""
        ...


class WithoutDoctype:
    """A target that refuses a document type."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """Refuse it. Raises `NotXML`."""
        raise NotXML(f"a document type is declared: {name}")


def parse(body: bytes) -> Element:
    """Return the root of the document. Raises `NotXML`."""
    parser = XMLParser(target=_Tree())
    try:
        parser.feed(body)
        return parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise NotXML(str(error)) from error


def stream(file: BinaryIO, target: Target) -> Iterator[None]:
    """Let a target hear a document; yield after each piece of it. Raises `NotXML`, what came before is heard.

    Memory does not grow with the document, unless the target's does.
    """
    parser = XMLParser(target=target)
    silent = 0
    try:
        while piece := file.read(_PIECE):
            heard = target.heard
            parser.feed(piece)
            silent = silent + len(piece) if target.heard == heard else 0
            if silent > _LONGEST:
                raise NotXML(f"a tag or a comment of more than {_LONGEST // 1_000_000} MB")
            yield
        parser.close()
    except (ParseError, ValueError, LookupError) as error:
        yield
        raise NotXML(str(error)) from error
    yield


_PIECE = 1 << 16
_LONGEST = 4_000_000
"""Bytes of a document that say nothing: the parser keeps a tag until it ends."""


class _Tree(WithoutDoctype, TreeBuilder):
    pass
