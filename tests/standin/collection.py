"""What the stand-in for the treaty collection holds: volumes, treaties by themselves, entries, notifications."""

from __future__ import annotations

import re
from datetime import date
from xml.sax.saxutils import escape

from unxref.instruments.numerals import arabic
from unxref.instruments.table import Named, named

CHAPTERS = {
    "I": "CHARTER OF THE UNITED NATIONS",
    "III": "PRIVILEGES AND IMMUNITIES, DIPLOMATIC AND CONSULAR RELATIONS, ETC",
    "IV": "HUMAN RIGHTS",
    "XVIII": "PENAL MATTERS",
    "XXVII": "ENVIRONMENT",
}
LAST_VOLUME = {"UNTS": 3007, "LNTS": 205}
"""Later volumes are printed, and not online."""
LACKING = ("UNTS", 1898)
"""A volume that is not there although later ones are."""
BY_THEMSELVES = frozenset(
    f"/doc/publication/{path}"
    for path in (
        "unts/volume 419/volume-419-i-6030-english.pdf",
        "unts/volume 204/volume-204-ii-522-english.pdf",
        "unts/volume 1899/part/volume-1899-i-32370.pdf",
        "unts/volume 3007/part/volume-3007-i-52241.pdf",
        "cn/2001/cn.283.2001-eng.pdf",
        "cn/2016/cn.63.2016-eng.pdf",
        "cn/2016/cn.735.2016-eng.pdf",
    )
)
"""Treaties in files of their own, of either form, and notifications; in lower case: case does not count."""
_VOLUME = re.compile(r"/doc/Publication/UNTS/(LON/)?Volume (\d+)/v\2\.pdf", re.IGNORECASE)
_ENTRY = re.compile(
    r"/doc/Publication/MTDSG/Volume (I|II)/Chapter ([IVX]+)/(\2-[\w-]+)\.en\.xml", re.IGNORECASE
)
_PDF = b"%PDF-1.4\n" + b"treaties, treaties\n" * 5000 + b"%%EOF\n"


def treaty_file(path: str) -> bytes | None:
    """Return a volume, a treaty, an entry or a notification; None where none is there."""
    if path.lower() in BY_THEMSELVES:
        return _PDF
    if volume := _VOLUME.fullmatch(path):
        series = "LNTS" if volume[1] else "UNTS"
        there = 1 <= int(volume[2]) <= LAST_VOLUME[series] and (series, int(volume[2])) != LACKING
        return _PDF if there else None
    if entry := _ENTRY.fullmatch(path):
        second = (arabic(entry[2].upper()) or 0) > 12
        rows = (one for one in named().values() if one.mtdsg and one.mtdsg.lower() == entry[3].lower())
        row = next(rows, None)
        return entry_xml(row) if row and (entry[1] == "II") == second else None
    return None


def entry_xml(row: Named) -> bytes:
    """Write an entry as the depositary does: markup as text, a call glued to a year, control bytes, lost ones."""
    chapter, *rest = (row.mtdsg or "").split("-")
    letter = rest.pop(0) if rest[0].isalpha() else ""
    number, *below = rest
    sub = f"<SubChapter><Header>{letter}</Header></SubChapter>" if letter else ""
    subnumber = f"<Subnumsect>{'-'.join(below)}</Subnumsect>" if below else ""
    title = "Subtitlesect" if below else "Titlesect"
    force = f"{_spoken(row.in_force)}, in accordance with \x1cits final clauses\x1d." if row.in_force else ""
    return f"""<?xml version="1.0" encoding="iso-8859-1"?>
<Document>
  <Treaty>
    <Template>mtdsg</Template>
    <Header>
      <Chapter><Header>CHAPTER {chapter}</Header><Name>{CHAPTERS.get(chapter, "")}</Name></Chapter>{sub}
      <ExternalData>
        <Numsect>{number}</Numsect>{subnumber}
        <{title}>{escape(row.name)}&lt;superscript&gt;2&lt;/superscript&gt;</{title}>
        <Conclusion>{_spoken(row.adopted)}1</Conclusion>
        <EIF><Label>Entry into force</Label><Labeltext>{force}</Labeltext></EIF>
        <Status><PartiesLabel>Parties</PartiesLabel><Parties>100</Parties></Status>
        <TreatyText><Text>United\x02Nations, &lt;i&gt;Treaty Series&lt;/i&gt;, vol.?{(row.volume or "")[1:]}</Text></TreatyText>
      </ExternalData>
    </Header>
  </Treaty>
</Document>
""".encode("iso-8859-1", "xmlcharrefreplace")


def _spoken(iso: str | None) -> str:
    return f"{(day := date.fromisoformat(iso)).day} {day:%B %Y}" if iso and len(iso) == 10 else iso or ""
