"""The catalogue: what is put in is found again, whoever puts it in, and in whatever order."""

import itertools
import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.instruments.identifiers import parse
from unxref.resolvers.catalogue import Catalogue, CatalogueError, Counted
from unxref.resolvers.interface import Record, Related, Source, Status
from unxref.resolvers.stated import CONTAINER, LOOKUP, Stated, sources

IRAN = Record(
    "A/RES/78/220",
    Status.FOUND,
    title="Situation of human rights in the Islamic Republic of Iran",
    date="2023-12-19",
    symbol="A/RES/78/220",
    url="https://digitallibrary.un.org/record/4033024",
    files={"en": "https://digitallibrary.un.org/record/4033024/files/A_RES_78_220-EN.pdf"},
    subjects=("HUMAN RIGHTS--REPORTS",),
    related=(Related("A/78/481/Add.3", "report"),),
)
VOTE = Record(
    "A/RES/78/220",
    Status.FOUND,
    title="SITUATION OF HUMAN RIGHTS IN IRAN",
    url="https://digitallibrary.un.org/record/4033030",
    meeting="A/78/PV.50",
    vote="78-30-68",
)
FRENCH = Record(
    "A/RES/78/220",
    Status.FOUND,
    title="Situation des droits de l’homme en République islamique d’Iran",
    published="2023-12-22",
    files={"fr": "https://docs.un.org/fr/A/RES/78/220"},
)
SAID = [Stated("library", IRAN), Stated("library-votes", VOTE), Stated("unxml-fr", FRENCH)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library" / "catalogue.sqlite"


def filled(path: Path, *stated: Stated) -> Path:
    with Catalogue(path, writable=True) as held:
        held.put_many(stated)
    return path


def library(id: str, title: str | None = None, **facts: object) -> Stated:
    return Stated("library", Record(id, Status.FOUND, title=title, **facts))  # pyright: ignore[reportArgumentType]


def test_what_is_put_in_is_found_as_it_was(path: Path) -> None:
    filled(path, Stated("library", IRAN))
    with Catalogue(path) as held:
        assert held.get_many(["A/RES/78/221", "A/RES/78/220"]) == {"A/RES/78/220": IRAN}


def test_records_come_in_the_order_asked_for_however_many(path: Path) -> None:
    ids = [f"A/{session}/{number}" for session in range(40, 46) for number in range(1, 300)]
    filled(path, *map(library, ids))
    with Catalogue(path) as held:
        assert list(held.get_many(reversed(ids))) == ids[::-1]


def test_only_its_owner_may_read_it(path: Path) -> None:
    filled(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_which_source_counts_does_not_depend_on_the_order(tmp_path: Path) -> None:
    expected = Record(
        "A/RES/78/220",
        Status.FOUND,
        title=IRAN.title,
        date="2023-12-19",
        published="2023-12-22",
        symbol="A/RES/78/220",
        url=IRAN.url,
        files={**FRENCH.files, **IRAN.files},
        meeting="A/78/PV.50",
        vote="78-30-68",
        subjects=IRAN.subjects,
        related=IRAN.related,
    )
    for number, order in enumerate(itertools.permutations(SAID)):
        path = tmp_path / f"{number}.sqlite"
        for one in order:
            filled(path, one)
        with Catalogue(path) as held:
            assert held.get_many(["A/RES/78/220"]) == {"A/RES/78/220": expected}


def test_all_at_once_or_one_after_the_other_is_the_same(tmp_path: Path) -> None:
    at_once = filled(tmp_path / "1.sqlite", *SAID)
    one_by_one = tmp_path / "2.sqlite"
    for one in SAID:
        filled(one_by_one, one)
    with Catalogue(at_once) as this, Catalogue(one_by_one) as that:
        assert this.get_many(["A/RES/78/220"]) == that.get_many(["A/RES/78/220"])


def test_a_source_that_says_it_again_is_taken_at_its_later_word(path: Path) -> None:
    filled(path, library("A/78/1", "Old", date="2023"))
    filled(path, library("A/78/1", "New"))
    with Catalogue(path) as held:
        record = held.get_many(["A/78/1"])["A/78/1"]
    assert (record.title, record.date) == ("New", "2023")


def test_of_two_records_of_one_document_the_same_counts_in_any_order(tmp_path: Path) -> None:
    records = [
        library(
            "E/ECWA/ID/WG.5/4",
            title,
            published=published,
            url=f"https://digitallibrary.un.org/record/{number}",
        )
        for number, title, published in (
            (92165, "Working paper: introductory remarks", None),
            (25459, "Introductory remarks", "1981-06"),
            (100001, "Remarks", "1981"),
        )
    ]
    for number, order in enumerate(itertools.permutations(records)):
        with Catalogue(filled(tmp_path / f"{number}.sqlite", *order)) as held:
            assert held.get_many(["E/ECWA/ID/WG.5/4"]) == {"E/ECWA/ID/WG.5/4": records[1].record}


def test_it_counts_what_is_new(path: Path) -> None:
    with Catalogue(path, writable=True) as held:
        assert held.put_many([SAID[0], library("A/78/1"), SAID[1]]) == Counted(new=2, merged=1)
        assert held.put_many(SAID) == Counted(new=0, merged=3)
        assert held.put_many([]) == Counted()


def test_under_a_symbol_that_is_not_quite_theirs_only_what_all_records_say_stands(path: Path) -> None:
    parts = [
        Record("A/RES/217(III)", Status.FOUND, title=title, date="1948-12-10")
        for title in ("Universal Declaration", "Right of petition", "Universal Declaration")
    ]
    filled(path, *(Stated(CONTAINER, part) for part in parts))
    with Catalogue(path) as held:
        record = held.get_many(["A/RES/217(III)"])["A/RES/217(III)"]
    assert (record.title, record.date) == (None, "1948-12-10")


def test_every_source_has_a_place_in_the_order() -> None:
    assert {LOOKUP, CONTAINER} <= set(sources())
    assert list(sources())[-1] == CONTAINER
    assert next(iter(sources())) == "library"


def test_what_a_lookup_said_of_its_sources_is_not_kept(path: Path) -> None:
    said = Record(
        "A/78/1", Status.FOUND, sources=(Source("undl", Status.FOUND, "2026-01-01T00:00:00+00:00"),)
    )
    filled(path, Stated(LOOKUP, said))
    with Catalogue(path) as held:
        assert held.get_many(["A/78/1"])["A/78/1"].sources == ()


def test_a_named_instrument_is_answered_from_what_carries_it(path: Path) -> None:
    agenda = library(
        "A/RES/70/1", "Transforming our world", url="https://digitallibrary.un.org/record/3923923"
    )
    filled(path, agenda, library("crc", "Convention on the Rights of the Child"))
    with Catalogue(path) as held:
        found = held.look_up(map(parse, ("agenda-2030", "crc", "A/RES/70/1", "un-charter", "A/RES/70/2")))
    assert list(found) == ["crc", "A/RES/70/1", "agenda-2030"]
    assert found["crc"].title == "Convention on the Rights of the Child"
    assert found["agenda-2030"] == Record(
        "agenda-2030",
        Status.FOUND,
        url="https://digitallibrary.un.org/record/3923923",
        related=(Related("A/RES/70/1", "carrier"),),
    )


@pytest.fixture
def searched(path: Path) -> Path:
    return filled(
        path,
        library("S/RES/1325(2000)", "Women and peace and security", subjects=("WOMEN IN ARMED CONFLICTS",)),
        library("A/RES/74/174", "Countering child sexual exploitation", subjects=("CRIME PREVENTION",)),
        library("A/78/1", "Sanctions against no one"),
        library("A/78/2", "Women"),
        library("A/78/3", "Women"),
        Stated("unxml-fr", FRENCH),
    )


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("women security", ["S/RES/1325(2000)"]),
        ("WOMEN", ["A/78/2", "A/78/3", "S/RES/1325(2000)"]),
        ("crime", ["A/RES/74/174"]),
        ("sanction", ["A/78/1"]),
        ("republique", ["A/RES/78/220"]),
        ("women AND", ["S/RES/1325(2000)"]),
        ("women OR crime", []),
        ('"women', ["A/78/2", "A/78/3", "S/RES/1325(2000)"]),
        ("title:women", []),
        ("wom*", []),
        ("(women) - security", ["S/RES/1325(2000)"]),
        ("NEAR(women, security)", []),
        ("", []),
        ('" * ( ^ -', []),
    ],
)
def test_a_search_has_all_words_and_no_syntax(searched: Path, words: str, ids: list[str]) -> None:
    with Catalogue(searched) as held:
        assert [record.id for record in held.search(words)] == ids


