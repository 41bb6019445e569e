"""Read gold files, run the pipeline over them as `kg build` does, and score it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg import annotate, relate
from kg.errors import CorpusError
from kg.evaluate import findings, trees
from kg.evaluate.articles import read_articles
from kg.evaluate.columns import read_columns
from kg.evaluate.conllu import read_trees
from kg.evaluate.gold import Gold
from kg.evaluate.scoring import Table, mean
from kg.identity import corefer, resolve
from kg.records import Claim, Mention

if TYPE_CHECKING:
    from spacy.language import Language

READERS: dict[str, Callable[[Path], Gold]] = {
    ".bio": read_columns,
    ".conll": read_columns,
    ".conllu": read_trees,
    ".iob": read_columns,
    ".jsonl": read_articles,
}
"""How each format is read, by its suffix."""

SHARES = ("trees",)
"""Titles of tables whose rows are shares of right words."""

Progress = Callable[[int, int], None]
"""Called with how many texts are done, of how many."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Report:
    """Hold the tables of one gold file, by title, and what they leave out."""

    path: str
    texts: int
    tables: dict[str, Table]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Hold a report for each gold file, and the mean of each row over the files."""

    pipeline: str
    reports: tuple[Report, ...]
    means: dict[str, Table]


def evaluate(
    paths: Sequence[Path],
    *,
    model: str | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Score a pipeline (the shipped one if left out) against gold files and folders.

    Each file is a corpus of its own. All files are read before the first is scored.
    Raises CorpusError if there are none, DataError for a faulty one, and ModelMissing.
    """
    golds = [READERS[path.suffix.lower()](path) for path in gold_files(paths)]
    nlp = annotate.load_pipeline(model)
    tick = _ticker(sum(_size(gold) for gold in golds), progress)
    reports = tuple(score(gold, nlp, tick=tick) for gold in golds)
    titles = list(dict.fromkeys(title for one in reports for title in one.tables))
    means = {
        title: mean(one.tables[title] for one in reports if title in one.tables)
        for title in titles
    }
    meta = nlp.meta
    name = f"{meta['lang']}_{meta['name']} {meta['version']}"
    return Evaluation(name, reports, means)


def gold_files(paths: Iterable[Path]) -> list[Path]:
    """Return the gold files at some places, in order, each once.

    Folders are searched to the bottom; what is hidden in them is passed over.
    """
    known = ", ".join(READERS)
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = [p for p in sorted(path.rglob("*")) if _is_gold(p, path)]
            if not inside:
                raise CorpusError(f"{path}: no gold files in it ({known})")
            found |= dict.fromkeys(inside)
        elif not path.is_file():
            raise CorpusError(f"{path}: no such file or folder; check the path")
        elif path.suffix.lower() not in READERS:
            raise CorpusError(f"{path}: no gold format; kg eval reads {known}")
        else:
            found[path] = None
    return list(found)


def score(gold: Gold, nlp: "Language", *, tick: Callable[[], None]) -> Report:
    """Score one file; `tick` is called for each text done."""
    if gold.paragraphs:
        return _score_trees(gold, nlp, tick)
    found = _find(gold, nlp, tick)
    named, notes = findings.name_scores(gold.articles, found)
    tables = {"names": named}
    notes = findings.unscored(gold.unscored) + (notes if named else [])
    if any(article.groups for article in gold.articles):
        tables["who is who"], told = findings.identity_scores(gold.articles, found)
        notes += told
    tables["relations"] = findings.relation_scores(gold.articles, found)
    kept = {title: table for title, table in tables.items() if table}
    return Report(str(gold.path), len(gold.articles), kept, tuple(notes))


def _find(gold: Gold, nlp: "Language", tick: Callable[[], None]) -> findings.Found:
    """Find names, claims and who is who, as a build does over the same texts.

    Only of names in columns, which stand in sentences of any sort, nothing is left out.
    """
    rules = relate.load_rules()
    sparing = gold.path.suffix.lower() == ".jsonl"
    mentions: list[Mention] = []
    claims: list[Claim] = []
    for article in gold.articles:
        doc = annotate.read(nlp, article.text, sparing=sparing)
        marked = annotate.mentions(doc, document=article.id)
        vectors = annotate.vectors(doc, marked)
        known = corefer.within(marked, article.text, vectors=vectors)
        told = corefer.marked(marked, known)
        claims += relate.claims(doc, told, rules, date=article.date)
        mentions += known
        tick()
    return findings.Found(mentions, claims, resolve.resolve(mentions))


def _score_trees(gold: Gold, nlp: "Language", tick: Callable[[], None]) -> Report:
    sentences = [s for paragraph in gold.paragraphs for s in paragraph.sentences]
    tables = {"trees": trees.tree_scores(nlp, _ticking(sentences, tick))}
    if gold.raw:
        tables["raw text"] = trees.raw_scores(nlp, _ticking(gold.paragraphs, tick))
    return Report(str(gold.path), len(sentences), tables)


def _size(gold: Gold) -> int:
    """Count the texts that go through the pipeline."""
    sentences = sum(len(paragraph.sentences) for paragraph in gold.paragraphs)
    return len(gold.articles) + sentences + gold.raw * len(gold.paragraphs)


def _ticker(total: int, progress: Progress | None) -> Callable[[], None]:
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, total)

    return tick


def _ticking(things: Iterable[T], tick: Callable[[], None]) -> Iterator[T]:
    for thing in things:
        tick()
        yield thing


def _is_gold(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.is_file() and path.suffix.lower() in READERS and not hidden
