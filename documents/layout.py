"""The lines of a plain text and what their layout says: paragraphs, rules, page breaks."""

from __future__ import annotations

import bisect
import re

from .pages import find_pages

_LINE = re.compile(r"\S[^\n\r\f]*")
_LINE_END = re.compile(r"\r\n|\r|\n")
_RULES = "_=*—–-"
_RULE = re.compile(rf"[{_RULES}]{{3,}}\s*")
_SENTENCE_END = re.compile(r"[.!?。．！？؟…][»”’\"')\]）》」]*$")
_TAIL = 12
"""So many characters at a line's end show whether a sentence ends there: quotation marks and blanks, too."""
_WORD = re.compile(r"\S{1,200}")


class Layout:
    """The lines of a text that are not blank, counted from 0."""

    def __init__(self, text: str) -> None:
        self.text = text
        spans = [found.span() for found in _LINE.finditer(text)]
        self.starts = [start for start, _ in spans]
        """Where each line's first visible character stands."""
        self.ends = [end for _, end in spans]
        """Where each line ends, blanks at its end included."""
        self.indented_tops = self._indented_tops()
        """The lines that begin a page and show it by a single blank before them, as some scans do."""
        self._tops = {self.line_from(page) for page in find_pages(text)[1:]}.union(self.indented_tops)

    def __len__(self) -> int:
        return len(self.starts)

    def _indented_tops(self) -> list[int]:
        few = len(self) // 20  # where more lines stand in, it means something else
        if not 0 < self.text.count("\n ") <= few:
            return []
        return [line for line in range(1, len(self)) if self._before(line).endswith("\n ")]

    def line_from(self, offset: int) -> int:
        """Return the first line that begins at an offset or behind it."""
        return bisect.bisect_left(self.starts, offset)

    def line_of(self, offset: int) -> int:
        """Return the line that an offset stands in."""
        return bisect.bisect_right(self.starts, offset) - 1

    def indent(self, line: int) -> int:
        """Return how many blanks stand before a line's first visible character."""
        before = self._before(line)
        return len(before) - 1 - max(before.rfind("\n"), before.rfind("\r"), before.rfind("\f"))

    def _before(self, line: int) -> str:
        """Return the white space between a line and the line before it."""
        return self.text[self.ends[line - 1] if line else 0 : self.starts[line]]

    def width(self, line: int) -> int:
        """Return how long a line is, its indent left out."""
        return self.ends[line] - self.starts[line]

    def is_full(self, line: int, width: int) -> bool:
        """Say whether the next line's first word had no room in this line, where lines are so wide."""
        word = _WORD.match(self.text, self.starts[line + 1])
        return self.width(line) + (len(word.group()) if word else 0) >= width

    def tops_page(self, line: int) -> bool:
        """Say whether a line begins a page, as far as the text shows its pages."""
        return line in self._tops

    def stands_apart(self, line: int) -> bool:
        """Say whether a blank line, a rule or a page break keeps a line from the line before it."""
        if line == 0 or line in self._tops or self.is_rule(line - 1):
            return True
        before = self._before(line)
        return len(before) > 1 and len(_LINE_END.findall(before)) > 1

    def is_rule(self, line: int) -> bool:
        """Say whether a line is nothing but a drawn rule."""
        start = self.starts[line]
        return self.text[start] in _RULES and _RULE.fullmatch(self.text, start, self.ends[line]) is not None

    def ends_sentence(self, line: int) -> bool:
        """Say whether a line ends with a full stop or the like."""
        begin = max(self.starts[line], self.ends[line] - _TAIL)
        return _SENTENCE_END.search(self.text[begin : self.ends[line]].rstrip()) is not None

    def breaks_off(self, line: int) -> bool:
        """Say whether a line goes on in the next one: no sentence ends, and it is as full as those before."""
        if self.ends_sentence(line):
            return False
        return self.is_full(
            line, max((self.width(above) for above in range(max(0, line - 5), line)), default=0)
        )
