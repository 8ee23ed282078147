"""Events: what is written is what is read, and noise is no event."""

import pytest

from index import events
from index.errors import ArchiveBusyError, ArchiveMissingError, FondsError
from index.progress import Failure, Progress, Report


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (events.PROGRESS, Progress(1, 2, "/é.txt", 1, 0, 0.5)),
        (events.COMMITTED, Report(added=1)),
        (events.REPORT, Report(failed=(Failure("/a", "empty"),))),
        (events.COMMITTING, None),
    ],
)
def test_there_and_back(kind, content):
    line = events.write(kind, content)
    assert "\n" not in line
    assert events.read(line.encode()) == (kind, content)


@pytest.mark.parametrize(
    "error", [ArchiveBusyError(), ArchiveMissingError("none here"), FondsError("odd")]
)
def test_errors_keep_their_kind(error):
    kind, read = events.read(events.write(events.ERROR, error).encode())
    assert kind == events.ERROR
    assert (type(read), str(read)) == (type(error), str(error))


@pytest.mark.parametrize("line", [b"", b"noise", b"{}", b"[1]", b'{"event": "progress"}', b"\xff"])
def test_noise(line):
    assert events.read(line)[1] is None
