"""One search from words to rows: order, counts, rows, suggestions."""

import pytest

from index.engine.choice import ENGINE
from index.record import CardField, Record
from index.schema import fonds_schema, to_document
from index.search.marking import Marker
from index.search.query import Query
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
        sources={"region": "inferred"},
        language="fr",
    ),
    Record(
        id="lima",
        title="Migraciones",
        body="El pacto y la migración.",
        kind="news",
        language="es",
        status="en-sommeil",
    ),
)

LABELS = {"status": {"en-sommeil": "En sommeil"}}


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
        ("pacte OR pacto", {"china", "lima"}),
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
        ("budget:>50k", {"china"}),
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
        ("sort:-budget", ["china", "niger", "lima"]),
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


def test_odd_text_is_told(search):
    assert search.run(Query('"pacte mondial')).understood == "Searched for: pacte mondial"
    assert search.run(Query("pacte")).understood == ""
    assert search.run(Query('"')).understood == "Searched for: everything"


def test_what_is_marked_is_what_was_searched(search):
    tree = search.understand("migratoin").tree
    assert Marker(tree).spans("La migration") == ((3, 12),)
