"""A snapshot against a plain list of documents: order, filters, facets, terms, deletes."""

import math
from collections import Counter
from itertools import count

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import columns, fields
from whoosh import query as wq

from index.analysis import FondsAnalyzer
from index.engine.interface import ColumnFilter
from index.engine.ranking import HEAD
from index.engine.searcher import ColumnarSearcher
from index.engine.store import ColumnarIndex
from index.engine.toc import DurableStorage, read_toc
from index.errors import ArchiveDamagedError, CancelledError

CODE, NUMBER = columns.VarBytesColumn(), columns.NumericColumn("d", default=math.nan)
SCHEMA = fields.Schema(
    id=fields.ID(unique=True, stored=True),
    body=fields.TEXT(analyzer=FondsAnalyzer()),
    key=fields.COLUMN(CODE),
    region=fields.COLUMN(CODE),
    budget=fields.COLUMN(NUMBER),
)
WORDS = ("alfa", "bravo", "brave", "charlie")
document = st.fixed_dictionaries(
    {"id": st.sampled_from("abcdefgh"), "body": st.lists(st.sampled_from(WORDS), max_size=4)},
    optional={
        "key": st.sampled_from(["", "a", "é", "z"]),
        "region": st.lists(st.sampled_from(["x", "y", "z"]), max_size=3, unique=True),
        "budget": st.sampled_from([-1.0, 0.0, 5.0, 1e12]),
    },
)
#: Batches, and what is deleted after them.
histories = st.tuples(
    st.lists(st.lists(document, max_size=4), max_size=3), st.sets(st.sampled_from("abcdefgh"))
)


def fill(folder, batches, gone=()):
    """Write batches, a segment each; return a searcher and the documents that it should hold."""
    index = ColumnarIndex.create(folder, SCHEMA)
    writer = index.writer()
    held = {}
    for batch in batches:
        for document in batch:
            held.pop(document["id"], None)
            held[document["id"]] = document
            body, region = " ".join(document["body"]), tuple(document.get("region", ()))
            writer.add(document | {"body": body, "region": region})
        writer.commit()
    writer.delete(gone)
    writer.commit()
    writer.close()
    return index.searcher(), [document for name, document in held.items() if name not in gone]


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    base, numbers = tmp_path_factory.mktemp("indexes"), count()
    return lambda: base / str(next(numbers))


def names(searcher, ranking):
    return [searcher.stored(int(number))["id"] for number in ranking.docs]


@settings(max_examples=30, deadline=None)
@given(histories, st.booleans())
def test_sorting_by_columns_with_values_missing(folders, history, descending):
    searcher, held = fill(folders(), *history)
    held.sort(key=lambda document: searcher.docnum(document["id"]))  # a merge may move them
    for name, value in (("key", ""), ("budget", None)):
        stated = [document for document in held if document.get(name, value) != value]
        stated.sort(key=lambda document: document[name], reverse=descending)
        missing = [document for document in held if document.get(name, value) == value]
        expected = [document["id"] for document in [*stated, *missing]]
        ranking = searcher.search(wq.Every(), sort=(name, descending))
        found = names(searcher, ranking)
        assert found == expected
        assert ranking.scores.tolist() == [0.0] * len(found)
        assert ranking.total == len(held)


filters = st.lists(
    st.sampled_from(
        [
            ColumnFilter("region", include=("x",)),
            ColumnFilter("region", exclude=("y",)),
            ColumnFilter("region", include=(None,)),
            ColumnFilter("key", include=("a", "é")),
            ColumnFilter("budget", ranges=((0.0, None),)),
        ]
    ),
    max_size=3,
)


def passes(document, wanted):
    match wanted:
        case ColumnFilter("budget"):
            return document.get("budget", -1.0) >= 0.0
        case ColumnFilter("key"):
            return document.get("key") in wanted.include
    held = document.get("region", [])
    if wanted.exclude:
        return "y" not in held
    return not held if None in wanted.include else "x" in held


@settings(max_examples=30, deadline=None)
@given(histories, filters, st.sampled_from(WORDS))
def test_facets_leave_their_own_filters_out(folders, history, wanted, word):
    searcher, held = fill(folders(), *history)
    matching = [document for document in held if word in document["body"]]
    ranking = searcher.search(wq.Term("body", word), filters=wanted, facets=("region", "key"))
    expected = {}
    for facet in ("region", "key"):
        others = [one for one in wanted if one.column != facet]
        counted = Counter()
        for document in matching:
            if all(passes(document, one) for one in others):
                value = document.get(facet) or None
                counted.update(value if isinstance(value, list) else [value])
        expected[facet] = dict(counted)
    assert ranking.facets == expected
    kept = {d["id"] for d in matching if all(passes(d, one) for one in wanted)}
    assert set(names(searcher, ranking)) == kept
    assert list(ranking.scores) == sorted(ranking.scores, reverse=True)


