"""The Whoosh codec over arrays: what lets every Whoosh query, collector and sorter read them."""

from __future__ import annotations

from typing import Any

from whoosh.codec import base

from index.engine.codecreaders import DocumentReader, TermsReader
from index.engine.codecwriters import DocumentWriter, PendingDocuments, PostingsWriter
from index.engine.segment import FondsSegment
from index.engine.segmentfile import open_segment


class FondsCodec(base.Codec):  # type: ignore[misc]  # Whoosh has no hints
    """Reads and writes the segments of a columnar index for Whoosh.

    Whoosh's own writer goes through it one posting at a time; what it writes is the same file
    that the bulk writer writes, without stem tables.
    """

    #: Lengths are kept by document; Whoosh need not hand them in with each posting.
    length_stats = False

    def per_document_writer(self, storage: Any, segment: FondsSegment) -> Any:
        """Return what collects the documents of a new segment."""
        return DocumentWriter(storage, segment)

    def field_writer(self, storage: Any, segment: FondsSegment) -> Any:
        """Return what collects the postings of a new segment, and writes its file."""
        return PostingsWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: FondsSegment) -> Any:
        """Return Whoosh's way into the terms and postings of a segment."""
        return TermsReader(open_segment(storage, segment))

    def per_document_reader(self, storage: Any, segment: FondsSegment) -> Any:
        """Return Whoosh's way into the documents of a segment."""
        pending = segment.pending.get("documents")
        return DocumentReader(storage, segment) if pending is None else PendingDocuments(pending)

    def new_segment(self, storage: Any, indexname: str) -> FondsSegment:
        """Return the entry for a segment to be written."""
        return FondsSegment(indexname)
