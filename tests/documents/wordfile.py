"""Writes Word files for tests: WordprocessingML as Word itself has it, packed with what belongs to it."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(*content: str, look: str = "") -> str:
    """A run: text that has no `<` is written as text."""
    said = "".join(piece if piece.startswith("<") else t(piece) for piece in content)
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{said}</w:r>"


def p(*content: str, style: str = "", properties: str = "") -> str:
    """A paragraph: text that has no `<` becomes a run."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    said = "".join(piece if piece.startswith("<") else r(piece) for piece in content)
    return f"<w:p><w:pPr>{style}{properties}</w:pPr>{said}</w:p>"


def numbered(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def tc(*content: str, properties: str = "") -> str:
    said = "".join(piece if piece.startswith("<") else p(piece) for piece in content) or p()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{said}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row: text that has no `<` becomes a cell."""
    said = "".join(cell if cell.startswith("<w:tc") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{said}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def call(identity: int, kind: str = "footnote") -> str:
    return r(f'<w:{kind}Reference w:id="{identity}"/>', look='<w:rStyle w:val="FootnoteReference"/>')


def custom(identity: int, mark: str) -> str:
    sign = mark if mark.startswith("<") else t(mark)
    return r(f'<w:footnoteReference w:customMarkFollows="1" w:id="{identity}"/>{sign}')


def link(identity: str, *content: str, anchor: str = "") -> str:
    said = "".join(piece if piece.startswith("<") else r(piece) for piece in content)
    where = f' r:id="{identity}"' if identity else ""
    return f"<w:hyperlink{where}{f' w:anchor={quoteattr(anchor)}' if anchor else ''}>{said}</w:hyperlink>"


def field(code: str, *result: str) -> str:
    said = "".join(piece if piece.startswith("<") else r(piece) for piece in result)
    mark = '<w:fldChar w:fldCharType="{}"/>'.format
    coded = f'<w:instrText xml:space="preserve">{escape(code)}</w:instrText>'
    return r(mark("begin")) + r(coded) + r(mark("separate")) + said + r(mark("end"))


def deleted(text: str) -> str:
    return f'<w:del w:id="9" w:author="A"><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>'


def inserted(*content: str) -> str:
    said = "".join(piece if piece.startswith("<") else r(piece) for piece in content)
    return f'<w:ins w:id="8" w:author="A">{said}</w:ins>'


def section(*properties: str) -> str:
    return f"<w:sectPr>{''.join(properties)}</w:sectPr>"


def level(at: int, pattern: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def lists(*definitions: str, numbers: str = "") -> str:
    """The numbering part: list n, counted from 1, has the levels of the nth definition."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>'
        for n, levels in enumerate(definitions, 1)
    )
    plain = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(definitions) + 1)
    )
    return f"{abstract}{plain}{numbers}"


def wordfile(
    *body: str,
    footnotes: Mapping[int, str] | None = None,
    endnotes: Mapping[int, str] | None = None,
    links: Mapping[str, str] | None = None,
    parts: Mapping[str, str] | None = None,
) -> bytes:
    """A Word file. Notes are what stands in their elements; `parts` are those of `word/`, without the root."""
    held = dict(parts or {})
    for kind, notes in (("footnotes", footnotes), ("endnotes", endnotes)):
        if notes is not None:
            said = (f'<w:{kind[:-1]} w:id="{n}">{note}</w:{kind[:-1]}>' for n, note in notes.items())
            held[kind] = f'<w:{kind[:-1]} w:type="separator" w:id="-1"><w:p/></w:{kind[:-1]}>' + "".join(said)
    related = {**{name: (name.rstrip("123"), f"{name}.xml", "") for name in held}}
    files = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>'
        ),
        "_rels/.rels": relations({"rId1": ("officeDocument", "word/document.xml", "")}),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>",
        **{
            f"word/{name}.xml": f"<w:{root(name)} {NAMESPACES}>{held[name]}</w:{root(name)}>" for name in held
        },
    }
    outside = {key: ("hyperlink", target, "External") for key, target in (links or {}).items()}
    for name in ("document", *held):
        files[f"word/_rels/{name}.xml.rels"] = relations(
            {**outside, **(related if name == "document" else {})}
        )
    return packed(files)


def root(name: str) -> str:
    return "hdr" if name.startswith("header") else name


def relations(held: Mapping[str, tuple[str, str, str]]) -> str:
    rows = (
        f"<Relationship Id={quoteattr(key)} Type={quoteattr(f'{OFFICE}/{kind}')} Target={quoteattr(target)}"
        f"{f' TargetMode={quoteattr(mode)}' if mode else ''}/>"
        for key, (kind, target, mode) in held.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{"".join(rows)}</Relationships>'


def packed(files: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in files.items():
            declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            archive.writestr(name, declared + held if isinstance(held, str) else held)
    return buffer.getvalue()


def parts_of(data: bytes) -> dict[str, str | bytes]:
    """The parts of a Word file, to be packed again with others."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
