"""Cells that are merged over several rows."""

from __future__ import annotations

from index.ingest.readers.merged import Merged


def test_what_stands_above_holds_for_the_rows_below() -> None:
    merged = Merged()
    assert merged.filled(1, ["Afrique", "a"], [(0, 3)]) == ["Afrique", "a"]
    assert merged.filled(2, ["", "b"]) == ["Afrique", "b"]
    assert merged.filled(3, []) == []
    assert merged.filled(4, ["", "c"]) == ["", "c"]


def test_a_cell_of_its_own_wins_and_short_rows_grow() -> None:
    merged = Merged()
    merged.filled(1, ["a", "b", "c"], [(0, 2), (2, 2), (1, 1)])
    assert merged.filled(2, ["x"]) == ["x", "", "c"]


def test_decoration_is_left_alone() -> None:
    merged = Merged()
    merged.filled(1, ["a", *[""] * 60, "b"], [(0, 1_000_000), (61, 3), (5, 3), (99, 3)])
    assert merged.filled(2, ["", "x"]) == ["", "x"]
