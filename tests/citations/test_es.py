"""Spanish: what documents of the United Nations print, and what they cite."""

import pytest

from unxref.citations.extract import extract
from unxref.citations.model import Citation
from unxref.documents.model import Document
from unxref.documents.notes import find_notes


def read(text: str) -> list[Citation]:
    found = list(extract(Document("test", text, notes=find_notes(text)), "es"))
    assert all(text[c.start : c.end] == c.text for c in found)
    return found


def ids(text: str) -> list[str | None]:
    return [c.id for c in read(text)]


NUMBERS: list[tuple[str, list[str]]] = [
    ("la resolución 74/174 de la Asamblea General", ["A/RES/74/174"]),
    ("las resoluciones 55/2 y 60/1 de la Asamblea General", ["A/RES/55/2", "A/RES/60/1"]),
    ("las resoluciones de la Asamblea General 55/2, 60/1 y 70/1", ["A/RES/55/2", "A/RES/60/1", "A/RES/70/1"]),
    (
        "las resoluciones del Consejo de Seguridad 1325 (2000), 1820 (2008) e 1888 (2009)",
        ["S/RES/1325(2000)", "S/RES/1820(2008)", "S/RES/1888(2009)"],
    ),
    (
        "las resoluciones del Consejo de Seguridad 242 (1967), 338 (1973) 425 (1978) y 1397 (2002)",
        ["S/RES/242(1967)", "S/RES/338(1973)", "S/RES/425(1978)", "S/RES/1397(2002)"],
    ),
    ("las resoluciones 425 y 426 (1978) del Consejo", ["S/RES/425(1978)", "S/RES/426(1978)"]),
    ("la resolución 1540 (2004), aprobada por el Consejo de Seguridad", ["S/RES/1540(2004)"]),
    ("la decisión 1999/256 del Consejo Económico y Social", ["E/DEC/1999/256"]),
    ("el Consejo Económico y Social, en su resolución 1996/31", ["E/RES/1996/31"]),
    ("la resolución 2000/37 de la Comisión de Derechos Humanos", ["E/CN.4/RES/2000/37"]),
    ("el Consejo de Derechos Humanos, en sus resoluciones 5/1 y 5/2", ["A/HRC/RES/5/1", "A/HRC/RES/5/2"]),
    ("la resolución S-16/1 del Consejo de Derechos Humanos", ["A/HRC/RES/S-16/1"]),
    ("la resolución ES-10/15 de la Asamblea General", ["A/RES/ES-10/15"]),
    ("la resolución S-23/3 de la Asamblea General, anexo", ["A/RES/S-23/3"]),
    ("la resolución 2200 A (XXI) de la Asamblea General", ["A/RES/2200(XXI)A"]),
    ("Resolución 217 A (III).", ["A/RES/217(III)A"]),
    ("la resolución 2625 (XXV) de la Asamblea General", ["A/RES/2625(XXV)"]),
    (
        "la resolución 51/211 A a C de la Asamblea General",
        ["A/RES/51/211A", "A/RES/51/211B", "A/RES/51/211C"],
    ),
    ("las resoluciones 34/65 A y B de la Asamblea General", ["A/RES/34/65A", "A/RES/34/65B"]),
    ("la resolución 26/3 de la Comisión de Prevención del Delito y Justicia Penal", ["E/CN.15/RES/26/3"]),
    ("la resolución 54/7 de la Comisión de Estupefacientes", ["E/CN.7/RES/54/7"]),
    (
        "la resolución 1/3 de la Asamblea de las Naciones Unidas sobre el Medio Ambiente",
        ["UNEP/EA.1/Res.3"],
    ),
    (
        "la decisión 1/CP.21 de la Conferencia de las Partes",
        ["FCCC/CP/DEC/1/CP.21"],
    ),
    (
        "la decisión 14/5 de la Conferencia de las Partes en el Convenio sobre la Diversidad Biológica",
        ["CBD/COP/DEC/14/5", "cbd"],
    ),
    (
        "el Consejo, de conformidad con las resoluciones de la Asamblea General 36/117 A y 52/214",
        ["A/RES/36/117A", "A/RES/52/214"],
    ),
    ("la resolución 5/1 de la Unión Africana", []),
    ("la resolución 12/5 del Parlamento Europeo", []),
    ("el artículo 62/61 y la factura 12/5", []),
    (
        "la Asamblea General aprobó la resolución 60/1 sobre la labor del Comité, teniendo presente su resolución 55/2",
        ["A/RES/60/1", "A/RES/55/2"],
    ),
    (
        "la recomendación general núm. 30 del Comité para la Eliminación de la Discriminación contra la Mujer",
        ["CEDAW/C/GC/30"],
    ),
    ("El Comité contra la Tortura, en su observación general núm. 2", ["CAT/C/GC/2"]),
    ("en sus sesiones 986ª y 989ª (CAT/C/SR.986 y 989)", ["CAT/C/SR.986", "CAT/C/SR.989"]),
]

