"""Rules of a user, which load only if a pipeline finds what their examples say."""

from pathlib import Path

from spacy.language import Language

from kg.errors import DataError
from kg.relate.examples import holds, stays_out
from kg.relate.rules import Rules, load_rules, own_rules


def load_checked(path: Path, nlp: Language) -> Rules:
    """Return the rules that ship with those of a file before them.

    Raises DataError, with the line of the rule, where one cannot be used, where `nlp`
    does not find its relation in an example, or finds it in a counterexample.
    """
    rules = load_rules(path)
    for rule, line in own_rules(path).items():
        where = f"{path}, line {line}: rule {rule.name!r}"
        for example in rule.examples:
            if not holds(example, rule, rules, nlp):
                raise DataError(
                    f"{where}: {rule.relation} is not found from [square] to {{curly}} "
                    f"in the example {example!r}; mend the rule or the example"
                )
        for example in rule.counterexamples:
            if not stays_out(example, rule, rules, nlp):
                raise DataError(
                    f"{where}: {rule.relation} is found in the counterexample "
                    f"{example!r}; narrow the rule"
                )
    return rules
