import pytest

from index.ingest.cardvalues import fits, is_amount, is_prose


@pytest.mark.parametrize(
    "text", ["50,000", "USD 1,2 million", "1 250 000,50 €", "75'000", "100000.00"]
)
def test_amounts(text):
    assert is_amount(text)


@pytest.mark.parametrize("text", ["PO.0105", "12 ateliers et 3 écoles du fleuve", "Mali", ""])
def test_no_amounts(text):
    assert not is_amount(text)


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("status", "Achevé", True),
        ("status", "Les pêcheurs ont ouvert leur marché ce matin au bord du lac.", False),
        ("end", "2024", True),
        ("end", "Les pêcheurs", False),
        ("countries", "Costa Rica Belize El Salvador", True),
        ("countries", "Les pêcheurs ont ouvert", False),
        ("project_id", "PO.0105", True),
        ("project_id", "Les pêcheurs", False),
        (None, "Bureau du lac", True),
    ],
)
def test_fits(field, text, expected):
    assert fits(field, text) is expected


def test_is_prose():
    assert is_prose("Les pêcheurs ont ouvert leur marché ce matin au bord du lac.")
    assert not is_prose("Activités de politique migratoire")