SOURCES = [
    (
        "Documentos Oficiales del Consejo Económico y Social, 2000, Suplemento núm. 3 (E/2000/23), cap. II, secc. A.",
        ["E/2000/23"],
    ),
    (
        "Documentos Oficiales de la Asamblea General, septuagésimo cuarto período de sesiones, suplemento núm. 10 (A/74/10).",
        ["A/74/10"],
    ),
    (
        "Documentos Oficiales de la Asamblea General, sexto período de sesiones, Suplemento núm. 19, segunda parte.",
        ["GAOR/6/Suppl.19"],
    ),
    (
        "Documentos Oficiales de la Asamblea General, décimo período extraordinario de sesiones, Suplemento núm. 4 (A/S-10/4)",
        ["A/S-10/4"],
    ),
    (
        "Documentos Oficiales de la Asamblea General, 71er período de sesiones, Suplemento núm. 44",
        ["GAOR/71/Suppl.44"],
    ),
    (
        "1 Documentos Oficiales de la Asamblea General, sexagésimo séptimo período de sesiones, suplemento núm. 53 (A/67/53).\n"
        "2 Ibid., sexagésimo octavo período de sesiones, suplemento núm. 53 (A/68/53).\n3 Ibíd., cap. III.",
        ["A/67/53", "A/68/53", "A/68/53"],
    ),
    ("Naciones Unidas, Treaty Series, vol. 1577, núm. 27531.", ["crc"]),
    ("Naciones Unidas, Treaty Series, vols. 2171 y 2173, núm. 27531.", ["crc-opsc", "crc-opac"]),
    ("Naciones Unidas, Treaty Series, vol. 75, núms. 970 a 973.", ["gc-i", "gc-ii", "gc-iii", "gc-iv"]),
    ("Naciones Unidas, Recueil des Traités, vol. 189, Nº 2545.", ["refugee-convention"]),
    (
        "Beijing, 4 a 15 de septiembre de 1995 (publicación de las Naciones Unidas, núm. de venta: S.96.IV.13), cap. I",
        ["A/CONF.177/20/Rev.1"],
    ),
    (
        "El Cairo (publicación de las Naciones Unidas, núm. de venta S.95.XIII.18), cap. I, resolución 1, anexo",
        ["A/CONF.171/13/Rev.1"],
    ),
]

NAMES: list[tuple[str, list[str]]] = [
    (
        "la Carta de las Naciones Unidas y la Declaración Universal de Derechos Humanos",
        ["un-charter", "udhr"],
    ),
    ("los Pactos Internacionales de Derechos Humanos", ["iccpr", "icescr"]),
    ("los Convenios de Ginebra de 1949", ["gc-i", "gc-ii", "gc-iii", "gc-iv"]),
    ("el Cuarto Convenio de Ginebra", ["gc-iv"]),
    ("la Convención sobre las Armas Químicas y la Convención sobre las Armas Biológicas", ["cwc", "bwc"]),
    ("la Convención de 1951 sobre el Estatuto de los Refugiados", ["refugee-convention"]),
    ("la Convención de 1999 sobre el Estatuto de los Refugiados", []),  # another one
    ("la Convención sobre los derechos de las personas con discapacidad de 2008", ["crpd"]),  # in force since
    (
        "la Convención sobre el Estatuto de los Refugiados de 1951 y su Protocolo de 1967",
        ["refugee-convention", "refugee-protocol"],
    ),
    ("la Declaración y el Programa de Acción de Viena", ["vdpa"]),
    ("la aprobación de la Declaración y del Programa de Acción de Viena", ["vdpa"]),
    (
        "las Reglas Mínimas de las Naciones Unidas para el Tratamiento de los Reclusos (Reglas Nelson Mandela)",
        ["nelson-mandela-rules"],
    ),
    (
        "los tratados de Tlatelolco, Rarotonga, Bangkok y Pelindaba",
        ["tlatelolco", "rarotonga", "bangkok-treaty", "pelindaba"],
    ),
    (
        "el Protocolo Facultativo de la Convención sobre los Derechos de las Personas con Discapacidad",
        ["crpd-op"],
    ),
    ("la Convención sobre los Derechos del Niño y el artículo 12 de la Convención", ["crc", "crc"]),
    ("la Convención sobre los Derechos del Niño; los Estados partes en dicha Convención", ["crc", "crc"]),
    (
        "el Pacto Internacional de Derechos Civiles y Políticos y el Protocolo Facultativo del Pacto",
        ["iccpr"],
    ),
    (
        "la Convención sobre los Derechos de las Personas con Discapacidad y su Protocolo Facultativo",
        ["crpd", "crpd-op"],
    ),
    ("el Convenio sobre el Trabajo en la Pesca, 2007 (núm. 188)", ["ilo-188"]),
    ("el Reglamento Sanitario Internacional (2005)", ["ihr-2005"]),
    (
        "las Modalidades de Acción Acelerada para los Pequeños Estados Insulares en Desarrollo (Trayectoria de Samoa)",
        ["samoa-pathway"],
    ),
    ("la conferencia sobre los derechos de la convención", []),
]


