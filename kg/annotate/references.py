"""Words that stand for a name without being one: pronouns and descriptions.

"He", "its", "the company": which name each stands for is decided later, from the whole
document. Relative pronouns are not among them, nor is an "it" that stands for nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from kg import names
from kg.records import PERSON
from kg.settings import SPARING, VECTORS

PRONOUNS = {
    **dict.fromkeys(("he", "him", "his"), PERSON),
    **dict.fromkeys(("she", "her", "hers"), PERSON),
    **dict.fromkeys(("it", "its"), ""),
    **dict.fromkeys(("they", "them", "their", "theirs"), ""),
}
"""Personal pronouns of the third person; "" where several kinds fit.

Not reflexive ones: what somebody does to himself is no relation, and "Acme was itself
fined" only stresses.
"""

_ACTORS = (
    "nsubj",
    "nsubj:pass",
    "nsubjpass",
    "nmod:poss",
    "poss",
    "obj",
    "iobj",
    "obl:agent",
)
_ARTICLES = ("the", "this")
_BACK = 7
"""How many words before a noun its article may stand."""

_REACH = 160
"""How many characters behind an "it" are looked at; a clause is rarely longer."""

_BE = (
    r"(?:is|was|are|were|be|been|being|’s|'s|becomes?|became|remains?|remained|"
    r"gets?|got)"
)
_HELPERS = (
    r"(?:(?:will|would|may|might|could|should|must|can|has|had|have|not|n[’']t|also|now|"
    r"still|never|always|only|just|perhaps|probably|clearly|to)\s+)*"
)
_SEEM = (
    r"seem(?:s|ed)?\b(?!\s+to\b)|"
    r"(?:appear|happen|turn|follow|transpire|emerge|matter)(?:s|ed)?\s+"
    r"(?:[\w']+\s+){0,3}?(?:that|as|like|if|whether|who)\b"
)
_TAKE = (
    r"(?:takes?|took)\s+(?:(?:him|her|them|us|me|you)\b|(?:[\w-]+\s+){0,3}?(?:years?|"
    r"months?|weeks?|days?|hours?|minutes?|decades?|time|long|longer|while|courage|"
    r"effort)\b)|(?:comes?|came) (?:as|to (?:light|pass|this|mind|nothing))|"
    r"makes? sense|made sense|(?:rain|snow)(?:s|ed)?"
)
_LINK = (
    r"(?:that|whether|if|who|how|why|when|"
    r"to(?!\s+(?:the|an?|its?|his|her|their|this|these|(?-i:[A-Z]))\b|\s+(?-i:[A-Z])))"
)
_EXPLETIVE = re.compile(
    # "it is likely that", "it would be hard to", "it was announced that"
    rf"\s*{_HELPERS}{_BE}\s+(?:(?:not|n[’']t|[a-z]+ly|so|too|very|more|most|now)\s+)*"
    rf"(?:\w+\s+){{1,3}}?{_LINK}\b"
    # "it seems", "it turned out that", "it takes years to", "it comes as"
    rf"|\s+{_HELPERS}(?:{_SEEM}|{_TAKE})\b"
    # "it is time", "it was late"
    rf"|\s+{_HELPERS}{_BE}\s+(?:about |almost |only |not )?"
    rf"(?:time|late|early|dark|cold|hot|\d)",
    re.I,
)
_DUMMY_OBJECT = re.compile(
    r"\b(?:make|makes|made|making|find|finds|found|think|consider|considers)\s+$", re.I
)
_CLAUSE = re.compile(r"\s+(?:[\w-]+\s+){1,3}(?:to|that|for)\b")


_CLAUSE_TAGS = frozenset(("MD", "VBD", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB"))
"""Tags of verbs and relative words: where one stands a clause of its own begins."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Mark one pronoun or description; "" as `kind` where several fit."""

    start: int
    end: int
    kind: str
    form: str


def references(doc: Doc, text: str) -> Iterator[Reference]:
    """Yield the pronouns and descriptions of a Doc, whose text is `text`, in order.

    Where the pipeline gives vectors any noun with "the" or "this" is one, of no kind.
    In sentences that it left out there are none.
    """
    kinds, pronouns = _descriptions(), _ids(*PRONOUNS)
    posts = _ids(*names.ends_of_posts())
    wanted, articles = pronouns | posts | _ids(*kinds, "old"), _ids(*_ARTICLES)
    noun = get_string_id("NN") if VECTORS in doc.user_data else -1
    is_sparing = bool(doc.user_data.get(SPARING)) and noun >= 0
    known = doc.to_array(["LOWER", "TAG"])
    lowers = known[:, 0].tolist()
    for i, (lower, tag) in enumerate(known.tolist()):
        if (lower not in wanted and tag != noun) or (is_sparing and not tag):
            continue
        if lower not in pronouns and articles.isdisjoint(lowers[max(0, i - _BACK) : i]):
            continue
        token = doc[i]
        word = token.lower_
        if word in PRONOUNS and not (token.is_upper or _is_expletive(token, text)):
            yield Reference(
                token.idx, token.idx + len(token), PRONOUNS[word], "pronoun"
            )
        elif lower in posts and (first := _of_post(token)) is not None:
            head = doc[first.i + 1 : i + 1].root  # "the *Attorney* General"
            if _acts(token, head):
                end = token.idx + len(token)
                yield Reference(first.idx, end, PERSON, "description")
        elif word in kinds or _is_age(token):
            kind = kinds.get(word, PERSON)
            first = _article(token)
            if first is not None and (kind != PERSON or _acts(token, token)):
                end = token.idx + len(token)
                yield Reference(first.idx, end, kind, "description")
        elif tag == noun and (first := _article(token)) is not None:
            end = token.idx + len(token)
            yield Reference(first.idx, end, "", "description")


