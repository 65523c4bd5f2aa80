import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from unxref.cache.pace import Pace
from unxref.resolvers.settings import Settings

if TYPE_CHECKING:
    from ..standin.server import Standin

sys.path.append(str(Path(__file__).parents[1] / "standin"))


@pytest.fixture
def standin() -> "Iterator[Standin]":
    """A stand-in for all services, with a count of what it was asked."""
    with import_module("server").serving() as running:
        yield running


@pytest.fixture
def settings(standin: "Standin", tmp_path: Path) -> Settings:
    """Settings for the stand-in: impatient, without a cache, a local library or a pace."""
    return Settings(
        undl_url=standin.url,
        metadata_url=standin.url,
        ods_url=standin.url,
        treaties_url=standin.url,
        cache_dir=None,
        catalogue=None,
        state_dir=tmp_path / "state",
        pace=0,
        connect_timeout=0.5,
        timeout=0.5,
        backoff=0.01,
    )


@pytest.fixture
def pace(settings: Settings) -> Iterator[Pace]:
    """The pace that a run keeps."""
    with Pace(settings.state_dir, pytest.fail) as running:
        yield running


@pytest.fixture
def told() -> list[str]:
    """Where the lines go that a run tells."""
    return []


@pytest.fixture(autouse=True)
def _without_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
