from __future__ import annotations

from viewer.look import metrics


def test_spaces_are_steps_of_four():
    names = (
        "INSIDE", "BETWEEN", "GROUPS", "AROUND", "ICON", "BUTTON", "FACET_ROW", "HISTOGRAM",
        "FACETS_WIDTH", "LIST_WIDTH", "READER_WIDTH",
    )  # fmt: skip
    assert all(getattr(metrics, name) % metrics.STEP == 0 for name in names)


def test_the_measure_reads_well():
    assert 60 <= metrics.MEASURE <= 75
