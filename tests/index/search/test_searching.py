"""One search from words to rows: order, counts, rows, suggestions."""

import pytest

from index.engine.choice import ENGINE
from index.record import CardField, Record
from index.schema import fonds_schema, to_document
from index.search.marking import Marker
from index.search.query import FACETS, Filter, Query
from index.search.searching import Search, hits

RECORDS = (
    Record(
        id="china",
        title="Soutien à la Chine",
        body="La migration de main-d’œuvre, et le pacte mondial.",
        kind="project",
        year=2024,
        status="completed",
        region=("asia-oceania",),
        countries=("CN",),
        project_id="PO.0105",
        prima_id="CN10P0002",
        budget=100_000.0,
        currency="USD",
        source="s1",
        language="fr",
        card=(CardField("Bailleur", "AFD"), CardField("Statut", "Achevé", "status")),
    ),
    Record(
        id="niger",
        title="Retour au Niger",
        body="Voir aussi le projet PO.0105 et po0105. Les migrations de retour.",
        kind="news",
        year=2016,
        date="2016-03-14",
        region=("africa",),
        countries=("NE",),
        sources={"region": "inferred"},
        budget=20_000_000.0,
        currency="XOF",
        source="s1",
        language="fr",
    ),
    Record(
        id="lima",
        title="Migraciones",
        body="El pacto y la migración.",
        kind="news",
        language="es",
        source="s2",
        countries=("PE",),
        sources={"countries": "inferred"},
        status="en-sommeil",
    ),
)

LABELS = {"status": {"en-sommeil": "En sommeil"}, "source": {"s1": "projets", "s2": "notes"}}


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    index = ENGINE.create(tmp_path_factory.mktemp("index"), fonds_schema())
    writer = index.writer()
    for record in RECORDS:
        writer.add(to_document(record, added=20240101.0))
    writer.commit()
    writer.close()
    return Search(index.searcher(), LABELS)


def found(search, text):
    results = search.run(Query.parse(text))
    return [hit.id for hit in hits(results.handle, 0, results.total)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", {"china", "niger", "lima"}),
        ("migrations", {"china", "niger"}),
        ("migraciones", {"lima"}),
        ("migration retour", {"niger"}),
        ('"pacte mondial"', {"china"}),
        ('"mondial pacte"', set()),
        ("=pacte OR pacto", {"china", "lima"}),
        ("migration -retour", {"china"}),
        ("-migration", {"lima"}),
        ("migr*", {"china", "niger", "lima"}),
        ("=migraciones", {"lima"}),
        ("main-d'oeuvre", {"china"}),
        ("maindoeuvre", {"china"}),
        ("titre:retour", {"niger"}),
        ("bailleur:afd", {"china"}),
        ("bailleur", {"china"}),
        ("achevé", {"china"}),
        ("year:2016..", {"china", "niger"}),
        ("région:Afrique", {"niger"}),
        ("no:year", {"lima"}),
        ("budget:>50k", {"china", "niger"}),
        ("budget:>50kUSD", {"china"}),
        ("budget:100k..<250k", {"china"}),
        ("-budget:100k..<250k", {"niger", "lima"}),
        ("devise:euro", set()),
        ("source:projets", {"china", "niger"}),
        ("-source:projets", {"lima"}),
        ("région:Afrique inferred:no", set()),
        ("no:region inferred:no", {"niger", "lima"}),
        ("has:country inferred:no", {"china", "niger"}),
        ("tag:urgent", set()),
        ("-tag:urgent retour", {"niger"}),
        ("date:2016-03", {"niger"}),
        ("statut:achevé/en-sommeil", {"china", "lima"}),
    ],
)
def test_queries(search, text, ids):
    assert set(found(search, text)) == ids