@pytest.mark.parametrize(("text", "found"), [*NUMBERS, *SOURCES, *NAMES])
def test_ids(text: str, found: list[str]) -> None:
    assert ids(text) == found


DATES = [
    ("la resolución 41/128 de la Asamblea General, de 4 de diciembre de 1986", "1986-12-04"),
    ("la Asamblea General, en su resolución 41/128, de 4 de diciembre de 1986,", "1986-12-04"),
    ("la resolución 2000/37 de la Comisión de Derechos Humanos, de 20 de abril de 2000", "2000-04-20"),
    ("la resolución 1325 (2000) del Consejo de Seguridad, de fecha 31 de octubre de 2000", "2000-10-31"),
    (
        "la resolución 2188 (2014), aprobada por el Consejo de Seguridad el 9 de diciembre de 2014",
        "2014-12-09",
    ),
    ("la resolución 2100 (2013) del Consejo de Seguridad, de 25 de abril", "2013-04-25"),
    ("la resolución 61/11 de la Asamblea General, de 8 noviembre de 2006", "2006-11-08"),
    ("la declaración de la Presidencia de 29 de noviembre de 2013 (S/PRST/2013/15)", "2013-11-29"),
    ("la carta de fecha 5 de febrero de 2015 dirigida al Secretario General (S/2015/94)", "2015-02-05"),
    ("la resolución 60/251 de la Asamblea General, de 1º de marzo de 2006", "2006-03-01"),
]


@pytest.mark.parametrize(("text", "date"), DATES)
def test_dates(text: str, date: str) -> None:
    assert read(text)[0].date == date


PARTS = [
    ("el párrafo 2 e) de la parte dispositiva de la resolución 1373 (2001)", [("paragraph", "2 (e)")]),
    ("los párrafos 9 y 11 de la resolución 1807 (2008)", [("paragraph", "9"), ("paragraph", "11")]),
    ("los párrafos 80 a 90 de la resolución 61/105 de la Asamblea General", [("paragraph", "80-90")]),
    (
        "el apartado a) del párrafo 5 de la resolución 60/251 de la Asamblea General",
        [("paragraph", "5 (a)")],
    ),
    (
        "el artículo 20 2) del Pacto Internacional de Derechos Civiles y Políticos",
        [("article", "20"), ("paragraph", "2")],
    ),
    (
        "el inciso e del Artículo 73 de la Carta de las Naciones Unidas",
        [("article", "73 (e)")],
    ),
    ("Resolución 2200 A (XXI), anexo.", [("annex", "")]),
    ("la resolución 70/1 de la Asamblea General, párrs. 72 y 73", [("paragraph", "72"), ("paragraph", "73")]),
    ("la sección II de la resolución 45/248 B de la Asamblea General", [("section", "II")]),
    ("Véase A/72/633, párr. 14.", [("paragraph", "14")]),
    ("A/57/465, anexo I, párr. 10 a).", [("annex", "I"), ("paragraph", "10 (a)")]),
    ("el Capítulo VII de la Carta de las Naciones Unidas", [("chapter", "VII")]),
    ("el artículo 3 común a los Convenios de Ginebra de 1949", [("article", "3")]),
]


