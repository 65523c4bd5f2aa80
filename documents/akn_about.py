"""What a document in Akoma Ntoso says of itself: its metadata, where cover and preface do not print them."""

from __future__ import annotations

import re
from datetime import date

from .metadata import iso_date, language
from .model import About


class Metadata:
    """What the metadata say, and what has been printed before the text itself."""

    def __init__(self) -> None:
        self._symbol = self._number = self._title = self._date = self._language = ""
        self._of_work = True
        self._covered = False
        self._printed: list[str] | None = []

    def hear(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in an element of the metadata: those of the work come first, then those of the translation."""
        value = attributes.get("value", "").strip()
        if tag == "FRBRlanguage":
            self._language = self._language or attributes.get("language", "")
        elif tag == "FRBRExpression":
            self._of_work = False
        elif not self._of_work:
            pass
        elif tag == "FRBRdate" and attributes.get("name") == "adoption":
            self._date = self._date or attributes.get("date", "")
        elif tag == "FRBRtitle" or (tag == "FRBRalias" and attributes.get("name") == "title"):
            self._title = self._title or value
        elif tag in ("FRBRnumber", "FRBRalias") and _SYMBOL.fullmatch(value):
            self._symbol = self._symbol or value
        elif tag == "FRBRuri" and (of_assembly := _RESOLUTION.search(value)):
            self._number = f"{of_assembly[1]}/{of_assembly[2]}"

    def see(self, tag: str) -> None:
        """Take in that an element is printed."""
        self._covered = self._covered or tag == "coverPage"

    def read(self, text: str) -> None:
        """Take in what is printed."""
        if self._printed is not None:
            self._printed.append(text)

    def missing(self) -> list[str]:
        """Return the lines that a resolution begins with and that have not been printed; once."""
        if self._printed is None:
            return []
        printed = " ".join("".join(self._printed).split())
        self._printed = None
        symbol = self._named()
        lines = [symbol] if symbol and symbol not in printed else []
        if self._number and self._language in _ENGLISH:
            lines += self._adopted() if not self._covered else []
            lines += [f"{self._number}. {self._title}"] if self._title and self._title not in printed else []
        return lines

    def told(self) -> About:
        """Return what the metadata say."""
        symbol = self._named()
        return About(
            (symbol,) if symbol else (), self._title or None, iso_date(self._date), language(self._language)
        )

    def _named(self) -> str:
        return self._symbol or (self._number and f"A/RES/{self._number}")

    def _adopted(self) -> list[str]:
        try:
            on = date.fromisoformat(self._date)
        except ValueError:
            return []
        return [f"Resolution adopted by the General Assembly on {on.day} {_MONTHS[on.month - 1]} {on.year}"]


_RESOLUTION = re.compile(r"/unga/\d{4}-\d\d-\d\d/(\d{1,3})-(\d{1,3})/")
"""In the UN's own naming: `/akn/un/statement/deliberation/unga/2023-11-21/78-10/`."""
_SYMBOL = re.compile(r"[A-Z][A-Za-z]*(?:/[\w.()-]+)+")
_ENGLISH = ("eng", "en", "")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
