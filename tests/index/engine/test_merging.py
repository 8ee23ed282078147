"""A merge writes the segment that its documents would make anew, without the deleted ones."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import columns, fields
from whoosh import index as wi

from index.analysis import FondsAnalyzer
from index.engine import merging
from index.engine.arrays import ArrayFile
from index.engine.codec import FondsCodec
from index.engine.merging import merge
from index.engine.segmentfile import SegmentFile
from tests.index.engine.memory import Kept, described, segment

SCHEMA = fields.Schema(
    id=fields.ID(stored=True),
    body=fields.TEXT(analyzer=FondsAnalyzer()),
    tag=fields.KEYWORD(),
    code=fields.COLUMN(columns.VarBytesColumn()),
    number=fields.COLUMN(columns.NumericColumn("q", default=-1)),
    bit=fields.COLUMN(columns.BitColumn()),
)
WORDS = ("alfa", "migration", "migrations", "été", "retour", "main-d'œuvre")
document = st.fixed_dictionaries(
    {"id": st.text("ab\n", max_size=3)},
    optional={
        "body": st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join),
        "tag": st.lists(st.sampled_from(["a", "b", "\n", "\0"]), max_size=3).map(tuple),
        "code": st.lists(st.sampled_from(["x", "y", "z"]), max_size=3).map(tuple),
        "number": st.sampled_from([-(2**63), 0, 7, 2**63 - 1]),
    },
)
#: Each document with whether it is deleted.
sources = st.lists(st.lists(st.tuples(document, st.booleans()), max_size=5), min_size=1, max_size=4)


def merged(held, schema=SCHEMA, made_by=SCHEMA):
    """Merge segments of documents, each with whether it is deleted; return the file."""
    stream, parts = Kept(), []
    for one in held:
        dead = np.array([gone for _, gone in one], np.bool_)
        file = segment(made_by, [document for document, _ in one])
        parts.append((file, dead if dead.any() else None))
    count = merge(stream, parts, schema)
    file = SegmentFile(ArrayFile(stream.data, "merged"))
    assert count == file.documents
    assert file.arrays.is_whole()
    return file


def anew(held, schema=SCHEMA):
    return segment(schema, [document for one in held for document, gone in one if not gone])


def told(file):
    """Return all that a file says; a column of which nothing is left says as much as none."""
    found = described(file)
    nothing = ([[]] * file.documents, [-1] * file.documents)
    return {k: v for k, v in found.items() if not (k.endswith(" column") and v in nothing)}


@settings(max_examples=60, deadline=None)
@given(sources)
def test_merging_is_building_anew(held):
    assert told(merged(held)) == told(anew(held))


@settings(max_examples=20, deadline=None)
@given(sources, st.integers(1, 5))
def test_in_parts_of_any_size(held, part):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "_CHUNK", part)
        assert told(merged(held)) == told(anew(held))


@settings(max_examples=20, deadline=None)
@given(sources)
def test_merging_what_was_merged(held):
    whole = Kept()
    parts = [(merged([one]), None) for one in held]
    merge(whole, parts, SCHEMA)
    assert told(SegmentFile(ArrayFile(whole.data, "merged"))) == told(anew(held))


def test_all_deleted_and_nothing_at_all():
    for held in ([[({"id": "a", "body": "alfa", "tag": ("x",)}, True)]], [[]], [[], []]):
        file = merged(held)
        assert file.documents == 0
        assert all(not len(file.field(name).lexicon) for name in file.field_names)


def test_terms_of_deleted_documents_are_gone():
    held = [[({"body": "alfa migration"}, True), ({"body": "alfa"}, False)]]
    assert merged(held).field("body").lexicon.slice(0, 9) == [b"alfa"]


def test_codes_of_deleted_documents_are_gone():
    """A key to sort by is one code a document: they would grow with every update."""
    held = [[({"code": ("x",)}, True), ({"code": ("y", "z")}, False)], [({"code": ("w",)}, True)]]
    column = merged(held).codes("code")
    assert column.codes.slice(0, len(column.codes)) == [b"y", b"z"]
    assert [column.of(0)] == [[b"y", b"z"]]


def test_a_column_that_only_some_segments_have():
    held = [
        [({"id": "a"}, False), ({"id": "b"}, False)],
        [({"code": ("x", "y"), "number": 5}, False)],
        [({"code": ("z",)}, False)],
    ]
    found = described(merged(held))
    assert found["code column"] == [[], [], [b"x", b"y"], [b"z"]]
    assert found["number column"] == [-1, -1, 5, -1]


def test_what_the_schema_lost_is_left_out():
    schema = fields.Schema(id=fields.ID(stored=True), number=SCHEMA["number"])
    file = merged([[({"id": "a", "body": "alfa", "tag": ("x",), "number": 3}, False)]], schema)
    assert file.field_names == ["id"]
    assert file.column_names == ["number"]
    assert file.stored.values(0) == {"id": "a"}
    assert file.stem_table("body") is None


def test_a_column_that_only_whoosh_knows():
    held = [[({"bit": True}, False), ({"bit": True}, True)], [({}, False), ({"bit": True}, False)]]
    file = merged(held)
    assert file.column_kind("bit") == "foreign"
    reader = merging.foreign_reader(file.arrays, "bit", columns.BitColumn(), 3)
    assert list(reader) == [True, False, True]


def test_more_documents_than_one_byte_counts():
    held = [
        [({"id": f"{part}-{n}", "body": "alfa"}, n % 3 == 0) for n in range(300)]
        for part in range(3)
    ]
    assert told(merged(held)) == told(anew(held))


def test_segments_of_whooshs_own_writer(tmp_path):
    """Weights, characters and vectors of fields that the bulk writer does not write go along."""
    schema = fields.Schema(
        id=fields.ID(stored=True),
        text=fields.TEXT(chars=True, vector=True),
        heavy=fields.TEXT(field_boost=2.0),
    )
    index = wi.create_in(str(tmp_path), schema)
    for number in range(3):
        writer = index.writer(codec=FondsCodec())
        for place in range(2):
            text = "alfa bravo alfa" if place else f"only{number}"
            writer.add_document(id=f"{number}{place}", text=text, heavy=text, _heavy_boost=1.5)
        writer.commit(merge=False)
    with index.reader() as reader:
        names = [leaf.segment().filename for leaf, _ in reader.leaf_readers()]
    parts = [(SegmentFile.open(tmp_path / name), None) for name in sorted(names)]
    parts[0] = (parts[0][0], np.array([True, False]))
    stream = Kept()
    assert merge(stream, parts, schema) == 5
    file = SegmentFile(ArrayFile(stream.data, "merged"))
    field = file.field("text")
    assert field.lexicon.find(b"alfa") >= 0
    gone = parts[0][0].stored.values(0)["id"]
    assert field.lexicon.find(f"only{gone[0]}".encode()) == -1
    heavy = file.field("heavy")
    number = heavy.lexicon.find(b"alfa")
    assert heavy.posting_weights(*heavy.span(number)).tolist() == [6.0] * 3
    ids = [file.stored.values(number)["id"] for number in range(5)]
    assert gone not in ids
    old = parts[1][0]
    for local in range(2):
        at = ids.index(old.stored.values(local)["id"])
        assert file.blobs("text.vector")[at] == old.blobs("text.vector")[local]
    start, end = field.span(field.lexicon.find(b"alfa"))
    source = old.field("text")
    first, last = source.span(source.lexicon.find(b"alfa"))
    assert [source.value(n) for n in range(first, last)] == [field.value(start)]
    assert len({field.value(n) for n in range(start, end)}) == 1
