"""Words close together lift a document, in order a little more; a stretch that holds most, too."""

import pytest

from index.engine.store import ColumnarIndex
from index.engine.wordquery import EnoughOf, Nearby, WordTerm
from index.record import Record
from index.schema import fonds_schema, to_document

FIELDS = {"title": 3.0, "card": 1.5, "body": 1.0}
FILLER = " ".join(f"mot{number}" for number in range(12))
BODIES = {
    "beside": f"pacte mondial {FILLER} fin",
    "reversed": f"mondial pacte {FILLER} fin",
    "near": f"pacte {FILLER[:9]} mondial {FILLER[9:]} fin",
    "far": f"pacte {FILLER} mondial fin",
    "apart": f"pacte {FILLER} {FILLER} mondial fin",
}
LONG = f" {FILLER}" * 20
BODIES |= {f"{key}, long": BODIES[key] + LONG for key in ("far", "apart")}


@pytest.fixture(scope="module")
def scores(tmp_path_factory):
    index = ColumnarIndex.create(tmp_path_factory.mktemp("near"), fonds_schema())
    writer = index.writer()
    for key, body in BODIES.items():
        writer.add(to_document(Record(id=key, title="", body=body), added=1.0))
    writer.add(to_document(Record(id="else", title="Autre", body="Autre chose."), added=1.0))
    writer.commit()
    writer.close()
    searcher = index.searcher()
    words = [WordTerm(FIELDS, "pacte"), WordTerm(FIELDS, "mondial")]

    def run(query):
        ranking = searcher.search(query)
        return {
            searcher.stored(int(doc))["id"]: float(score)
            for doc, score in zip(ranking.docs, ranking.scores, strict=True)
        }

    base = EnoughOf(words, 0.1)
    yield run(base), run(Nearby(base, words, "body"))
    searcher.close()


def test_the_same_documents_match(scores):
    plain, lifted = scores
    assert set(plain) == set(lifted) == set(BODIES)


def test_closer_is_better_and_order_counts(scores):
    plain, lifted = scores
    gain = {key: lifted[key] - plain[key] for key in BODIES}
    assert gain["beside"] > gain["reversed"] > gain["near"] > 0
    assert gain["near"] > gain["far"]


def test_a_stretch_that_holds_both_words_is_better_than_two_that_hold_one(scores):
    plain, lifted = scores
    gain = {key: lifted[key] - plain[key] for key in BODIES}
    assert gain["far, long"] > 1.5 * gain["apart, long"] > 0


def test_in_a_short_text_no_stretch_is_better_than_another(scores):
    plain, lifted = scores
    assert lifted["far"] == plain["far"]
    assert lifted["apart"] == plain["apart"]
