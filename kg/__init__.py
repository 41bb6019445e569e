"""Turn a folder of articles into a knowledge graph, offline, with every edge cited.

The names below are loaded on first use, so that `import kg` and `kg --help` stay quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.annotate import load_pipeline
    from kg.errors import KgError
    from kg.export import read_run
    from kg.graph import explain, find, neighbourhood
    from kg.pipeline import build
    from kg.settings import Settings
    from kg.view import show, write_html

__version__ = "0.1.0"

_HOME = {
    "KgError": "kg.errors",
    "Settings": "kg.settings",
    "build": "kg.pipeline",
    "explain": "kg.graph",
    "find": "kg.graph",
    "load_pipeline": "kg.annotate",
    "neighbourhood": "kg.graph",
    "read_run": "kg.export",
    "show": "kg.view",
    "write_html": "kg.view",
}

__all__ = [
    "KgError",
    "Settings",
    "build",
    "explain",
    "find",
    "load_pipeline",
    "neighbourhood",
    "read_run",
    "show",
    "write_html",
]


def __getattr__(name: str) -> Any:
    """Import a public name from its home on first use (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
