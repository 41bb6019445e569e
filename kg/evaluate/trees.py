"""Score trees, tags, lemmas and sentence ends against gold trees."""

from collections.abc import Iterable
from itertools import tee

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.evaluate.gold import Paragraph, Sentence
from kg.evaluate.scoring import Table, Tally

_Arc = tuple[int, int, int, int, str]
"""A word's span, its head's span (its own, if it is the root) and the label."""

TREE_ROWS = ("UAS", "LAS", "UPOS", "XPOS", "lemma")


def tree_scores(nlp: Language, sentences: Iterable[Sentence]) -> Table:
    """Return shares of right words over gold tokens, one sentence at a time.

    Attachment leaves out punctuation (by its gold tag) and subtypes of labels. Lemmas
    are compared in lower case. XPOS is left out where the gold has none.
    """
    tally = Tally()
    for_docs, golds = tee(sentences)
    docs = nlp.pipe(_doc(nlp, sentence) for sentence in for_docs)
    for sentence, doc in zip(golds, docs, strict=True):
        for at, (word, token) in enumerate(zip(sentence, doc, strict=True)):
            right = {
                "UPOS": token.pos_ == word.upos,
                "lemma": token.lemma_.lower() == word.lemma.lower(),
            }
            if word.xpos != "_":
                right["XPOS"] = token.tag_ == word.xpos
            if word.upos != "PUNCT":
                head = token.head.i if token.head.i != at else -1
                right["UAS"] = head == word.head
                right["LAS"] = right["UAS"] and _basic(token.dep_) == _basic(word.dep)
            tally.add([*right], [*right], [row for row, hit in right.items() if hit])
    return {row: tally.score(row) for row in TREE_ROWS if tally.gold[row]}


def raw_scores(nlp: Language, paragraphs: Iterable[Paragraph]) -> Table:
    """Score sentence ends and labelled arcs in running text, both by offsets.

    A word that the pipeline cuts otherwise than the gold is wrong once and missed once.
    """
    tally = Tally()
    for_texts, golds = tee(paragraphs)
    docs = nlp.pipe(paragraph.text for paragraph in for_texts)
    for paragraph, doc in zip(golds, docs, strict=True):
        ends = {(sentence[-1].end, SENTENCES) for sentence in paragraph.sentences}
        cut = {(len(doc.text[: s.end_char].rstrip()), SENTENCES) for s in doc.sents}
        tally.compare(ends, cut)
        arcs = _gold_arcs(paragraph)
        found = _arcs(doc)
        count = len(found), len(arcs)
        tally.add([ARCS] * count[1], [ARCS] * count[0], [ARCS] * len(found & arcs))
    return {row: tally.score(row) for row in (SENTENCES, ARCS)}


SENTENCES = "sentence ends"
ARCS = "labelled arcs"


def _doc(nlp: Language, sentence: Sentence) -> Doc:
    """Make a Doc of the words as they are."""
    ends = [*(word.start for word in sentence[1:]), sentence[-1].end + 1]
    spaces = [after > word.end for word, after in zip(sentence, ends, strict=True)]
    return Doc(nlp.vocab, [word.form for word in sentence], spaces)


def _gold_arcs(paragraph: Paragraph) -> set[_Arc]:
    arcs = set()
    for sentence in paragraph.sentences:
        for word in sentence:
            head = sentence[word.head] if word.head >= 0 else word
            if word.upos != "PUNCT":
                arcs.add((word.start, word.end, head.start, head.end, _basic(word.dep)))
    return arcs


def _arcs(doc: Doc) -> set[_Arc]:
    return {
        (*_span(token), *_span(token.head), _basic(token.dep_))
        for token in doc
        if token.pos_ not in ("PUNCT", "SPACE")
    }


def _span(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token)


def _basic(dep: str) -> str:
    """Return a label without its subtype."""
    return dep.partition(":")[0]
