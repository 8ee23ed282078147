from __future__ import annotations

import pytest

from viewer.savedsearches import FILE, SavedSearches


def test_searches_are_kept_in_their_order(tmp_path):
    saved = SavedSearches(tmp_path / "archive")
    saved.keep("Retour au Niger", "retour country:NE")
    saved.keep("Asie", "region:asia-oceania")
    saved.keep("Retour au Niger", "retour")
    assert SavedSearches(tmp_path / "archive").items == (
        ("Retour au Niger", "retour"),
        ("Asie", "region:asia-oceania"),
    )


def test_what_is_forgotten_is_gone(tmp_path):
    saved = SavedSearches(tmp_path)
    saved.keep("a", "x")
    saved.forget("a")
    saved.forget("b")
    assert SavedSearches(tmp_path).items == ()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"saved": 3}', '{"saved": {"a": 1}}'])
def test_a_broken_file_means_none(tmp_path, text):
    (tmp_path / FILE).write_text(text)
    assert SavedSearches(tmp_path).items == ()
