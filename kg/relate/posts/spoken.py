"""Posts whose body speaks, or is spoken of: "Acme said Roe had been named chairman".

Whoever announces a post mostly has it; whose parent, adviser or rival speaks at the
end of a sentence is whom the sentence is about.
"""

from kg.relate.grammar.clauses import ancestors
from kg.relate.grammar.naming import names
from kg.relate.grammar.trees import Node
from kg.relate.posts.titles import Held, Page, Title
from kg.relate.posts.units import Place, is_firm
from kg.relate.words import WORDS

_TELLING = WORDS["announcing_verbs"]
_MEDIA = WORDS["news_media"]


def by_speaker(title: Title, found: Held, page: Page) -> list[Place]:
    """Read "*Acme* said that Roe had been named president": of Acme."""
    verb = found.verb or _clause_of(title, page)
    if verb is None or verb.label != "comp" or verb.head is None:
        return []
    if any(verb.having("agent")) or verb.head.lemma not in _TELLING:
        return []
    if _is_elsewhere(title, verb, page):
        return []
    return [
        Place(name, "of")
        for teller in verb.head.having("subj")
        for name in names(teller)
        if is_firm(name) and (found.verb is not None or not _is_medium(name))
    ]


def _is_medium(name: Node) -> bool:
    """Tell who writes of presidents: "president Roe left, *the Norvik Times* said"."""
    mention = name.mention
    return mention is not None and not _MEDIA.isdisjoint(mention.text.lower().split())


def by_told(title: Title, found: Held) -> list[Place]:
    """Read "*Acme* will close its mill, parent company Beta said": of Acme."""
    holder = found.holders[0] if len(found.holders) == 1 else None
    teller = title.node if title.node.label == "subj" else holder
    verb = teller.head if teller is not None and teller.label == "subj" else None
    if title.node.case == "as":
        verb = title.node.head  # "..., said Beta *as lead manager*"
    bare = title.node.first("det", "poss", "prep") is None
    tied = title.entry in WORDS["tied_posts"]  # not "research firm Beta said"
    if verb is None or holder is None or not (bare and tied) or not is_firm(holder):
        return []
    if verb.lemma not in _TELLING:
        return []
    told = [clause for clause in verb.having("comp") if clause.i < title.first]
    doers = [s for clause in told[:1] for s in clause.having("subj", "subj_pass")]
    firms = [name for doer in doers for name in names(doer) if is_firm(name)]
    return [Place(name, "of") for name in firms]


def _is_elsewhere(title: Title, verb: Node, page: Page) -> bool:
    """Tell "said Roe joined *Beta* as a lecturer", "that *Beta* had hired coach Roe".

    So is "became *a lawyer*", a trade, and "was a reporter *on the Beta Times*".
    """
    trade = title.entry in page.rules.words["occupations"]
    if trade and page.word(page.start_of(title), title) in ("a", "an"):
        return True
    doers = [name for s in verb.having("subj") for name in names(s)]
    if any(is_firm(n) and n.mention and n.mention.form == "name" for n in doers):
        return True
    near = range(title.last + 2, title.last + 5)
    behind = [page.owners[i] for i in near if i in page.owners]
    joint = page.word(title.last + 1, title) in ("on", "with", "in", "at", "for", "of")
    between = (n for n in page.owners.values() if verb.i < n.i < title.first)
    return any(is_firm(n) for n in between) or (joint and any(map(is_firm, behind)))


def _clause_of(title: Title, page: Page) -> Node | None:
    """Return the clause whose subject has a bare title: "said *president* Roe left"."""
    bare = page.word(title.first - 1, title)
    if title.is_plural or bare in ("a", "an", "the", "of", "at", "for", "by", "with"):
        return None
    for above in ancestors(title.node):
        if above.label == "comp":
            return above
        if above.label not in ("subj", "subj_pass") or above.mention is None:
            return None
    return None
