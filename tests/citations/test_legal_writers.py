"""What scholars and ministries write in six languages, and whose numbers are nobody's here."""

import pytest

from unxref.citations.extract import extract
from unxref.citations.language import codes
from unxref.citations.model import Citation
from unxref.citations.tongues import passages
from unxref.documents.model import Document
from unxref.documents.notes import find_notes

NOTE = {
    "ar": "انظر {}",
    "de": "Siehe {}",
    "en": "See {}",
    "es": "Véase {}",
    "fr": "Voir {}",
    "ru": "См. {}",
    "zh": "见{}",
}
SERIES = [
    ("1833 UNTS 3", "unclos"),
    ("1155 U.N.T.S. 331", "vclt"),
    ("1833 RTNU 3", "unclos"),
    ("R.T.N.U., vol. 1155, p. 331", "vclt"),
    ("UNTS, vol. 961, p. 187", "space-liability"),
    ("UNTS. Vol. 500. No. 7310. P. 95", "vcdr"),
    ("United Nations. Treaty Series. Vol. 1155. P. 331", "vclt"),
    ("Nations Unies, Recueil des Traités, vol. 634, nº 9068", "tlatelolco"),
    ("League of Nations. Treaty Series. Vol. CLXXIII. No. 4015. P. 213", "montreux"),
    ("S.D.N., Recueil des Traités, vol. XCIV, p. 65", "geneva-protocol-1925"),
    ("94 RTSDN 65", "geneva-protocol-1925"),
    ("94 LNTS 65", "geneva-protocol-1925"),
]


def read(text: str, code: str | None = None) -> list[Citation]:
    found = list(extract(Document("test", text, notes=find_notes(text)), code))
    assert all(text[c.start : c.end] == c.text for c in found)
    return found


def ids(text: str, code: str | None = None) -> list[str | None]:
    return [c.id for c in read(text, code)]


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize(("printed", "identifier"), SERIES)
def test_treaty_series_are_read_in_texts_of_every_language(code: str, printed: str, identifier: str) -> None:
    assert ids(NOTE[code].format(printed) + ".", code) == [identifier]


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("ru", "UNTS. Vol. 500. No. 7310. P. 95. Там же. Vol. 596. No. 8638.", ["vcdr", "vccr"]),
        ("zh", "联合国《条约集》，第610卷，第205页。同上，第1023卷，第15020号。", ["outer-space", "registration-space"]),
        ("zh", "联合国《条约汇编》第1833卷，第31363号，第3页。", ["unclos"]),
        ("fr", "S.D.N., Recueil des Traités, vol. XCIV, p. 57. Ibid., p. 65.", ["kellogg-briand", "geneva-protocol-1925"]),
        ("ar", "الأمم المتحدة، مجموعة المعاهدات، المجلد 249، الرقم 3511، ص 240.", ["cultural-property-1954"]),
        ("en", "See UNTS, vol. 500, No. 7310; United Nations, Treaty Series, vol. 596, No. 8638.", ["vcdr", "vccr"]),
    ],
)  # fmt: skip
def test_chains_of_treaty_series(code: str, text: str, found: list[str]) -> None:
    assert ids(text, code) == found


def test_a_page_of_the_same_treaty_is_a_part_of_it() -> None:
    found = read("League of Nations, Treaty Series, vol. XCIV, p. 57. Ibid., p. 59.", "en")
    assert [c.id for c in found] == ["kellogg-briand", "kellogg-briand"]


QUOTED = [
    "В записке сказано: «We recall General Assembly resolution 51/229 of 21 May 1997», и это верно.\n",
    "照会指出：“We recall General Assembly resolution 51/229 of 21 May 1997”，我国对此表示同意。\n",
    'وجاء في المذكرة: "We recall General Assembly resolution 51/229 of 21 May 1997". وهذا صحيح.\n',
]


@pytest.mark.parametrize("text", QUOTED)
def test_what_a_line_quotes_in_another_script_is_read(text: str) -> None:
    found = read(text * 3)
    assert [(c.id, c.date, c.language) for c in found] == [("A/RES/51/229", "1997-05-21", "en")] * 3


