"""What metadata say of a document: candidates for its symbol, its title, date and language."""

from __future__ import annotations

import csv
import re
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .model import About

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def told(format: str, values: Iterable[tuple[str, str]]) -> About:
    """Return what metadata say: pairs of a name and a value. `metadata.csv` tells what a format's names mean.

    They count in any case; of several titles, dates or languages, the one whose name the table has first.
    """
    given: dict[str, list[str]] = {}
    for name, value in values:
        if value := " ".join(value.split()):
            given.setdefault(name.lower(), []).append(value)
    said = {means: [v for name in names(format, means) for v in given.get(name, ())] for means in _MEANINGS}
    return About(
        symbols=tuple(dict.fromkeys(said["symbol"])),
        title=next(iter(said["title"]), None),
        date=next(filter(None, map(iso_date, said["date"])), None),
        language=next(filter(None, map(language, said["language"])), None),
    )


def language(said: str) -> str | None:
    """Return the ISO 639-1 code of a language (`en-US`, `eng`, `English`); None for what is none."""
    said = said.strip().lower()
    return _languages().get(said) or (said[:2] if _TAG.fullmatch(said) else None)


def iso_date(said: str) -> str | None:
    """Return an ISO date as far as it goes, without its time; None for what is no date."""
    found = _DATE.match(said)
    with suppress(ValueError):
        if found and date.fromisoformat(f"{found[1]}{found[2] or '-01'}{found[3] or '-01'}"):
            return found[0]
    return None


def of_letter(letter: str) -> str | None:
    """Return the code of the language that the UN's own letter stands for (`A/RES/78/10 (E)`)."""
    return _letters().get(letter)


@cache
def names(format: str, means: str) -> tuple[str, ...]:
    """Return the names, in lower case, that a format has for what is meant, those first that count more."""
    return tuple(
        row["name"] for row in _rows("metadata.csv") if (row["format"], row["means"]) == (format, means)
    )


def of_tesseract(code: str) -> str | None:
    """Return what tesseract calls a language, from its ISO 639-1 code."""
    return next((row["tesseract"] for row in _rows("languages.csv") if row["code"] == code), None)


_MEANINGS = ("symbol", "title", "date", "language")
_TAG = re.compile(r"[a-z]{2}(?:[-_][a-z\d-]{2,16})?")
_DATE = re.compile(r"(\d{4})(-\d\d)?(-\d\d)?(?![\d-])")


@cache
def _languages() -> Mapping[str, str]:
    """Return by each of their names, in lower case, the codes of languages."""
    said = ((row["code"], row["also"].split("|")) for row in _rows("languages.csv"))
    return {name: code for code, also in said for name in (code, *also)}


@cache
def _letters() -> Mapping[str, str]:
    return {row["letter"]: row["code"] for row in _rows("languages.csv")}


@cache
def _rows(table: str) -> tuple[dict[str, str], ...]:
    with Path(__file__).with_name(table).open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))
