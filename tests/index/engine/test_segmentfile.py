"""The file of a segment: what was written is read, part by part; what it lacks is None."""

import io

import numpy as np
import pytest
from whoosh import columns as wc
from whoosh.filedb.filestore import FileStorage, RamStorage

from index.analysis import Stems
from index.engine.arrays import ArrayFile, ArrayWriter
from index.engine.blobs import BLOBS
from index.engine.columns import CODES, FOREIGN, NUMBERS
from index.engine.columnset import ColumnSet
from index.engine.segment import EXTENSION, FORMAT, FondsSegment
from index.engine.segmentfile import SegmentFile, open_segment, write_segment
from index.engine.stems import stem_rows
from index.engine.stored import StoredWriter
from index.errors import ArchiveDamagedError
from tests.index.engine.memory import Kept, inverted

WORDS = {b"migration": {0: [0, 4]}, b"migrations": {1: [2]}}


def written(documents=2, *, fields=None, stems=None, stored=None):
    columns, values = ColumnSet(), StoredWriter()
    for number in range(documents):
        values.add({"id": f"d{number}", **(stored or {})})
    columns.add("code", wc.VarBytesColumn(), 0, b"a")
    columns.add("number", wc.NumericColumn("d"), 0, 1.5)
    columns.add("bit", wc.BitColumn(), 0, True)
    columns.add_blob("blob", 0, b"\0")
    stream = Kept()
    write_segment(stream, documents, fields or {}, columns, values, stems)
    return stream.data


def opened(data):
    return SegmentFile(ArrayFile(data, "segment"))


def test_every_part_under_its_name():
    fields = {"title": inverted(WORDS), "body": inverted({b"x": {1: [0]}})}
    file = opened(written(fields=fields, stems={"title": stem_rows(sorted(WORDS))}))
    assert file.documents == 2
    assert file.field_names == ["body", "title"]
    assert file.column_names == ["bit", "blob", "code", "number"]
    assert [file.stored.values(n) for n in (0, 1)] == [{"id": "d0"}, {"id": "d1"}]
    title = file.field("title")
    assert title is file.field("title")
    assert title.lexicon.slice(0, 2) == sorted(WORDS)
    assert title.docs[slice(*title.span(1))].tolist() == [1]


def test_a_column_is_read_only_as_what_it_is():
    file = opened(written())
    kinds = {name: file.column_kind(name) for name in file.column_names}
    assert kinds == {"bit": FOREIGN, "blob": BLOBS, "code": CODES, "number": NUMBERS}
    assert file.codes("code").of(0) == [b"a"]
    assert file.numbers("number").tolist() == [1.5, 0.0]
    assert file.blobs("blob")[0] == b"\0"
    for name, read in (("code", file.numbers), ("number", file.blobs), ("blob", file.codes)):
        assert read(name) is None


def test_what_is_not_there_is_none():
    file = opened(written())
    missing = (file.field, file.stem_table, file.column_kind, file.codes, file.numbers, file.blobs)
    assert [read("nothing") for read in missing] == [None] * len(missing)


def test_a_stem_table_finds_forms_and_only_where_there_is_one():
    fields = {"title": inverted(WORDS), "body": inverted(WORDS)}
    file = opened(written(fields=fields, stems={"title": stem_rows(sorted(WORDS))}))
    known = Stems()
    numbers = file.stem_table("title").terms(known.of("migration"), known)
    assert numbers.tolist() == [0, 1]
    assert file.stem_table("body") is None


def test_a_segment_of_no_documents():
    file = opened(written(0, fields={"title": inverted({})}))
    assert file.documents == 0
    assert len(file.field("title").lexicon) == 0
    assert list(file.stored) == []


@pytest.mark.parametrize(
    "meta",
    [
        {"format": FORMAT + 1, "documents": 0, "fields": {}, "columns": {}, "stemmed": []},
        {"format": FORMAT + 1},
        {},
    ],
)
def test_the_file_of_another_version_is_refused(meta):
    stream = Kept()
    ArrayWriter(stream).close(meta)
    with pytest.raises(ArchiveDamagedError):
        opened(stream.data)


def test_a_field_that_the_directory_lacks_is_damage():
    stream = Kept()
    out = ArrayWriter(stream)
    out.add("stored", np.zeros(0, np.uint8))
    fields = {"title": {"boost": 1.0, "last": 0}}
    out.close(
        {"format": FORMAT, "documents": 0, "fields": fields, "columns": {}, "stemmed": ["body"]}
    )
    file = opened(stream.data)
    with pytest.raises(ArchiveDamagedError, match="segment"):
        file.field("title")
    with pytest.raises(ArchiveDamagedError):
        file.stem_table("body")


def test_from_a_folder_and_from_a_storage_in_memory(tmp_path):
    data = written()
    segment = FondsSegment("MAIN", documents=2)
    (tmp_path / segment.filename).write_bytes(data)
    memory = RamStorage()
    with segment.create_file(memory, EXTENSION) as stream:
        stream.write(data)
    for storage in (FileStorage(str(tmp_path)), memory):
        file = open_segment(storage, segment)
        assert (file.documents, file.stored.values(1)) == (2, {"id": "d1"})
        assert file.arrays.is_whole()


def test_opening_what_is_no_segment(tmp_path):
    for name, data in (("empty", b""), ("short", b"FONDSEG1"), ("other", b"x" * 500)):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(ArchiveDamagedError, match=name):
            SegmentFile.open(path)
    with pytest.raises(FileNotFoundError):
        SegmentFile.open(tmp_path / "nowhere")


def test_the_stream_is_closed_when_all_is_written():
    stream = io.BytesIO()
    write_segment(stream, 0, {}, ColumnSet(), StoredWriter())
    assert stream.closed
