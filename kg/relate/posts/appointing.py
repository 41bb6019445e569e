"""Who holds a title by what a verb tells: "was *named* chair", "serves as director"."""

from kg.records import ORGANISATION, PERSON
from kg.relate.grammar.clauses import EXEMPLIFYING, arguments
from kg.relate.grammar.naming import names
from kg.relate.grammar.trees import Node
from kg.relate.grammar.verbs import is_verb, verb_keys
from kg.relate.posts.colleagues import is_post
from kg.relate.posts.titles import Held, Page
from kg.relate.words import WORDS

_DECLARING = WORDS["declaring_verbs"]
_ANNOUNCING = ("announce",)  # a parliament confirms a minister
_NEWS = ("announcement", "news", "report", "confirmation")  # "*of the election* of"
_SEEKING = ("run", "stand", "campaign")
_PROMOTING = ("promote", "rise", "appoint", "elect", "elevate", "name", "assign")
_SEEMING = WORDS["seeming_verbs"]
_NEAR = 6
"""Words from a post to its firm: "director *of research at the* Acme Trust"."""
_WORK = {"work", "career", "duty", "life", "capacity"}
_SPELLS = {"stint", "spell", "term", "tenure", "year", "decade", "season"}
_AROUND = ("after", "before", "during", "following", "since", "between")
_HOLDING = ("hold", "have", "fill")
_TAKING = {
    *("hold", "take", "take up", "take on", "assume", "accept", "fill", "occupy"),
    *("land", "leave", "resign", "give up", "quit", "relinquish", "vacate"),
}


def by_verb(node: Node, head: Node, page: Page) -> Held | None:
    """Return who is named, serves or steps down as the holder of a title."""
    words = page.rules.words
    if node.case in EXEMPLIFYING and head.lemma in words["posts"]:
        return _by_posts(head)
    if node.label == "prep" and node.case == "as" and head.mention is not None:
        return Held([head])
    if node.case == "of" and head.lemma in words["posts"] and head.label == "prep":
        return by_verb(head, head.head, page) if head.head is not None else None
    if node.case == "of" and head.lemma in words["posts"] and _is_taken(head):
        taken = _in_post(node, head, page)
        return Held(taken.holders, head.head) if taken is not None else None
    if node.case == "as" and (head.lemma in words["posts"] | _WORK or _is_spell(head)):
        in_post = _of_another(head) or _in_post(node, head, page) or _by_owner(head)
        if in_post is not None:
            return in_post
    served = head.first("obj") if node.case == "as" else None
    if served is not None and _is_spell(served):
        return _in_post(node, served, page)  # "completed a *stint* as director"
    if node.case in ("to", "as") and head.i < node.i:
        deed = _by_deed(node, head, page)
        if deed is not None:
            return deed
    if node.case == "among" and head.lemma in ("count", "number", "list", "include"):
        counted = _named(arguments(head).get("obj", []), node)
        return Held(counted) if counted else None
    keys = {*verb_keys(head)} if is_verb(head) else set()
    if not keys:
        return None
    if not keys & words["role_verbs"] or not _is_place_of_role(node, head):
        return _otherwise(node, head, page)
    slots = arguments(head)
    self_verb = bool(keys & words["self_verbs"])
    led = bool(keys & words["joining_verbs"])  # "is led by *Roe* as chairman"
    in_object = not led and (head.passive or ("obj" in slots and not self_verb))
    holders = _named(slots.get("obj" if in_object else "subj", []), node)
    if head.lemma == "join" and any(c.case in ("of", "in") for c in node.children):
        holders += _company(holders, _named(slots.get("obj", []), node))
    deed = None if holders else _otherwise(node, head, page)
    if deed is not None:
        return deed
    past: tuple[Node, ...] = ()
    if head.lemma in ("succeed", "replace", "follow"):
        holders = _named(slots.get("subj", []), node)
        past = tuple(_named(slots.get("obj", []), node))
    elif head.lemma == "take":
        inside = [c for c in node.having("prep") if c.case == "from"]
        past = tuple(_named([*slots.get("from", []), *inside], node))
    return Held([*holders, *past], head, past) if holders or past else None


def _is_taken(post: Node) -> bool:
    """Tell "will take up *the post* of chairman" from "abolished the post of"."""
    verb = post.head
    return verb is not None and is_verb(verb) and bool({*verb_keys(verb)} & _TAKING)


def _company(joining: list[Node], joined: list[Node]) -> list[Node]:
    """Return Beta of "Acme joins *Beta* as a member of the pact", if both are firms."""
    kinds = {end.mention.kind for end in (*joining, *joined) if end.mention}
    return joined if kinds == {ORGANISATION} else []


def _is_spell(noun: Node) -> bool:
    """Tell "a *stint* as director" from "Doe's stint" and "the stint of Doe"."""
    whose = [*noun.having("poss"), *(c for c in noun.children if c.case == "of")]
    return noun.lemma in _SPELLS and not whose


