"""Load the spaCy pipeline and turn an annotated Doc into mentions.

`load_pipeline` works with the shipped pipeline and with any other that parses and marks
names. `mentions` cleans what the pipeline marked: edges, titles, joined names, junk; it
settles what a name is by the words around it, and finds the places where the pipeline
missed a name that it saw elsewhere in the document.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg import kinds, names
from kg.errors import ModelMissing
from kg.gazetteers import read_patterns
from kg.records import INITIATIVE, ORGANISATION, PERSON, PLACE, Mention
from kg.references import references

SHIPPED = Path(__file__).parent / "data" / "en_kg"

KINDS = {
    "PERSON": PERSON,
    "PER": PERSON,
    "ORG": ORGANISATION,
    "INITIATIVE": INITIATIVE,
    "GPE": PLACE,
    "LOC": PLACE,
    "FAC": PLACE,
}
"""Entity labels of the shipped pipeline, of OntoNotes and of CoNLL, as kinds."""

_NEEDED = {"token.dep": "parser", "doc.ents": "ner"}
_SUBJECT = {"nsubj", "nsubj:pass", "nsubjpass", "nsubj:outer", "csubj"}
_OBJECT = {"obj", "dobj", "iobj", "dative"}
_POSSESSIVE = {"nmod:poss", "poss"}
_INNER = {"flat", "flat:name", "conj", "appos", "fixed"}
_RELATIVE = {"acl:relcl", "relcl"}
_SMALL = {"ADP", "ADV", "AUX", "CCONJ", "DET", "PRON", "SCONJ", "VERB"}


@dataclass(frozen=True, slots=True)
class _Name:
    """Mark a name while its edges and its kind are still open."""

    start: int
    end: int
    kind: str
    title: str = ""
    link: str = ""
    sure: bool = False


def load_pipeline(
    model: str | None = None, *, gazetteers: Sequence[Path] = ()
) -> Language:
    """Load a pipeline whose entities include initiatives and the user's own names.

    `model` is the name of an installed spaCy pipeline or a folder; the shipped one if
    left out. Gazetteers come last and win over everything else. Raises ModelMissing if
    it cannot be loaded, or neither parses nor marks names, and DataError for a faulty
    gazetteer.
    """
    nlp = _load(model)
    _check(nlp, model or "the shipped pipeline")
    if "kg_initiatives" not in nlp.pipe_names:
        nlp.add_pipe("kg_initiatives", last=True)
    patterns = [
        {**entry, "pattern": _tokens(nlp, entry["pattern"])}
        for path in gazetteers
        for entry in read_patterns(path)
    ]
    if patterns:
        config = {
            "spans_key": None,
            "annotate_ents": True,
            "ents_filter": {"@misc": "spacy.prioritize_new_ents_filter.v1"},
            "validate": True,
        }
        ruler = nlp.add_pipe("span_ruler", name="kg_gazetteer", config=config)
        ruler.add_patterns(patterns)  # type: ignore[attr-defined]
    return nlp


def mentions(doc: Doc, *, document: str) -> list[Mention]:
    """Return the names, pronouns and descriptions of a Doc, in order, none overlapping.

    `name` is still empty: it needs the whole document. Expletive "it" is left out.
    """
    known = _settle(doc, _trimmed(doc, list(_marked(doc))))
    found = _apart(doc, _spread(doc, known))
    taken = {i for name in found for i in range(name.start, name.end)}
    made = [_mention(doc, document, name) for name in found]
    made += [
        _mention(doc, document, _Name(at.start, at.end, at.kind), at.form)
        for at in references(doc)
        if at.start not in taken and at.end - 1 not in taken
    ]
    return sorted(made, key=lambda mention: mention.start)


def _load(model: str | None) -> Language:
    if model is None and not (SHIPPED / "config.cfg").exists():
        raise ModelMissing(
            f"{SHIPPED}: the shipped pipeline is not in this installation; install kg "
            "again, or name another spaCy pipeline with --model"
        )
    try:
        return spacy.load(model or SHIPPED)
    except (OSError, ImportError, ValueError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else "?"
        if model and not Path(model).exists() and not spacy.util.is_package(model):
            reason = (
                f"no installed spaCy pipeline and no folder has this name; try "
                f"`python -m spacy download {model}`, or leave --model out"
            )
        raise ModelMissing(f"{model or SHIPPED}: {reason}") from error


def _check(nlp: Language, model: str) -> None:
    """Raise ModelMissing if the pipeline sets no trees or no names."""
    assigned = {
        what for name in nlp.pipe_names for what in nlp.get_pipe_meta(name).assigns
    }
    missing = [part for what, part in _NEEDED.items() if what not in assigned]
    if missing:
        raise ModelMissing(
            f"{model}: this pipeline has no {' and no '.join(missing)}; "
            "kg needs one that parses and marks names"
        )


def _tokens(nlp: Language, pattern: str | list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a pattern by token, so that the ruler need not run the pipeline on it."""
    if isinstance(pattern, list):
        return pattern
    return [{"ORTH": token.text} for token in nlp.make_doc(pattern)]


