"""What the languages besides English write otherwise."""

import pytest

from unxref.citations.extract import extract
from unxref.citations.model import Citation
from unxref.documents.model import Document
from unxref.documents.notes import find_notes


def read(text: str, code: str) -> list[Citation]:
    found = list(extract(Document("test", text, notes=find_notes(text)), code))
    assert all(text[c.start : c.end] == c.text for c in found)
    return found


def ids(text: str, code: str) -> list[str | None]:
    return [c.id for c in read(text, code)]


FRENCH: list[tuple[str, list[str]]] = [
    ("Rappelant la résolution 74/174 du 18 décembre 2019 de l’Assemblée générale,", ["A/RES/74/174"]),
    (
        "les résolutions 1325 (2000) et 2242 (2015) du Conseil de sécurité",
        ["S/RES/1325(2000)", "S/RES/2242(2015)"],
    ),
    ("la résolution 49/24 du Conseil des droits de l'homme, en date du 1er avril 2022", ["A/HRC/RES/49/24"]),
    ("le Conseil économique et social, dans sa résolution 1996/31", ["E/RES/1996/31"]),
    (
        "la Charte des Nations Unies et la Déclaration universelle des droits de l’homme",
        ["un-charter", "udhr"],
    ),
    ("les Conventions de Genève de 1949", ["gc-i", "gc-ii", "gc-iii", "gc-iv"]),
    ("Nations Unies, Recueil des Traités, vol. 1577, no 27531.", ["crc"]),
    ("la résolution 5/1 de l’Union africaine", []),
    ("le paragraphe 3 de l’article 62/61", []),
]

CHINESE: list[tuple[str, list[str]]] = [
    ("回顾大会第74/174号决议", ["A/RES/74/174"]),
    (
        "安全理事会第1325(2000)号、第1820(2008)号和第2242(2015)号决议",
        ["S/RES/1325(2000)", "S/RES/1820(2008)", "S/RES/2242(2015)"],
    ),
    (
        "安全理事会第2118(2013)、2139(2014)、2165(2014)号决议",
        ["S/RES/2118(2013)", "S/RES/2139(2014)", "S/RES/2165(2014)"],
    ),
    ("大会第2200 A (XXI)号决议", ["A/RES/2200(XXI)A"]),
    ("《联合国宪章》和《世界人权宣言》", ["un-charter", "udhr"]),
    ("第七十四届会议第3次会议", []),
]

ARABIC = [
    ("وإذ تشير إلى قرار الجمعية العامة 74/174", ["A/RES/74/174"]),
    (
        "وقرارات مجلس الأمن 1325 (2000) و 1820 (2008) و2242 (2015)",
        ["S/RES/1325(2000)", "S/RES/1820(2008)", "S/RES/2242(2015)"],
    ),
    ("قرار الجمعية العامة 2200 ألف (د-21)", ["A/RES/2200(XXI)A"]),
    ("قرار الجمعية العامة دإ-23/2", ["A/RES/S-23/2"]),
    ("قرار الجمعية العامة دإط-10/15", ["A/RES/ES-10/15"]),
    ("الإعـــلان العالمي لحقوق الإنسان", ["udhr"]),
]


@pytest.mark.parametrize(("text", "found"), FRENCH)
def test_french(text: str, found: list[str]) -> None:
    assert ids(text, "fr") == found


@pytest.mark.parametrize(("text", "found"), CHINESE)
def test_chinese(text: str, found: list[str]) -> None:
    assert ids(text, "zh") == found


@pytest.mark.parametrize(("text", "found"), ARABIC)
def test_arabic(text: str, found: list[str]) -> None:
    assert ids(text, "ar") == found


@pytest.mark.parametrize(
    ("text", "code", "date"),
    [
        ("la résolution 74/174 de l’Assemblée générale, en date du 18 décembre 2019", "fr", None),
        ("sa résolution 74/174 du 1er juillet 2020", "fr", "2020-07-01"),
        ("大会2019年12月18日第74/174号决议", "zh", "2019-12-18"),
        ("大会2019年12月18日题为“儿童权利”的第74/174号决议", "zh", "2019-12-18"),
        ("大会关于儿童权利的2019年12月18日第74/174号决议", "zh", "2019-12-18"),
        ("قرار الجمعية العامة 74/174 المؤرخ 18 كانون الأول/ ديسمبر 2019", "ar", "2019-12-18"),
    ],
)
def test_dates(text: str, code: str, date: str | None) -> None:
    found = read(text, code)
    assert [c.id for c in found] == ["A/RES/74/174"]
    assert found[0].date == date or date is None


