"""What the stand-in for the UN Digital Library holds, and how it answers a search.

The facts are true; numbers of records are invented where none is known. Beside the documents below it has
every resolution of the package's own tables.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from unxref.instruments.identifiers import Identifier, NotAnIdentifier, comparison_key, parse
from unxref.instruments.table import carried_by, resolution_facts

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Vote:
    """A recorded vote, as the library's voting record has it."""

    record: int
    meeting: str
    totals: tuple[int, int, int]
    padded: bool = False
    """Security Council: `011`."""


@dataclass(frozen=True)
class Document:
    """A document as the library catalogues it."""

    symbols: tuple[str, ...]
    """One 191 each, in the library's spelling."""
    title: tuple[str, str]
    """245 $a and $b."""
    adopted: str = ""
    published: str = ""
    printed: str = ""
    """191 $z, where the cataloguer supplied part of the symbol."""
    record: int = 0
    body: str = "General Assembly"
    action: str = ""
    """996 $a."""
    related: tuple[tuple[str, str], ...] = ()
    """First indicator and symbol of 993."""
    subjects: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("AR", "ZH", "EN", "FR", "RU", "ES")
    vote: Vote | None = None
    catalogued: bool = True
    """Whether it has a record of its own, and not only that of the vote."""


RESOLUTION = "resolution /"
DOCUMENTS = (
    Document(
        ("A/RES/74/174",),
        ("Countering child sexual exploitation and sexual abuse online :", RESOLUTION),
        adopted="2019-12-18",
        published="2020-01-28",
        action="Adopted without vote, 50th plenary meeting",
        related=(("3", "A/74/400"), ("4", "A/74/PV.50")),
        subjects=("CRIME PREVENTION", "CHILD ABUSE"),
    ),
    Document(
        ("A/RES/78/220",),
        ("Situation of human rights in the Islamic Republic of Iran :", RESOLUTION),
        adopted="2023-12-19",
        published="2023-12-22",
        record=4033024,
        action="Adopted 78-30-68, 50th plenary meeting",
        related=(("2", "A/C.3/78/L.41"), ("3", "A/78/481/Add.3"), ("4", "A/78/PV.50")),
        subjects=("HUMAN RIGHTS--REPORTS",),
        languages=("AR", "ZH", "EN", "FR", "RU", "ES", "DE"),
        vote=Vote(4033030, "A/78/PV.50", (78, 30, 68)),
    ),
    Document(
        ("A/RES/78/183 B",),
        ("Enlargement of the Executive Committee of the Programme of the UNHCR :", RESOLUTION),
        adopted="2023-12-19",
        published="2023-12-21",
        action="Adopted 128-4-43, 50th plenary meeting",
        related=(("3", "A/78/474"), ("4", "A/78/PV.50")),
        vote=Vote(4030709, "A/78/PV.50", (128, 4, 43)),
    ),
    Document(
        ("A/RES/217(III)[A]",),
        ("International Bill of Human Rights :", "Universal Declaration of Human Rights : resolution /"),
        adopted="19481210",
        published="1949",
        printed="A/RES/217(III)",
        related=(("3", "A/777"), ("4", "A/PV.183")),
        subjects=("HUMAN RIGHTS",),
        languages=("EN", "FR"),
        vote=Vote(670964, "A/PV.183", (48, 0, 8)),
    ),
    Document(
        ("A/RES/75/254A-C",),
        ("Programme budget for 2021 :", "resolutions /"),
        adopted="2020-12-31",
        published="2021-01-07",
        vote=Vote(3896179, "A/75/PV.48(Resumption1)", (168, 2, 0)),
    ),
    Document(
        ("A/RES/ES-11/1",),
        ("Aggression against Ukraine :", RESOLUTION),
        adopted="2022-03-02",
        vote=Vote(3959039, "A/ES-11/PV.5", (141, 5, 35)),
        catalogued=False,
    ),
    Document(
        ("S/RES/1325(2000)",),
        ("Security Council resolution 1325 (2000) [on women and peace and security]", ""),
        adopted="2000-10-31",
        published="2000-10-31",
        body="Security Council",
        subjects=("WOMEN IN ARMED CONFLICTS",),
        vote=Vote(426131, "S/PV.4213", (15, 0, 0), padded=True),
    ),
    Document(
        ("S/RES/2273 (2016)",),
        (
            "Security Council resolution 2273 (2016) [on extension of the mandate of UNSMIL]",
            "",
        ),
        adopted="2016-03-15",
        published="2016-03-15",
        body="Security Council",
        vote=Vote(825093, "S/PV.7644", (15, 0, 0), padded=True),
    ),
    Document(
        ("E/RES/2011/33",),
        (
            "Prevention, protection and international cooperation against the use of new information"
            " technologies to abuse and/or exploit children :",
            RESOLUTION,
        ),
        adopted="2011-07-28",
        published="2012",
        body="Economic and Social Council",
        subjects=("SEXUAL EXPLOITATION", "CHILDREN"),
    ),
    Document(
        ("E/1980/29", "E/ECWA/114"),
        ("Economic Commission for Western Asia :", "report on the 7th session"),
        published="1980",
        body="Economic and Social Council",
        languages=(),
    ),
    Document(
        ("A/70/95", "S/2015/446"),
        ("Uniting our strengths for peace :", "report of the High-level Panel on Peace Operations"),
        published="2015-06-17",
    ),
    Document(
        ("E/2007/30/Rev.1",),
        ("Commission on Crime Prevention and Criminal Justice :", "report on the 16th session"),
        published="2007",
        body="Economic and Social Council",
    ),
    Document(
        ("E/2017/30",),
        ("Commission on Crime Prevention and Criminal Justice :", "report on the 26th session"),
        published="2017",
        body="Economic and Social Council",
    ),
    Document(
        ("A/74/10",), ("International Law Commission :", "report on the 71st session"), published="2019"
    ),
    Document(("A/75/6(Sect.26)",), ("Palestine refugees :", "programme budget for 2021"), published="2020"),
)
ACTS = {
    "A/RES/34/65A": ("Question of Palestine", "1979-11-29"),
    "A/RES/34/65B": ("Question of Palestine", "1979-11-29"),
    "A/RES/72/195": ("Improving the coordination of efforts against trafficking in persons", "2017-12-19"),
    "A/RES/73/154": ("Protecting children from bullying", "2018-12-17"),
    "A/HRC/RES/5/1": ("Institution-building of the United Nations Human Rights Council", "2007-06-18"),
    "A/HRC/RES/5/2": ("Code of conduct for special procedures mandate holders", "2007-06-18"),
    "E/CN.4/RES/2005/70": ("Human rights and transitional justice", "2005-04-20"),
    "E/RES/1992/22": ("Implementation of General Assembly resolution 46/152", "1992-07-30"),
    "E/RES/2004/27": ("Guidelines on justice for child victims and witnesses of crime", "2004-07-21"),
    "UNEP/EA.5/Res.14": ("End plastic pollution", "2022-03-02"),
}
"""Title and date of adoption of some more."""


