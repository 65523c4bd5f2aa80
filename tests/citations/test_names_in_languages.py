"""Named instruments and bodies in French, Spanish, Russian, Chinese and Arabic: titles, short names, protocols."""

from __future__ import annotations

import pytest

from unxref.citations.extract import extract
from unxref.documents.model import Document

TITLES = [
    ("fr", "le Pacte Briand-Kellogg et la convention de Montreux", ["kellogg-briand", "montreux"]),
    ("fr", "la Convention sur la haute mer et la Convention sur le plateau continental", ["high-seas-1958", "continental-shelf-1958"]),
    ("fr", "la Convention de La Haye de 1954 pour la protection des biens culturels en cas de conflit armé", ["cultural-property-1954"]),
    ("fr", "la Convention de Vienne sur la succession d’États en matière de traités", ["vcssrt"]),
    ("fr", "la Convention internationale pour la sauvegarde de la vie humaine en mer", ["solas"]),
    ("fr", "l’Accord international de 2010 sur le cacao", ["mtdsg-xix-47"]),
    ("fr", "la Charte des Nations unies, dite Charte de l’ONU", ["un-charter", "un-charter"]),
    ("fr", "la Convention (n° 105) sur l’abolition du travail forcé, 1957", ["ilo-105"]),
    ("fr", "la convention européenne des droits de l’homme", ["echr"]),
    ("fr", "la Convention interaméricaine contre la corruption", ["oas-corruption"]),
    ("es", "el Convenio sobre la responsabilidad internacional por daños causados por objetos espaciales", ["space-liability"]),
    ("es", "el Convenio internacional sobre búsqueda y salvamento marítimos", ["sar-convention"]),
    ("es", "el Acuerdo sobre las Poblaciones de Peces", ["fish-stocks"]),
    ("es", "la Convención sobre los derechos del niño", ["crc"]),
    ("es", "la CONVEMAR y el Acuerdo de Escazú", ["unclos", "escazu"]),
    ("es", "la Convención de Belém do Pará y el Pacto de San José de Costa Rica", ["belem-do-para", "achr"]),
    ("es", "el Convenio de la OIT sobre la libertad sindical y la protección del derecho de sindicación", ["ilo-87"]),
    ("es", "el Tratado de no proliferación y el tratado de Tlatelolco", ["npt", "tlatelolco"]),
    ("es", "el Convenio internacional del cacao de 2010", ["mtdsg-xix-47"]),
    ("ru", "по Конвенции Монтрё и пактом Бриана — Келлога", ["montreux", "kellogg-briand"]),
    ("ru", "Конвенцией об открытом море", ["high-seas-1958"]),
    ("ru", "Конвенцией МОТ 2011 года о достойном труде домашних работников (№ 189)", ["ilo-189"]),
    ("ru", "в Уставе ООН и Статуте Лиги Наций", ["un-charter", "league-covenant"]),
    ("ru", "Конвенции по охране и использованию трансграничных водотоков и международных озёр", ["water-convention"]),
    ("ru", "Генеральным соглашением по тарифам и торговле", ["gatt-1947"]),
    ("ru", "Европейской конвенцией о защите прав человека и основных свобод", ["echr"]),
    ("ru", "Дейтонским соглашением и Комплексом мер по выполнению Минских соглашений", ["dayton-agreement", "minsk-package-2015"]),
    ("ru", "Женевским протоколом 1925 года", ["geneva-protocol-1925"]),
    ("zh", "《外空条约》和《月球协定》", ["outer-space", "moon-agreement"]),
    ("zh", "《公海公约》、《大陆架公约》", ["high-seas-1958", "continental-shelf-1958"]),
    ("zh", "《儿童权利公约》《关于儿童卷入武装冲突问题的任择议定书》", ["crc", "crc-opac"]),
    ("zh", "国际劳工组织第182号公约", ["ilo-182"]),
    ("zh", "《2001年国际咖啡协定》", ["mtdsg-xix-43"]),
    ("zh", "《凯洛格—白里安公约》", ["kellogg-briand"]),
    ("ar", "باتفاقية حماية الممتلكات الثقافية في حالة نزاع مسلح", ["cultural-property-1954"]),
    ("ar", "والاتفاقية المتعلقة بأعالي البحار ولاتفاقية الجرف القاري", ["high-seas-1958", "continental-shelf-1958"]),
    ("ar", "اتفاقية منظمة العمل الدولية للسخرة، 1930 (رقم 29)", ["ilo-29"]),
    ("ar", "الاتفاقية رقم 105 لمنظمة العمل الدولية", ["ilo-105"]),
    ("ar", "ومعاهدة الفضاء الخارجي واتفاق القمر", ["outer-space", "moon-agreement"]),
    ("ar", "اتفاقية مونترو وميثاق عصبة الأمم", ["montreux", "league-covenant"]),
]  # fmt: skip

