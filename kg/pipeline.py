"""The recipe: documents in, graph and files out. No logic of its own lives here."""

import json
import platform
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from kg import annotate, edges, export, relate, store, view
from kg import documents as corpus
from kg import graph as graphs
from kg.errors import CorpusError
from kg.identity import corefer, resolve
from kg.records import Claim, Document, Evidence, Mention, Resolution, Skipped
from kg.settings import Settings

if TYPE_CHECKING:
    import networkx as nx
    from spacy.language import Language

Progress = Callable[[str, int], None]
"""Called with the name of the stage and how many documents are done."""

LIBRARIES = ("spacy", "networkx", "igraph", "onnxruntime", "pyvis", "pyarrow")


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold what the documents say, before anybody asks who is who."""

    documents: Mapping[str, Document]
    mentions: Sequence[Mention]
    claims: Sequence[Claim]


@dataclass(frozen=True, slots=True)
class Network:
    """Hold the finished graph and the sentences behind each edge, by edge id."""

    graph: "nx.MultiDiGraph[str]"
    evidence: Mapping[str, Sequence[Evidence]]
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class Report:
    """Tell what a run did: counts, seconds per stage, and the documents left out."""

    output: Path
    counts: dict[str, int]
    seconds: dict[str, float]
    skipped: tuple[Skipped, ...]


@dataclass
class _Clock:
    """Measure the seconds of each stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = perf_counter()
        yield
        self.seconds[name] = round(perf_counter() - start, 3)


def build(
    paths: Sequence[str | Path],
    output: Path,
    settings: Settings | None = None,
    *,
    progress: Progress | None = None,
) -> Report:
    """Read documents, build the graph and write every file of a run into `output`.

    Files are put in place only when all of them are written. Raises CorpusError if
    there is nothing to read, and other KgErrors for what the user gave.
    """
    settings = settings or Settings()
    report = progress or _silent
    clock = _Clock()
    # The place is taken first: who cannot write there should learn it at once.
    with store.staged(output) as folder:
        with clock.stage("read"):
            documents, skipped = read(paths)
        with clock.stage("load"):
            decisions = _decisions(settings)
            nlp = annotate.load_pipeline(settings.model, gazetteers=settings.gazetteers)
        with clock.stage("extract"):
            facts = extract(documents, nlp, progress=report)
        with clock.stage("assemble"):
            network = assemble(facts, settings, decisions=decisions)
        counts = _counts(facts, network, skipped)
        with clock.stage("write"):
            write(network, facts, folder, settings, title=_title(paths))
        run = _run_record(settings, nlp, counts, clock.seconds, skipped)
        text = json.dumps(run, indent=2, ensure_ascii=False) + "\n"
        (folder / "run.json").write_text(text, encoding="utf-8", newline="\n")
    whole = tuple(item for item in skipped if not _is_part(item))
    return Report(output, counts, clock.seconds, whole)


def read(paths: Sequence[str | Path]) -> tuple[list[Document], list[Skipped]]:
    """Read all documents; raise CorpusError if none can be read."""
    documents: list[Document] = []
    skipped: list[Skipped] = []
    for item in corpus.read(paths):
        if isinstance(item, Document):
            documents.append(item)
        else:
            skipped.append(item)
    if not documents:
        where = ", ".join(str(path) for path in paths)
        whole = [item for item in skipped if not _is_part(item)]
        why = f" ({whole[0].path}: {whole[0].reason})" if whole else ""
        raise CorpusError(
            f"{where}: no readable document found{why}; "
            "give a folder with .txt .md .html .pdf .docx .jsonl or .csv files"
        )
    return documents, skipped


def extract(
    documents: Iterable[Document],
    nlp: "Language",
    *,
    progress: Progress | None = None,
) -> Facts:
    """Find the names and claims of each document, one document at a time."""
    report = progress or _silent
    rules = relate.load_rules()
    kept: dict[str, Document] = {}
    mentions: list[Mention] = []
    claims: list[Claim] = []
    stream = ((document.text, document) for document in documents)
    for doc, document in nlp.pipe(stream, as_tuples=True):
        found = annotate.mentions(doc, document=document.id)
        claims += relate.claims(doc, found, rules)
        mentions += corefer.within(found, document.text)
        kept[document.id] = document
        report("Reading articles", len(kept))
    return Facts(kept, mentions, claims)


