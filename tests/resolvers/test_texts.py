"""Texts over a real socket: what comes is kept, what is not whole or not a file is not taken."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from unxref.instruments.identifiers import parse
from unxref.resolvers.interface import Status
from unxref.resolvers.settings import Settings
from unxref.resolvers.texts import Text, Texts, has_text

if TYPE_CHECKING:
    from ..standin.server import Standin

FILES = "/doc/UNDOC/GEN"
ADDRESS = "https://documents.un.org/api/symbol/access?s={}&l={}&t={}"
Fetch = Callable[..., dict[str, Text]]


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    return replace(settings, cache_dir=tmp_path / "cache", timeout=0.25)


@pytest.fixture
def fetch(settings: Settings, told: list[str]) -> Fetch:
    """Fetch texts in English, or in the language given, in a run of its own."""

    def fetch(*ids: str, language: str = "en", **changed: object) -> dict[str, Text]:
        with Texts(replace(settings, **changed), told.append) as texts:
            return texts.fetch(dict.fromkeys(ids, language), lambda _: None)

    return fetch


def files(standin: "Standin") -> list[str]:
    return [path.removeprefix(f"{FILES}/") for path in standin.requests if path.startswith(FILES)]


@pytest.mark.parametrize(
    ("id", "its_own"),
    [
        ("A/RES/74/174", True),
        ("A/RES/34/65A", True),
        ("A/70/95", True),
        ("A/75/6(Sect.26)", True),
        ("A/RES/217(III)", True),
        ("A/RES/217(III)A", False),
        ("E/CN.15/RES/26/3", False),
        ("FCCC/CP/DEC/1/CP.21", False),
        ("A/DEC/44/414", False),
        ("crc", False),
        ("agenda-2030", False),
        ("UNTS/1577/27531", False),
    ],
)
def test_what_has_a_text_of_its_own(id: str, its_own: bool) -> None:
    assert has_text(parse(id)) is its_own


@pytest.mark.parametrize(
    ("id", "language", "symbol", "came", "form"),
    [
        ("A/RES/74/174", "en", "A/RES/74/174", "en", "pdf"),
        ("A/RES/74/174", "fr", "A/RES/74/174", "fr", "pdf"),
        ("A/RES/217(III)", "es", "A/RES/217(III)", "en", "pdf"),
        ("A/RES/78/183B", "en", "A/RES/78/183+B", "en", "pdf"),
        ("E/2007/30/Rev.1", "en", "E/2007/30/Rev.1", "en", "docx"),
        ("A/74/10", "en", "A/74/10", "en", "doc"),
    ],
)
def test_a_text_in_the_language_asked_for_else_in_english(
    fetch: Fetch, told: list[str], id: str, language: str, symbol: str, came: str, form: str
) -> None:
    text = fetch(id, language=language)[id]
    assert (text.status, text.language, text.kept) == (Status.FOUND, came, False)
    assert text.address == ADDRESS.format(symbol, came, form)
    assert text.file
    begins = {"pdf": b"%PDF", "docx": b"PK", "doc": b"\xd0\xcf\x11\xe0"}
    assert text.file.read_bytes().startswith(begins[form])
    assert told == []


def test_no_text_is_asked_for_twice_nor_what_is_not_there(standin: "Standin", fetch: Fetch) -> None:
    first = fetch("A/RES/74/174", "A/RES/77/77", "S/RES/1325(2000)")
    asked = len(standin.requests)
    assert [text.status for text in first.values()] == [Status.FOUND, Status.NOT_FOUND, Status.FOUND]
    again = fetch("A/RES/74/174", "A/RES/77/77", "S/RES/1325(2000)")
    assert len(standin.requests) == asked
    assert again == {id: replace(text, kept=True) for id, text in first.items()}
    assert sorted(files(standin)) == ["A/RES/74/174-en.pdf", "S/RES/1325(2000)-en.pdf"]
    fetch("A/RES/74/174", refresh=True)
    assert len(files(standin)) == 3


def test_what_was_kept_is_there_offline_and_nothing_is_asked(standin: "Standin", fetch: Fetch) -> None:
    fetch("A/RES/74/174")
    asked = len(standin.requests)
    texts = fetch("A/RES/74/174", "S/RES/1325(2000)", offline=True, refresh=True)
    assert [text.status for text in texts.values()] == [Status.FOUND, Status.OFFLINE]
    assert len(standin.requests) == asked


def test_another_service_was_not_asked_where_it_is_not_chosen(standin: "Standin", fetch: Fetch) -> None:
    assert fetch("A/RES/74/174", resolvers=("undl",))["A/RES/74/174"].status is Status.NOT_COVERED
    assert standin.requests == []


@pytest.mark.parametrize("fault", ["truncated", "empty", "html", "404", "maintenance", "away", "cut", "slow"])
def test_what_is_no_whole_file_is_not_taken_and_the_others_are(
    standin: "Standin", fetch: Fetch, told: list[str], fault: str
) -> None:
    standin.fault(fault, f"{FILES}/A/RES/74/174")
    texts = fetch("A/RES/74/174", "S/RES/1325(2000)", "A/RES/60/251")
    assert [text.status for text in texts.values()] == [Status.UNCLEAR, Status.FOUND, Status.FOUND]
    assert texts["A/RES/74/174"].file is None
    assert told == []
    standin.fault("ok", f"{FILES}/A/RES/74/174")
    assert fetch("A/RES/74/174")["A/RES/74/174"].status is Status.FOUND


def test_half_a_word_file_is_not_taken(standin: "Standin", fetch: Fetch) -> None:
    standin.fault("truncated", FILES)
    assert fetch("E/2007/30/Rev.1")["E/2007/30/Rev.1"].status is Status.UNCLEAR


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("challenge-page", Status.BLOCKED),
        ("challenge", Status.BLOCKED),
        ("refused", Status.BLOCKED),
        ("429", Status.LIMITED),
        ("much-later", Status.LIMITED),
    ],
)
def test_a_service_in_trouble_is_asked_no_further_and_said_once(
    standin: "Standin", settings: Settings, told: list[str], fault: str, status: Status
) -> None:
    standin.fault(fault)
    with Texts(settings, told.append) as texts:
        ids = {f"A/RES/74/{number}": "en" for number in range(1, 21)}
        assert {text.status for text in texts.fetch(ids, lambda _: None).values()} == {status}
        assert not texts.asks
        assert texts.fetch({"A/RES/60/251": "en"}, lambda _: None)["A/RES/60/251"].status is status
    assert len(standin.requests) <= settings.concurrency  # as many were on their way
    assert not any("60/251" in request for request in standin.requests)
    (line,) = told
    assert line.startswith(f"ods is {status}: ")
    assert line.endswith("; texts not asked for there: 20")


def test_nobody_there_is_said_and_what_is_kept_is_used(
    standin: "Standin", fetch: Fetch, told: list[str]
) -> None:
    fetch("A/RES/74/174")
    # The service of another address keeps its texts apart.
    assert fetch("A/RES/74/174", ods_url="http://127.0.0.1:9")["A/RES/74/174"].status is Status.UNREACHABLE
    assert told == [
        "ods is unreachable: connection refused (http://127.0.0.1:9); texts not asked for there: 1"
    ]
    standin.fault("refused")
    texts = fetch("A/RES/74/174", "A/RES/60/251")
    assert [text.status for text in texts.values()] == [Status.FOUND, Status.BLOCKED]


def test_who_says_nothing_at_all_is_not_asked_for_ever(
    standin: "Standin", fetch: Fetch, told: list[str]
) -> None:
    standin.fault("html")
    fetch(*(f"A/RES/74/{number}" for number in range(1, 101)))
    assert len(standin.requests) < 20
    (line,) = told
    assert "none of 10 answers says anything" in line


def test_when_the_time_is_over_what_came_is_kept(standin: "Standin", fetch: Fetch, told: list[str]) -> None:
    standin.fault("slow", f"{FILES}/A/RES/60/251")
    texts = fetch("A/RES/74/174", "A/RES/60/251", deadline=3, timeout=5)
    assert [text.status for text in texts.values()] == [Status.FOUND, Status.UNREACHABLE]
    (line,) = told
    assert line.startswith("the time for texts is over; not asked for: 1; run the same again to go on")
    assert fetch("A/RES/74/174", offline=True)["A/RES/74/174"].kept


def test_the_pace_is_kept(standin: "Standin", fetch: Fetch) -> None:
    begin = time.monotonic()
    fetch("A/RES/74/174", "A/RES/60/251", pace=0.1)
    assert len(standin.requests) == 4
    assert time.monotonic() - begin >= 0.29
    assert all(agent.startswith("unxref/") for agent in standin.agents)


def test_without_a_cache_texts_last_as_long_as_the_run(settings: Settings, told: list[str]) -> None:
    with Texts(replace(settings, cache_dir=None), told.append) as texts:
        file = texts.fetch({"A/RES/74/174": "en"}, lambda _: None)["A/RES/74/174"].file
        assert file
        assert file.exists()
    assert not file.exists()