@settings(max_examples=30, deadline=None)
@given(histories)
def test_documents_are_found_by_id_and_those_deleted_are_not(folders, history):
    searcher, held = fill(folders(), *history)
    alive = {document["id"] for document in held}
    assert searcher.doc_count == len(alive)
    for name in "abcdefgh":
        number = searcher.docnum(name)
        assert (number is not None) == (name in alive)
        if number is not None:
            assert searcher.stored(number) == {"id": name}
            assert searcher.stored(np.int64(number)) == {"id": name}
    for word in WORDS:
        example = searcher.example("body", word)
        holding = {document["id"] for document in held if word in document["body"]}
        assert (example is None) == (not holding)
        assert example is None or searcher.stored(example)["id"] in holding


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=5), max_size=4))
def test_terms_over_all_segments(folders, texts):
    batches = [[{"id": str(number), "body": text}] for number, text in enumerate(texts)]
    searcher, _ = fill(folders(), batches)
    counted = Counter(word for text in texts for word in set(text))
    assert dict(searcher.terms("body")) == counted
    assert list(searcher.terms("body", "br")) == sorted(
        (word, number) for word, number in counted.items() if word.startswith("br")
    )
    assert {word: searcher.frequency("body", word) for word in counted} == counted
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    for most in (1, 2, 9):
        assert searcher.frequent("body", "", most) == ranked[:most]
    near = searcher.similar("body", "bravo", 1)
    assert near == [(w, int(w != "bravo"), counted[w]) for w in ("brave", "bravo") if counted[w]]


def test_the_commonest_of_very_many_terms(folders):
    texts = [f"t{number % 200:03} t{number * 3 % 50:03}".split() for number in range(600)]
    batches = [[{"id": str(n), "body": texts[n]} for n in range(s, 600, 2)] for s in (0, 1)]
    searcher, _ = fill(folders(), batches)
    counted = Counter(word for text in texts for word in set(text))
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    found = searcher.frequent("body", "t0", 10)
    assert [number for _, number in found] == [number for _, number in ranked][:10]
    assert all(counted[word] == number for word, number in found)


def test_forms_are_those_of_all_segments(folders):
    batches = [[{"id": "a", "body": ["migration"]}], [{"id": "b", "body": ["migrations"]}]]
    searcher, _ = fill(folders(), batches)
    assert searcher.forms("body", "migration") == ["migration", "migrations"]
    assert searcher.forms("body", "retour") == []


def test_an_index_of_nothing(folders):
    searcher, _ = fill(folders(), [])
    ranking = searcher.search(
        wq.Or([wq.Every(), wq.Term("body", "alfa")]),
        filters=[ColumnFilter("key", include=("a",))],
        facets=("key", "region"),
        sort=("budget", True),
    )
    assert (ranking.total, ranking.facets) == (0, {"key": {}, "region": {}})
    assert [len(part) for part in ranking.page(0, 10)] == [0, 0]
    assert ranking.docs.dtype == np.int64
    assert ranking.scores.dtype == np.float32
    assert searcher.docnum("a") is None
    assert searcher.example("body", "alfa") is None
    assert list(searcher.terms("body")) == []
    assert searcher.frequent("body", "", 5) == searcher.similar("body", "alfa", 2) == []
    assert (searcher.doc_count, searcher.frequency("body", "alfa")) == (0, 0)


def test_what_the_schema_does_not_know(folders):
    searcher, _ = fill(folders(), [[{"id": "a", "body": ["alfa"]}, {"id": "b", "body": []}]])
    assert list(searcher.terms("nothing")) == searcher.frequent("nothing", "", 3) == []
    assert searcher.similar("nothing", "alfa", 1) == []
    assert searcher.frequency("nothing", "a") == 0
    assert searcher.example("nothing", "a") is None
    ranking = searcher.search(wq.Every(), facets=("nothing",), sort=("nothing", True))
    assert names(searcher, ranking) == ["a", "b"]
    assert ranking.facets == {"nothing": {None: 2}}
    ranking = searcher.search(wq.Every(), filters=[ColumnFilter("nothing", include=("a",))])
    assert ranking.total == 0


