"""The plain records that cross the wall between documents and the graph.

Every record is a frozen, slotted dataclass of strings, numbers and tuples: it can be
compared, hashed, pickled to a worker process and written as a row of a table. No record
does any I/O, and none holds a spaCy object.

Offsets are always character offsets into `Document.text`, the *cleaned* text.
"""

from dataclasses import dataclass, field

PERSON = "person"
ORGANISATION = "organisation"
INITIATIVE = "initiative"
PLACE = "place"
KINDS = (PERSON, ORGANISATION, INITIATIVE, PLACE)

ASSERTED = "asserted"
NEGATED = "negated"
POSSIBLE = "possible"
STATUSES = (ASSERTED, NEGATED, POSSIBLE)

CO_OCCURS_WITH = "co_occurs_with"
STATED = "stated"
LABELLED = frozenset({STATED, "holds_role_at"})
"""Relations whose label is part of what they say: another label is another edge."""


@dataclass(frozen=True, slots=True)
class Document:
    """Hold one cleaned text and where it came from.

    `id` is the path as the user gave it, or `FILE#ID` for a record of a table.
    `date` is ISO 8601, as precise as known (`2017-01-12`, `2017-01`, `2017`), or "".
    """

    id: str
    text: str
    title: str = ""
    date: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Say which input was left out, or how much of it, and why."""

    path: str
    reason: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Mention:
    """Mark one stretch of text that names, or refers back to, somebody or something.

    `(document, start)` is the key: mentions never overlap. Only a reference to several
    ("they", "both banks") is there once for each of them, with its kind and name.

    `kind` is one of `KINDS`; for a pronoun that fits several kinds it is "".
    `form` is `name`, `pronoun` ("she", "its"), `description` ("the company") or `title`
    ("chairman", which stands for whose chairman it is: `identity.posts`).
    `title` is the honorific or role before a person's name ("Mr.", "President").
    `role` is the grammatical role of the mention's head: `subject`, `object`,
    `possessive` or "".
    `name` is the fullest form of the same name in this document, filled in when the
    document is complete; the record of a pronoun carries its antecedent's name.
    `link` is the id that a gazetteer entry gave, or "".
    `context` is what the text says here to tell namesakes apart ("born 1955; sex
    female"), or "" (see `identity.context`).
    """

    document: str
    start: int
    end: int
    text: str
    kind: str
    sentence_start: int
    sentence_end: int
    form: str = "name"
    title: str = ""
    role: str = ""
    name: str = ""
    link: str = ""
    context: str = ""

    @property
    def is_vague(self) -> bool:
        """Say whether it is a noun ("the plant") that may mean anybody, or nobody."""
        return self.form == "description" and not self.kind


@dataclass(frozen=True, slots=True)
class Claim:
    """State a relation between two mentions of one sentence.

    `subject` and `object` are the `start` offsets of two mentions of `document`. At a
    reference to several the claim holds for each; where it is both ends, as in "they
    merged", for any two of them.
    `relation` is a name of the closed vocabulary or `STATED`; `label` is how it reads
    ("founder of", "sued"). `status` is one of `STATUSES`. `date` is the ISO date that
    the sentence itself gives, or "" (the document's date is filled in later).
    `speaker` is who the sentence says says so, or "": by name, or as written; where it
    is a mention, `speaker_start` is its `start`, else -1.
    """

    document: str
    subject: int
    object: int
    relation: str
    label: str
    rule: str
    status: str
    sentence_start: int
    sentence_end: int
    date: str = ""
    speaker: str = ""
    speaker_start: int = -1


@dataclass(frozen=True, slots=True)
class Entity:
    """Gather everything that names one person, organisation or initiative.

    `id` is made from content, so it stays the same when other documents come and go.
    `aliases` are the surface forms with their counts, most frequent first.
    `mentions` counts names, not pronouns. `reasons` say why names were merged.
    """

    id: str
    kind: str
    name: str
    aliases: tuple[tuple[str, int], ...]
    mentions: int
    documents: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """Tell why two names of one kind were taken (or not taken) for one entity."""

    kind: str
    left: str
    right: str
    score: float
    reason: str
    joined: bool = True


@dataclass(frozen=True, slots=True)
class Resolution:
    """Map every mention to its entity.

    `who` maps `(document, start)` of a mention to an entity id; a reference to several
    is not in it but in `several`. Original mentions are never rewritten.
    """

    entities: tuple[Entity, ...]
    who: dict[tuple[str, int], str]
    merges: tuple[Merge, ...] = ()
    several: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Quote one sentence that supports an edge.

    `quote` is exactly `text[start:end]` of the document. `source_text` and
    `target_text` are the two mentions as written in it. `speaker` is who says so by
    the sentence, or "".
    """

    document: str
    start: int
    end: int
    quote: str
    rule: str
    status: str
    date: str = ""
    source_text: str = ""
    target_text: str = ""
    speaker: str = ""
