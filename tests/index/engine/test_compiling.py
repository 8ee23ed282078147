"""What becomes of a query: every class its own node, the rest Whoosh's; edges of each."""

from itertools import count

import pytest
from whoosh import columns, fields
from whoosh import query as wq
from whoosh.query import spans

from index.analysis import FondsAnalyzer
from index.engine.columnquery import ColumnQuery, Unranked
from index.engine.compiling import Compiler, Foreign
from index.engine.expansion import Expansion
from index.engine.interface import ColumnFilter
from index.engine.nodes import Nothing
from index.engine.segmentfile import SegmentFile
from index.engine.statistics import Statistics, View
from index.engine.stemterm import StemTerm
from index.engine.store import ColumnarIndex
from index.engine.wordquery import EnoughOf, FamilyTerm, Feedback, Nearby, WordTerm
from index.errors import CancelledError

SCHEMA = fields.Schema(
    id=fields.ID(stored=True, unique=True),
    body=fields.TEXT(analyzer=FondsAnalyzer()),
    bare=fields.TEXT(analyzer=FondsAnalyzer(), phrase=False),
    tag=fields.KEYWORD(),
    size=fields.NUMERIC(int),
    code=fields.COLUMN(columns.VarBytesColumn()),
    late=fields.TEXT(analyzer=FondsAnalyzer()),
)
DOCUMENTS = (
    {"id": "0", "body": "alfa bravo", "bare": "alfa", "tag": ("x",), "size": -4, "code": "p"},
    {"id": "1", "body": "bravo alfa alfa", "bare": "bravo", "size": 2**31 - 1},
    {"id": "2", "body": "brave migration", "bare": "alfa bravo", "tag": ("x", "y"), "code": "q"},
    {"id": "3", "body": "migrations", "size": 0, "code": "p"},
    {"id": "4"},
)
#: Documents 0, 1 and 2 in one segment, 3 and 4 in another.
CUT = 3


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("compiled")
    index = ColumnarIndex.create(folder, SCHEMA)
    writer = index.writer()
    for batch in (DOCUMENTS[:CUT], DOCUMENTS[CUT:]):
        for document in batch:
            writer.add(document)
        writer.commit()
    writer.close()
    with index.whoosh_index().searcher() as whoosh:
        leaves = [leaf for leaf, _ in whoosh.leaf_searchers()]
        files = [SegmentFile.open(folder / leaf.reader().segment().filename) for leaf in leaves]
        stats = Statistics([View(files[0], 0, None), View(files[1], CUT, None)], SCHEMA)
        yield stats, leaves


@pytest.fixture
def compiler(opened):
    stats, leaves = opened
    return Compiler(stats, lambda: leaves, True, lambda: False)


def found(compiler, query):
    """Return document → score of all segments."""
    node, hits = compiler.compile(query), {}
    for segment, base in enumerate((0, CUT)):
        documents, scores = node.match(segment)
        assert node.size(segment) >= len(documents)
        hits |= zip((documents + base).tolist(), scores.tolist(), strict=True)
    return hits


