"""Tags, trees, sentences and names from one small net: the `kg_encoder` of spaCy.

The net is a multi-task MiniLM (see `training/`), stored as an int8 ONNX graph. Its
activations are quantised with one scale per call, so neighbours in a batch would
change each other's results. Every piece of text is therefore run alone, and where a
document is cut into pieces depends on nothing but its own words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.encode.chunks import Chunk, Words, amid, chunks, mended, sentences
from kg.encode.decode import LOW, Floats, Ints, best_paths, best_tree
from kg.encode.kinds import Name, leanings, votes
from kg.encode.net import Net, Scores
from kg.encode.silent import silent
from kg.encode.words import Reader
from kg.settings import LEANINGS, SPARING, VECTORS

TOLD: list[int | str] = ["ORTH", "LOWER", "SPACY", "IS_SPACE"]
ATTRIBUTES = ["HEAD", "TAG", "POS", "DEP", "MORPH", "LEMMA"]
# Names carry no quote, bracket or possessive at their edges; "." may end "Inc .".
EDGES = frozenset("\"'“”‘’`´«»()[]{},;:!?-–—…|*•/<>") | {"'s", "’s", "``", "''", "--"}


PLACE = "GPE"
"""The label of a country that the net does not read."""
LIKELY = np.float32(3.0)  # logits for a sentence start where punctuation says so
UNLIKELY = np.float32(-4.0)  # ... and for a name behind a plain word


class Encoder:
    """The component: fills tags, heads, sentence starts and entities of a Doc."""

    def __init__(self, vocab: Vocab, name: str = "kg_encoder") -> None:
        self.vocab = vocab
        self.name = name
        self.graph: bytes | Path = b""
        self.wordpieces = ""
        self.labels: dict[str, Any] = {}

    # ------------------------------------------------------------ annotate

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document; entities set before stay.

        If `SPARING` is set in its `user_data`, the net does not read what is `silent`.
        Words there have no tag, and each sentence has a tree that says nothing.
        """
        heads = np.zeros(len(doc), dtype=np.int64)
        columns = np.zeros((len(doc), 5), dtype=np.uint64)
        told = np.asarray(doc.to_array(TOLD), dtype=np.uint64)
        orths, lowers, spaced, blank = told.T.tolist()
        read = [self._reader.word(orth) for orth in orths]
        words = Words([word.text for word in read], spaced, blank)
        names: list[Name] = []
        vectors = np.zeros((0, 0), dtype=np.float32)
        paragraphs = sentences(words)
        out: set[int] = set()
        if doc.user_data.get(SPARING):
            runs = list(chain.from_iterable(paragraphs))
            small = [word.small for word in read]
            for run, countries in silent(words, runs, small, self._closed):
                out.add(run[0])
                self._leave_out(np.array(run), told[:, 1], heads, columns)
                names += [Name(at.start, at.stop, self._place) for at in countries]
        sizes = [len(word.pieces) for word in read]
        for chunk in chunks(paragraphs, sizes, out):
            scores = self._net.scores([read[i] for i in chunk.tokens])
            if not len(vectors):
                width = scores.vectors.shape[1]
                vectors = np.zeros((len(doc), width), dtype=np.float32)
            tokens = np.array(chunk.tokens)
            vectors[tokens] = scores.vectors
            names += self._annotate(words, chunk, scores, heads, columns)
            said = zip(chunk.tokens, scores.upos.tolist(), strict=True)
            lemmas = [self._lemmas.get((lowers[i], upos), 0) for i, upos in said]
            columns[tokens, 4] = np.array(lemmas, dtype=np.uint64)
        self._attach_spaces(told[:, 3], heads, columns)
        columns[:, 4] = np.where(told[:, 3], told[:, 0], columns[:, 4])
        table = np.column_stack([heads.astype(np.uint64), columns])
        doc.from_array(ATTRIBUTES, table)  # type: ignore[arg-type]
        self._set_entities(doc, names)
        doc.tensor = vectors  # type: ignore[assignment]
        doc.user_data[VECTORS] = True
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 0) -> Iterator[Doc]:
        """Annotate documents one by one: batches would change the results."""
        del batch_size
        for doc in stream:
            yield self(doc)

    def _annotate(
        self,
        words: Words,
        chunk: Chunk,
        scores: Scores,
        heads: Ints,
        columns: NDArray[np.uint64],
    ) -> list[Name]:
        """Decode the scores of one chunk into the columns; return its names."""
        likely = np.zeros_like(scores.starts)
        likely[amid(words, chunk)] = UNLIKELY
        likely[list(chunk.likely)] = LIKELY
        starts = mended(words, chunk, scores.starts + likely > 0)
        bounds = [*np.flatnonzero(starts).tolist(), len(chunk.tokens)]
        tokens = np.array(chunk.tokens)
        tree = np.zeros(len(tokens), dtype=np.int64)
        names: list[Name] = []
        paths = best_paths(scores.names, bounds, self._allowed, self._ends)
        for (a, b), path in zip(pairwise(bounds), paths, strict=True):
            inside = scores.arcs[a:b, a + 1 : b + 1]
            found = best_tree(np.column_stack([scores.arcs[a:b, 0], inside]))
            tree[a:b] = np.where(found == 0, 0, found + a)
            if path.count(self._outside) < len(path):
                said = scores.names[a:b]
                names += self._spans(words, chunk.tokens[a:b], path, said)
        right = scores.right[tree]
        labels = scores.left[:, :, -1] + np.einsum(
            "nls,ns->nl", scores.left[:, :, :-1], right
        )
        labels[:, self._root] = np.where(tree == 0, -LOW, LOW)
        own = np.arange(len(tokens))
        heads[tokens] = tokens[np.where(tree == 0, own, tree - 1)] - tokens
        columns[tokens, 0] = self._xpos[scores.xpos]
        columns[tokens, 1] = self._upos[scores.upos]
        columns[tokens, 2] = self._deps[labels.argmax(1)]
        columns[tokens, 3] = self._morphs[scores.xpos]
        return names

    def _spans(
        self, words: Words, tokens: list[int], path: list[int], scores: Floats
    ) -> Iterator[Name]:
        """Yield the names of a sentence without punctuation at their edges."""
        start = 0
        places = [self._positions[label] for label in path]
        for k, position in enumerate(places):
            if position in "BSO":
                start = k
            if position not in "ES":
                continue
            a, b = start, k + 1
            while a < b and words.texts[tokens[a]] in EDGES:
                a += 1
            while a < b and words.texts[tokens[b - 1]] in EDGES:
                b -= 1
            if any(c.isalpha() for i in tokens[a:b] for c in words.texts[i]):
                rows, labels = np.arange(start, k + 1), path[start : k + 1]
                kinds = scores[rows[:, None], self._kind_columns[labels]]
                yield Name(tokens[a], tokens[b - 1] + 1, kinds.mean(axis=0))

    def _leave_out(
        self,
        tokens: Ints,
        lowers: NDArray[np.uint64],
        heads: Ints,
        columns: NDArray[np.uint64],
    ) -> None:
        """Fill in what is said of a sentence that is not read: next to nothing."""
        heads[tokens] = tokens[0] - tokens
        columns[tokens] = self._unread
        columns[tokens[0], 2] = self._blank[2]
        columns[tokens, 4] = lowers[tokens]

    def _attach_spaces(
        self, blank: NDArray[np.uint64], heads: Ints, columns: NDArray[np.uint64]
    ) -> None:
        """Hang whitespace on the word before it, or at the beginning after it."""
        words = np.flatnonzero(blank == 0)
        for i in np.flatnonzero(blank).tolist():
            place = max(int(np.searchsorted(words, i)) - 1, 0)
            heads[i] = (words[place] if len(words) else 0) - i
            columns[i, :3] = self._space if len(words) or i else self._blank

    def _set_entities(self, doc: Doc, names: list[Name]) -> None:
        """Add names where no entity stands yet; one text, one kind in a document."""
        kinds = votes(doc, names, self._kinds)
        doc.user_data[LEANINGS] = leanings(names, self._kinds)
        kept = list(doc.ents)
        taken = {i for span in kept for i in range(span.start, span.end)}
        for start, end, _ in names:
            if taken.isdisjoint(range(start, end)):
                label = kinds[doc[start:end].text.casefold()]
                kept.append(Span(doc, start, end, label=label))
        doc.set_ents(kept, default="outside")

    # ------------------------------------------------------------ load and save

    def load(
        self, graph: bytes | Path, wordpieces: str, labels: dict[str, Any]
    ) -> Encoder:
        """Take graph, word pieces and labels, and make everything ready to run.

        A graph given as a file is not kept in memory, but must stay where it is.
        """
        self.graph, self.wordpieces, self.labels = graph, wordpieces, labels
        self._net = Net(graph)
        self._reader = Reader(wordpieces, self.vocab)
        names: list[str] = labels["names"]
        self._allowed = np.array([[_follows(x, y) for y in names] for x in names])
        self._positions = [x[0] for x in names]
        self._ends = np.array([i for i, x in enumerate(names) if x[0] in "OES"])
        add = self.vocab.strings.add
        self._upos = np.array([add(x) for x in labels["upos"]], dtype=np.uint64)
        self._xpos = np.array([add(x) for x in labels["xpos"]], dtype=np.uint64)
        self._deps = np.array([add(x) for x in labels["deps"]], dtype=np.uint64)
        morphs = [labels["morphs"].get(x, "") for x in labels["xpos"]]
        added = [self.vocab.morphology.add(x) for x in morphs]
        self._morphs = np.array(added, dtype=np.uint64)
        self._root = labels["deps"].index("root")
        self._space = [add("_SP"), add("SPACE"), add("dep")]
        self._blank = [*self._space[:2], add("root")]
        self._unread = np.array([0, add("X"), add("dep"), 0, 0], dtype=np.uint64)
        lemmas = labels["lemmas"]
        self._closed = {
            form for upos in lemmas if upos != "VERB" for form in lemmas[upos]
        }
        self._lemmas = {
            (add(form), labels["upos"].index(upos)): add(lemma)
            for upos, forms in lemmas.items()
            for form, lemma in forms.items()
        }
        self._kinds = list(dict.fromkeys(x[2:] for x in names if x != "O"))
        self._outside = names.index("O")
        # By label, the columns of all kinds with the same position; "O" has none.
        same = [[f"{x[0]}-{kind}" for kind in self._kinds] for x in names]
        columns = [[names.index(y) if y in names else 0 for y in row] for row in same]
        self._kind_columns = np.array(columns)
        self._place = np.array([kind == PLACE for kind in self._kinds], np.float32)
        for kind in self._kinds:
            add(kind)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write graph, word pieces and labels into a folder."""
        del exclude
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "net.onnx").write_bytes(self._graph_bytes())
        (folder / "wordpieces.json").write_text(self.wordpieces, encoding="utf8")
        text = json.dumps(self.labels, ensure_ascii=False, indent=0, sort_keys=True)
        (folder / "labels.json").write_text(text + "\n", encoding="utf8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Encoder:
        """Read what `to_disk` wrote."""
        del exclude
        folder = Path(path)
        wordpieces = (folder / "wordpieces.json").read_text(encoding="utf8")
        labels = json.loads((folder / "labels.json").read_text(encoding="utf8"))
        return self.load(folder / "net.onnx", wordpieces, labels)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return all that `to_disk` writes as one string of bytes."""
        del exclude
        head = json.dumps([self.wordpieces, self.labels]).encode()
        return len(head).to_bytes(8, "big") + head + self._graph_bytes()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Encoder:
        """Read what `to_bytes` gave."""
        del exclude
        size = int.from_bytes(data[:8], "big")
        wordpieces, labels = json.loads(data[8 : 8 + size])
        return self.load(data[8 + size :], wordpieces, labels)

    def _graph_bytes(self) -> bytes:
        graph = self.graph
        return graph if isinstance(graph, bytes) else graph.read_bytes()

    def __reduce__(self) -> tuple[Any, ...]:
        """Let other processes rebuild the component: the session has no pickle."""
        return _rebuild, (self.vocab, self.name, self.to_bytes())


def _rebuild(vocab: Vocab, name: str, data: bytes) -> Encoder:
    """Return the component that `Encoder.__reduce__` packed."""
    return Encoder(vocab, name).from_bytes(data)


def _follows(left: str, right: str) -> bool:
    """Tell whether the BIOES label `right` may stand after `left`."""
    if left[0] in "BI":
        return right[0] in "IE" and left[2:] == right[2:]
    return right[0] in "BSO"


@Language.factory(
    "kg_encoder",
    assigns=["token.tag", "token.pos", "token.dep", "token.head", "doc.ents"],
)
def make_encoder(nlp: Language, name: str) -> Encoder:
    """Return the component, empty until `from_disk` fills it."""
    return Encoder(nlp.vocab, name)
