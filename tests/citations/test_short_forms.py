"""Short forms of numbers, dates and names in five languages, with true facts."""

import pytest

from unxref.citations.extract import extract
from unxref.citations.model import Citation
from unxref.documents.model import Document
from unxref.documents.notes import find_notes


def read(language: str, text: str) -> list[Citation]:
    found = list(extract(Document("test", text, notes=find_notes(text)), language))
    assert all(text[c.start : c.end] == c.text for c in found)
    return found


NUMBERS: list[tuple[str, str, list[str]]] = [
    # Chinese numerals that stand for digits; 号 without 第; 项 behind.
    ("zh", "安全理事会第一九七三号决议授权会员国保护平民。", ["S/RES/1973(2011)"]),
    ("zh", "安理会的242号、338号决议仍然有效。", ["S/RES/242(1967)", "S/RES/338(1973)"]),
    ("zh", "安理会依据2140和2216两项决议实施制裁。", ["S/RES/2140(2014)", "S/RES/2216(2015)"]),
    ("zh", "本院一九七三年第十二号决议不在此列。", []),
    ("zh", "大会第2758(XXVI)号决议。第二七五八号决议获得通过。", ["A/RES/2758(XXVI)", "A/RES/2758(XXVI)"]),
    # Letters between the number and its session.
    ("ru", "резолюции 2546 А и В (XXIV)", ["A/RES/2546(XXIV)A", "A/RES/2546(XXIV)B"]),
    ("ru", "резолюции 2603 А, В и С (XXIV)", [f"A/RES/2603(XXIV){letter}" for letter in "ABC"]),
    ("ar", "القرار 2535 ألف الى جيم (د - 24)", [f"A/RES/2535(XXIV){letter}" for letter in "ABC"]),
    # Decisions of special sessions.
    ("en", "Recalling decision S-27/501,", []),
    # The year behind a stroke, where the Council is told.
    ("ar", "أنشأ مجلس الأمن محكمتين بالقرارين 827/1993 و955/1994.", ["S/RES/827(1993)", "S/RES/955(1994)"]),
    ("fr", "Le Conseil de sécurité, par sa résolution 827/1993, a agi.", ["S/RES/827(1993)"]),
    ("fr", "Le Parlement a agi par sa résolution 827/1993.", []),
    # An article in place of the head.
    (
        "fr",
        "La résolution 1325 (2000) a vingt ans, alors que la 2250 en a cinq.",
        ["S/RES/1325(2000)", "S/RES/2250(2015)"],
    ),
    (
        "es",
        "La resolución 2699 (2023) lo autoriza, y la 2653 impuso el embargo, párrafo 11.",
        ["S/RES/2699(2023)", "S/RES/2653(2022)"],
    ),
    ("fr", "La résolution 1325 (2000) est connue. La 2021 et la 2024 le sont moins.", ["S/RES/1325(2000)"]),
    ("fr", "L’Assemblée générale a adopté la résolution 70/1. On oublie la 1973.", ["A/RES/70/1"]),
    (
        "fr",
        "La résolution 541 (1983) et la résolution 550 (1984).\n\nParlement européen, résolution 2014/5 ; "
        "la Cour cite les rés. 541 et 550.",
        ["S/RES/541(1983)", "S/RES/550(1984)", "S/RES/541(1983)", "S/RES/550(1984)"],
    ),
    # Titles between the numbers of conventions.
    (
        "es",
        "los Convenios de la OIT núm. 29, sobre el trabajo forzoso, y núm. 105, sobre su abolición",
        ["ilo-29", "ilo-105"],
    ),
    ("fr", "les Conventions de l’OIT nos 29 et 105", ["ilo-29", "ilo-105"]),
]


@pytest.mark.parametrize(("language", "text", "found"), NUMBERS)
def test_numbers(language: str, text: str, found: list[str]) -> None:
    assert [c.id for c in read(language, text)] == found


DATES = [
    ("zh", "大会一九七二年十一月二日第2908(XXVII)号决议", "1972-11-02"),
    ("zh", "大会二〇〇〇年九月八日第55/2号决议", "2000-09-08"),
    ("zh", "大会第2758(XXVI)号决议于一九七一年十月二十五日通过。", "1971-10-25"),
    ("zh", "安全理事会第1973(2011)号决议[Z]. 2011-03-17.", "2011-03-17"),
    ("zh", "联合国大会. A/RES/2625(XXV)[R/OL]. (1970-10-24).", "1970-10-24"),
    ("zh", "主席声明S/PRST/2023/1是2023年2月20日发表的。", "2023-02-20"),
    ("ru", "резолюция 2222 (XXI) Генеральной Ассамблеи от 19 дек. 1966 г.", "1966-12-19"),
    (
        "ru",
        "резолюция 1373 (2001), принятая Советом Безопасности на его 4385-м заседании, 28 сентября 2001 г.",
        "2001-09-28",
    ),
    ("ru", "Совет принял решение 7 августа 1963 г. (S/5386).", "1963-08-07"),
]