@pytest.mark.parametrize(
    ("text", "code", "printed"),
    [
        ("le paragraphe 2 e) du dispositif de la résolution 1373 (2001)", "fr", "paragraphe 2 e)"),
        ("安全理事会第1373(2001)号决议执行部分第2(e)段", "zh", "第2(e)段"),
        ("الفقرة 2 (هـ) من منطوق القرار 1373 (2001)", "ar", "الفقرة 2 (هـ)"),
    ],
)
def test_a_pinpoint_stays_as_printed_and_its_parts_are_the_same_in_all_languages(
    text: str, code: str, printed: str
) -> None:
    (found,) = read(text, code)
    assert found.pinpoint is not None
    assert found.pinpoint.text == printed
    assert [(part.unit, part.value) for part in found.pinpoint.parts] == [("paragraph", "2 (e)")]


@pytest.mark.parametrize(
    ("text", "code", "opening", "relation"),
    [
        (
            "L’Assemblée générale,\n\nRappelant également sa résolution 74/174,",
            "fr",
            "Rappelant également",
            "recalls",
        ),
        ("大会，\n\n又回顾其第74/174号决议，", "zh", "又回顾", "recalls"),
        ("إن الجمعية العامة،\n\nوإذ تشير أيضا إلى قرارها 74/174،", "ar", "وإذ تشير أيضا", "recalls"),
    ],
)
def test_openings(text: str, code: str, opening: str, relation: str) -> None:
    (found,) = read(text, code)
    assert (found.id, found.opening, found.relation) == ("A/RES/74/174", opening, relation)