def search(p: str, index: str = "", *, batches: bool = True, reads: int | None = None) -> list[str]:
    """Return the records of a search: terms such as `191__a:"SYMBOL"` with OR between them, or a symbol.

    Where the library does not know such batches, it looks for the words, and finds nothing. It may read so
    many terms alone; then its index, too, has symbols only as they are spelled.
    """
    terms = [f'{index}:"{p}"'] if index else p.split(" OR ")
    if len(terms) > 1 and not batches:
        return []
    if reads and index:
        return [record for record in _term(f'{index}:"{p}"') if f">{p}<" in record]
    return list(dict.fromkeys(record for term in terms[:reads] for record in _term(term)))


def _term(term: str) -> Iterator[str]:
    read = re.fullmatch(r'(191__a|791__a|symbol):"(.+)"', term)
    if not read:
        return
    tag, symbol = read.groups()
    for document in _hits(symbol, tag):
        own, others = filed(document)
        yield from map(record_xml, own if tag != "791__a" else ())
        yield from map(record_xml, others if tag != "191__a" else ())


def marc_page(records: list[str], first: int, most: int) -> str:
    """Return so many of the records, from the one with this number, as the library does."""
    return marc_answer(records[first - 1 : first - 1 + most], len(records))


def api_page(records: list[str], first: int, most: int, search_id: str) -> str:
    """Return them as the library's interface does."""
    collection = "".join(records[first - 1 : first - 1 + most])
    return (
        f"<response>\n  <total>{len(records)}</total>\n  <search_id>{search_id}</search_id>\n"
        f'  <collection xmlns="http://www.loc.gov/MARC21/slim">{collection}</collection>\n</response>'
    )


