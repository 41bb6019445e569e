"""From a parser's tree to the neutral one, whatever labels the parser speaks.

The label schemes are Universal Dependencies and ClearNLP's, which the stock English
pipelines of spaCy have.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Span, Token

from kg.records import Mention
from kg.relate.grammar.trees import POSSESSIVE, Node

_LABELS = {
    "nsubj": "subj",
    "nsubj:outer": "subj",
    "nsubj:pass": "subj_pass",
    "nsubjpass": "subj_pass",
    "dobj": "obj",
    "dative": "iobj",
    "obl:agent": "agent",
    "nmod:poss": "poss",
    "nmod:desc": "compound",
    "nmod:unmarked": "npmod",
    "obl:unmarked": "npmod",
    "npadvmod": "npmod",
    "acl:relcl": "relcl",
    "compound:prt": "prt",
    "ccomp": "comp",
    "oprd": "xcomp",
    "acomp": "xcomp",
    "attr": "xcomp",
    "auxpass": "aux",
    "nn": "compound",
    "ROOT": "root",
}
_NOT = ("not", "n't", "n’t", "never")
_ORDINARY_BE = ("be", "'s", "'re", "is", "was", "are", "were")


def sentence_tree(sentence: Span, mentions: Sequence[Mention]) -> list[Node]:
    """Return the nodes of a sentence in order; the words inside a mention are one node.

    Mentions must lie in the sentence and not overlap.
    """
    tokens = list(sentence)
    heads = [token.head.i - sentence.start for token in tokens]
    labels = [_neutral(token) for token in tokens]
    owner = list(range(len(tokens)))
    starts = [token.idx for token in tokens]
    holders: dict[int, Mention] = {}
    for mention in mentions:
        inside = _inside(starts, mention)
        if not inside:
            continue
        top = _top(inside, heads, labels)
        holders[top] = mention
        for position in inside:
            owner[position] = top
    nodes = {
        i: Node(tokens[i], labels[i], mention=holders.get(i))
        for i in range(len(tokens))
        if owner[i] == i
    }
    for i, node in nodes.items():
        target = owner[heads[i]] if 0 <= heads[i] < len(tokens) else i
        if target == i:
            node.label = "root"
        else:
            node.head = nodes[target]
    ordered = list(nodes.values())
    for left, right in pairwise(ordered):
        right.before = left
    _normalise(ordered)
    return ordered


def _neutral(token: Token) -> str:
    """Return the neutral label of a word, before prepositions are folded."""
    label = token.dep_
    if label in ("advmod", "neg") and token.lower_ in _NOT:
        return "neg"
    plain = label.partition(":")[0]
    return _LABELS.get(label) or _LABELS.get(plain, plain)


def _inside(starts: Sequence[int], mention: Mention) -> range:
    """Return the positions of the words that a mention covers, even in part."""
    first = bisect_right(starts, mention.start) - 1
    return range(max(first, 0), bisect_left(starts, mention.end))


def _top(inside: Sequence[int], heads: Sequence[int], labels: Sequence[str]) -> int:
    """Return the word of a span from which the others hang, no stop of "Ltd."."""

    def depth(i: int) -> int:
        steps = 0
        while heads[i] != i and 0 <= heads[i] < len(heads) and steps < len(heads):
            i, steps = heads[i], steps + 1
        return steps

    return min(inside, key=lambda i: (labels[i] == "punct", depth(i), -i))


def _normalise(nodes: list[Node]) -> None:
    """Bring both label schemes to one shape, in place."""
    _collect(nodes)
    for node in reversed(nodes):
        if node.label in ("prep", "agent", "iobj") and node.mention is None:
            _fold_preposition(node)
            _collect(nodes)
    _collect(nodes)
    for node in nodes:
        if node.label not in ("aux", "cop") and node.lemma in _ORDINARY_BE:
            _fold_copula(node)
    _collect(nodes)
    for node in nodes:
        _take_case(node)
    _collect(nodes)
    for node in nodes:
        _read_case(node)
    for node in nodes:
        _flatten_list(node)
    _break_loops(nodes)
    _collect(nodes)
    for node in nodes:
        _read_voice(node)


def _collect(nodes: list[Node]) -> None:
    """Fill every node's children from the heads."""
    for node in nodes:
        node.children = []
    for node in nodes:
        if node.head is not None:
            node.head.children.append(node)


def _move(node: Node, head: Node | None, label: str) -> None:
    """Hang a node elsewhere under another label."""
    node.head, node.label = head, label


