"""What stands between two names, and right behind one."""

from kg.relate.grammar.trees import Node

_FAR = 7
"""Words between two names from which they are far apart."""


def words_between(left: Node, right: Node) -> list[str]:
    """Return the words between two mentions, none if they are far apart."""
    if left.mention is None or right.mention is None:
        return []
    end = right.mention.start
    words: list[str] = []
    for token in left.token.doc[left.end : right.i]:
        if token.idx >= end or len(words) == _FAR:
            break
        if token.text not in ("<", ">"):
            words.append(token.lower_)
    return words if len(words) < _FAR else []


def last_word(name: Node) -> str:
    """Return the last word of a name in lower case, or ""."""
    words = name.mention.text.lower().split() if name.mention is not None else []
    return words[-1] if words else ""


def before_bracket(word: Node, *, most: int | None = None) -> Node | None:
    """Return the word before the bracket that closes with one: "*Acme* (ACM)".

    None if it holds more than `most` words.
    """
    opening, inside = word.before, 0
    while opening is not None and opening.lower not in ("<", "("):
        opening, inside = opening.before, inside + 1
    if opening is None or (most is not None and inside > most):
        return None
    return opening.before


def mark_behind(name: Node) -> str:
    """Return the character right behind a name and its abbreviation in brackets."""
    if name.mention is None:
        return ""
    end = name.mention.end
    # The text of a whole Doc is joined anew at each call: the tokens have it too.
    last = name.token
    while last.idx + len(last) < end:
        last = last.nbor()
    bracket = last.doc[last.i + 1 : last.i + 4]
    if [token.text for token in bracket if not token.is_alpha] == ["(", ")"]:
        last = bracket[-1]
        end = last.idx + 1
    inside = last.text_with_ws[max(end - last.idx, 0) :]
    if inside or last.i + 1 == len(last.doc):
        return inside[:1]
    return last.nbor().text[:1]
