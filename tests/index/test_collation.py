"""Text is sorted as dictionaries of the three languages sort it."""

import random
import sys
from functools import cmp_to_key
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import collation
from index.collation import sort_key

TABLES = Path(__file__).resolve().parents[2].parent / "shared" / "corpora" / "tables"
VOCABULARIES = {"fr": "french.tsv", "es": "spanish.tsv", "en": "english.tsv"}

#: Lists in their order, for a language each.
ORDERED = [
    ("fr", ["cote", "Cote", "coté", "côte", "côté", "cotisation"]),
    ("fr", ["été", "Eux", "œil", "Œuvre", "offre", "Zoé"]),
    ("fr", ["L’Afrique", "L'eau", "La mer", "Lac", "Le lac", "le Niger"]),
    ("en", ["New York", "New Zealand", "Newark", "Newfoundland"]),
    ("en", ["1 project", "10 projects", "2 projects", "A project", "a project"][:4]),
    ("es", ["nadar", "nube", "ñame", "Ñandú", "obra"]),
    ("es", ["canal", "cantera", "caña", "cañón", "capa"]),
    ("fr", ["Nandou", "ñandú", "nature"]),
    ("en", ["Ägypten", "Åland", "Albania", "Alzette"]),
    ("en", ["strasse", "Straße", "strata"]),
    ("fr", ["Zambie", "Ελλάδα", "Россия"]),
]


@pytest.mark.parametrize(("language", "words"), ORDERED)
def test_order(language, words):
    shuffled = random.Random(1).sample(words, len(words))
    assert sorted(shuffled, key=lambda word: sort_key(word, language)) == words


def test_quotes_and_marks_come_last():
    assert sort_key("« Retour »")[:6] == sort_key("Retour")[:6]
    assert sort_key("Retour") != sort_key("« Retour »")
    assert sort_key("Niger (le)") < sort_key("Niger le projet")
    assert sort_key(" – … ") == sort_key("") == b""


def test_composed_and_decomposed_letters_sort_alike():
    assert sort_key("e\u0301te\u0301").split(b"\0")[:3] == sort_key("été").split(b"\0")[:3]
    assert sort_key("n\u0303", "es").split(b"\0")[0] == sort_key("ñ", "es").split(b"\0")[0]


@given(st.text(max_size=300), st.sampled_from(["en", "fr", "es", "de"]))
def test_any_text_has_a_key(text, language):
    key = sort_key(text, language)
    assert b"\x1f" not in key
    assert len(key) <= 2000
    assert bool(key) == any(letter.isalnum() for letter in text[:160]) or not key


@pytest.mark.shared
@pytest.mark.skipif(
    not TABLES.is_dir(), reason="the shared collections are not beside the checkout"
)
@pytest.mark.skipif(sys.platform != "linux", reason="Qt sorts by ICU on Linux only")
@pytest.mark.parametrize("language", VOCABULARIES)
def test_words_of_three_languages_come_as_icu_has_them(language):
    core = pytest.importorskip("PySide6.QtCore")
    words = []
    for name in VOCABULARIES.values():
        lines = (TABLES / name).read_text("utf-8").splitlines()
        words += [line.split("\t")[0].strip() for line in lines[7::40]]
    words += [word.capitalize() for word in words[::4]]
    collator = core.QCollator(core.QLocale(language))
    ordered = sorted(filter(str.isalpha, words), key=cmp_to_key(collator.compare))
    assert len(ordered) > 2000
    for first, second in pairwise(ordered):
        same = collator.compare(first, second) == 0
        assert same or sort_key(first, language) < sort_key(second, language)


WESTERN = bytes(range(32, 256)).decode("cp1252", "ignore")


@given(
    st.text(alphabet=WESTERN, max_size=200) | st.text(max_size=20),
    st.sampled_from(["en", "fr", "es"]),
)
def test_the_quick_way_and_the_long_way_agree(text, language):
    quick = collation._quick_levels(text[:160], language)
    assert quick is None or quick == collation._levels(text, language)
    assert text.isascii() or quick is None or collation._BETWEEN.sub("", text)


@pytest.mark.parametrize("letter", WESTERN)
def test_each_letter_goes_the_quick_way(letter):
    for text in (letter, f"a{letter}B", f"{letter} {letter}"):
        assert collation._quick_levels(text, "en") == collation._levels(text, "en")
