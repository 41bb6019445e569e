"""How good the pipeline is, measured against files that people have marked.

`gold` holds what such files say, `columns`, `conllu` and `articles` read them,
`scoring` counts (without spaCy), `trees` and `findings` compare, `measure` does
all of it with the very calls that `kg build` makes. See docs/evaluation.md.
"""

from kg.evaluate.measure import SHARES, Evaluation, Progress, Report, evaluate

__all__ = ["SHARES", "Evaluation", "Progress", "Report", "evaluate"]
