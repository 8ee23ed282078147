"""The Whoosh codec over arrays: what lets every Whoosh query, collector and sorter read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from whoosh.codec import base

from index.engine.arrays import ArrayFile
from index.engine.segment import EXTENSION, FondsSegment
from index.engine.segmentfile import SegmentFile


class FondsCodec(base.Codec):  # type: ignore[misc]  # Whoosh has no hints
    """Reads and writes the segments of a columnar index for Whoosh.

    Whoosh's own writer goes through it one posting at a time; what it writes is the same file
    that the bulk writer writes, without stem tables.
    """

    length_stats = True

    def per_document_writer(self, storage: Any, segment: FondsSegment) -> Any:
        """Return what collects the documents of a new segment."""
        from index.engine.codecwriters import DocumentWriter

        return DocumentWriter(storage, segment)

    def field_writer(self, storage: Any, segment: FondsSegment) -> Any:
        """Return what collects the postings of a new segment, and writes its file."""
        from index.engine.codecwriters import PostingsWriter

        return PostingsWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: FondsSegment) -> Any:
        """Return Whoosh's way into the terms and postings of a segment."""
        from index.engine.codecreaders import TermsReader

        return TermsReader(open_segment(storage, segment))

    def per_document_reader(self, storage: Any, segment: FondsSegment) -> Any:
        """Return Whoosh's way into the documents of a segment."""
        from index.engine.codecreaders import DocumentReader

        return DocumentReader(storage, segment)

    def new_segment(self, storage: Any, indexname: str) -> FondsSegment:
        """Return the entry for a segment to be written."""
        return FondsSegment(indexname)


def open_segment(storage: Any, segment: FondsSegment) -> SegmentFile:
    """Map the file of a segment, or read it from a storage in memory."""
    folder = getattr(storage, "folder", None)
    if folder is not None:
        return SegmentFile.open(Path(folder) / segment.filename)
    stream = segment.open_file(storage, EXTENSION)
    data = stream.read()
    stream.close()
    return SegmentFile(ArrayFile(data, segment.filename))
