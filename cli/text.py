"""`unxref text`: a document's text, to which all offsets refer."""

from __future__ import annotations

import click

from ..documents.read import read
from . import options
from .codes import UNREADABLE
from .inputs import Skipped
from .output import Output


@click.command()
@click.argument("path", metavar="PATH")
@options.language
@options.ocr
@click.pass_context
def text(ctx: click.Context, path: str, language: str | None, ocr: str | None) -> None:
    """Print the text of a document as unxref reads it.

    The offsets of citations count its characters (code points). PATH is a file, or - for standard input.

    \b
    unxref text draft.txt
    unxref text draft.txt | head -1
    unxref text scan.pdf --ocr
    unxref text speeches.jsonl#17
    """
    del language  # it is that of the text to be recognised
    skipped = Skipped()
    with Output("text", None).open() as file, skipped.when_unreadable(path):
        file.write(read(path, ocr).text)
    ctx.exit(UNREADABLE if skipped.count else 0)
