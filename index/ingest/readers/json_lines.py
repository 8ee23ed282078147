"""JSON lines: one part per line; a line that is no JSON is named, the others are read."""

from __future__ import annotations

import json
from collections.abc import Iterator

from index.ingest.document import Part, notice
from index.ingest.readers.content import Bounds, Content
from index.ingest.readers.csv_rows import text_lines
from index.ingest.readers.json_rows import object_part

#: With more broken lines than this the file is something else.
_MAX_BROKEN = 20


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield a part for every line of the file."""
    broken = 0
    for number, line in enumerate(text_lines(content, bounds), 1):
        if number % 1024 == 0:
            bounds.check_time()
        if not line.strip():
            continue
        try:
            part = object_part(f"row {number}", json.loads(line, parse_int=str))
        except (ValueError, RecursionError):
            broken += 1
            if broken > _MAX_BROKEN:
                raise content.fault("most of its lines are no JSON") from None
            yield notice("the line is no JSON", f"row {number}")
            continue
        if part is not None:
            yield part
