"""Files of rows: each row with a text is a document, whatever the file's size."""

from __future__ import annotations

import json
import os
import random
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from unxref.documents import rows
from unxref.documents.paths import expand
from unxref.documents.read import UnreadableDocument, bytes_of, read

TEXT = "Recalling its resolution 70/1 of 25 September 2015,\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(name: str, *lines: str) -> str:
    Path(name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return name


def row(text: str, **more: object) -> str:
    return json.dumps({"id": 7, **more, "text": text})


def test_a_row_is_a_document_named_by_its_line() -> None:
    path = written("x.jsonl", row("One."), "", "  ", row("Two."), row("Three.\n1 A note.\f"))
    assert list(expand([path])) == ["x.jsonl#1", "x.jsonl#4", "x.jsonl#5"]
    assert [read(name).text for name in expand([path])] == ["One.", "Two.", "Three.\n1 A note.\f"]
    assert (read("x.jsonl#4").name, read("x.jsonl#5").pages) == ("x.jsonl#4", (0,))
    assert bytes_of("x.jsonl#4") == row("Two.").encode()


def test_rows_stand_in_folders_patterns_and_archives() -> None:
    os.mkdir("in")
    written("in/b.ndjson", row("One."))
    written("in/c.txt", "Text.")
    with zipfile.ZipFile("in/a.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("d/x.JSONL", "\r\n".join(row(f"Row {n}.") for n in (1, 2, 3)))
    inside = [f"in/a.zip!/d/x.JSONL#{n}" for n in (1, 2, 3)]
    assert list(expand(["in"])) == [*inside, "in/b.ndjson#1", "in/c.txt"]
    assert list(expand(["in/*.ndjson"])) == ["in/b.ndjson#1"]
    assert list(expand(["in"], (), ("*.zip",))) == ["in/b.ndjson#1", "in/c.txt"]
    assert [read(name).text for name in reversed(inside)] == ["Row 3.", "Row 2.", "Row 1."]
    assert list(expand(["in/b.ndjson#1"])) == ["in/b.ndjson#1"]


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("no JSON", "is no JSON"),
        ('{"text": "cut', "is no JSON"),
        ('["text"]', "is no object of JSON"),
        ('{"title": "A text"}', "has no text"),
        ('{"text": null}', "has no text"),
        ("[" * 100_000, "is no JSON"),
        ('{"schema": "unxref.record/1", "id": "crc"}', "holds what unxref printed"),
    ],
)
def test_a_row_that_is_no_document_is_one_line(line: str, cause: str) -> None:
    path = written("x.jsonl", row("One."), line, row("Three."))
    assert [read(name).text for name in ("x.jsonl#1", "x.jsonl#3")] == ["One.", "Three."]
    assert len(list(expand([path]))) == 3
    with pytest.raises(UnreadableDocument, match=cause) as caught:
        read("x.jsonl#2")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["x.jsonl#3", "x.jsonl#999999999", "y.jsonl#1", "x.jsonl#0", "x.jsonl#-1"])
def test_what_is_not_there(name: str) -> None:
    written("x.jsonl", row("One."), row("Two."))
    with pytest.raises(UnreadableDocument, match="no such"):
        read(name)


def test_a_file_named_as_a_row_is_itself() -> None:
    written("x.jsonl", row("One."))
    written("x.jsonl#1", row("Another."))
    assert read("x.jsonl#1").text == "Another."


def test_the_whole_file_is_no_document() -> None:
    written("x.jsonl", row("One."))
    with pytest.raises(UnreadableDocument, match=r"one is named x\.jsonl#1"):
        read("x.jsonl")


@pytest.mark.parametrize("field", ["text", "Text", "full_text", "content", "body"])
def test_the_text_has_one_of_the_usual_names(field: str) -> None:
    written("x.jsonl", json.dumps({"title": "No text", field: TEXT}))
    assert read("x.jsonl#1").text == TEXT


def test_of_several_texts_that_counts_which_the_table_names_first() -> None:
    written("x.jsonl", json.dumps({"body": "General Assembly", "content": "", "text": TEXT}))
    assert read("x.jsonl#1").text == TEXT


def test_what_is_no_character_is_replaced() -> None:
    written("x.jsonl", r'{"text": "\ufeffa \ud83d b \ud83d\ude00"}')
    assert read("x.jsonl#1").text == "a \ufffd b \U0001f600"


def test_what_unxref_printed_stands_for_itself_and_is_no_document_of_a_folder() -> None:
    os.mkdir("in")
    path = written("in/x.jsonl", '{"schema": "unxref.citation/1", "document": "a.txt"}')
    assert list(expand([path])) == [path]
    assert list(expand(["in/*.jsonl"])) == [path]
    assert list(expand(["in"])) == []
    with pytest.raises(UnreadableDocument, match="resolve and graph read citations"):
        read(path)


def test_rows_are_read_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_MARKS", 8)
    monkeypatch.setattr(rows, "_PIECE", 16)
    lines = [row("x" * (n * 37 % 100), number=n) if n % 11 else "" for n in range(1, 301)]
    path = written("x.jsonl", *lines)
    order = [*range(1, 301), *range(300, 0, -1), *random.Random(7).sample(range(1, 301), 300)]
    for number in order:
        if lines[number - 1]:
            assert bytes_of(f"{path}#{number}") == lines[number - 1].encode()


def test_a_changed_file_is_opened_again() -> None:
    written("x.jsonl", row("One."), row("Two."))
    assert read("x.jsonl#2").text == "Two."
    written("x.jsonl", row("One of others."), row("Two of others."))
    assert read("x.jsonl#2").text == "Two of others."


def test_memory_does_not_grow_with_the_file_nor_a_line_with_all_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("unxref.documents.read._LARGEST", 1_000_000)
    with open("x.jsonl", "wb") as file:
        file.write(b'{"text": "' + b"x" * 20_000_000 + b'"}\n')
        for _ in range(100_000):
            file.write(b'{"text": "y"}\n')
    tracemalloc.start()
    count = sum(1 for _ in expand(["x.jsonl"]))
    assert (count, read(f"x.jsonl#{count}").text) == (100_001, "y")
    with pytest.raises(UnreadableDocument, match="too large"):
        read("x.jsonl#1")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8_000_000


def test_damaged_files_are_left_to_read() -> None:
    with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("x.jsonl", "\n".join(row(f"Row {n}.") for n in range(1_000)))
    data = bytearray(Path("a.zip").read_bytes())
    data[200:260] = bytes(60)
    Path("a.zip").write_bytes(data)
    *_, last = expand(["a.zip"])
    assert last == "a.zip!/x.jsonl"
    with pytest.raises(UnreadableDocument):
        read(last)
    with pytest.raises(UnreadableDocument, match="cannot be read that far"):
        read("a.zip!/x.jsonl#1000")