# One citation as each language writes it, and its parts.
SAME: list[tuple[str, str, str]] = [
    ("paragraph 3-5", "en", "paragraphs 3 to 5 of General Assembly resolution 70/1"),
    ("paragraph 3-5", "fr", "les paragraphes 3 à 5 de la résolution 70/1 de l’Assemblée générale"),
    ("paragraph 3-5", "es", "los párrafos 3 a 5 de la resolución 70/1 de la Asamblea General"),
    ("paragraph 3-5", "ru", "пункты 3–5 резолюции 70/1 Генеральной Ассамблеи"),
    ("paragraph 3-5", "zh", "大会第70/1号决议第3至5段"),
    ("paragraph 3-5", "ar", "الفقرات من 3 إلى 5 من قرار الجمعية العامة 70/1"),
    ("paragraph 9, paragraph 11", "en", "paragraphs 9 and 11 of General Assembly resolution 70/1"),
    (
        "paragraph 9, paragraph 11",
        "fr",
        "les paragraphes 9 et 11 de la résolution 70/1 de l’Assemblée générale",
    ),
    ("paragraph 9, paragraph 11", "es", "los párrafos 9 y 11 de la resolución 70/1 de la Asamblea General"),
    ("paragraph 9, paragraph 11", "ru", "пункты 9 и 11 резолюции 70/1 Генеральной Ассамблеи"),
    ("paragraph 9, paragraph 11", "zh", "大会第70/1号决议第9和11段"),
    ("paragraph 9, paragraph 11", "ar", "الفقرتان 9 و 11 من قرار الجمعية العامة 70/1"),
    ("paragraph 3 bis", "en", "paragraph 3 bis of General Assembly resolution 70/1"),
    ("paragraph 3 bis", "fr", "le paragraphe 3 bis de la résolution 70/1 de l’Assemblée générale"),
    ("paragraph 3 bis", "es", "el párrafo 3 bis de la resolución 70/1 de la Asamblea General"),
    ("paragraph 3 bis", "ru", "пункт 3 бис резолюции 70/1 Генеральной Ассамблеи"),
    ("paragraph 3 bis", "zh", "大会第70/1号决议第3段之二"),
    ("paragraph 3 bis", "ar", "الفقرة 3 مكررا من قرار الجمعية العامة 70/1"),
    ("article 14 bis", "en", "article 14 bis of the Convention on the Rights of the Child"),
    ("article 14 bis", "fr", "l’article 14 bis de la Convention relative aux droits de l’enfant"),
    ("article 14 bis", "es", "el artículo 14 bis de la Convención sobre los Derechos del Niño"),
    ("article 14 bis", "ru", "статья 14 бис Конвенции о правах ребенка"),
    ("article 14 bis", "zh", "《儿童权利公约》第14条之二"),
    ("article 14 bis", "ar", "المادة 14 مكررا من اتفاقية حقوق الطفل"),
    ("preambular-paragraph 10", "en", "the tenth preambular paragraph of General Assembly resolution 70/1"),
    (
        "preambular-paragraph 10",
        "fr",
        "le dixième alinéa du préambule de la résolution 70/1 de l’Assemblée générale",
    ),
    (
        "preambular-paragraph 10",
        "es",
        "el décimo párrafo del preámbulo de la resolución 70/1 de la Asamblea General",
    ),
    ("preambular-paragraph 10", "ru", "десятый пункт преамбулы резолюции 70/1 Генеральной Ассамблеи"),
    ("preambular-paragraph 10", "zh", "大会第70/1号决议序言部分第十段"),
    ("preambular-paragraph 10", "ar", "الفقرة العاشرة من ديباجة قرار الجمعية العامة 70/1"),
    ("preambular-paragraph 7", "en", "the seventh preambular paragraph of General Assembly resolution 70/1"),
    (
        "preambular-paragraph 7",
        "fr",
        "le septième alinéa du préambule de la résolution 70/1 de l’Assemblée générale",
    ),
    (
        "preambular-paragraph 7",
        "es",
        "el séptimo párrafo del preámbulo de la resolución 70/1 de la Asamblea General",
    ),
    ("preambular-paragraph 7", "ru", "седьмой пункт преамбулы резолюции 70/1 Генеральной Ассамблеи"),
    ("preambular-paragraph 7", "zh", "大会第70/1号决议序言第七段"),
    ("preambular-paragraph 7", "ar", "الفقرة السابعة من ديباجة قرار الجمعية العامة 70/1"),
    (
        "preambular-paragraph 20",
        "en",
        "the twentieth preambular paragraph of General Assembly resolution 70/1",
    ),
    (
        "preambular-paragraph 20",
        "fr",
        "le vingtième alinéa du préambule de la résolution 70/1 de l’Assemblée générale",
    ),
    (
        "preambular-paragraph 20",
        "es",
        "el vigésimo párrafo del preámbulo de la resolución 70/1 de la Asamblea General",
    ),
    ("preambular-paragraph 20", "ru", "двадцатый пункт преамбулы резолюции 70/1 Генеральной Ассамблеи"),
    ("preambular-paragraph 20", "zh", "大会第70/1号决议序言部分第二十段"),
    ("preambular-paragraph 20", "ar", "الفقرة العشرون من ديباجة قرار الجمعية العامة 70/1"),
    (
        "preambular-paragraph 21",
        "en",
        "the twenty-first preambular paragraph of General Assembly resolution 70/1",
    ),
    (
        "preambular-paragraph 21",
        "fr",
        "le vingt et unième alinéa du préambule de la résolution 70/1 de l’Assemblée générale",
    ),
    (
        "preambular-paragraph 21",
        "es",
        "el vigésimo primer párrafo del preámbulo de la resolución 70/1 de la Asamblea General",
    ),
    ("preambular-paragraph 21", "ru", "двадцать первый пункт преамбулы резолюции 70/1 Генеральной Ассамблеи"),
    ("preambular-paragraph 21", "zh", "大会第70/1号决议序言部分第二十一段"),
    ("preambular-paragraph 21", "ar", "الفقرة الحادية والعشرون من ديباجة قرار الجمعية العامة 70/1"),
    ("paragraph 2 (e)", "en", "paragraph 2 (e) of General Assembly resolution 70/1"),
    ("paragraph 2 (e)", "fr", "le paragraphe 2 e) de la résolution 70/1 de l’Assemblée générale"),
    ("paragraph 2 (e)", "es", "el párrafo 2 e) de la resolución 70/1 de la Asamblea General"),
    ("paragraph 2 (e)", "ru", "пункт 2 e) резолюции 70/1 Генеральной Ассамблеи"),
    ("paragraph 2 (e)", "zh", "大会第70/1号决议第2(e)段"),
    ("paragraph 2 (e)", "ar", "الفقرة 2 (هـ) من قرار الجمعية العامة 70/1"),
    ("paragraph 2 (e)", "en", "subparagraph (e) of paragraph 2 of General Assembly resolution 70/1"),
    ("paragraph 2 (e)", "fr", "l’alinéa e) du paragraphe 2 de la résolution 70/1 de l’Assemblée générale"),
    ("paragraph 2 (e)", "es", "el apartado e) del párrafo 2 de la resolución 70/1 de la Asamblea General"),
    ("paragraph 2 (e)", "ru", "подпункт e) пункта 2 резолюции 70/1 Генеральной Ассамблеи"),
    ("paragraph 2 (e)", "zh", "大会第70/1号决议第2段(e)分段"),
    ("paragraph 2 (e)", "ar", "الفقرة الفرعية (هـ) من الفقرة 2 من قرار الجمعية العامة 70/1"),
    ("paragraph 2 (e)", "ru", "подпункт «e» пункта 2 резолюции 70/1 Генеральной Ассамблеи"),
    ("paragraph 2 (e)", "en", "subparagraph 2 (e) of General Assembly resolution 70/1"),
    (
        "article 16, paragraph 1 (d)",
        "en",
        "article 16, paragraph 1 (d), of the Convention on the Rights of the Child",
    ),
    (
        "article 16, paragraph 1 (d)",
        "fr",
        "l’alinéa d) du paragraphe 1 de l’article 16 de la Convention relative aux droits de l’enfant",
    ),
    (
        "article 16, paragraph 1 (d)",
        "es",
        "el artículo 16, párrafo 1 d), de la Convención sobre los Derechos del Niño",
    ),
    ("article 16, paragraph 1 (d)", "ru", "пункт 1 d) статьи 16 Конвенции о правах ребенка"),
    ("article 16, paragraph 1 (d)", "zh", "《儿童权利公约》第16条第1款(d)项"),
    ("article 16, paragraph 1 (d)", "ar", "الفقرة 1 (د) من المادة 16 من اتفاقية حقوق الطفل"),
    ("article 55, article 56", "en", "Articles 55 and 56 of the Charter of the United Nations"),
    ("article 55, article 56", "fr", "les Articles 55 et 56 de la Charte des Nations Unies"),
    ("article 55, article 56", "es", "los Artículos 55 y 56 de la Carta de las Naciones Unidas"),
    ("article 55, article 56", "ru", "статьи 55 и 56 Устава Организации Объединенных Наций"),
    ("article 55, article 56", "zh", "《联合国宪章》第五十五条和第五十六条"),
    ("article 55, article 56", "ar", "المادتان 55 و 56 من ميثاق الأمم المتحدة"),
    ("chapter VII", "en", "Chapter VII of the Charter of the United Nations"),
    ("chapter VII", "fr", "le Chapitre VII de la Charte des Nations Unies"),
    ("chapter VII", "es", "el Capítulo VII de la Carta de las Naciones Unidas"),
    ("chapter VII", "ru", "глава VII Устава Организации Объединенных Наций"),
    ("chapter VII", "zh", "《联合国宪章》第七章"),
    ("chapter VII", "ar", "الفصل السابع من ميثاق الأمم المتحدة"),
    ("annex II", "en", "annex II to General Assembly resolution 70/1"),
    ("annex II", "fr", "l’annexe II de la résolution 70/1 de l’Assemblée générale"),
    ("annex II", "es", "el anexo II de la resolución 70/1 de la Asamblea General"),
    ("annex II", "ru", "приложение II к резолюции 70/1 Генеральной Ассамблеи"),
    ("annex II", "zh", "大会第70/1号决议附件二"),
    ("annex II", "ar", "المرفق الثاني لقرار الجمعية العامة 70/1"),
    ("section IV, paragraph 5", "en", "section IV, paragraph 5, of General Assembly resolution 70/1"),
    (
        "section IV, paragraph 5",
        "fr",
        "le paragraphe 5 de la section IV de la résolution 70/1 de l’Assemblée générale",
    ),
    (
        "section IV, paragraph 5",
        "es",
        "la sección IV, párrafo 5, de la resolución 70/1 de la Asamblea General",
    ),
    ("section IV, paragraph 5", "ru", "пункт 5 раздела IV резолюции 70/1 Генеральной Ассамблеи"),
    ("section IV, paragraph 5", "zh", "大会第70/1号决议第四节第5段"),
    ("section IV, paragraph 5", "ar", "الفقرة 5 من الجزء الرابع من قرار الجمعية العامة 70/1"),
    ("annex I, annex II", "en", "annexes I and II to General Assembly resolution 70/1"),
    ("annex I, annex II", "fr", "les annexes I et II de la résolution 70/1 de l’Assemblée générale"),
    ("annex I, annex II", "es", "los anexos I y II de la resolución 70/1 de la Asamblea General"),
    ("annex I, annex II", "ru", "приложения I и II к резолюции 70/1 Генеральной Ассамблеи"),
    ("annex I, annex II", "zh", "大会第70/1号决议附件一和二"),
    ("annex I, annex II", "ar", "المرفقان الأول والثاني لقرار الجمعية العامة 70/1"),
    ("chapter I, section D", "en", "A/57/465, chap. I, sect. D."),
    ("chapter I, section D", "fr", "A/57/465, chap. I, sect. D."),
    ("chapter I, section D", "es", "A/57/465, cap. I, secc. D."),
    ("chapter I, section D", "ru", "A/57/465, гл. I, разд. D."),
    ("chapter I, section D", "zh", "A/57/465，第一章，D节。"),
    ("chapter I, section D", "ar", "A/57/465، الفصل الأول، الفرع دال."),
    ("chapter VII-XI", "en", "A/57/465, chaps. VII–XI."),
    ("chapter VII-XI", "fr", "A/57/465, chap. VII à XI."),
    ("chapter VII-XI", "es", "A/57/465, caps. VII a XI."),
    ("chapter VII-XI", "ru", "A/57/465, гл. VII–XI."),
    ("chapter VII-XI", "zh", "A/57/465，第七至十一章。"),
    (
        "paragraph 3 (a), paragraph 3 (b)",
        "en",
        "paragraphs 3 (a) and (b) of General Assembly resolution 70/1",
    ),
    (
        "paragraph 3 (a), paragraph 3 (b)",
        "fr",
        "les paragraphes 3 a) et b) de la résolution 70/1 de l’Assemblée générale",
    ),
    (
        "paragraph 3 (a), paragraph 3 (b)",
        "es",
        "los párrafos 3 a) y b) de la resolución 70/1 de la Asamblea General",
    ),
    ("paragraph 3 (a), paragraph 3 (b)", "ru", "пункты 3 a) и b) резолюции 70/1 Генеральной Ассамблеи"),
    ("paragraph 3 (a), paragraph 3 (b)", "zh", "大会第70/1号决议第3(a)和(b)段"),
    ("paragraph 3 (a), paragraph 3 (b)", "ar", "الفقرتان 3 (أ) و (ب) من قرار الجمعية العامة 70/1"),
    ("article 22", "ar", "المادة الثانية والعشرون من اتفاقية حقوق الطفل"),
    ("article 22", "zh", "《儿童权利公约》第二十二条"),
]


