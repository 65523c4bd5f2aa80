"""An HTML page as a reader sees it: its elements numbered, but for those hidden or leading elsewhere."""

from __future__ import annotations

import re

from .markup import Target, elements

BLOCKS = elements("html", "block")
"""The elements that begin on a line of their own."""

_UNSEEN = elements("html", "no")
_AROUND = frozenset({"navigation", "banner", "contentinfo", "search", "menu", "menubar", "doc-toc"})
"""The roles of what stands around a text on every page of a site."""
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*comment", re.IGNORECASE
)
_LEFT_OUT = re.compile(r"\b(?:mw-editsection|mw-jump-link|MsoCommentReference)\b")


class Page(Target):
    """A target that hears the visible elements of a page; `number` is that of the last one begun, from 0."""

    def __init__(self) -> None:
        super().__init__()
        self.number = -1
        self._hidden = 0

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """Pass the beginning of a visible element on."""
        if self._hidden or tag in _UNSEEN or (attributes and _is_hidden(attributes)):
            self._hidden += 1
            return
        self.number += 1
        self.opened(tag, attributes)

    def finish(self, tag: str) -> None:
        """Pass the end of a visible element on."""
        if self._hidden:
            self._hidden -= 1
        else:
            self.closed(tag)

    def say(self, text: str) -> None:
        """Pass a visible text on."""
        if not self._hidden:
            self.text(text)

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        """Do what the beginning of a visible element asks for."""
        raise NotImplementedError

    def closed(self, tag: str) -> None:
        """Do what its end asks for."""
        raise NotImplementedError

    def text(self, text: str) -> None:
        """Do what a visible text asks for."""
        raise NotImplementedError


def is_raised(tag: str, attributes: dict[str, str]) -> bool:
    """Say whether an element prints its text raised."""
    return tag == "sup" or (bool(attributes) and _RAISED.search(attributes.get("style", "")) is not None)


_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)


def _is_hidden(attributes: dict[str, str]) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("role", "") in _AROUND
        or _HIDDEN.search(attributes.get("style", "")) is not None
        or _LEFT_OUT.search(attributes.get("class", "")) is not None
    )
