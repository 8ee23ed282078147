import pytest

from index.search.query import FACETS

HIT = (
    *("id", "title", "kind", "year", "date", "status", "region", "countries", "language"),
    *("score", "snippet", "spans", "path"),
)
#: What the object and a hit have beyond the design.
MORE, MORE_OF_HIT = ["understood", "stated_only"], ("inferred",)


def titles(ran):
    return [hit["title"] for hit in ran.json["hits"]]


def test_json_has_the_keys_of_the_design(fonds):
    found = fonds("search", "migration", "--json").json
    assert list(found) == ["query", "total", "seconds", "suggestion", "hits", "facets", *MORE]
    assert all(tuple(hit) == (*HIT, *MORE_OF_HIT) for hit in found["hits"])
    assert found["query"] == "migration"
    assert found["total"] == 2 == len(found["hits"])
    assert isinstance(found["seconds"], float)


def test_spans_are_ranges_in_the_snippet(fonds):
    for hit in fonds("search", "migration", "--json").json["hits"]:
        words = [hit["snippet"][start:end].lower() for start, end in hit["spans"]]
        assert all(word.startswith("migration") for word in words)


def test_json_says_what_was_understood_in_the_language_asked_for(fonds):
    def told(*words):
        return fonds("search", *words, "--json").json["understood"]

    assert told("migration", "year:2018") == "Searched for: migration year:2018"
    assert told("", "--labels", "fr") == "Recherche effectuée : tout"
    assert told("migration (", "--labels", "es") == "Se buscó: migration"
    assert "There are no tags yet." in told("tag:urgent")


def test_every_facet_is_in_json(fonds):
    facets = fonds("search", "", "--json", "--labels", "fr").json["facets"]
    assert list(facets) == list(FACETS)
    assert [(v["value"], v["label"], v["count"]) for v in facets["budget"]] == [
        ("100k..<250k", "100\u202fk – 250\u202fk", 1),
        ("250k..<500k", "250\u202fk – 500\u202fk", 1),
        (None, "non précisé", 2),
    ]
    assert [(v["value"], v["count"]) for v in facets["currency"]] == [("USD", 2), (None, 2)]
    assert [(v["label"], v["count"]) for v in facets["source"]] == [("papiers", 4)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["budget:100k..<250k"], {"Puits"}),
        (["--budget", "100k..<250k"], {"Puits"}),
        (["--budget", "100k..<250k", "--budget", "250k..<500k"], {"Puits", "Rizières"}),
        (["--budget", "100k..250k"], {"Puits", "Rizières"}),
        (["budget:>150kUSD"], {"Rizières"}),
        (["budget:>150kEUR"], set()),
        (["--budget", "none", "--currency", "none"], {"Une", "Titre"}),
        (["--", "-budget:100k..<250k"], {"Rizières", "Une", "Titre"}),
        (["--currency", "dollars"], {"Puits", "Rizières"}),
        (["source:papiers"], {"Puits", "Rizières", "Une", "Titre"}),
        (["--source", "Papiers", "--status", "active"], {"Rizières"}),
        (["--source", "elsewhere"], set()),
        (["tag:urgent"], set()),
        (["no:tag", "puits"], {"Puits"}),
    ],
)
def test_budgets_currencies_sources(fonds, stocked, words, expected):
    found = titles(fonds("search", "--json", "--archive", str(stocked), *words))
    assert {title.split()[0] for title in found} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("puits OR pays:vietnamien", {"Puits", "Rizières"}),
        ("(migration pays:VN) OU (puits statut:achevé)", {"Puits", "Rizières"}),
        ("migration NOT (kind:project pays:VN)", {"Une"}),
        ("year:2016 O budget:>200k", {"Puits", "Rizières"}),
    ],
)
def test_clauses_stand_anywhere(fonds, text, expected):
    found = fonds("search", text, "--json", "--labels", "fr").json
    assert {title.split()[0] for title in [hit["title"] for hit in found["hits"]]} == expected
    assert found["understood"].startswith("Recherche effectuée : ")
    assert fonds("search", found["query"], "--json").json["total"] == found["total"]


def test_bands_are_counted_without_the_filter_by_amount(fonds):
    for clause in ("budget:100k..<250k", "budget:>200k"):
        found = fonds("search", clause, "--json").json
        assert found["total"] == 1
        assert [v["count"] for v in found["facets"]["budget"]] == [1, 1, 2]