@pytest.mark.parametrize(("parts", "code", "text"), SAME)
def test_a_pinpoint_has_the_same_parts_in_every_language(parts: str, code: str, text: str) -> None:
    (found,) = read(text, code)
    assert found.pinpoint is not None
    assert found.pinpoint.text in text
    assert ", ".join(f"{part.unit} {part.value}" for part in found.pinpoint.parts) == parts


# A resolution called back, as each language does.
BACK = [
    (
        "en",
        "its resolution 70/1, and that resolution and the said resolution",
        ["that resolution", "the said resolution"],
    ),
    (
        "fr",
        "sa résolution 70/1, et ladite résolution et la résolution susmentionnée",
        ["ladite résolution", "la résolution susmentionnée"],
    ),
    (
        "fr",
        "sa résolution 70/1 ; la même résolution, cette résolution",
        ["la même résolution", "cette résolution"],
    ),
    (
        "es",
        "su resolución 70/1, y dicha resolución y la resolución antes mencionada",
        ["dicha resolución", "la resolución antes mencionada"],
    ),
    (
        "es",
        "su resolución 70/1, y la misma resolución, esa resolución",
        ["la misma resolución", "esa resolución"],
    ),
    (
        "ru",
        "свою резолюцию 70/1, осуществление этой резолюции и упомянутая выше резолюция",
        ["этой резолюции", "упомянутая выше резолюция"],
    ),
    (
        "ru",
        "свою резолюцию 70/1, в той же резолюции и вышеупомянутой резолюции",
        ["той же резолюции", "вышеупомянутой резолюции"],
    ),
    ("zh", "其第70/1号决议，上述决议和该决议", ["上述决议", "该决议"]),
    ("zh", "其第70/1号决议，同一决议，本决议", ["同一决议"]),
    ("ar", "قرارها 70/1، وتنفيذ ذلك القرار والقرار المذكور", ["ذلك القرار", "القرار المذكور"]),
    ("ar", "قرارها 70/1، وفي القرار نفسه وهذا القرار", ["القرار نفسه"]),
]


