"""The engine of an archive is the columnar one, and its name says so."""

from index.engine.choice import ENGINE, ENGINE_NAME
from index.engine.store import ColumnarIndex
from index.schema import fonds_schema


def test_the_engine_of_an_archive(tmp_path):
    assert ENGINE is ColumnarIndex
    assert ENGINE_NAME.startswith("columnar")
    made = ENGINE.create(tmp_path, fonds_schema())
    assert made.searcher().doc_count == 0
    assert ENGINE.open(tmp_path, fonds_schema()).check() == []