@pytest.mark.parametrize(("text", "parts"), PARTS)
def test_pinpoints(text: str, parts: list[tuple[str, str]]) -> None:
    pinpoint = read(text)[0].pinpoint
    assert pinpoint is not None
    assert [(part.unit, part.value) for part in pinpoint.parts] == parts


PARAGRAPHS = [
    ("Recordando su resolución 70/1, de 25 de septiembre de 2015,", "recalls"),
    ("Recordando además la resolución 70/1,", "recalls"),
    ("Reafirmando también la resolución 70/1,", "reaffirms"),
    ("Habiendo examinado la resolución 70/1,", "considers"),
    ("Profundamente preocupado por la situación a que se refiere la resolución 70/1,", "concerned"),
    ("Expresando su profunda preocupación por la resolución 70/1,", "concerned"),
    ("Observando con aprecio la resolución 70/1,", "notes"),
    ("Acogiendo con beneplácito la resolución 70/1,", "welcomes"),
    ("Guiada por la resolución 70/1,", "guided-by"),
    ("Convencido de que la resolución 70/1 importa,", "convinced"),
    ("Teniendo presente la resolución 70/1,", "bears-in-mind"),
    ("Poniendo de relieve la resolución 70/1,", "stresses"),
    ("1. Recuerda su resolución 70/1;", "recalls"),
    ("1. Toma nota de la resolución 70/1;", "notes"),
    ("1. Hace suya la resolución 70/1;", "endorses"),
    ("1. Solicita al Secretario General que cumpla la resolución 70/1;", "requests"),
    ("1. Insta encarecidamente a los Estados Miembros a que cumplan la resolución 70/1;", "urges"),
    ("1. Exhorta a los Estados a que recuerden la resolución 70/1;", "calls-upon"),
    ("1. Alienta a los Estados a que firmen lo dispuesto en la resolución 70/1;", "encourages"),
    ("1. Expresa su reconocimiento por la resolución 70/1;", "appreciates"),
    ("1. Pone de relieve la resolución 70/1;", "stresses"),
    ("1. Decide prorrogar el plazo de la resolución 70/1;", "decides"),
    ("1. Acoge con beneplácito también la resolución 70/1;", "welcomes"),
    ("1. Reitera su solicitud de la resolución 70/1;", "reaffirms"),
    ("1. Reafirmamos la resolución 70/1;", "reaffirms"),
]


@pytest.mark.parametrize(("text", "relation"), PARAGRAPHS)
def test_relations(text: str, relation: str) -> None:
    found = read(f"La Asamblea General,\n{text}\n")
    assert [(c.id, c.relation) for c in found] == [("A/RES/70/1", relation)]


def test_verbs_inside_a_sentence_are_told() -> None:
    text = "La Asamblea General,\nRecordando su resolución 55/2, en la que reafirmó la resolución 34/180,\n"
    assert [(c.id, c.relation, c.verb) for c in read(text)] == [
        ("A/RES/55/2", "recalls", None),
        ("A/RES/34/180", "recalls", "reaffirms"),
    ]


def test_what_a_body_did_is_told() -> None:
    text = "En su 12ª sesión plenaria, el 2 de octubre de 2015, la Asamblea General tomó nota de la resolución 58/316."
    assert [(c.id, c.relation) for c in read(text)] == [("A/RES/58/316", "notes")]


def test_the_call_of_a_note_before_the_comma_is_no_part_of_a_number() -> None:
    text = (
        "Recordando el informe del Secretario General1, la Carta2, y el párrafo 5 de la resolución 77/753, de la\n"
        "Asamblea General sobre la cuestión, y tomando nota de los demás documentos.\n\n"
        "1 A/78/84.\n2 A/78/151.\n3 A/78/152.\n"
    )
    assert "A/RES/77/75" in ids(text)


def test_a_heading_ends_a_noun() -> None:
    text = (
        "Recordando la Convención sobre los Derechos del Niño, y el artículo 19 de la Convención\n\n"
        "Observaciones finales\n"
    )
    assert ids(text) == ["crc", "crc"]


def test_parts_of_what_stands_in_quotation_marks() -> None:
    (found,) = read("como se recuerda en el párrafo 158 del documento “El futuro que queremos”")
    assert found.pinpoint is not None
    assert found.pinpoint.text == "párrafo 158"
