"""Columns of bytes of any length: what is put in comes out, nothing for those left out."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.engine.blobs import BLOBS, BlobColumn, BlobColumnWriter, write_blobs
from tests.index.engine.memory import array_file


@settings(max_examples=60, deadline=None)
@given(st.lists(st.none() | st.binary(max_size=20), max_size=15), st.integers(0, 3))
def test_every_document_has_its_bytes(values, more):
    def write(out):
        writer = BlobColumnWriter()
        for document, value in enumerate(values):
            if value is not None:
                writer.add(document, value)
        return writer.write(out, "b", len(values) + more)

    file = array_file(write)
    assert file.meta == {"kind": BLOBS}
    column = BlobColumn(file, "b")
    expected = [value or b"" for value in values] + [b""] * more
    assert [column[document] for document in range(len(expected))] == expected


def test_no_documents():
    file = array_file(lambda out: write_blobs(out, "b", []))
    assert file["b:ends"].tolist() == [0]
    assert file["b:data"].dtype == np.uint8


def test_a_column_beside_another():
    def write(out):
        return {name: write_blobs(out, name, [name.encode() * 3, b""]) for name in ("a", "b:a")}

    file = array_file(write)
    assert [BlobColumn(file, "a")[n] for n in (0, 1)] == [b"aaa", b""]
    assert BlobColumn(file, "b:a")[0] == b"b:ab:ab:a"
