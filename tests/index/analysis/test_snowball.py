"""Snowball's published vocabularies: its own stems, and what folding makes of them.

Fonds stems folded forms, so that a word is found however its accents are typed; an ending is also
tried with the accents it may have had. A folded stem of Snowball's that is still not among ours
belongs to a word whose accents stand elsewhere than at its end.
"""

from pathlib import Path

import pytest
import Stemmer

from index.analysis.folding import fold
from index.analysis.stemming import Stems

TABLES = Path(__file__).resolve().parents[3].parent / "shared" / "corpora" / "tables"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not TABLES.is_dir(), reason="the shared tables are not beside the checkout"),
]


def vocabulary(name):
    lines = (TABLES / f"{name}.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if "\t" in line]


@pytest.mark.parametrize("name", ["french", "english", "spanish"])
def test_the_stemmer_is_snowball(name):
    stemmer = Stemmer.Stemmer(name)
    assert all(stemmer.stemWord(word) == stem for word, stem in vocabulary(name))


@pytest.mark.parametrize(
    ("code", "name", "least"),
    [("fr", "french", 0.975), ("en", "english", 1.0), ("es", "spanish", 0.965)],
)
def test_stems_of_folded_forms_are_the_folded_stems(code, name, least):
    stems = Stems()
    pairs = [(fold(word), fold(stem)) for word, stem in vocabulary(name)]
    pairs = [(word, stem) for word, stem in pairs if word.isalpha()]
    equal = sum((code, stem) in stems.of(word) for word, stem in pairs)
    assert equal / len(pairs) >= least
