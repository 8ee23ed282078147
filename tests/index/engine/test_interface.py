"""Both engines do what the interface says."""

import math
import random
from contextlib import suppress

import numpy as np
import pytest
from whoosh import query as wq

from index.engine.interface import ColumnFilter
from index.engine.stemterm import StemTerm
from index.engine.stock import StockIndex
from index.engine.store import ColumnarIndex
from index.errors import ArchiveDamagedError, ArchiveMissingError, CancelledError
from index.record import Record
from index.schema import fonds_schema, to_document, unpack_record

RECORDS = (
    Record(id="1", title="La migration", body="Les migrations en Asie", year=2020, status="active"),
    Record(id="2", title="Le pacte", body="Le pacte mondial migratoire", year=2021, budget=5e4),
    Record(
        id="3",
        title="Retour volontaire",
        body="Le retour et la migration, la migration encore",
        year=2020,
        status="completed",
        region=("africa", "asia-oceania"),
        budget=1e5,
    ),
    Record(id="4", title="Été", body="Rien de tout cela", region=("africa",)),
)


@pytest.fixture(params=[StockIndex, ColumnarIndex])
def engine(request):
    return request.param


@pytest.fixture
def index(engine, tmp_path):
    made = engine.create(tmp_path / "index", fonds_schema())
    writer = made.writer()
    for record in RECORDS:
        writer.add(to_document(record, added=20240101.0))
    writer.commit()
    writer.close()
    return made


def ids(searcher, ranking):
    return [searcher.stored(doc)["id"] for doc in ranking.docs]


def test_forms_of_one_stem_are_one_term(index):
    searcher = index.searcher()
    assert set(searcher.forms("body", "migration")) == {"migration", "migrations"}
    ranking = searcher.search(StemTerm("body", "migrations"))
    assert ids(searcher, ranking) == ["1", "3"] or ids(searcher, ranking) == ["3", "1"]
    assert ranking.scores[0] >= ranking.scores[1] > 0
    assert ranking.docs.dtype == np.int64
    assert ranking.scores.dtype == np.float32


def test_phrases_and_booleans(index):
    searcher = index.searcher()
    phrase = wq.Phrase("body", ["pacte", "mondial"])
    assert ids(searcher, searcher.search(phrase)) == ["2"]
    both = wq.And([StemTerm("body", "retour"), StemTerm("body", "migration")])
    assert ids(searcher, searcher.search(both)) == ["3"]


def test_facets_are_counted_without_their_own_filter(index):
    searcher = index.searcher()
    filters = [ColumnFilter("year", include=("2020",)), ColumnFilter("region", include=(None,))]
    ranking = searcher.search(wq.Every(), filters=filters, facets=("year", "region", "status"))
    assert ids(searcher, ranking) == ["1"]
    assert ranking.facets["year"] == {"2020": 1, "2021": 1}
    assert ranking.facets["region"] == {None: 1, "africa": 1, "asia-oceania": 1}
    assert ranking.facets["status"] == {"active": 1}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (ColumnFilter("year", ranges=((2021.0, None),)), {"2"}),
        (ColumnFilter("year", ranges=((2019.0, 2020.0),)), {"1", "3"}),
        (ColumnFilter("year", exclude=("2020",)), {"2", "4"}),
        (ColumnFilter("year", exclude_ranges=((None, 2020.0),)), {"2", "4"}),
        (ColumnFilter("year", exclude=(None,)), {"1", "2", "3"}),
        (ColumnFilter("year", include=("2020", None)), {"1", "3", "4"}),
        (ColumnFilter("budget", ranges=((60_000.0, None),)), {"3"}),
        (ColumnFilter("budget", include=(None,)), {"1", "4"}),
        (ColumnFilter("region", include=("africa",), exclude=("asia-oceania",)), {"4"}),
        (ColumnFilter("status", include=("nothing",)), set()),
    ],
)
def test_filters(index, wanted, expected):
    searcher = index.searcher()
    assert set(ids(searcher, searcher.search(wq.Every(), filters=[wanted]))) == expected


def test_sorting_leaves_the_unstated_last(index):
    searcher = index.searcher()
    budget = searcher.search(wq.Every(), sort=("budget", True))
    assert ids(searcher, budget)[:2] == ["3", "2"]
    assert ids(searcher, searcher.search(wq.Every(), sort=("budget", False)))[:2] == ["2", "3"]
    assert ids(searcher, searcher.search(wq.Every(), sort=("title_key", False)))[0] == "4"


def test_records_are_replaced_and_removed_by_id(index):
    before = index.searcher()
    writer = index.writer()
    writer.add(to_document(Record(id="1", title="Autre", body="neuf"), added=math.nan))
    writer.delete(["2", "unknown"])
    writer.commit()
    writer.delete(["3"])
    writer.cancel()
    writer.close()
    after = index.searcher()
    assert (before.doc_count, after.doc_count) == (4, 3)
    assert not before.is_current()
    assert after.is_current()
    assert before.docnum("2") is not None
    assert after.docnum("2") is None
    docnum = after.docnum("1")
    assert unpack_record(after.stored(docnum)["record"]).title == "Autre"
    assert len(after.search(wq.Every(), facets=("year",)).docs) == 3


def test_terms_walk_the_lexicon(index):
    searcher = index.searcher()
    assert list(searcher.terms("body", "migr")) == [
        ("migration", 1),
        ("migrations", 1),
        ("migratoire", 1),
    ]


def test_a_search_can_be_cancelled(engine, tmp_path):
    index = engine.create(tmp_path, fonds_schema())
    writer = index.writer()
    for number in range(2100):
        writer.add(to_document(Record(id=str(number), title="", body="mot"), added=0.0))
    writer.commit()
    writer.close()
    with pytest.raises(CancelledError):
        index.searcher().search(wq.Term("body", "mot"), cancelled=lambda: True)


# Whoosh leaves files open when it stumbles over one.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_missing_and_damaged_files_are_told(engine, index, tmp_path):
    with pytest.raises(ArchiveMissingError):
        engine.open(tmp_path / "nowhere", fonds_schema())
    assert index.check() == []
    generator = random.Random(5)
    for name in sorted(index.files()):
        path = tmp_path / "index" / name
        whole = path.read_bytes()
        flipped = bytearray(whole)
        flipped[generator.randrange(len(whole))] ^= 0x41
        for wrong in (whole[: len(whole) // 2], bytes(flipped)):
            path.write_bytes(wrong)
            assert any(path.name in fault for fault in index.check())
            with suppress(ArchiveDamagedError):  # it may open: not every byte is read at once
                engine.open(tmp_path / "index", fonds_schema()).searcher().close()
        path.write_bytes(whole)
    assert index.check() == []
