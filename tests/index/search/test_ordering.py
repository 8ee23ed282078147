"""Orders by language, and without what was inferred."""

import pytest

from index.engine.choice import ENGINE
from index.record import Record
from index.schema import fonds_schema, to_document
from index.search.ordering import order_of, stated_of
from index.search.query import Query
from index.search.searching import Search, hits


@pytest.fixture
def searcher_of(tmp_path):
    """Return a function that indexes records; what it opened is closed."""
    opened = []

    def make(*records):
        index = ENGINE.create(tmp_path, fonds_schema())
        writer = index.writer()
        for record in records:
            writer.add(to_document(record, added=20240101.0))
        writer.commit()
        writer.close()
        opened.append(index.searcher())
        return opened[-1]

    yield make
    for searcher in opened:
        searcher.close()


def listed(search, text):
    results = search.run(Query.parse(text))
    assert results.total == len(results.handle.ranking.docs)
    return [hit.id for hit in hits(results.handle, 0, results.total)]


def test_orders_without_a_column_go_by_the_score():
    assert order_of("relevance", "en") is None
    assert order_of("-title", "es") == ("title_key_es", True)
    assert order_of("country", "de") == ("country_key_en", False)
    assert [stated_of(sort) for sort in ("relevance", "title", "budget", "added")] == [None] * 4


def test_countries_are_sorted_by_name_in_the_language_asked_for(searcher_of):
    searcher = searcher_of(
        *(
            Record(id=code or "none", title="x", body="x", countries=(code,) if code else ())
            for code in ("US", "", "DE", "FI", "EG")
        )
    )
    orders = {
        language: listed(Search(searcher, {}, language), "sort:country")
        for language in ("en", "fr", "de")
    }
    assert orders == {
        "en": ["EG", "FI", "DE", "US", "none"],
        "fr": ["DE", "EG", "US", "FI", "none"],
        "de": orders["en"],
    }


def record(name, country, year, source):
    sources = {"countries": source, "year": source}
    return Record(id=name, title="x", body="x", countries=(country,), year=year, sources=sources)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sort:country", ["cn", "ne", "pe"]),
        ("sort:country inferred:no", ["cn", "pe", "ne"]),
        ("sort:-country inferred:no", ["pe", "cn", "ne"]),
        ("sort:-country inferred:no pays:Chine", ["cn"]),
        ("sort:-country inferred:no has:country", ["pe", "cn"]),
        ("sort:country inferred:no no:country", ["ne"]),
        ("sort:-date", ["ne", "cn", "pe"]),
        ("sort:-date inferred:no", ["cn", "pe", "ne"]),
        ("x sort:date inferred:no", ["pe", "cn", "ne"]),
        ("sort:title inferred:no", ["pe", "ne", "cn"]),
    ],
)
def test_what_was_inferred_orders_nothing_where_it_is_left_out(searcher_of, text, expected):
    search = Search(
        searcher_of(
            record("pe", "PE", 2011, "card"),
            record("ne", "NE", 2017, "inferred"),
            record("cn", "CN", 2014, "card"),
        ),
        {},
    )
    assert listed(search, text) == expected


def test_what_is_alike_is_ordered_the_same_way(searcher_of):
    wanted = Record(id="un", title="Agadez et Sebha", body="agadez sebha", countries=("PE",))
    inferred = Record(
        id="deux", title="x", body="agadez", countries=("AR",), sources={"countries": "inferred"}
    )
    stated = Record(id="trois", title="x", body="sebha", countries=("NE",))
    search = Search(searcher_of(wanted, inferred, stated), {})
    for text, expected in (
        ("sort:country", ["deux", "trois"]),
        ("sort:country inferred:no", ["trois", "deux"]),
    ):
        results = search.like([wanted], Query.parse(text))
        assert [hit.id for hit in hits(results.handle, 0, results.total)] == expected
