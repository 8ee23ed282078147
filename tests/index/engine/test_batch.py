"""A batch becomes the segment that a dictionary of lists would: texts, keywords, columns."""

import math
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import columns, fields

from index.analysis import FondsAnalyzer
from index.engine import batch as batches
from index.engine.batch import Batch
from index.engine.vocabulary import Vocabulary
from tests.index.engine.memory import Kept, described, segment

SCHEMA = fields.Schema(
    id=fields.ID(stored=True),
    body=fields.TEXT(analyzer=FondsAnalyzer(), stored=True),
    tag=fields.KEYWORD(),
    one=fields.ID(),
    code=fields.COLUMN(columns.VarBytesColumn()),
    number=fields.COLUMN(columns.NumericColumn("d", default=-1.0)),
)
texts = st.lists(st.sampled_from(["alfa", "Bravo", "été", "main-d'œuvre", "\0", "\n", "χ"])).map(
    " ".join
)
documents = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "id": st.text("ab", max_size=3),
            "body": st.none() | texts,
            "tag": st.none() | st.lists(st.text("aé\n\0", max_size=2), max_size=4).map(tuple),
            "one": st.text("ab c\n", max_size=4),
            "code": st.none() | st.lists(st.sampled_from(["x", "y"]), max_size=2).map(tuple),
            "number": st.none() | st.floats(allow_nan=False),
        },
    ),
    max_size=9,
)


def expected_body(held):
    found, lengths = defaultdict(dict), []
    for number, document in enumerate(held):
        tokens = FondsAnalyzer()(document.get("body") or "", positions=True, mode="index")
        places = [(token.text.encode(), token.pos) for token in tokens]  # one token, changed
        lengths.append(len(places))
        for term, place in places:
            found[term].setdefault(number, []).append(place)
    return {term: found[term] for term in sorted(found)}, lengths


@settings(max_examples=60, deadline=None)
@given(documents)
def test_any_documents(held):
    told = described(segment(SCHEMA, held))
    assert told["documents"] == len(held)
    assert told["stored"] == [
        {n: d[n] for n in ("id", "body") if d.get(n) is not None} for d in held
    ]
    terms, lengths = expected_body(held)
    assert told["body"] == (terms, lengths, sum(lengths), 1.0)
    tags, ones = defaultdict(dict), defaultdict(dict)
    for number, document in enumerate(held):
        for tag in document.get("tag") or ():
            tags[tag.encode()][number] = tags[tag.encode()].get(number, 0) + 1
        if document.get("one") is not None:
            ones[document["one"].encode()][number] = 1
    assert told["tag"][0] == {term: tags[term] for term in sorted(tags)}
    assert told["one"][0] == {term: ones[term] for term in sorted(ones)}
    if any(document.get("code") is not None for document in held):
        codes = [[*dict.fromkeys(c.encode() for c in d.get("code") or ())] for d in held]
        assert told["code column"] == codes
    if any(document.get("number") is not None for document in held):
        numbers = [document.get("number") for document in held]
        assert told["number column"] == [-1.0 if n is None else n for n in numbers]


def words(number):
    return " ".join(f"mot{number * step % 97}" for step in range(1, 9))


@pytest.mark.parametrize("pending", [1, 100, 1 << 21])
@pytest.mark.parametrize("count", [1, 63, 64, 65, 300])
def test_texts_in_chunks_of_any_size(monkeypatch, pending, count):
    monkeypatch.setattr(batches, "_PENDING", pending)
    held = [{"body": words(number) if number % 5 else None} for number in range(count)]
    told = described(segment(SCHEMA, held))
    terms, lengths = expected_body(held)
    assert told["body"][:3] == (terms, lengths, sum(lengths))


def test_a_batch_of_nothing():
    told = described(segment(SCHEMA, []))
    assert (told["documents"], told["stored"]) == (0, [])
    assert told["body"] == ({}, [], 0, 1.0)


def test_what_is_half_a_surrogate_is_written_as_a_question_mark():
    held = [{"tag": ("\ud800a",), "one": "\udfff", "body": "alfa \ud800"}]
    told = described(segment(SCHEMA, held))
    assert (list(told["tag"][0]), list(told["one"][0])) == ([b"?a"], [b"?"])
    assert b"alfa" in told["body"][0]
    assert told["stored"] == [{"body": "alfa \ud800"}]