PROTOCOLS = [
    ("fr", "le Second Protocole facultatif se rapportant au Pacte international relatif aux droits civils et politiques", "iccpr-op2"),
    ("fr", "le Deuxième Protocole relatif à la Convention de La Haye de 1954 pour la protection des biens culturels en cas de conflit armé", "cultural-property-p2"),
    ("fr", "l’Amendement de Kigali au Protocole de Montréal relatif à des substances qui appauvrissent la couche d’ozone", "kigali-amendment"),
    ("fr", "le Protocole de clôture de la Convention pour la répression de la traite des êtres humains et de l’exploitation de la prostitution d’autrui", "traffic-persons-1949-protocol"),
    ("es", "el Segundo Protocolo facultativo del Pacto Internacional de Derechos Civiles y Políticos", "iccpr-op2"),
    ("es", "el Protocolo Facultativo de la Convención sobre los Derechos del Niño relativo a un procedimiento de comunicaciones", "crc-opic"),
    ("es", "el Segundo Protocolo de la Convención de La Haya de 1954 para la protección de los bienes culturales en caso de conflicto armado", "cultural-property-p2"),
    ("es", "el Protocolo facultativo de la Convención sobre las misiones especiales sobre la solución obligatoria de controversias", "special-missions-op"),
    ("ru", "во Втором факультативном протоколе к Международному пакту о гражданских и политических правах, направленном на отмену смертной казни", "iccpr-op2"),
    ("ru", "Протоколом 2014 года к Конвенции 1930 года о принудительном труде", "ilo-p29"),
    ("ru", "Факультативным протоколом к Венской конвенции о консульских сношениях об обязательном разрешении споров", "vccr-op-disputes"),
    ("zh", "《公民及政治权利国际公约》旨在废除死刑的《第二项任择议定书》", "iccpr-op2"),
    ("zh", "《消除对妇女一切形式歧视公约》的任择议定书", "cedaw-op"),
    ("zh", "《关于发生武装冲突时保护文化财产的公约》第二议定书", "cultural-property-p2"),
    ("ar", "البروتوكول الاختياري للعهد الدولي الخاص بالحقوق المدنية والسياسية", "iccpr-op1"),
    ("ar", "إعلان الاجتماع الرفيع المستوى للجمعية العامة بشأن سيادة القانون على الصعيدين الوطني والدولي", "rule-of-law-declaration"),
    ("ar", "البروتوكول الاختياري الثاني الملحق بالعهد الدولي الخاص بالحقوق المدنية والسياسية، الهادف إلى إلغاء عقوبة الإعدام", "iccpr-op2"),
    ("ar", "والبروتوكول الثاني لاتفاقية لاهاي لحماية الممتلكات الثقافية في حالة نزاع مسلح", "cultural-property-p2"),
]  # fmt: skip

GROUPS = [
    ("fr", "les Protocoles facultatifs se rapportant au Pacte international relatif aux droits civils et politiques", ["iccpr-op1", "iccpr-op2"]),
    ("es", "los Protocolos Facultativos de la Convención sobre los Derechos del Niño", ["crc-opac", "crc-opsc"]),
    ("ru", "Факультативных протоколов к Международному пакту о гражданских и политических правах", ["iccpr-op1", "iccpr-op2"]),
    ("zh", "《公民及政治权利国际公约》的两项任择议定书", ["iccpr-op1", "iccpr-op2"]),
    ("ar", "والبروتوكولين الاختياريين الملحقين بالعهد الدولي الخاص بالحقوق المدنية والسياسية", ["iccpr-op1", "iccpr-op2"]),
]  # fmt: skip

WEAK = [
    ("fr", "le Protocole de Palerme"),
    ("fr", "la Convention de Londres et le Protocole additionnel I"),
    ("es", "la Convención de Montevideo y la Declaración de Estocolmo"),
    ("ru", "Стокгольмская декларация и Лондонская конвенция"),
    ("zh", "《责任公约》和《登记公约》"),
    ("ar", "اتفاقية لاهاي لعام 1954 واتفاقية لندن"),
]

