"""What vectors make of references, by matrices made up for each case."""

import numpy as np
import pytest

from kg import annotate
from kg.identity.likeness import GROUPS, Likeness, Weights, shipped
from kg.records import ORGANISATION, Mention

WIDTH, SIZE = 4, 2


def mention(start: int) -> Mention:
    return Mention("d", start, start + 3, "it", ORGANISATION, 0, 90, form="pronoun")


def weights(**given: np.ndarray) -> Weights:
    """Return a net of zeros but for the matrices given."""
    matrices = {name: np.zeros((WIDTH, SIZE)) for name in "ABPQD"} | {
        "mean": np.zeros(WIDTH),
        "deviation": np.ones(WIDTH),
        "bias": np.zeros(SIZE),
        "bias_none": np.zeros(SIZE),
        "group": np.zeros((len(GROUPS), SIZE)),
        "none": np.zeros((len(GROUPS), SIZE)),
        "out": np.ones(2 * SIZE),
    }
    return Weights(matrices | given, {}, {})


def unit(at: int) -> np.ndarray:
    return np.eye(WIDTH, dtype=np.float32)[at]


def test_vectors_that_agree_score_higher() -> None:
    same = np.eye(WIDTH)[:, :SIZE]
    likeness = Likeness({0: unit(0), 10: unit(0), 20: unit(1)}, weights(P=same, Q=same))
    none, alike, other = likeness.scores("it", mention(0), [mention(10), mention(20)])
    assert alike > other == none == 0


def test_each_group_has_its_own_score_for_none() -> None:
    own = np.zeros((len(GROUPS), SIZE))
    own[GROUPS.index("its")] = 1
    likeness = Likeness({0: unit(0)}, weights(none=own, bias_none=np.ones(SIZE)))
    assert likeness.scores("its", mention(0), []) == [SIZE]
    assert likeness.scores("it", mention(0), []) == [0]


def test_a_mention_without_vector_counts_as_the_average_one() -> None:
    own = weights(B=np.eye(WIDTH)[:, :SIZE], mean=np.full(WIDTH, 0.5))
    likeness = Likeness({0: unit(0), 10: unit(0)}, own)
    _, known, unknown = likeness.scores("it", mention(0), [mention(10), mention(99)])
    assert known > unknown == 0


@pytest.mark.model
def test_shipped_weights_fit_the_vectors_of_the_shipped_pipeline() -> None:
    doc = annotate.load_pipeline()("Acme Corp said it will grow.")
    found = annotate.mentions(doc, document="d")
    likeness = Likeness(annotate.vectors(doc, found))
    name, pronoun = found
    assert len(likeness.scores("it", pronoun, [name])) == 2
    assert set(shipped().answered) == set(GROUPS)