@pytest.mark.parametrize(
    "code", ["PO.0105", "po0105", "PO-0105", "PO 0105", "po.0105", "cn10p0002", "CN10P0002"]
)
def test_the_record_of_an_identifier_comes_first(search, code):
    results = search.run(Query(code))
    rows = hits(results.handle, 0, 10)
    assert rows[0].id == "china"
    assert rows[0].score >= 1000
    assert all(row.score < 1000 for row in rows[1:])


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        ("", ["china", "niger", "lima"]),
        ("sort:date", ["niger", "china", "lima"]),
        ("sort:-date", ["china", "niger", "lima"]),
        ("sort:title", ["lima", "niger", "china"]),
        ("sort:-title", ["china", "niger", "lima"]),
        ("sort:budget", ["china", "niger", "lima"]),
        ("sort:-budget", ["niger", "china", "lima"]),
        ("sort:country", ["china", "niger", "lima"]),
        ("sort:-country", ["lima", "niger", "china"]),
        ("sort:added", ["china", "niger", "lima"]),
        ("sort:-added", ["china", "niger", "lima"]),
    ],
)
def test_orders(search, sort, ids):
    assert found(search, sort) == ids


def test_facets_leave_their_own_filter_out(search):
    results = search.run(Query.parse("kind:news"))
    assert results.total == 2
    assert {(v.value, v.label, v.count) for v in results.facets["kind"]} == {
        ("news", "News", 2),
        ("project", "Project", 1),
    }
    assert {(v.value, v.label, v.count) for v in results.facets["status"]} == {
        ("en-sommeil", "En sommeil", 1),
        (None, "not stated", 1),
    }


@pytest.mark.parametrize(
    ("text", "bands"),
    [
        ("", {"100k..<250k": 1, "10m..<50m": 1, None: 1}),
        ("budget:100k..<250k", {"100k..<250k": 1, "10m..<50m": 1, None: 1}),
        ("budget:>1m", {"100k..<250k": 1, "10m..<50m": 1, None: 1}),
        ("budget:>1m région:Afrique", {"10m..<50m": 1}),
        ("devise:USD", {"100k..<250k": 1}),
    ],
)
def test_bands_leave_every_filter_by_budget_out(search, text, bands):
    facets = search.run(Query.parse(text)).facets
    assert {value.value: value.count for value in facets["budget"]} == bands


def test_a_click_on_a_facet_is_the_typed_clause(search):
    everything = search.run(Query())
    assert set(everything.facets) == set(FACETS)
    for facet, values in everything.facets.items():
        for value in values:
            clicked = Query().with_filter(Filter(facet, value.value))
            assert search.run(clicked).total == value.count
            assert Query.parse(clicked.to_text()) == clicked


def test_what_was_inferred_counts_as_not_stated_when_it_is_left_out(search):
    facets = search.run(Query(stated_only=True)).facets
    counts = {
        name: {value.value: value.count for value in facets[name]} for name in ("region", "country")
    }
    assert counts == {
        "region": {"asia-oceania": 1, None: 2},
        "country": {"CN": 1, "NE": 1, None: 1},
    }
    assert found(search, "inferred:no") == found(search, "")


def test_the_query_comes_back_with_the_codes_of_the_archive(search):
    results = search.run(Query.parse("source:projets statut:en_sommeil"))
    assert results.settled == Query("", (Filter("source", "s1"), Filter("status", "en-sommeil")))
    assert results.query == Query.parse("source:projets statut:en_sommeil")


