"""Who works for a part works for the whole: "joined *Acme's School of Law*".

What a part is to the whole, the words side by side tell; whoever works for the one, or
has a post there, works for the other, too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.records import PERSON
from kg.relate.finders.finding import Finding
from kg.relate.finders.fixed_rules import BODY
from kg.relate.grammar.gaps import words_between

_WORKING = "employee_of"
_HOLDING = "holds_role_at"


def at_the_whole(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the work and the posts that somebody has at a part, of its whole."""
    wholes = {
        found.subject.i: found.object
        for found in findings
        if found.rule is BODY
        and (
            words_between(found.subject, found.object)[:1] == ["at"]
            or words_between(found.object, found.subject) in (["'s"], ["’s"])
        )
    }
    for found in findings:
        whole = wholes.get(found.object.i)
        person = found.subject.mention
        if whole is None or person is None or person.kind != PERSON:
            continue
        if found.relation == _WORKING:
            yield replace(found, object=whole)
        elif found.relation == _HOLDING and found.label.endswith((" of", " at")):
            yield replace(found, object=whole, label=f"{found.label[:-3]} at")
