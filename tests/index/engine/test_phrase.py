"""Phrases over enough documents that all ways of finding them are taken, beside a plain walk."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query as wq

from index.engine.kept import Kept
from index.engine.phrase import follow
from index.engine.store import ColumnarIndex
from tests.index.engine.trees import schema

#: From words that most documents hold to one that hardly any does.
WORDS = ("et", "la", "de", "paix", "pont", "rive", "lac", "ile", "cap", "golfe")
WEIGHTS = (90, 70, 50, 20, 8, 4, 2, 1, 0.3, 0.1)


def texts():
    dice = random.Random(5)
    return [dice.choices(WORDS, WEIGHTS, k=dice.randint(0, 60)) for _ in range(1_500)]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    index = ColumnarIndex.create(tmp_path_factory.mktemp("phrases"), schema())
    writer = index.writer()
    held = {f"d{number}": words for number, words in enumerate(texts())}
    for number, (name, words) in enumerate(held.items()):
        writer.add({"id": name, "title": "", "body": " ".join(words), "tag": "", "size": 0})
        if number == 1_300:
            writer.commit()
    writer.commit()
    writer.close()
    searcher = index.searcher()
    yield searcher, held
    searcher.close()


def walked(words, phrase, slop):
    """Tell whether a document holds a phrase, position by position."""
    reached = {place for place, word in enumerate(words) if word == phrase[0]}
    for wanted in phrase[1:]:
        reached = {
            place
            for place, word in enumerate(words)
            if word == wanted and any(place - step in reached for step in range(1, slop + 1))
        }
    return bool(reached)


def found(searcher, phrase, slop, **more):
    ranking = searcher.search(wq.Phrase("body", list(phrase), slop=slop), **more)
    return {searcher.stored(int(doc))["id"] for doc in ranking.docs}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=4), st.integers(1, 4))
def test_the_same_documents_as_a_walk(archive, phrase, slop):
    searcher, held = archive
    expected = {name for name, words in held.items() if walked(words, phrase, slop)}
    assert found(searcher, phrase, slop) == expected
    assert found(searcher, phrase, slop, sort=("size", True)) == expected


def test_nothing_kept_and_little_kept_give_the_same(archive):
    searcher, held = archive
    expected = {name for name, words in held.items() if walked(words, ["la", "de"], 1)}
    for budget in (0, 1_000, 50_000):
        searcher._stats.kept = Kept(budget)
        assert found(searcher, ["la", "de"], 1) == expected
        assert found(searcher, ["la", "de"], 1) == expected
        assert searcher._stats.kept.nbytes <= budget


def test_a_word_twice_and_a_word_that_is_nowhere(archive):
    searcher, held = archive
    expected = {name for name, words in held.items() if walked(words, ["et", "et", "et"], 1)}
    assert expected
    assert found(searcher, ["et", "et", "et"], 1) == expected
    assert found(searcher, ["et", "nulle"], 1) == set()


def test_a_phrase_scores_as_its_words_together(archive):
    searcher, _ = archive
    phrase = searcher.search(wq.Phrase("body", ["la", "pont"], boost=2.0))
    words = searcher.search(wq.And([wq.Term("body", "la"), wq.Term("body", "pont")]))
    apart = dict(zip(words.docs.tolist(), words.scores.tolist(), strict=True))
    assert phrase.total
    for doc, score in zip(phrase.docs.tolist(), phrase.scores.tolist(), strict=True):
        assert score == pytest.approx(2 * apart[doc], rel=1e-5)


def test_follow_looks_no_farther_than_the_slop():
    first, second = np.array([10, 20, 30], np.uint32), np.array([9, 10, 13, 24, 31], np.uint32)
    assert follow(first, second, 3).tolist() == [13, 31]
    assert follow(first[:0], second, 3).tolist() == []
    assert follow(first, second[:0], 3).tolist() == []
