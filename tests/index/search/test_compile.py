"""Trees become Whoosh queries over the text fields, identifiers first."""

from whoosh import query as wq

from index.engine.stemterm import StemTerm
from index.schema import TEXT_FIELDS
from index.search.compile import IDENTIFIER_SCORE, compile_tree
from index.search.language import understand


def compiled(text):
    return compile_tree(understand(text, lambda name: name == "bailleur").tree)


def test_nothing_asks_for_everything():
    assert compiled("") == wq.Every()


def test_a_word_is_looked_for_in_every_text_field_by_weight():
    query = compiled("eau")
    assert isinstance(query, wq.Or)
    assert list(query) == [StemTerm(f, "eau", boost=w) for f, w in TEXT_FIELDS.items()]


def test_a_code_is_looked_for_among_the_identifiers():
    codes = [q for q in compiled("PO.0105") if isinstance(q, wq.ConstantScoreQuery)]
    assert codes == [wq.ConstantScoreQuery(wq.Term("ident", "po0105"), IDENTIFIER_SCORE)]


def test_only_exclusions_leave_everything_else():
    query = compiled("-eau")
    assert isinstance(query, wq.And)
    assert query[0] == wq.Every()
    assert isinstance(query[1], wq.Not)


def test_entries_of_the_card():
    assert compiled("bailleur:AFD") == wq.Term("entry", "bailleur:afd")
    assert compiled("bailleur:af*") == wq.Prefix("entry", "bailleur:af")
    assert compiled("bailleur:a-b") == wq.And(
        [wq.Term("entry", "bailleur:a"), wq.Term("entry", "bailleur:b")]
    )
    assert compiled("id:PO-0105") == wq.ConstantScoreQuery(
        wq.Term("ident", "po0105"), IDENTIFIER_SCORE
    )
