"""Countries by their adjectives."""

import pytest

from index.search.demonyms import country_of


@pytest.mark.parametrize(
    ("adjective", "code"),
    [
        ("chinoise", "CN"),
        ("Chinese", "CN"),
        ("chinas", "CN"),
        ("nigérienne", "NE"),
        ("colombianos", "CO"),
        ("zzz", None),
        ("", None),
    ],
)
def test_adjectives(adjective, code):
    assert country_of(adjective) == code
