"""Word's fields: their codes are left out, their results kept, those of HYPERLINK fields as links."""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .compose import Composer


def address(code: str) -> str:
    """Return where a field code leads, `HYPERLINK "https://docs.un.org/A/RES/70/1"`; empty where nowhere."""
    found = _HYPERLINK.match(code)
    return (found[1] or found[2] or "").strip() if found else ""


@dataclass(slots=True)
class _Field:
    code: list[str] = field(default_factory=list[str])
    silent: bool = True
    """Whether what stands here is not printed: the code, or a mark that is written already."""
    coded: bool = False
    """Whether the code has ended."""
    opened: ExitStack = field(default_factory=ExitStack)


class Fields:
    """The fields that have begun and not ended, one inside the other."""

    def __init__(self, to: Composer, call_again: Callable[[str], bool]) -> None:
        """`call_again` calls the note that a bookmark marks, if it marks one."""
        self._to = to
        self._call_again = call_again
        self._open = list[_Field]()

    @property
    def silent(self) -> bool:
        """Whether what stands here is not printed."""
        return any(one.silent for one in self._open)

    def begin(self) -> None:
        """Begin a field, with its code."""
        if len(self._open) < _DEEPEST:
            self._open.append(_Field())

    def code(self, text: str) -> None:
        """Read a piece of the code."""
        if self._open and not self._open[-1].coded:
            self._open[-1].code.append(text)

    def separate(self) -> None:
        """End the code: what follows is the result."""
        if not self._open or self._open[-1].coded:
            return
        now, code = self._open[-1], "".join(self._open[-1].code)
        now.coded, now.silent = True, False
        if self.silent:
            return
        if target := address(code):
            now.opened.enter_context(self._to.link(target))
        again = _NOTE.match(code)
        now.silent = bool(again and self._call_again(again[1]))

    def end(self) -> None:
        """End the field that began last."""
        if self._open:
            self._open.pop().opened.close()

    def close(self) -> None:
        """End them all, where the text ends."""
        while self._open:
            self.end()


_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\"]\S*))', re.IGNORECASE)
_NOTE = re.compile(r'\s*NOTEREF\s+"?([^\s"\\]+)(?=.*\\f)', re.IGNORECASE | re.DOTALL)
"""With `\\f` it is printed as a call is, without it is the number in `see note 3`."""
_DEEPEST = 100
"""Fields inside fields; what a damaged file begins without end would slow all that follows."""