def marc_answer(records: list[str], total: int | None) -> str:
    """Frame records as the library does."""
    counted = "" if total is None else f"<!-- Search-Engine-Total-Number-Of-Results: {total} -->\n"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{counted}<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
        f"{''.join(records)}</collection>"
    )


def documents_of(symbol: str) -> Iterator[Document]:
    """Yield all documents above, and that of the tables which has the symbol."""
    yield from DOCUMENTS
    yield from _of_the_table(symbol)


def _hits(symbol: str, tag: str) -> Iterator[Document]:
    """Yield the documents of a symbol as spelled; from the index, all whose symbols begin with it."""
    for document in documents_of(symbol):
        if tag == "791__a":
            found = symbol == document.symbols[0].replace(" (", "(")
        elif tag == "191__a":
            found = symbol in document.symbols
        else:
            spelled = (*document.symbols, document.printed)
            found = symbol and any(comparison_key(s).startswith(comparison_key(symbol)) for s in spelled)
        if found:
            yield document


def _of_the_table(symbol: str) -> Iterator[Document]:
    """Make a record of an act that the tables know, or that carries an instrument of theirs."""
    try:
        identifier = parse(symbol)
    except NotAnIdentifier:
        return
    spelled = _library_spelling(identifier)
    if any(comparison_key(spelled) == comparison_key(s) for document in DOCUMENTS for s in document.symbols):
        return
    if facts := _facts(identifier.id):
        title, adopted = facts
        yield Document(
            (spelled,),
            (title, "") if identifier.series == "S/RES" else (f"{title} :", RESOLUTION),
            adopted=adopted,
            published=adopted[:4],
            body=identifier.body or "",
        )


def _facts(id: str) -> tuple[str, str] | None:
    """Return title and date of adoption."""
    if id in ACTS:
        return ACTS[id]
    if facts := resolution_facts(id):
        return facts.title or id, facts.adopted
    return next(((one.name, one.adopted) for one in carried_by(id) if one.adopted), None)


def _library_spelling(identifier: Identifier) -> str:
    """Spell a symbol as the library does: years set off since 2013, letters of the old series bracketed."""
    if identifier.series == "S/RES" and int(identifier.session or 0) >= 2013:
        return identifier.id.replace("(", " (")
    if identifier.part and "(" in identifier.id:
        return f"{identifier.id.removesuffix(identifier.part)}[{identifier.part}]"
    return identifier.id


class _Data(NamedTuple):
    tag: str
    indicator: str
    subfields: tuple[tuple[str, str], ...]


class Filed(NamedTuple):
    """A record: its number, and its fields."""

    number: int
    fields: tuple[_Data, ...]

    def values(self, tag: str, codes: str) -> Iterator[str]:
        """Yield the values of a tag's subfields."""
        for field in self.fields:
            if field.tag == tag:
                yield from (value for code, value in field.subfields if code in codes and value)