def test_titles_of_books_in_another_script_are_no_passages() -> None:
    title = "McCaffrey S. The Law of International Watercourses. Oxford, 2007"
    text = f"Как показывает практика государств, вода принадлежит всем (см.: {title}), и это верно.\n" * 3
    assert passages(text) == ((0, len(text), "ru"),)


NUMBERS: list[tuple[str, str, list[tuple[str, str | None]]]] = [
    ("fr", "Rés. 66/100 du 9 décembre 2011 ; la rés. 2625 (XXV) du 24.10.1970", [("A/RES/66/100", "2011-12-09"), ("A/RES/2625(XXV)", "1970-10-24")]),
    ("fr", "le Conseil de sécurité a, par sa rés. 1244 du 10 juin 1999, créé une mission", [("S/RES/1244(1999)", "1999-06-10")]),
    ("fr", "A.G., rés. 377 A (V) du 3 novembre 1950", [("A/RES/377(V)A", "1950-11-03")]),
    ("fr", "la résolution 71/292, et reçu par l’Assemblée dans la 73/295", [("A/RES/71/292", None), ("A/RES/73/295", None)]),
    ("es", "la Res. A.G. 41/11 y la Res. CS 502/1982, del 3 de abril de 1982", [("A/RES/41/11", None), ("S/RES/502(1982)", "1982-04-03")]),
    ("es", "la RAG 3314 (XXIX)", [("A/RES/3314(XXIX)", None)]),
    ("es", "la Res. 2065 (XX), la 31/49 (1/12/1976), la 37/9 y la 43/25", [("A/RES/2065(XX)", None), ("A/RES/31/49", "1976-12-01"), ("A/RES/37/9", None), ("A/RES/43/25", None)]),
    ("ru", "рез. СБ ООН № 1373 от 28 сентября 2001 г. и № 1540 от 28.04.2004 г.", [("S/RES/1373(2001)", "2001-09-28"), ("S/RES/1540(2004)", "2004-04-28")]),
    ("ru", "рез. ГА ООН 51/229 и рез. 1514 (XV) от 14.12.1960 г.", [("A/RES/51/229", None), ("A/RES/1514(XV)", "1960-12-14")]),
    ("ru", "резолюции 53/208 A—C", [("A/RES/53/208A", None), ("A/RES/53/208B", None), ("A/RES/53/208C", None)]),
    ("ar", "القرار رقم 3187 (د-28) بتاريخ 18/12/1973", [("A/RES/3187(XXVIII)", "1973-12-18")]),
    ("ar", "تناول مجلس الأمن المسألة في قراره رقم 252 لسنة 1968 الصادر في 21 أيار/مايو 1968", [("S/RES/252(1968)", "1968-05-21")]),
    ("ar", "المقرر 22/م أ-11 الصادر عن مؤتمر الأطراف في اتفاقية مكافحة التصحر", [("ICCD/COP/DEC/22/COP.11", None)]),
    ("zh", "第2019/15号决议(2019年7月8日)和安理会2178号决议（2014年9月24日）", [("E/RES/2019/15", "2019-07-08"), ("S/RES/2178(2014)", "2014-09-24")]),
    ("zh", "(第45/110号决议，1990年12月14日)和第45/111号决议，1990年12月15日第45/112号决议", [("A/RES/45/110", "1990-12-14"), ("A/RES/45/111", None), ("A/RES/45/112", "1990-12-15")]),
    ("zh", "2018年9月21日的声明(S/PRST/2018/18)和A/RES/77/321（2023年8月1日）", [("S/PRST/2018/18", "2018-09-21"), ("A/RES/77/321", "2023-08-01")]),
    ("zh", "1966年12月19日通过的第2222(XXI)号决议", [("A/RES/2222(XXI)", "1966-12-19")]),
    ("en", "Security Council resolution 1373 of 28 September 2001 and 1540 of 28 April 2004", [("S/RES/1373(2001)", "2001-09-28"), ("S/RES/1540(2004)", "2004-04-28")]),
    ("en", "The General Assembly met. In resolution 1514 of 14 December 1960 it spoke.", [("A/RES/1514(XV)", "1960-12-14")]),
    ("en", "resolution 45/110 (14 December 1990) of the General Assembly", [("A/RES/45/110", "1990-12-14")]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "found"), NUMBERS)