def _is_expletive(token: Token, text: str) -> bool:
    """Say whether an "it" stands for nothing ("it is clear that", "find it hard")."""
    if token.dep_ in ("expl", "expl:pv"):
        return True
    if token.lower_ != "it":
        return False
    end = token.idx + len(token)
    after = text[end : end + _REACH]
    before = text[max(0, token.idx - 20) : token.idx]
    return bool(
        _EXPLETIVE.match(after)
        or (_DUMMY_OBJECT.search(before) and _CLAUSE.match(after))
    )


def _article(noun: Token) -> Token | None:
    """Return the "the" or "this" of a noun that refers back, or None.

    At most six small-written words, hyphens or demonyms may stand between, no
    superlative. A noun that the rest of its phrase explains ("the company that makes
    it", "the bank of Lee", "the group Acme", "the company chief") does not refer back.
    """
    doc = noun.doc
    if noun.i + 1 < len(doc) and explains(doc[noun.i + 1]):
        return None
    for at in range(noun.i - 1, max(-1, noun.i - _BACK - 1), -1):
        token = doc[at]
        if token.lower_ in _ARTICLES:
            return token
        if token.text != "-" and not _describes(token):
            return None
    return None


def _of_post(noun: Token) -> Token | None:
    """Return the "the" of a post in capitals: "the Foreign *Minister*"."""
    doc = noun.doc
    if not noun.text[0].isupper():
        return None
    if noun.i + 1 < len(doc) and explains(doc[noun.i + 1]):
        return None
    for at in range(noun.i - 1, max(-1, noun.i - _BACK - 1), -1):
        token = doc[at]
        if token.lower_ in _ARTICLES:
            post = doc[at + 1 : noun.i + 1].text.lower().replace("-", " ")
            return token if names.is_post(post) else None
        if token.text != "-" and not token.text[0].isupper():
            return None
    return None


def _acts(noun: Token, head: Token) -> bool:
    """Say whether a person's description, of which this is the head, acts or owns.

    Elsewhere it mostly says what somebody is ("Rovik is the chairman"), and so it does
    before a name ("the chairman, Ann Rovik").
    """
    after = noun.doc[noun.i + 1 : noun.i + 3]
    if len(after) == 2 and after[0].text == "," and after[1].text[0].isupper():
        return False
    return head.dep_ in _ACTORS


def _is_age(token: Token) -> bool:
    """Say whether a word ends "39-year-old", used as a noun."""
    if token.lower_ != "old" or token.i < 5:
        return False
    return token.doc[token.i - 3 : token.i].text.lower() == "-year-"


def _describes(token: Token) -> bool:
    """Say whether a word may stand between the article and the noun."""
    word = token.lower_
    if token.like_num and token.text.isdigit():
        return token.doc[token.i + 1 : token.i + 3].text.lower() == "-year"
    if word in _not_between() or word in PRONOUNS or word.endswith("est"):
        return False
    if not token.is_alpha or token.tag_ in _CLAUSE_TAGS:
        return False
    return token.is_lower or not names.is_name(token.text)


def explains(token: Token) -> bool:
    """Say whether the word after a noun makes it mean something of its own."""
    if token.lower_ in ("of", "that", "which", "who", "whose", "called", "known", "-"):
        return True
    if token.is_alpha and token.text[0].isupper():
        return not token.is_sent_start
    return token.pos_ in ("NOUN", "PROPN") and token.dep_ != "ROOT"


@cache
def _ids(*words: str) -> frozenset[int]:
    """Return the numbers that spaCy has for some words."""
    return frozenset(map(get_string_id, words))


@cache
def _not_between() -> frozenset[str]:
    return frozenset(names.word_list("annotate")["not_between"])


@cache
def _descriptions() -> dict[str, str]:
    kinds = names.word_list("annotate")["descriptions"]
    return {word: kind for kind, words in kinds.items() for word in words}
