"""Records like others."""

from index.record import Record
from index.search.alike import alike
from index.search.query import Query
from index.search.searching import Search, hits

TRAFFICKING = Record(id="traite", title="La traite", body="La traite des personnes au Tchad.")


def test_a_record_is_not_like_itself(searcher, ids):
    asked = alike(searcher, [TRAFFICKING])
    assert "traite" in asked.words
    assert "traite" not in ids(searcher.search(asked.query))


def test_what_is_alike_comes_with_its_reason(searcher):
    other = Record(id="new", title="Frontera", body="Los controles en la frontera de Colombia.")
    results = Search(searcher, {}, "en").like([other], Query.parse("kind:news"))
    assert [row.id for row in hits(results.handle, 0, 5)] == ["frontera"]
    assert results.understood.startswith("Records that share these words: ")


def test_an_empty_record_is_like_nothing(searcher):
    assert Search(searcher, {}).like([Record(id="x", title="", body="")], Query()).total == 0
