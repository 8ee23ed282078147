"""Hashed pieces yield exactly what the analysis yields, terms and positions."""

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.analysis import terms_of
from index.engine import vocabulary as module
from index.engine.inversion import MAX_POSITION
from index.engine.vocabulary import Vocabulary

LETTERS = (
    "abéœßñçÀʼ'’-–—.,:;!?()/&_09²ªΑά漢字かタ𝔸\ud800"
    " \u00a0\t\n\r\x0b\x1c\x85\u2003\u3000\u0301\u00ad"
)
texts = st.text(st.sampled_from(LETTERS), max_size=40) | st.text(max_size=30)


def spell(vocabulary, held):
    """Return the terms and positions of each text, and check the lengths."""
    data = [text.encode("utf-8", "replace") for text in held]
    keys, lengths = vocabulary.keys(data, np.arange(len(held), dtype=np.uint32) + 7)
    found = [([], []) for _ in held]
    for key in keys.tolist():
        terms, positions = found[(key >> 24 & 0xFFFF) - 7]
        terms.append(vocabulary.terms[key >> 40])
        positions.append(key & MAX_POSITION)
    assert lengths.tolist() == [len(terms) for terms, _ in found]
    return found


@settings(max_examples=400, deadline=None)
@given(st.lists(texts, max_size=6))
@example(["L'été, main-d’œuvre. «\u00a0Po.0105\u00a0» …", "", " \n "])
@example(["漢字かな交じり文", "e\u0301te\u0301 e\u0301te\u0301."])
def test_keys_tell_what_the_analysis_yields(held):
    vocabulary = Vocabulary()
    for _ in range(2):  # once learning, once knowing
        for text, found in zip(held, spell(vocabulary, held), strict=True):
            assert found == terms_of(text)


def test_a_word_is_the_same_whatever_follows_it():
    vocabulary = Vocabulary()
    spell(vocabulary, ["Migration, migration MIGRATION) «migration». l'été … –"])
    assert vocabulary.terms == ["migration", "ete"]


def test_positions_beyond_the_last_share_it(monkeypatch):
    monkeypatch.setattr(module, "MAX_POSITION", 3)
    found = spell(Vocabulary(), ["a b", "a b c d main-d'œuvre e", "f"])
    assert found[1][0] == ["a", "b", "c", "d", "main", "maindoeuvre", "oeuvre", "e"]
    assert found[1][1] == [0, 1, 2, 3, 3, 3, 3, 3]
    assert found[0][1] == [0, 1]
    assert found[2][1] == [0]


def test_stems_are_those_of_the_terms():
    vocabulary = Vocabulary()
    spell(vocabulary, ["migration migrations"])
    first = vocabulary.stems.rows(np.array([0, 1]))
    spell(vocabulary, ["retour migrants"])
    rows = vocabulary.stems.rows(np.array([-1, 0, 1, -1]))
    assert set(first.terms.tolist()) == {0, 1}
    assert set(rows.terms.tolist()) == {0, 1}
    shared = set(first.hashes[first.terms == 1].tolist())
    assert shared == set(rows.hashes[rows.terms == 0].tolist())