def assemble(
    facts: Facts,
    settings: Settings,
    *,
    decisions: Sequence[resolve.Decision] = (),
) -> Network:
    """Decide who is who, link them, and lay out the graph."""
    resolution = _keep(resolve.resolve(facts.mentions, decisions), settings)
    claims = facts.claims
    if not settings.stated:
        claims = [claim for claim in claims if claim.relation != "stated"]
    found = edges.relations(claims, facts.mentions, resolution.who, facts.documents)
    if settings.cooccurrence:
        found += edges.cooccurrences(
            facts.mentions, resolution.who, facts.documents, window=settings.window
        )
    graph = graphs.assemble(resolution.entities, found)
    return Network(graph, {edge.id: edge.evidence for edge in found}, resolution)


def write(
    network: Network,
    facts: Facts,
    folder: Path,
    settings: Settings,
    *,
    title: str = "",
) -> None:
    """Write every file of a run but `run.json` into an existing folder."""
    graph, evidence = network.graph, network.evidence
    export.write_graphml(graph, folder / "graph.graphml")
    export.write_tables(graph, evidence, folder)
    view.write_html(
        graph,
        evidence,
        folder / "graph.html",
        title=title,
        documents=facts.documents,
        limit=settings.view_limit,
    )
    store.write_records(
        folder,
        documents=facts.documents.values(),
        mentions=facts.mentions,
        claims=facts.claims,
        merges=network.resolution.merges,
    )


def _decisions(settings: Settings) -> Sequence[resolve.Decision]:
    return resolve.read_decisions(settings.decisions) if settings.decisions else ()


def _title(paths: Sequence[str | Path]) -> str:
    """Name the graph after what was read; "" if that has no name of its own."""
    names = [Path(path).stem for path in paths if str(path) != corpus.STDIN]
    return ", ".join(name for name in names if name.strip("."))


def _keep(resolution: Resolution, settings: Settings) -> Resolution:
    """Drop the entities that the settings leave out."""
    entities = tuple(
        entity
        for entity in resolution.entities
        if entity.kind in settings.kinds and entity.mentions >= settings.min_mentions
    )
    ids = {entity.id for entity in entities}
    who = {key: entity for key, entity in resolution.who.items() if entity in ids}
    return Resolution(entities, who, resolution.merges)


def _counts(
    facts: Facts, network: Network, skipped: Sequence[Skipped]
) -> dict[str, int]:
    kinds = Counter(entity.kind for entity in network.resolution.entities)
    return {
        "documents": len(facts.documents),
        "skipped": sum(not _is_part(item) for item in skipped),
        "dropped lines": sum(item.count for item in skipped if _is_part(item)),
        "words": sum(len(item.text.split()) for item in facts.documents.values()),
        "mentions": len(facts.mentions),
        "claims": len(facts.claims),
        "nodes": network.graph.number_of_nodes(),
        "edges": network.graph.number_of_edges(),
        **{f"nodes: {kind}": count for kind, count in sorted(kinds.items())},
    }


def _run_record(
    settings: Settings,
    nlp: "Language",
    counts: dict[str, int],
    seconds: dict[str, float],
    skipped: Sequence[Skipped],
) -> dict[str, object]:
    return {
        "kg": version("kg"),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
        "pipeline": f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}",
        "settings": settings.model_dump(mode="json"),
        "counts": counts,
        "seconds": seconds,
        "skipped": [
            {"path": item.path, "reason": item.reason, "count": item.count}
            for item in skipped
        ],
    }


def _is_part(item: Skipped) -> bool:
    """Tell whether only lines of a document were left out, not all of it."""
    return item.reason.startswith(corpus.PART)


def _silent(stage: str, done: int) -> None:
    """Report nothing."""
