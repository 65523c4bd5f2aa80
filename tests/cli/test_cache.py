import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import Result

if TYPE_CHECKING:
    from ..standin.server import Standin

Run = Callable[..., Result]
Valid = Callable[[str, str], list[Any]]


@pytest.mark.usefixtures("standin")
def test_the_cache_says_what_it_holds_and_forgets_it(run: Run, valid: Valid, draft: Path) -> None:
    run("graph", draft)
    (info,) = valid(run("cache", "info").stdout, "cache")
    assert [(h["resolver"], h["status"], h["count"]) for h in info["held"]] == [("undl", "found", 2)]
    assert info["bytes"] > 0
    shown = run("cache", "info", "-f", "table").stdout.splitlines()
    assert shown[0].startswith(info["path"])
    assert shown[2].split()[:3] == ["undl", "found", "2"]
    cleared = run("cache", "clear")
    assert (cleared.stdout, cleared.stderr) == ("", "unxref: 2 answers forgotten\n")
    assert valid(run("cache", "info").stdout, "cache")[0]["held"] == []


def test_resolvers_say_where_they_stand(run: Run, valid: Valid, draft: Path, standin: "Standin") -> None:
    run("graph", draft)
    sources = {source["name"]: source for source in valid(run("resolvers").stdout, "resolver")}
    assert sources["undl"]["url"] == standin.url
    assert (sources["undl"]["cached"], sources["treaties"]["cached"]) == (2, 0)
    assert "resolution" in sources["undl"]["covers"]
    assert sources["treaties"]["covers"] == ["treaty"]
    assert list(sources) == ["treaties", "undl", "metadata", "ods"]
    shown = run("resolvers", "-f", "table").stdout
    assert shown.splitlines()[0].split() == ["Name", "Address", "Cached", "Covers"]


def test_no_resolver_makes_a_cache_by_being_shown(run: Run) -> None:
    assert [json.loads(line)["cached"] for line in run("resolvers").stdout.splitlines()] == [0, 0, 0, 0]
    assert not list(Path.home().rglob("cache.db"))
