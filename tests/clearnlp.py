"""Turn the trees of the shipped pipeline into those of the stock English pipelines.

The correspondences are those of the two guidelines: Universal Dependencies 2 for
English, and the ClearNLP guidelines (Choi & Palmer 2012) that spaCy's own English
models follow. What has no counterpart there becomes `dep`, as a parser would have it.
"""

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

_LABELS = {
    "acl:relcl": "relcl",
    "aux:pass": "auxpass",
    "cc:preconj": "preconj",
    "compound:prt": "prt",
    "csubj:pass": "csubjpass",
    "det:predet": "predet",
    "discourse": "intj",
    "iobj": "dative",
    "nmod": "compound",
    "nmod:desc": "compound",
    "nmod:poss": "poss",
    "nmod:unmarked": "npadvmod",
    "nsubj:outer": "nsubj",
    "nsubj:pass": "nsubjpass",
    "obj": "dobj",
    "obl": "npadvmod",
    "obl:agent": "npadvmod",
    "obl:unmarked": "npadvmod",
    "root": "ROOT",
    "vocative": "npadvmod",
}
_SAME = frozenset({
    "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp",
    "compound", "conj", "csubj", "dep", "det", "expl", "mark", "nsubj", "nummod",
    "parataxis", "punct", "xcomp",
})  # fmt: skip
_GIVEN = ["acomp", "agent", "attr", "neg", "oprd", "pcomp", "pobj", "prep"]
"""Labels that the steps before `_rename` give."""

_OF_CLAUSES = frozenset({
    "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "aux", "mark", "advmod", "advcl",
    "ccomp", "expl", "cc", "punct", "obl", "obl:unmarked", "parataxis", "discourse",
})  # fmt: skip
"""What a clause hangs on its predicate, and ClearNLP on "be"."""


@dataclass(eq=False)
class _Word:
    token: Token
    label: str
    head: "_Word | None" = None


class Converter:
    """Read a text with a pipeline of Universal Dependencies, and convert its tree."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def __call__(self, text: str) -> Doc:
        """Return a Doc like a stock pipeline's: labels ROOT, dobj, prep, pobj, attr."""
        return converted(self._nlp(text))


def converted(doc: Doc) -> Doc:
    """Return the same words with the tree that ClearNLP would give them."""
    words = [_Word(token, token.dep_) for token in doc]
    for word in words:
        above = word.token.head.i
        word.head = None if above == word.token.i else words[above]
    for step in (_names, _lists, _copulas, _prepositions, _speech, _rename):
        step(words)
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in doc],
        pos=[token.pos_ for token in doc],
        lemmas=[token.lemma_ for token in doc],
        heads=[(word.head or word).token.i for word in words],
        deps=[word.label for word in words],
        sent_starts=[bool(token.is_sent_start) for token in doc],
    )


def _children(words: list[_Word], head: _Word, *labels: str) -> list[_Word]:
    return [
        word
        for word in words
        if word.head is head and (word.label in labels or not labels)
    ]


def _replace(words: list[_Word], old: _Word, new: _Word) -> None:
    """Put a word in the place that another has in the tree."""
    new.head, new.label = old.head, old.label
    old.head = new


def _names(words: list[_Word]) -> None:
    """Make the last word of a name its head, not the first."""
    for first in words:
        parts = _children(words, first, "flat")
        if parts:
            last = parts[-1]
            others = [word for word in words if word.head is first and word is not last]
            _replace(words, first, last)
            for word in others:
                word.head = last
            for word in (first, *parts[:-1]):
                word.label = "compound"


def _lists(words: list[_Word]) -> None:
    """Hang each member of a list, and what links it, on the member before."""
    for first in words:
        members = _children(words, first, "conj")
        for before, member in zip([first, *members], members, strict=False):
            member.head = before
            for link in _children(words, member, "cc", "punct"):
                if link.token.i < member.token.i:
                    link.head = before


def _copulas(words: list[_Word]) -> None:
    """Make "be" the head of its predicate."""
    for copula in words:
        predicate = copula.head
        if copula.label != "cop" or predicate is None:
            continue
        mine = [
            word
            for word in words
            if word.head is predicate
            and word is not copula
            and (word.label in _OF_CLAUSES or _is_clause(words, word))
            and not (word.label == "advmod" and word.token.i > copula.token.i)
        ]
        _replace(words, predicate, copula)
        predicate.label = "acomp" if predicate.token.pos_ == "ADJ" else "attr"
        for word in mine:
            word.head = copula


def _is_clause(words: list[_Word], word: _Word) -> bool:
    return word.label == "conj" and bool(
        _children(words, word, "nsubj", "nsubj:pass", "cop")
    )


def _prepositions(words: list[_Word]) -> None:
    """Make each preposition the head of its noun or gerund."""
    for noun in words:
        gerund = noun.token.tag_ == "VBG" and noun.label in ("advcl", "acl")
        cases = [
            case
            for case in _children(words, noun, "case", *(["mark"] if gerund else []))
            if case.token.tag_ in ("IN", "TO", "RP") or case.token.lower_ == "such"
        ]
        if not cases:
            continue
        label = "agent" if noun.label == "obl:agent" else "prep"
        place = noun.head
        chain = cases[:1] + _children(words, cases[0], "fixed") + cases[1:]
        if chain[0].token.lower_ == "such":
            chain[0].head, chain[0].label = chain[1], "amod"
            chain = chain[1:]
        if place is None:
            continue
        for preposition in chain:
            preposition.head, preposition.label = place, label
            place, label = preposition, "prep"
        noun.head, noun.label = place, "pcomp" if gerund else "pobj"


def _speech(words: list[_Word]) -> None:
    """Make "he said" the head of what was said before it."""
    for verb in words:
        said = verb.head
        if verb.label != "parataxis" or said is None or verb.token.i < said.token.i:
            continue
        if verb.token.pos_ == "VERB" and _children(words, verb, "nsubj"):
            _replace(words, said, verb)
            said.label = "ccomp"


def _rename(words: list[_Word]) -> None:
    """Give every word the label of the other scheme."""
    for word in words:
        label, token = word.label, word.token
        if token.lower_ in ("not", "n't", "never") and label == "advmod":
            word.label = "neg"
        elif label == "xcomp" and token.pos_ in ("NOUN", "PROPN"):
            word.label = "oprd"
        elif label == "xcomp" and token.pos_ == "ADJ":
            word.label = "acomp"
        elif label == "mark" and token.tag_ == "TO":
            word.label = "aux"
        elif label in _SAME or label in _GIVEN:
            word.label = label
        else:
            word.label = _LABELS.get(label, "dep")
