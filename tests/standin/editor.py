"""How the stand-in for the library's own catalogue answers: searches and records, in XML and in JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from json import dumps
from typing import Any

from library import OTHER, Filed, documents_of, filed, record_xml
from reply import PAGE, Reply

RECORDS = "/editor/api/marc/bibs/records"
_SEEN: dict[int, Filed] = {}
"""What searches found, by its number here."""


def editor_answer(path: str, query: dict[str, str], *, batches: bool = True) -> Reply | None:
    """Answer a request; None where the path is none of the catalogue's."""
    if path == RECORDS:
        return _search(query, batches=batches)
    if path.startswith(RECORDS) and (found := _SEEN.get(int(path.rpartition("/")[2]))):
        other = _json(_data(OTHER))
        return _json(_data(found), {"wrong": other, "partial": other})
    return Reply(PAGE, 404) if path.startswith("/editor/") else None


def number(entry: Filed) -> int:
    """Return the number of a record in this catalogue, which is none of the UN Digital Library's."""
    return entry.number + 5_000_000


def _search(query: dict[str, str], *, batches: bool) -> Reply:
    start, limit = int(query.get("start", "1")), int(query.get("limit", "100"))
    terms = query.get("search", "").split(" OR ")
    if start < 1 or limit > 1000:
        return Reply(b'{"message": "Maximum limit is 1000"}', 404, "application/json")
    if any(term.startswith("(") for term in terms):
        return Reply(b'{"message": "Invalid search"}', 422, "application/json")
    found = list(dict.fromkeys(entry for term in terms for entry in _term(term)))
    if len(terms) > 1 and not batches:
        found = []
    _SEEN.update((number(entry), entry) for entry in found)
    shown = found[start - 1 : start - 1 + limit]
    if query.get("format") == "xml":
        return replace(
            _xml(shown), instead=_instead(_xml([OTHER]), _xml([OTHER]), _xml([]), _xml([]), _xml([]))
        )
    form = _brief if query.get("format") == "brief" else _url
    other = [form(OTHER)]
    instead = _instead(_list(other, 1), _list(other, 5000), _list([], 0), _list([], None), _list([], 3))
    return replace(_list([form(entry) for entry in shown], len(found)), instead=instead)


def _instead(*replies: Reply) -> dict[str, Reply]:
    return dict(zip(("wrong", "partial", "nothing", "nothing-uncounted", "lost"), replies, strict=True))


def _term(term: str) -> Iterator[Filed]:
    """Yield the records with a symbol, as spelled; or whose symbols begin so."""
    read = re.fullmatch(r"symbol:(?:'([^']+)'|([^'*()]+)\*)", term)
    if not read:
        return
    exact, begun = read.groups()
    for document in documents_of(exact or begun):
        for entry in (entry for entries in filed(document) for entry in entries):
            symbols = [*entry.values("191", "az"), *entry.values("791", "az")]
            if exact in symbols if exact else any(symbol.startswith(begun) for symbol in symbols):
                yield entry


def _xml(entries: list[Filed]) -> Reply:
    """Write a collection as the catalogue does: in no namespace, and without a count."""
    records = "".join(record_xml(Filed(number(entry), entry.fields)) for entry in entries)
    return Reply(f"<collection>{records}</collection>".encode(), kind="text/xml")


def _list(data: list[Any], count: int | None) -> Reply:
    counted = {} if count is None else {"count": count}
    return _json(data, meta={"name": "api_records_list", "returns": "records", **counted})


def _json(data: Any, instead: dict[str, Reply] | None = None, meta: dict[str, Any] | None = None) -> Reply:
    plain = {"_links": {}, "_meta": {"timestamp": "2026-09-01", **(meta or {})}, "data": data}
    return Reply(dumps(plain).encode(), kind="application/json", instead=instead or {})


def _url(entry: Filed) -> str:
    return f"https://metadata.un.org{RECORDS}/{number(entry)}"


def _brief(entry: Filed) -> dict[str, Any]:
    return {
        "_id": number(entry),
        "url": _url(entry),
        "symbol": "; ".join([*entry.values("191", "az"), *entry.values("791", "az")]),
        "title": " ".join(entry.values("245", "ab")),
        "date": "; ".join(entry.values("269", "a")),
        "types": "; ".join(entry.values("989", "a")),
        "agendas": list(entry.values("991", "a")),
    }


def _data(entry: Filed) -> dict[str, Any]:
    """Write a record: each tag once with all its fields, its files apart, an authority's term without a value."""
    data: dict[str, Any] = {"_id": number(entry), "000": ["00000nam a2200025#a ||||"]}
    for field in entry.fields:
        if field.tag != "856":
            subfields = [{"code": code, "value": value} for code, value in field.subfields if value]
            one = {"indicators": [field.indicator, " "], "subfields": [*subfields, {"code": "0", "xref": 1}]}
            data.setdefault(field.tag, []).append(one)
    files = list(entry.values("856", "u"))
    data["files"] = [
        {
            "mimetype": "application/pdf",
            "language": address[-6:-4],
            "url": f"https://undl-files.s3.amazonaws.com/{number(entry)}{n}",
        }
        for n, address in enumerate(files)
    ]
    data["updated"] = "2024-01-01"
    return data