@pytest.mark.parametrize(("code", "text", "back"), BACK)
def test_a_resolution_is_called_back(code: str, text: str, back: list[str]) -> None:
    heard = {
        "en": "The General Assembly,\n\nRecalling ",
        "fr": "L’Assemblée générale,\n\nRappelant ",
        "es": "La Asamblea General,\n\nRecordando ",
        "ru": "Генеральная Ассамблея,\n\nссылаясь на ",
        "zh": "大会，\n\n回顾",
        "ar": "إن الجمعية العامة،\n\nإذ تشير إلى ",
    }
    found = read(heard[code] + text, code)
    assert [c.text for c in found if c.via == "back-reference"] == back
    assert {c.id for c in found} == {"A/RES/70/1"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "les résolutions 70/1 et 71/1 de l’Assemblée générale, et la résolution susmentionnée"),
        ("es", "las resoluciones 70/1 y 71/1 de la Asamblea General, y dicha resolución"),
        ("ru", "резолюции 70/1 и 71/1 Генеральной Ассамблеи и указанная резолюция"),
        ("zh", "大会第70/1号和第71/1号决议，上述决议"),
        ("ar", "قراري الجمعية العامة 70/1 و 71/1، والقرار المذكور"),
    ],
)
def test_of_two_none_is_called_back(code: str, text: str) -> None:
    found = read(text, code)[-1]
    assert (found.id, found.also, found.via) == (None, ("A/RES/70/1", "A/RES/71/1"), "back-reference")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "General Assembly resolutions 60/1, 1325 (2000) and 2005/20"),
        ("fr", "les résolutions 60/1, 1325 (2000) et 2005/20 de l’Assemblée générale"),
        ("es", "las resoluciones 60/1, 1325 (2000) y 2005/20 de la Asamblea General"),
        ("ru", "резолюции 60/1, 1325 (2000) и 2005/20 Генеральной Ассамблеи"),
        ("zh", "大会第60/1、1325(2000)和2005/20号决议"),
        ("ar", "قرارات الجمعية العامة 60/1 و 1325 (2000) و 2005/20"),
    ],
)
def test_no_number_takes_the_body_of_its_neighbours(code: str, text: str) -> None:
    found = read(text, code)
    assert [c.id for c in found] == ["A/RES/60/1", "S/RES/1325(2000)", None]
    assert "E/RES/2005/20" in found[-1].also


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Council resolutions 5/1, 60/251 and 2005/20"),
        ("fr", "les résolutions 5/1, 60/251 et 2005/20 du Conseil des droits de l’homme"),
        ("es", "las resoluciones 5/1, 60/251 y 2005/20 del Consejo de Derechos Humanos"),
        ("ru", "резолюции 5/1, 60/251 и 2005/20 Совета по правам человека"),
        ("zh", "人权理事会第5/1、60/251和2005/20号决议"),
        ("ar", "قرارات مجلس حقوق الإنسان 5/1 و 60/251 و 2005/20"),
    ],
)
def test_what_a_body_cannot_have_adopted_is_left_open(code: str, text: str) -> None:
    named = text if code != "en" else f"Human Rights {text}"
    assert [c.id for c in read(named, code)] == ["A/HRC/RES/5/1", None, None]


