"""Several processes write what one writes: whoever has a document, its last version counts."""

import os
import random
import signal

import pytest
from whoosh import query as wq

from index.engine import policy
from index.engine import workers as module
from index.engine.store import ColumnarIndex
from index.errors import FondsError
from index.record import Record
from index.schema import fonds_schema, to_document


def document(number, body):
    return to_document(Record(id=f"r{number}", title=f"Titre {number}", body=body), added=0.0)


def bodies(index):
    """Return the record of each id, found by its own words."""
    searcher = index.searcher()
    held = [searcher.stored(doc) for doc in searcher.search(wq.Every()).docs]
    return {row["id"]: row["record"] for row in held}, len(held)


@pytest.fixture
def index(tmp_path):
    return ColumnarIndex.create(tmp_path / "index", fonds_schema())


def test_the_last_version_counts_whichever_process_had_the_others(index, monkeypatch):
    monkeypatch.setattr(module, "_PARCEL", 5)
    monkeypatch.setattr(module, "_CREDIT", 2)
    generator, kept = random.Random(5), {}
    writer = index.writer(workers=2)
    for turn in range(6):
        for _ in range(80):
            number = generator.randrange(60)
            kept[f"r{number}"] = document(number, f"tour {turn} {generator.random()}")
            writer.add(kept[f"r{number}"])
        writer.commit()
        found, total = bodies(index)
        assert total == len(kept)
        assert found == {name: held["record"] for name, held in kept.items()}
    writer.close()
    assert index.check() == []


def test_both_processes_take_their_share(index, monkeypatch):
    monkeypatch.setattr(module, "_PARCEL", 5)
    monkeypatch.setattr(module, "_CREDIT", 2)
    writer = index.writer(workers=2)
    for number in range(200):
        writer.add(document(number, "texte"))
    writer.commit()
    segments = [name for name in index.files() if name.endswith(".fonds")]
    assert len(segments) == 2
    writer.close()
    assert bodies(index)[1] == 200


def test_a_small_budget_makes_segments_on_both_sides(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_PARCEL", 10)
    index = ColumnarIndex.create(tmp_path / "index", fonds_schema())
    writer = index.writer(memory=2, workers=2)
    for number in range(400):
        writer.add(document(number % 150, f"texte {number}"))
    writer.commit()
    found, total = bodies(index)
    writer.close()
    assert total == len(found) == 150
    assert found["r99"] == document(99, "texte 399")["record"]


def test_merging_is_shared_and_keeps_what_counts(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_PARCEL", 10)
    monkeypatch.setattr(policy, "MAX_DOCUMENTS", 150)
    index = ColumnarIndex.create(tmp_path / "index", fonds_schema())
    writer = index.writer(memory=2, workers=2)
    asked = []
    monkeypatch.setattr(writer._pool, "merge", seen(asked, writer._pool.merge))
    for number in range(600):
        writer.add(document(number % 400, f"texte {number}"))
    writer.optimize()
    sizes = [segment.doc_count() for segment in writer._segments]
    writer.close()
    assert len(asked) >= 2  # the largest group is merged by this process
    assert sum(sizes) == 400
    assert max(sizes) <= 150
    found, total = bodies(index)
    assert total == len(found) == 400
    assert found["r99"] == document(99, "texte 499")["record"]
    assert len([name for name in index.files() if name.endswith(".fonds")]) == len(sizes)
    assert index.check() == []


def seen(calls, function):
    """Return a function that does the same and notes what it is given."""

    def noting(*given):
        calls.append(given)
        return function(*given)

    return noting


def test_a_process_that_dies_is_told_and_nothing_is_half_there(index, monkeypatch):
    monkeypatch.setattr(module, "_PATIENCE", 0.5)
    writer = index.writer(workers=2)
    writer.add(document(1, "avant"))
    writer.commit()
    for number in range(200):
        writer.add(document(number, "après " * 1000))  # more than a pipe holds
    os.kill(writer._pool._processes[0].pid, signal.SIGKILL)
    with pytest.raises(FondsError, match="ended unexpectedly"):
        writer.commit()
    with pytest.raises(FondsError, match="ended unexpectedly"):
        writer.close()
    assert bodies(index) == ({"r1": document(1, "avant")["record"]}, 1)
    index.writer().close()  # the lock is free


def test_what_a_process_cannot_write_is_told(index):
    writer = index.writer(workers=2)
    for number in range(module._PARCEL):  # the first parcel is a worker's
        made = document(number, "texte")
        writer.add({**made, "body": 3.5} if number == 7 else made)
    with pytest.raises(FondsError, match="could not be written"):
        writer.commit()
    writer.close()
