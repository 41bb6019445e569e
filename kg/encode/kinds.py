"""Give every name of a document one kind: all its places vote."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc

from kg.encode.decode import Floats

HONORIFICS = frozenset(("mr.", "mr", "mrs.", "mrs", "ms.", "ms", "dr.", "dr", "miss"))
OFTEN = 3  # mentions of a person who would have been introduced by full name
LEAN = np.float32(1.0)  # logits a mention gains or loses by what longer names say


class Name(NamedTuple):
    """A name of one document, with the scores of every kind it may be of."""

    start: int
    end: int
    kinds: Floats


def votes(doc: Doc, names: Sequence[Name], kinds: Sequence[str]) -> dict[str, str]:
    """Return the kind of every text that is a name in the document.

    All its mentions vote. A single word also heeds the longer names around it:
    one that begins an organisation's name leans to ORG, and one that comes often
    but never with a first name or a title is hardly a person.
    """
    votes: dict[str, Floats] = {}
    mentions: Counter[str] = Counter()
    titled: set[str] = set()
    parts: dict[str, set[str]] = {kind: set() for kind in kinds}
    for start, end, scores in names:
        text = doc[start:end].text.casefold()
        votes[text] = votes.get(text, np.zeros_like(scores)) + scores
        mentions[text] += 1
        if start and doc[start - 1].lower_ in HONORIFICS:
            titled.add(text)
        if end - start > 1:
            kind = kinds[int(scores.argmax())]
            words = [t.lower_ for t in doc[start:end]]
            parts[kind].update(words if kind == "PERSON" else words[:1])
    person, org = kinds.index("PERSON"), kinds.index("ORG")
    for text, n in mentions.items():
        if " " in text or text in parts["PERSON"]:
            continue
        if text in parts["ORG"]:
            votes[text][org] += LEAN * n
        if n >= OFTEN and text not in titled:
            votes[text][person] -= LEAN * n
    return {text: kinds[int(v.argmax())] for text, v in votes.items()}


def leanings(names: Sequence[Name], kinds: Sequence[str]) -> dict[int, float]:
    """Return how many logits a person leads an organisation by, for words of names."""
    person, org = kinds.index("PERSON"), kinds.index("ORG")
    return {
        word: float(scores[person] - scores[org])
        for start, end, scores in names
        for word in range(start, end)
    }
