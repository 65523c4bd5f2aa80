"""French: what documents of the United Nations print, and what they cite."""

import pytest

from unxref.citations.extract import extract
from unxref.citations.model import Citation
from unxref.documents.model import Document
from unxref.documents.notes import find_notes


def read(text: str) -> list[Citation]:
    found = list(extract(Document("test", text, notes=find_notes(text)), "fr"))
    assert all(text[c.start : c.end] == c.text for c in found)
    return found


def ids(text: str) -> list[str | None]:
    return [c.id for c in read(text)]


NUMBERS: list[tuple[str, list[str]]] = [
    ("les résolutions 55/2 et 60/1 de l’Assemblée générale", ["A/RES/55/2", "A/RES/60/1"]),
    (
        "les résolutions du Conseil de sécurité 1325 (2000), 1820 (2008) 1888 (2009) et 2242 (2015)",
        ["S/RES/1325(2000)", "S/RES/1820(2008)", "S/RES/1888(2009)", "S/RES/2242(2015)"],
    ),
    ("les résolutions 425 et 426 (1978) du Conseil", ["S/RES/425(1978)", "S/RES/426(1978)"]),
    ("la résolution 1540 (2004), adoptée par le Conseil de sécurité", ["S/RES/1540(2004)"]),
    ("la décision 1999/256 du Conseil économique et social", ["E/DEC/1999/256"]),
    ("la résolution 2000/37 de la Commission des droits de l'homme", ["E/CN.4/RES/2000/37"]),
    ("le Conseil des droits de l ’ homme, dans sa résolution 16/21", ["A/HRC/RES/16/21"]),
    ("la résolution S-16/1 du Conseil des droits de l’homme", ["A/HRC/RES/S-16/1"]),
    ("la résolution ES-10/15 de l’Assemblée générale", ["A/RES/ES-10/15"]),
    ("la résolution 3211 B (XXIX) de l’Assemblée générale", ["A/RES/3211(XXIX)B"]),
    ("la résolution 1874 (S-IV) de l’Assemblée générale", ["A/RES/1874(S-IV)"]),
    ("Résolution 217 A (III).", ["A/RES/217(III)A"]),
    (
        "la résolution 51/211 A à C de l’Assemblée générale",
        ["A/RES/51/211A", "A/RES/51/211B", "A/RES/51/211C"],
    ),
    (
        "la résolution 26/3 de la Commission pour la prévention du crime et la justice pénale",
        ["E/CN.15/RES/26/3"],
    ),
    ("la résolution 54/7 de la Commission des stupéfiants", ["E/CN.7/RES/54/7"]),
    ("la résolution 1/3 de l’Assemblée des Nations Unies pour l’environnement", ["UNEP/EA.1/Res.3"]),
    ("la décision 1/CP.21 de la Conférence des Parties", ["FCCC/CP/DEC/1/CP.21"]),
    (
        "le Conseil, conformément aux résolutions de l’Assemblée générale 36/117 A et 52/214",
        ["A/RES/36/117A", "A/RES/52/214"],
    ),
    ("la résolution 12/5 du Parlement européen", []),
    (
        "la recommandation générale no 30 du Comité pour l’élimination de la discrimination à l’égard des femmes",
        ["CEDAW/C/GC/30"],
    ),
    ("Le Comité contre la torture, dans son observation générale no 2", ["CAT/C/GC/2"]),
    ("A/72/633, A/72/633/Corr.1 et A/72/719", ["A/72/633", "A/72/633/Corr.1", "A/72/719"]),
]

