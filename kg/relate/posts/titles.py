"""Role nouns as they are written: "former vice chairman", "son-in-law"."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.names import word_list
from kg.records import ORGANISATION, PERSON
from kg.relate.grammar.trees import FINITE, POSSESSIVE, Node
from kg.relate.posts import portfolios
from kg.relate.rule_kinds import RoleRule
from kg.relate.rules import Rules
from kg.relate.words import WORDS

TELLING = WORDS["telling_ends"] | {"told", "added"}
"""Verbs behind whoever tells, at the end of a sentence."""
_HYPHENS = ("-", "–", "‑")
_BEFORE_TITLES = (*POSSESSIVE, "the", "a", "an", "then", "once", "one", "of")
_TITLES = ("NOUN", "PROPN", "ADJ", "X")
_IN_TITLES = ("ADJ", "NOUN", "PROPN", "ADV", "VERB", "X")
_GOING_ON = (
    *("-", "of", "in", "and"),
    *("general", "emeritus", "emerita", "designate", "elect"),
)
_SERVICE = WORDS["service_ranks"]
_RANKED = WORDS["ranked_posts"]
_OFFICES = ("director", "president", "minister", "commissioner", "manager", "member")
_LESSER = ("vice", "deputy", "assistant", "sub", "under")
_RANKS = ("ex", "co", "then", "now", "acting", "interim", *_LESSER)
_COLLECTIVE = ("couple", "duo", "pair", "team")
_DEMONYMS = frozenset(word_list("not_names")["demonyms"])
_NAMING = ("named", "appointed", "elected", "called", "made")
_NOT_IN_TITLES = ("VBZ", "VBD", "WRB", "VBP", "VB", "MD", "RBR", "RBS")


@dataclass(frozen=True, slots=True, eq=False)
class Title:
    """Hold a role noun with the rules it sets off and the words before it.

    `entry` is the title as the rules list it, `before` what stands before it
    ("former"), `first` and `last` the positions of its first and last word.
    """

    node: Node
    rules: tuple[RoleRule, ...]
    entry: str
    before: tuple[str, ...]
    first: int
    last: int

    @property
    def is_plural(self) -> bool:
        """Tell "founders" from "founder"."""
        joint = " and " in self.entry or self.node.lemma in _COLLECTIVE
        return joint or is_plural(self.node.token)


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """Hold the holders of a title and, if a verb says so, that verb.

    `past` are holders of whom the verb says that they hold it no longer.
    """

    holders: list[Node]
    verb: Node | None = None
    past: tuple[Node, ...] = ()


def is_plural(token: Token) -> bool:
    """Tell a noun that speaks of several."""
    return token.tag_ in ("NNS", "NNPS") or "Number=Plur" in str(token.morph)


class Page:
    """Know, for one sentence, which words belong to a mention and which are titles."""

    def __init__(self, nodes: Sequence[Node], rules: Rules) -> None:
        """Read the titles of a sentence."""
        self.rules = rules
        sentence = nodes[0].token.sent  # spaCy looks for its ends each time
        self.start, self.end = sentence.start, sentence.end
        self.nodes = {node.i: node for node in nodes}
        named = [node for node in nodes if node.mention is not None]
        self.owners = {i: node for node in named for i in range(node.start, node.end)}
        read = [_title(node, self) for node in nodes]
        found = [title for title in read if title is not None]
        self.titles = {
            title.node.i: title for title in found if not _is_inside(title, found)
        }

    def word(self, i: int, like: Title) -> str:
        """Return the word at a position of the sentence, or "" outside it."""
        if self.start <= i < self.end:
            return like.node.token.doc[i].lower_
        return ""

    def is_plain(self, i: int, like: Title) -> bool:
        """Tell a common noun or adjective that is part of no mention."""
        token = like.node.token
        inside = self.start <= i < self.end
        plain = inside and token.doc[i].tag_ in ("NN", "JJ")
        return plain and i not in self.owners

    def is_noun(self, i: int, like: Title) -> bool:
        """Tell a noun or adjective that is part of no mention."""
        token = like.node.token
        inside = self.start <= i < self.end
        plain = inside and token.doc[i].tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ")
        return plain and i not in self.owners

    def is_of_state(self, title: Title) -> bool:
        """Tell the "*French president*" that "and" joins to something else."""
        left = self.word(title.first - 1, title)
        return left in _DEMONYMS and self.word(title.first - 2, title) == "and"

    def behind(self, title: Title) -> Node | None:
        """Return the name that "of" or "at" joins to a title: "head of Acme"."""
        i = title.last + 1
        if self.word(i, title) not in ("of", "at", "for", "to"):
            return self.run_on(title)
        while self.word(i + 1, title) in ("the", "a", "an"):
            i += 1
        return self.owners.get(i + 1)

    def run_on(self, title: Title) -> Node | None:
        """Return the body in "Chairman *Halden Board* Ann Roe", as in South Asia."""
        place = self.owners.get(title.last + 1)
        if (
            place is None
            or place.mention is None
            or not title.node.token.text[0].isupper()
        ):
            return None
        name = self.owners.get(place.end)
        if name is None or name.mention is None or name.mention.kind != PERSON:
            return None
        return place if place.mention.kind == ORGANISATION else None

    def is_closed(self, i: int, like: Title) -> bool:
        """Tell a name at a position with a stop or comma right behind it."""
        if i not in self.owners:
            return False
        end = self.owners[i].end
        far = end + 5
        while end < far and (self.is_plain(end, like) or self.word(end, like) == "and"):
            end += 1  # "president, Acme *home and games division*"
        return self.word(end, like) in (",", ".", ";", ")", "")

    def opening(self, i: int, like: Title) -> int:
        """Return where the brackets open that close at a position."""
        while self.word(i, like) not in ("(", "<", ""):
            i -= 1
        return i

    def start_of(self, title: Title) -> int:
        """Return where the noun phrase of a title begins: at "the", "its", "Acme's"."""
        i = title.first
        while True:
            before = self.word(i - 1, title)
            owner = self.owners.get(i - 1)
            if owner is not None:
                i = owner.start
            elif before in _BEFORE_TITLES or self._is_adverb(i - 1, title):
                i -= 1
            else:
                return i

    def _is_adverb(self, i: int, like: Title) -> bool:
        token = like.node.token
        return i >= self.start and token.doc[i].tag_ == "RB"

    def has_clause_before(self, i: int) -> bool:
        """Tell whether a finite verb stands before a position."""
        told = (node for node in self.nodes.values() if node.i < i)
        return any(node.tag in (*FINITE, "MD") for node in told)

    def ending_at(self, i: int) -> Title | None:
        """Return the title whose last word stands at a position."""
        return next((title for title in self.titles.values() if title.last == i), None)

    def joined(self, title: Title) -> Title | None:
        """Return the title that "and" or a comma joins to this one from the left."""
        own = self.kinds(title)
        i = self.start_of(title) - 1
        joints = []
        while self.word(i, title) in ("and", "&", ",", "/"):
            joints.append(self.word(i, title))
            i -= 1
        if joints == ["and", ","] and self.word(i + 3, title) == "the":
            return None  # "replaced Roe as chairman, *and the* successor of Doe"
        if i == self.start_of(title) - 1:
            return None
        left = self.ending_at(i)
        if left is None or self.kinds(left).isdisjoint(own):
            return None
        return left

    def kinds(self, title: Title) -> set[str]:
        """Return the kinds that can hold a title: no person is "the project"."""
        found: set[str] = set()
        for rule in title.rules:
            relation = self.rules.vocabulary[rule.relation]
            if rule.holder == "subject":
                found.update(rule.subject_kinds or relation.subject)
            else:
                found.update(rule.object_kinds or relation.object)
        return found


def _is_inside(title: Title, others: Sequence[Title]) -> bool:
    """Tell the "chief" of "chief executive"."""
    return any(
        other.first <= title.first
        and (title.last < other.last or _closes(title, other))
        for other in others
    )


def _closes(title: Title, other: Title) -> bool:
    """Tell the "sister" of "brother and sister"."""
    return " and " in other.entry and title.last == other.last and title is not other


def _title(node: Node, page: Page) -> Title | None:
    """Read the title that ends in a noun, the longest that a rule knows."""
    if node.pos not in _TITLES or node.mention is not None:
        return None
    if _singular(node).removeprefix("ex-") not in page.rules.role_words:
        return None
    token = node.token
    words, first = _phrase(node, page)
    for start in range(len(words)):
        before = "".join(f"{word} " for word in words[start:-1])
        for length, last in (*_longer(token, page.end), (1, words[-1])):
            found = page.rules.roles.get(before + last)
            end = token.i + length - 1
            if found is not None and not _is_within(node, end):
                kept = tuple(words[:start])
                if is_rank_behind(kept, before + last):
                    return None
                return Title(node, found, before + last, kept, first, end)
    rank, _, plain = words[-1].partition("-")
    found = page.rules.roles.get(plain, ()) if rank in _RANKS else ()
    if rank in _LESSER:  # "vice-chief executive" is no chief executive
        found = tuple(rule for rule in found if rule.title)
    if found:  # "the ex-president of"
        return Title(node, found, plain, (*words[:-1], rank), first, token.i)
    return None


def is_rank_behind(before: Sequence[str], rank: str) -> bool:
    """Tell the rank of "Acme chairman *Rear Admiral* Roe" from "director general"."""
    post = before[-1] if before else ""
    of_office = rank == "general" and post in _OFFICES
    return rank in _SERVICE and post in _RANKED and not of_office


def _is_within(node: Node, end: int) -> bool:
    """Tell the "vice" of "vice-president", which its head reads."""
    head = node.head if node.label == "compound" else None
    return head is not None and node.i < head.i <= end


def _singular(node: Node) -> str:
    """Return the noun of "*Partners*: Acme, Beta", also if it looks like a name."""
    plural = node.tag == "NNPS" and node.lemma == node.lower
    return node.lemma.removesuffix("s") if plural else node.lemma


def _longer(token: Token, end: int) -> list[tuple[int, str]]:
    """Return the word with those behind it, longest first: "son-in-law".

    Who is a "member of *Parliament's* committee" is no "member of parliament" by that.
    """
    i = token.i
    if i + 1 >= end or token.doc[i + 1].lower_ not in _GOING_ON:
        return []
    tokens = token.doc[i : min(i + 5, end)]
    first = token.lemma_.lower() + token.whitespace_
    return [
        (n, first + tokens[1:n].text.lower())
        for n in range(len(tokens), 1, -1)
        if tokens[:n].end == end or token.doc[tokens[:n].end].tag_ != "POS"
    ]


def _phrase(node: Node, page: Page) -> tuple[list[str], int]:
    """Return the words of a title, the last one singular, and where they begin.

    Words joined by a hyphen are one: "co-founder" is split by some tokenizers.
    """
    words = [_singular(node)]
    token = node.token
    while token.i > page.start and token.i - 1 not in page.owners:
        left = token.nbor(-1)
        if left.text in _HYPHENS and not left.whitespace_ and left.i > page.start:
            if left.i - 1 in page.owners:
                if len(words) > 1:
                    words.pop(0)  # "the Acme-*based* analyst"
                break
            words[0] = "-" + words[0]
        elif words[0].startswith("-"):
            words[0] = left.lower_ + words[0]
        elif _is_relative(left, node, page) or _is_of_state(left, node):
            break
        elif _is_in_title(left) or portfolios.is_inside(left):
            words.insert(0, left.lower_)
        else:
            break
        token = left
    return words, token.i


def _is_relative(left: Token, trade: Node, page: Page) -> bool:
    """Tell "her *husband* actor Roe", which is no kind of actor."""
    roles = page.rules.roles
    kin = any(rule.kin for rule in roles.get(left.lower_, ()))
    if not kin or f"{left.lower_} {trade.lemma}" in roles:  # "sister company"
        return False
    if any(rule.kin for rule in roles.get(trade.lemma, ())):  # "twin brother"
        return False
    return any(
        PERSON in (rule.subject_kinds or page.rules.vocabulary[rule.relation].subject)
        for rule in roles.get(trade.lemma, ())
    )


def _is_of_state(left: Token, post: Node) -> bool:
    """Tell the "chairman South *African* president Roe" from an African chairman."""
    state = f"{left.nbor(1).lower_} {post.lemma}"
    offices = WORDS["state_offices"] | {"president"}
    return left.lower_ in _DEMONYMS and not offices.isdisjoint((state, post.lemma))


def _is_in_title(token: Token) -> bool:
    """Tell whether a word can stand before a title and belong to it."""
    if token.lower_ == "then":
        return True
    return (
        token.pos_ in _IN_TITLES
        and token.is_alpha
        and bool(token.whitespace_)
        and token.tag_ not in (*_NOT_IN_TITLES, "RB", "DT")
        and token.lower_ not in _NAMING
    )