def filed(document: Document) -> tuple[list[Filed], list[Filed]]:
    """Return the document's own record; and that of the vote on it, and of a speech on it."""
    symbol = document.symbols[0]
    number = document.record or zlib.crc32(symbol.encode()) % 4_000_000
    own = [Filed(number, tuple(_bibliographic(document, number)))] if document.catalogued else []
    others: list[Filed] = []
    if document.vote:
        others.append(Filed(document.vote.record, tuple(_voting(document, document.vote))))
        speech = (
            _Data("089", " ", (("b", "B22"),)),
            _Data("791", " ", (("a", symbol),)),
            _Data("245", " ", (("a", "Speech"),)),
            _Data("989", " ", (("a", "Speeches"),)),
        )
        others.append(Filed(number + 1, speech))
    return own, others


def _bibliographic(document: Document, number: int) -> Iterator[_Data]:
    yield _Data("089", " ", (("b", "B01"),))
    for symbol in document.symbols:
        printed = (("z", document.printed),) if document.printed else ()
        yield _Data("191", " ", (("a", symbol), *printed, ("b", "A/"), ("9", "G10")))
    title, rest = document.title
    yield _Data("245", "1", (("a", title), ("b", rest), ("c", f"adopted by the {document.body}")))
    yield _Data("260", " ", (("a", "[New York] :"), ("b", "UN,"), ("c", document.published)))
    yield _Data("269", " ", (("a", document.published),))
    yield from (_Data("650", " ", (("a", subject),)) for subject in document.subjects)
    for language in document.languages:
        name = re.sub(r"[ /]", "_", document.symbols[0]).replace("[", "^").replace("]", "^")
        address = f"https://digitallibrary.un.org/record/{number}/files/{name}-{language}.pdf"
        yield _Data("856", "4", (("y", "Other"), ("s", "120000"), ("u", address)))
    yield _Data("981", " ", (("a", document.body),))
    yield _Data("989", " ", (("a", "Documents and Publications"), ("b", "Resolutions and Decisions")))
    yield _Data("992", " ", (("a", document.adopted),))
    yield from (_Data("993", indicator, (("a", symbol),)) for indicator, symbol in document.related)
    yield _Data("996", " ", (("a", document.action),))


def _voting(document: Document, vote: Vote) -> Iterator[_Data]:
    counts = [f"{count:03}" if vote.padded else str(count) for count in vote.totals]
    yield _Data("039", " ", (("a", "VOT"),))
    yield _Data("089", " ", (("b", "B23"),))
    yield _Data("245", " ", (("a", document.title[0]), ("b", document.title[1])))
    yield _Data("269", " ", (("a", document.adopted),))
    yield _Data("590", " ", (("a", "Vote"),))
    # The voting records never have a space in the Council's symbols.
    symbol = document.symbols[0].replace(" (", "(")
    yield _Data("791", " ", (("a", symbol), *((("z", document.printed),) if document.printed else ())))
    yield _Data("952", " ", (("a", vote.meeting),))
    yield _Data("989", " ", (("a", "Voting Data"),))
    yield _Data("991", "1", (("d", "AGENDA SUBJECT"),))
    yield _Data("996", " ", tuple(zip("bcd", counts, strict=True)))


def record_xml(entry: Filed) -> str:
    """Write a record in XML."""
    written = "".join(map(_field, entry.fields))
    return (
        f'  <record>\n    <controlfield tag="000">00000nam a2200025#a ||||</controlfield>\n'
        f'    <controlfield tag="001">{entry.number}</controlfield>\n{written}  </record>\n'
    )


def _field(data: _Data) -> str:
    subfields = "".join(
        f"      <subfield code={quoteattr(code)}>{escape(text)}</subfield>\n"
        for code, text in data.subfields
        if text
    )
    return f'    <datafield tag="{data.tag}" ind1="{data.indicator}" ind2=" ">\n{subfields}    </datafield>\n'


OTHER = Filed(
    1, (_Data("191", " ", (("a", "A/RES/1/1"),)), _Data("245", "1", (("a", "Another"), ("b", RESOLUTION))))
)
"""The record of a document that nobody asks for."""