SOURCES = [
    (
        "Documents officiels de l’Assemblée générale, soixante-quatorzième session, Supplément no 10 (A/74/10).",
        ["A/74/10"],
    ),
    (
        "Documents officiels de l’Assemblée générale, soixante-quatorzième session, Supplément no 12 [A/74/12].",
        ["A/74/12"],
    ),
    (
        "Documents officiels de l’Assemblée générale, soixante-treizième session, Supplément no 12"
        " [A/73/12 (Part I) et A/73/12 (Part II)].",
        ["A/73/12(PartI)", "A/73/12(PartII)"],
    ),
    ("Documents officiels de l'Assemblée générale, sixième session, Supplément no 19.", ["GAOR/6/Suppl.19"]),
    (
        "Documents officiels de l’Assemblée générale, dixième session extraordinaire, Supplément no 4 (A/S-10/4)",
        ["A/S-10/4"],
    ),
    (
        "Documents officiels du Conseil économique et social, 2017, Supplément no 10 (E/2017/30)",
        ["E/2017/30"],
    ),
    (
        "1 Documents officiels de l’Assemblée générale, soixante-septième session, Supplément no 53 (A/67/53).\n"
        "2 Ibid., soixante-huitième session, Supplément no 53 (A/68/53).\n3 Ibid., chap. III.",
        ["A/67/53", "A/68/53", "A/68/53"],
    ),
    ("Nations Unies, Recueil des Traités, vol. 2171 et 2173, no 27531.", ["crc-opsc", "crc-opac"]),
    ("Nations Unies, Recueil des Traités, vol. 75, nos 970 à 973.", ["gc-i", "gc-ii", "gc-iii", "gc-iv"]),
    (
        "Beijing (publication des Nations Unies, numéro de vente : F.96.IV.13), chap. I",
        ["A/CONF.177/20/Rev.1"],
    ),
    (
        "Le Caire (publication des Nations Unies, numéro de vente F.95.XIII.18), chap. I",
        ["A/CONF.171/13/Rev.1"],
    ),
]

NAMES: list[tuple[str, list[str]]] = [
    ("l’adoption de la Déclaration et du Programme d’action de Vienne", ["vdpa"]),
    (
        "la Convention de 1993 sur l’interdiction de la mise au point, de la fabrication, du stockage et de l’emploi des armes chimiques et sur leur destruction",
        ["cwc"],
    ),
    (
        "la Convention relative au statut des réfugiés et le Protocole de 1967 s’y rapportant",
        ["refugee-convention", "refugee-protocol"],
    ),
    (
        "la Convention relative au statut des réfugiés et son Protocole de 1967",
        ["refugee-convention", "refugee-protocol"],
    ),
    (
        "la Convention relative aux droits des personnes handicapées et son Protocole facultatif",
        ["crpd", "crpd-op"],
    ),
    (
        "le Pacte international relatif aux droits civils et politiques et l’article 20 du Pacte",
        ["iccpr", "iccpr"],
    ),
    (
        "l’Ensemble de règles minima des Nations Unies pour le traitement des détenus (Règles Nelson Mandela)",
        ["nelson-mandela-rules"],
    ),
    ("le Règlement sanitaire international (2005)", ["ihr-2005"]),
    ("la Convention de 2007 sur le travail dans la pêche (no 188)", ["ilo-188"]),
]


@pytest.mark.parametrize(("text", "found"), [*NUMBERS, *SOURCES, *NAMES])
def test_ids(text: str, found: list[str]) -> None:
    assert ids(text) == found


DATES = [
    ("la résolution 2023/16 du Conseil économique et social, en date du 23 juin 2023", "2023-06-23"),
    ("la résolution 1325 (2000) du Conseil de sécurité en date du 31 octobre 2000", "2000-10-31"),
    ("la résolution 5/1 du Conseil des droits de l’homme, en date du 18 juin 2007", "2007-06-18"),
    ("la résolution 1540 (2004), adoptée par le Conseil de sécurité le 28 avril 2004", "2004-04-28"),
    ("la résolution 49/24 du Conseil des droits de l’homme du 1er avril 2022", "2022-04-01"),
    ("la résolution 76/238 de l’Assemblée générale, également du 24 décembre 2021", "2021-12-24"),
    ("la déclaration de son président en date du 29 novembre 2013 (S/PRST/2013/15)", "2013-11-29"),
]


@pytest.mark.parametrize(("text", "date"), DATES)
def test_dates(text: str, date: str) -> None:
    assert read(text)[0].date == date


