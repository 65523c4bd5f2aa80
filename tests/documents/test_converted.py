"""Old Word files and RTF, through the converters that are installed, and through some that misbehave."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from wordfile import call, link, p, packed, parts_of, tbl, tr, wordfile

from unxref.documents.read import UnreadableDocument, read, read_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
DOC = OLE + "WordDocument".encode("utf-16-le") + bytes(488)
RTF = rb"{\rtf1\ansi Recalling its resolution 70/1,}"
WORD = wordfile(
    p("Recalling its resolution 70/1,", call(2), " and ", link("rId9", "resolution 71/5")),
    tbl(tr("Résolution", "72/3")),
    footnotes={2: p("See A/73/10.")},
    links={"rId9": "https://docs.un.org/A/RES/71/5"},
)
SOFFICE = """#!/bin/sh
while [ $# -gt 1 ]; do [ "$1" = --outdir ] && folder=$2; shift; done
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, the only one in which programs are looked for."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def install(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(script, encoding="utf-8")
    program.chmod(0o755)


def cause_of(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_bytes("a.doc", data)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.usefixtures("programs")
def test_without_a_converter_one_line_says_what_to_do() -> None:
    assert cause_of(DOC) == "an old Word file: save it as .docx, or install LibreOffice or antiword"
    assert cause_of(RTF) == "RTF: save it as .docx, or install LibreOffice"


def test_what_a_converter_makes_is_read(programs: Path) -> None:
    (programs / "made.docx").write_bytes(WORD)
    install(programs, "soffice", f'{SOFFICE}/bin/cp {programs}/made.docx "$folder/document.docx"\n')
    install(programs, "antiword", "#!/bin/sh\necho wrong\n")
    for data in (DOC, RTF):
        document = read_bytes("a.doc", data)
        assert document.text.startswith("Recalling its resolution 70/1,¹ and resolution 71/5\n")
        assert (document.name, document.notes[0].marker) == ("a.doc", "1")


def test_the_next_one_is_tried_where_the_first_makes_nothing(programs: Path) -> None:
    install(programs, "soffice", "#!/bin/sh\nexit 0\n")
    assert cause_of(DOC) == "LibreOffice cannot convert it: it is damaged, or protected by a password"
    install(programs, "antiword", '#!/bin/sh\necho "Recalling résolution 70/1,"\n')
    assert read_bytes("a.doc", DOC).text == "Recalling résolution 70/1,\n"
    install(programs, "antiword", "#!/bin/sh\necho half; exit 1\n")
    assert "cannot convert it" in cause_of(DOC)


def test_a_converter_that_does_not_end_is_killed_with_those_it_started(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unxref.documents.converted._SECONDS", 0.5)
    told = programs / "child"
    install(programs, "soffice", f"#!/bin/sh\n/bin/sleep 60 &\necho $! > {told}\nwait\n")
    begun = time.monotonic()
    assert cause_of(DOC) == "takes too long (soffice over 0 seconds)"
    assert time.monotonic() - begun < 10
    child = Path("/proc") / told.read_text().strip()
    until = time.monotonic() + 5
    while (child / "stat").exists() and (child / "stat").read_text().split()[2] != "Z":
        assert time.monotonic() < until
        time.sleep(0.05)


def test_what_a_converter_makes_is_bounded(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unxref.documents.converted._LARGEST", 1_000)
    install(programs, "antiword", "#!/bin/sh\n/usr/bin/head -c 2000 /dev/zero\n")
    assert "too large once converted" in cause_of(DOC)


@pytest.mark.usefixtures("programs")
def test_what_cannot_be_converted_is_told_before() -> None:
    assert cause_of(OLE + bytes(512)) == "an Office file of before 2007, but no Word file"
    locked = DOC + bytes(-len(DOC) % 512) + b"\xec\xa5" + bytes(9) + b"\x01" + bytes(500)
    assert cause_of(locked) == "the Word file is protected by a password"
    assert (
        cause_of(OLE + "EncryptedPackage".encode("utf-16-le")) == "the Word file is protected by a password"
    )


def test_nothing_is_left_behind(programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    install(programs, "antiword", "#!/bin/sh\necho Text\n")
    assert read_bytes("a.doc", DOC).text == "Text\n"
    assert list(place.iterdir()) == []


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["doc", "rtf"])
def test_with_libreoffice_itself(tmp_path: Path, kind: str) -> None:
    made = old_file(tmp_path, kind)
    document = read(str(made))
    assert document.text == (
        "Recalling its resolution 70/1,¹ and resolution 71/5\n\nRésolution   72/3\n\n1 See A/73/10.\n"
    )
    assert [link.target for link in document.links] == ["https://docs.un.org/A/RES/71/5"]
    assert [note.call for note in document.notes] == [document.text.index("¹")]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed, and makes the file")
@pytest.mark.skipif(not shutil.which("antiword"), reason="antiword is not installed")
def test_with_antiword_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = old_file(tmp_path, "doc")
    only = tmp_path / "only"
    only.mkdir()
    (only / "antiword").symlink_to(shutil.which("antiword") or "")
    monkeypatch.setenv("PATH", str(only))
    text = read(str(made)).text
    assert "its resolution 70/1,[1] and resolution 71/5" in text
    assert "Résolution" in text
    assert "See A/73/10." in text


def old_file(folder: Path, kind: str) -> Path:
    """Let LibreOffice make a file of that kind of the Word file."""
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{kinds.format(name)}"/>'
        for part, name in (("document", "document.main"), ("footnotes", "footnotes"))
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    (folder / "a.docx").write_bytes(packed({**parts_of(WORD), "[Content_Types].xml": types}))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "a.docx")], check=True, capture_output=True, timeout=120)
    assert os.path.getsize(folder / f"a.{kind}")
    return folder / f"a.{kind}"
