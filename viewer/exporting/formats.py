"""The table of export formats: name -> what writes records to an open text file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TextIO

from index.record import Record
from viewer.exporting.jsonfile import write_json
from viewer.exporting.table import write_csv

#: Takes the records, an open file, the archive's name and the language of labels.
Writer = Callable[[Sequence[Record], TextIO, str, str], None]

FORMATS: Mapping[str, Writer] = MappingProxyType({"csv": write_csv, "json": write_json})
