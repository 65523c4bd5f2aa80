"""What a look-up run can be told: where the services stand, what may be asked, and for how long."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .. import __version__
from ..cache.store import default_folder

if TYPE_CHECKING:
    from pathlib import Path

UNDL = "https://digitallibrary.un.org"
TREATIES = "https://treaties.un.org"


def default_catalogue() -> Path:
    """Return where the user's catalogue is, or would be."""
    from platformdirs import user_data_path

    return user_data_path("unxref") / "catalogue.sqlite"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a look-up run. Raises `ValueError` where a base URL is none."""

    undl_url: str = UNDL
    """Base URL of the UN Digital Library: scheme, host and port; so the next three."""
    metadata_url: str = "https://metadata.un.org"
    ods_url: str = "https://documents.un.org"
    treaties_url: str = TREATIES
    resolvers: tuple[str, ...] = ()
    """The network resolvers to ask, in this order; empty for all of them in theirs."""
    offline: bool = False
    """Make no connection."""
    refresh: bool = False
    """Ask again for what is cached."""
    cache_dir: Path | None = field(default_factory=default_folder)
    """None for no cache."""
    catalogue: Path | None = field(default_factory=default_catalogue)
    """The file of the local library; None for none."""
    connect_timeout: float = 4.0
    """Seconds to wait for a connection: a service that cannot be reached may cost a run five."""
    timeout: float = 15.0
    """Seconds to wait for a whole answer."""
    largest_answer: int = 16_000_000
    """Bytes of an answer that are read at most."""
    concurrency: int = 4
    """Requests to one service at the same time."""
    user_agent: str = f"unxref/{__version__} (looks up citations of UN instruments)"

    def __post_init__(self) -> None:
        for url in (self.undl_url, self.metadata_url, self.ods_url, self.treaties_url):
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
                raise ValueError(f"not the base URL of a service (scheme, host and port): {url!r}")
