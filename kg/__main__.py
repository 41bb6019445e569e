"""Let `python -m kg` be the same as `kg`."""

from kg.cli import main

main()