FOREIGN = [
    ("fr", "la décision 10/22 de la Commission européenne"),
    ("fr", "la résolution 24/9 du Conseil de coopération du Golfe"),
    ("fr", "la décision 12/15 du Conseil constitutionnel"),
    ("fr", "la résolution 60/1 de l’Assemblée générale de l’OEA"),
    ("es", "la Decisión 32/15 del Mercosur"),
    ("es", "la resolución 2/20 de la Comisión Interamericana de Derechos Humanos"),
    ("es", "la resolución 24/9 de la CELAC"),
    ("es", "la resolución 12/15 del Consejo de Ministros"),
    ("ru", "решение 6/14 Совета глав государств СНГ"),
    ("ru", "решением 24/9 Высшего Евразийского экономического совета"),
    ("ru", "резолюция 24/9 Совета глав государств — членов ШОС"),
    ("ru", "резолюцией 12/3 Парламентской ассамблеи Совета Европы"),
    ("zh", "独联体国家元首理事会第6/14号决定"),
    ("zh", "南方共同市场第32/15号决定"),
    ("zh", "上合组织成员国元首理事会第24/9号决议"),
    ("ar", "القرار 24/9 الصادر عن مجلس التعاون لدول الخليج العربية"),
    ("ar", "قرار الجمعية العامة لمنظمة الدول الأمريكية 24/9"),
    ("ar", "قرار مجلس الوزراء 24/9"),
    ("en", "decision 24/9 of the Shanghai Cooperation Organization"),
    ("en", "resolution 2/20 of the Andean Community"),
]

UNITED_NATIONS = [
    ("fr", "la résolution 2625 (XXV) de l’AGNU", "A/RES/2625(XXV)"),
    ("fr", "la résolution 1244 (1999) du CSNU", "S/RES/1244(1999)"),
    ("es", "la resolución 41/11 de la AGNU", "A/RES/41/11"),
    ("es", "la resolución 1373 (2001) del Consejo de Seguridad de la ONU", "S/RES/1373(2001)"),
    ("ru", "резолюция ГА ООН 74/174", "A/RES/74/174"),
    ("ru", "резолюция СБ ООН 1373 (2001)", "S/RES/1373(2001)"),
    ("zh", "联大第74/174号决议", "A/RES/74/174"),
    ("ar", "القرار 74/174 الصادر عن الجمعية العامة لمنظمة الأمم المتحدة", "A/RES/74/174"),
]


def ids(code: str, text: str) -> list[str | None]:
    found = list(extract(Document("test", text), code))
    assert all(text[c.start : c.end] == c.text for c in found)
    return [c.id for c in found]


@pytest.mark.parametrize(("code", "text", "found"), TITLES)
def test_an_instrument_is_known_by_its_title_and_its_short_names(
    code: str, text: str, found: list[str]
) -> None:
    assert ids(code, text) == found


@pytest.mark.parametrize(("code", "text", "found"), PROTOCOLS)
def test_a_protocol_is_not_what_it_belongs_to(code: str, text: str, found: str) -> None:
    assert ids(code, text) == [found]


@pytest.mark.parametrize(("code", "text", "found"), GROUPS)
def test_a_name_of_several_protocols_cites_each(code: str, text: str, found: list[str]) -> None:
    assert ids(code, text) == found


@pytest.mark.parametrize(("code", "text"), WEAK)
def test_a_name_of_several_things_needs_its_instrument_named(code: str, text: str) -> None:
    assert ids(code, text) == []


@pytest.mark.parametrize(("code", "text"), FOREIGN)
def test_numbers_of_other_organizations_are_no_citations(code: str, text: str) -> None:
    assert ids(code, text) == []


@pytest.mark.parametrize(("code", "text", "found"), UNITED_NATIONS)
def test_bodies_are_known_by_the_names_that_others_give_them(code: str, text: str, found: str) -> None:
    assert ids(code, text) == [found]


def test_a_short_name_counts_where_the_text_has_named_its_instrument() -> None:
    text = "《关于登记射入外层空间物体的公约》生效。各国可援引《登记公约》。"
    assert ids("zh", text) == ["registration-space"] * 2
