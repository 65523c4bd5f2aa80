"""Archives of documents: what they hold, in order, and what is wrong with some."""

import zipfile
from pathlib import Path

import pytest

from unxref.documents.archives import bytes_of_member
from unxref.documents.paths import expand
from unxref.documents.read import UnreadableDocument, read

TEXT = "Recalling its resolution 70/1 of 25 September 2015,\n"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for name in ("b.txt", "a/c.md", "picture.png", "__MACOSX/._b.txt", ".hidden.txt", "deep/e!/f.txt"):
            packed.writestr(name, TEXT)
        packed.mkdir("empty")
    return "a.zip"


def test_an_archive_stands_for_the_documents_in_it(archive: str) -> None:
    found = ["a.zip!/a/c.md", "a.zip!/b.txt", "a.zip!/deep/e!/f.txt"]
    assert list(expand([archive])) == found
    assert list(expand(["."])) == [f"./{path}" for path in found]
    assert list(expand(["*.zip"], (), ("a/*",))) == found[1:]
    assert list(expand([archive], ("*.png",))) == ["a.zip!/picture.png"]
    assert {read(path).text for path in found} == {TEXT}
    assert read(found[0]).name == "a.zip!/a/c.md"


def test_a_changed_archive_is_opened_again(archive: str) -> None:
    assert read("a.zip!/b.txt").text == TEXT
    with zipfile.ZipFile(archive, "a") as packed:
        packed.writestr("new.txt", "New.")
    assert read("a.zip!/new.txt").text == "New."


def test_a_word_file_that_is_named_so_is_one_document(archive: str) -> None:
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("word/document.xml", "<x/>")
    assert list(expand([archive])) == [archive]


@pytest.mark.parametrize(
    ("path", "cause"),
    [
        ("a.zip!/none.txt", "no such file in the archive"),
        ("none.zip!/b.txt", "no such file"),
        ("a.zip", "no Word file"),
    ],
)
def test_what_is_not_there(archive: str, path: str, cause: str) -> None:
    assert archive
    with pytest.raises(UnreadableDocument, match=cause):
        read(path)


def test_damaged_and_protected_archives_are_one_line(archive: str) -> None:
    data = bytearray(Path(archive).read_bytes())
    at = data.index(b"b.txt") + 12
    data[at : at + 20] = bytes(20)
    Path("broken.zip").write_bytes(data)
    with pytest.raises(UnreadableDocument, match="damaged"):
        read("broken.zip!/b.txt")
    locked = bytearray(Path(archive).read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        begin = locked.find(signature)
        while begin >= 0:
            locked[begin + flags] |= 1
            begin = locked.find(signature, begin + 4)
    Path("locked.zip").write_bytes(locked)
    with pytest.raises(UnreadableDocument, match="password"):
        read("locked.zip!/b.txt")
    Path("none.zip").write_bytes(b"PK\x03\x04 nothing")
    assert list(expand(["none.zip"])) == ["none.zip"]


def test_no_more_is_unpacked_than_is_read(archive: str) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bomb.txt", b"0" * 150_000_000)
    assert len(bytes_of_member("a.zip!/bomb.txt", 1_000) or b"") == 1_000
    with pytest.raises(UnreadableDocument, match="too large"):
        read("a.zip!/bomb.txt")
