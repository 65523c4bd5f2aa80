"""Treaty references become instruments: by the name near them, by number or page, or left open."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ..instruments.identifiers import NotAnIdentifier, parse
from ..instruments.numerals import arabic
from ..instruments.table import Named, by_page, by_treaty, named
from .dates import date_at
from .finds import Find
from .language import Language, data, either
from .pinpoints import pinpoint_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .treaty_series import SeriesMark, Value

# How far before a reference its treaty's date may stand, in characters.
_DATED = 160


def treaties(
    text: str, words: Language, mark: SeriesMark, called: Sequence[str], series: str | None = None
) -> Iterator[Find]:
    """Yield a treaty for each volume (and each number) of a reference.

    `called` are the instruments named right before it or at its note's call; `series` is the one that an
    `Ibid.` goes on with.
    """
    # The first page behind the number is printed as a part is: `vol. 75, No. 973, p. 287`.
    end = mark.numbers[-1].end if mark.numbers else mark.end
    found = pinpoint_after(text, end, words) or pinpoint_after(text, mark.end, words)
    one = Find(
        mark.reference,
        end,
        None,
        "treaty",
        None,
        "ibid" if mark.ibid else "number",
        date=_adopted(text, mark, words),
        pinpoint=found.pinpoint if found and found.pinpoint.parts[0].unit != "volume" else None,
    )
    before: tuple[str, ...] = ()
    for volume, number in _pairs(mark):
        meant = _meant(mark, series or mark.series, volume, number, called) or ()
        if _unknown(meant) and len(before) == 1 and _goes_on(mark, volume):
            meant = before
        before = meant
        if meant:
            start, end = _span(mark, one.end, volume, number)
            only = meant[0] if len(meant) == 1 else None
            yield one._replace(start=start, end=end, id=only, also=() if only else meant)


def arabic_volume(series: str, volume: str) -> tuple[str, str]:
    """Return series and volume with Roman volumes read: those are the League of Nations'."""
    roman = None if volume.isdigit() else arabic(volume)
    return ("LNTS", str(roman)) if roman else (series, volume)


def _pairs(mark: SeriesMark) -> Iterator[tuple[Value | None, Value | None]]:
    """Yield volume and number of each treaty: volumes share a number, numbers the last volume."""
    for volume in mark.volumes or (None,):
        last = volume is None or volume is mark.volumes[-1]
        for number in (mark.numbers if last else mark.numbers[:1]) or (None,):
            yield volume, number


def _span(mark: SeriesMark, whole: int, volume: Value | None, number: Value | None) -> tuple[int, int]:
    """Return the span of one treaty of a reference that ends at `whole`: the first begins where it does."""
    first_volume = volume is None or volume is mark.volumes[0]
    last_volume = volume is None or volume is mark.volumes[-1]
    first_number = number is None or number is mark.numbers[0]
    start = mark.reference if first_volume else volume.start if volume else mark.reference
    start = start if first_number or not number else number.start
    end = number.end if number and last_volume else volume.end if volume and not last_volume else whole
    return start, end


def _meant(
    mark: SeriesMark, series: str, volume: Value | None, number: Value | None, called: Sequence[str]
) -> tuple[str, ...]:
    """Return what a reference may mean; none where it can be none.

    Of treaties that share a number the page of only one of them decides, over the name that seems to stand
    near: `the Protocol to the Covenant (…, vol. 999, No. 14668, p. 302)`. Then the name does.
    """
    registration = number.value if number else None
    if volume is None:
        return _chosen(_of_registration(series, registration or ""), called)
    series, printed = arabic_volume(series, volume.value)
    shared = _plain(by_treaty(series, printed, registration)) if registration else ()
    shared = shared or (by_page(series, printed, mark.page) if mark.page and not registration else ())
    ids = _on_page(shared, series, printed, mark.page) or _chosen(shared, called)
    if not ids:
        ids = tuple(slug for slug in called if _agrees(named().get(slug), series, printed, registration))
    if not ids and mark.page and (known := _other_pages().get((series, printed, mark.page))):
        return (known,)
    return ids or _unlisted(f"{series}/{printed}/{registration or f'p{mark.page}'}")


def _on_page(shared: Sequence[Named], series: str, volume: str, page: str | None) -> tuple[str, ...]:
    """Return the one of several treaties that begins on a page; none where more or none of them do."""
    if not page or len(shared) < 2:
        return ()
    other = _other_pages().get((series, volume, page))
    ids = tuple(n.id for n in shared if n.page == page or n.id == other)
    return ids if len(ids) == 1 else ()


def _agrees(one: Named | None, series: str, volume: str, registration: str | None) -> bool:
    """Whether a named treaty has half of a reference: long ones fill several volumes, digits get lost."""
    if one is None or one.series != series:
        return False
    return volume == one.volume or (registration is not None and registration == one.registration)


def _goes_on(mark: SeriesMark, volume: Value | None) -> bool:
    """Whether a volume is the next one after that before it, in the same list."""
    place = mark.volumes.index(volume) if volume else 0
    if not place:
        return False
    before, this = mark.volumes[place - 1].value, mark.volumes[place].value
    return before.isdigit() and this.isdigit() and int(this) == int(before) + 1


def _unknown(ids: Sequence[str]) -> bool:
    return all("/" in one for one in ids)


def _chosen(shared: Sequence[Named], called: Sequence[str]) -> tuple[str, ...]:
    """Return the treaties that the name means, or all where it means none of them."""
    return tuple(n.id for n in shared if n.id in called) or tuple(n.id for n in shared)


def _unlisted(reference: str) -> tuple[str, ...]:
    """Return the id of a treaty that the table does not have; none for what cannot be a reference."""
    try:
        return (parse(reference).id,)
    except NotAnIdentifier:
        return ()


def _of_registration(series: str, registration: str) -> tuple[Named, ...]:
    return _plain(tuple(_registered().get((series, registration), ())))


def _plain(found: tuple[Named, ...]) -> tuple[Named, ...]:
    """Leave out amendments and the like, listed under the treaty's own number: the treaty itself is cited."""
    return tuple(n for n in found if not n.id.startswith("mtdsg-")) or found


def _adopted(text: str, mark: SeriesMark, words: Language) -> str | None:
    """Return the date that a text gives for a treaty: `(adopted 28 July 1951) 189 UNTS 137`, or behind it."""
    end = mark.start
    begin = max(0, end - _DATED)
    begin = max(begin, text.rfind(";", begin, end), text.rfind("\n\n", begin, end))
    found = _dated(words).search(text, begin, end) or _dated_behind(words).match(text, mark.end)
    date = date_at(text, found.end(), words) if found else None
    return date.iso() if date else None


@cache
def _dated(words: Language) -> re.Pattern[str]:
    on = either(words.words["heading"]["on"])
    return re.compile(rf"\b{either(words.words['series']['adopted'])}\s+(?:{on}\s+)?(?=\d|[A-Z])")


@cache
def _dated_behind(words: Language) -> re.Pattern[str]:
    return re.compile(rf",?\s+\({_dated(words).pattern}")


@cache
def _registered() -> dict[tuple[str, str], list[Named]]:
    found: dict[tuple[str, str], list[Named]] = {}
    for one in named().values():
        if one.series and one.registration:
            found.setdefault((one.series, one.registration), []).append(one)
    return found


@cache
def _other_pages() -> dict[tuple[str, str, str], str]:
    """Pages by which treaties are also cited: where another language, or the treaty itself, begins."""
    rows = (row.split(",") for row in data("treaty_pages.csv").splitlines()[1:])
    return {(series, volume, page): slug for series, volume, page, slug in rows}
