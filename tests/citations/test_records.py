"""Official Records of every organ, decade and word order, and conference reports by sales number."""

from collections.abc import Callable

import pytest

from unxref.citations.model import Citation

Cited = Callable[[str], list[Citation]]

RECORDS: list[tuple[str, list[str]]] = [
    ("Official Records of the General Assembly, Seventy-fourth Session, Supplement No. 10 (A/74/10), chap. V.", ["A/74/10"]),
    ("Official Records of the General Assembly, eightieth session, Supplement No. 23.", ["GAOR/80/Suppl.23"]),
    ("Official Records of the General Assembly, Sixth Session, Supplement No. 19, part II.", ["GAOR/6/Suppl.19"]),
    ("Official Records of the General Assembly, Tenth Special Session, Supplement No. 4 (A/S-10/4).", ["A/S-10/4"]),
    ("Official Records of the General Assembly, Sixth Special Session, Supplement No. 1.", ["GAOR/S-6/Suppl.1"]),
    ("Official Records of the General Assembly, Tenth Emergency Special Session, Supplement No. 1.", ["GAOR/ES-10/Suppl.1"]),
    ("Official Records of the General Assembly, Twenty-ninth Session, Annexes, agenda item 38.", ["GAOR/29/Annexes/item38"]),
    ("Official Records of the General Assembly, Twenty-ninth Session, Annexes, agenda item 38, document A/9815.", ["A/9815"]),
    ("Official Records of the third session of the General Assembly, Part II, Annexes, document A/843.", ["A/843"]),
    ("Official Records of the General Assembly, Sixty-ninth Session, Supplement No. 53A and corrigendum "
     "(A/69/53/Add.1 and A/69/53/Add.1/Corr.1)", ["A/69/53/Add.1", "A/69/53/Add.1/Corr.1"]),
    ("Official Records of the General Assembly, Forty-second Session, Supplement No. 16 and addendum (A/42/16 and Add.1).",
     ["A/42/16", "A/42/16/Add.1"]),
    ("Official Records of the General Assembly, Seventy-seventh Session, Supplement No. 53A, (A/77/53/Add.1).", ["A/77/53/Add.1"]),
    ("Official Records of the Economic and Social Council, 2017, Supplement No. 10.", ["ESCOR/2017/Suppl.10"]),
    ("Official Records of the Economic and Social Council, Forty-second Session, Supplement No. 4.", ["ESCOR/42/Suppl.4"]),
    ("Official Records of the Economic and Social Council, Resumed Thirty-sixth Session, Supplement No. 4A.", ["ESCOR/36/Suppl.4A"]),
    ("Official Records of the Security Council, Fourth Year, Special Supplements Nos. 1, 2 and 3.",
     ["SCOR/4/SpecialSuppl.1", "SCOR/4/SpecialSuppl.2", "SCOR/4/SpecialSuppl.3"]),
    ("Official Records of the Security Council, Forty-eighth Year, Supplement for July, August and September 1993.",
     ["SCOR/48/Suppl.Jul1993"]),
    ("Official Records of the Security Council, Forty-eighth Year, Supplement for July, August and September 1993, document S/26290.",
     ["S/26290"]),
    ("Official Records of the Trusteeship Council, Twenty-fifth Session, Supplement No. 1.", ["TCOR/25/Suppl.1"]),
    ("Official Records of the Trade and Development Board, Twelfth Session, Supplement No. 1.", []),
    ("GAOR, 21st Sess., Supp. No. 16", ["GAOR/21/Suppl.16"]),
    ("U.N. GAOR, 3d Sess., Supp. No. 5, at 12", ["GAOR/3/Suppl.5"]),
    ("21 U.N. GAOR Supp. (No. 16) at 49", ["GAOR/21/Suppl.16"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ids"), RECORDS)
def test_official_records(cited: Cited, text: str, ids: list[str]) -> None:
    assert [c.id for c in cited(text)] == ids


def test_the_series_is_another_id_only_where_the_session_agrees(cited: Cited) -> None:
    (agreeing,) = cited(
        "Official Records of the General Assembly, Seventy-fourth Session, Supplement No. 10 (A/74/10)"
    )
    (other,) = cited(
        "Official Records of the General Assembly, Seventy-third Session, Supplement No. 10 (A/74/10)"
    )
    assert agreeing.also == ("GAOR/74/Suppl.10",)
    assert other.also == ()


REPORTS: list[tuple[str, list[str]]] = [
    ("Beijing, 4–15 September 1995 (United Nations publication, Sales No. E.96.IV.13), chap. I", ["A/CONF.177/20/Rev.1"]),
    ("Johannesburg (United Nations publication, Sales No. E.03.II.A.1 and corrigendum), chap. I, resolution 2, annex", ["A/CONF.199/20"]),
    ("Rio de Janeiro, vol. I, Resolutions Adopted by the Conference (United Nations publication, Sales No. E.93.I.8 and corrigendum)",
     ["A/CONF.151/26/Rev.1(Vol.I)"]),
    ("Rio de Janeiro (United Nations publication, Sales No. E.93.I.8)", []),
    ("a yearbook (United Nations publication, Sales No. E.86.IX.7), appendix VII", []),
    ("Rio de Janeiro (A/CONF.151/26/Rev.1 (Vol. I), United Nations publication, Sales No. E.93.I.8), resolution 1", ["A/CONF.151/26/Rev.1(Vol.I)"]),
    ("Beijing (A/CONF.177/20/Rev.1, United Nations publication, Sales No. E.96.IV.13), chap. I", ["A/CONF.177/20/Rev.1"]),
    ("Beijing (United Nations publication, Sales No. E.96.IV.13, A/CONF.177/20/Rev.1), chap. I", ["A/CONF.177/20/Rev.1"]),
    ("copies are sold under Sales No. E.96.IV.13", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ids"), REPORTS)
def test_conference_reports_by_sales_number(cited: Cited, text: str, ids: list[str]) -> None:
    assert [c.id for c in cited(text)] == ids


def test_every_document_of_the_table_is_one() -> None:
    from unxref.citations.language import data
    from unxref.instruments.identifiers import parse

    for row in data("publications.csv").splitlines()[1:]:
        symbol = row.split(",")[1].format(volume="I")
        assert parse(symbol).id == symbol


def test_every_page_of_the_table_is_of_a_treaty() -> None:
    from unxref.citations.language import data
    from unxref.instruments.table import named

    for row in data("treaty_pages.csv").splitlines()[1:]:
        series, volume, _, slug = row.split(",")
        assert (named()[slug].series, named()[slug].volume) == (series, volume)
