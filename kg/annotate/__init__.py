"""Load the spaCy pipeline and turn an annotated Doc into mentions.

`load_pipeline` works with the shipped pipeline and with any other that parses and marks
names. `mentions` cleans what the pipeline marked: edges, titles, joined names, junk; it
settles what a name is by the words around it, and finds the places where the pipeline
missed a name that it saw elsewhere in the document.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Doc, Span, Token

from kg import names
from kg.annotate import occasions
from kg.annotate.acting import reread
from kg.annotate.added import added
from kg.annotate.bearers import as_bearers
from kg.annotate.commons import without_commons
from kg.annotate.dropped import without_others
from kg.annotate.evidence import as_organisations
from kg.annotate.gazetteers import read_patterns
from kg.annotate.houses import as_bodies
from kg.annotate.marking import Mark, Page, apart, page_of, settle, spread
from kg.annotate.mending import mended, without_codes
from kg.annotate.partisans import with_parties
from kg.annotate.persons import as_persons
from kg.annotate.plurals import plurals
from kg.annotate.portfolios import without_portfolios
from kg.annotate.references import references
from kg.annotate.seats import as_seats
from kg.annotate.teams import as_teams
from kg.annotate.trimming import trimmed
from kg.annotate.unbroken import Unbroken
from kg.annotate.whole import whole
from kg.errors import ModelMissing
from kg.records import INITIATIVE, ORGANISATION, PERSON, PLACE, Mention
from kg.settings import SHIPPED, SPARING, VECTORS

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

GAZETTEER = "kg_gazetteer"
"""The name of the component that marks the user's own names."""

LONGEST = 100_000_000
"""Characters of a text. How large a document may be is decided where it is read."""

_WORDS = {"wed", "Wed", "id", "Id"}
_NEEDED = {"token.dep": "parser", "doc.ents": "ner"}
_SUBJECT = {"nsubj", "nsubj:pass", "nsubjpass", "nsubj:outer", "csubj"}
_OBJECT = {"obj", "dobj", "iobj", "dative"}
_POSSESSIVE = {"nmod:poss", "poss"}
_INNER = {"flat", "flat:name", "conj", "appos", "fixed"}


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
    nlp.max_length = LONGEST
    _keep_words_whole(nlp)
    nlp.tokenizer = Unbroken(nlp.tokenizer, nlp.vocab)
    _check(nlp, model or "the shipped pipeline")
    _index_lemmas(nlp)
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
            "overwrite": False,
            "ents_filter": {"@misc": "spacy.prioritize_new_ents_filter.v1"},
            "validate": True,
        }
        ruler = nlp.add_pipe("span_ruler", name=GAZETTEER, config=config)
        ruler.add_patterns(patterns)  # type: ignore[attr-defined]
    return nlp


def read(nlp: Language, text: str, *, sparing: bool = True) -> Doc:
    """Return the Doc of a text, annotated as far as names and relations need it.

    If `sparing`, the shipped pipeline leaves out long stretches that can hold neither,
    a quarter of speeches and little of news. Names of a gazetteer may be written
    small, so with one it reads everything, as other pipelines always do.
    """
    doc = nlp.make_doc(text)
    doc.user_data[SPARING] = sparing and GAZETTEER not in nlp.pipe_names
    return nlp(doc)


def mentions(doc: Doc, *, document: str) -> list[Mention]:
    """Return the names, pronouns and descriptions of a Doc, in order, none overlapping.

    `name` is still empty: it needs the whole document. Expletive "it" is left out.
    """
    page = page_of(doc)
    marked = without_portfolios(page, trimmed(page, list(_marked(page))))
    marked = without_commons(page, mended(page, whole(page, marked)))
    marked = as_bodies(page, without_others(page, marked))
    marked = as_seats(page, added(page, marked))
    known = as_bearers(page, reread(page, as_teams(page, settle(page, marked))))
    found = apart(page, without_codes(page, spread(page, known)))
    found = as_organisations(page, as_persons(page, found))
    found = with_parties(page, found)
    taken = {i for name in found for i in range(name.start, name.end)}
    made = [_mention(page, document, name) for name in found]
    referring = [*references(doc, page.text), *plurals(doc)]
    for at in sorted(referring, key=lambda at: (at.start, -at.end)):
        if taken.isdisjoint(range(at.start, at.end)):
            taken.update(range(at.start, at.end))
            mark = Mark(at.start, at.end, at.kind)
            made.append(_mention(page, document, mark, at.form))
    return sorted(made, key=lambda mention: mention.start)


