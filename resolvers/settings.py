"""What a look-up run can be told: where the services stand, what may be asked, and for how long."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .. import __version__
from ..cache.pace import default_state_folder
from ..cache.store import default_folder

if TYPE_CHECKING:
    from pathlib import Path

UNDL = "https://digitallibrary.un.org"
METADATA = "https://metadata.un.org"
ODS = "https://documents.un.org"
TREATIES = "https://treaties.un.org"
CATALOGUE = "catalogue"
"""What the local library is called among the sources. It is asked before any service."""


def default_catalogue() -> Path:
    """Return where the user's local library is, or would be."""
    from platformdirs import user_data_path

    return user_data_path("unxref") / "catalogue.sqlite"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a look-up run. Raises `ValueError` where one cannot be: a base URL that is none."""

    undl_url: str = UNDL
    """Base URL of the UN Digital Library: scheme, host and port; so the next three."""
    metadata_url: str = METADATA
    ods_url: str = ODS
    treaties_url: str = TREATIES
    undl_token: str | None = field(default=None, repr=False)
    """The key to the UN Digital Library's own interface; None for its public search."""
    resolvers: tuple[str, ...] = ()
    """The sources to ask, in this order; empty for all of them in theirs."""
    offline: bool = False
    """Make no connection."""
    refresh: bool = False
    """Ask again for what is cached."""
    cache_dir: Path | None = field(default_factory=default_folder)
    """None for no cache."""
    catalogue: Path | None = field(default_factory=default_catalogue)
    """The file of the local library, which need not be there; None for none."""
    state_dir: Path = field(default_factory=default_state_folder)
    """Where the user's processes keep the pace of the services together."""
    pace: float = 1.0
    """Seconds from one request to a service to the next, over all the user's processes; 0 for no pace."""
    deadline: float = 900.0
    """Seconds after which a run asks no further; 0 for none."""
    retries: int = 2
    """How often a request is made again where what went wrong may pass."""
    backoff: float = 0.5
    """Seconds before the first of those, twice as many before the next."""
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
            beyond = (
                parts.username or parts.password or parts.path.strip("/") or parts.query or parts.fragment
            )
            if parts.scheme not in ("http", "https") or not parts.hostname or beyond:
                shown = url.rpartition("@")[2]  # before it there may be a password
                raise ValueError(f"not the base URL of a service (scheme, host and port): {shown!r}")
        if self.undl_token is not None and not _TOKEN.fullmatch(self.undl_token):
            raise ValueError("not a key: it has other characters than printable ASCII, or none")
        for name in ("pace", "deadline", "timeout", "connect_timeout", "backoff", "retries"):
            if not 0 <= getattr(self, name) < _ENDLESS:
                raise ValueError(f"{name}: a number of seconds or times is needed, 0 or more")

    @property
    def library(self) -> Path | None:
        """The local library to ask; None where other sources are chosen, or nobody has made or named one."""
        file = self.catalogue
        if file is None or (file == default_catalogue() and not file.exists()):
            return None
        return file if CATALOGUE in (self.resolvers or (CATALOGUE,)) else None


_ENDLESS = 10_000_000
_TOKEN = re.compile(r"[!-~]+")
"""What may stand in a header as it is. The error of a header that may not be sent would show the key."""
