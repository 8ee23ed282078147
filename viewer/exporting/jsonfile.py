"""Records as one JSON object."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TextIO

from index.record import Record
from viewer.exporting.objects import record_object


def write_json(
    records: Sequence[Record], file: TextIO, archive_name: str, language: str = "en"
) -> None:
    """Write ``{"archive", "records": [...]}``; codes need no language."""
    whole = {"archive": archive_name, "records": [record_object(record) for record in records]}
    json.dump(whole, file, ensure_ascii=False, indent=2)
    file.write("\n")
