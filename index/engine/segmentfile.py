"""The file of a segment: inverted fields, stem tables, columns and stored values, read lazily."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from whoosh.filedb.filestore import FileStorage

from index.engine.arrays import Array, ArrayFile, ArrayWriter
from index.engine.blobs import BLOBS, BlobColumn
from index.engine.columns import CODES, NUMBERS, CodeColumn
from index.engine.columnset import ColumnSet
from index.engine.postings import FieldReader, Inverted
from index.engine.segment import EXTENSION, FORMAT, FondsSegment
from index.engine.stems import StemRows, StemTable
from index.engine.stored import StoredReader, StoredWriter


def write_segment(
    stream: BinaryIO,
    documents: int,
    fields: Mapping[str, Inverted],
    columns: ColumnSet,
    stored: StoredWriter,
    stems: Mapping[str, StemRows] | None = None,
) -> None:
    """Write a whole segment and push it to the disk; the stream is closed."""
    out = ArrayWriter(stream)
    meta: dict[str, Any] = {"format": FORMAT, "documents": documents, "stemmed": []}
    meta["fields"] = {name: fields[name].write(out, f"f/{name}") for name in sorted(fields)}
    for name, rows in (stems or {}).items():
        rows.write(out, f"f/{name}")
        meta["stemmed"].append(name)
    meta["columns"] = columns.write(out, documents)
    stored.write(out)
    out.close(meta)


class SegmentFile:
    """Read access to the file of a segment; parts are mapped when they are asked for.

    Raises:
        ArchiveDamagedError: the file cannot be read, here or at first use of a part.
    """

    def __init__(self, arrays: ArrayFile) -> None:
        self.arrays = arrays
        if arrays.meta.get("format") != FORMAT:
            raise arrays.damaged()  # before what another format may not have is looked up
        self.documents: int = arrays.meta["documents"]
        self.stored = StoredReader(arrays)
        self._field_meta: dict[str, dict[str, Any]] = arrays.meta["fields"]
        self._column_meta: dict[str, dict[str, Any]] = arrays.meta["columns"]
        self._fields: dict[str, FieldReader] = {}
        self._stems: dict[str, StemTable] = {}
        self._columns: dict[str, CodeColumn] = {}

    @classmethod
    def open(cls, path: Path) -> SegmentFile:
        """Map the file of a segment."""
        return cls(ArrayFile.open(path))

    @property
    def field_names(self) -> list[str]:
        """The names of the inverted fields, sorted."""
        return sorted(self._field_meta)

    @property
    def column_names(self) -> list[str]:
        """The names of the columns, sorted."""
        return sorted(self._column_meta)

    def field(self, name: str) -> FieldReader | None:
        """Return an inverted field, or None where the segment has none of the name."""
        reader = self._fields.get(name)
        if reader is None and name in self._field_meta:
            reader = FieldReader(self.arrays, f"f/{name}", self._field_meta[name])
            self._fields[name] = reader
        return reader

    def stem_table(self, name: str) -> StemTable | None:
        """Return the stem table of a field, or None where it has none."""
        if name not in self.arrays.meta["stemmed"]:
            return None
        if name not in self._stems:
            field = self.field(name)
            if field is None:
                raise self.arrays.damaged()
            self._stems[name] = StemTable(self.arrays, f"f/{name}", field.lexicon)
        return self._stems[name]

    def column_kind(self, name: str) -> str | None:
        """Return the kind of a column, or None where the segment has none of the name."""
        meta = self._column_meta.get(name)
        return None if meta is None else str(meta["kind"])

    def codes(self, name: str) -> CodeColumn | None:
        """Return a column of codes, or None where the segment has none of the name."""
        if self.column_kind(name) != CODES:
            return None
        if name not in self._columns:
            self._columns[name] = CodeColumn(self.arrays, name)
        return self._columns[name]

    def blobs(self, name: str) -> BlobColumn | None:
        """Return a column of bytes, or None where the segment has none of the name."""
        return BlobColumn(self.arrays, name) if self.column_kind(name) == BLOBS else None

    def numbers(self, name: str) -> Array | None:
        """Return a column of numbers, or None where the segment has none of the name."""
        return self.arrays[f"{name}:values"] if self.column_kind(name) == NUMBERS else None


def open_segment(storage: Any, segment: FondsSegment) -> SegmentFile:
    """Map the file of a segment, or read it from a storage in memory."""
    if isinstance(storage, FileStorage):
        return SegmentFile.open(Path(storage.folder) / segment.filename)
    stream = segment.open_file(storage, EXTENSION)
    data = stream.read()
    stream.close()
    return SegmentFile(ArrayFile(data, segment.filename))
