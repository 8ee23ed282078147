"""Did you mean."""

import pytest

from index.search.correction import Correction
from index.search.language import understand
from index.search.spelling import spelt, suggest


@pytest.mark.parametrize(
    ("words", "made", "better"),
    [
        ("retuor niger", (Correction("retuor", "retour"),), "retour niger"),
        ("reintegratoin", (Correction("reintegratoin", "reintegration"),), "réintégration"),
        ("retour", (), None),
        ("", (), None),
    ],
)
def test_suggestions(searcher, words, made, better):
    assert suggest(searcher, words, understand(words).tree, made, 0) == better


class Lexicon:
    """An archive of one rare word and one frequent one beside it."""

    def __init__(self, rare, often):
        self.counts = {rare: 1, often: 40}

    def forms(self, field, term):
        return [term]

    def frequency(self, field, term):
        return self.counts.get(term, 0)

    def similar(self, field, word, distance, prefix=0):
        near = [(term, int(term != word), count) for term, count in self.counts.items()]
        return near if field == "body" else []

    def example(self, field, term):
        return None


def test_a_rare_word_has_a_far_more_frequent_neighbour():
    searcher, tree = Lexicon("migratin", "migration"), understand("migratin").tree
    assert suggest(searcher, "migratin", tree, (), 1) == "migration"
    assert suggest(searcher, "migratin", tree, (), 12) is None


def test_words_that_only_ask_have_no_neighbour_that_was_meant():
    for rare, often in (("quoi", "quais"), ("besoin", "bestin")):
        assert suggest(Lexicon(rare, often), rare, understand(rare).tree, (), 1) is None


@pytest.mark.parametrize(
    ("term", "written"), [("reintegration", "réintégration"), ("nowhere", "nowhere")]
)
def test_a_term_is_spelt_as_a_record_writes_it(searcher, term, written):
    assert spelt(searcher, term) == written