def test_numbers_as_legal_writers_print_them(
    code: str, text: str, found: list[tuple[str, str | None]]
) -> None:
    assert [(c.id, c.date) for c in read(text + ".", code)] == found


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "See A/HRC/45/10, paras. 14–18, and Add.2"),
        ("fr", "Voir A/HRC/45/10, par. 14 à 18, et Add.2"),
        ("es", "Véanse A/HRC/45/10, párrs. 14 a 18, y Add.2"),
        ("ru", "См. A/HRC/45/10, пункты 14–18, и Add.2"),
        ("ar", "انظر A/HRC/45/10، الفقرات من 14 إلى 18، و Add.2"),
        ("zh", "见A/HRC/45/10，第14至18段，和Add.2"),
    ],
)
def test_what_is_attached_stands_behind_the_part_as_well(code: str, text: str) -> None:
    found = read(text + ".", code)
    assert [c.id for c in found] == ["A/HRC/45/10", "A/HRC/45/10/Add.2"]
    assert [part.unit for part in found[0].pinpoint.parts] if found[0].pinpoint else []


def test_a_list_of_documents_ends_at_a_french_semicolon() -> None:
    assert ids("Voir A/C.6/73/SR.20, SR.21 et SR.22 ; comp. A/66/10.", "fr")[:3] == [
        "A/C.6/73/SR.20",
        "A/C.6/73/SR.21",
        "A/C.6/73/SR.22",
    ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "In its resolution 43/25, the Human Rights Council took it up."),
        ("fr", "Dans sa résolution 43/25, le Conseil des droits de l’homme s’en est saisi."),
        ("es", "En su resolución 43/25, el Consejo de Derechos Humanos la examinó."),
        ("ru", "В своей резолюции 43/25 Совет по правам человека рассмотрел его."),
        ("ar", "وفي قراره 43/25، تناول مجلس حقوق الإنسان المسألة."),
    ],
)
def test_the_body_that_acts_stands_behind_its_number(code: str, text: str) -> None:
    assert ids(text, code) == ["A/HRC/RES/43/25"]


def test_a_bare_number_is_the_councils_where_the_paragraph_names_no_other_body() -> None:
    text = "The Security Council dealt with piracy in resolution 2018 (2011). Then {} was extended."
    assert ids(text.format("resolution 1897"), "en") == ["S/RES/2018(2011)", "S/RES/1897(2009)"]
    assert ids("Piracy was dealt with. Then resolution 1897 was extended.", "en") == []
    assert ids(text.format("the General Assembly spoke, and resolution 1897"), "en") == ["S/RES/2018(2011)"]


