"""What the paragraphs of Word say: text, signs, links, fields, calls, notes; nothing deleted or hidden."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, ClassVar

from .docx_fields import Fields
from .docx_notes import ENDNOTE, FOOTNOTE
from .docx_signs import raised, sign
from .docx_tree import MC, PARAGRAPH, M, R, W, chosen, holds, text_boxes, value, within

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .compose import Composer
    from .docx_notes import Notes
    from .docx_numbers import Numbering
    from .docx_package import Relation
    from .docx_styles import Styles
    from .docx_tree import Element


class Runs:
    """Writes the paragraphs of the running text and of the notes."""

    def __init__(
        self,
        to: Composer,
        styles: Styles,
        numbering: Numbering,
        notes: Mapping[str, Notes],
        relations: Mapping[str, Relation],
    ) -> None:
        self.boxes = list["Element"]()
        """The text boxes that hang from what has been written."""
        self.breaks_lines = True
        """Whether a line break ends a line; in the row of a table it does not."""
        self._to = to
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._relations = relations
        self._fields = Fields(to, self._call_again)
        self._bookmarks = dict[str, str]()
        self._called = dict[str, tuple[str, str]]()
        # of the paragraph that is written
        self._style = ""
        self._unnumbered: Element | None = None
        self._joined = False
        self._behind = ""
        self._raised = False
        self._mark = ""

    def paragraph(self, paragraph: Element) -> bool:
        """Write what a paragraph says; say whether it ends, or the next one goes on with it.

        It goes on where the mark between them is deleted or hidden. The number of a paragraph is printed, and
        counted, once: with the first that is said in it.
        """
        properties = paragraph.find(f"{W}pPr")
        self._style = "" if properties is None else value(properties, "pStyle")
        self._unnumbered = None if self._joined else paragraph
        self._behind = self._behind if self._joined else ""
        self._inline(paragraph)
        mark = None if properties is None else properties.find(f"{W}rPr")
        ends = not any(holds(mark, name) for name in _JOINING)
        if ends:
            self._number()
        self._joined = not ends and self._unnumbered is None
        self._unnumbered = None
        if properties is not None and properties.find(f"{W}sectPr") is not None:
            for notes in self._notes.values():
                notes.numbers.section()
        return ends

    def end(self) -> None:
        """End the text, and the fields that it has left open."""
        self._fields.close()

    def _inline(self, element: Element) -> None:
        for child in element:
            write = self._WRITERS.get(child.tag)
            if write is not None:
                write(self, child)

    def _run(self, run: Element) -> None:
        hidden, self._raised = self._styles.run(run.find(f"{W}rPr"), self._style)
        for child in run:
            write = self._WRITERS.get(child.tag)
            if write is None or (hidden and child.tag not in _OF_FIELDS):
                continue
            write(self, child)
            if child.get(_CUSTOM) in _ON:
                break  # the mark is written
        self._raised = False

    def _say(self, text: str) -> None:
        """Write text, the number of its paragraph before it."""
        if self._fields.silent or not text:
            return
        if self._mark:
            text = self._without_mark(text)
        self._number()
        if self._raised:
            text = raised(text, self._behind)
        self._to.write(text)
        self._behind = text[-1:] or self._behind

    def _number(self) -> None:
        paragraph, self._unnumbered = self._unnumbered, None
        if paragraph is not None:
            self._to.write(self._numbering.label(paragraph.find(f"{W}pPr")))

    def _without_mark(self, text: str) -> str:
        """Return what a note says behind the mark that it begins with, typed by hand."""
        said = text.lstrip()
        if said and self._mark.startswith(said):
            self._mark = self._mark[len(said) :]
            return ""
        said = said.removeprefix(self._mark)
        self._mark = "" if said else self._mark
        return said

    # One method for each element that prints something

    def _text(self, text: Element) -> None:
        said = text.text or ""
        self._say((said if text.get(_SPACE) == "preserve" else said.strip(" \t\r\n")).replace("\u00ad", ""))

    def _sign(self, element: Element) -> None:
        self._say(sign(element.get(f"{W}char", ""), element.get(f"{W}font", "")))

    def _hyphen(self, _: Element) -> None:
        self._say("\u2011")

    def _formula(self, formula: Element) -> None:
        self._say("".join(text.text or "" for text in formula.iter(f"{M}t")))

    def _tab(self, _: Element) -> None:
        if not self._fields.silent:
            self._number()
            self._to.cell()
            self._behind = " "

    def _break(self, element: Element) -> None:
        if self._fields.silent:
            return
        if element.get(f"{W}type") == "page":
            self._page(element)
        if self.breaks_lines:
            self._to.line()
        else:
            self._say(" ")

    def _page(self, _: Element) -> None:
        for notes in self._notes.values():
            notes.numbers.page()

    def _link(self, element: Element) -> None:
        relation = self._relations.get(element.get(f"{R}id", ""))
        target = relation.target if relation and relation.external else ""
        anchor = element.get(f"{W}anchor")
        with self._to.link(f"{target}#{anchor}" if anchor else target) if target else nullcontext():
            self._inline(element)

    def _simple_field(self, element: Element) -> None:
        self._fields.begin()
        self._fields.code(element.get(f"{W}instr", ""))
        self._fields.separate()
        self._inline(element)
        self._fields.end()

    def _field(self, element: Element) -> None:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            self._fields.end()

    def _code(self, element: Element) -> None:
        self._fields.code(element.text or "")

    def _content(self, control: Element) -> None:
        for content in control.iterfind(f"{W}sdtContent"):
            self._inline(content)

    def _alternatives(self, element: Element) -> None:
        self._inline(chosen(element))

    def _drawing(self, element: Element) -> None:
        if not self._fields.silent:
            self.boxes += text_boxes(element)

    def _bookmark(self, element: Element) -> None:
        self._bookmarks[element.get(f"{W}id", "")] = element.get(f"{W}name", "")

    def _bookmark_end(self, element: Element) -> None:
        self._bookmarks.pop(element.get(f"{W}id", ""), None)

    def _call(self, reference: Element) -> None:
        """Call a note, and write it where it is called for the first time."""
        notes = self._notes.get(FOOTNOTE if reference.tag == f"{W}footnoteReference" else ENDNOTE)
        if notes is None or self._fields.silent:
            return
        identity = reference.get(f"{W}id", "")
        custom = reference.get(_CUSTOM) in _ON
        mark = _typed(reference) if custom else notes.numbers.next()
        key = f"{notes.kind} {identity}"
        self._number()
        self._to.call(key, mark)
        self._behind = mark
        self._called.update((name, (key, mark)) for name in self._bookmarks.values())
        note = notes.take(identity)
        if note is not None:
            inner = Runs(self._to, self._styles, self._numbering, {}, notes.relations)
            inner._mark = mark if custom else ""
            with self._to.note(key, mark):
                inner._note(note)
            self.boxes += inner.boxes

    def _call_again(self, bookmark: str) -> bool:
        """Call the note again whose call has that bookmark; say whether there is one."""
        if bookmark not in self._called:
            return False
        self._number()
        self._to.call(*self._called[bookmark])
        return True

    def _note(self, note: Element) -> None:
        """Write what a note says, a line for each of its paragraphs."""
        for paragraph in within(note, (PARAGRAPH,)):
            if self.paragraph(paragraph):
                self._to.line()
        self.end()

    _WRITERS: ClassVar[dict[object, Callable[[Runs, Element], None]]] = {
        f"{W}r": _run,
        f"{W}t": _text,
        f"{W}sym": _sign,
        f"{W}noBreakHyphen": _hyphen,
        f"{W}tab": _tab,
        f"{W}ptab": _tab,
        f"{W}br": _break,
        f"{W}cr": _break,
        f"{W}lastRenderedPageBreak": _page,
        f"{W}hyperlink": _link,
        f"{W}fldSimple": _simple_field,
        f"{W}fldChar": _field,
        f"{W}instrText": _code,
        f"{W}sdt": _content,
        f"{W}footnoteReference": _call,
        f"{W}endnoteReference": _call,
        f"{W}bookmarkStart": _bookmark,
        f"{W}bookmarkEnd": _bookmark_end,
        f"{W}drawing": _drawing,
        f"{W}pict": _drawing,
        f"{W}object": _drawing,
        f"{W}ins": _inline,
        f"{W}moveTo": _inline,
        f"{W}smartTag": _inline,
        f"{W}customXml": _inline,
        f"{W}bdo": _inline,
        f"{W}dir": _inline,
        f"{W}ruby": _inline,
        f"{W}rubyBase": _inline,
        f"{M}oMath": _formula,
        f"{M}oMathPara": _formula,
        f"{MC}AlternateContent": _alternatives,
    }
    """What is not here prints nothing: `w:del`, `w:moveFrom`, `w:commentReference`, `w:softHyphen`."""


def _typed(reference: Element) -> str:
    """Return the mark that stands behind a call in its run, typed by hand."""
    signs = [
        text.text or "" if text.tag == f"{W}t" else sign(text.get(f"{W}char", ""), text.get(f"{W}font", ""))
        for text in reference.itersiblings(f"{W}t", f"{W}sym")
    ]
    return "".join(signs).strip() or "*"


_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CUSTOM = f"{W}customMarkFollows"
_ON = ("1", "true", "on")
_JOINING = ("del", "moveFrom", "vanish", "specVanish")
"""What holds of the mark of a paragraph that is no paragraph of its own."""
_OF_FIELDS = (f"{W}fldChar", f"{W}instrText")
