"""What a print is read as: numerals in words, letters, heads behind their numbers, and which rule goes first."""

import pytest

from unxref.citations.apart import reread, rewritten
from unxref.citations.language import SEAM, language


def read(text: str, code: str) -> str:
    return reread(text, rewritten(text, 0, len(text), language(code))).replace(SEAM, "|")


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("الدورة الأولى", "1th|الدورة"),
        ("الدورة العاشرة", "10th|الدورة"),
        ("الدورة الحادية عشرة", "11th|الدورة"),
        ("الدورة العشرين", "20th|الدورة"),
        ("الدورة الثامنة\nوالسبعون", "78th|الدورة"),
        ("السنة الثالثة والأربعين", "43th|السنة"),
        ("الدورة الاستثنائية الثانية عشرة", "ال12th|الاستثنائية|الدورة"),
        ("المرفق الرابع", "المرفق IV"),
        ("الفصل التاسع عشر", "الفصل XIX"),
        ("الفرع ثالثا", "الفرع III"),
        ("المادة السادسة والثلاثون", "المادة XXXVI"),
        ("المرفقين الرابع والخامس", "المرفقين IV و|V"),
        ("الدورة العادية", "الدورة العادية"),
        ("الدورة الأولية", "الدورة الأولية"),
    ],
)
def test_ordinals_are_the_sum_of_their_words(printed: str, meant: str) -> None:
    assert read(printed, "ar") == meant


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("2200 ألف (د-21)", "2200 A (XXI)"),
        ("2252 (دإط-5)", "2252 (ES-V)"),
        ("34/65 ألف وباء وجيم", "34/65 A, B و C"),
        ("الفرع باء-2", "الفرع B.2"),
        ("الفقرة 3 (هـ)", "الفقرة 3 (هـ)"),  # a tatweel is dropped before this
        ("الفقرة 3 (ه)", "الفقرة 3 (e)"),
    ],
)
def test_letters_are_words_or_stand_in_brackets(printed: str, meant: str) -> None:
    assert read(printed, "ar") == meant


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("第74/174号决议", "决议号|74/174|"),
        ("第 74/174 号决议", "决议号|74/174 "),
        ("第二十一条", "条|21"),
        ("第四、五章", "章|IV、V"),
        ("第3、4和5段", "段|3、4和5"),
        ("附件二", "附件|II"),
        ("《公约》第2条", "|the|公约条|2"),
        ("第1577卷，第27531号", "卷|1577，号|27531"),
    ],
)
def test_heads_stand_before_their_numbers(printed: str, meant: str) -> None:
    assert read(printed, "zh") == meant


def test_of_rules_that_hold_at_one_place_the_first_is_taken() -> None:
    assert read("第五届会议", "zh") == "五||届会"
    assert read("大会第五届会议正式记录", "zh") == "正式记录,|大会,|五||届会"


def test_a_rule_is_tried_again_behind_what_another_has_read() -> None:
    assert read("联合国大会正式记录，大会正式记录", "zh") == "正式记录,|联合国大会，正式记录,|大会"