@pytest.mark.parametrize(("language", "text", "date"), DATES)
def test_dates(language: str, text: str, date: str) -> None:
    assert [c.date for c in read(language, text)] == [date]


def test_arabic_openings_without_hamza() -> None:
    assert [c.relation for c in read("ar", "اذ تشير الى قرارها 3331 (د - 29)،")] == ["recalls"]


PINPOINTS = [
    ("ru", "Рез. 3314 (XXIX). Приложение. Ст. 3.", "Приложение. Ст. 3"),
    ("ru", "Док. ООН. S/RES/1540(2004). П. 2.", "П. 2"),
    ("ru", "Доклад (A/73/10). С. 127–135.", "С. 127–135"),
    ("fr", "La résolution 2664 (2022), en son paragraphe 1, protège l’aide.", "paragraphe 1"),
    ("fr", "la résolution 46/182 de l’Assemblée générale, dont l’annexe pose le principe", "annexe"),
    ("fr", "doc. A/56/10, pp. 309-313 ; voir", "pp. 309-313"),
    ("ar", "انظر محضر الجلسة S/PV.7180، ص 4.", "ص 4"),
]


@pytest.mark.parametrize(("language", "text", "printed"), PINPOINTS)
def test_pinpoints(language: str, text: str, printed: str) -> None:
    assert [c.pinpoint.text if c.pinpoint else None for c in read(language, text)] == [printed]


NAMES: list[tuple[str, str, list[str]]] = [
    ("fr", "Le Statut de Rome est entré en vigueur.", ["rome-statute"]),
    ("es", "El Estatuto de Roma entró en vigor.", ["rome-statute"]),
    ("ru", "Римский статут вступил в силу.", ["rome-statute"]),
    ("zh", "《罗马规约》已经生效。", ["rome-statute"]),
    (
        "fr",
        "la Déclaration relative aux principes du droit international touchant les relations amicales et la "
        "coopération entre les États",
        ["friendly-relations"],
    ),
    ("ru", "Декларация о принципах международного права 1970 г.", ["friendly-relations"]),
    ("ru", "Декларация о принципах международного права 1987 г.", []),
    ("ru", "Определение агрессии 1974 г. важно.", ["definition-aggression"]),
    ("ru", "Определение агрессии в уголовном кодексе иное.", []),
    ("es", "la Declaración de Estocolmo de 1972", ["stockholm-declaration"]),
    ("es", "la Declaración de Estocolmo de 1999", []),
    (
        "en",
        "the Stockholm Declaration of 1972",
        ["stockholm-declaration"],
    ),
    ("ru", "Конвенция о правопреемстве государств в отношении договоров", ["vcssrt"]),
    (
        "es",
        "el Pacto Internacional de Derechos Civiles y Políticos y su Segundo Protocolo Facultativo, destinado "
        "a abolir la pena de muerte",
        ["iccpr", "iccpr-op2"],
    ),
    ("ar", "وإطار سينداي للحد من مخاطر الكوارث للفترة 2015-2030", ["sendai-framework"]),
    ("zh", "《国际法原则宣言》", ["friendly-relations"]),
    (
        "ru",
        "Венская конвенция о праве международных договоров // United Nations Treaty Series. 1980. Vol. 1155, № 18232",
        ["vclt", "vclt"],
    ),
]


@pytest.mark.parametrize(("language", "text", "found"), NAMES)
def test_names(language: str, text: str, found: list[str]) -> None:
    assert [c.id for c in read(language, text)] == found


def test_what_was_spoken_of_last_is_called_back_from_afar() -> None:
    text = "La resolución 1540 (2004) es clara. Confunden los fines de aquella resolución."
    assert [c.id for c in read("es", text)] == ["S/RES/1540(2004)"] * 2


def test_the_letter_of_a_resolution_ends_a_sentence() -> None:
    text = "The General Assembly adopted resolution 47/20 B. The Security Council adopted it. Resolution 1540 followed."
    assert [c.id for c in read("en", text)] == ["A/RES/47/20B", "S/RES/1540(2004)"]
