"""`unxref text`: a document's text, to which all offsets refer."""

from __future__ import annotations

import click

from ..documents.read import read
from .codes import UNREADABLE
from .inputs import Skipped
from .output import Output


@click.command()
@click.argument("path", metavar="PATH")
@click.pass_context
def text(ctx: click.Context, path: str) -> None:
    """Print the text of a document as unxref reads it.

    The offsets of citations count its characters (code points). PATH is a file, or - for standard input.

    \b
    unxref text draft.txt
    unxref text draft.txt | head -1
    """
    skipped = Skipped()
    with Output("text", None).open() as file, skipped.when_unreadable(path):
        file.write(read(path).text)
    ctx.exit(UNREADABLE if skipped.count else 0)