# Footnotes: the same source, another part of it.
IBID = [
    ("fr", "Le rapport1 et le plan2\n\n1 Voir A/57/465, annexe I, par. 10.\n2 Ibid., annexe II.\n"),
    ("es", "El informe1 y el plan2\n\n1 Véase A/57/465, anexo I, párr. 10.\n2 Ibíd., anexo II.\n"),
    ("ru", "Доклад1 и план2\n\n1 См. A/57/465, приложение I, п. 10.\n2 Там же, приложение II.\n"),
    ("zh", "报告1和计划2\n\n1 见A/57/465，附件一，第10段。\n2 出处同上，附件二。\n"),
    (
        "ar",
        "التقرير(1) والخطة(2)\n\n1 انظر A/57/465، المرفق الأول، الفقرة 10.\n2 المصدر نفسه، المرفق الثاني.\n",
    ),
]


@pytest.mark.parametrize(("code", "text"), IBID)
def test_another_part_of_the_same_source(code: str, text: str) -> None:
    found = read(text, code)
    assert [c.id for c in found] == ["A/57/465", "A/57/465"]
    assert [c.pinpoint and [(p.unit, p.value) for p in c.pinpoint.parts] for c in found] == [
        [("annex", "I"), ("paragraph", "10")],
        [("annex", "II")],
    ]
    assert all(c.pinpoint and c.pinpoint.text in text for c in found)
