"""What a process that finds does not load."""

import subprocess
import sys

PROGRAM = """
import sys
from kg.pipeline.finding import finder
finder(None, ())
assert "spacy.cli" not in sys.modules
import spacy
assert spacy.info(silent=True)
import spacy.cli
assert spacy.cli.download.__module__ == "spacy.cli.download"
"""


def test_the_command_line_of_spacy_is_loaded_only_by_who_asks_for_it() -> None:
    subprocess.run([sys.executable, "-c", PROGRAM], check=True)