def vectors(doc: Doc, mentions: Sequence[Mention]) -> dict[int, NDArray[np.float32]]:
    """Return what the shipped net makes of each mention: its vector, by its start.

    It is the mean of those of its words. Other pipelines give none, nor does a
    sentence that was left out, or a document of such sentences.
    """
    if VECTORS not in doc.user_data or not len(doc.tensor):
        return {}
    found = {}
    for mention in mentions:
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None:
            found[mention.start] = doc.tensor[span.start : span.end].mean(axis=0)
    return {start: vector for start, vector in found.items() if vector.any()}


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


def _keep_words_whole(nlp: Language) -> None:
    """Let the tokenizer leave words alone that it takes for "we'd" and "I'd"."""
    cut: Any = nlp.tokenizer
    if rules := getattr(cut, "rules", None):
        cut.rules = {word: rule for word, rule in rules.items() if word not in _WORDS}


def _index_lemmas(nlp: Language) -> None:
    """Let spaCy's lemmatizer look words up that it would search whole lists for.

    It only asks whether a word is in "lemma_index"; the keys of a dict say the same.
    """
    for _, component in nlp.pipeline:
        lookups = getattr(component, "lookups", None)
        if isinstance(lookups, Lookups) and "lemma_index" in lookups:
            table = lookups.get_table("lemma_index")
            for part, words in list(table.items()):
                table[part] = dict.fromkeys(words)


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


def _marked(page: Page) -> Iterator[Mark]:
    """Yield a piece for every name inside the entities of a Doc."""
    words = {
        word
        for ent in page.doc.ents
        if not _touches_hyphen(page.text, ent)
        for word in ent.text.split()
    }
    for ent in page.doc.ents:
        kind = KINDS.get(ent.label_) or occasions.kind_of(page.text, ent)
        kind = kind or _kind_of_abbreviation(ent)
        if kind is None:
            continue
        start, end, link = ent.start_char, ent.end_char, ent.ent_id_
        if ent.label_ not in KINDS:
            start = occasions.name_of(page.text, start)
        if link:
            yield Mark(start, end, kind, link=link, sure=True)
            continue
        for left, right in names.pieces(page.text, start, end, kind):
            for part in _hyphened(page.text, left, right, words):
                yield Mark(*part, kind)


def _kind_of_abbreviation(ent: Span) -> str | None:
    """Return the kind of the name in brackets behind an entity of no kind."""
    doc, at = ent.doc, ent.end
    if at + 2 >= len(doc) or doc[at].text != "(" or doc[at + 2].text != ")":
        return None
    return KINDS.get(doc[at + 1].ent_type_) if ent.label_ != "NORP" else None


def _touches_hyphen(text: str, ent: Span) -> bool:
    """Say whether an entity is half of a hyphened word, and no proof of a name."""
    return "-" in (text[ent.start_char - 1 : ent.start_char], text[ent.end_char :][:1])


def _hyphened(text: str, start: int, end: int, words: set[str]) -> list[names.Stretch]:
    """Split "Lee-Rao" where the document names a Lee and a Rao."""
    parts = text[start:end].split("-")
    if len(parts) == 2 and all(part in words for part in parts):
        return [(start, start + len(parts[0])), (end - len(parts[1]), end)]
    return [(start, end)]


def _mention(page: Page, document: str, name: Mark, form: str = "name") -> Mention:
    left, right = page.sentence(name.start, name.end)
    return Mention(
        document=document,
        start=name.start,
        end=name.end,
        text=page.text[name.start : name.end],
        kind=name.kind,
        sentence_start=left,
        sentence_end=right,
        form=form,
        title=name.title,
        role=_role(page.span(name.start, name.end).root),
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
