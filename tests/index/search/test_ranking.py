"""All words or enough of them."""

import pytest

from index.engine.choice import ENGINE
from index.engine.wordquery import EnoughOf, WordTerm
from index.record import Record
from index.schema import fonds_schema, to_document
from index.search.correction import Corrector
from index.search.language import understand
from index.search.ranking import ALL, EXACT, SOME, plan, topical
from index.search.tree import leaves


@pytest.fixture
def ids_of(tmp_path):
    """Return a function from a query and bodies to the ids of what is found, best first."""

    def found(text, **bodies):
        index = ENGINE.create(tmp_path, fonds_schema())
        writer = index.writer()
        for name, body in bodies.items():
            writer.add(to_document(Record(id=name, title="", body=body), added=20240101.0))
        writer.commit()
        writer.close()
        searcher = index.searcher()
        docs = searcher.search(planned(text).query).docs.tolist()
        named = [searcher.stored(doc)["id"] for doc in docs]
        searcher.close()
        return named

    return found


def planned(text, loose=False):
    return plan(understand(text).tree, text, loose)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("migration", ALL),
        ("migration Chine", ALL),
        ("retour volontaire Niger", ALL),
        ("le retour des migrants", ALL),
        ("retour volontaire migrants Niger", SOME),
        ("Combien de migrants au Niger ?", SOME),
        ("what is return", ALL),
        ("retour OR traite", EXACT),
        ("retour -traite", EXACT),
        ("titre:retour", EXACT),
        ("retour*", ALL),
        ("", EXACT),
    ],
)
def test_modes(text, mode):
    assert planned(text).mode == mode


def test_a_short_query_can_be_asked_loosely():
    assert planned("retour Niger").looser
    assert planned("retour Niger", loose=True).mode == SOME
    assert not planned("retour").looser


def test_long_questions_borrow_words():
    assert planned("accueil retour réintégration volontaire Niger Agadez").lends
    assert not planned("retour volontaire Niger").lends


def test_words_of_a_compound_count_apart_in_a_sentence():
    query = planned("Comment la main-d'œuvre passe-t-elle la frontière du Niger ?").query
    enough = next(part for part in _walk(query) if isinstance(part, EnoughOf))
    asked = [part.text for part in enough.subqueries if part.boost >= 1.0]
    assert {"main", "oeuvre", "frontiere", "niger"} <= set(asked)
    assert "elle" not in asked


def test_a_compound_in_one_word_adds_a_little_to_its_words(ids_of):
    text = "the non-linear equations of heated shells in flight"
    parts = [part for part in _walk(planned(text).query) if isinstance(part, WordTerm)]
    assert [part.boost for part in parts if part.text == "nonlinear"] == [0.3]
    assert ids_of(
        text,
        both="Non-linear equations. Heated shells in flight.",
        whole="Nonlinear equations. Heated shells in flight.",
        none="Elliptic equations. Heated shells in flight.",
    ) == ["both", "whole", "none"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("retour Niger", "retour"),
        ("Who pays for the recruitment of workers in Asia?", "labour"),
        ("¿Qué pasa en la frontera de Colombia?", "frontera"),
        ("la traite des personnes au Tchad", "traite"),
    ],
)
def test_the_best_record_comes_first(searcher, ids, text, first):
    assert ids(searcher.search(planned(text).query))[0] == first


def test_function_words_are_not_asked_for(searcher, ids):
    assert ids(searcher.search(planned("sur le recruitment").query)) == ["labour"]


def _walk(query):
    yield query
    for child in query.children():
        yield from _walk(child)


def test_a_half_typed_word_finds_and_ranks_like_a_word(searcher, ids):
    tree = Corrector(searcher).correct(understand("retour volontai").tree)[0]
    assert ids(searcher.search(plan(tree, "retour volontai").query)) == ["retour"]


def test_a_quoted_phrase_of_a_question_is_loosened_when_no_record_has_it(searcher, ids):
    text = 'Qu’est-ce que le "pacte du Niger" ?'
    strict = plan(understand(text).tree, text)
    assert strict.looser
    assert ids(searcher.search(strict.query)) == []
    loose = plan(understand(text).tree, text, loose=True)
    assert {"retour", "traite"} <= set(ids(searcher.search(loose.query)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Comment préparer le retour des migrants ?", ["préparer", "retour", "migrants"]),
        ("le retour", ["retour"]),
        ("how of the", ["how", "of", "the"]),
        ('le retour "des migrants"', ["retour", '"des migrants"']),
        ("le retour OR la traite", ["le", "retour", "la", "traite"]),
    ],
)
def test_function_words_are_not_shown_where_others_tell(text, shown):
    tree = topical(understand(text).tree)
    assert [leaf.surface for leaf in leaves(tree)] == shown


def test_nothing_is_shown_of_nothing():
    assert topical(None) is None


def test_a_phrase_alone_is_asked_to_the_letter():
    assert not planned('"pacte du Niger"').looser


def test_what_is_quoted_must_be_there(searcher, ids):
    text = 'migrants accueil réintégration Agadez "traite des personnes"'
    assert ids(searcher.search(planned(text).query)) == ["traite"]
    assert planned(text).looser
