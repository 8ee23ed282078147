"""How Whoosh reads a segment: terms and their statistics, documents, columns, stored values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.columns import ColumnReader
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from index.engine.codecwriters import VECTOR
from index.engine.columns import CODES, NUMBERS, SEPARATOR, CodeColumn
from index.engine.columnset import foreign_reader
from index.engine.matcher import PostingsMatcher
from index.engine.packing import unpack
from index.engine.postings import FieldReader
from index.engine.segment import FondsSegment
from index.engine.segmentfile import SegmentFile, open_segment

Term = tuple[str, bytes]


class ColumnarTermInfo(TermInfo):  # type: ignore[misc]  # Whoosh has no hints
    """The statistics of a term, worked out from its postings when they are asked for.

    Whoosh reads and changes them as attributes; each comes into being when it is first read.
    """

    def __init__(self, field: FieldReader, number: int) -> None:
        self._field, self._span = field, field.span(number)

    def __getattr__(self, name: str) -> Any:
        """Work out an attribute of Whoosh's."""
        work_out = _STATISTICS.get(name)
        if work_out is None:
            raise AttributeError(name)
        value = work_out(self._field, *self._span)
        setattr(self, name, value)
        return value


def _extreme_length(field: FieldReader, start: int, end: int, pick: Any) -> int:
    return 0 if field.lengths is None else int(pick(field.lengths[field.docs[start:end]]))


#: Attribute of Whoosh's ``TermInfo`` → what gives it for the postings [start, end) of a field.
_STATISTICS: dict[str, Callable[[FieldReader, int, int], Any]] = {
    "_df": lambda field, start, end: end - start,
    "_weight": lambda field, start, end: float(field.posting_weights(start, end).sum()),
    "_maxweight": lambda field, start, end: float(field.posting_weights(start, end).max()),
    "_minlength": lambda field, start, end: _extreme_length(field, start, end, np.min),
    "_maxlength": lambda field, start, end: _extreme_length(field, start, end, np.max),
    "_minid": lambda field, start, end: int(field.docs[start]),
    "_maxid": lambda field, start, end: int(field.docs[end - 1]),
}


