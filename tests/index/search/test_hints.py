"""Words that tell what records are about."""

import pytest

from index.record import Record
from index.search.hints import LEAST_SHARE, SHARE, hint_query, lent, telling_words

TRAFFICKING = Record(id="x", title="La traite", body="La traite des personnes, la traite, Tchad.")


def test_rare_and_repeated_words_tell_most(searcher):
    words = telling_words(searcher, [(TRAFFICKING, 1.0)], 3)
    assert words[0] == ("traite", 1.0)
    assert {"la", "des"}.isdisjoint(dict(words))


def test_words_are_counted_however_they_are_joined(searcher):
    """What stands between two spaces is cut once, and counted as often as it stands there."""
    apart = "la traite, la traite, du Tchad au Niger " * 3
    joined = apart.replace("Tchad au", "Tchad/au").replace("Niger la", "Niger/la")
    records = [Record(id="x", title="Titre", body=body) for body in (apart, joined)]
    told = [telling_words(searcher, [(record, 1.0)], 9) for record in records]
    assert {"tchad", "niger", "traite"} <= dict(told[0]).keys()
    assert dict(told[0]) == pytest.approx(dict(told[1]))


def test_a_piece_without_end_is_cut_too(searcher):
    record = Record(id="x", title="", body="migration/" * 300 + " traite")
    assert dict(telling_words(searcher, [(record, 1.0)], 5)).keys() == {"migration", "traite"}


def test_their_query_finds_what_is_alike(searcher, ids):
    words = telling_words(searcher, [(TRAFFICKING, 1.0)], 5)
    assert ids(searcher.search(hint_query(words)))[0] == "traite"


def test_words_that_stand_everywhere_take_no_rare_one_s_place():
    common = [f"mot{one}{other}" for one in "abcdefghij" for other in "abcdefghij"]
    record = Record(id="x", title="", body=f"{' '.join(common * 2)} agadez")

    class Lexicon:
        doc_count = 100

        def frequency(self, field, term):
            return 1 if term == "agadez" else 90

    assert telling_words(Lexicon(), [(record, 1.0)], 5) == [("agadez", 1.0)]


def test_nothing_tells_nothing(searcher):
    assert telling_words(searcher, [], 5) == []
    assert searcher.search(hint_query([])).total == 0


def test_level_scores_lend_much_and_one_that_stands_out_lends_nothing():
    level, _ = lent([10.0, 9.0, 8.0])
    steep, _ = lent([10.0, 3.0, 1.0])
    assert level == SHARE
    assert steep < LEAST_SHARE < level


def test_better_records_lend_more():
    _, weights = lent([10.0, 9.0, 5.0])
    assert weights[0] == 1.0
    assert weights[0] > 2 * weights[1] > 4 * weights[2] > 0


@pytest.mark.parametrize("scores", [[], [3.0], [0.0, 0.0]])
def test_too_little_to_compare_lends_nothing(scores):
    share, weights = lent(scores)
    assert share == 0.0
    assert len(weights) == len(scores)
