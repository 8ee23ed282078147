from __future__ import annotations

import pytest

from index.search.query import Query
from viewer.collecting import Collector, spans_of
from viewer.tasks import ArchiveWorker


@pytest.fixture
def worker(qtbot, archive):
    worker = ArchiveWorker(lambda: archive)
    yield worker
    worker.stop()


@pytest.fixture
def collector(worker):
    return Collector(worker)


@pytest.mark.parametrize(
    ("rows", "most", "spans"),
    [
        ([], 3, []),
        ([4], 3, [(4, 5)]),
        ([0, 1, 2, 3], 3, [(0, 3), (3, 4)]),
        ([0, 1, 5, 6, 9], 3, [(0, 2), (5, 7), (9, 10)]),
        (range(7), 3, [(0, 3), (3, 6), (6, 7)]),
    ],
)
def test_rows_are_read_in_spans(rows, most, spans):
    assert spans_of(rows, most) == spans


def test_records_come_in_the_order_of_the_list(qtbot, collector, archive):
    found, steps = [], []
    collector.progressed.connect(lambda done, total: steps.append((done, total)))
    collector.collect(archive.search(Query()), range(150), found.append)
    assert collector.running
    qtbot.waitUntil(lambda: bool(found))
    assert [record.id for record in found[0]] == [f"r{n}" for n in range(150)]
    assert steps == [(64, 150), (128, 150), (150, 150)]
    assert not collector.running


def test_only_the_rows_that_are_asked_for(qtbot, collector, archive):
    found = []
    collector.collect(archive.search(Query()), (3, 4, 90), found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert [record.id for record in found[0]] == ["r3", "r4", "r90"]


def test_a_record_that_went_meanwhile_is_left_out(qtbot, collector, archive):
    results, found = archive.search(Query()), []
    archive.records = [record for record in archive.records if record.id != "r1"]
    collector.collect(results, range(3), found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert [record.id for record in found[0]] == ["r0", "r2"]


def test_what_is_cancelled_does_not_come(qtbot, collector, worker, archive):
    found = []
    collector.collect(archive.search(Query()), range(200), found.append)
    collector.cancel()
    qtbot.waitUntil(lambda: worker.idle)
    assert found == []
    assert not collector.running


def test_a_search_goes_first(qtbot, collector, worker, archive):
    order = []
    collector.collect(archive.search(Query()), range(200), lambda _found: order.append("records"))
    worker.submit(lambda a, _t: a.record_count, lambda _n: order.append("search"), urgency=0)
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["search", "records"]


def test_a_fault_is_told_once(qtbot, collector, archive, monkeypatch):
    def fail(*_):
        raise OSError("x")

    results = archive.search(Query())
    monkeypatch.setattr(archive, "hits", fail)
    with qtbot.waitSignal(collector.failed) as failed:
        collector.collect(results, range(200), lambda _found: None)
    assert "went wrong" in failed.args[0]
    assert not collector.running
