"""One neutral view of a dependency tree, whatever labels the parser speaks.

Universal Dependencies (the shipped pipeline) and ClearNLP (the stock English pipelines)
say the same things in different words: `obl` + `case`, or `prep` + `pobj`; a predicate
noun with `cop`, or a verb "be" with `attr`. Rules should not have to say everything
twice, so a sentence is first turned into `Node`s with one small set of labels:

`subj subj_pass obj iobj agent prep poss appos conj compound flat xcomp comp advcl acl
relcl cop aux mark neg prt amod advmod det ...`

Prepositions live on their noun (`node.case == "of"`), a copula lives on its predicate,
the members of a list all hang on its first member, and every mention is one node.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.records import Mention

POSSESSIVE = ("'s", "’s", "'", "’")
COURTESY = (
    *("mr", "mrs", "ms", "miss", "dr", "sir", "dame", "prof", "rev"),
    *("lord", "lady", "baroness", "baron"),
)
FINITE = ("VBD", "VBZ", "VBP")
"""Tags of verbs that a clause of its own has; with "MD" those of auxiliaries, too."""
_SIGNS = ("™", "®", "©")


@dataclass(slots=True, eq=False)
class Node:
    """Hold one word, or one whole mention, with its place in the neutral tree.

    `before` is the node to its left in the text. `i` is the position of the word in
    its Doc, `lower` the word in lower case, `lemma` its dictionary form, or the word
    itself from a pipeline without: rules ask for them all the time, as for `tag` and
    `pos`. `start` and `end` are the positions of a mention's first word and behind its
    last one, "Mr" before and "™" behind counted in.
    `members` are the names of those for whom a mention of several stands ("they").
    """

    token: Token
    label: str
    head: "Node | None" = None
    before: "Node | None" = None
    mention: Mention | None = None
    members: frozenset[str] = frozenset()
    case: str = ""
    passive: bool = False
    children: list["Node"] = field(default_factory=list)

    i: int = field(init=False)
    lower: str = field(init=False)
    lemma: str = field(init=False)
    tag: str = field(init=False)
    pos: str = field(init=False)
    start: int = field(init=False)
    end: int = field(init=False)

    def __post_init__(self) -> None:
        token = self.token  # each look into a Doc costs as much as ten into a Node
        self.i, self.lower = token.i, token.lower_
        self.tag, self.pos = token.tag_, token.pos_
        self.lemma = (token.lemma_ or token.text).lower()
        self.start, self.end = self.i, self.i + 1
        if self.mention is not None:
            self.start, self.end = _reach(token, self.mention)

    def having(self, *labels: str) -> list["Node"]:
        """Return the children with one of the labels, in the order of the text."""
        return [child for child in self.children if child.label in labels]

    @property
    def list_head(self) -> "Node":
        """The first member of the list that this is in, itself if it is in none."""
        return self.head if self.label == "conj" and self.head is not None else self

    def first(self, *labels: str) -> "Node | None":
        """Return the first child with one of the labels."""
        for child in self.children:
            if child.label in labels:
                return child
        return None


def mention_at(nodes: Sequence[Node], i: int) -> Node | None:
    """Return the mention that covers a word of the Doc, or None."""
    for node in nodes:
        mention = node.mention
        if mention and mention.start <= node.token.doc[i].idx < mention.end:
            return node
    return None


def _reach(word: Token, mention: Mention) -> tuple[int, int]:
    """Return where a mention's words begin and end, "Mr" before and "™" behind too."""
    # Not `word.sent`: spaCy looks for both its ends each time.
    doc, start, end = word.doc, word.i, word.i + 1
    while start and not doc[start].is_sent_start:
        before = doc[start - 1]
        courtesy = before.lower_.rstrip(".") in COURTESY
        if before.idx < mention.start and not courtesy:
            break
        start -= 1
    while end < len(doc) and not doc[end].is_sent_start:
        if doc[end].idx >= mention.end and doc[end].text not in _SIGNS:
            break
        end += 1
    return start, end
