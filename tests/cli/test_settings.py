from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import click
import pytest
from click.testing import Result

from unxref.cli.codes import USAGE
from unxref.cli.settings import KEYS, load, user_file
from unxref.resolvers.settings import Settings

Run = Callable[..., Result]
DOCS = Path(__file__).parents[2] / "docs"


def in_user_file(text: str) -> None:
    user_file().parent.mkdir(parents=True)
    user_file().write_text(text, encoding="utf-8")


def in_project_file(text: str) -> None:
    Path("unxref.toml").write_text(text, encoding="utf-8")


def test_every_setting_is_one_of_a_run_and_stands_in_the_docs() -> None:
    documented = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert set(KEYS) <= {f.name for f in fields(Settings)}
    for key in KEYS:
        assert f"`{key} = " in documented
        assert f"`UNXREF_{key.upper()}" in documented


def test_an_option_counts_above_a_variable_above_the_project_above_the_user(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("UNXREF_ODS_URL")
    in_user_file('cache_dir = "user"\nresolvers = ["user"]\noffline = true\nods_url = "http://user"\n')
    assert load().offline is True
    in_project_file('cache_dir = "project"\nresolvers = ["project"]\noffline = false\n')
    assert (load().cache_dir, load().resolvers, load().offline) == (Path("project"), ("project",), False)
    assert load().ods_url == "http://user"
    monkeypatch.setenv("UNXREF_RESOLVERS", "undl, treaties")
    assert load().resolvers == ("undl", "treaties")
    assert load(resolvers=("option",), cache_dir=None) == load(cache_dir=None, resolvers=("option",))
    assert load(resolvers=("option",)).resolvers == ("option",)
    assert load(cache_dir=None).cache_dir is None


def test_without_any_a_run_has_its_own_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("UNDL_URL", "METADATA_URL", "ODS_URL", "TREATIES_URL", "PACE"):
        monkeypatch.setenv(f"UNXREF_{name}", "")
    assert load() == Settings()


@pytest.mark.parametrize(("value", "flag"), [("1", True), ("true", True), ("0", False), ("no", False)])
def test_a_flag_in_a_variable(monkeypatch: pytest.MonkeyPatch, value: str, flag: bool) -> None:
    monkeypatch.setenv("UNXREF_OFFLINE", value)
    assert load().offline is flag


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cache_dri = 'x'", "cache_dri"),
        ("offline = 'perhaps'", "offline: true or false is needed, not 'perhaps'"),
        ("undl_url = 'ftp://x'", "undl_url: "),
        ("undl_url = 'https://x/search'", "undl_url: "),
        ("cache_dir = 3", "cache_dir: text is needed, not a value of type int"),
        ("undl_token = ['hidden']", "undl_token: text is needed, not a value of type list"),
        ("resolvers = [1]", "resolvers: text is needed, not a value of type int"),
        ("offline = ", "Invalid value"),
        ("= = =", "unxref.toml"),
    ],
)
@pytest.mark.usefixtures("draft")
def test_a_bad_file_is_one_line_that_names_file_and_key(run: Run, text: str, said: str) -> None:
    in_project_file(text)
    done = run("graph", "draft.txt")
    assert done.exit_code == USAGE
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("unxref: unxref.toml: ")
    assert said in line


def test_a_file_that_is_not_text_is_said(run: Run) -> None:
    Path("unxref.toml").write_bytes(b"\xff\xfe")
    assert run("resolvers").exit_code == USAGE


def test_a_bad_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNXREF_UNDL_URL", "digitallibrary.un.org")
    with pytest.raises(click.UsageError, match=r"^UNXREF_UNDL_URL: undl_url: "):
        load()


def test_a_home_folder_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNXREF_CACHE_DIR", "~/kept")
    assert load().cache_dir == Path.home() / "kept"
