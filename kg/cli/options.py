"""What several commands take: a run, and names with commas between them."""

from pathlib import Path
from typing import Annotated

import typer

Run = Annotated[
    Path, typer.Argument(help="Folder of a run, as `kg build` wrote it.", metavar="RUN")
]


def split(text: str | None) -> tuple[str, ...]:
    """Return the parts of a text between its commas, the empty ones left out."""
    return (
        tuple(part.strip() for part in text.split(",") if part.strip()) if text else ()
    )
