"""Did you mean."""

from types import MappingProxyType

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


def test_a_rare_word_has_a_far_more_frequent_neighbour():
    class Lexicon:
        counts = MappingProxyType({"migratin": 1, "migration": 40})

        def forms(self, field, term):
            return [term]

        def frequency(self, field, term):
            return self.counts.get(term, 0)

        def similar(self, field, word, distance, prefix=0):
            return [("migratin", 0, 1), ("migration", 1, 40)] if field == "body" else []

        def example(self, field, term):
            return None

    tree = understand("migratin").tree
    assert suggest(Lexicon(), "migratin", tree, (), 1) == "migration"
    assert suggest(Lexicon(), "migratin", tree, (), 12) is None


@pytest.mark.parametrize(
    ("term", "written"), [("reintegration", "réintégration"), ("nowhere", "nowhere")]
)
def test_a_term_is_spelt_as_a_record_writes_it(searcher, term, written):
    assert spelt(searcher, term) == written
