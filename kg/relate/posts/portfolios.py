"""What a post is for: "*work and pensions* secretary", "minister *for Families*"."""

from spacy.tokens import Token

from kg.names import word_list

_FIELDS = frozenset(
    word for entry in word_list("annotate")["portfolios"] for word in entry.split()
)
_AND = ("and", "&")
_OF = ("of", "for")
_MOST_WORDS = 5


def is_field(word: str) -> bool:
    """Tell a word for what a ministry is for: "finance"."""
    return word in _FIELDS


def is_inside(token: Token) -> bool:
    """Tell what joins two portfolios, or stands before their comma.

    `token` has a word of a title right behind it.
    """
    behind = token.nbor().lower_
    if behind == ",":
        return token.lower_ in _FIELDS
    if token.lower_ in _AND and token.i > token.sent.start:
        left, right = token.nbor(-1), token.nbor()
        joined = right.dep_ == "conj" and right.head.i == left.i
        if joined and left.dep_ in ("compound", "nmod") and left.text.islower():
            return True  # "news *and* features editor"
    return (
        token.lower_ in (*_AND, ",")
        and token.i > token.sent.start
        and behind in _FIELDS
        and token.nbor(-1).lower_ in _FIELDS
    )


def behind(last: Token) -> str:
    """Return the portfolio behind a post: "for young people and families", or ""."""
    words: list[str] = []
    end = 0
    for token in last.doc[last.i + 1 : last.sent.end]:
        word = token.lower_
        if not words and word not in ("for", "of"):
            return ""
        if word in _FIELDS:
            end = len(words) + 1
        elif words and word not in (*_AND, ",", "the"):
            break
        words.append(word)
    return " ".join(words[:end]).replace(" ,", ",")


def _goes_on(token: Token) -> bool:
    """Tell the next plain word of a field, and the "and" between two."""
    if token.lower_ in _AND:
        return token.i + 1 < len(token.doc) and token.nbor().lower_ in _FIELDS
    return token.pos_ in ("NOUN", "ADJ", "PROPN") and token.text.islower()


def field_behind(last: Token) -> str:
    """Return the plain words behind a post: "director *of air transport*", or ""."""
    words: list[str] = []
    for token in last.doc[last.i + 1 : last.sent.end]:
        if not words:
            if token.lower_ not in _OF:
                return ""
        elif not _goes_on(token):
            break
        words.append(token.lower_)
    return " ".join(words) if 1 < len(words) <= _MOST_WORDS else ""
