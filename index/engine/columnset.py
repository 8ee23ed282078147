"""All columns of a segment while it is written: which kind each field of a schema takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from whoosh import columns as wc
from whoosh.filedb.filestore import RamStorage
from whoosh.filedb.structfile import BufferFile

from index.engine.arrays import ArrayFile, ArrayWriter
from index.engine.blobs import BlobColumnWriter
from index.engine.columns import FOREIGN, CodeColumnWriter, write_numbers


def takes_codes(column: Any) -> bool:
    """Tell whether a Whoosh column holds bytes that are sorted and counted as codes."""
    return type(column) in (wc.VarBytesColumn, wc.RefBytesColumn)


def takes_numbers(column: Any) -> bool:
    """Tell whether a Whoosh column holds numbers."""
    return type(column) is wc.NumericColumn


def number_type(column: Any) -> np.dtype[Any]:
    """Return the little-endian type of a Whoosh column of numbers."""
    return np.dtype(str(column._typecode)).newbyteorder("<")


class ColumnSet:
    """Collects the column values of a segment's documents, in order."""

    def __init__(self) -> None:
        self._codes: dict[str, CodeColumnWriter] = {}
        self._numbers: dict[str, tuple[Any, list[float]]] = {}
        self._blobs: dict[str, BlobColumnWriter] = {}
        self._foreign: dict[str, tuple[Any, Any]] = {}
        self._storage = RamStorage()

    def add(self, name: str, column: Any, document: int, value: Any) -> None:
        """Set the value of a document, as Whoosh's ``to_column_value`` gives it.

        A column of codes also takes a tuple or list of several.
        """
        self.add_all(name, column, document, (value,))

    def add_all(self, name: str, column: Any, first: int, values: Sequence[Any]) -> None:
        """Set the values of documents in a row, None where one has none."""
        if takes_numbers(column):
            default = column.default_value()
            held = self._numbers.setdefault(name, (column, []))[1]
            held.extend([default] * (first - len(held)))
            held.extend([default if value is None else value for value in values])
        elif takes_codes(column):
            writer = self._codes.get(name)
            if writer is None:
                writer = self._codes[name] = CodeColumnWriter()
            writer.add_all(first, values)
        else:
            for document, value in enumerate(values, first):
                if value is not None:
                    self._add_foreign(name, column, document, value)

    def add_blob(self, name: str, document: int, value: bytes) -> None:
        """Set the bytes of a document in a column that only the codec knows."""
        self._blobs.setdefault(name, BlobColumnWriter()).add(document, value)

    def _add_foreign(self, name: str, column: Any, document: int, value: Any) -> None:
        if name not in self._foreign:
            stream = self._storage.create_file(name)
            self._foreign[name] = (stream, column.writer(stream))
        self._foreign[name][1].add(document, value)

    def write(self, out: ArrayWriter, documents: int) -> dict[str, Any]:
        """Write all columns; return name → what its reader must know."""
        meta = {name: codes.write(out, name, documents) for name, codes in self._codes.items()}
        for name, (column, values) in self._numbers.items():
            default = column.default_value()
            values.extend([default] * (documents - len(values)))
            meta[name] = write_numbers(out, name, np.array(values, number_type(column)))
        for name, blobs in self._blobs.items():
            meta[name] = blobs.write(out, name, documents)
        for name, (stream, writer) in self._foreign.items():
            writer.finish(documents)
            stream.close()
            data = self._storage.files[name]
            out.add(f"{name}:raw", np.frombuffer(data, np.uint8))
            meta[name] = {"kind": FOREIGN}
        return meta


def foreign_reader(file: ArrayFile, name: str, column: Any, documents: int) -> Any:
    """Return Whoosh's own reader of a column that it wrote itself."""
    data = file[f"{name}:raw"].tobytes()
    return column.reader(BufferFile(data), 0, len(data), documents)
