"""Words that tell what records are about."""

from index.record import Record
from index.search.hints import hint_query, telling_words

TRAFFICKING = Record(id="x", title="La traite", body="La traite des personnes, la traite, Tchad.")


def test_rare_and_repeated_words_tell_most(searcher):
    words = telling_words(searcher, [(TRAFFICKING, 1.0)], 3)
    assert words[0] == ("traite", 1.0)
    assert {"la", "des"}.isdisjoint(dict(words))


def test_their_query_finds_what_is_alike(searcher, ids):
    words = telling_words(searcher, [(TRAFFICKING, 1.0)], 5)
    assert ids(searcher.search(hint_query(words)))[0] == "traite"


def test_nothing_tells_nothing(searcher):
    assert telling_words(searcher, [], 5) == []
    assert searcher.search(hint_query([])).total == 0
