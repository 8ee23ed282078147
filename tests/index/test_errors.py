"""Errors on purpose: one plain sentence each, and whose fault it is."""

import inspect
from pathlib import Path

import pytest

from index import errors
from index.errors import ArchiveBusyError, CancelledError, FondsError, ReadError

KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if kind is not FondsError]
KINDS = [kind for kind in KINDS if issubclass(kind, Exception)]
#: Those that are given their sentence; the others make it themselves.
TOLD = [kind for kind in KINDS if kind not in (ReadError, ArchiveBusyError)]


@pytest.mark.parametrize("kind", KINDS)
def test_each_can_be_told_to_a_person(kind):
    assert issubclass(kind, FondsError)
    assert kind.__doc__
    assert kind.__name__.endswith("Error")


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind not in (ReadError, ArchiveBusyError)]
)
def test_what_was_said_is_the_sentence(kind):
    assert str(kind("there is no index in “a”")) == "there is no index in “a”"


@pytest.mark.parametrize("path", ["/srv/docs/été.txt", Path("/srv/docs/été.txt"), "été.txt"])
def test_a_document_that_could_not_be_read_is_named_with_the_reason(path):
    error = ReadError(path, "the file is empty")
    assert str(error) == "“été.txt” could not be read: the file is empty."
    assert (error.path, error.reason) == (Path(path), "the file is empty")


def test_who_holds_an_archive_is_told_in_the_same_words():
    assert str(ArchiveBusyError()) == "this archive is being updated by another Fonds"


def test_one_is_not_taken_for_another():
    """A search that was cancelled is no damage, a busy archive not a missing one."""
    for one in KINDS:
        assert [other for other in KINDS if issubclass(one, other)] == [one]
    assert not issubclass(CancelledError, OSError | ValueError)
