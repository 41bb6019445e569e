"""Settings that hold for all tests, and what many of them ask for."""

import pytest
from hypothesis import settings
from spacy.language import Language

from kg.annotate import load_pipeline
from kg.relate import load_rules
from kg.relate.rules import Rules

# The machine's load must not decide whether a test passes, nor may chance.
settings.register_profile("kg", deadline=None, derandomize=True)
settings.load_profile("kg")


@pytest.fixture(scope="session")
def rules() -> Rules:
    return load_rules()


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_pipeline()
