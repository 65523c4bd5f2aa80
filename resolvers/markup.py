"""XML from a service: parsed from its bytes, without a document type and so without entities."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser


class NotXML(ValueError):
    """The bytes are no well-formed XML, or XML with a document type."""


def parse(body: bytes) -> Element:
    """Return the root of the document. Raises `NotXML`."""
    parser = XMLParser(target=_WithoutDoctype())
    try:
        parser.feed(body)
        return parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise NotXML(str(error)) from error


class _WithoutDoctype(TreeBuilder):
    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise NotXML(f"a document type is declared: {name}")
