"""Bombs, depths and widths, small: each gives records or a reason, soon, and holds no secrets."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from tests.bench.hostile import CASES
from tests.index.ingest.readers.test_malformed import outcome

SMALL = 0.002
#: The first account of every system that has such a file; an entity in two documents asks for it.
SECRET = "root:"


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_document_is_read_or_refused(tmp_path: Path, name: str) -> None:
    found = outcome(CASES[name](tmp_path, SMALL))
    if isinstance(found, ReadError):
        assert SECRET not in found.reason
    else:
        assert not any(SECRET in part.text for part in found)
        assert any(not part.empty or part.warning for part in found)