def _in_post(node: Node, post: Node, page: Page) -> Held | None:
    """Read "took up a post as *director*", "left his job as *director*".

    So is "after a stint as *director*, Roe joined Acme" read.
    """
    verb = post.head
    if verb is None or not is_verb(verb):
        return None
    ended = bool({*verb_keys(verb)} & page.rules.words["leaving_verbs"])
    around = (_is_spell(post) and post.case in _AROUND) or (
        ended and post.case == "from"
    )
    if post.label not in ("obj", "xcomp") and not around:
        return None
    found = _named(arguments(verb).get("subj", []), node)
    return Held(found, verb if ended else None) if found else None


def _of_another(post: Node) -> Held | None:
    """Read "Doe criticised *Roe's* job as head of Acme", which is not Doe's."""
    found = _by_owner(post)
    who = found.holders[0].mention if found is not None else None
    return found if who is not None and who.form == "name" else None


def _by_owner(post: Node) -> Held | None:
    """Read "in *her* capacity as head of Acme"."""
    owner = post.first("poss")
    return Held([owner]) if owner is not None and owner.mention is not None else None


def _by_posts(posts: Node) -> Held | None:
    """Read "Roe has held a number of *posts* including head"."""
    what = posts.head if posts.case == "of" and posts.head is not None else posts
    verb = what.head
    if verb is None or what.label != "obj" or verb.lemma not in _HOLDING:
        return None
    found = _named(arguments(verb).get("subj", []), posts)
    return Held(found, verb) if found else None


def _by_done(node: Node, verb: Node, page: Page) -> Held | None:
    """Read "announced the *appointment of Roe* as head", where "as" is of the verb."""
    if node.case not in ("to", "as"):
        return None
    deeds = (_by_deed(node, n, page) for n in verb.having("obj", "subj_pass"))
    return next((deed for deed in deeds if deed is not None), None)


def _otherwise(node: Node, verb: Node, page: Page) -> Held | None:
    """Read a title of which a verb tells by what it is done to, or only by the way."""
    return _by_done(node, verb, page) or _while_held(node, verb, page)


def _while_held(node: Node, verb: Node, page: Page) -> Held | None:
    """Read "travels a lot *as director* of Acme" and "wrote it *while director*".

    Not "poses as director" and "sees Roe as director", which tell of what seems.
    """
    title = page.titles.get(node.i)
    if node.case not in ("as", "while") or title is None:
        return None
    behind = range(title.last + 1, title.last + _NEAR)
    firm = any(i in page.owners for i in behind)
    seeming = verb.passive or verb.lemma in _SEEMING
    if not firm or title.is_plural or seeming or node.i < verb.i:
        return None
    if any(n.mention is not None for n in verb.having("obj", "iobj", "comp", "xcomp")):
        return None
    told = _named(verb.having("subj"), node)
    who = told[0].mention if len(told) == 1 else None
    return Held(told) if who is not None and who.kind in (PERSON, "") else None


def _by_deed(node: Node, deed: Node, page: Page) -> Held | None:
    """Read "Roe's promotion to *head*" and "the resignation of Roe as *head*".

    Who announces it has the post to give: "Acme announced the appointment of Roe as".
    """
    words = page.rules.words
    begun = deed.lemma in words["role_deeds"]
    if not begun and deed.lemma not in words["role_ends"]:
        of = [c for c in deed.having("prep") if c.case == "of" and c.i < node.i]
        return _by_deed(node, of[0], page) if of and deed.lemma in _NEWS else None
    whose = [*deed.having("poss"), *(c for c in deed.having("prep") if c.case == "of")]
    found = [name for name in _named(whose, node) if name.i < node.i]
    past = () if begun else tuple(found)
    return Held(found, _announced(node, deed, page), past) if found else None


def _announced(node: Node, deed: Node, page: Page) -> Node | None:
    """Return the verb of "Acme *announced* the appointment of Roe as chairman".

    Governments announce who becomes an ambassador, firms their own chairmen.
    """
    title, verb = page.titles.get(node.i), deed.head
    told = deed.label in ("obj", "subj_pass") and verb is not None
    if not told or title is None or not is_post(title):
        return None
    of_state = title.entry in page.rules.words["state_offices"]
    telling = _ANNOUNCING if of_state else _DECLARING
    return verb if verb and verb.lemma in telling else None


def _is_place_of_role(node: Node, head: Node) -> bool:
    """Tell the places of a verb that take a title: "became *chair*", "as *chair*"."""
    if node.label == "prep":
        if node.case == "for" and head.lemma in _SEEKING:
            return True
        promoted = head.lemma in _PROMOTING
        return node.case in ("as", "to be") or (node.case == "to" and promoted)
    if node.label == "obj":
        return head.passive or head.lemma in ("become", "remain")
    return node.label in ("xcomp", "obj2", "npmod")


def _named(nodes: list[Node], title: Node) -> list[Node]:
    return [name for node in nodes if node is not title for name in names(node)]