def test_a_code_that_is_text_and_a_number_that_is_missing():
    held = [{"code": "a\x1fb"}, {"code": b"c"}, {"number": math.nan}, {}]
    told = described(segment(SCHEMA, held))
    assert told["code column"] == [[b"a", b"b"], [b"c"], [], []]
    assert [str(number) for number in told["number column"]] == ["-1.0", "-1.0", "nan", "-1.0"]


def test_the_boost_of_a_field_is_kept():
    schema = fields.Schema(
        body=fields.TEXT(analyzer=FondsAnalyzer(), field_boost=2.5),
        tag=fields.KEYWORD(field_boost=3.0),
    )
    told = described(segment(schema, [{"body": "alfa", "tag": ("a",)}]))
    assert (told["body"][3], told["tag"][3]) == (2.5, 3.0)


@pytest.fixture
def batch(tmp_path):
    with ThreadPoolExecutor(1) as helper:
        made = Batch(SCHEMA, Vocabulary(), helper, tmp_path)
        yield made
        made.close()


def test_documents_are_numbered_from_nought(batch):
    assert [batch.add({"id": str(number)}) for number in range(130)] == list(range(130))
    assert batch.size == 130


def test_memory_grows_with_what_is_collected(batch):
    before = batch.memory
    for number in range(batches.AT_ONCE * 4):
        batch.add({"body": words(number), "tag": ("a", "b"), "id": str(number)})
    texts = sum(len(words(number)) for number in range(batches.AT_ONCE * 4))
    assert batch.memory - before > texts


def test_a_batch_is_full_when_no_segment_holds_more(batch, monkeypatch):
    monkeypatch.setattr(batches, "MAX_DOCUMENTS", 3)
    for _ in range(2):
        batch.add({})
    assert not batch.is_full
    batch.add({})
    assert batch.is_full


def test_a_batch_is_written_though_nothing_was_added(batch):
    stream = Kept()
    batch.write(stream)
    assert stream.closed


def test_nothing_is_left_on_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "_PENDING", 10)
    with ThreadPoolExecutor(1) as helper:
        made = Batch(SCHEMA, Vocabulary(), helper, tmp_path)
        for number in range(200):
            made.add({"body": words(number)})
        made.close()
    assert list(tmp_path.iterdir()) == []


def test_a_field_that_only_whoosh_writes_is_refused(tmp_path):
    with ThreadPoolExecutor(1) as helper, pytest.raises(TypeError, match="body"):
        Batch(fields.Schema(body=fields.TEXT()), Vocabulary(), helper, tmp_path)


def test_a_field_that_whoosh_cuts_keeps_frequencies():
    told = described(segment(fields.Schema(body=fields.NGRAM(2, 2)), [{"body": "abab"}]))
    assert told["body"][0] == {b"ab": {0: 2}, b"ba": {0: 1}}


@pytest.mark.parametrize("times", [1, 254, 255, 256, 70_000])
def test_a_text_without_places_keeps_frequencies(times):
    schema = fields.Schema(body=fields.TEXT(analyzer=FondsAnalyzer(), phrase=False))
    told = described(segment(schema, [{"body": "bravo"}, {"body": "alfa " * times}]))
    assert told["body"] == ({b"alfa": {1: times}, b"bravo": {0: 1}}, [1, times], times + 1, 1.0)


def test_places_beyond_what_two_bytes_count():
    schema = fields.Schema(body=fields.TEXT(analyzer=FondsAnalyzer()))
    text = " ".join("alfa" if place % 40_000 else "bravo" for place in range(80_001))
    told = described(segment(schema, [{"body": "bravo"}, {"body": text}]))
    assert told["body"][0][b"bravo"] == {0: [0], 1: [0, 40_000, 80_000]}
    assert told["body"][1] == [1, 80_001]


def test_as_many_documents_as_a_segment_holds():
    schema = fields.Schema(tag=fields.KEYWORD(), code=SCHEMA["code"])
    last = batches.MAX_DOCUMENTS - 1
    held = [{"tag": ("a",)} for _ in range(last)] + [{"tag": ("a", "b"), "code": ("x",)}]
    file = segment(schema, held)
    field = file.field("tag")
    assert file.documents == batches.MAX_DOCUMENTS == 65_536
    assert (field.frequency(0), field.docs[-1], field.docs[last]) == (65_536, last, last)
    assert (file.codes("code").of(last), file.codes("code").of(last - 1)) == ([b"x"], [])
