"""What gold files hold, as plain records, whatever format they are written in."""

from dataclasses import dataclass
from pathlib import Path

from kg.records import ASSERTED, INITIATIVE, ORGANISATION, PERSON, PLACE


@dataclass(frozen=True, slots=True)
class Name:
    """Mark a name in a text; `kind` is "" where its label is none of ours."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Group:
    """Gather the names of one entity in one document.

    Groups of one label are the same entity in all documents of a file; a group
    without stands for itself.
    """

    names: tuple[str, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """State a relation between two entities, each called by one of its names."""

    subject: str
    relation: str
    object: str
    status: str = ASSERTED


@dataclass(frozen=True, slots=True)
class Article:
    """Hold a text and what is known of it; None for what nobody has marked."""

    id: str
    text: str
    date: str = ""
    names: tuple[Name, ...] | None = None
    groups: tuple[Group, ...] | None = None
    facts: tuple[Fact, ...] | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """Hold a word of a tree.

    `start` and `end` are offsets into the text of its paragraph; `head` is the place of
    its head in the sentence, -1 for the root.
    """

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    dep: str


Sentence = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold the sentences of a stretch of text, and the name of its document."""

    document: str
    text: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """Hold one gold file: articles or trees.

    `raw` says whether the texts of the paragraphs are as they were first written;
    `unscored` counts the labels of names that are none of ours.
    """

    path: Path
    articles: tuple[Article, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    raw: bool = False
    unscored: tuple[tuple[str, int], ...] = ()


_LABELS = {
    PERSON: "per pers person people peop politician researcher writer scientist "
    "musicalartist",
    ORGANISATION: "org organization organisation corporation company corp group "
    "politicalparty university band",
    INITIATIVE: "initiative init programme program",
    PLACE: "loc gpe geo location place country city fac facility",
}
KIND_OF = {word: kind for kind, words in _LABELS.items() for word in words.split()}
"""Kinds by the labels of CoNLL, OntoNotes, CoNLL04, GMB, WNUT, CrossNER and our own."""


def kind_of(label: str) -> str:
    """Return the kind that a label of a common scheme means, or ""."""
    return KIND_OF.get(label.lower(), "")
