"""Asking: what follows where hardly any record has all the words, and when nothing does."""

import pytest

from index.engine.interface import ColumnFilter
from index.search.asking import Ask, answer
from index.search.language import understand
from index.search.telling import told_of


def asked(searcher, text, **how):
    return answer(searcher, understand(text), text, Ask(**how))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("retour migrants Niger", ["retour", "traite", "labour", "frontera"]),
        ("traite frontières migrants", ["traite", "frontera", "retour", "labour"]),
        ("retour Niger", ["retour"]),
        ("retour Niger PO.0105", ["retour"]),
        ('"traite des personnes" frontières migrants', ["traite"]),
        ("retour Asia", ["labour", "retour"]),
    ],
)
def test_what_has_some_of_three_words_follows_what_has_all(searcher, ids, text, expected):
    found = ids(asked(searcher, text).ranking)
    whole = asked(searcher, text).whole or len(expected)
    assert found[:whole] == expected[:whole]
    assert sorted(found) == sorted(expected)


def test_those_with_all_words_come_first_though_others_score_more(searcher, ids):
    text = "accueil recruitment Niger"
    assert asked(searcher, text).whole == 0
    few = asked(searcher, "budget migrants Niger")
    assert (few.whole, few.elsewhere) == (1, 1)
    assert ids(few.ranking)[0] == "traite"
    first, second = few.ranking.page(0, 2)[1].tolist()
    assert first > 100 > second


def test_where_nothing_follows_nothing_is_told(searcher, ids):
    text = '"traite des personnes" frontières migrants'
    found = asked(searcher, text)
    assert (ids(found.ranking), found.loosened) == (["traite"], False)
    assert told_of(understand(text), found) == ""


def test_in_another_order_nothing_follows(searcher, ids):
    found = asked(searcher, "retour migrants Niger", sort=("date", True))
    assert (ids(found.ranking), found.loosened) == (["retour"], False)


AFRICA = ColumnFilter("region", ("africa",))
AMERICAS = ColumnFilter("region", ("latin-america-caribbean",))


def test_a_filter_keeps_of_what_follows_what_it_counts(searcher, ids):
    everywhere = asked(searcher, "retour migrants Niger", facets=("region",)).ranking
    for wanted in (AFRICA, AMERICAS):
        within = asked(searcher, "retour migrants Niger", filters=(wanted,)).ranking
        assert within.total == everywhere.facets["region"][wanted.include[0]]


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ((), "First what has all of these words (1), then what has some of them."),
        ((AFRICA,), "First what has all of these words (1), then what has some of them."),
        (
            (AMERICAS,),
            "None of these records has all of these words: those with some of them are shown.",
        ),
    ],
)
def test_what_follows_is_told(searcher, filters, said):
    text = "retour migrants Niger"
    assert told_of(understand(text), asked(searcher, text, filters=filters)) == said
