"""What stands between two names, and right behind one."""

from kg.relate.trees import Node


def words_between(left: Node, right: Node) -> list[str]:
    """Return the words between two mentions, none if they are far apart."""
    if left.mention is None or right.mention is None:
        return []
    start, end = left.mention.end, right.mention.start
    doc = left.token.doc
    inside = (t for t in doc[left.i : right.i] if start <= t.idx < end)
    words = [t.lower_ for t in inside if t.text not in ("<", ">")]
    return words if len(words) < 6 else []


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
