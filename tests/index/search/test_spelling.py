"""The nearest words of a lexicon."""

import pytest

from index.search.spelling import nearest


class Lexicon:
    """As much of a searcher as spelling needs."""

    words = (("migration", 5), ("migrations", 9), ("mitigation", 50), ("mer", 3), ("2018", 7))

    def terms(self, field, prefix=""):
        if field == "body":
            yield from ((word, count) for word, count in self.words if word.startswith(prefix))


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("migratoin", "migration"),
        ("migrationss", "migrations"),
        ("mex", "mer"),
        ("mi", None),
        ("xigration", None),
        ("2019", None),
        ("migrateur", None),
    ],
)
def test_nearest(typed, near):
    assert nearest(Lexicon(), typed) == near
