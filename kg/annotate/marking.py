"""Names on their way to becoming mentions: one kind each, marked wherever they stand.

The pipeline decides place by place; a document is more consistent than that. `settle`
gives a name one kind throughout, `spread` marks the places that were missed, `apart`
leaves no two that overlap.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from kg import names
from kg.annotate import kinds
from kg.annotate.places import Places
from kg.records import INITIATIVE, ORGANISATION, PERSON, PLACE

_NEAR = 120
"""Characters that are looked at beside a name; more make long sentences slow."""

_SUBJECT = {"nsubj", "nsubj:pass", "nsubjpass", "nsubj:outer", "csubj"}
_BEFORE_NOUN = {"compound", "amod", "nmod"}
_RELATIVE = {"acl:relcl", "relcl"}
_SMALL = {"ADP", "ADV", "AUX", "CCONJ", "DET", "PRON", "SCONJ", "VERB"}


@dataclass(frozen=True, slots=True)
class Mark:
    """Mark a name while its edges and its kind are still open."""

    start: int
    end: int
    kind: str
    title: str = ""
    link: str = ""
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Hold a Doc with what it is slow to ask of it again and again."""

    doc: Doc
    text: str
    breaks: tuple[int, ...]
    places: Places
    _headlines: dict[int, bool] = field(default_factory=dict)

    def span(self, start: int, end: int) -> Span:
        """Return the tokens that a stretch of text touches."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        assert span is not None, "a name lies inside its document"
        return span

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets of the sentences that a stretch touches, blanks off."""
        left = self.breaks[bisect_right(self.breaks, start) - 1]
        right = self.breaks[bisect_left(self.breaks, end)]
        while left < start and self.text[left].isspace():
            left += 1
        while right > end and self.text[right - 1].isspace():
            right -= 1
        return left, right

    def beside(self, start: int, end: int) -> tuple[str, str]:
        """Return what stands right before and behind a stretch in its sentence."""
        left, right = self.sentence(start, end)
        left, right = max(left, start - _NEAR), min(right, end + _NEAR)
        return self.text[left:start], self.text[end:right]

    def is_relative_subject(self, token: Token) -> bool:
        """Say whether a token is the subject of a clause without "that"."""
        return token.dep_ in _SUBJECT and token.head.dep_ in _RELATIVE

    def is_headline(self, at: int) -> bool:
        """Say whether the line around a place is in title case."""
        left = self.text.rfind("\n", 0, at) + 1
        if left not in self._headlines:
            right = self.text.find("\n", at)
            line = self.text[left : len(self.text) if right < 0 else right]
            self._headlines[left] = names.is_headline(line)
        return self._headlines[left]


def page_of(doc: Doc) -> Page:
    """Make the page of a Doc; without sentences it is all one."""
    text, breaks = doc.text, [0]
    if doc.has_annotation("SENT_START"):
        breaks += [sent.start_char for sent in doc.sents if sent.start_char]
    return Page(doc, text, (*breaks, len(text)), Places(text))


def settle(page: Page, found: list[Mark]) -> list[Mark]:
    """Give each string one kind throughout the document.

    What the words around one of its places prove counts for all its places; else two
    thirds of them decide, or each stays as it is.
    """
    words = (page.text[n.start : n.end].split() for n in found if n.kind == PERSON)
    surnames = {full[-1] for full in words if len(full) > 1}
    cued = [_cued(page, name, surnames) for name in found]
    proven: dict[str, Counter[str]] = defaultdict(Counter)
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for name in cued:
        votes = proven if name.sure else seen
        votes[page.text[name.start : name.end]][name.kind] += 1
    settled = []
    for name in cued:
        text = page.text[name.start : name.end]
        kind = _winner(proven[text], 0.5)
        if name.kind != INITIATIVE:
            kind = kind or _winner(seen[text], 0.66)
        elif kind != ORGANISATION:
            kind = ""
        if kind and not name.sure:
            name = replace(name, kind=kind, title=name.title if kind == PERSON else "")
        settled.append(name)
    return _with_abbreviations(page, settled)


def _with_abbreviations(page: Page, found: list[Mark]) -> list[Mark]:
    """Give "CRT" the kind of the full name in "Council for River Trade (CRT)"."""
    kinds_of: dict[str, str] = {}
    for full, short in pairwise(found):
        between, behind = page.text[full.end : short.start], page.text[short.end :][:1]
        text = page.text[short.start : short.end]
        if (
            between.endswith(" (")
            and len(between) < 4
            and behind == ")"
            and names.is_spelt_by(text, page.text[full.start : full.end])
        ):
            kinds_of[text] = full.kind
    return [
        replace(name, kind=kinds_of[text])
        if kinds_of and (text := page.text[name.start : name.end]) in kinds_of
        else name
        for name in found
    ]


def _winner(votes: Counter[str], share: float) -> str:
    """Return the kind with more than a share of the votes, or ""."""
    kind, count = max(votes.items(), key=lambda item: item[1], default=("", 0))
    return kind if count > share * votes.total() else ""


