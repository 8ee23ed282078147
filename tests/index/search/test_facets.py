"""Facet values: labels, order, the bucket of the unstated."""

from index.results import FacetValue
from index.search.facets import facet_values, label_of


def test_most_frequent_first_and_the_unstated_last():
    counts = {None: 9, "africa": 2, "asia-oceania": 5}
    assert facet_values("region", counts, {}) == (
        FacetValue("asia-oceania", "Asia and Oceania", 5),
        FacetValue("africa", "Africa", 2),
        FacetValue(None, "not stated", 9),
    )


def test_years_run_from_the_latest():
    found = facet_values("year", {"2019": 5, None: 1, "2024": 1}, {})
    assert [item.value for item in found] == ["2024", "2019", None]


def test_budgets_run_from_the_smallest():
    found = facet_values("budget", {None: 9, "1m..<5m": 4, "..<50k": 1, "100k..<250k": 7}, {}, "fr")
    assert [(item.value, item.label, item.count) for item in found] == [
        ("..<50k", "< 50\u202fk", 1),
        ("100k..<250k", "100\u202fk – 250\u202fk", 7),
        ("1m..<5m", "1\u202fM – 5\u202fM", 4),
        (None, "non précisé", 9),
    ]


def test_sources_bear_their_names_and_equal_counts_come_by_name():
    names = {"source": {"s1": "Zones", "s2": "écrits", "s3": "notes"}}
    found = facet_values("source", {"s1": 2, "s2": 2, "s3": 2}, names)
    assert [item.label for item in found] == ["écrits", "notes", "Zones"]


def test_labels_in_three_languages_and_of_the_archive_itself():
    assert label_of("status", "completed", {}, "fr") == "Achevé"
    assert label_of("status", None, {}, "es") == "no indicado"
    assert label_of("status", "xyz", {"status": {"xyz": "X Y Z"}}) == "X Y Z"
    assert label_of("status", "xyz", {}) == "xyz"
    assert label_of("year", "2024", {}) == "2024"