@pytest.mark.parametrize("size", [1, HEAD - 1, HEAD + 1, 3000])
def test_ties_stay_in_the_order_of_documents(folders, size):
    batches = [
        [{"id": f"{first + n}", "body": ["alfa"], "key": "k"} for n in range(0, size, 2)]
        for first in (0, 1)
    ]
    searcher, held = fill(folders(), batches)
    expected = [document["id"] for document in held]
    for sort in (None, ("key", True), ("key", False), ("budget", False)):
        ranking = searcher.search(wq.Term("body", "alfa"), sort=sort)
        docs, _ = ranking.page(0, 50)
        assert [searcher.stored(int(n))["id"] for n in docs] == expected[:50]
        assert ranking.docs.tolist() == sorted(ranking.docs.tolist())


def test_several_values_sort_by_the_first_that_was_given(folders):
    batch = [
        {"id": "a", "body": [], "region": ["z", "x"]},
        {"id": "b", "body": [], "region": ["y"]},
        {"id": "c", "body": []},
        {"id": "d", "body": [], "region": ["x", "z"]},
    ]
    searcher, _ = fill(folders(), [batch])
    assert names(searcher, searcher.search(wq.Every(), sort=("region", False))) == [*"dbac"]
    assert names(searcher, searcher.search(wq.Every(), sort=("region", True))) == [*"abdc"]


def test_it_may_be_cancelled_at_every_look(folders):
    batches = [[{"id": str(n), "body": ["alfa"], "key": "a"}] for n in range(3)]
    searcher, _ = fill(folders(), batches)
    asked = []

    def search(stop_at):
        asked.clear()

        def cancelled():
            asked.append(None)
            return len(asked) > stop_at

        wanted = [ColumnFilter("key", include=("a",))]
        query = wq.Or([wq.Term("body", "alfa"), wq.Prefix("body", "b")])
        return searcher.search(query, filters=wanted, facets=("key", "region"), cancelled=cancelled)

    looks = 0
    with pytest.raises(CancelledError):
        search(0)
    while True:
        looks += 1
        try:
            ranking = search(looks)
        except CancelledError:
            continue
        break
    assert looks >= 3
    assert ranking.total == 3


def test_a_snapshot_stays_as_it_was_and_knows_that_it_is_old(folders):
    folder = folders()
    before, _ = fill(folder, [[{"id": "a", "body": ["alfa"]}]])
    assert before.is_current()
    index = ColumnarIndex.open(folder, SCHEMA)
    writer = index.writer()
    writer.add({"id": "a", "body": "bravo"})
    writer.commit()
    writer.close()
    assert not before.is_current()
    assert before.search(wq.Term("body", "alfa")).total == 1
    assert index.searcher().search(wq.Term("body", "alfa")).total == 0
    before.close()
    before.close()


def test_a_file_with_other_documents_than_the_contents_say_is_damage(folders):
    folder = folders()
    fill(folder, [[{"id": "a", "body": []}]])
    _, segments = read_toc(DurableStorage(str(folder)), SCHEMA)
    segments[0].set_doc_count(2)
    with pytest.raises(ArchiveDamagedError, match=segments[0].filename):
        ColumnarSearcher(folder, segments, SCHEMA, lambda: True, lambda: None)


def test_half_a_surrogate_is_nobodys_damage(folders):
    searcher, _ = fill(folders(), [[{"id": "a", "body": ["alfa"], "key": "a"}]])
    half = "\ud800"
    assert searcher.docnum(half) is None
    assert list(searcher.terms("body", half)) == searcher.frequent("body", half, 2) == []
    assert searcher.similar("body", f"{half}lfa", 1, prefix=1) == []
    assert searcher.similar("body", f"{half}lfa", 1) == [("alfa", 1, 1)]
    assert (searcher.frequency("body", half), searcher.example("body", half)) == (0, None)
    assert searcher.forms("body", half) == []
    for query in (
        wq.Term("body", half),
        wq.Prefix("body", half),
        wq.Wildcard("body", f"{half}*"),
        wq.FuzzyTerm("body", half, prefixlength=1),
        wq.Phrase("body", [half, "alfa"]),
        wq.TermRange("body", half, None),
    ):
        assert searcher.search(query).total == 0
    wanted = [ColumnFilter("key", include=(half,))]
    assert searcher.search(wq.Every(), filters=wanted).total == 0
