"""How fast a catalogue of 50,000 records is filled, answers and is searched.

    python benchmarks/catalogue.py

Prints records put in a second, and for 10,000 instruments, asked for in a mixed order, the best of five times
(each in a catalogue that is opened anew), against what reading as many records from JSON Lines takes.
"""

import json
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from unxref.resolvers.catalogue import Catalogue
from unxref.resolvers.interface import Record, Related, Status, from_json, to_json
from unxref.resolvers.stated import Stated

RECORDS = 50_000
ASKED = 10_000
BATCH = 500
WORDS = (
    "human",
    "rights",
    "peace",
    "security",
    "children",
    "women",
    "water",
    "energy",
    "trade",
    "debt",
    "ocean",
)


def record(number: int) -> Record:
    """Make a record as large as the Library's are."""
    id = f"A/{31 + number % 50}/{1 + number // 50}"
    words = random.Random(number).sample(WORDS, 6)
    address = f"https://digitallibrary.un.org/record/{number}"
    return Record(
        id,
        Status.FOUND,
        title=f"Report of the Secretary-General on {' '.join(words)}",
        date="2023-12-19",
        published="2023-12-22",
        symbol=id,
        url=address,
        files={language: f"{address}/files/{number}-{language}.pdf" for language in ("en", "fr", "es", "ru")},
        body="General Assembly",
        session=str(31 + number % 50),
        meeting="A/78/PV.50",
        vote="78-30-68",
        subjects=tuple(word.upper() for word in words),
        related=(Related("A/C.3/78/L.41", "draft"), Related("A/78/481/Add.3", "report")),
    )


def best(do: Callable[[], object]) -> float:
    times: list[float] = []
    for _ in range(5):
        begin = time.perf_counter()
        do()
        times.append(time.perf_counter() - begin)
    return min(times)


def main() -> None:
    records = [record(number) for number in range(RECORDS)]
    asked = random.Random(0).sample([one.id for one in records], ASKED)
    lines = [json.dumps(to_json(one)) for one in records[:ASKED]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "catalogue.sqlite")
        begin = time.perf_counter()
        with Catalogue(path, writable=True) as held:
            for first in range(0, RECORDS, BATCH):
                held.put_many(Stated("library", one) for one in records[first : first + BATCH])
        filling = time.perf_counter() - begin

        def ask() -> None:
            with Catalogue(path) as held:
                assert len(held.get_many(asked)) == ASKED

        def search() -> None:
            with Catalogue(path) as held:
                assert len(held.search("women peace security")) == 20

        answering, searching = best(ask), best(search)
        size = path.stat().st_size
    reading = best(lambda: [from_json(json.loads(line)) for line in lines])
    print(f"{RECORDS} records in {size / 1e6:.0f} MB, put in at {RECORDS / filling:,.0f} a second")
    print(
        f"{ASKED} instruments in {answering:.2f} s: {ASKED / answering:,.0f} a second,"
        f" {answering / reading:.1f} times what reading the JSON of as many takes"
    )
    print(f"a search of three words in {searching * 1000:.0f} ms")


if __name__ == "__main__":
    main()
