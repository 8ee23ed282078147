"""Words over fields, enough of many, families and feedback, on a small index of two segments."""

import math

import pytest
from whoosh import query as wq

from index.engine.store import ColumnarIndex
from index.engine.wordnodes import SATURATION
from index.engine.wordquery import EnoughOf, FamilyTerm, Feedback, WordTerm
from index.record import Record
from index.schema import TEXT_FIELDS, fonds_schema, to_document

FIELDS = TEXT_FIELDS
TEXTS = {
    "one": ("Migration", "Une fiche sur autre chose."),
    "two": ("Fiche", "La migration, les migrations."),
    "three": ("Fiche", "Le migrateur et la frontière."),
    "four": ("Fiche", "Rien de tout cela, mais une frontière longue."),
}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    index = ColumnarIndex.create(tmp_path_factory.mktemp("words"), fonds_schema())
    writer = index.writer()
    for number, (key, (title, body)) in enumerate(TEXTS.items()):
        writer.add(to_document(Record(id=key, title=title, body=body), added=1.0))
        if number == 1:
            writer.commit()
    writer.commit()
    writer.close()
    opened = index.searcher()
    yield opened
    opened.close()


def ranked(searcher, query):
    ranking = searcher.search(query)
    return {
        searcher.stored(int(doc))["id"]: float(score)
        for doc, score in zip(ranking.docs, ranking.scores, strict=True)
    }


def word(text, **more):
    return WordTerm(FIELDS, text, **more)


def test_a_word_is_found_in_all_its_forms_the_title_first(searcher):
    assert list(ranked(searcher, word("migrations"))) == ["one", "two"]


def test_the_score_is_bm25f(searcher):
    """One field, one form: weight · idf · (k + 1) · tf / (tf + k), tf by the field's length."""
    score = ranked(searcher, WordTerm({"title": 1.0}, "migration"))["one"]
    idf = math.log(1 + (4 - 1 + 0.5) / (1 + 0.5))
    assert score == pytest.approx(idf * (SATURATION + 1) / (1 + SATURATION), rel=1e-5)


def test_the_form_that_was_typed_counts_more(searcher):
    exact = ranked(searcher, word("migration"))["one"]
    other = ranked(searcher, word("migrations"))["one"]
    assert other < exact


def test_a_form_akin_in_another_language_only_counts_less(searcher):
    everywhere = ranked(searcher, word("migrations"))["one"]
    spanish = ranked(searcher, word("migrations", languages=frozenset(["es"])))["one"]
    assert 0 < spanish <= everywhere


def test_a_boost_multiplies(searcher):
    once, twice = ranked(searcher, word("fiche")), ranked(searcher, word("fiche", boost=2.0))
    assert twice["two"] == pytest.approx(2 * once["two"], rel=1e-5)


def test_a_family_begins_alike(searcher):
    assert set(ranked(searcher, FamilyTerm(FIELDS, "migra"))) == {"one", "two", "three"}
    assert ranked(searcher, FamilyTerm(FIELDS, "zzz")) == {}


@pytest.mark.parametrize(
    ("texts", "need", "found"),
    [
        (("migration", "fiche", "frontiere"), 0.0, {"one", "two", "three", "four"}),
        (("migration", "fiche", "frontiere"), 1.0, set()),
        (("migration", "fiche"), 1.0, {"one", "two"}),
        (("migration", "frontiere"), 0.6, set()),
    ],
)
def test_enough_is_a_share_of_the_weight(searcher, texts, need, found):
    assert set(ranked(searcher, EnoughOf([word(text) for text in texts], need))) == found


def test_what_matches_nowhere_weighs_nothing(searcher):
    assert set(ranked(searcher, EnoughOf([word("migration"), word("zzz")], 1.0))) == {"one", "two"}
    assert ranked(searcher, EnoughOf([word("zzz")], 0.1)) == {}


def test_feedback_adds_a_share_of_the_best(searcher):
    plain = ranked(searcher, word("fiche"))
    fed = ranked(searcher, Feedback(word("fiche"), word("frontiere"), 0.5))
    assert set(fed) == set(plain)
    top = max(plain.values())
    assert fed["three"] + fed["four"] > plain["three"] + plain["four"]
    assert max(fed[key] - plain[key] for key in plain) == pytest.approx(top / 2, rel=1e-4)


def test_unscored_they_only_include(searcher):
    ranking = searcher.search(
        wq.ConstantScoreQuery(EnoughOf([word("migration")], 0.1), 2.0), sort=("title_key", False)
    )
    assert ranking.total == 2
