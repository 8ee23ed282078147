"""Trees become Whoosh queries over the text fields, identifiers first."""

import pytest
from whoosh import query as wq

from index.engine.columnquery import Both, ColumnQuery, Either, Neither, Unranked
from index.engine.interface import ColumnFilter
from index.engine.stemterm import StemTerm
from index.engine.stock import StockIndex
from index.engine.store import ColumnarIndex
from index.schema import TEXT_FIELDS
from index.search.compile import IDENTIFIER_SCORE, compile_tree
from index.search.language import understand
from tests.index.search.conftest import library


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


def column_test(facet, *codes):
    return Both((ColumnFilter(facet, include=codes),))


def test_clauses_alone_are_one_query_of_columns():
    mali, year = column_test("country", "ML"), column_test("year", "2018")
    assert compiled("pays:Mali OR year:2018") == ColumnQuery(Either((mali, year)))
    assert compiled("NOT (pays:Mali year:2018)") == ColumnQuery(
        Neither(
            Both(
                (
                    Both(
                        (
                            ColumnFilter("country", include=("ML",)),
                            ColumnFilter("year", include=("2018",)),
                        )
                    ),
                    Both((ColumnFilter("added"),)),
                )
            )
        )
    )


def test_clauses_beside_words_are_tests_of_them():
    mali = ColumnQuery(column_test("country", "ML"))
    assert compiled("=eau OR pays:Mali") == wq.Or([compiled("=eau"), mali])
    query = compiled("(=eau NOT pays:Mali) OR =sol")
    assert query == wq.Or(
        [
            wq.And(
                [compiled("=eau"), ColumnQuery(Both((Neither(column_test("country", "ML")),)))],
            ),
            compiled("=sol"),
        ]
    )


def test_paths_and_entries_choose_where_words_rank():
    asked = compiled("=eau OR bailleur:AFD")
    assert asked == wq.Or([compiled("=eau"), Unranked(compiled("bailleur:AFD"))])
    assert isinstance(compiled("=eau path:afrique")[1], Unranked)


CLAUSES = {
    "retour OR pays:Chine": ["labour", "retour"],
    "year:2018 OR pays:Colombie": ["frontera", "labour"],
    "NOT (year:2018 pays:Chine)": ["frontera", "retour", "traite"],
    "(migrants pays:Chine) OR (frontera lang:es)": ["frontera", "labour"],
    "migrants (retour OR budget:>500k OR no:year)": ["frontera", "labour", "retour"],
    "traite OR path:asie OR tag:x": ["labour", "traite"],
    "bailleur:AFD OR (year:>=2016 year:<2019)": ["labour", "retour"],
    "-(retour OR has:budget) OR kind:news": ["frontera", "traite"],
}


@pytest.fixture(scope="module", params=[StockIndex, ColumnarIndex])
def engine(request, tmp_path_factory):
    with library(request.param, tmp_path_factory.mktemp("index")) as opened:
        yield opened


@pytest.mark.parametrize("text", CLAUSES)
def test_both_engines_answer_clauses_alike(engine, text):
    ranking = engine.search(compiled(text))
    assert sorted(engine.stored(doc)["id"] for doc in ranking.docs) == CLAUSES[text]
