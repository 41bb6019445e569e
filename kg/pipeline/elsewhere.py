"""Find on another machine: own files go there, and its kg must be the same as ours."""

import os
import platform
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kg.errors import ModelMissing, RunError
from kg.pipeline.finding import Batch, finder
from kg.pipeline.fingerprint import digest_of, ingredients, model_folder
from kg.settings import Settings


class Own(NamedTuple):
    """Hold a file of the user's own: its name and what is in it."""

    name: str
    content: bytes


def finder_elsewhere(settings: Settings) -> Callable[[], Callable[[Batch], bytes]]:
    """Return what makes, on another machine, the function that `finder` makes here.

    It carries gazetteers and own rules with it; a pipeline must be installed there, or
    lie at the same path. Where it is called it raises ModelMissing if it does not, and
    RunError if code, libraries or pipeline are others than here. Raises here what is
    wrong with the user's own files.
    """
    if settings.gazetteers or settings.rules:
        finder(settings.model, settings.gazetteers, settings.rules)
    folder = Path(settings.model) if settings.model else None
    return partial(
        _finder_there,
        str(folder.resolve()) if folder and folder.is_dir() else settings.model,
        tuple(map(_own, settings.gazetteers)),
        _own(settings.rules) if settings.rules else None,
        ingredients(settings),
    )


def _finder_there(
    model: str | None,
    gazetteers: tuple[Own, ...],
    rules: Own | None,
    expected: Mapping[str, str],
) -> Callable[[Batch], bytes]:
    """Check that everything is as on the machine that asks, and load it."""
    with TemporaryDirectory() as home:
        settings = Settings(
            model=model,
            gazetteers=tuple(
                _written(own, Path(home) / str(number))
                for number, own in enumerate(gazetteers)
            ),
            rules=_written(rules, Path(home) / "rules") if rules else None,
        )
        _check(settings, expected)
        return finder(settings.model, settings.gazetteers, settings.rules)


def _own(path: Path) -> Own:
    return Own(path.name, path.read_bytes())


def _written(own: Own, folder: Path) -> Path:
    folder.mkdir()
    path = folder / own.name
    path.write_bytes(own.content)
    return path


def _check(settings: Settings, expected: Mapping[str, str]) -> None:
    """Raise ModelMissing or RunError unless the same would be found here."""
    machine = f"{platform.node()}, process {os.getpid()}"
    if model_folder(settings.model) is None:
        raise ModelMissing(
            f"{settings.model}: not on the worker {machine}; install this pipeline on "
            "every machine, or put its folder at the same path"
        )
    found = ingredients(settings)
    if found == expected:
        return
    names = sorted(found.keys() | expected.keys())
    others = [name for name in names if found.get(name) != expected.get(name)]
    first = others[0]
    raise RunError(
        f"the worker {machine} would find other things (fingerprint "
        f"{digest_of(found)}) than this machine ({digest_of(expected)}): {first} is "
        f"{found.get(first, 'missing')[:16]} there, "
        f"{expected.get(first, 'missing')[:16]} here"
        f"{f', and {len(others) - 1} more differ' if len(others) > 1 else ''}; install "
        "the same kg, libraries and pipeline on every machine"
    )
