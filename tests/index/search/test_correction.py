"""Unknown words become the nearest known ones."""

import pytest

from index.search.correction import MAX_CORRECTED, Corrector, likeliest, sound_of
from index.search.language import understand
from index.search.tree import Begun, leaves, told


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("retuor", "retour"),
        ("volontare", "volontaire"),
        ("vrontera", "frontera"),
        ("recrutment", "recruitment"),
        ("aerodrom", "aerodrome"),
        ("mi", None),
        ("xyzxyz", None),
        ("2019", None),
    ],
)
def test_nearest(searcher, typed, near):
    found = likeliest(searcher, typed)
    assert (found.term if found else None) == near


@pytest.mark.parametrize(
    ("one", "other"),
    [("magazin", "magasins"), ("ortografe", "orthographe"), ("farmacie", "pharmacies")],
)
def test_what_sounds_alike_has_one_key(one, other):
    assert sound_of(one) == sound_of(other)


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("retuor Niger", "retour Niger"),
        ("retuor OR traite", "retour OR traite"),
        ("NOT retuor", "NOT retuor"),
        ('"retuor"', '"retuor"'),
        ("=retuor", "=retuor"),
        ("retourvolontaire", "retour volontaire"),
        ("volontairedes", "volontaire des"),  # a space left out is likelier than two wrong letters
        ("lagadez", "agadez"),  # so is an apostrophe
        ("daérodrome", "aerodrome"),
        ("cetour", "retour"),  # and a wrong first letter after them
        ("volon taire Niger", "volontaire Niger"),
        ("retour volon taire", "retour volontaire"),
        ("retour Niger", "retour Niger"),
        ("le tour", "le tour"),
        ("réin tégra tion", "réin tégra tion"),
        ("par =tie", "par =tie"),
        ("PO0105", "PO0105"),
        ("Besoin retuor", "Besoin retour"),
        ("Quels retuor", "Quels retour"),  # no slip, though this archive lacks it
    ],
)
def test_only_plain_unknown_words_are_corrected(searcher, text, searched):
    tree, made = Corrector(searcher).correct(understand(text).tree)
    assert told(tree) == searched
    assert bool(made) == (text != searched)


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("volontai", ["volontai"]),
        ("retour réin", ["réin"]),
        ("volontai retour", []),  # only the last word is half typed
        ("retour", []),
        ("=volontai", []),
        ("NOT volontai", []),
        ("retour OR volontai", []),
        ("titre:volontai", []),
        ("année:volontai", []),
        ("{budget:volontai}", []),
        ("avis:volontai", ["volontai"]),  # no field bears this name
        ("vo", []),
        ("retuor", []),
    ],
)
def test_an_unknown_last_word_may_be_half_typed(searcher, text, begun):
    tree, made = Corrector(searcher).correct(understand(text).tree)
    assert [leaf.surface for leaf in leaves(tree) if isinstance(leaf, Begun)] == begun
    assert not begun or not made


def test_a_word_that_a_space_ended_is_not_half_typed(searcher):
    typed = understand("retour volontai ")
    tree, made = Corrector(searcher).correct(typed.tree, typed.ended)
    assert not any(isinstance(leaf, Begun) for leaf in leaves(tree))
    assert [(one.typed, one.meant) for one in made] == [("volontai", "volontaire")]


@pytest.mark.parametrize(
    ("forms", "begun"),
    [
        (["migrante", "migrantes"], True),  # akin to a bare stem
        (["migra", "migrer", "migrante"], True),
        (["migr", "migra"], False),
        (["migre", "migrante"], False),
        (["mig"], False),
        ([], True),
    ],
)
def test_a_bare_stem_is_half_typed(forms, begun):
    class Lexicon:
        def forms(self, field, term):
            return forms if field == "body" else []

        def frequent(self, field, prefix, most):
            return [("migrante", 3)] if field == "body" else []

        def frequency(self, field, term):
            return 0

        def similar(self, field, word, distance, prefix=0):
            return []

    tree, _ = Corrector(Lexicon()).correct(understand("migr").tree)
    assert isinstance(tree, Begun) == begun


@pytest.mark.parametrize(
    ("often", "forms", "meant"),
    [
        (40, ["developing"], ["developpement"]),
        (5, ["developing"], []),  # not far more frequent
        (40, ["developing", "developpement"], []),  # another form of the same word
        (40, ["developement"], []),  # the archive writes it so
        (40, ["developement", "developing"], []),
    ],
)
def test_a_word_akin_to_a_rare_one_may_be_a_slip_for_a_frequent_one(often, forms, meant):
    class Lexicon:
        def forms(self, field, term):
            return forms if field == "body" and term == "developement" else []

        def frequency(self, field, term):
            return int(field == "body" and term in forms)

        def frequent(self, field, prefix, most):
            return []

        def similar(self, field, word, distance, prefix=0):
            return [("developpement", 1, often)] if field == "body" else []

    _, made = Corrector(Lexicon()).correct(understand("developement").tree)
    assert [one.meant for one in made] == meant


def test_a_text_of_another_language_is_not_corrected_without_end(searcher):
    words = " ".join(f"retou{letter}" for letter in "abcdefghijklm")
    _, made = Corrector(searcher).correct(understand(words).tree)
    assert len(made) <= MAX_CORRECTED
