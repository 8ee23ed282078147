"""What Whoosh's own writer puts through the codec comes out as by its own codec."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import columns, fields
from whoosh import index as wi
from whoosh.filedb.filestore import RamStorage
from whoosh.writing import NO_MERGE

from index.analysis import FondsAnalyzer
from index.engine.codec import FondsCodec
from index.engine.codecwriters import VECTOR, DocumentWriter, PendingDocuments, PostingsWriter
from index.engine.segment import FondsSegment
from index.engine.segmentfile import open_segment
from tests.index.engine.memory import described, postings_of, segment

WORDS = ("alfa", "bravo", "brave", "déjà")
SCHEMA = fields.Schema(
    id=fields.ID(stored=True, unique=True),
    body=fields.TEXT(analyzer=FondsAnalyzer()),
    plain=fields.TEXT(phrase=False),
    chars=fields.TEXT(chars=True, vector=True),
    heavy=fields.TEXT(field_boost=2.0),
    tag=fields.KEYWORD(sortable=True),
    size=fields.NUMERIC(int, sortable=True),
    flag=fields.COLUMN(columns.BitColumn()),
)
texts = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
document = st.fixed_dictionaries(
    {"id": st.sampled_from("abcd")},
    optional={
        "body": texts,
        "plain": texts,
        "chars": texts,
        "heavy": texts,
        "_heavy_boost": st.sampled_from([1.0, 1.5]),
        "tag": st.sampled_from(["red", "red green"]),
        "size": st.integers(-5, 5),
        "flag": st.booleans(),
    },
)
batches = st.lists(st.lists(document, max_size=4), min_size=1, max_size=3)


def written(held, codec=None, optimize=False):
    index = wi.FileIndex.create(RamStorage(), SCHEMA, "MAIN")
    for batch in held:
        writer = index.writer(codec=codec)
        for one in batch:
            writer.update_document(**one)
        writer.commit(mergetype=NO_MERGE)
    if optimize:
        index.writer(codec=codec).commit(optimize=True)
    return index


def told(index):
    """Return all that Whoosh says of an index, as plain values."""
    with index.reader() as reader:
        alive = list(reader.all_doc_ids())
        found = {"stored": [reader.stored_fields(number) for number in alive]}
        for name, text in reader.all_terms():
            postings, held = reader.postings(name, text), []
            while postings.is_active():
                held.append((postings.id(), postings.weight(), frequency(postings)))
                postings.next()
            found[name, text] = (held, values(reader, name, text))
        for name in ("body", "chars", "heavy"):
            lengths = [reader.doc_field_length(number, name) for number in alive]
            found[name] = [length or 0 for length in lengths]  # Whoosh's own may say None
        for number in alive:
            if reader.has_vector(number, "chars"):
                found["vector", number] = dict(reader.vector_as("frequency", number, "chars"))
        # Leaf by leaf: where one lacks a column, Whoosh's reader of several goes astray.
        for leaf, base in reader.leaf_readers():
            for name in ("tag", "size", "flag"):
                if leaf.has_column(name):
                    column = leaf.column_reader(name)
                    found[f"{name} column", base] = [column[n] for n in leaf.all_doc_ids()]
        return found


def frequency(postings):
    return postings.value_as("frequency") if postings.supports("frequency") else None


def values(reader, name, text):
    found = []
    for kind in ("positions", "characters"):
        postings = reader.postings(name, text)
        while postings.is_active() and postings.supports(kind):
            found.append([tuple(v) if isinstance(v, list) else v for v in postings.value_as(kind)])
            postings.next()
    return found


@settings(max_examples=25, deadline=None)
@given(batches)
def test_whoosh_reads_what_it_wrote(held):
    assert told(written(held, FondsCodec())) == told(written(held))


@settings(max_examples=15, deadline=None)
@given(batches)
def test_whooshs_own_merge_goes_through_the_codec_too(held):
    assert told(written(held, FondsCodec(), optimize=True)) == told(written(held, optimize=True))


@settings(max_examples=30, deadline=None)
@given(st.lists(texts, max_size=5))
def test_plain_fields_become_the_same_file_as_the_bulk_writers(held):
    schema = fields.Schema(body=fields.TEXT(analyzer=FondsAnalyzer()), tag=fields.KEYWORD())
    index = wi.FileIndex.create(RamStorage(), schema, "MAIN")
    writer = index.writer(codec=FondsCodec())
    documents = [{"body": text, "tag": text} for text in held]
    for one in documents:
        writer.add_document(**one)
    writer.commit()
    ours = described(segment(schema, documents))
    if not documents:
        assert index.is_empty()
        return
    [made] = index._segments()
    file = open_segment(index.storage, made)
    assert file.documents == len(held)
    for name in ("body", "tag"):
        field = file.field(name)
        found = {} if field is None else postings_of(field)
        assert found == ours[name][0]


def test_a_document_that_was_begun_is_forgotten():
    writer = DocumentWriter(RamStorage(), FondsSegment("MAIN"))
    for number, keep in enumerate((True, False, True)):
        writer.start_doc(number)
        writer.add_field("id", SCHEMA["id"], f"d{number}", 0)
        if keep:
            writer.finish_doc()
        else:
            writer.cancel_doc()
    assert writer.documents == 2


def test_documents_that_are_not_written_yet():
    storage, made = RamStorage(), FondsSegment("MAIN")
    codec = FondsCodec()
    writer = codec.per_document_writer(storage, made)
    postings = codec.field_writer(storage, made)
    for length in (3, 0, 5):
        writer.start_doc(writer.documents)
        writer.add_field("body", SCHEMA["body"], None, length)
        writer.finish_doc()
    writer.close()
    assert writer.is_closed
    pending = codec.per_document_reader(storage, made)
    assert isinstance(pending, PendingDocuments)
    assert (pending.doc_count(), pending.doc_count_all(), pending.has_deletions()) == (3, 3, False)
    assert [pending.doc_field_length(n, "body", 9) for n in range(3)] == [3, 9, 5]
    assert not pending.is_deleted(0)
    postings.close()
    assert made.pending == {}
    file = open_segment(storage, made)
    assert (file.documents, file.field("body").lengths.tolist()) == (3, [3, 0, 5])


def test_postings_without_documents():
    """Whoosh writes such a part when it sorts on the disk."""
    storage, made = RamStorage(), FondsSegment("MAIN")
    writer = PostingsWriter(storage, made)
    writer.start_field("tag", SCHEMA["tag"])
    writer.start_term(b"a")
    writer.add(4, 1.0, b"", 1)
    writer.finish_term()
    writer.finish_field()
    writer.close()
    file = open_segment(storage, made)
    assert file.documents == 5
    assert file.field("tag").docs.tolist() == [4]


def test_a_posting_needs_a_field():
    with pytest.raises(ValueError, match="no field"):
        PostingsWriter(RamStorage(), FondsSegment("MAIN")).start_term(b"a")


def test_a_vector_of_nothing_is_none():
    storage, made = RamStorage(), FondsSegment("MAIN")
    writer = DocumentWriter(storage, made)
    writer.start_doc(0)
    writer.add_vector_items("body", SCHEMA["body"], [])
    writer.finish_doc()
    writer.start_doc(1)
    writer.add_vector_items("body", SCHEMA["body"], [("a", 1.0, None)])
    writer.finish_doc()
    writer.close()
    reader = FondsCodec().per_document_reader(storage, made)
    assert [reader.has_vector(number, "body") for number in (0, 1)] == [False, True]
    assert VECTOR.format("body") in reader.list_columns()


def test_fields_of_no_documents():
    assert DocumentWriter(RamStorage(), FondsSegment("MAIN")).lengths_of("body") is None
