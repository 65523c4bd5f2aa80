"""Whole texts of many hands, held against the answers that are marked in them (see `marked/README.md`)."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from unxref.citations.extract import extract
from unxref.citations.model import Citation
from unxref.documents.model import Document
from unxref.documents.notes import find_notes
from unxref.instruments.identifiers import parse
from unxref.instruments.table import named

# Of the texts of one language, or those of many, the least shares: found, right, dates, pinpoints, relations, and
# back-references.
LEAST = {
    "marked": (0.96, 0.99, 0.96, 0.94, 0.99, 0.75),
    "ar": (0.96, 0.99, 0.99, 0.95, 0.99, 0.7),
    "es": (0.95, 0.99, 0.96, 0.99, 0.99, 0.74),
    "fr": (0.97, 0.99, 0.99, 0.94, 0.99, 0.8),
    "ru": (0.98, 0.99, 0.99, 0.95, 0.97, 0.85),
    "zh": (0.97, 0.99, 0.94, 0.99, 0.99, 0.65),
}
HERE = Path(__file__).parent
TEXTS = {
    name: sorted(
        (HERE / "marked").glob("*.txt")
        if name == "marked"
        else (HERE / "marked_languages").glob(f"{name}-*.txt")
    )
    for name in LEAST
}
MARK = re.compile(r"⟦([^⟦⟧|]*)\|([^⟦⟧|]*)(?:\|([^⟦⟧]*))?⟧")
VALUES = re.compile(r"\d+|\b[IVXLC]+\b|\([a-z]\)|annex|appendix", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """One marked citation of a text."""

    start: int
    end: int
    id: str | None
    facts: dict[str, str]
    flags: frozenset[str]

    @property
    def counts(self) -> bool:
        return not self.flags & {"opt", "self", "back"}


@cache
def text_and_answers(path: Path) -> tuple[str, tuple[Answer, ...]]:
    """Return a text without its marks, and the marks."""
    plain: list[str] = []
    answers: list[Answer] = []
    marked, at, length = path.read_text(encoding="utf-8"), 0, 0
    for found in MARK.finditer(marked):
        plain += (marked[at : found.start()], found[1])
        start = length + found.start() - at
        length, at = start + len(found[1]), found.end()
        more = [word.strip() for word in (found[3] or "").split("|") if word.strip()]
        facts = dict(word.split("=", 1) for word in more if "=" in word)
        flags = frozenset(word for word in more if "=" not in word)
        meant = [None if one == "null" else one for one in found[2].split()]
        answers += (Answer(start, length, one, facts, flags) for one in meant)
    plain.append(marked[at:])
    return "".join(plain), tuple(answers)


def meanings(identifier: str) -> set[str]:
    """The ids that mean the same instrument: a named one's symbol, and its treaty reference."""
    instrument = named().get(identifier)
    if instrument is None:
        return {identifier}
    treaty = f"UNTS/{instrument.volume}/{instrument.registration}"
    return {identifier, treaty, *([instrument.symbol] if instrument.symbol else [])}


def same(one: str | None, other: str | None) -> bool:
    return one == other or bool(one and other and meanings(one) & meanings(other))


@cache
def outcomes(path: Path) -> tuple[tuple[str, str], ...]:
    """What became of each answer and each find of a text: a word, and the place."""
    text, answers = text_and_answers(path)
    found = list(extract(Document(path.name, text, notes=find_notes(text))))
    return tuple(_compared(path.name, text, answers, found))


def _compared(
    name: str, text: str, answers: tuple[Answer, ...], found: list[Citation]
) -> Iterator[tuple[str, str]]:
    used = set[int]()
    for answer in answers:
        if answer.flags & {"opt", "self"}:
            continue
        here = [n for n, c in enumerate(found) if c.start < answer.end and answer.start < c.end]
        right = [n for n in here if n not in used and same(found[n].id, answer.id)][:1]
        used.update(right or here)
        where = f"{name}: {text[answer.start - 30 : answer.end + 20]!r}: {answer.id}"
        if "back" in answer.flags:
            yield ("back" if right else "wrong back" if any(found[n].id for n in here) else "no back"), where
            continue
        for n in right:
            yield from _facts(found[n], answer, where)
        open_ = all(found[n].id is None for n in here)
        yield ("right" if right else "missed" if not here else "open" if open_ else "wrong"), where
    spared = [a for a in answers if not a.counts]
    for n, citation in enumerate(found):
        if n not in used and not any(citation.start < a.end and a.start < citation.end for a in spared):
            place = text[citation.start - 30 : citation.end + 20]
            yield "false", f"{name}: {place!r}: {citation.id}"


def _facts(citation: Citation, answer: Answer, where: str) -> Iterator[tuple[str, str]]:
    if date := answer.facts.get("date"):
        yield ("date" if citation.date == date else "no date"), where
    if pinpoint := answer.facts.get("pin"):
        printed = citation.pinpoint.text if citation.pinpoint else ""
        alike = VALUES.findall(printed.lower()) == VALUES.findall(pinpoint.lower())
        yield ("pinpoint" if alike else "no pinpoint"), where
    if relation := answer.facts.get("rel"):
        yield ("relation" if citation.relation == relation else "no relation"), where


@cache
def tally(name: str) -> Counter[str]:
    return Counter(what for path in TEXTS[name] for what, _ in outcomes(path))


def shown(name: str, *wanted: str) -> str:
    return "\n".join(
        f"{what}: {where}" for path in TEXTS[name] for what, where in outcomes(path) if what in wanted
    )


def share(name: str, part: str, *others: str) -> float:
    """The share of one outcome among others; 1 where there is none of them."""
    count = tally(name)
    whole = sum(count[what] for what in (part, *others))
    return count[part] / whole if whole else 1


def test_the_texts_are_many_and_their_marks_well_formed() -> None:
    paths = [path for paths in TEXTS.values() for path in paths]
    answers = [answer for path in paths for answer in text_and_answers(path)[1]]
    assert len(answers) > 4000
    for path in paths:
        assert not set(text_and_answers(path)[0]) & {"⟦", "⟧"}, path.name
    for answer in answers:
        assert answer.id is None or parse(answer.id).id == answer.id


@pytest.mark.parametrize(("name", "least"), [(name, row[0]) for name, row in LEAST.items()])
def test_nearly_all_is_found(name: str, least: float) -> None:
    assert share(name, "right", "missed", "wrong", "open") > least, shown(name, "missed", "wrong", "open")


@pytest.mark.parametrize(("name", "least"), [(name, row[1]) for name, row in LEAST.items()])
def test_what_is_given_is_right(name: str, least: float) -> None:
    assert share(name, "right", "wrong", "false") > least, shown(name, "wrong", "false")


@pytest.mark.parametrize(
    ("name", "fact", "least"),
    [
        (name, fact, least)
        for name, row in LEAST.items()
        for fact, least in zip(("date", "pinpoint", "relation", "back"), row[2:], strict=True)
    ],
)
def test_the_facts_are_right(name: str, fact: str, least: float) -> None:
    bad = f"no {fact}", f"wrong {fact}"
    assert share(name, fact, *bad) > least, shown(name, *bad)
