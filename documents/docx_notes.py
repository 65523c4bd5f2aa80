"""Word's footnotes and endnotes: what they say, and the marks that print numbers them by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .docx_numbers import printed
from .docx_tree import W, count, value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .docx_package import Package, Relation
    from .docx_tree import Element

FOOTNOTE, ENDNOTE = "footnote", "endnote"
_USUAL = {FOOTNOTE: "decimal", ENDNOTE: "lowerRoman"}


@dataclass(frozen=True, slots=True)
class NoteForm:
    """How the footnotes or the endnotes of a section are numbered."""

    form: str | None = None
    start: int | None = None
    restart: str | None = None
    """`continuous`, `eachSect`, `eachPage`."""

    @classmethod
    def of(cls, properties: Element | None, kind: str) -> NoteForm:
        """Read what the properties of a section, or the settings of the file, say of a kind of notes."""
        said = None if properties is None else properties.find(f"{W}{kind}Pr")
        if said is None:
            return cls()
        start = count(value(said, "numStart"))
        return cls(value(said, "numFmt") or None, start, value(said, "numRestart") or None)

    def over(self, other: NoteForm) -> NoteForm:
        """Return what is said here, and of the rest what the other says."""
        return NoteForm(self.form or other.form, self.start or other.start, self.restart or other.restart)


class _Numbers:
    """The marks of one kind of notes, counted on as they are called."""

    def __init__(self, sections: Sequence[NoteForm], usual: str) -> None:
        self._sections = [replace(section, form=section.form or usual) for section in sections]
        self._section = 0
        self._number = self._form.start or 1

    @property
    def _form(self) -> NoteForm:
        last = len(self._sections) - 1
        return self._sections[min(self._section, last)] if last >= 0 else NoteForm("decimal")

    def next(self) -> str:
        """Return the mark of the note that is called next."""
        number = self._number
        self._number += 1
        return printed(number, self._form.form or "decimal") or str(number)

    def section(self) -> None:
        """Begin a section; it begins a page, too."""
        self._section += 1
        self._restart("eachSect", "eachPage")

    def page(self) -> None:
        """Begin a page."""
        self._restart("eachPage")

    def _restart(self, *kinds: str) -> None:
        if self._form.restart in kinds:
            self._number = self._form.start or 1


class Notes:
    """The notes of one kind, by their ids in the file."""

    def __init__(self, kind: str, package: Package, part: Relation | None, forms: Sequence[NoteForm]) -> None:
        root = package.parse(part.target) if part and not part.external else None
        self.kind = kind
        self.numbers = _Numbers(forms, _USUAL[kind])
        self.relations = package.relations(part.target) if part and root is not None else {}
        self._notes = {n.get(f"{W}id", ""): n for n in (() if root is None else root.iterfind(f"{W}{kind}"))}

    def take(self, key: str) -> Element | None:
        """Return a note the first time that it is asked for: it is printed once, however often called."""
        return self._notes.pop(key, None)