def test_a_search_ends_at_its_limit(searched: Path) -> None:
    with Catalogue(searched) as held:
        assert [record.id for record in held.search("women", 2)] == ["A/78/2", "A/78/3"]


def test_a_title_that_changed_is_found_by_its_new_words_only(searched: Path) -> None:
    filled(searched, library("A/78/2", "Water"))
    with Catalogue(searched) as held:
        assert [record.id for record in held.search("water")] == ["A/78/2"]
        assert "A/78/2" not in [record.id for record in held.search("women")]


@given(st.text())
def test_no_text_is_a_wrong_search(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    path = tmp_path_factory.getbasetemp() / "searched.sqlite"
    if not path.exists():
        filled(path, library("A/78/1", "Women"))
    with Catalogue(path) as held:
        assert len(held.search(words)) <= 1
        assert len(held.search(words * 100)) <= 1


def test_a_text_that_no_database_holds_is_kept(path: Path) -> None:
    odd = library("A/78/1", "Women \ud800 and\0 peace")
    filled(path, odd)
    with Catalogue(path) as held:
        assert held.search("women peace") == [odd.record]


def test_it_says_what_it_holds(path: Path) -> None:
    filled(path, *SAID, library("S/RES/1325(2000)"))
    with Catalogue(path, writable=True) as held:
        held.put_answers([Stated(LOOKUP, Record("crc", Status.FOUND))], {"crc": Status.FOUND})
        held.put_answers([], {"A/78/999": Status.NOT_FOUND})
        info = held.info()
        assert held.answered(["A/78/999", "crc", "A/78/1"]) == {
            "A/78/999": Status.NOT_FOUND,
            "crc": Status.FOUND,
        }
    assert (info.path, info.records, dict(info.answered)) == (path, 3, {"found": 1, "not-found": 1})
    assert info.size > 10_000
    assert info.filled is not None
    assert {part.name: part.count for part in info.sources} == {
        "library": 2,
        "library-votes": 1,
        "lookup": 1,
        "unxml-fr": 1,
    }
    assert [(part.name, part.body, part.count) for part in info.series] == [
        ("A/RES", "General Assembly", 1),
        ("S/RES", "Security Council", 1),
        ("named", None, 1),
    ]


def test_an_empty_one_holds_nothing(path: Path) -> None:
    filled(path)
    with Catalogue(path) as held:
        assert (held.info().records, held.info().filled) == (0, None)


def test_one_that_is_not_there_is_not_made_by_reading(path: Path) -> None:
    with pytest.raises(
        CatalogueError, match=r"there is no catalogue at .*: `unxref catalogue import` makes one"
    ):
        Catalogue(path)
    assert not path.parent.exists()


def test_one_that_is_read_is_not_written(path: Path) -> None:
    filled(path)
    with Catalogue(path) as held, pytest.raises(CatalogueError, match="cannot be used"):
        held.put_many(SAID)


@pytest.mark.parametrize("writable", [False, True])
def test_other_files_are_left_as_they_are(tmp_path: Path, writable: bool) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("Not a database, but quite long enough to be taken for the head of one. " * 20)
    with pytest.raises(CatalogueError, match="is damaged"):
        Catalogue(text, writable=writable)
    assert text.read_text().startswith("Not a database")
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as database:
        database.execute("CREATE TABLE mine (x)")
    before = other.read_bytes()
    with pytest.raises(CatalogueError, match=r"is no catalogue of unxref: name another file"):
        Catalogue(other, writable=writable)
    assert other.read_bytes() == before
    with pytest.raises(CatalogueError, match="cannot be used"):
        Catalogue(tmp_path, writable=writable)


def test_one_that_was_never_made_is_made(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with pytest.raises(CatalogueError, match="there is no catalogue at"):
        Catalogue(path)
    filled(path, library("A/78/1"))
    with Catalogue(path) as held:
        assert list(held.get_many(["A/78/1"])) == ["A/78/1"]


def test_an_id_is_kept_as_unxref_spells_it(path: Path) -> None:
    filled(path, library("s/res/1325"), library("S/RES/1325 (2000)"))
    with Catalogue(path) as held:
        assert [record.id for record in held.get_many(["S/RES/1325(2000)"]).values()] == ["S/RES/1325(2000)"]
        assert held.info().records == 1


@pytest.mark.parametrize(("version", "age"), [(0, "an older"), (99, "a newer")])
@pytest.mark.parametrize("writable", [False, True])
def test_one_of_another_version_is_refused(path: Path, version: int, age: str, writable: bool) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(CatalogueError, match=f"was made by {age} version of unxref: move it away and import"):
        Catalogue(path, writable=writable)


def test_a_damaged_one_says_so(path: Path) -> None:
    filled(path, *(library(f"A/78/{number}", "Women " * 50) for number in range(1, 400)))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    ids = [f"A/78/{number}" for number in range(1, 400)]
    with pytest.raises(CatalogueError, match=r"is damaged \(.*\): move it away and import again"):
        read_all(path, ids)


def test_records_that_somebody_else_wrote_are_not_believed(path: Path) -> None:
    filled(path, library("A/78/1"))
    with closing(sqlite3.connect(path)) as database:
        database.execute("""UPDATE records SET record = '{"title": "False"}'""")
        database.commit()
    with pytest.raises(CatalogueError, match="is damaged"):
        read_all(path, ["A/78/1"])


def read_all(path: Path, ids: list[str]) -> None:
    with Catalogue(path) as held:
        held.get_many(ids)
        held.search("women")


def test_a_change_is_whole_or_not_made(path: Path) -> None:
    with Catalogue(path, writable=True) as held:
        with pytest.raises(ValueError, match="no id"):
            held.put_many([library("A/78/1"), library("no id")])
        assert held.info().records == 0
        held.put_many([library("A/78/1")])
        assert held.info().records == 1


FILL = """
import sys
from pathlib import Path
from unxref.resolvers.catalogue import Catalogue
from unxref.resolvers.interface import Record, Status
from unxref.resolvers.stated import Stated
first, path = int(sys.argv[1]), Path(sys.argv[2])
for number in range(40):
    with Catalogue(path, writable=True) as held:
        ids = [f"A/{first}/{number * 10 + n}" for n in range(1, 11)] + ["A/40/1"]
        held.put_many(Stated("library", Record(id, Status.FOUND, title=f"Of {first}")) for id in ids)
"""


def test_several_processes_make_and_fill_it_together(path: Path) -> None:
    command = [sys.executable, "-c", FILL]
    fillers = [subprocess.Popen([*command, str(first), str(path)]) for first in (50, 60, 70)]
    assert [filler.wait(120) for filler in fillers] == [0, 0, 0]
    with Catalogue(path) as held:
        assert held.info().records == 3 * 400 + 1
        assert held.search("70", 1000) == [*sorted(held.search("70", 1000), key=lambda record: record.id)]


def test_one_is_read_while_it_is_written(path: Path) -> None:
    filled(path, library("A/78/1", "Old"))
    with Catalogue(path) as reader, Catalogue(path, writable=True) as writer:
        assert reader.get_many(["A/78/1"])["A/78/1"].title == "Old"
        writer.put_many([library("A/78/1", "New")])
        assert reader.get_many(["A/78/1"])["A/78/1"].title == "New"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another")
def test_one_in_a_folder_of_somebody_else_can_be_read(tmp_path: Path) -> None:
    path = filled(tmp_path / "shared" / "catalogue.sqlite", library("A/78/1", "Women"))
    path.chmod(0o644)
    path.parent.chmod(0o755)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(folder.stat().st_mode | 0o055)
    os.seteuid(65534)
    try:
        with Catalogue(path) as held:
            assert list(held.get_many(["A/78/1"])) == ["A/78/1"]
    finally:
        os.seteuid(0)


def test_a_lookup_in_it_needs_nothing_of_a_network(path: Path) -> None:
    filled(path, library("A/RES/70/1"))
    code = (
        "import sys; from pathlib import Path; from unxref.instruments.identifiers import parse\n"
        "from unxref.resolvers.catalogue import Catalogue\n"
        "with Catalogue(Path(sys.argv[1])) as held: print(*held.look_up([parse('agenda-2030')]))\n"
        "sys.exit(bool({'asyncio', 'socket', 'ssl', 'httpx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert done.stdout == "agenda-2030\n"


def test_a_text_is_had_in_a_language_then_in_english_then_in_any(path: Path) -> None:
    with Catalogue(path, writable=True) as catalogue:
        assert catalogue.put_text("A/RES/74/174", "es", "es.txt", b"Recordando")
        assert catalogue.put_text("A/RES/74/174", "en", "en.txt", b"Recalling")
        assert catalogue.put_text("crc", "ru", "ru.txt", "Ссылаясь".encode())
    with Catalogue(path) as catalogue:
        names = [catalogue.text(["A/RES/74/174"], code) for code in ("es", "fr")]
        assert [text and text.name for text in names] == ["es.txt", "en.txt"]
        found = catalogue.text(["A/RES/44/25", "crc"], "fr")
        assert found is not None
        assert found.file.read_text(encoding="utf-8") == "Ссылаясь"
        assert catalogue.text(["A/RES/70/1"], "en") is None
        assert catalogue.info().texts == {"en": 1, "es": 1, "ru": 1}


def test_a_text_takes_the_place_of_an_older_one(path: Path) -> None:
    with Catalogue(path, writable=True) as catalogue:
        catalogue.put_text("A/RES/74/174", "en", "old.txt", b"old")
        catalogue.put_text("A/RES/74/175", "en", "same.txt", b"old")
        assert not catalogue.put_text("A/RES/74/174", "en", "new.txt", b"new")
        new, same = (catalogue.text([id], "en") for id in ("A/RES/74/174", "A/RES/74/175"))
        assert (new and new.file.read_bytes(), same and same.file.read_bytes()) == (b"new", b"old")
        assert not catalogue.put_text("A/RES/74/175", "en", "new.txt", b"new")
        assert same is not None
        assert not same.file.exists()  # nobody needs it any more


def test_a_damaged_text_is_none(path: Path) -> None:
    with Catalogue(path, writable=True) as catalogue:
        catalogue.put_text("A/RES/74/174", "en", "a.txt", b"whole")
        found = catalogue.text(["A/RES/74/174"], "en")
        assert found is not None
        found.file.write_bytes(b"half")
        assert catalogue.text(["A/RES/74/174"], "en") is None


def test_one_that_was_made_before_there_were_texts_gets_them_when_it_is_written(path: Path) -> None:
    with Catalogue(path, writable=True) as catalogue:
        catalogue.put_many([library("A/RES/74/174")])
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TABLE texts")
    with Catalogue(path) as catalogue:
        assert catalogue.text(["A/RES/74/174"], "en") is None
        assert catalogue.info().texts == {}
    with Catalogue(path, writable=True) as catalogue:
        assert catalogue.put_text("A/RES/74/174", "en", "a.txt", b"whole")
        assert len(catalogue.get_many(["A/RES/74/174"])) == 1
