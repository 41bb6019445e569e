"""Draw the graph as one HTML page that works offline.

pyvis holds the nodes, the drawn edges and the options; the page itself is ours, in
`kg/data/view/`. Nothing of the graph is ever written as markup: the page gets it as
JSON and sets it as text. See docs/view.md.
"""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import orjson
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from kg.collecting import uncollected
from kg.errors import cannot_write
from kg.names import word_list
from kg.records import Document, Evidence
from kg.view import content, page
from kg.view.content import ASKED, Content, of_tables, place
from kg.view.marks import plain
from kg.view.page import LIMIT, QUOTES
from kg.view.seats import TOLD, choose

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    import networkx as nx

    Graph: TypeAlias = "nx.MultiDiGraph[str]"

__all__ = [
    "ASKED",
    "QUOTES",
    "TOLD",
    "choose",
    "draft",
    "of_tables",
    "place",
    "render",
    "show",
    "write_draft",
    "write_html",
]

PROGRAM = (
    "dom.js",
    "model.js",
    "filters.js",
    "paths.js",
    "colours.js",
    "arrange.js",
    "picture.js",
    "emphasis.js",
    "labels.js",
    "panel.js",
    "evidence.js",
    "search.js",
    "widgets.js",
    "controls.js",
    "dates.js",
    "tables.js",
    "export.js",
    "address.js",
    "actions.js",
    "frame.js",
    "keys.js",
    "app.js",
)
"""The page's program, joined in this order."""

STYLE = (
    "base.css",
    "frame.css",
    "controls.css",
    "panel.css",
    "tables.css",
    "media.css",
)
"""The page's style, joined in this order."""

TITLE = "Knowledge graph"

OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": False,
        "keyboard": False,
        "multiselect": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 1_000_000,
    },
    "nodes": {"chosen": False, "font": {"size": 0}},
    "edges": {"chosen": False, "smooth": False, "selectionWidth": 0},
}
"""What vis-network is told; the page itself draws labels, highlights and tooltips."""

ESCAPED = {c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


class _Ids(list[int]):
    """Answer `in` at once: pyvis asks it for every node and edge, and lists scan."""

    def __contains__(self, item: object) -> bool:
        return isinstance(item, int) and 0 <= item < len(self)


def write_html(
    graph: "Graph",
    evidence: Mapping[str, Sequence[Evidence]],
    path: Path,
    *,
    title: str = "",
    **options: Any,
) -> None:
    """Write the interactive view to one file, in UTF-8 whatever the locale.

    The options are those of `render`. No other file or folder is written. Raises
    RunError if the file cannot be written.
    """
    with uncollected():
        write_draft(_draft(graph, evidence, **options), path, title=title)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Hold a page but for its marks, its tables as JSON already."""

    draft: page.Draft
    tables: Markup


def write_draft(made: Prepared, path: Path, *, title: str = "") -> None:
    """Write the view of a graph whose nodes have their places by now."""
    with uncollected():
        text = _rendered(made, title)
    try:
        Path(path).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise cannot_write(path, error) from None


@dataclass(frozen=True, slots=True)
class Frame:
    """Show a page inside a notebook, in a frame that can reach nothing around it."""

    page: str
    height: int

    def _repr_html_(self) -> str:
        return (
            '<iframe sandbox="allow-scripts allow-downloads" title="Graph" '
            f'style="width:100%;height:{self.height}px;border:0" '
            f'srcdoc="{escape(self.page)}"></iframe>'
        )


def show(
    graph: "Graph",
    evidence: Mapping[str, Sequence[Evidence]] | None = None,
    *,
    height: int = 640,
    **options: Any,
) -> Frame:
    """Return the page as an object that a notebook displays; `options` as in `render`.

    Without `evidence`, every edge is quoted with its own best sentence.
    """
    return Frame(render(graph, evidence or {}, **options), height)


def render(
    graph: "Graph",
    evidence: Mapping[str, Sequence[Evidence]],
    *,
    title: str = "",
    **options: Any,
) -> str:
    """Return the page as text; the same input gives the same text.

    `evidence` maps edge ids to sentences; an edge without any falls back on its own
    `quote`. The options are those of `draft`.
    """
    return _rendered(_draft(graph, evidence, **options), title)


def draft(
    shown: Content,
    quotes: Mapping[str, Sequence[content.Quote]],
    *,
    documents: Mapping[str, Document] | None = None,
    limit: int = LIMIT,
) -> Prepared:
    """Prepare the page, all but what depends on where the nodes are.

    `quotes` maps edge ids to sentences. `documents` gives titles to cite.
    """
    words = word_list("relations")
    made = page.draft(shown, quotes, documents=documents, limit=limit, words=words)
    return Prepared(made, _json(made.tables))


def _draft(
    graph: "Graph", evidence: Mapping[str, Sequence[Evidence]], **options: Any
) -> Prepared:
    return draft(content.of_graph(graph), content.quotes(evidence), **options)


def _rendered(made: Prepared, title: str) -> str:
    # Imported here: pyvis brings IPython along, which would slow every start of kg.
    from pyvis.network import Network

    told = page.finished(made.draft)
    # An undirected Network drops parallel edges and scans them all for each new one.
    network = Network(directed=True, heading=plain(title) or TITLE)
    network.node_ids = _Ids()
    for node in told.nodes:
        network.add_node(node["id"], **{k: v for k, v in node.items() if k != "id"})
    # As `add_edge` does, which looks for both ends of each.
    network.edges = [{"arrows": "", **pair} for pair in told.pairs]
    network.set_options(json.dumps(OPTIONS))
    network.templateEnv = _environment(made.tables)
    return str(network.generate_html())


def _environment(tables: Markup) -> Environment:
    """Make the template environment with everything that the page inlines."""
    home = files("kg") / "data" / "view"
    style = _joined(home, STYLE)
    program = f"(() => {{\n'use strict';\n{_joined(home, PROGRAM)}}})();\n"
    library = _read(files("pyvis") / "templates/lib/vis-9.1.2/vis-network.min.js")
    environment = Environment(
        loader=FileSystemLoader(str(home)), autoescape=True, keep_trailing_newline=True
    )
    environment.filters.update(json=_json, script=_script)
    environment.globals["kg"] = {
        "tables": tables,
        "style": Markup(style),
        "library": Markup(library),
        "program": Markup(program),
        "policy": _policy(style, library, program),
    }
    return environment


def _joined(home: "Traversable", parts: Sequence[str]) -> str:
    """Join some files of the page."""
    return "\n".join(_read(home / part) for part in parts)


def _read(source: "Traversable") -> str:
    """Read a text with the line ends that a browser sees when it hashes it."""
    return source.read_text(encoding="utf-8").replace("\r\n", "\n")


def _policy(style: str, *scripts: str) -> str:
    """Allow exactly our own style and scripts, and no connection to anywhere.

    Hashes rather than nonces: they need no random number, so that equal graphs give
    equal pages, and they allow nothing but these very texts.
    """
    allowed = " ".join(_digest(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_digest(style)}; "
        "img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    """Name a text as the Content Security Policy does."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _json(value: object) -> Markup:
    """Write a value as JSON that is safe within a script element."""
    # Of a large graph these are 20 MB, which take Python's own json half a second.
    return _script(orjson.dumps(value).decode())


def _script(text: str) -> Markup:
    """Escape in JSON what could end a script element or a line of JavaScript."""
    for mark, escaped in ESCAPED.items():
        text = text.replace(mark, escaped)
    return Markup(text)
