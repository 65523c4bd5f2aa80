"""unxref: find, resolve and graph the citations of United Nations instruments.

The public face of the package; each name is imported from its room when it is first asked for,
because every command imports this module.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .citations.extract import extract
    from .citations.model import Citation
    from .documents.model import Document
    from .documents.read import read
    from .graph.build import Graph, build_graph
    from .resolvers.interface import Record
    from .resolvers.look_up import look_up

__all__ = [
    "Citation",
    "Document",
    "Graph",
    "Record",
    "__version__",
    "build_graph",
    "extract",
    "look_up",
    "read",
]

__version__ = "0.1.0"

_ROOMS = {
    "Citation": "citations.model",
    "Document": "documents.model",
    "Graph": "graph.build",
    "Record": "resolvers.interface",
    "build_graph": "graph.build",
    "extract": "citations.extract",
    "look_up": "resolvers.look_up",
    "read": "documents.read",
}


def __getattr__(name: str) -> Any:
    """Import a public name from its room."""
    if name in _ROOMS:
        return getattr(import_module(f".{_ROOMS[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