def _fold_preposition(node: Node) -> None:
    """Turn ClearNLP `prep > pobj` (or `pcomp`) round: the noun carries the case."""
    objects = [child for child in node.children if child.label == "pobj"] or [
        child for child in node.having("prep") if child.first("case") is not None
    ]
    clauses = [child for child in node.children if child.label == "pcomp"]
    for target in objects:
        label = "agent" if node.label == "agent" else "prep"
        _move(target, node.head, label)
    for clause in clauses:
        _move(clause, node.head, "advcl")
    if not objects and not clauses:
        return
    anchor = (objects or clauses)[0]
    for child in node.children:
        if child.label not in ("pobj", "pcomp", "prep", "agent", "advcl"):
            _move(child, anchor, "case" if child.lower == "such" else child.label)
    _move(node, anchor, "case" if objects else "mark")


def _fold_copula(node: Node) -> None:
    """Turn ClearNLP `be > attr` round: the predicate carries subject and copula."""
    if any(child.label == "expl" for child in node.children):
        return
    predicate = next(
        (c for c in node.children if c.label == "xcomp" and c.i > node.i), None
    ) or next((c for c in node.children if c.label == "prep" and c.i > node.i), None)
    if predicate is None or predicate.pos == "VERB":
        return
    _move(predicate, node.head, node.label)
    for child in node.children:
        if child is not predicate:
            child.head = predicate
    _move(node, predicate, "cop")


def _take_case(name: Node) -> None:
    """Give Acme the "of" of "president *of* the NGO Acme", which hangs on "NGO"."""
    sort = name.before
    if sort is None or name.mention is None or sort.mention is not None:
        return
    loose = name.label in ("nmod", "obl") and name.first("case") is None
    alike = sort.head is name.head and sort.label == name.label
    beside = alike and sort.pos == "PROPN" and sort.first("det") is not None
    if not loose or not (sort.head is name or beside):
        return
    if any(child.i < sort.i for child in sort.having("case")):
        _move(sort, name, "compound")
        for mark in sort.having("case", "det"):
            mark.head = name


def _read_case(node: Node) -> None:
    """Name the prepositions of a noun and tell `prep` from other modifiers."""
    for once in node.having("case", "mark"):
        if once.lower == "once" and once.i < node.i and node.pos == "NOUN":
            once.label = "advmod"  # "Roe, *once* an adviser to Doe"
            node.label = "appos" if node.label in ("nmod", "obl") else node.label
    words = [
        word
        for child in node.children
        if child.label == "case" and child.lower not in POSSESSIVE
        for word in (child, *child.having("fixed", "prep", "case"))
    ]
    if words:
        words.sort(key=lambda word: word.i)
        node.case = " ".join([word.lower for word in words])
    if node.label in ("obl", "nmod"):
        bare = "compound" if node.label == "nmod" else "npmod"
        node.label = "prep" if node.case else bare
        return
    cased = node.label == "obj" and node.case and node.first("nummod") is None
    if node.label == "xcomp" and node.mention is not None:
        cased = node.case not in ("", "as", "like")  # "from Acme", read as "rich"
    if cased or (node.label == "agent" and node.case not in ("by", "")):
        node.label = "prep"


def _flatten_list(node: Node) -> None:
    """Hang the members of "A, B and C" on the first, also where they form a chain."""
    for _ in range(200):
        head = node.head
        if node.label != "conj" or head is None or head.label != "conj":
            return
        if head.head is None or head.head is node:
            return
        node.head = head.head


def _break_loops(nodes: list[Node]) -> None:
    """Make a root of a node that would be its own ancestor, so that walks end."""
    free: set[Node] = set()  # of loops, as all above them
    for node in nodes:
        seen, above = {node}, node.head
        while above is not None and above not in free:
            if above in seen:
                above.head, above.label = None, "root"
                break
            seen.add(above)
            above = above.head
        free |= seen


def _is_participle(node: Node) -> bool:
    """Tell "Acme, *quoted* in Springfield", which is no past tense."""
    if node.label == "acl" and node.tag == "VBD":
        return True
    return node.label in ("acl", "advcl", "amod") and node.tag == "VBN"


def _is_joined(node: Node) -> bool:
    """Tell "Acme, bought by Beta in 1999 and *sold* to Roe", which Acme undergoes."""
    head = node.head if node.label == "conj" else None
    if head is None or not head.passive or head.i > node.i:
        return False
    alike = head.label == "acl" or node.lemma in ("sell", "buy", "acquire")
    return node.tag in (("VBN", "VBD") if alike else ("VBN",))


def _read_voice(node: Node) -> None:
    """Mark passives, and the "by" of a passive as its agent."""
    node.passive = any(
        [
            child.label in ("subj_pass", "agent")
            or child.token.dep_ in ("aux:pass", "auxpass")
            for child in node.children
        ]
    ) or (
        (_is_participle(node) or _is_joined(node))
        and node.first("obj", "aux", "subj") is None
    )
    if node.passive:
        was = any(c.token.dep_ in ("aux:pass", "auxpass") for c in node.children)
        for child in node.children:
            if child.label == "prep" and child.case == "by":
                child.label = "agent"
            elif child.label == "subj" and was and child.i < node.i:
                child.label = "subj_pass"  # "Acme was fined $3", read as active
