"""What puts the files down that the tests of reading read.

A plugin: a test module asks for it with `pytest_plugins = ["document_fixtures"]`.
"""

from pathlib import Path

import pytest
from document_texts import Put


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Return a function that writes a file into the (temporary) current folder."""
    monkeypatch.chdir(tmp_path)

    def write(name: str, content: bytes | str) -> Path:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write