def _marked(doc: Doc) -> Iterator[_Name]:
    """Yield a piece for every name inside the entities of a Doc."""
    words = {word for ent in doc.ents for word in ent.text.split()}
    for ent in doc.ents:
        kind = KINDS.get(ent.label_)
        if kind is None:
            continue
        start, end, link = ent.start_char, ent.end_char, ent.ent_id_
        if link:
            yield _Name(start, end, kind, link=link, sure=True)
            continue
        for left, right in names.pieces(doc.text, start, end, kind):
            for part in _hyphened(doc.text, left, right, words):
                yield _Name(*part, kind)


def _hyphened(text: str, start: int, end: int, words: set[str]) -> list[names.Stretch]:
    """Split "Lee-Rao" where the document names a Lee and a Rao."""
    parts = text[start:end].split("-")
    if len(parts) == 2 and all(part in words for part in parts):
        return [(start, start + len(parts[0])), (end - len(parts[1]), end)]
    return [(start, end)]


def _trimmed(doc: Doc, marked: Iterable[_Name]) -> list[_Name]:
    """Give every piece its proper edges and title, and drop what names nobody."""
    kept = []
    for name in marked:
        if name.link:
            kept.append(name)
            continue
        start, end = names.trim(doc.text, name.start, name.end)
        title = ""
        if name.kind == PERSON:
            start, title = names.take_title(doc.text, start, end)
            start, end = names.trim(doc.text, start, end)
            end = names.add_suffix(doc.text, start, end)
        if names.is_name(doc.text[start:end]):
            kept.append(replace(name, start=start, end=end, title=title))
    return kept


def _settle(doc: Doc, found: list[_Name]) -> list[_Name]:
    """Correct kinds by the words around a name, for all its places in the document."""
    cued = [_cued(doc, name) for name in found]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in cued:
        if name.sure and not name.link:
            votes[doc.text[name.start : name.end]][name.kind] += 1
    settled = []
    for name in cued:
        vote = votes.get(doc.text[name.start : name.end])
        if vote and len(vote) == 1 and not name.sure and name.kind != INITIATIVE:
            name = replace(name, kind=next(iter(vote)))
        settled.append(name)
    return settled


def _cued(doc: Doc, name: _Name) -> _Name:
    """Return the name with the kind that its neighbours prove, or as it is."""
    if name.link or name.kind == INITIATIVE:
        return name
    left, right = _sentence(doc, name.start, name.end)
    around = kinds.Around(doc.text[left : name.start], doc.text[name.end : right])
    if names.is_honoured(doc.text, name.start) or kinds.is_aged(around):
        return replace(name, kind=PERSON, sure=True)
    if form := kinds.legal_form(around):
        end = name.end + len(form)
        return replace(name, end=end, kind=ORGANISATION, title="", sure=True)
    root = _span(doc, name.start, name.end).root
    if name.kind == ORGANISATION or not (
        (kinds.is_introduced(around) and not _is_relative_subject(root))
        or (name.kind == PERSON and kinds.is_explained(around))
        or (name.kind == PERSON and kinds.has_shares(around) and not _before_verb(root))
    ):
        return name
    return replace(name, kind=ORGANISATION, title="", sure=True)