def test_more_like_this_counts_the_same_facets(search):
    results = search.like([RECORDS[0]], Query.parse("budget:>1k inferred:no"))
    assert set(results.facets) == set(FACETS)
    assert sum(value.count for value in results.facets["budget"]) >= results.total


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pays:Mali", "No record of this archive has “country:Mali”."),
        ("source:autres", "No record of this archive has “source:autres”."),
        ("pays:NE inferred:no region:africa", "No record of this archive has “region:Africa”."),
        ("pays:NE kind:project", ""),
        ("statut:sommeil kind:project", "No record of this archive has “status:sommeil”."),
        ("year:1850", ""),
        ("-pays:Mali", ""),
        (
            "retour OR pays:Mali",
            "Searched for: retour OR country:Mali. No record of this archive has “country:Mali”.",
        ),
        (
            "(=pacto pays:Mali) OR (retour source:autres)",
            "Searched for: (=pacto country:Mali) OR (retour source:autres). "
            "No record of this archive has “country:Mali”. "
            "No record of this archive has “source:autres”.",
        ),
        ("retour OR pays:Niger", "Searched for: retour OR country:Niger"),
        ("retour OR NOT pays:Mali", "Searched for: retour OR NOT country:Mali"),
    ],
)
def test_a_value_that_no_record_has_is_told(search, text, told):
    assert search.run(Query.parse(text)).understood == told


def test_what_the_filters_mean_is_told(search):
    assert search.run(Query.parse("tag:x")).understood == "There are no tags yet."
    told = search.run(Query.parse('"retour sort:-budget')).understood
    assert told == "Searched for: retour"
    told = search.run(Query.parse("migration OR pacte ( budget:>1k")).understood
    assert told == (
        "Searched for: migration OR pacte. "
        "Amounts in USD, XOF are compared as they stand, without conversion."
    )


def test_a_row_tells_what_a_person_needs(search):
    results = search.run(Query("migration retour"))
    (row,) = hits(results.handle, 0, 5)
    assert (row.title, row.year, row.region_labels) == ("Retour au Niger", 2016, ("Africa",))
    assert row.inferred == ("region",)
    assert [row.title[a:b] for a, b in row.title_spans] == ["Retour"]
    assert [row.snippet[a:b] for a, b in row.spans] == ["migrations", "retour"]


def test_a_match_in_the_card_is_shown(search):
    (row,) = hits(search.run(Query("bailleur")).handle, 0, 5)
    assert row.snippet[slice(*row.spans[0])] == "Bailleur"


def test_a_slip_of_the_pen_is_mended_and_told(search):
    results = search.run(Query("migratoin mondial"))
    assert (results.total, results.suggestion) == (1, "migration mondial")
    assert results.understood == ("“migratoin” is not in this archive: searched for “migration”.")
    assert search.run(Query("xyzxyz")).suggestion is None
    assert search.run(Query("migration")).suggestion is None
    assert search.run(Query("migration pacto")).suggestion is None


def test_when_no_record_has_all_words_some_are_enough(search):
    results = search.run(Query("retour Chine mondial"))
    assert {row.id for row in hits(results.handle, 0, 9)} == {"china", "niger"}
    assert results.understood.startswith("No record has all of these words")


def test_a_filter_in_the_way_loosens_nothing(search):
    results = search.run(Query.parse("pacte mondial kind:news"))
    assert (results.total, results.understood) == (0, "")


def test_a_space_ends_a_half_typed_word(search):
    assert "begin so" in search.run(Query.parse("mondi")).understood
    whole = search.run(Query.parse("mondi "))
    assert "searched for “mondial”" in whole.understood
    assert Marker(search.understand("mondi ").tree).spans("mondial, mondiaux") == ((0, 7), (9, 17))


@pytest.mark.parametrize(
    "text", ["retuor:abc", "year:abc", "{year:abc}", 'statuts budget:"mondail"']
)
def test_a_clause_that_means_nothing_is_searched_as_it_stands(search, text):
    results = search.run(Query.parse(text))
    corrected = text.startswith("retuor")  # no field bears this name: a slip like any
    assert ("searched for “" in results.understood) == corrected
    assert corrected or results.suggestion is None


def test_odd_text_is_told(search):
    assert search.run(Query('"pacte mondial')).understood == "Searched for: pacte mondial"
    assert search.run(Query("pacte")).understood == ""
    assert search.run(Query('"')).understood == "Searched for: everything"


