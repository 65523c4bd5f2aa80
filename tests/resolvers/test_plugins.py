"""Plug-ins, installed as packages are: each harms only itself."""

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from importlib import invalidate_caches
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from unxref.resolvers.interface import Record, Source, Status
from unxref.resolvers.look_up import look_up
from unxref.resolvers.registry import UnknownResolver
from unxref.resolvers.settings import Settings

if TYPE_CHECKING:
    from ..standin.server import Standin

Install = Callable[..., None]
GOOD = """
from unxref.resolvers.interface import Record, Related, Status, Trouble
class Ours:
    version, address = 3, "https://example.org"
    def __init__(self, settings):
        pass
    def covers(self, identifier):
        return identifier.series != "UNTS"
    def look_up(self, identifiers):
        for identifier in identifiers:
            yield Record(identifier.id, Status.FOUND, title="Of our own", url="https://example.org/1")
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Install a module as the plug-in of that name."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])

    def install(code: str, name: str = "ours") -> None:
        module = f"plugin_{name}_{tmp_path.name.replace('-', '_')}"
        (tmp_path / f"{module}.py").write_text(code)
        about = tmp_path / f"{module}-1.0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
        (about / "entry_points.txt").write_text(f"[unxref.resolvers]\n{name} = {module}:Ours\n")
        invalidate_caches()

    return install


def look(settings: Settings, told: list[str], *ids: str) -> dict[str, Record]:
    return look_up(ids, replace(settings, resolvers=("undl", "ours")), tell=told.append)


def test_a_plugin_is_asked_for_what_our_own_did_not_find(
    standin: "Standin", settings: Settings, install: Install, told: list[str]
) -> None:
    install(GOOD)
    records = look(settings, told, "A/RES/74/174", "A/RES/77/77", "UNTS/4/5")
    assert [source.resolver for source in records["A/RES/74/174"].sources] == ["undl"]
    assert records["A/RES/77/77"].title == "Of our own"
    assert records["A/RES/77/77"].url == "https://example.org/1"
    assert [(s.resolver, s.status) for s in records["A/RES/77/77"].sources] == [
        ("undl", Status.NOT_FOUND),
        ("ours", Status.FOUND),
    ]
    assert records["UNTS/4/5"].status is Status.NOT_COVERED
    assert told == []


def test_without_being_named_it_comes_after_our_own(
    standin: "Standin", settings: Settings, install: Install
) -> None:
    install(GOOD)
    with pytest.raises(UnknownResolver, match=r"there are catalogue, treaties, undl, .*ours$"):
        look_up(["crc"], replace(settings, resolvers=("theirs",)))
    assert look_up(["A/RES/77/77"], settings)["A/RES/77/77"].sources[-1].resolver == "ours"


def test_an_asynchronous_one(settings: Settings, install: Install, told: list[str]) -> None:
    install(GOOD.replace("    def look_up", "    async def look_up"))
    assert look(settings, told, "A/RES/77/77")["A/RES/77/77"].title == "Of our own"


def test_what_it_said_is_kept_under_its_version(
    standin: "Standin", settings: Settings, install: Install, told: list[str], tmp_path: Path
) -> None:
    install("from pathlib import Path\n" + GOOD.replace("for identifier", ASKED))
    cached = replace(settings, cache_dir=tmp_path / "cache")
    first = look(cached, told, "A/RES/77/77")
    assert look(cached, told, "A/RES/77/77") == first
    assert len(list(tmp_path.glob("*.asked"))) == 1
    assert told == []


ASKED = "Path(__file__).with_suffix('.asked').open('x').close()\n        for identifier"
BAD = {
    "import": ("1 / 0", "cannot be used: it failed: ZeroDivisionError"),
    "syntax": ("class Ours(:", "cannot be used: it failed: SyntaxError"),
    "missing": ("class Other: pass", "cannot be used: it failed: AttributeError"),
    "exit": ("import sys; sys.exit(3)", "cannot be used: it failed: SystemExit"),
    "made": (
        GOOD.replace("        pass", "        raise OSError('no list')"),
        "cannot be used: it failed: OSError: no list",
    ),
    "version": (GOOD.replace("3,", "'three',"), "cannot be used: it failed: ValueError"),
    "covers": (
        GOOD.replace('return identifier.series != "UNTS"', "return 1 / 0"),
        "is not asked: it failed: ZeroDivisionError",
    ),
    "raises": (
        GOOD.replace("for identifier", "raise KeyError('x')\n        for identifier"),
        "is unclear: it failed: KeyError: 'x'",
    ),
    "trouble": (
        GOOD.replace("for identifier", "raise Trouble(Status.LIMITED, 'too often')\n        for identifier"),
        "is limited: too often",
    ),
    "nonsense": (
        GOOD[: GOOD.index("            yield")] + "            yield {'id': identifier.id}\n",
        "it answers with no record but dict",
    ),
    "text": (GOOD.replace("yield Record(", "yield str("), "is unclear"),
    "nothing": (
        GOOD.replace(
            'yield Record(identifier.id, Status.FOUND, title="Of our own", url="https://example.org/1")',
            "yield None",
        ),
        "it answers with no record but NoneType",
    ),
    "no generator": (GOOD.replace("yield Record(", "return Record("), "is unclear: it failed: TypeError"),
    "endless": (
        GOOD.replace("for identifier in identifiers:", "while identifier := identifiers[0]:").replace(
            "identifier.id,", "'A/RES/1/1',"
        ),
        "is unclear: it failed: ValueError: it does not stop answering",
    ),
}


@pytest.mark.parametrize("fault", BAD)
def test_what_goes_wrong_in_it_is_said_once_and_harms_nobody_else(
    standin: "Standin", settings: Settings, install: Install, told: list[str], fault: str
) -> None:
    code, line = BAD[fault]
    install(code)
    records = look(settings, told, "A/RES/74/174", "A/RES/77/77", "A/RES/77/78")
    assert records["A/RES/74/174"].status is Status.FOUND
    assert records["A/RES/77/77"].status is not Status.FOUND
    assert len(told) == 1
    assert line in told[0]


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("class Ours", "cannot be used: no answer within 0.6 s"),
        ("        pass", "cannot be used: no answer within 0.6 s"),
        ('        return identifier.series != "UNTS"', "is not asked: no answer within 0.6 s"),
        ("        for identifier", "is unreachable: no answer within 0.6 s"),
        ("            yield Record", "is unreachable: no answer within 0.6 s"),
    ],
)
def test_one_that_hangs_is_not_waited_for(
    standin: "Standin", settings: Settings, install: Install, told: list[str], place: str, line: str
) -> None:
    indent = place[: len(place) - len(place.lstrip())]
    install("import time\n" + GOOD.replace(place, f"{indent}time.sleep(60)\n{place}"))
    started = time.monotonic()
    records = look(replace(settings, timeout=0.3), told, "A/RES/74/174", "A/RES/77/77")
    assert time.monotonic() - started < 10
    assert records["A/RES/74/174"].status is Status.FOUND
    assert records["A/RES/77/77"].status in (Status.NOT_FOUND, Status.UNREACHABLE)
    assert len(told) == 1
    assert line in told[0]
    assert all(thread.daemon for thread in threading.enumerate() if "plug-in" in thread.name)


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("Record('A/RES/1/1', Status.FOUND)", Status.UNCLEAR),
        ("Record(identifier.id, 'splendid')", Status.UNCLEAR),
        ("Record(identifier.id, Status.OFFLINE)", Status.UNCLEAR),
        ("Record(identifier.id, Status.FOUND, title=5)", Status.UNCLEAR),
        ("Record(identifier.id, Status.FOUND, files={'en': None})", Status.UNCLEAR),
        ("Record(identifier.id, Status.FOUND, files=7)", Status.UNCLEAR),
        ("Record(identifier.id, Status.FOUND, related=('A/1',))", Status.UNCLEAR),
        ("Record(identifier.id, Status.FOUND, symbol='A/RES/77/78')", Status.UNCLEAR),
        ("Record(identifier.id, Status.FOUND, symbol='A/RES/77/ 77')", Status.FOUND),
        ("Record(identifier.id, Status.NOT_FOUND)", Status.NOT_FOUND),
    ],
)
def test_what_it_answers_is_checked(
    standin: "Standin", settings: Settings, install: Install, told: list[str], answer: str, status: Status
) -> None:
    install(GOOD[: GOOD.index("            yield")] + f"            yield {answer}\n")
    assert look(settings, told, "A/RES/77/77")["A/RES/77/77"].status is status
    assert told == []


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "https://", "data:text/html,x", "http://a b"]
)
def test_only_addresses_of_the_web_are_shown(
    standin: "Standin", settings: Settings, install: Install, told: list[str], address: str
) -> None:
    install(
        GOOD.replace(
            'url="https://example.org/1"',
            f"url={address!r}, files={{'en': {address!r}, 'fr': 'https://un.org/f'}}",
        )
    )
    record = look(settings, told, "A/RES/77/77")["A/RES/77/77"]
    assert record.title == "Of our own"
    assert record.url == "https://docs.un.org/en/A/RES/77/77"
    assert record.files == {"fr": "https://un.org/f"}


@pytest.mark.parametrize(
    ("symbol", "status"),
    [
        ("A/RES/75/254C", Status.UNCLEAR),
        ("A/RES/75/254[A]", Status.UNCLEAR),
        ("A/RES/75/254C-D", Status.UNCLEAR),
        ("A/RES/75/254 B", Status.FOUND),
        ("A/RES/75/254A-C", Status.FOUND),
        ("A/RES/75/254", Status.FOUND),
    ],
)
def test_a_record_of_another_part_is_none(
    standin: "Standin", settings: Settings, install: Install, told: list[str], symbol: str, status: Status
) -> None:
    standin.fault("nothing", "/search")
    install(GOOD.replace('"Of our own"', f'"Of our own", symbol="{symbol}"'))
    assert look(settings, told, "A/RES/75/254B")["A/RES/75/254B"].status is status


def test_no_text_steers_a_terminal_or_is_none_at_all(
    standin: "Standin", settings: Settings, install: Install, told: list[str]
) -> None:
    text = "a\x1b]0;b\x07\nc\u009b31m\ud800d\u2028e \u202bf"
    install(GOOD.replace('"Of our own"', f"{text!r}, subjects=({text!r},)"))
    record = look(settings, told, "A/RES/77/77")["A/RES/77/77"]
    assert (record.title, record.subjects) == ((shown := "a ]0;b c 31m d e \u202bf"), (shown,))


def test_offline_no_plugin_is_loaded(settings: Settings, install: Install, told: list[str]) -> None:
    install("raise SystemExit")
    records = look(replace(settings, offline=True), told, "A/RES/77/77")
    assert records["A/RES/77/77"].sources == (Source("undl", Status.OFFLINE),)
    assert told == []
