"""Time and memory of building and writing a large graph, against networkx doing the same in the same run.

    python benchmarks/graph.py [--documents N] [--edges N] [--form json|graphml|gexf]

The citations are generated, twelve to ten edges; each program runs in a process of its own. networkx keeps on
its edges what unxref writes of them.
"""

import argparse
import importlib
import json
import multiprocessing
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

from made import citations

from unxref.graph.build import GraphBuilder
from unxref.graph.write import write


def generate(arguments: argparse.Namespace) -> int:
    """Make the citations alone: what both have to do."""
    return sum(1 for _ in citations(arguments.documents, arguments.edges))


def unxref(arguments: argparse.Namespace) -> int:
    builder = GraphBuilder()
    for citation in citations(arguments.documents, arguments.edges):
        builder.add(citation)
    graph = builder.finish({})
    with tempfile.TemporaryFile("w", encoding="utf-8") as file:
        write(graph, arguments.form, file)
    return len(graph.edges)


def networkx(arguments: argparse.Namespace) -> int:
    nx: Any = importlib.import_module("networkx")
    graph: Any = nx.DiGraph()
    for c in citations(arguments.documents, arguments.edges):
        graph.add_node(c.document, kind="document", label=c.document)
        graph.add_node(c.id, kind=c.kind, label=c.id, date=c.date)
        if not graph.has_edge(c.document, c.id):
            graph.add_edge(c.document, c.id, count=0, notes=0, relations={}, parts={}, citations=[])
        edge = graph.edges[c.document, c.id]
        edge["count"] += 1
        edge["notes"] += c.note is not None
        edge["parts"][c.part] = edge["parts"].get(c.part, 0) + 1
        edge["citations"].append((c.document, c.start, c.end))
        if c.relation:
            edge["relations"][c.relation] = edge["relations"].get(c.relation, 0) + 1
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph"
        if arguments.form == "json":
            with path.open("w", encoding="utf-8") as file:
                json.dump(nx.node_link_data(graph, edges="edges"), file)
        else:
            for _, _, edge in graph.edges(data=True):
                edge.update({name: str(edge[name]) for name in ("relations", "parts", "citations")})
            getattr(nx, f"write_{arguments.form}")(graph, path)
    return graph.number_of_edges()


def measured(work: Any, arguments: argparse.Namespace, to: Any) -> None:
    begin = time.process_time()
    count = work(arguments)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    to.send((time.process_time() - begin, memory, count))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--edges", type=int, default=1_000_000)
    parser.add_argument("--form", choices=("json", "graphml", "gexf"), default="json")
    arguments = parser.parse_args()
    spawn = multiprocessing.get_context("spawn")
    results: dict[str, tuple[float, float, int]] = {}
    for work in (generate, unxref, networkx):
        here, there = spawn.Pipe()
        process = spawn.Process(target=measured, args=(work, arguments, there))
        process.start()
        results[work.__name__] = here.recv()
        process.join()
    idle, floor, count = results["generate"]
    print(f"{count} citations of {arguments.documents} documents, generated in {idle:.1f} s")
    for name in ("unxref", "networkx"):
        seconds, memory, edges = results[name]
        print(f"{name:9} {edges} edges   {seconds - idle:6.1f} s   {memory - floor:6.0f} MB")
    (ours, held, _), (theirs, holding, _) = results["unxref"], results["networkx"]
    print(
        f"unxref takes {(ours - idle) / (theirs - idle):.2f} of the time of networkx"
        f" and {(held - floor) / (holding - floor):.2f} of its memory ({arguments.form})"
    )


if __name__ == "__main__":
    main()
