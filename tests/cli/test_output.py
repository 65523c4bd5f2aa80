import os
import stat
from pathlib import Path

import click
import pytest

from unxref.cli.codes import SHORT, USAGE
from unxref.cli.output import Output


def test_a_file_appears_when_it_is_whole() -> None:
    target = Path("out.jsonl")
    with Output("jsonl", "out.jsonl").open() as file:
        file.write("é\n")
        assert not target.exists()
    assert target.read_bytes() == b"\xc3\xa9\n"


def test_what_was_there_stays_where_the_run_fails() -> None:
    target = Path("out.jsonl")
    target.write_text("old", encoding="utf-8")
    with pytest.raises(KeyError), Output("jsonl", "out.jsonl").open() as file:
        file.write("new" + os.environ["NO_SUCH_VARIABLE"])
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in Path().iterdir()] == ["out.jsonl"]


def test_a_file_keeps_its_permissions_and_a_link_its_target() -> None:
    target, link = Path("target"), Path("link")
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    with Output("jsonl", "link").open() as file:
        file.write("new")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_pipe_is_written_to() -> None:
    reading, writing = os.pipe()
    with Output("jsonl", f"/dev/fd/{writing}").open() as file:
        file.write("new")
    os.close(writing)
    with os.fdopen(reading) as pipe:
        assert pipe.read() == "new"


def test_a_device_stays_a_device() -> None:
    with Output("jsonl", os.devnull).open() as file:
        file.write("gone")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("path", ["missing/out", "."])
def test_a_place_that_is_none_is_wrong_usage(path: str) -> None:
    with (
        pytest.raises(click.UsageError, match=f"cannot write to {path}: ") as raised,
        Output("jsonl", path).open(),
    ):
        pass
    assert raised.value.exit_code == USAGE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_falls_short() -> None:
    with (
        pytest.raises(click.ClickException, match="No space left") as raised,
        Output("", "/dev/full").open() as file,
    ):
        file.write("x")
    assert raised.value.exit_code == SHORT


def test_a_name_that_is_not_utf8_leaves_as_json_escapes_it() -> None:
    with Output("jsonl", "out").open() as file:
        file.write('"\udcff"')
    assert Path("out").read_bytes() == b'"\\udcff"'
