"""What a citation is, as it leaves the grammar and the program."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

SCHEMA = "unxref.citation/1"


@dataclass(frozen=True, slots=True)
class Part:
    """One level of a pinpoint: `chapter` `I`, `paragraph` `29`."""

    unit: str
    value: str


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """The part of the instrument that is cited, as printed and as parts from the outer level in."""

    text: str
    parts: tuple[Part, ...]
    at: tuple[int, int] | None = field(default=None, compare=False)
    """Where it stands in the text as it is read, while it is; nothing of it leaves the program."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of one instrument in one document.

    The fields stand in the order in which they leave the program (see `docs/citation.schema.json`).
    Offsets are code points into the document's text, lines and columns count from 1.
    """

    document: str
    start: int
    end: int
    text: str
    line: int
    column: int
    page: int | None
    id: str | None
    """The instrument; None where the text leaves it open, and then `also` holds the candidates."""
    also: tuple[str, ...]
    kind: str
    """resolution, decision, statement, treaty, instrument (named, not a treaty) or document."""
    body: str | None
    """The adopting or issuing body, by its English name."""
    via: str
    """How it was recognised: symbol, number, list, name, short-name, ibid, back-reference or link."""
    date: str | None
    """The date that the text gives, ISO, as far as it goes (`1964-03`)."""
    title: str | None
    """The title as cited."""
    pinpoint: Pinpoint | None
    part: str | None
    """Where in the document: preamble, operative or annex."""
    relation: str | None
    """What the paragraph does with the instrument, a word of the vocabulary in `relations.csv`."""
    opening: str | None
    """The words that open the paragraph, as printed."""
    verb: str | None
    """The relation of a nearer verb (`in which it endorsed`)."""
    note: str | None
    """The marker of the footnote in which the citation stands."""
    called_from: int | None
    """Where that footnote is called."""
    repaired: str | None
    """What damaged print was read as."""
    language: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document is, as far as its heading, its metadata or the name of its file tell."""

    symbol: str | None = None
    """The id of the document itself (`A/RES/77/233`)."""
    title: str | None = None
    body: str | None = None
    """The body whose text it is, by its English name: the owner of `its resolution`."""
    date: str | None = None
    language: str = "en"


def to_json(citation: Citation) -> dict[str, Any]:
    """Return the citation as the object that leaves the program, keys in their order."""
    plain: dict[str, Any] = {"schema": SCHEMA}
    for name in _FIELDS:
        plain[name] = getattr(citation, name)
    plain["also"] = list(citation.also)
    if citation.pinpoint is not None:
        plain["pinpoint"] = {
            "text": citation.pinpoint.text,
            "parts": [{"unit": p.unit, "value": p.value} for p in citation.pinpoint.parts],
        }
    return plain


def from_json(plain: dict[str, Any]) -> Citation:
    """Read a citation back from the object that `to_json` made.

    Raises `ValueError` where it is not one of ours.
    """
    if plain.get("schema") != SCHEMA:
        raise ValueError(f"not a citation of schema {SCHEMA}: {plain.get('schema')!r}")
    try:
        values = {name: plain[name] for name in _FIELDS}
        pinpoint = values["pinpoint"]
        values["also"] = tuple(values["also"])
        if pinpoint is not None:
            values["pinpoint"] = Pinpoint(
                pinpoint["text"], tuple(Part(p["unit"], p["value"]) for p in pinpoint["parts"])
            )
    except (KeyError, TypeError) as error:
        raise ValueError(f"a citation lacks {error}") from error
    return Citation(**values)


_FIELDS = tuple(f.name for f in fields(Citation))
