"""The texts of instruments: files of the Official Document System, each asked for once and kept."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, Self

from ..cache.files import Files
from ..cache.pace import Pace
from ..instruments.identifiers import parse
from ..instruments.links import published_as
from .ask import Mute
from .carriers import HELD
from .http import Service
from .interface import Record, Status, trouble_of
from .ods import PATH, Ods, Said, address_of, judged, spellings
from .records import FACTS, LIFETIMES
from .registry import kept_as
from .threads import DaemonThreads
from .together import as_they_come

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from ..instruments.identifiers import Identifier
    from .settings import Settings

KEPT = "texts"
"""The folder of what was fetched, inside that of the cache."""


@dataclass(frozen=True, slots=True)
class Text:
    """What came of asking for the text of an instrument."""

    id: str
    status: Status
    file: Path | None = None
    """Where it is, if it is found."""
    language: str | None = None
    """ISO 639-1, as it was asked for."""
    address: str | None = None
    """Where it came from."""
    kept: bool = False
    """Whether it was there without asking."""


def has_text(identifier: Identifier) -> bool:
    """Whether there may be a document that is this instrument, under its symbol.

    What only stands in another document has none: what the others in it cite is not cited by this one.
    """
    return identifier.series in HELD and published_as(identifier) == identifier.id


class Texts:
    """Where texts are had from, over a run. Use it in a `with` statement.

    Texts that came stay in the cache folder, or as long as the `with` statement where the settings name none.
    Once the service is in trouble, or the time of the settings' `deadline` over, it is asked no further.
    """

    def __init__(self, settings: Settings, tell: Callable[[str], None]) -> None:
        """`tell` gets one line for what is in trouble."""
        patience = settings.timeout * _PATIENCE
        self._settings = replace(settings, timeout=patience, largest_answer=_LARGEST)
        self._tell = tell
        self._end = time.monotonic() + settings.deadline if settings.deadline else None
        self._left = Status.OFFLINE if settings.offline else None
        if settings.resolvers and Ods.name not in settings.resolvers:
            self._left = Status.NOT_COVERED

    def __enter__(self) -> Self:
        folder = self._settings.cache_dir
        self._files = Files(folder and folder / KEPT, self._tell)
        self._pace = Pace(self._settings.state_dir, self._tell)
        self._source = kept_as(Ods(self._settings, self._pace))
        return self

    def __exit__(self, *_: object) -> None:
        self._pace.__exit__()
        self._files.__exit__()

    @property
    def asks(self) -> bool:
        """Whether the service would be asked for what is not kept."""
        return self._left is None

    @property
    def status(self) -> Status:
        """What is said of a text that is not asked for."""
        return self._left or Status.UNCLEAR

    def kept(self, id: str, language: str) -> Text | None:
        """Return what was found before; None where that is not kept, or is to be asked for again."""
        found = self._files.get(self._source, _VERSION, _key(id, language))
        if found is None or (self._settings.refresh and self.asks):
            return None
        about, file = found
        with suppress(KeyError, ValueError):
            status = Status(about["status"])
            if (status is Status.FOUND) == (file is not None):
                return Text(id, status, file, about["language"], about["address"], kept=True)
        return None

    def fetch(self, wanted: Mapping[str, str], progress: Callable[[int], None]) -> dict[str, Text]:
        """Return the texts of instruments, by id, given the language in which each is wanted.

        English does where there is none in that language. `progress` gets how many are done. The status is
        `found`, else it says why there is none. Not for use inside an event loop. An interrupt keeps what
        has come. Raises `NotAnIdentifier`.
        """
        texts = {id: text for id, language in wanted.items() if (text := self.kept(id, language))}
        progress(len(texts))
        asked = {parse(id): language for id, language in wanted.items() if id not in texts}
        if asked and self.asks:
            asyncio.run(self._ask(asked, texts, progress))
        return {id: texts.get(id) or Text(id, self.status) for id in wanted}

    async def _ask(
        self, asked: Mapping[Identifier, str], texts: dict[str, Text], progress: Callable[[int], None]
    ) -> None:
        """Ask until all is answered, the service in trouble or the time over, and keep each as it comes."""
        asyncio.get_running_loop().set_default_executor(DaemonThreads())
        due, mute = len(texts) + len(asked), Mute()
        try:
            async with (
                asyncio.timeout(self._end and self._end - time.monotonic()),
                Service(self._settings.ods_url, self._settings, self._pace) as service,
                aclosing(as_they_come(_come(service, *one) for one in asked.items())) as coming,
            ):
                async for came in coming:
                    texts[came.id] = self._keep(came, asked[parse(came.id)])
                    progress(len(texts))
                    mute.hear(Record(came.id, came.status))
        except TimeoutError:
            self._left = Status.UNREACHABLE
            how = "run the same again to go on, or give it more time (--deadline)"
            self._tell(f"the time for texts is over; not asked for: {due - len(texts)}; {how}")
        except Exception as error:  # a fault of ours must not end the run
            trouble = trouble_of(error)
            self._left = trouble.status
            said = f"{Ods.name} is {trouble.status}: {trouble.cause} ({self._settings.ods_url})"
            self._tell(f"{said}; texts not asked for there: {due - len(texts)}")

    def _keep(self, came: _Came, wanted: str) -> Text:
        """Keep a fact, and its file; anything else will be asked for again."""
        text = Text(came.id, came.status, None, came.language, came.address)
        if came.status not in FACTS:
            return text
        about = {"status": came.status.value, "language": came.language, "address": came.address}
        file = self._files.put(
            self._source,
            _VERSION,
            _key(came.id, wanted),
            about,
            came.data,
            label=came.status.value,
            seconds=LIFETIMES[came.status],
        )
        return replace(text, file=file)


_VERSION = 1
_PATIENCE = 8
"""So many times as long as a record may take may a text: a report has megabytes."""
_LARGEST = 100_000_000
"""Bytes of a text: what is larger is not read either (see `documents.read`)."""
_ENGLISH = "en"
_FORMS = ("pdf", "docx", "doc")
"""In the order in which they are asked for; the last only where one before is missing, not the document."""
_ENDS = ((b"%PDF", b"%%EOF", 2_048), (b"PK", b"PK\x05\x06", 65_557))
"""How a file begins, what stands near its end, and how near: what lacks that broke off on its way."""


class _Came(NamedTuple):
    """What the service answered."""

    id: str
    status: Status
    data: bytes | None = None
    language: str | None = None
    address: str | None = None


def _key(id: str, language: str) -> str:
    return f"{id}/{language}"


async def _come(service: Service, document: Identifier, language: str) -> _Came:
    """Ask for a document in each language and form until one is there."""
    every: set[Said] = set()
    for tongue in dict.fromkeys((language, _ENGLISH)):
        said: set[Said] = set()
        for form in _FORMS:
            if form == _FORMS[-1] and Said.NO_FORM not in said:
                break
            for symbol in spellings(document):
                query = {"s": symbol, "l": tongue, "t": form}
                answer = await service.get(PATH, query, tentative=True)
                saying = judged(answer, form)
                if saying is Said.FILE and _is_whole(answer.body):
                    return _Came(document.id, Status.FOUND, answer.body, tongue, address_of(query))
                if saying in (Said.FILE, Said.NOTHING):
                    return _Came(document.id, Status.UNCLEAR)
                said.add(saying)
        every |= said
    proven = every == {Said.NO_DOCUMENT} and not document.part  # a part may stand in A-C
    return _Came(document.id, Status.NOT_FOUND if proven else Status.UNCLEAR)


def _is_whole(data: bytes) -> bool:
    return all(end in data[-near:] for begin, end, near in _ENDS if data.startswith(begin))