def _cued(page: Page, name: Mark, surnames: Set[str]) -> Mark:
    """Return the name with the kind that its neighbours prove, or as it is.

    `surnames` are those of the people whom the document names in full.
    """
    if name.link:
        return name
    left, right = page.sentence(name.start, name.end)
    around = kinds.Around(page.text[left : name.start], page.text[name.end : right])
    if name.kind == INITIATIVE:
        firm = kinds.is_business(around) or kinds.is_team(around)
        return replace(name, kind=ORGANISATION, sure=True) if firm else name
    if (
        names.is_honoured(page.text, name.start)
        or kinds.is_aged(around)
        or (kinds.is_officer(around) and _is_full_name(page, name))
    ):
        return replace(name, kind=PERSON, sure=True)
    if form := kinds.legal_form(around):
        end = name.end + len(form)
        return replace(name, end=end, kind=ORGANISATION, title="", sure=True)
    root = page.span(name.start, name.end).root
    bare = page.text[name.start : name.end] in surnames
    if name.kind == ORGANISATION or not (
        (kinds.is_company(around) and not _is_only_where(name, around, root))
        or (kinds.is_introduced(around) and not page.is_relative_subject(root))
        or (name.kind == PERSON and kinds.is_explained(around, bare=bare))
        or (name.kind == PERSON and kinds.is_employer(around))
        or (name.kind == PLACE and kinds.is_club(around))
        or (name.kind == PLACE and _is_of_university(page, name, around))
        or (name.kind == PERSON and kinds.has_shares(around) and not _before_verb(root))
    ):
        return name
    return replace(name, kind=ORGANISATION, title="", sure=True)


def _is_of_university(page: Page, name: Mark, around: kinds.Around) -> bool:
    """Say whether a town stands for its university: "*Oxford*-educated"."""
    known = names.word_list("annotate")["university_towns"]
    return page.text[name.start : name.end] in known and kinds.is_schooling(around)


def _is_only_where(name: Mark, around: kinds.Around, root: Token) -> bool:
    """Say whether a place only tells where a firm is ("shares in UK firm Acme")."""
    before_noun = root.dep_ in _BEFORE_NOUN and root.head.i > root.i
    return name.kind == PLACE and (before_noun or around.after.startswith("-"))


def _is_full_name(page: Page, name: Mark) -> bool:
    """Say whether a name has two or three words, as people's have, and no "of"."""
    words = page.text[name.start : name.end].split()
    return 1 < len(words) < 4 and all(w.isalpha() and w.istitle() for w in words)


def _before_verb(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor().pos_ == "VERB"


def spread(page: Page, found: list[Mark]) -> list[Mark]:
    """Add the places where a name of the document stands unmarked."""
    doc, wanted = page.doc, _wanted(page, found)
    texts = [token.text for token in doc]
    small = {word for word in texts if word.islower()}
    lengths: dict[str, set[int]] = defaultdict(set)
    for words in wanted:
        lengths[words[0]].add(len(words))
    longest_first = {word: sorted(sizes)[::-1] for word, sizes in lengths.items()}
    taken = [False] * len(doc)
    for name in found:
        for token in page.span(name.start, name.end):
            taken[token.i] = True
    added = []
    for start, word in enumerate(texts):
        for length in longest_first.get(word, ()):
            end = start + length
            kind = wanted.get(tuple(texts[start:end]))
            if (
                kind is not None
                and end <= len(doc)
                and not any(taken[start:end])
                and _stands_alone(page, start, end, taken)
                and (length > 1 or doc[start].lower_ not in small)
            ):
                left, stop = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
                if kind == PERSON:
                    stop = names.add_suffix(page.text, stop)
                added.append(Mark(left, stop, kind))
                taken[start:end] = [True] * length
                break
    return found + [_titled(page, name) for name in added]


def _wanted(page: Page, found: list[Mark]) -> dict[tuple[str, ...], str]:
    """Return the words of the names that have one kind only, and the kind.

    A person's last word is one of them, if no other name of the document ends in it.
    """
    kinds: dict[tuple[str, ...], set[str]] = defaultdict(set)
    surnames: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name in found:
        words = tuple(token.text for token in page.span(name.start, name.end))
        kinds[words].add(name.kind)
        if name.kind == PERSON and len(words) > 1 and names.is_name(words[-1]):
            surnames[words[-1:]].add(PERSON)
    for words in surnames:
        kinds.setdefault(words, {PERSON})
    return {
        words: min(found)
        for words, found in kinds.items()
        if len(found) == 1 and len("".join(words)) > 1
    }


def _stands_alone(page: Page, start: int, end: int, taken: list[bool]) -> bool:
    """Say whether no unmarked capitalised word stands right beside `doc[start:end]`."""
    doc = page.doc
    if page.is_headline(doc[start].idx):
        return end - start > 1
    before = doc[start - 1] if start and not doc[start].is_sent_start else None
    after = doc[end] if end < len(doc) and not doc[end].is_sent_start else None
    for token in (before, after):
        if token is None or taken[token.i] or not token.text[0].isupper():
            continue
        if not (names.is_title(token.text) or token.is_stop or token.pos_ in _SMALL):
            return False
    return True


def _titled(page: Page, name: Mark) -> Mark:
    if name.kind != PERSON:
        return name
    return replace(name, title=names.take_title(page.text, name.start, name.end)[1])


def apart(page: Page, found: list[Mark]) -> list[Mark]:
    """Sort by place; of two that overlap keep the linked one, else the longer one."""
    covered = bytearray(len(page.text))
    kept = []
    order = sorted(found, key=lambda n: (not n.link, n.start - n.end, n.start, n.kind))
    for name in order:
        if not any(covered[name.start : name.end]):
            kept.append(name)
            covered[name.start : name.end] = b"\1" * (name.end - name.start)
    return sorted(kept, key=lambda name: name.start)