def _before_verb(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor().pos_ == "VERB"


def _is_relative_subject(token: Token) -> bool:
    """Say whether a token is the subject of a clause without "that"."""
    return token.dep_ in _SUBJECT and token.head.dep_ in _RELATIVE


def _spread(doc: Doc, found: list[_Name]) -> list[_Name]:
    """Add the places where a name of the document stands unmarked."""
    wanted = _wanted(doc, found)
    small = {token.text for token in doc if token.is_lower}
    taken = [False] * len(doc)
    for name in found:
        for token in _span(doc, name.start, name.end):
            taken[token.i] = True
    added = []
    for token in doc:
        for words, kind in wanted.get(token.text, ()):
            end = token.i + len(words)
            if (
                tuple(t.text for t in doc[token.i : end]) == words
                and not any(taken[token.i : end])
                and _stands_alone(doc, token.i, end, taken)
                and (len(words) > 1 or token.lower_ not in small)
            ):
                stop = doc[end - 1].idx + len(doc[end - 1])
                if kind == PERSON:
                    stop = names.add_suffix(doc.text, token.idx, stop)
                added.append(_Name(token.idx, stop, kind))
                taken[token.i : end] = [True] * len(words)
                break
    return found + [_titled(doc, name) for name in added]


def _wanted(
    doc: Doc, found: list[_Name]
) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Index the names that have one kind only, by first word, longest first.

    A person's last word is one of them, if no other name of the document ends in it.
    """
    kinds: dict[tuple[str, ...], set[str]] = defaultdict(set)
    surnames: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name in found:
        words = tuple(token.text for token in _span(doc, name.start, name.end))
        kinds[words].add(name.kind)
        if name.kind == PERSON and len(words) > 1 and names.is_name(words[-1]):
            surnames[words[-1:]].add(PERSON)
    for words in surnames:
        kinds.setdefault(words, {PERSON})
    index: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for words in sorted(kinds, key=lambda words: (-len(words), words)):
        if len(kinds[words]) == 1 and len("".join(words)) > 1:
            index[words[0]].append((words, min(kinds[words])))
    return index


def _stands_alone(doc: Doc, start: int, end: int, taken: list[bool]) -> bool:
    """Say whether no unmarked capitalised word stands right beside `doc[start:end]`."""
    span = doc[start:end]
    if names.is_headline(_line(doc, span)):
        return len(span) > 1
    before = doc[start - 1] if start and not doc[start].is_sent_start else None
    after = doc[end] if end < len(doc) and not doc[end].is_sent_start else None
    for token in (before, after):
        if token is None or taken[token.i] or not token.text[0].isupper():
            continue
        if not (names.is_title(token.text) or token.is_stop or token.pos_ in _SMALL):
            return False
    return True


def _titled(doc: Doc, name: _Name) -> _Name:
    if name.kind != PERSON:
        return name
    return replace(name, title=names.take_title(doc.text, name.start, name.end)[1])


def _apart(doc: Doc, found: list[_Name]) -> list[_Name]:
    """Sort by place; of two that overlap keep the linked one, else the longer one."""
    covered = bytearray(len(doc.text))
    kept = []
    order = sorted(found, key=lambda n: (not n.link, n.start - n.end, n.start, n.kind))
    for name in order:
        if not any(covered[name.start : name.end]):
            kept.append(name)
            covered[name.start : name.end] = b"\1" * (name.end - name.start)
    return sorted(kept, key=lambda name: name.start)


def _mention(doc: Doc, document: str, name: _Name, form: str = "name") -> Mention:
    left, right = _sentence(doc, name.start, name.end)
    return Mention(
        document=document,
        start=name.start,
        end=name.end,
        text=doc.text[name.start : name.end],
        kind=name.kind,
        sentence_start=left,
        sentence_end=right,
        form=form,
        title=name.title,
        role=_role(_span(doc, name.start, name.end).root),
        link=name.link,
    )


def _role(token: Token) -> str:
    """Return the grammatical role of a name's head, in UD or ClearNLP labels.

    The members of a list share the role of its first.
    """
    seen = 0
    while token.dep_ in _INNER and token.head.i != token.i and seen < 20:
        token, seen = token.head, seen + 1
    if token.dep_ in _SUBJECT:
        return "subject"
    if token.dep_ in _OBJECT:
        return "object"
    return "possessive" if token.dep_ in _POSSESSIVE else ""


def _span(doc: Doc, start: int, end: int) -> Span:
    """Return the tokens that a stretch of text touches."""
    span = doc.char_span(start, end, alignment_mode="expand")
    assert span is not None, "a name lies inside its document"
    return span


def _sentence(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the sentences that a stretch touches, blanks trimmed."""
    left, right = 0, len(doc.text)
    if doc.has_annotation("SENT_START"):
        span = _span(doc, start, end)
        left, right = span[0].sent.start_char, span[-1].sent.end_char
    while left < start and doc.text[left].isspace():
        left += 1
    while right > end and doc.text[right - 1].isspace():
        right -= 1
    return left, right


def _line(doc: Doc, span: Span) -> str:
    """Return the line of text that a span stands in."""
    start = doc.text.rfind("\n", 0, span.start_char) + 1
    end = doc.text.find("\n", span.end_char)
    return doc.text[start : len(doc.text) if end < 0 else end]
