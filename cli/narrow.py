"""The options that show a part of a graph: --only and --without, --reverse, --from and --to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..graph.chains import chains
from ..graph.select import ANYTHING, KINDS, RELATIONS, Choice, along, citing, plain_body, select
from ..instruments.bodies import find as body_of
from .messages import say
from .naming import Asked, Names, asked
from .output import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ..graph.model import Graph
    from .options import Command
    from .output import Output

MOST_CHAINS = 20
"""How many chains are shown at most."""


class Narrowed(NamedTuple):
    """The part of a graph that is shown, and how it is shown to people."""

    graph: Graph
    cited: tuple[str, ...] = ()
    """The nodes of which is asked what cites them."""
    chains: tuple[tuple[str, ...], ...] = ()
    """The chains of which the part consists, where they were asked for."""
    short: bool = False
    """Whether something that was asked for is not in the graph."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which part of a graph is asked for: all of it, where nothing is."""

    only: Choice = ANYTHING
    without: Choice = ANYTHING
    cited: tuple[Asked, ...] = ()
    ends: tuple[Asked, ...] = ()
    """From where and to where chains lead."""
    given: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """The options as they were given, for the manifest."""

    def __bool__(self) -> bool:
        return bool(self.only or self.without or self.cited or self.ends)

    def of(self, graph: Graph) -> Narrowed:
        """Return the part that is asked for; what is not there is said.

        Raises `click.UsageError` where what was given means nothing that is in the graph.
        """
        self._check_bodies(graph)
        meant = self._meant(graph)
        if self.only or self.without:
            graph = select(graph, self.only, self.without, by_source=bool(self.cited))
        if self.cited:
            return _reversed(graph, meant)
        return _led(graph, *meant) if self.ends else Narrowed(graph)

    def _meant(self, graph: Graph) -> tuple[str, ...]:
        """Return the nodes that are named, each once."""
        if not (self.cited or self.ends):
            return ()
        names = Names(graph)
        meant = tuple(dict.fromkeys(id for one in (*self.cited, *self.ends) for id in names.nodes(one)))
        if self.ends and len(meant) == 1:
            raise click.UsageError(f"--from and --to are the same: {meant[0]}")
        return meant

    def _check_bodies(self, graph: Graph) -> None:
        """Refuse a body that is neither in the graph nor in the table."""
        there = {plain_body(node.body): node.body for node in graph.nodes if node.body}
        for name in sorted(self.only.bodies | self.without.bodies):
            if name not in there and body_of(name) is None:
                listed = ", ".join(sorted(there.values())) or "none"
                raise click.UsageError(f"body={name}: no such body; in this graph there are: {listed}")


def narrowing(command: Command) -> Command:
    """Take --only, --without, --reverse, --from and --to; the command gets `narrowing`."""

    @click.option(
        "--only",
        metavar="KEY=VALUE",
        multiple=True,
        help="Show only citations of a body, kind, years (1990-2000) or relation. May be repeated: "
        "several values of one key are alternatives, different keys must all hold.",
    )
    @click.option("--without", metavar="KEY=VALUE", multiple=True, help="Leave out such citations.")
    @click.option(
        "--reverse", metavar="CITATION", multiple=True, help="Show what cites this. May be repeated."
    )
    @click.option("--from", "source", metavar="CITATION", help="Show the chains of citations from here...")
    @click.option("--to", "target", metavar="CITATION", help="...to there, the shortest first.")
    @wraps(command)
    def with_narrowing(
        output: Output,
        only: tuple[str, ...],
        without: tuple[str, ...],
        reverse: tuple[str, ...],
        source: str | None,
        target: str | None,
        **rest: Any,
    ) -> None:
        if (source is None) != (target is None):
            raise click.UsageError("--from and --to go together: from where to where are chains asked for?")
        if reverse and source:
            raise click.UsageError("--reverse asks what cites this, --from and --to for chains: give one")
        given = {"only": only, "without": without, "reverse": reverse, "from": source, "to": target}
        narrowed = Narrowing(
            _choice("--only", only),
            _choice("--without", without),
            tuple(map(asked, reverse)),
            (_end("--from", source), _end("--to", target)) if source and target else (),
            {name: list(v) if isinstance(v, tuple) else v for name, v in given.items() if v},
        )
        if narrowed and output.form in TABLES:
            listed = ", ".join(f"--{name}" for name in narrowed.given)
            raise click.UsageError(f"-f {output.form} holds all, to choose there: leave {listed} out")
        command(output=output, narrowing=narrowed, **rest)

    return with_narrowing


def _choice(option: str, given: Iterable[str]) -> Choice:
    values: dict[str, list[Any]] = {key: [] for key in _KEYS}
    for one in given:
        key, equals, value = (part.strip() for part in one.partition("="))
        if not equals or key not in _KEYS:
            raise click.UsageError(f"{option} {one}: give one of {', '.join(f'{k}=…' for k in _KEYS)}")
        values[key].append(_KEYS[key](option, value))
    body, kind, years, relation = values.values()
    return Choice(frozenset(body), frozenset(kind), tuple(years), frozenset(relation))


def _body(option: str, value: str) -> str:
    if not value:
        raise click.UsageError(f'{option} body=: name the body, as in {option} body="Security Council"')
    return plain_body(value)


def _one_of(key: str, values: Iterable[str]) -> Callable[[str, str], str]:
    def checked(option: str, value: str) -> str:
        if value not in values:
            raise click.UsageError(f"{option} {key}={value}: no such {key}; there are {', '.join(values)}")
        return value

    return checked


def _years(option: str, value: str) -> range:
    found = _SPAN.fullmatch(value)
    if not found or value in "-–":
        raise click.UsageError(f"{option} years={value}: give years as 1990, 1990-2000, 1990-, or -2000")
    year, first, last = found.groups()
    span = range(int(year or first or 0), int(year or last or _LAST) + 1)
    if not span:
        raise click.UsageError(f"{option} years={value}: ends before it begins")
    return span


_SPAN = re.compile(r"(\d{4})|(\d{4})?\s*[-–]\s*(\d{4})?", re.ASCII)
_LAST = 9999
"""The last year that four digits write."""
_KEYS: Mapping[str, Callable[[str, str], Any]] = {
    "body": _body,
    "kind": _one_of("kind", KINDS),
    "years": _years,
    "relation": _one_of("relation", RELATIONS),
}
"""What a choice may be by, and what reads its value."""


def _end(option: str, text: str) -> Asked:
    one = asked(text)
    if len(one.ids) > 1:
        raise click.UsageError(f"{option} {text}: names {' and '.join(one.ids)}: give one")
    return one


def _reversed(graph: Graph, ids: tuple[str, ...]) -> Narrowed:
    part = citing(graph, ids)
    cited = {edge.target for edge in part.edges}
    missing = [id for id in ids if id not in cited]
    for id in missing:
        say(f"nothing here cites {id}")
    return Narrowed(part, cited=ids, short=bool(missing))


def _led(graph: Graph, source: str, target: str) -> Narrowed:
    found = chains(graph, source, target, MOST_CHAINS + 1)
    if not found:
        read = any(node.id == source and node.documents for node in graph.nodes)
        why = "" if read else f": {source} was not read"
        say(f"no chain of citations leads from {source} to {target}{why}")
    elif len(found) > MOST_CHAINS:
        say(f"there are more chains than the {MOST_CHAINS} that are shown")
    shown = tuple(found[:MOST_CHAINS])
    return Narrowed(along(graph, shown), chains=shown, short=not found)
