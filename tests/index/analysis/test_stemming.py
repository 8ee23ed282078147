"""Stems: forms of one word meet, in three languages, without their accents."""

from itertools import combinations

import pytest

from index.analysis.folding import fold
from index.analysis.stemming import Stems


@pytest.mark.parametrize(
    "forms",
    [
        ("migration", "migrations"),
        ("réfugié", "réfugiés", "réfugiée", "réfugiées"),
        ("accueillir", "accueillis"),
        ("projet", "projets"),
        ("migrant", "migrants", "migrante"),
        ("refugee", "refugees"),
        ("displaced", "displacing"),
        ("migración", "migraciones"),
        ("trabajador", "trabajadores"),
    ],
)
def test_forms_of_one_word_share_a_stem(forms):
    stems = Stems()
    for one, other in combinations(map(fold, forms), 2):
        assert stems.of(one) & stems.of(other), (one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("migration", "mitigation"), ("pays", "paysage"), ("2017", "2018")]
)
def test_different_words_share_none(one, other):
    stems = Stems()
    assert not stems.of(one) & stems.of(other)


def test_identifiers_have_no_stem():
    assert Stems().of("cn10p0002") == frozenset()


def test_the_table_lists_the_forms_of_each_stem():
    table = Stems().table(["migration", "migrations", "projet", "2018"])
    assert table["fr", "migrat"] == ["migration", "migrations"]
    assert not any("2018" in forms for forms in table.values())
