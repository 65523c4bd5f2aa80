"""Lines of their own in running text: names, headings and labels over numbers, and the rows of tables."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING

from .dates import date_after
from .headings import LONGEST, is_adopted, is_masthead, said
from .language import Language, either
from .listing import Context, Head, first_gap, pure_glue
from .mentions import Mention, mentions
from .numbers import HeadMark, NumberMark
from .owners import Owner, owner_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# How far a line of a table may stand from its head or the line before, in characters.
TABLE_REACH = 2400
# How far back the line of a number is looked for, in characters.
_LINE = 160
# A line at least so long is wrapped text where no number begins it.
_WRAPPED = 50


def alone(text: str, words: Language) -> Iterator[Mention]:
    """Yield the names of bodies that are lines of their own, a blank line before them."""
    for mention in mentions(text, words):
        at = mention.start
        edges = text[at - 1 : at] in ("", "\n") and text[mention.end : mention.end + 1] in (
            "",
            "\n",
            ":",
            " ",
        )
        if not edges or is_masthead(text, at, mention.end, words):
            continue
        if _ALONE_BEHIND.match(text, mention.end) and _ALONE_BEFORE.search(text, max(0, at - 80), at):
            yield mention


def named_over(text: str, mention: Mention, context: Context) -> Head | None:
    """Return a heading that is no more than the name of a body: `Security Council`."""
    owner = owner_at(text, mention.start, context.words, context.near(mention.start))
    if owner is None or owner.foreign or not owner.told:
        return None
    here = HeadMark(mention.start, mention.end, "resolution", None)
    owner = owner._replace(sure=False)
    return Head(here, mention.start, owner, table=True, over=mention.end, either=True)


def labelled(text: str, at: int, context: Context) -> Owner | None:
    """Return the body that opens a line and, with a colon behind it, announces what follows."""
    if text[at - 2 : at - 1] != ":" and text[at - 3 : at - 2] != ":":
        return None
    label = _LABEL.search(text, max(0, at - 4), at)
    mention = mentions(text, context.words).ending(label.start()) if label else None
    if mention is None or not _LINE_BEFORE.search(text, max(0, mention.start - 8), mention.start):
        return None
    owner = owner_at(text, mention.start, context.words, context.near(at))
    return owner if owner and owner.told else None


def note_heading(text: str, head: Head, words: Language) -> None:
    """Note that a head is part of a line that is a heading: `Resolutions of the Security Council`."""
    mark = head.mark
    start, end = _line(text, mark)
    if head.over or end - start > LONGEST or end - mark.end > LONGEST // 2:
        return
    if end < len(text) and not text.startswith(("\n\n", "\n \n"), end):
        return
    if is_adopted(text, mark.start, words):  # it is a document's own
        return
    says = said(text, start, end, words)
    if says and says.owner and not says.owner.foreign:
        head.owner, head.start, head.over = says.owner._replace(start=start, end=end), start, end
        head.either = len(says.kinds) > 1


def _line(text: str, mark: HeadMark) -> tuple[int, int]:
    """Return where the line of a head begins and ends, as far as a heading may be long."""
    start = text.rfind("\n", max(0, mark.start - LONGEST), mark.start) + 1
    end = text.find("\n", mark.end, mark.end + LONGEST)
    if not start and mark.start > LONGEST:
        start = mark.start - LONGEST - 1
    return start, end if end >= 0 else min(len(text), mark.end + LONGEST + 1)


def owner_of_row(
    text: str, head: Head, behind: Iterable[HeadMark | NumberMark | Mention], table: Head, context: Context
) -> Owner | None:
    """Return whose the row is that a head opens, `Decision 2015/254`; its own body where it opens none.

    `behind` are the marks that follow the head. The body named right before it may end a cell of the line
    above, or begin what prose says below a table: where this cannot be told, it may be either's.
    """
    line = _line_start(text, head.mark.start)
    bodiless = head.owner is None or head.owner.start < line
    if not bodiless or not _has_shape_of_row(text, line, head, behind, table, context):
        return head.owner
    above = _above(text, line, table.over)
    small = text[head.mark.start].islower()  # as sentences go on
    if above is _Above.PROSE or (small and (head.owner or above is _Above.EITHER)):
        return head.owner
    if head.owner is None or table.owner is None or above is _Above.ROW:
        return table.owner
    return head.owner._replace(bodies=(*head.owner.bodies, *table.owner.bodies), told=())


def _has_shape_of_row(
    text: str,
    line: int,
    head: Head,
    behind: Iterable[HeadMark | NumberMark | Mention],
    table: Head,
    context: Context,
) -> bool:
    """Whether a head opens a line, and behind its number a cell ends or a title follows."""
    at = head.mark.start
    if at - table.over >= TABLE_REACH or text[line:at].strip():
        return False
    end = head.entries[-1].end if head.entries else head.mark.end
    for mark in behind:
        glue = first_gap(context.words) if end == head.mark.end else pure_glue(context.words)
        if not isinstance(mark, NumberMark) or not glue.fullmatch(text, end, mark.start):
            break
        given = date_after(text, mark.end, context.words)
        end = given.end if given else mark.end
    return _ends_cell(text, end, context.words, listed=True)


def _ends_cell(text: str, end: int, words: Language, *, listed: bool) -> bool:
    """Whether a cell ends behind a number, or a title follows: under a heading with a body, `listed`."""
    return _CELL_OVER.match(text, end) is not None or (listed and _titled(words).match(text, end) is not None)


class _Above(Enum):
    """What stands right above a line: a row of the table or its heading, prose, or what may be either."""

    ROW = auto()
    EITHER = auto()
    PROSE = auto()


def _above(text: str, line: int, over: int) -> _Above:
    """Return what stands above a line of a table, whose heading or last known row ends at `over`.

    Prose is a block that no row begins. A line between that is not indented may go on a row, or begin prose.
    """
    end, between, margin = line - 1, False, False
    while end > over:
        start = _line_start(text, end)
        printed = text[start:end]
        if not printed.strip():
            return _Above.PROSE if between else _Above.ROW
        if _ROW.match(printed) or _GAP.search(printed.strip()):
            break
        between, margin = True, margin or not printed[0].isspace()
        end = start - 1
    return _Above.EITHER if margin else _Above.ROW


def _line_start(text: str, at: int) -> int:
    """Return where the line of an offset begins, as far as a line may be long."""
    return text.rfind("\n", max(0, at - _LINE), at) + 1 or max(0, at - _LINE)


def stands_in_table(text: str, mark: NumberMark, context: Context, *, listed: bool = False) -> bool:
    """Whether a number opens a line, alone or with others, and stands before a wide gap or the line's end.

    Under a heading that names its body (`listed`) it may stand before its title.
    """
    line = _line_start(text, mark.start)
    if not _TABLE.fullmatch(text, line, mark.start) or not _ends_cell(
        text, mark.end, context.words, listed=listed
    ):
        return False
    wrapped = line - _line_start(text, line - 1) > _WRAPPED
    return not wrapped or _above(text, line, max(0, line - TABLE_REACH)) is not _Above.PROSE


def line_over(text: str, mark: HeadMark, words: Language) -> int:
    """Return where the line ends that a head closes, written out: `General Assembly resolutions`; else 0.

    Where the line below begins with a number that is no cell (`5/1 and 5/2 of 18 June 2007`), a sentence
    goes on, and nothing stands over a table.
    """
    if text[mark.start : mark.end].lower() not in words.plural_heads:
        return 0
    over = _heading_over(words).match(text, mark.end)
    alone = over and (mark.start < _LINE or text.rfind("\n", mark.start - _LINE, mark.start) >= 0)
    if not over or not alone:
        return 0
    return 0 if _SENTENCE_BELOW.match(text, over.end()) else over.end()


# What stands before and behind a name that is a line of its own.
_ALONE_BEFORE = re.compile(r"(?:\A|\n[ \t\f]{0,60}\n)\Z")
_ALONE_BEHIND = re.compile(r"[ \t]{0,8}:?[ \t]{0,80}(?:\n|\Z)")
# What stands between a body and what it announces, and before the body: the beginning of a line or a cell.
_LABEL = re.compile(r":\s{1,2}\Z")
_LINE_BEFORE = re.compile(r"(?:\A|[\n;.]\s?|   |\t|[•·*–—-]\s)\Z")
# What may stand before a number in a line of a table: other numbers.
_TABLE = re.compile(r"\s{0,80}(?:[•·*–—-]\s{1,8}|\(?[a-z]{1,3}\)\s{1,8})?(?:[\dA-Z()/ -]{1,40}[,;]\s)*")
# What stands behind a number in the first column of a table.
_CELL_OVER = re.compile(r"[ \t]{0,80}(?:\n|\Z)|[ ]{2}|[ ]?\t|;")
# A number that begins a line and a word right behind it, which joins no letter: `34/65 A and B`.
_SENTENCE_BELOW = re.compile(
    r"\s{0,80}\d[\dA-Z/-]{0,20}(?:\s?\([\dA-Z-]{1,12}\))?(?:\s[A-Z])?\s(?![a-z]{1,5}\s[A-Z]\b)[a-z]"
)
# How a row begins: with a number, or a word and a number.
_ROW = re.compile(
    r"\s{0,80}(?:[•·*–—-]\s{1,8}|\(?[a-z]{1,3}\)\s{1,8})?(?:(?![a-z])[^\W\d_]{4,20}\s{1,8})?"
    r"(?:(?:E?S-)?\d{1,4}\s?(?:/|[A-Z]?\s?\()|(?:SS\.)?[IVX]{1,6}/\d)"
)
_GAP = re.compile(r"[ ]{3}|\t")


@cache
def _titled(words: Language) -> re.Pattern[str]:
    """What stands behind a number in a list: its title (`55/2, …`, `55/2: …`, `55/2 – …`), a raised call."""
    title = words.words["title"]
    leads = either((*title["entitled"], *title["subject"]))
    return re.compile(
        rf"[,:]?\s?[“\"(]?(?:[A-Z]|(?:19|20)\d\d\s[A-Z])|,?\s{leads}\s|\s[–—-]\s|\[[a-z*]{{1,3}}\]|\s?[¹²³⁰⁴-⁹*]"
    )


@cache
def _heading_over(words: Language) -> re.Pattern[str]:
    """What may stand behind the head of a table: `General Assembly resolutions and decisions`."""
    joint = rf"\s{either(words.words['values']['list'])}\s{either(words.heads)}"
    return re.compile(rf"(?:{joint})?[ \t\f\r]{{0,80}}(?:\n|\Z)", re.IGNORECASE)
