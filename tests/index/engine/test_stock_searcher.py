"""Plain Whoosh's snapshot against the columnar one: hits, filters, facets, orders, terms."""

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query as wq

from index.engine.interface import ColumnFilter
from index.engine.stemterm import StemTerm
from index.engine.stock import StockIndex
from index.engine.store import ColumnarIndex
from index.errors import CancelledError
from index.record import Record
from index.schema import fonds_schema, to_document, unpack_record

WORDS = ("migration", "migrations", "retour", "frontière")
records = st.builds(
    Record,
    id=st.sampled_from("abcdef"),
    title=st.sampled_from(["", "Été", "Zèbre", "Retour"]),
    body=st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join),
    year=st.none() | st.sampled_from([1999, 2015, 2016]),
    region=st.lists(st.sampled_from(["africa", "europe"]), max_size=2, unique=True).map(tuple),
    budget=st.none() | st.sampled_from([0.0, 1e3, 5e6]),
)
batches = st.lists(st.lists(records, max_size=4), min_size=1, max_size=3)
filters = st.lists(
    st.sampled_from(
        [
            ColumnFilter("year", ranges=((2000.0, None),)),
            ColumnFilter("year", include=(None, "1999")),
            ColumnFilter("region", include=("africa",)),
            ColumnFilter("region", exclude=("africa", None)),
            ColumnFilter("budget", ranges=((None, 1e3),)),
            ColumnFilter("budget", include=(None,)),
        ]
    ),
    max_size=3,
)
queries = st.sampled_from(
    [
        wq.Every(),
        wq.Term("body", "retour"),
        StemTerm("body", "migration"),
        wq.Phrase("body", ["retour", "migration"]),
        wq.And([StemTerm("body", "migrations"), wq.Not(wq.Term("title", "ete"))]),
    ]
)
sorts = st.sampled_from([("budget", True), ("budget", False), ("title_key", False)])


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    base, numbers = tmp_path_factory.mktemp("indexes"), count()
    return lambda: base / str(next(numbers))


def filled(kind, folder, batches):
    index = kind.create(folder, fonds_schema())
    writer = index.writer()
    for batch in batches:
        last = {record.id: record for record in batch}  # Whoosh's writer would keep both
        for record in last.values():
            writer.add(to_document(record, added=1.0))
        writer.commit()
    writer.close()
    return index.searcher()


def names(searcher, ranking):
    return [searcher.stored(number)["id"] for number in ranking.docs]


def keys(searcher, ranking, sort):
    """Return what hits are ordered by: engines may number documents that tie otherwise."""
    name = sort[0].removesuffix("_key")
    return [getattr(record_of(searcher, number), name) for number in ranking.docs]


def record_of(searcher, number):
    return unpack_record(searcher.stored(number)["record"])


@settings(max_examples=25, deadline=None)
@given(batches, queries, filters, sorts)
def test_both_engines_answer_alike(folders, held, query, wanted, sort):
    stock = filled(StockIndex, folders(), held)
    columnar = filled(ColumnarIndex, folders(), held)
    facets = ("year", "region", "status")
    answers = [
        searcher.search(query, filters=wanted, facets=facets) for searcher in (stock, columnar)
    ]
    assert answers[0].facets == answers[1].facets
    assert set(names(stock, answers[0])) == set(names(columnar, answers[1]))
    assert list(answers[0].scores) == sorted(answers[0].scores, reverse=True)
    ordered = [searcher.search(query, filters=wanted, sort=sort) for searcher in (stock, columnar)]
    assert keys(stock, ordered[0], sort) == keys(columnar, ordered[1], sort)
    assert stock.doc_count == columnar.doc_count
    for name in "abcdef":
        assert (stock.docnum(name) is None) == (columnar.docnum(name) is None)
    for searcher in (stock, columnar):
        searcher.close()


def test_terms_and_forms(folders):
    held = [[Record(id="a", title="", body="migration migrations retour")]]
    searcher = filled(StockIndex, folders(), held)
    assert list(searcher.terms("body", "migr")) == [("migration", 1), ("migrations", 1)]
    assert searcher.forms("body", "migrations") == ["migration", "migrations"]
    assert searcher.forms("body", "retour") == ["retour"]
    assert searcher.forms("body", "ré") == searcher.forms("body", "unheard") == []
    searcher.close()


def test_an_index_of_nothing(folders):
    searcher = filled(StockIndex, folders(), [])
    for query in (wq.Every(), wq.Term("body", "a"), StemTerm("body", "a")):
        found = searcher.search(query, facets=("year",), sort=("budget", True))
        assert (found.total, found.facets) == (0, {"year": {}})
    assert searcher.doc_count == 0
    assert searcher.docnum("a") is None
    searcher.close()


def test_columns_of_the_wrong_kind(folders):
    searcher = filled(StockIndex, folders(), [[Record(id="a", title="", body="")]])
    with pytest.raises(TypeError, match="budget"):
        searcher.search(wq.Every(), facets=("budget",))
    with pytest.raises(TypeError, match="year"):
        searcher.search(wq.Every(), sort=("year", True))
    with pytest.raises(TypeError, match="nothing"):
        searcher.search(wq.Every(), filters=[ColumnFilter("nothing", include=("a",))])
    searcher.close()


def test_it_looks_whether_to_stop(folders):
    held = [[Record(id=str(number), title="", body="retour") for number in range(2100)]]
    searcher = filled(StockIndex, folders(), held)
    with pytest.raises(CancelledError):
        searcher.search(wq.Term("body", "retour"), cancelled=lambda: True)
    found = searcher.search(wq.Term("body", "retour"), cancelled=lambda: False)
    assert found.total == 2100
    searcher.close()


def test_a_snapshot_knows_that_it_is_old(folders):
    folder = folders()
    before = filled(StockIndex, folder, [[Record(id="a", title="", body="")]])
    assert before.is_current()
    writer = StockIndex.open(folder, fonds_schema()).writer()
    writer.delete(["a"])
    writer.commit()
    writer.close()
    assert not before.is_current()
    assert before.search(wq.Every()).total == 1
    before.close()