def test_what_is_marked_is_what_was_searched(search):
    tree = search.understand("migratoin").tree
    assert Marker(tree).spans("La migration") == ((3, 12),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=pacte OR pays:Niger", ["china", "niger"]),
        ("pays:Niger OR year:2024", ["niger", "china"]),
        ("(migration pays:Chine) OR (=pacto lang:es)", ["lima", "china"]),
        ("retour pays:Chine OR =pacto pays:Pérou", ["lima"]),
        ("NOT (kind:news pays:Niger)", ["china", "lima"]),
        ('retour OR status:"En sommeil"', ["niger", "lima"]),
        ("=pacto OR source:projets", ["lima", "china", "niger"]),
        ("retour OR budget:50k..200kUSD", ["niger", "china"]),
        ("retour OR no:year", ["niger", "lima"]),
        ("retour OR has:budget -kind:news", ["niger", "china"]),
        ("=pacto OR date:2016-03", ["lima", "niger"]),
        ("=pacto OR bailleur:AFD", ["lima", "china"]),
        ("=pacto OR added:2024", ["lima", "china", "niger"]),
        ("=pacto OR tag:x", ["lima"]),
        ("=pacto OR no:tag", ["lima", "china", "niger"]),
        ("=pacto OR (year:>=2016 year:<2020)", ["lima", "niger"]),
        ("=pacto OR (pays:Chine pays:Niger)", ["lima", "china", "niger"]),
        ("zzzzz OR yaer:2024", []),
    ],
)
def test_clauses_hold_for_parts_of_a_query(search, text, expected):
    found = search.run(Query.parse(text))
    assert not found.query.filters
    rows = hits(found.handle, 0, 9)
    assert {row.id for row in rows} == set(expected)
    ranked = [row for row in rows if row.score]
    assert [row.id for row in ranked] == expected[: len(ranked)]


def test_clauses_alone_list_the_latest_first(search):
    for text in ("pays:Niger OR year:2024", "NOT lang:zz (pays:Niger OR year:2024)"):
        rows = hits(search.run(Query.parse(text)).handle, 0, 9)
        assert [(row.id, row.score) for row in rows] == [("china", 0.0), ("niger", 0.0)]


def test_inferred_values_are_left_out_of_parts_too(search):
    def found(text):
        return {row.id for row in hits(search.run(Query.parse(text)).handle, 0, 9)}

    assert found("retour OR pays:Pérou") == {"niger", "lima"}
    assert found("retour OR pays:Pérou inferred:no") == {"niger"}
    assert found("=pacto OR région:Afrique inferred:no") == {"lima"}


def test_facets_are_counted_within_a_part_and_all_filters_hold(search):
    found = search.run(Query.parse("(=migración OR pays:Niger) kind:news"))
    assert found.total == 2
    assert {value.value: value.count for value in found.facets["kind"]} == {"news": 2}
    assert {value.value: value.count for value in found.facets["country"]} == {"NE": 1, "PE": 1}


def test_what_is_asked_in_parts_is_told_with_what_goes_with_it(search):
    told = search.run(Query.parse("=pacto OR tag:x OR status:en-sommeil")).understood
    assert told == ('Searched for: =pacto OR tag:x OR status:"En sommeil". There are no tags yet.')


def test_names_of_fields_are_no_misspelt_words(search):
    found = search.run(Query.parse("retour OR year:2024"))
    assert found.suggestion is None
    assert found.understood == "Searched for: retour OR year:2024"


def test_clauses_that_hold_for_a_hit_are_named_in_its_reasons(search):
    query = Query.parse("retour OR (pays:NE pays:CN) OR (year:2016 =pacto) OR budget:>5k")
    said = search.explain(RECORDS[0], query, 1, 2)
    assert "“country:China” is true of it." in said
    assert "“budget:>5k” is true of it." in said
    assert not any("year:2016" in sentence or "Niger" in sentence for sentence in said)
    assert search.explain(RECORDS[0], Query.parse("pacte"), 1, 2)[0].startswith("“pacte”")
