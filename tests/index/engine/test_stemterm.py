"""The query for a plain word: equality, and its forms by Whoosh's own way."""

from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import RamStorage

from index.analysis import FondsAnalyzer
from index.engine.stemterm import StemTerm


def test_equality_and_text():
    term = StemTerm("body", "migration", boost=2.0)
    assert term == StemTerm("body", "migration", boost=2.0)
    assert hash(term) == hash(StemTerm("body", "migration", boost=2.0))
    assert term != StemTerm("title", "migration", boost=2.0)
    assert "migration" in repr(term)
    assert term.normalize() is term
    assert term.field() == "body"


def test_whoosh_alone_finds_every_form():
    index = RamStorage().create_index(Schema(body=TEXT(analyzer=FondsAnalyzer(), stored=True)))
    writer = index.writer()
    for body in ("Les migrations", "la migration", "la mitigation", "Año 2018"):
        writer.add_document(body=body)
    writer.commit()
    with index.searcher() as searcher:
        found = {hit["body"] for hit in searcher.search(StemTerm("body", "migration"))}
        assert found == {"Les migrations", "la migration"}
        assert [hit["body"] for hit in searcher.search(StemTerm("body", "2018"))] == ["Año 2018"]
