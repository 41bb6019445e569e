"""Parts under a URL, so that builds on any machine need not find again what one found.

The URL is one of fsspec: s3://, gs://, abfs://, sftp://, file:// and others. A build
keeps its parts in a folder of its own as well; this is a second place for them.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import KgError, RunError, in_one_line
from kg.store.parts import SUFFIX, name_of, write_part

_NAME = re.compile(rf"[0-9a-f]{{32}}{re.escape(SUFFIX)}")
_TOGETHER = 16
"""Files that are brought or sent at a time: the way there takes longer than a file."""


class Shared:
    """Parts that several builds share. Nothing is ever deleted there."""

    def __init__(self, url: str, name: str) -> None:
        """Open the folder `name` under `url`, and list what it holds.

        Raises RunError if that is impossible, as do all methods.
        """
        self._url = url
        self._unsent: dict[str, Path] = {}
        with self._plainly():
            try:
                from fsspec.core import url_to_fs
            except ImportError:
                raise RunError(
                    "fsspec is not installed; get it with: pip install 'kg[dask]'"
                ) from None
            self._files, root = url_to_fs(url)
            self._folder = f"{root.rstrip('/')}/{name}"
            self._there = self._list()
        self._was_empty = not self._there

    def pull(self, folder: Path) -> Iterator[Path]:
        """Bring the parts that `folder` lacks, and yield their paths there.

        A part that is damaged is left out, and may be sent again.
        """
        here = {path.name for path in folder.glob(f"*{SUFFIX}")}
        lacking = sorted(self._there - here)
        for at in range(0, len(lacking), _TOGETHER):
            names = lacking[at : at + _TOGETHER]
            with self._plainly():
                paths = [f"{self._folder}/{name}" for name in names]
                found = self._files.cat(paths, on_error="omit")
            whole = [data for at, data in sorted(found.items()) if _is_whole(at, data)]
            self._there -= set(names) - set(map(name_of, whole))
            for data in whole:
                yield write_part(data, folder)

    def push(self, path: Path) -> None:
        """Send a part, unless it is there; some wait for others, or for `finish`."""
        if path.name not in self._there:
            self._unsent[path.name] = path
        if len(self._unsent) >= _TOGETHER:
            self._send()

    def finish(self, folder: Path) -> None:
        """Send what still waits; all that `folder` holds, if nothing was there.

        Else what was found before is there already, in other parts.
        """
        if self._was_empty:
            for path in sorted(folder.glob(f"*{SUFFIX}")):
                self.push(path)
        self._send()

    def _send(self) -> None:
        parts = {
            f"{self._folder}/{name}": path.read_bytes()
            for name, path in self._unsent.items()
        }
        with self._plainly():
            if parts:
                self._files.makedirs(self._folder, exist_ok=True)
                self._files.pipe(parts)
        self._there |= set(self._unsent)
        self._unsent.clear()

    def _list(self) -> set[str]:
        self._files.invalidate_cache()
        try:
            paths: list[str] = self._files.ls(self._folder, detail=False)
        except FileNotFoundError:
            return set()
        names = (path.rsplit("/", 1)[-1] for path in paths)
        return {name for name in names if _NAME.fullmatch(name)}

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """Tell in one line what went wrong; each kind of store has its own errors."""
        try:
            yield
        except KgError:
            raise
        except Exception as error:
            raise RunError(
                f"{self._url}: cannot keep parts there ({in_one_line(error)}); what "
                "is found is kept in the output folder: run the same command again"
            ) from None


def _is_whole(path: str, data: bytes) -> bool:
    return path.rsplit("/", 1)[-1] == name_of(data)
