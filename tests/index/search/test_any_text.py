"""Any text is a query: it is answered, told and marked, without a fault.

How fast is measured by ``tests.bench.limits``.
"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.record import Record
from index.search.completion import complete
from index.search.explain import explain
from index.search.query import Query
from index.search.searching import Search, hits

BLNS = Path(__file__).resolve().parents[3].parent / "shared" / "corpora" / "tables" / "blns.txt"
WORDS = ["OR", "NOT", "AND", "retour", "retuor", "Niger", "titre:", "year:", "2018", "path:"]
WORDS += ["pays:Mali", "-no:year", "budget:>100k€", 'pays:"Viet Nam"', "tag:x", "inferred:no"]
WORDS += ["main-d'œuvre", "PO.0105", "~frontière", "combien", "no:", "sort:", "..", ">"]
SYNTAX = st.lists(st.sampled_from([*'()"“”«»*?~=-:/ ', *WORDS]), max_size=14)

RECORD = Record(id="r", title="Le retour", body="Le retour volontaire.", project_id="PO.0105")


def answered(searcher, text):
    search = Search(searcher, {}, "fr")
    query = Query.parse(text)
    results = search.run(query)
    for row in hits(results.handle, 0, 3):
        assert all(0 <= a < b <= len(row.snippet) for a, b in row.spans)
    assert explain(RECORD, search.understand(query.words).tree, "es") is not None
    assert isinstance(complete(searcher, text, {}), tuple)
    return results


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=120) | SYNTAX.map("".join) | SYNTAX.map(" ".join))
def test_any_text_is_answered(searcher, text):
    answered(searcher, text)


@given(text=st.text(max_size=80) | SYNTAX.map("".join) | SYNTAX.map(" ".join))
def test_any_query_round_trips(text):
    query = Query.parse(text)
    assert Query.parse(query.to_text()) == query


@pytest.mark.shared
@pytest.mark.skipif(not BLNS.is_file(), reason="the shared collections are not beside the checkout")
def test_naughty_strings_are_answered(searcher):
    lines = BLNS.read_text("utf-8", "surrogatepass").splitlines()
    for line in filter(None, lines):
        found = answered(searcher, line)
        assert 0 <= found.total <= searcher.doc_count, line


def test_a_pasted_document_is_answered(searcher):
    text = "Le retour volontaire des migrants au Niger est préparé. " * 400
    assert answered(searcher, text).total