PARTS = [
    ("le paragraphe 2 e) du dispositif de la résolution 1373 (2001)", [("paragraph", "2 (e)")]),
    ("les paragraphes 9 et 11 de la résolution 1807 (2008)", [("paragraph", "9"), ("paragraph", "11")]),
    (
        "l’alinéa d) du paragraphe 5 de la résolution 60/251 de l’Assemblée générale",
        [("paragraph", "5 (d)")],
    ),
    (
        "les alinéas a) et b) du paragraphe 2 de la résolution 60/1 de l’Assemblée générale",
        [("paragraph", "2 (a)"), ("paragraph", "2 (b)")],
    ),
    (
        "l’alinéa e de l’Article 73 de la Charte des Nations Unies",
        [("article", "73 (e)")],
    ),
    ("la résolution S-23/2 de l’Assemblée générale, annexe", [("annex", "")]),
    ("l’article 3 commun aux Conventions de Genève de 1949", [("article", "3")]),
    ("Voir A/57/465, annexe I, par. 10 a).", [("annex", "I"), ("paragraph", "10 (a)")]),
]


@pytest.mark.parametrize(("text", "parts"), PARTS)
def test_pinpoints(text: str, parts: list[tuple[str, str]]) -> None:
    pinpoint = read(text)[0].pinpoint
    assert pinpoint is not None
    assert [(part.unit, part.value) for part in pinpoint.parts] == parts


PARAGRAPHS = [
    ("Rappelant en outre la résolution 70/1,", "recalls"),
    ("Profondément préoccupé par la situation visée dans la résolution 70/1,", "concerned"),
    ("Exprimant sa vive inquiétude devant la résolution 70/1,", "concerned"),
    ("Exprime sa profonde préoccupation au sujet de la résolution 70/1,", "concerned"),
    ("Conscient de la résolution 70/1,", "recognizes"),
    ("Convaincu de l’importance de la résolution 70/1,", "convinced"),
    ("Résolu à suivre la résolution 70/1,", "determined"),
    ("Guidé par la résolution 70/1,", "guided-by"),
    ("1. Demande aux États de penser à la résolution 70/1 ;", "calls-upon"),
    ("1. Demande instamment aux États de lire la résolution 70/1 ;", "urges"),
    ("1. Demande de nouveau au Secrétaire général de lire la résolution 70/1 ;", "reaffirms"),
    ("1. Prie le Secrétaire général de lire la résolution 70/1 ;", "requests"),
    ("1. Engage les États à lire la résolution 70/1 ;", "encourages"),
    ("1. Engage instamment les États à lire la résolution 70/1 ;", "urges"),
    ("1. Invite instamment les États à lire la résolution 70/1 ;", "urges"),
    ("1. Fait sienne la résolution 70/1 ;", "endorses"),
    ("1. Accueille favorablement la résolution 70/1 ;", "welcomes"),
    ("1. Prend acte avec satisfaction de la résolution 70/1 ;", "notes"),
    ("1. Se déclare gravement préoccupé par la résolution 70/1 ;", "concerned"),
    ("1. Nous réaffirmons la résolution 70/1 ;", "reaffirms"),
]


@pytest.mark.parametrize(("text", "relation"), PARAGRAPHS)
def test_relations(text: str, relation: str) -> None:
    found = read(f"L’Assemblée générale,\n{text}\n")
    assert [(c.id, c.relation) for c in found] == [("A/RES/70/1", relation)]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Document final, partie I [NPT/CONF.1995/32 (Part I)], annexe.", "annexe"),
        (
            "l’objectif de développement durable no 16 du Programme de développement durable à l’horizon 2030",
            "objectif de développement durable no 16",
        ),
        (
            "la Charte des Nations Unies, en particulier au paragraphe 3 de l’Article 1",
            "paragraphe 3 de l’Article 1",
        ),
        ("[A/73/12 (Part I) et A/73/12 (Part II)], deuxième partie.", "deuxième partie"),
        ("Voir A/67/53 et A/67/53/Corr.1, chap. III.", "chap. III"),
    ],
)
def test_where_pinpoints_stand(text: str, printed: str) -> None:
    assert [c.pinpoint.text for c in read(text) if c.pinpoint][-1] == printed
