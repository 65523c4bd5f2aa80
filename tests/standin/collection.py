"""What the stand-in for the treaty collection holds: the volumes and entries of the package's own table."""

from __future__ import annotations

import re
from datetime import date
from xml.sax.saxutils import escape

from unxref.instruments.numerals import arabic
from unxref.instruments.table import Named, named

CHAPTERS = {
    "I": "CHARTER OF THE UNITED NATIONS",
    "IV": "HUMAN RIGHTS",
    "XVIII": "PENAL MATTERS",
    "XXVII": "ENVIRONMENT",
}
_VOLUME = re.compile(r"/doc/Publication/UNTS/(LON/)?Volume (\d+)/v\2\.pdf")
_ENTRY = re.compile(
    r"/doc/Publication/MTDSG/Volume (I|II)/Chapter ([IVX]+)/(\2-[\w-]+)\.en\.xml", re.IGNORECASE
)


def treaty_file(path: str) -> bytes | None:
    """Return a volume or an entry; None where none is there."""
    if volume := _VOLUME.fullmatch(path):
        series = "LNTS" if volume[1] else "UNTS"
        there = any((one.series, one.volume) == (series, volume[2]) for one in named().values())
        return b"%PDF-1.4\n" + b"a volume of treaties\n" * 5000 + b"%%EOF\n" if there else None
    if entry := _ENTRY.fullmatch(path):
        second = (arabic(entry[2].upper()) or 0) > 12
        rows = (one for one in named().values() if one.mtdsg and one.mtdsg.lower() == entry[3].lower())
        row = next(rows, None)
        return entry_xml(row) if row and (entry[1] == "II") == second else None
    return None


def entry_xml(row: Named) -> bytes:
    """Write an entry as the depositary does: markup as text, a call glued to a year, control bytes."""
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
        <TreatyText><Text>United Nations, &lt;i&gt;Treaty Series&lt;/i&gt;</Text></TreatyText>
      </ExternalData>
    </Header>
  </Treaty>
</Document>
""".encode("iso-8859-1", "xmlcharrefreplace")


def _spoken(iso: str | None) -> str:
    return f"{(day := date.fromisoformat(iso)).day} {day:%B %Y}" if iso and len(iso) == 10 else iso or ""
