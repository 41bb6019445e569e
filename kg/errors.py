"""Errors that a user can act on: each message says what, where, and what to do next."""


class KgError(Exception):
    """A problem with the user's input; the command line prints it as one line."""


class CorpusError(KgError):
    """A path does not exist, or nothing readable was found."""


class SettingsError(KgError):
    """A settings file or an option has a value that cannot be used."""


class DataError(KgError):
    """A gazetteer, a rule file or a decisions file has a faulty line."""


class ModelMissing(KgError):
    """The spaCy pipeline asked for is not installed or cannot be loaded."""


class RunError(KgError):
    """A run folder is missing, incomplete or cannot be written."""


def cannot_write(path: object, error: OSError) -> RunError:
    """Return the error of a file that cannot be written."""
    return RunError(f"{path}: cannot be written ({error.strerror}); give another place")


def no_run(folder: object, missing: str) -> RunError:
    """Return the error of a folder in which a file of a run is missing."""
    return RunError(
        f"{folder}: no run here ({missing} is missing); "
        f"make one with: kg build ARTICLES -o {folder}"
    )


def damaged(path: object, error: object) -> RunError:
    """Return the error of a file of a run that cannot be read."""
    return RunError(f"{path}: damaged ({in_one_line(error)}); build the run again")


def in_one_line(error: object) -> str:
    """Return what an error of another library says, as one short line, never ""."""
    said = getattr(error, "strerror", None) or str(error)
    return " ".join(said.split())[:200] or type(error).__name__
