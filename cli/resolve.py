"""`unxref resolve`: a record for each citation."""

from __future__ import annotations

import json
import sys
from textwrap import shorten
from typing import TYPE_CHECKING, TextIO

import click

from ..citations.extract import extract
from ..citations.model import Citation
from ..documents.model import Document, UnreadableDocument
from ..graph.bibliography import FORMATS, write_bibliography
from ..graph.data import write_records_csv
from ..instruments.identifiers import Identifier, NotAnIdentifier, parse
from ..instruments.suggest import suggestions
from ..resolvers.interface import Status, to_json
from . import options
from .endings import exit_code, summary
from .inputs import Skipped, citation_of, citations_in
from .lookups import looked_up
from .messages import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ..resolvers.interface import Record
    from ..resolvers.settings import Settings
    from .output import Output

Meant = Identifier | Citation
"""What a citation given on the command line or in a line comes to."""


@click.command()
@click.argument("citations", metavar="CITATION...", nargs=-1)
@options.output("table", "jsonl", "csv", *FORMATS)
@options.language
@options.lookup
@options.fail_on
@click.pass_context
def resolve(
    ctx: click.Context,
    citations: tuple[str, ...],
    output: Output,
    language: str | None,
    settings: Settings,
    fail_on: Collection[str],
) -> None:
    """Look citations up: a record for each, in the order given.

    The bibliographies bibtex, ris and csl-json have each instrument once.

    CITATION is an id, a symbol, or what a text would print. Without any, standard input is read, a citation a
    line. The JSON Lines of `unxref extract` are taken too, there or from a FILE.jsonl.

    \b
    unxref resolve "GA res 74/174" "S/RES/1325 (2000)" crc
    unxref resolve -f jsonl < list.txt
    unxref extract draft.txt | unxref resolve
    unxref extract draft.txt | unxref resolve -f ris -o draft.ris
    """
    if not citations and sys.stdin.isatty():
        raise click.UsageError("no CITATION: give one, or a list of them on standard input")
    skipped = Skipped()
    with output.open() as file:
        asked = list(_asked(citations or ("-",), language, skipped))
        records = looked_up((one.id for one in asked if one.id), settings)
        _show([records[one.id] for one in asked if one.id], asked, output.form, file)
    for id, record in records.items():
        if record.status is Status.NOT_FOUND and (question := _question(id)):
            say(f"{id}: not found: {question}")
    ambiguous = sum(one.id is None for one in asked)
    say(summary(len(asked), ambiguous, len(records), (record.status for record in records.values())))
    ctx.exit(exit_code(fail_on, records, ambiguous=ambiguous, unreadable=skipped.count))


def _asked(given: Iterable[str], language: str | None, skipped: Skipped) -> Iterator[Meant]:
    """Yield what each citation means; its id is None where it is open."""
    for one in given:
        if one == "-":
            for line in sys.stdin.buffer:
                text = line.decode("utf-8", "replace").strip("\ufeff \t\r\n")
                if text:
                    yield from _meant(text, language, skipped)
        elif one.endswith(".jsonl"):
            with skipped.when_unreadable(one):
                yield from citations_in(one)
        else:
            yield from _meant(one, language, skipped)


def _meant(text: str, language: str | None, skipped: Skipped) -> Iterator[Meant]:
    """Yield what a line means: an id, a citation that `extract` printed, or words as a document has them."""
    with skipped.when_unreadable(text):
        if text.startswith("{"):
            yield citation_of(text)
        else:
            yield from _read(text, language)


def _read(text: str, language: str | None) -> Iterator[Meant]:
    """Yield what free words mean. Raises `UnreadableDocument` where they mean nothing that unxref knows."""
    try:
        yield parse(text)
    except NotAnIdentifier as error:
        found = list(extract(Document(text, text), language))
        if not found:
            reason = _question(text) or str(error).removeprefix(f"{text!r}: ")
            raise UnreadableDocument(f"not understood: {reason}") from error
        for citation in found:
            if citation.id is None:
                say(f"{text}: open, may mean {' or '.join(citation.also) or 'several'}")
            yield citation


def _question(text: str) -> str:
    """Ask whether something very near was meant; empty where nothing is."""
    near = [(one.id, shorten(one.label or "", _LABEL, placeholder="…")) for one in suggestions(text)]
    named = (f"{id} ({label})" if label else id for id, label in near)
    return f"did you mean {' or '.join(named)}?" if near else ""


_LABEL = 60
"""How many characters of a name or title a question has at most."""


def _show(records: Iterable[Record], asked: Iterable[Meant], form: str, file: TextIO) -> None:
    if form == "table":
        from .show import records_table

        records_table(records, file)
    elif form == "csv":
        write_records_csv(records, file)
    elif form in FORMATS:
        write_bibliography(records, form, file, (one for one in asked if isinstance(one, Citation)))
    else:
        file.writelines(json.dumps(to_json(record), ensure_ascii=False) + "\n" for record in records)
