"""Keep pyarrow from what kg has no use for: pandas, and memory for later."""

import sys
from importlib.machinery import ModuleSpec

import pyarrow as pa


class _Hidden:
    """Say of pandas, and of nothing else, that it is not installed."""

    @staticmethod
    def find_spec(name: str, *_: object) -> ModuleSpec | None:
        if name == "pandas":
            raise ModuleNotFoundError(name)
        return None


def leave_out_pandas() -> None:
    """Let pyarrow find no pandas when it first asks whether a list is one of its own.

    It asks once, and a quarter of a second and 33 MB in every process are saved. What
    needs pandas, like `to_pandas`, looks for it anew and finds it.
    """
    if "pandas" in sys.modules:
        return
    sys.meta_path.insert(0, _Hidden)
    try:
        pa.array([None])
    finally:
        sys.meta_path.remove(_Hidden)


def let_go() -> None:
    """Give the memory that pyarrow keeps for tables to come back to the system."""
    pa.default_memory_pool().release_unused()
