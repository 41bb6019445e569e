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


def in_one_line(error: object) -> str:
    """Return what an error of another library says, as one short line, never ""."""
    said = getattr(error, "strerror", None) or str(error)
    return " ".join(said.split())[:200] or type(error).__name__
