"""A segment: the entry of the table of contents that stands for one file of arrays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.codec import base

from index.engine.arrays import Array

#: The ending of the one file of a segment.
EXTENSION = ".fonds"
#: Changes with the layout of the file; an index of another version is rebuilt.
FORMAT = 5


class FondsSegment(base.Segment):  # type: ignore[misc]  # Whoosh has no hints
    """What the table of contents knows of a segment: its file, its documents, the deleted ones."""

    def __init__(self, indexname: str, segid: str | None = None, documents: int = 0) -> None:
        self.indexname = indexname
        self.segid = segid or self._random_id()
        self.compound = False
        self.format = FORMAT
        self._documents = documents
        self._deleted: Array | None = None
        #: What Whoosh's own writer collects, documents and postings, until the file is written.
        self.pending: dict[str, Any] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Return what is pickled: deletions as a bitmap, one bit for each document."""
        state = {**self.__dict__, "pending": {}}
        if self._deleted is not None:
            state["_deleted"] = np.packbits(self._deleted).tobytes()
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Read what ``__getstate__`` gave."""
        self.__dict__.update(state)
        packed = state.get("_deleted")
        if packed is not None:
            bits = np.unpackbits(np.frombuffer(packed, np.uint8), count=self._documents)
            self._deleted = bits.astype(np.bool_)

    def copy(self) -> FondsSegment:
        """Return a segment on the same file whose deletions are its own."""
        twin = FondsSegment(self.indexname, self.segid, self._documents)
        twin._deleted = None if self._deleted is None else self._deleted.copy()
        return twin

    def codec(self, **kwargs: Any) -> Any:
        """Return the codec that reads this segment."""
        from index.engine.codec import FondsCodec  # the codec makes segments: a circle else

        return FondsCodec()

    @property
    def filename(self) -> str:
        """The name of the segment's file."""
        return str(self.make_filename(EXTENSION))

    @property
    def deleted(self) -> Array | None:
        """Which documents are deleted, as booleans; None where none is."""
        return self._deleted

    def delete_all(self, documents: Array) -> int:
        """Delete documents by number; return how many were not deleted before."""
        before = self.deleted_count()
        self._flags()[documents] = True
        return int(self.deleted_count() - before)

    def should_assemble(self) -> bool:
        """Tell Whoosh that there is nothing to pack together: a segment is one file."""
        return False

    def set_doc_count(self, count: int) -> None:
        """Set the number of documents, deleted ones among them."""
        self._documents = count

    def doc_count_all(self) -> int:
        """Return the number of documents, deleted ones among them."""
        return self._documents

    def deleted_count(self) -> int:
        """Return the number of deleted documents."""
        return 0 if self._deleted is None else int(np.count_nonzero(self._deleted))

    def deleted_docs(self) -> Iterator[int]:
        """Return the numbers of the deleted documents."""
        return iter([] if self._deleted is None else np.flatnonzero(self._deleted).tolist())

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a document, or bring it back."""
        if delete or self._deleted is not None:
            self._flags()[docnum] = delete

    def is_deleted(self, docnum: int) -> bool:
        """Tell whether a document is deleted."""
        held = self._deleted is not None and docnum < self._documents
        return held and bool(self._flags()[docnum])

    def _flags(self) -> Array:
        if self._deleted is None:
            self._deleted = np.zeros(self._documents, np.bool_)
        return self._deleted