def test_inferred_values_can_be_left_out(fonds):
    def counts(text, *options):
        found = fonds("search", text, "--json", *options).json
        return {v["value"]: v["count"] for v in found["facets"]["country"]}, found

    with_all, found = counts("note OR puits")
    assert not found["stated_only"]
    stated, found = counts("note OR puits", "--stated-only")
    assert found["stated_only"]
    assert found["query"].endswith("inferred:no")
    assert stated == counts("note OR puits inferred:no")[0]
    assert stated["NE"] <= with_all["NE"]


def test_an_empty_query_lists_everything(fonds):
    found = fonds("search", "", "--json").json
    assert found["total"] == 4
    assert fonds("search", "--json").json["total"] == 4


def test_facets_are_over_the_whole_result_and_not_stated_is_null(fonds):
    found = fonds("search", "", "--json", "--limit", "1").json
    assert len(found["hits"]) == 1
    statuses = {v["value"]: (v["label"], v["count"]) for v in found["facets"]["status"]}
    assert statuses["completed"] == ("Completed", 1)
    assert statuses[None][1] == 2
    assert set(found["facets"]) >= {"year", "status", "region", "country", "kind", "language"}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--year", "2016"], {"Puits et retour au Niger"}),
        (["--year", "2015..2017", "--year", "2018"], {"Puits et", "Rizières et"}),
        (["--status", "completed"], {"Puits et"}),
        (["--status", "Achevé", "--status", "active"], {"Puits et", "Rizières et"}),
        (["--region", "africa", "--status", "active"], set()),
        (["--country", "VN"], {"Rizières et"}),
        (["--coverage", "national", "--kind", "project"], {"Puits et", "Rizières et"}),
        (["--status", "none"], {"Une note", "Titre"}),
        (["--type", "none", "--year", "none"], {"Une note", "Titre"}),
        (["--language", "fr", "--year", "2018"], {"Rizières et"}),
    ],
)
def test_filters_of_one_facet_mean_or_and_facets_among_each_other_and(fonds, options, expected):
    found = titles(fonds("search", "", "--json", *options))
    assert len(found) == len(expected)
    assert all(any(title.startswith(start) for start in expected) for title in found)


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("-budget", "Rizières"),
        ("budget", "Puits"),
        ("date", "Puits"),
        ("-date", "Rizières"),
        ("title", "Puits"),
        ("-title", "Rizières"),
        ("country", "Puits"),
        ("-country", "Rizières"),
        ("added", ""),
        ("-added", ""),
    ],
)
def test_hits_come_in_the_order_asked_for(fonds, sort, first):
    found = titles(fonds("search", "", "--json", "--sort", sort, "--kind", "project"))
    assert found[0].startswith(first)


def test_filters_stand_in_the_text_of_the_query(fonds):
    found = fonds("search", "riz", "--json", "--year", "2015..2018", "--status", "none").json
    assert found["query"] == "riz year:2015..2018 no:status"


def test_labels_come_in_the_language_asked_for(fonds):
    found = fonds("search", "", "--json", "--labels", "fr").json
    assert "Achevé" in [v["label"] for v in found["facets"]["status"]]


def test_people_get_title_facts_snippet_and_counts(fonds):
    ran = fonds("search", "migration", "--year", "2018")
    assert ran.status == 0
    assert "Rizières et migration au Viet Nam" in ran.out
    assert "2018 · Active · Asia and Oceania · PO.0202" in ran.out
    assert "1 found" in ran.out
    assert "Status: Active 1" in ran.out


def test_nothing_found_is_said(fonds):
    ran = fonds("search", "zzzz")
    assert (ran.status, ran.err) == (0, "")
    assert "nothing found" in ran.out


def test_words_may_stand_as_one_argument_or_many(fonds):
    assert titles(fonds("search", "puits", "retour", "--json")) == titles(
        fonds("search", "puits retour", "--json")
    )


def test_any_text_is_a_query(fonds):
    for text in ('"', "(", "AND", "year:", "a:b:c", "~~", "*", "é" * 5000):
        assert fonds("search", text, "--json").status == 0


@pytest.mark.parametrize(
    "options", [["--limit", "-1"], ["--limit", "x"], ["--sort", "colour"], ["--colour", "red"]]
)
def test_wrong_use_is_one_line_and_status_2(fonds, options):
    ran = fonds("search", "x", *options)
    assert ran.status == 2
    assert ran.err.count("\n") == 1
    assert ran.out == ""


def test_a_document_does_not_drive_the_terminal(fonds):
    ran = fonds("search", "commande terminal")
    assert "\x1b" not in ran.out
    assert "\x07" not in ran.out


def test_a_query_may_begin_with_a_minus_after_two_dashes(fonds, stocked):
    ran = fonds("search", "--json", "--archive", str(stocked), "--", "-region:africa")
    assert ran.json["query"] == "-region:africa"
    assert ran.json["total"] == 3
