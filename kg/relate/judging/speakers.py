"""Who says so: the source to which a sentence attributes a claim.

"Roe said that Acme bought Beta" leaves the purchase as it is and names Roe as the one
who said it; so do "..., Roe said" and "according to Roe". What the sentence takes for
granted (an apposition, a relative clause) is its own and has no source.
"""

from collections.abc import Iterator, Mapping

from kg.relate.grammar.trees import Node

_GRANTED = ("appos", "relcl", "compound", "flat", "poss", "amod", "list")
_SAID = ("comp", "parataxis", "csubj", "csubj_pass")
_OWN = ("det", "amod", "compound", "poss", "nummod", "case", "flat", "punct")
_LONGEST = 8
"""Words of a source without a name: "a person close to the talks"."""


def speaker(
    predicate: Node, words: Mapping[str, frozenset[str]], *, deed: bool = False
) -> Node | None:
    """Return the node of the source of what a word claims, or None.

    With `deed`, the word is a noun that tells a deed; other nouns that are no
    predicate ("Acme's *founder* left") are taken for granted.
    """
    if not (deed or _is_said(predicate, words)):
        return None
    node = predicate
    for _ in range(40):
        told = next(_sources(node, words), None)
        if told is not None or node.head is None or node.label in _GRANTED:
            return told
        head = node.head
        if node.label in _SAID and _says(head, words):
            return _subject(head)
        node = head
    return None


def _is_said(node: Node, words: Mapping[str, frozenset[str]]) -> bool:
    """Tell what a clause says from what a noun phrase only mentions."""
    if node.pos not in ("NOUN", "PROPN") or node.first("cop") is not None:
        return True
    named = node.head is not None and node.head.lemma in words["role_verbs"]
    return node.label in ("xcomp", "root") or (
        named and (node.label == "obj" or node.case == "as")
    )


def source_text(source: Node) -> str:
    """Return the source as written: a name, or up to eight words of a description."""
    if source.mention is not None:
        return source.mention.text if source.mention.form == "name" else ""
    if source.pos not in ("NOUN", "PROPN"):
        return ""
    nodes = sorted(_phrase(source), key=lambda node: node.i)
    sentence, (first, last) = source.token.sent, (nodes[0], nodes[-1])
    end = last.mention.end if last.mention else last.token.idx + len(last.token)
    start = first.mention.start if first.mention else first.token.idx
    words = sentence.text[start - sentence.start_char : end - sentence.start_char]
    text = " ".join(words.split())
    return text if len(text.split()) <= _LONGEST else source.token.text


def _phrase(noun: Node) -> Iterator[Node]:
    """Yield a noun, what stands before it, and its "of" and "for"."""
    yield noun
    for child in noun.children:
        close = child.label == "prep" and child.case in ("of", "for", "at", "from")
        if (child.label in _OWN and child.i < noun.i) or close:
            yield child
            yield from (n for n in child.children if n.i < child.i)


def _sources(node: Node, words: Mapping[str, frozenset[str]]) -> Iterator[Node]:
    """Yield the sources that hang on a clause: "..., Roe said", "according to Roe"."""
    for child in node.children:
        if child.label == "parataxis" and _says(child, words):
            found = _subject(child)
            if found is not None:
                yield found
        elif child.label == "prep" and child.case == "according to":
            yield child


def _says(verb: Node, words: Mapping[str, frozenset[str]]) -> bool:
    return verb.lemma in words["saying_verbs"]


def _subject(verb: Node) -> Node | None:
    """Return who says; for "..., adding that", the subject of the verb before."""
    if verb.passive:
        return verb.first("agent")
    for _ in range(4):
        found = verb.first("subj")
        if found is not None or verb.head is None:
            return found
        if verb.label not in ("conj", "advcl"):
            return None
        verb = verb.head
    return None
