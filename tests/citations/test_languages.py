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