class TermsReader(base.TermsReader):  # type: ignore[misc]
    """Whoosh's way into the terms and postings of a segment."""

    def __init__(self, file: SegmentFile) -> None:
        self._file = file

    def __contains__(self, term: Term) -> bool:
        return self._find(*term) is not None

    def cursor(self, fieldname: str, fieldobj: Any) -> Any:
        """Return a cursor over the terms of a field."""
        field = self._file.field(fieldname)
        return base.EmptyCursor() if field is None else Cursor(field, fieldobj)

    def terms(self) -> Iterator[Term]:
        """Yield all terms, field by field."""
        return (term for name in self._file.field_names for term in self._walk(name, b""))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """Yield the terms of a field from one on, then those of the fields after it."""
        if fieldname in self._file.field_names:
            yield from self._walk(fieldname, prefix)
            for name in self._file.field_names:
                if name > fieldname:
                    yield from self._walk(name, b"")

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        """Yield all terms with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """Yield terms with their statistics, as ``terms_from`` does."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return the statistics of a term.

        Raises:
            TermNotFound: the segment has no such term.
        """
        return ColumnarTermInfo(*self._found(fieldname, text))

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Return the frequency of a term in all documents, 0 for none."""
        found = self._find(fieldname, text)
        return 0 if found is None else float(ColumnarTermInfo(*found).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return the number of documents with a term, 0 for none."""
        found = self._find(fieldname, text)
        return 0 if found is None else found[0].frequency(found[1])

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Any:
        """Return the postings of a term, one after the other."""
        field, number = self._found(fieldname, text)
        return PostingsMatcher(field, number, format_, (fieldname, text), scorer)

    def indexed_field_names(self) -> list[str]:
        """Return the names of the fields that have terms."""
        return self._file.field_names

    def _walk(self, name: str, first: bytes) -> Iterator[Term]:
        field = self._file.field(name)
        if field is not None:
            yield from ((name, term) for term in field.lexicon.walk(field.lexicon.place(first)))

    def _find(self, name: str, text: bytes) -> tuple[FieldReader, int] | None:
        field = self._file.field(name)
        number = -1 if field is None else field.lexicon.find(text)
        return None if field is None or number < 0 else (field, number)

    def _found(self, name: str, text: bytes) -> tuple[FieldReader, int]:
        found = self._find(name, text)
        if found is None:
            raise TermNotFound(f"No term {name}:{text!r}")
        return found


class Cursor(base.FieldCursor):  # type: ignore[misc]
    """Walks the terms of a field, as text."""

    def __init__(self, field: FieldReader, fieldobj: Any) -> None:
        self._field, self._fieldobj = field, fieldobj
        self._number = 0

    def first(self) -> Any:
        """Go to the first term; return it."""
        self._number = 0
        return self.text()

    def find(self, string: Any) -> Any:
        """Go to the first term that is not smaller than this one; return it."""
        term = string if isinstance(string, bytes) else self._fieldobj.to_bytes(string)
        self._number = self._field.lexicon.place(term)
        return self.text()

    def next(self) -> Any:
        """Go to the next term; return it, None at the end."""
        self._number = min(self._number + 1, len(self._field.lexicon))
        return self.text()

    def text(self) -> Any:
        """Return the term, None at the end."""
        if not self.is_valid():
            return None
        return self._fieldobj.from_bytes(self._field.lexicon[self._number])

    def term_info(self) -> TermInfo | None:
        """Return the statistics of the term, None at the end."""
        return ColumnarTermInfo(self._field, self._number) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Tell whether the cursor stands on a term."""
        return self._number < len(self._field.lexicon)


class DocumentReader(base.PerDocumentReader):  # type: ignore[misc]
    """Whoosh's way into the documents of a segment."""

    def __init__(self, storage: Any, segment: FondsSegment) -> None:
        self._file = open_segment(storage, segment)
        self._segment = segment

    def doc_count(self) -> int:
        """Return the number of documents, deleted ones aside."""
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        """Return the number of documents, deleted ones among them."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Tell whether documents are deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Tell whether a document is deleted."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        """Return the numbers of the deleted documents."""
        return self._segment.deleted_docs()

    def supports_columns(self) -> bool:
        """Tell Whoosh that there are columns."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Tell whether there is a column of a field."""
        return self._file.column_kind(fieldname) is not None

    def list_columns(self) -> list[str]:
        """Return the names of the columns."""
        return self._file.column_names

    def column_reader(self, fieldname: str, column: Any) -> Any:
        """Return Whoosh's way into a column."""
        kind = self._file.column_kind(fieldname)
        if kind == CODES:
            codes = self._file.codes(fieldname)
            return CodesReader(codes, self._file.documents, column)
        if kind == NUMBERS:
            return NumbersReader(self._file.numbers(fieldname), column)
        return foreign_reader(self._file.arrays, fieldname, column, self._file.documents)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return the length of a field of a document."""
        return self.doc_field_length_reader(fieldname, default)(docnum)

    def doc_field_length_reader(self, fieldname: str, default: int = 0) -> Callable[[int], int]:
        """Return what gives the length of a field of any document."""
        field = self._file.field(fieldname)
        if field is None or field.lengths is None:
            return lambda docnum: default
        lengths = field.lengths
        return lambda docnum: int(lengths[docnum]) or default

    def field_length(self, fieldname: str) -> int:
        """Return the length of a field, all documents together."""
        field = self._file.field(fieldname)
        return 0 if field is None else field.total

    def min_field_length(self, fieldname: str) -> int:
        """Return the length of the shortest field."""
        return self._meta(fieldname, "shortest")

    def max_field_length(self, fieldname: str) -> int:
        """Return the length of the longest field."""
        return self._meta(fieldname, "longest")

    def has_vector(self, docnum: int, fieldname: str) -> bool:
        """Tell whether a document has a term vector of a field."""
        column = self._file.blobs(VECTOR.format(fieldname))
        return column is not None and bool(column[docnum])

    def vector(self, docnum: int, fieldname: str, format_: Any) -> Any:
        """Return the term vector of a field of a document as a matcher of texts."""
        column = self._file.blobs(VECTOR.format(fieldname))
        if column is None or not column[docnum]:
            raise KeyError(f"document {docnum} has no vector of {fieldname}")
        texts, weights, values = zip(*unpack(column[docnum]), strict=True)
        return ListMatcher(list(texts), list(weights), list(values), format_)

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Return the stored values of a document."""
        return self._file.stored.values(docnum)

    def _meta(self, name: str, key: str) -> int:
        field = self._file.field(name)
        return 0 if field is None else int(field.meta.get(key, 0))


class CodesReader(ColumnReader):  # type: ignore[misc]
    """A column of codes as Whoosh reads it: bytes, several codes joined."""

    def __init__(self, codes: CodeColumn | None, documents: int, column: Any) -> None:
        self._codes, self._doccount = codes, documents
        self._default = column.default_value()

    def __getitem__(self, docnum: int) -> Any:
        """Return the value of a document."""
        held = [] if self._codes is None else self._codes.of(docnum)
        return SEPARATOR.join(held) if held else self._default

    def __iter__(self) -> Iterator[Any]:
        return (self[docnum] for docnum in range(self._doccount))


class NumbersReader(ColumnReader):  # type: ignore[misc]
    """A column of numbers as Whoosh reads it."""

    def __init__(self, numbers: Any, column: Any) -> None:
        self._numbers, self._doccount = numbers, len(numbers)
        self._default = column.default_value()
        self._reverse = False

    def __getitem__(self, docnum: int) -> Any:
        """Return the number of a document."""
        return self._numbers[docnum].item()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._numbers.tolist())

    def sort_key(self, docnum: int) -> Any:
        """Return what a document is sorted by."""
        number = self[docnum]
        return 0 - number if self._reverse else number

    def load(self) -> Any:
        """Return all numbers."""
        return np.array(self._numbers).tolist()

    def set_reverse(self) -> None:
        """Sort the other way round from now on."""
        self._reverse = True
