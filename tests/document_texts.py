"""A text for the tests of reading, and what puts it down."""

from collections.abc import Callable
from pathlib import Path

BODY = (
    "The harbour board of Norvane met on Monday to discuss a plan for a second quay, "
    "which the engineer Ana Oru had drawn up during the winter. Nobody spoke against "
    "it."
)

Put = Callable[[str, bytes | str], Path]
