from __future__ import annotations

from pathlib import Path

from index.progress import Source
from viewer.models.sources import SourceRow, list_sources


def test_sources_come_with_their_records(archive):
    assert list_sources(archive) == (SourceRow(Source("s1", Path("/nowhere")), 200),)
