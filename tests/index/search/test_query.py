"""The query value: clauses, their names in three languages, and the round trip to text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.query import FACETS, MORE_SORTS, SORTS, Filter, Query

PIECES = [
    "migration",
    "year:2024",
    "-region:africa",
    "“",
    "”",
    "«",
    "»",
    "(",
    ")",
    "sort:-date",
    "no:year",
    "-no:status",
    "has:budget",
    "année:2015..2018",
    "statut:achevé/actif",
    "foo:bar",
    "budget:>100k",
    ":",
    "-",
    "year:",
    "OR",
    "'",
    "a/b",
    "year:foo",
    '"',
    'country:"R/D_Congo"',
    '"pacte_mondial"',
    'x:"a_year:2020_b"',
    'région:"Asie_et_Océanie"',
    "pays:(Chine_OR_Mali)",
    'pays:"Viet_Nam"/Mali',
    "pays:«_Mali_»",
    "région:Orient(s)",
    "inferred:no",
    "AND",
    "NOT",
    "-",
    "budget:>100k€",
    "tag:x",
    "pays:Burkina",
    "Faso",
    "budget:>100",
    "000",
    "OR",
    "pays:Mali",
    "inferred:yes",
]
TEXT = st.lists(st.sampled_from(PIECES)).map(" ".join).map(lambda text: text.replace("_", " "))


@given(TEXT | st.text(max_size=60))
def test_any_text_round_trips(text):
    query = Query.parse(text)
    again = Query.parse(query.to_text())
    assert again == query
    assert again.to_text() == query.to_text()


@pytest.mark.parametrize(
    ("text", "words", "ended", "written"),
    [
        ("migr", "migr", False, "migr"),
        ("migr ", "migr", True, "migr "),
        ("migr \t", "migr", True, "migr "),
        (" ", "", False, ""),
        ("migr year:2024", "migr", False, "migr year:2024"),
        ("year:2024 migr ", "migr", True, "year:2024 migr "),
    ],
)
def test_a_space_ends_the_last_word(text, words, ended, written):
    query = Query.parse(text)
    assert (query.words, query.ended, query.to_text()) == (words, ended, written)
    assert query.typed == (f"{words} " if ended else words)


FILTERS = st.builds(
    Filter,
    st.sampled_from([name for name in FACETS if name not in ("year", "budget")]),
    st.none() | st.from_regex(r"[a-zé0-9][a-zé0-9 /()'-]{0,12}", fullmatch=True),
    st.booleans(),
)


@given(
    st.lists(st.sampled_from(["eau", '"pacte mondial"', "retour*", "-x", '"', "«"])).map(" ".join),
    st.lists(FILTERS, unique=True, max_size=4).map(tuple),
    st.sampled_from((*SORTS, *MORE_SORTS)),
    st.booleans(),
)
def test_any_query_round_trips(words, filters, sort, stated_only):
    query = Query.parse(Query(words, filters, sort, stated_only).to_text())
    assert Query.parse(query.to_text()) == query
    assert (query.words, query.sort, query.stated_only) == (words, sort, stated_only)
    assert len(query.filters) <= len(filters)


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("year:2024", [Filter("year", "2024")]),
        ("année:2024", [Filter("year", "2024")]),
        ("año:2024", [Filter("year", "2024")]),
        ("YEAR:2024", [Filter("year", "2024")]),
        ("year:>=2015", [Filter("year", ">=2015")]),
        ("-year:2015..2018", [Filter("year", "2015..2018", exclude=True)]),
        ("statut:achevé/actif", [Filter("status", "completed"), Filter("status", "active")]),
        ('région:"Asie et Océanie"', [Filter("region", "asia-oceania")]),
        ("pays:Chine", [Filter("country", "CN")]),
        ("país:China", [Filter("country", "CN")]),
        ("country:cn", [Filter("country", "CN")]),
        ("lang:fr", [Filter("language", "fr")]),
        ("type:TCMMCB", [Filter("type", "TCMMCB")]),
        ("no:budget", [Filter("budget", None)]),
        ("sans:année", [Filter("year", None)]),
        ("has:region", [Filter("region", None, exclude=True)]),
        ("-has:region", [Filter("region", None)]),
        ("budget:50k..2m", [Filter("budget", "50k..2m")]),
        ("fin:2019", [Filter("end", "2019")]),
        ("budget:50k..<100k", [Filter("budget", "50k..<100k")]),
        ("budget:>100k€", [Filter("budget", ">100k"), Filter("currency", "EUR")]),
        ('budget:"50k..2m USD"', [Filter("budget", "50k..2m"), Filter("currency", "USD")]),
        ("-budget:>1mchf", [Filter("budget", ">1m", exclude=True), Filter("currency", "CHF")]),
        ("devise:euros", [Filter("currency", "EUR")]),
        ("moneda:$", [Filter("currency", "USD")]),
        ("source:projets", [Filter("source", "projets")]),
        ("fuente:projets/notes", [Filter("source", "projets"), Filter("source", "notes")]),
        ("étiquette:urgent", [Filter("tag", "urgent")]),
        ("-no:note", [Filter("note", None, exclude=True)]),
        ('dossier:"Mission 2018"', [Filter("dossier", "Mission 2018")]),
        ('pays:"Viet Nam"/Mali', [Filter("country", "VN"), Filter("country", "ML")]),
        ("pays:“Viet Nam”", [Filter("country", "VN")]),
        ("pays:« Viet Nam »", [Filter("country", "VN")]),
        ("pays:(Viet Nam OU Mali)", [Filter("country", "VN"), Filter("country", "ML")]),
        ('pays:("Viet Nam" OR Mali)', [Filter("country", "VN"), Filter("country", "ML")]),
        ("-year:(2018 OR 2019)", [Filter("year", "2018", True), Filter("year", "2019", True)]),
        ("pays:VNM", [Filter("country", "VN")]),
        ("pays:704", [Filter("country", "VN")]),
        ("région:Orient(s)", [Filter("region", "Orient(s)")]),
        ("year:2015-2018", [Filter("year", "2015..2018")]),
        ("year:2015–2018", [Filter("year", "2015..2018")]),
        ("year:>=2015 year:<2018", [Filter("year", ">=2015"), Filter("year", "<2018")]),
        ("budget:100.000", [Filter("budget", "100.000")]),
        ("date:14/03/2016", [Filter("date", "14/03/2016")]),
        ("date:2016/03", [Filter("date", "2016/03")]),
        ("date:2016/2017", [Filter("date", "2016"), Filter("date", "2017")]),
        ("fin:03/2016", [Filter("end", "03/2016")]),
        ("date:14/03/2016..08/2016", [Filter("date", "14/03/2016..08/2016")]),
        ("date:>=14/03/2016", [Filter("date", ">=14/03/2016")]),
        ("(country:Mali)", [Filter("country", "ML")]),
        ("pays:Mali OR pays:Niger", [Filter("country", "ML"), Filter("country", "NE")]),
        ("(pays:Mali OU país:Níger)", [Filter("country", "ML"), Filter("country", "NE")]),
        ("NOT pays:Mali", [Filter("country", "ML", True)]),
        ("SAUF -pays:Mali", [Filter("country", "ML")]),
        ("-(pays:Mali OR pays:Niger)", [Filter("country", c, True) for c in ("ML", "NE")]),
        ("NO (pays:Mali)", [Filter("country", "ML", True)]),
        ("pays:Mali AND year:2018", [Filter("country", "ML"), Filter("year", "2018")]),
        ("pays:Mali OR", [Filter("country", "ML")]),
        ("OR pays:Mali", [Filter("country", "ML")]),
        ("statut:/actif/", [Filter("status", "active")]),
    ],
)
def test_clauses(text, filters):
    query = Query.parse(text)
    assert list(query.filters) == filters
    assert query.words == ""


@pytest.mark.parametrize(
    ("text", "words", "filters"),
    [
        ("eau AND pays:Mali", "eau", ["country:ML"]),
        ("pays:Mali ET eau", "eau", ["country:ML"]),
        ("eau NOT pays:Mali", "eau", ["-country:ML"]),
        ("eau OR pays:Mali", "eau OR pays:Mali", []),
        ("pays:Mali OR year:2018", "pays:Mali OR year:2018", []),
        ("(eau pays:Mali) OR traite", "(eau pays:Mali) OR traite", []),
        ("(eau pays:Mali", "(eau", ["country:ML"]),
        ("titre:(pays:Mali)", "titre:(pays:Mali)", []),
        ("eau sort:-date OR retour", "eau OR retour", []),
        ("eau OR pays:Mali year:2018", "eau OR pays:Mali year:2018", []),
        ("eau pays:Mali OR traite pays:Niger", "eau pays:Mali OR traite pays:Niger", []),
        ("(eau pays:Mali) year:2018", "(eau pays:Mali)", ["year:2018"]),
        ("(eau OR pays:Mali) year:2018", "(eau OR pays:Mali)", ["year:2018"]),
        ("eau OR retour year:2018", "eau OR retour", ["year:2018"]),
        ("eau OR pays:Mali sort:date year:2018", "eau OR pays:Mali", ["year:2018"]),
        ("NOT (year:2018 pays:Mali)", "NOT (year:2018 pays:Mali)", []),
        ('"a OR" pays:Mali', '"a OR"', ["country:ML"]),
    ],
)
def test_operators_beside_clauses(text, words, filters):
    query = Query.parse(text)
    assert (query.words, [item.to_text() for item in query.filters]) == (words, filters)
    assert Query.parse(query.to_text()) == query


@pytest.mark.parametrize(
    "words",
    [
        "eau OR pays:Mali",
        "eau pays:Mali OR x",
        "eau NOT",
        "OR eau",
        "OR",
        'NOT "',
        "ET “x OU",
        "eau " * 3000,
    ],
)
def test_operators_of_the_words_stay_with_the_words(words):
    query = Query(words.strip(), (Filter("country", "ML"),), stated_only=True)
    assert Query.parse(query.to_text()) == query


def test_hostile_texts_end_at_once():
    for piece in ("“", '"', "(year:2018 x) ", "(", "a:", 'a:"', "pays:x OR ", "NOT "):
        begin = time.process_time()
        Query.parse(piece * 20_000)
        assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    "text",
    [
        "year:foo",
        "budget:global",
        "foo:bar",
        '"voir year:2024 ici"',
        "«statut:actif»",
        "a:b:c",
        "no:x",
        "budget:50kxyz",
        "year:2018-2015",
        'country:"Viet Nam"x',
        'country:x"Viet Nam"',
        "country:()",
        "country:(Mali",
        "country:/",
        "sort:colour",
        "inferred:perhaps",
        "-inferred:no",
    ],
)
def test_what_is_no_clause_stays_among_the_words(text):
    assert Query.parse(text) == Query(words=text)


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("sort:-date", "-date"),
        ("tri:titre", "title"),
        ("tri:-pays", "-country"),
        ("orden:-título", "-title"),
        ("orden:agregado", "added"),
        ("sort:-budget", "-budget"),
        ("tri:pertinence", "relevance"),
    ],
)
def test_orders_in_three_languages(text, sort):
    assert Query.parse(f"eau {text}") == Query("eau", sort=sort)


@pytest.mark.parametrize("text", ["inferred:no", "déduit:non", "inferido:no", "INFERRED:NO"])
def test_inferred_values_can_be_left_out(text):
    query = Query.parse(f"eau {text} pays:Chine")
    assert query == Query("eau", (Filter("country", "CN"),), stated_only=True)
    assert query.to_text() == "eau country:CN inferred:no"
    assert Query.parse(f"{text} inferred:yes") == Query()


def test_a_filter_replaces_its_opposite():
    query = Query("eau").with_filter(Filter("region", "africa"))
    query = query.with_filter(Filter("region", "africa", exclude=True))
    assert query.filters == (Filter("region", "africa", exclude=True),)
    assert query.without_filter(query.filters[0]) == Query("eau")
    assert query.without_facet("region") == Query("eau")
