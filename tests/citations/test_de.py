"""German, which the United Nations print as well: a language that is nothing but data."""

import pytest

from unxref.citations.extract import extract
from unxref.citations.model import Citation
from unxref.citations.tongues import passages
from unxref.documents.model import Document
from unxref.documents.notes import find_notes


def read(text: str) -> list[Citation]:
    found = list(extract(Document("test", text, notes=find_notes(text)), "de"))
    assert all(text[c.start : c.end] == c.text for c in found)
    return found


SENTENCES: list[tuple[str, list[str]]] = [
    ("die Resolution 74/174 der Generalversammlung", ["A/RES/74/174"]),
    (
        "die Resolutionen 1325 (2000) und 2242 (2015) des Sicherheitsrats",
        ["S/RES/1325(2000)", "S/RES/2242(2015)"],
    ),
    ("die Resolution der Generalversammlung 3314 (XXIX)", ["A/RES/3314(XXIX)"]),
    ("Beschluss 1999/256 des Wirtschafts- und Sozialrats", ["E/DEC/1999/256"]),
    ("der Menschenrechtsrat hat in seinen Resolutionen 5/1 und 5/2", ["A/HRC/RES/5/1", "A/HRC/RES/5/2"]),
    (
        "die Charta der Vereinten Nationen und die Allgemeine Erklärung der Menschenrechte",
        ["un-charter", "udhr"],
    ),
    ("der Internationale Pakt über bürgerliche und politische Rechte", ["iccpr"]),
    ("die Genfer Abkommen von 1949", ["gc-i", "gc-ii", "gc-iii", "gc-iv"]),
    ("Vereinte Nationen, Treaty Series, Vol. 1577, Nr. 27531.", ["crc"]),
    (
        "Offizielles Protokoll der Generalversammlung, Vierundsiebzigste Tagung, Beilage 10 (A/74/10), Kap. V",
        ["A/74/10"],
    ),
    ("Offizielles Protokoll der Generalversammlung, Sechste Tagung, Beilage 19.", ["GAOR/6/Suppl.19"]),
    (
        "Beijing (Veröffentlichung der Vereinten Nationen, Best.-Nr. E.96.IV.13), Kap. I",
        ["A/CONF.177/20/Rev.1"],
    ),
    (
        "Allgemeine Empfehlung Nr. 30 des Ausschusses für die Beseitigung der Diskriminierung der Frau",
        ["CEDAW/C/GC/30"],
    ),
    ("1 Siehe A/72/633.\n2 Ebd., Ziffer 15.", ["A/72/633", "A/72/633"]),
    ("die Resolution 12/5 des Europäischen Parlaments", []),
]


@pytest.mark.parametrize(("text", "found"), SENTENCES)
def test_ids(text: str, found: list[str]) -> None:
    assert [c.id for c in read(text)] == found


def test_paragraphs_dates_and_parts() -> None:
    text = (
        "Die Generalversammlung,\nunter Hinweis auf ihre Resolution 60/251 vom 15. März 2006,\n"
        "in Bekräftigung des Artikels 12 des Übereinkommens über die Rechte des Kindes,\n"
        "1. ersucht den Generalsekretär, Ziffer 5 e) der Resolution 48/141 vom 20. Dezember 1993 zu beachten;\n"
    )
    found = [
        (c.id, c.relation, c.date, [(p.unit, p.value) for p in c.pinpoint.parts] if c.pinpoint else [])
        for c in read(text)
    ]
    assert found == [
        ("A/RES/60/251", "recalls", "2006-03-15", []),
        ("crc", "reaffirms", None, [("article", "12")]),
        ("A/RES/48/141", "requests", "1993-12-20", [("paragraph", "5 (e)")]),
    ]


def test_the_language_is_found() -> None:
    text = (
        "Die Generalversammlung und der Rat sind sich der Lage in der Region und der Bedeutung des Berichts bewusst,\n"
        "und ersuchen den Generalsekretär, der Versammlung auf der nächsten Tagung zu berichten.\n"
    )
    assert [passage.code for passage in passages(text)] == ["de"]