OTHERS = [
    ("en", "Decision 74/537 of the appeals court was overturned."),
    ("en", "The regional organization adopted resolution 74/174."),
    ("en", "The ILO Governing Body, by decision 74/537, agreed."),
    ("en", "OAS General Assembly resolution 2908 (XLVII-O/17)."),
    ("en", "The OAS adopted AG/RES. 2908 (XLVII-O/17)."),
    ("en", "The ministry published resolution 687 of 3 April 1991."),
    ("en", "MERCOSUR decision 74/537."),
    ("en", "The panel, in its decision 74/537, held so; the chamber of deputies passed resolution 74/174."),
    (
        "en",
        "The General Assembly of the African Union, in its resolution 74/174; African Union Assembly decision 74/537.",
    ),
    (
        "es",
        "La resolución 2908 de la Asamblea General de la OEA y la resolución 74/174 de su Consejo Permanente.",
    ),
    (
        "fr",
        "La résolution 2908 de l’Assemblée générale de l’OEA et la résolution 74/174 du Conseil permanent.",
    ),
    ("ru", "Резолюция 2908 Генеральной Ассамблеи ОАГ и решение 74/537 Ассамблеи Африканского союза."),
    ("zh", "美洲国家组织大会第2908号决议和非洲联盟大会第74/537号决定。"),
    ("ar", "قرار الجمعية العامة لمنظمة الدول الأمريكية 2908."),
    ("fr", "La décision 74/537 de la cour d’appel et la résolution 74/174 du parlement."),
    ("fr", "La résolution 1244 de l’Assemblée parlementaire du Conseil de l’Europe."),
    ("fr", "La décision no 2012/14 du Conseil constitutionnel et la décision 2011/72 du Conseil européen."),
    ("fr", "Le conseil municipal, par sa résolution 74/174, a tranché."),
    ("fr", "L’Assemblée nationale a adopté la résolution 74/174."),
    ("es", "La decisión 74/537 de la corte de apelaciones y la resolución 74/174 del parlamento."),
    ("es", "La resolución 2/20 de la Comisión Interamericana de Derechos Humanos."),
    ("es", "La Asamblea Nacional, en su resolución 74/174, y la resolución ministerial 74/174."),
    ("es", "La resolución 12/5 de la Secretaría de Energía y la Ley 252 de 1968."),
    ("ru", "Решение 74/537 апелляционного суда и резолюция 74/174 парламента."),
    ("ru", "Региональная организация приняла резолюцию 74/174."),
    ("ru", "Решение Совета директоров № 74/537 и решение городской думы № 74/537."),
    ("zh", "上诉法院第74/537号决定和议会第74/174号决议。"),
    ("zh", "欧盟理事会第2013/255号决定和董事会第74/537号决议。"),
    ("ar", "قرار محكمة الاستئناف 74/537 وقرار المجلس البلدي 74/174."),
    ("ar", "القانون رقم 252 لسنة 1968 والقرار رقم 687 لسنة 1991 الصادر عن وزير الصحة."),
]


@pytest.mark.parametrize(("code", "text"), OTHERS)
def test_the_numbers_of_others_are_no_citations(code: str, text: str) -> None:
    assert ids(text, code) == []


NOTES = "Text.1 More.2 Third.3\n\n{}\n"


def test_what_is_open_stays_open_where_it_is_told_again() -> None:
    found = read("See decision VI/3. Ibid., para. 5.", "en")
    assert [(c.id, c.also) for c in found] == [(None, ("UNEP/CBD/COP/DEC/VI/3",))] * 2


def test_a_decision_behind_a_document_of_a_body_without_table_is_open() -> None:
    assert ids("См. ECE/MP.WAT/37/Add.2, решение VI/3; Лазарев И. П. Там же. С. 131.", "ru") == [
        "ECE/MP.WAT/37/Add.2",
        None,
    ]


@pytest.mark.parametrize(
    "author", ["J. Smith, ibid.", "Smith J., ibid.", "Smith, ibid.", "М. И. Лазарев, ibid."]
)
def test_the_same_of_an_author_is_a_work_of_theirs(author: str) -> None:
    notes = f"1 A/66/10, para. 4.\n2 {author}, p. 4.\n3 Ibid."
    assert ids(NOTES.format(notes), "en") == ["A/66/10"]
    assert ids(f"See A/66/10, para. 4; {author}, p. 4.", "en") == ["A/66/10"]


def test_a_source_quoted_in_another_script_is_a_source_of_its_note() -> None:
    text = "Право на мир признано всеми.¹ Об этом писали многие авторы и государства.² И это верно.\n\n"
    notes = "¹ A/66/10, п. 4; см. также Security Council Resolution 1373 (2001).\n² Там же, п. 3.\n"
    assert [c.id for c in read(text + notes)] == ["A/66/10", "S/RES/1373(2001)"]


def test_a_document_joined_to_official_records_is_another_source() -> None:
    records = "Official Records of the General Assembly, Sixth Session, Supplement No. 9"
    assert ids(f"See {records}, and document A/CN.4/L.702.", "en") == ["GAOR/6/Suppl.9", "A/CN.4/L.702"]
    assert ids(f"See {records}, document A/1858.", "en") == ["A/1858"]


def test_circled_figures_call_notes() -> None:
    text = "《登记公约》①已经生效。《责任公约》②也已生效。\n\n————\n① 联合国《条约集》，第1023卷，第15020号。\n② UNTS, vol. 961, p. 187.\n"
    assert [(c.note, c.id) for c in read(text, "zh") if c.note] == [
        ("①", "registration-space"),
        ("②", "space-liability"),
    ]