def term(text, field="body", boost=1.0):
    return wq.Term(field, text, boost=boost)


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        (wq.NullQuery, []),
        (wq.And([]), []),
        (wq.Or([]), []),
        (wq.DisjunctionMax([]), []),
        (wq.Every(), [0, 1, 2, 3, 4]),
        (wq.Every("tag"), [0, 2]),
        (wq.Every("late"), []),
        (wq.Every("nothing"), []),
        (wq.Prefix("body", ""), [0, 1, 2, 3]),
        (wq.Wildcard("body", "*"), [0, 1, 2, 3]),
        (wq.Regex("body", ".*"), [0, 1, 2, 3]),
        (wq.Prefix("body", "brav"), [0, 1, 2]),
        (wq.Wildcard("body", "*o"), [0, 1]),
        (wq.Regex("body", "br.*o"), [0, 1]),
        (wq.Regex("body", "a{0,1}brav"), [0, 1, 2]),
        (wq.Regex("body", "alfa|brave"), [0, 1, 2]),
        (wq.FuzzyTerm("body", "brava"), [0, 1, 2]),
        (wq.TermRange("body", "brave", "bravo", startexcl=True), [0, 1]),
        (wq.TermRange("body", None, None), [0, 1, 2, 3]),
        (wq.NumericRange("size", None, None), [0, 1, 3]),
        (wq.NumericRange("size", 0, 2**31 - 1), [1, 3]),
        (wq.NumericRange("size", 0, 2**31 - 1, startexcl=True, endexcl=True), []),
        (wq.NumericRange("size", -(2**31), -4), [0]),
        (wq.NumericRange("nothing", 0, 1), []),
        (term("alfa"), [0, 1]),
        (term("unheard"), []),
        (term("alfa", "nothing"), []),
        (term(b"alfa"), [0, 1]),
        (term(-4, "size"), [0]),
        (StemTerm("body", "migration"), [2, 3]),
        (StemTerm("body", "unheard"), []),
        (wq.Phrase("body", ["alfa", "bravo"]), [0]),
        (wq.Phrase("body", ["alfa", "alfa"]), [1]),
        (wq.Phrase("body", ["bravo", "alfa"], slop=2), [1]),
        (wq.Phrase("body", ["alfa", "unheard"]), []),
        (wq.Phrase("body", ["unheard", "unknown"]), []),
        (wq.Phrase("nothing", ["alfa", "bravo"]), []),
        (wq.Not(term("alfa")), [2, 3, 4]),
        (wq.Not(wq.NullQuery), [0, 1, 2, 3, 4]),
        (wq.Not(wq.Every()), []),
        (wq.AndNot(wq.Every("tag"), term("alfa")), [2]),
        (wq.Require(term("bravo"), wq.Every("tag")), [0]),
        (wq.AndMaybe(wq.Every("tag"), term("alfa")), [0, 2]),
        (wq.Otherwise(term("unheard"), term("brave")), [2]),
        (wq.Otherwise(term("alfa"), term("brave")), [0, 1]),
        (ColumnQuery(ColumnFilter("code", include=("p",))), [0, 3]),
        (ColumnQuery(ColumnFilter("late", include=(None,))), [0, 1, 2, 3, 4]),
        (Unranked(term("brave")), [2]),
        (WordTerm({"body": 1.0, "nothing": 9.0}, "migrations"), [2, 3]),
        (FamilyTerm({"body": 1.0}, "migra"), [2, 3]),
        (EnoughOf([term("alfa"), term("bravo")], 1.0), [0, 1]),
    ],
    ids=repr,
)
def test_what_a_query_finds(compiler, query, documents):
    assert sorted(found(compiler, query)) == documents


@pytest.mark.parametrize(
    ("query", "scores"),
    [
        (wq.Every(boost=2.5), dict.fromkeys(range(5), 2.5)),
        (wq.Every("tag", boost=2.0), {0: 2.0, 2: 2.0}),
        (wq.Prefix("body", "", boost=3.0), dict.fromkeys(range(4), 3.0)),
        (wq.ConstantScoreQuery(term("alfa"), 0.25), {0: 0.25, 1: 0.25}),
        (wq.Prefix("body", "brav", boost=2.0), {0: 2.0, 1: 2.0, 2: 2.0}),
        (wq.Not(term("alfa")), {2: 1.0, 3: 1.0, 4: 1.0}),
        (wq.And([wq.Every("tag", boost=2.0), wq.Every()], boost=2.0), {0: 6.0, 2: 6.0}),
        (wq.And([wq.Every("tag")], boost=2.0), {0: 1.0, 2: 1.0}),
        (wq.Or([wq.Every("tag"), wq.Every()], boost=2.0), {0: 4, 1: 2, 2: 4, 3: 2, 4: 2}),
        (ColumnQuery(ColumnFilter("code", include=("q",))), {2: 0.0}),
        (wq.AndMaybe(wq.Every("tag"), Unranked(term("alfa"))), {0: 1.0, 2: 1.0}),
    ],
    ids=repr,
)
def test_what_scores_are_told_by_the_query_alone(compiler, query, scores):
    assert found(compiler, query) == scores


def test_a_prefix_of_one_term_is_scored_as_that_term(compiler):
    expected = found(compiler, term("bravo", boost=2.0))
    assert found(compiler, wq.Prefix("body", "bravo", boost=2.0)) == expected
    assert found(compiler, wq.Wildcard("body", "bravo*", boost=2.0)) == expected
    assert found(compiler, wq.FuzzyTerm("body", "bravo", boost=2.0, maxdist=0)) == expected


def test_a_phrase_needs_places(compiler):
    with pytest.raises(wq.QueryError, match="bare"):
        compiler.compile(wq.Phrase("bare", ["alfa", "bravo"]))


