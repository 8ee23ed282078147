"""Every error that Fonds raises on purpose, each saying whose fault it is in plain words."""

from __future__ import annotations

from pathlib import Path


class FondsError(Exception):
    """A fault that can be told to a person: ``str(error)`` is one plain sentence."""


class ReadError(FondsError):
    """A document that could not be read.

    Args:
        path: the document.
        reason: why, in plain words, without the path ("the file is empty").
    """

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"“{Path(path).name}” could not be read: {reason}.")
        self.path = Path(path)
        self.reason = reason


class ArchiveMissingError(FondsError):
    """No archive stands where one was asked for."""


class ArchiveBusyError(FondsError):
    """Another process is writing to the archive."""

    def __init__(self) -> None:
        super().__init__("this archive is being updated by another Fonds")


class ArchiveDamagedError(FondsError):
    """The index of an archive cannot be used; a rebuild restores it."""


class RecordMissingError(FondsError):
    """No record has the identifier that was asked for."""


class CancelledError(FondsError):
    """The person, or a newer request, asked to stop."""
