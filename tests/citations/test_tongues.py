"""The language of each passage, and what several languages in one document share."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unxref.citations.extract import extract, identify
from unxref.citations.language import codes, language, written_out
from unxref.citations.model import Citation
from unxref.citations.tongues import passages
from unxref.documents.model import Document
from unxref.documents.notes import find_notes

Cited = Callable[[str], list[Citation]]

ENGLISH = "The Council recalls its resolution 74/174, which was adopted by the Assembly in December.\n"
FRENCH = "Le Conseil rappelle les termes de la résolution 74/174 et les mesures prises par les États.\n"
CHINESE = "回顾大会2019年12月18日第74/174号决议，其中请秘书长提出报告。\n"
ARABIC = "وإذ تشير إلى قرار الجمعية العامة 74/174 المؤرخ 18 كانون الأول/ديسمبر 2019.\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [(ENGLISH, "en"), (FRENCH, "fr"), (CHINESE, "zh"), (ARABIC, "ar"), ("74/174\n", "en"), ("", "en")],
)
def test_a_text_of_one_language_is_one_passage(text: str, found: str) -> None:
    assert passages(text * 3) == ((0, len(text * 3), found),)


def test_passages_stand_where_the_language_changes() -> None:
    text = ENGLISH * 2 + FRENCH * 2 + CHINESE + ENGLISH
    found = passages(text)
    assert [passage.code for passage in found] == ["en", "fr", "zh", "en"]
    assert [text[p.start : p.end] for p in found] == [ENGLISH * 2, FRENCH * 2, CHINESE, ENGLISH]


def test_a_line_that_says_little_goes_on_with_the_one_before() -> None:
    text = FRENCH * 2 + "Treaty Series, vol. 1577, No. 27531\n" + FRENCH
    assert [passage.code for passage in passages(text)] == ["fr"]


def test_a_few_foreign_words_are_no_passage() -> None:
    text = ENGLISH + "It cites les Établissements and the Convention des Nations.\n" + ENGLISH
    assert [passage.code for passage in passages(text)] == ["en"]


def test_a_language_that_is_given_is_not_looked_for() -> None:
    assert [passage.code for passage in passages(ENGLISH + CHINESE, "fr")] == ["fr"]


@given(st.lists(st.sampled_from([ENGLISH, FRENCH, CHINESE, ARABIC, "\n", "74/174\n"]), max_size=12))
def test_passages_cover_the_text(lines: list[str]) -> None:
    text = "".join(lines)
    found = passages(text)
    assert "".join(text[p.start : p.end] for p in found) == text
    assert all(before.code != after.code for before, after in pairwise(found))


@settings(deadline=None)
@given(st.lists(st.sampled_from([ENGLISH, FRENCH, CHINESE, ARABIC]), min_size=1, max_size=6))
def test_each_passage_is_read_in_its_language(lines: list[str]) -> None:
    text = "".join(lines)
    found = list(extract(Document("test", text)))
    assert [c.id for c in found] == ["A/RES/74/174"] * len(lines)
    assert all(text[c.start : c.end] == c.text == "74/174" for c in found)


def test_what_a_document_is_holds_for_all_its_passages() -> None:
    text = (
        "Assemblée générale\nA/RES/74/1\n\nL’Assemblée générale,\n\n"
        "Rappelant sa résolution 73/1 du 17 septembre 2018 et les mesures prises par les États,\n\n"
        * 3
        + "Recalling its resolution 73/2, which was adopted in the session that is over,\n"
    )
    found = list(extract(Document("test", text)))
    assert [c.id for c in found if c.via == "number"] == ["A/RES/73/1"] * 3 + ["A/RES/73/2"]
    assert [c.language for c in found if c.via == "number"] == ["fr"] * 3 + ["en"]
    assert identify(Document("test", text)).language == "fr"


def test_a_note_is_told_by_the_paragraph_of_its_call_in_another_language() -> None:
    text = (
        FRENCH * 2 + "Rappelant la Convention et les mesures prises par les États1,\n\n1 Resolution 70/1.\n"
    )
    noted = [c for c in extract(Document("test", text, notes=find_notes(text))) if c.note]
    assert [(c.id, c.relation) for c in noted] == [("A/RES/70/1", "recalls")]


def test_stems_and_endings_are_written_out() -> None:
    assert written_out("резолюци(я|и)") == ("резолюция", "резолюции")
    assert written_out("(|ال)قرار(|ات)") == ("قرار", "قرارات", "القرار", "القرارات")
    assert written_out("Adopted (see below)") == ("Adopted (see below)",)


@pytest.mark.parametrize("code", codes())
def test_no_table_has_a_row_that_english_has_not(code: str) -> None:
    model, words = language("en").words, language(code).words
    assert words.keys() == model.keys()
    for table, rows in model.items():
        if any(not isinstance(value, str) for value in rows.values()) and table != "verbs":
            assert words[table].keys() == rows.keys()


def test_a_language_without_tables_is_unknown() -> None:
    with pytest.raises(KeyError):
        language("xx")