def test_words_near_each_other_only_rank(compiler):
    base = wq.And([term("alfa"), term("bravo")])
    words = [WordTerm({"body": 1.0}, text) for text in ("alfa", "bravo")]
    near = Nearby(base, words, "body")
    assert set(found(compiler, near)) == set(found(compiler, base))
    assert found(compiler, Nearby(base, words, "bare")) == found(compiler, base)


def test_without_scores_a_query_only_includes(compiler):
    plain = compiler.unscored()
    fed = Feedback(term("bravo"), term("alfa"), 0.5)
    for query in (term("alfa"), wq.Every(), fed, StemTerm("body", "migration"), wq.And([])):
        node, scored = plain.compile(query), compiler.compile(query)
        for segment in (0, 1):
            documents, scores = node.match(segment)
            assert scores is None
            assert documents.tolist() == scored.match(segment)[0].tolist()


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        (spans.SpanNear2([term("alfa"), term("bravo")], slop=1, ordered=True), [0]),
        (spans.SpanFirst(term("bravo")), [1]),
        (wq.Or([term("alfa"), term("brave")], scale=0.5), [0, 1, 2]),
        (wq.And([spans.SpanFirst(term("alfa")), wq.Every("tag")]), [0]),
        (spans.SpanFirst(term("unheard")), []),
        (spans.SpanOr([StemTerm("body", "migration"), term("bravo")]), [0, 1, 2, 3]),
    ],
    ids=repr,
)
def test_what_has_no_form_of_its_own_goes_to_whoosh(compiler, query, documents):
    assert sorted(found(compiler, query)) == documents


def test_a_subclass_that_whoosh_does_not_know_goes_to_whoosh(compiler):
    class Loud(wq.Term):
        """A term of which nobody knows what it means."""

    assert isinstance(compiler.compile(Loud("body", "alfa")), Foreign)
    assert sorted(found(compiler, Loud("body", "alfa"))) == [0, 1]


def test_several_terms_of_a_class_of_its_own(compiler):
    class Ending(wq.MultiTerm):
        """Terms that end with an o."""

        fieldname, boost, constantscore = "body", 1.0, True

        def _btexts(self, ixreader):
            return (text for text in ixreader.lexicon("body") if text.endswith(b"o"))

    assert sorted(found(compiler, Ending())) == [0, 1]


def test_whoosh_is_opened_only_where_it_is_needed(opened):
    stats, _ = opened
    asked = []
    compiler = Compiler(stats, lambda: asked.append(None), True, lambda: False)
    for query in (term("alfa"), wq.Phrase("body", ["alfa", "bravo"]), wq.Prefix("body", "b")):
        compiler.compile(query).match(0)
    assert asked == []


def test_what_recurs_is_worked_out_once(opened):
    stats, leaves = opened
    expand = Expansion(stats)
    first = Compiler(stats, lambda: leaves, True, lambda: False, expand)
    second = Compiler(stats, lambda: leaves, True, lambda: False, expand)
    for query in (
        StemTerm("body", "migration"),
        WordTerm({"body": 1.0}, "bravo"),
        ColumnQuery(ColumnFilter("code", include=("p",))),
    ):
        assert first.compile(query) is second.compile(query)
        assert first.compile(query) is not first.unscored().compile(query)


def test_it_stops_when_it_is_told_to(opened):
    stats, leaves = opened
    compiler = Compiler(stats, lambda: leaves, True, lambda: True)
    with pytest.raises(CancelledError):
        compiler.compile(wq.Every())


@pytest.mark.parametrize("looks", [1, 2, 3])
def test_it_may_be_told_to_stop_in_the_middle_of_a_tree(opened, looks):
    stats, leaves = opened
    asked = count(1)
    compiler = Compiler(stats, lambda: leaves, True, lambda: next(asked) > looks)
    with pytest.raises(CancelledError):
        compiler.compile(wq.And([term("alfa"), wq.Not(wq.Or([term("bravo"), wq.Every()]))]))


def test_no_segments_at_all():
    compiler = Compiler(Statistics([], SCHEMA), lambda: [], True, lambda: False)
    for query in (term("alfa"), wq.Every(), wq.Prefix("body", "a"), wq.Phrase("body", ["a", "b"])):
        assert compiler.compile(query) is not None
    assert isinstance(compiler.compile(term("alfa")), Nothing)
