"""Fuzz what meets hostile input: `python fuzz/harness.py TARGET [libFuzzer options]`.

Targets are `clean`, `read`, `resolve` and `export`; each checks what must always hold.
Needs atheris (`pip install "kg[fuzz]"`, Linux only), which follows the branches of kg's
own code and keeps what finds new ones:

    python fuzz/harness.py clean -max_total_time=300 corpus_folder

With `--once FILE` a target is run on one file without atheris, to look at a finding.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

SUFFIXES = (".txt", ".md", ".html", ".pdf", ".docx", ".jsonl", ".csv", ".tsv")
KINDS = ("person", "organisation", "initiative", "place")


def fuzz_clean(data: bytes) -> None:
    """Clean any text: twice is the same as once, and offsets have one meaning."""
    from kg.clean import clean, clean_line

    text = data.decode("utf-8", "replace")
    once, _ = clean(text)
    assert clean(once) == (once, []), "cleaning again changes something"
    assert once == once.strip() and "\n" not in once.replace("\n\n", "")
    line = clean_line(text)
    assert clean_line(line) == line and "\n" not in line


def fuzz_read(data: bytes) -> None:
    """Read any bytes in any format: a document or a reason, never an error."""
    from kg.documents import read
    from kg.records import Document, Skipped

    if not data:
        return
    suffix = SUFFIXES[data[0] % len(SUFFIXES)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(data[1:])
        for item in read([path]):
            assert isinstance(item, Document | Skipped)
            assert not isinstance(item, Document) or item.text.strip()
        assert [entry.name for entry in Path(folder).iterdir()] == [path.name]


def _fields(data: bytes) -> Iterator[list[str]]:
    """Yield lines of three fields: a kind, a document and a name."""
    for line in data.decode("utf-8", "replace").split("\n"):
        fields = line.split("|", 2)
        if len(fields) == 3 and fields[2].strip():
            yield fields


def fuzz_resolve(data: bytes) -> None:
    """Resolve any names: the same whatever their order, and nobody is lost."""
    from kg.identity.resolve import resolve
    from kg.records import Mention

    mentions = []
    for number, (kind, document, name) in enumerate(_fields(data)):
        index = len(kind) % len(KINDS)
        text = name.strip()
        mentions.append(
            Mention(document, number, number + 1, text, KINDS[index], 0, 1, name=text)
        )
    found = resolve(mentions)
    turned = resolve(mentions[::-1])
    assert found.entities == turned.entities and found.who == turned.who
    assert set(found.who.values()) <= {entity.id for entity in found.entities}


def fuzz_export(data: bytes) -> None:
    """Write any names in every format: GraphML and CSV give back what went in."""
    import csv

    import networkx as nx

    from kg import export
    from kg.records import Evidence

    names = [name for _, _, name in _fields(data)][:8]
    if len(names) < 2:
        return
    quote = Evidence(names[0], 0, 1, names[1], names[0], "asserted", names[1])
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for n, name in enumerate(names):
        graph.add_node(f"e-{n}", label=name, entity_type=KINDS[n % 4], aliases=name)
        if n:
            graph.add_edge("e-0", f"e-{n}", f"r-{n}", relation=name, label=name)
    sentences = {key: (quote,) for _, _, key in graph.edges(keys=True)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        export.write_graphml(graph, path / "graph.graphml")
        assert len(nx.read_graphml(path / "graph.graphml")) == len(names)
        export.write_tables(graph, sentences, path)
        with (path / "nodes.csv").open(encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.DictReader(file))) == len(names)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "clean": fuzz_clean,
    "read": fuzz_read,
    "resolve": fuzz_resolve,
    "export": fuzz_export,
}


def main() -> None:
    """Run one target, on one file or for as long as atheris is told to."""
    name, *options = sys.argv[1:] or [""]
    if name not in TARGETS:
        sys.exit(f"give a target: {', '.join(TARGETS)}")
    if options[:1] == ["--once"]:
        TARGETS[name](Path(options[1]).read_bytes())
        return
    import atheris

    with atheris.instrument_imports(include=["kg"]):
        import kg.clean
        import kg.documents
        import kg.export
        import kg.graph
        import kg.identity.resolve  # noqa: F401
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
