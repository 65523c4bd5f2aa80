"""Word's footnotes and endnotes: what they say, and the marks that print numbers them by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .docx_numbers import printed
from .docx_tree import W, count, value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .docx_package import Package, Relation
    from .docx_tree import Element

FOOTNOTE, ENDNOTE = "footnote", "endnote"


@dataclass(frozen=True, slots=True)
class NoteForm:
    """How the footnotes or the endnotes of a section are numbered."""

    form: str | None = None
    start: int | None = None
    restart: str | None = None
    """`continuous`, `eachSect`, `eachPage`."""
    begins_page: bool = True
    """Whether the section begins on a page of its own."""

    @classmethod
    def of(cls, properties: Element | None, kind: str) -> NoteForm:
        """Read what the properties of a section, or the settings of the file, say of a kind of notes."""
        if properties is None:
            return cls()
        page = value(properties, "type") not in ("continuous", "nextColumn")
        said = properties.find(f"{W}{kind}Pr")
        if said is None:
            return cls(begins_page=page)
        start = count(value(said, "numStart"))
        return cls(value(said, "numFmt") or None, start, value(said, "numRestart") or None, page)

    def over(self, other: NoteForm) -> NoteForm:
        """Return what is said here, and of the rest what the other says."""
        return NoteForm(
            self.form or other.form,
            other.start if self.start is None else self.start,
            self.restart or other.restart,
            self.begins_page,
        )


class Numbers:
    """The marks of one kind of notes, counted on as they are called."""

    def __init__(self, sections: Sequence[NoteForm]) -> None:
        """`sections` has one form at least; the last one is that of all sections that follow."""
        self._sections = sections
        self._section = 0
        self._number = self._form.start or 1

    @property
    def _form(self) -> NoteForm:
        return self._sections[min(self._section, len(self._sections) - 1)]

    def next(self) -> str:
        """Return the mark of the note that is called next."""
        number = self._number
        self._number += 1
        return printed(number, self._form.form or "decimal") or str(number)

    def section(self) -> None:
        """Begin the next section."""
        self._section += 1
        self._restart("eachSect")
        if self._form.begins_page:
            self.page()

    def page(self) -> None:
        """Begin a page."""
        self._restart("eachPage")

    def _restart(self, at: str) -> None:
        if self._form.restart == at:
            self._number = self._form.start or 1


class Notes:
    """The notes of one kind, by their ids in the file."""

    def __init__(self, kind: str, package: Package, part: Relation | None) -> None:
        root = package.parse(part.target) if part and not part.external else None
        self.kind = kind
        self.relations = package.relations(part.target) if part and root is not None else {}
        self.numbers = Numbers([_USUAL[kind]])
        self._left = {
            note.get(f"{W}id", ""): note
            for note in (() if root is None else root.iterfind(f"{W}{kind}"))
            if note.get(f"{W}type", "normal") == "normal"
        }

    def __len__(self) -> int:
        """How many have not been taken."""
        return len(self._left)

    def number(self, settings: Element | None, sections: Sequence[Element]) -> None:
        """Number them as the sections say, else the settings of the file, else as is usual."""
        usual = NoteForm.of(settings, self.kind).over(_USUAL[self.kind])
        forms = [NoteForm.of(section, self.kind).over(usual) for section in sections] or [usual]
        self.numbers = Numbers(forms)

    def take(self, key: str) -> Element | None:
        """Return a note the first time that it is asked for: it is printed once, however often called."""
        return self._left.pop(key, None)


_USUAL = {FOOTNOTE: NoteForm("decimal"), ENDNOTE: NoteForm("lowerRoman")}
