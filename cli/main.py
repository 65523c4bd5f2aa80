"""The command `unxref`: its commands, each imported when it is run, and how a run ends."""

from __future__ import annotations

import io
import os
import sys
from difflib import get_close_matches
from importlib import import_module
from typing import Any, NoReturn

import click

from .. import __version__
from .codes import CLOSED_PIPE, INTERRUPTED
from .messages import say

COMMANDS = {
    "extract": "Find the citations in documents.",
    "resolve": "Look citations up: a record each.",
    "graph": "Find, look up, and show what cites what.",
    "text": "Print a document's text as unxref reads it.",
    "resolvers": "Show the sources of records.",
    "catalogue": "Fill and search a local library, for work without a network.",
    "cache": "Show, clear or carry over what is kept of earlier lookups.",
}
"""The commands, each with its line in the help; a module of the same name holds each."""


def run() -> NoReturn:
    """Run the command line of this process: the console script."""
    stdout: object = sys.stdout
    if isinstance(stdout, io.TextIOWrapper):
        # Data leaves as UTF-8 with its line ends as they are, whatever the system; a lone surrogate, from a
        # file name that is not UTF-8, leaves as the escape that JSON has for it.
        encoding = None if sys.stdout.isatty() else "utf-8"
        stdout.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")
    unxref.main(prog_name="unxref")


class _Commands(click.Group):
    """Commands that are imported when they are run; what goes wrong is said in one line."""

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run a command and exit."""
        try:
            code = super().main(*args, **extra, standalone_mode=False)
            sys.stdout.flush()
        except click.ClickException as error:
            say(error.format_message())
            code = error.exit_code
        except click.Abort:
            say("interrupted")
            code = INTERRUPTED
        except BrokenPipeError:
            code = _closed_pipe()
        sys.exit(code)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a closed pipe is kept from click, which would make it a failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            ctx.exit(_closed_pipe())

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        return getattr(import_module(f".{cmd_name}", __package__), cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for, or say which one may be meant."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            close = get_close_matches(name, COMMANDS, n=1)
            ctx.fail(f"no such command: {name}" + (f" (did you mean {close[0]}?)" if close else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _closed_pipe() -> int:
    """Point standard output nowhere, so that Python's own last flush does not fail; return the exit code."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return CLOSED_PIPE


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"max_content_width": 100})
@click.version_option(__version__, message="unxref %(version)s")
@click.pass_context
def unxref(ctx: click.Context) -> None:
    """Find the citations of United Nations instruments in documents, look them up, and show what cites what.

    \b
    unxref graph draft.txt                  the citation graph, as a tree
    unxref extract drafts/ > found.jsonl    citations, no network
    unxref resolve "GA res 74/174"          what the libraries say of it

    Results go to standard output and all else to standard error. Every command has its own --help.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
