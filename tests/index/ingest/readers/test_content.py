"""Open documents and what one reading may spend."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.document import Limits
from index.ingest.readers.content import BoundError, Bounds, Content, told, too_large


def content(data: bytes) -> Content:
    return Content(Path("dossier/lettre.txt"), "lettre.txt", BytesIO(data), len(data))


def test_the_whole_and_the_head() -> None:
    found = content(b"Bonjour le monde")
    assert found.head(7) == b"Bonjour"
    assert found.whole() == b"Bonjour le monde"
    assert found.stem == "lettre"


def test_too_much_and_nothing_are_refused() -> None:
    with pytest.raises(ReadError, match="larger than 0 MB"):
        content(b"Bonjour").whole(3)
    with pytest.raises(ReadError, match="the file is empty"):
        content(b"").whole()


def test_a_member_keeps_the_path_that_faults_are_told_of() -> None:
    inner = content(b"").member("inner/a.pdf", b"abc")
    assert (inner.name, inner.size, inner.path) == ("inner/a.pdf", 3, Path("dossier/lettre.txt"))
    assert inner.fault("why").path == Path("dossier/lettre.txt")


@pytest.mark.parametrize("fault", [KeyError("a"), ValueError(), EOFError(), RecursionError()])
def test_what_libraries_raise_is_told_in_plain_words(fault: Exception) -> None:
    with pytest.raises(ReadError) as caught, told(content(b"")):
        raise fault
    assert caught.value.reason == "the file is damaged"
    assert caught.value.__cause__ is fault


def test_want_of_memory_is_told() -> None:
    with pytest.raises(ReadError, match="more memory"), told(content(b"")):
        raise MemoryError


def test_bounds_are_spent() -> None:
    bounds = Bounds(Limits(bytes=1000, depth=2, ratio=10))
    bounds.spend(999)
    with pytest.raises(BoundError, match="unpacks to more than 0 MB"):
        bounds.spend(2)
    bounds.check_depth(2)
    with pytest.raises(BoundError, match="more than 2 levels"):
        bounds.check_depth(3)


def test_small_things_may_be_packed_tightly() -> None:
    bounds = Bounds(Limits(ratio=10))
    bounds.check_ratio(1_000_000, 1)
    with pytest.raises(BoundError, match="10 times its size"):
        bounds.check_ratio(2_000_000, 100_000)


def test_time_is_over_and_begins_again() -> None:
    bounds = Bounds(Limits(seconds=-1))
    assert bounds.expired
    with pytest.raises(BoundError, match="took longer"):
        bounds.check_time()
    patient = Bounds(Limits(seconds=60))
    patient.restart()
    patient.check_time()


def test_sizes_are_said_in_megabytes() -> None:
    assert too_large(64 * 1024 * 1024) == "it is larger than 64 MB"
