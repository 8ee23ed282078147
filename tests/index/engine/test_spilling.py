"""What is put aside comes back as it was; nothing of it is left in the folder."""

import numpy as np
import pytest

from index.engine import batch
from index.engine.inversion import invert, name_terms, to_runs
from index.engine.spilling import Spill
from index.engine.store import ColumnarIndex
from index.record import Record
from index.schema import fonds_schema, to_document

PARTS = ("terms", "postings", "occurrences", "docs", "tfs", "positions")


def runs(*occurrences, positions=True):
    """Return the runs of (term, document, position)."""
    keys = [term << 40 | document << 24 | position for term, document, position in occurrences]
    return to_runs(np.array(keys, np.uint64), positions=positions)


@pytest.fixture
def spill(tmp_path):
    held = Spill(tmp_path)
    yield held
    held.close()


@pytest.mark.parametrize("positions", [True, False])
def test_parts_come_back_with_their_types(spill, positions):
    first = runs((0, 0, 1), (3, 0, 0), (3, 1, 70_000), positions=positions)
    second = runs(*[(1, 2, place) for place in range(300)], positions=positions)
    kept = [spill.keep(first), spill.keep(second), spill.keep(runs(positions=positions))]
    for held, there in zip((first, second, runs(positions=positions)), kept, strict=True):
        for part in PARTS:
            assert there.kind(part) == held.kind(part)
            if held.kind(part) is not None:
                assert there.part(part).dtype == held.part(part).dtype
                assert there.part(part).tolist() == held.part(part).tolist()


def test_runs_on_disk_and_in_memory_are_inverted_together(spill):
    chunks = [runs((5, 0, 0), (2, 0, 1)), runs((2, 1, 3)), runs((5, 2, 0), (5, 2, 9))]
    names = [f"t{number}" for number in range(6)]
    expected = invert(list(chunks), *name_terms(chunks, names), None)
    mixed = [spill.keep(chunks[0]), spill.keep(chunks[1]), chunks[2]]
    found = invert(list(mixed), *name_terms(mixed, names), None)
    assert found.terms == expected.terms == [b"t2", b"t5"]
    for name in ("counts", "docs", "tfs", "positions"):
        assert getattr(found, name).tolist() == getattr(expected, name).tolist()


def test_a_file_that_was_cut_short_is_told(spill):
    kept = spill.keep(runs((0, 0, 1), (3, 0, 0)))
    spill._file.truncate(3)
    with pytest.raises(OSError, match="cut short"):
        kept.part("positions")


def test_it_opens_nothing_until_it_is_needed_and_closes_twice(tmp_path):
    held = Spill(tmp_path / "not there")
    held.close()
    held.close()
    with pytest.raises(FileNotFoundError):
        held.keep(runs((0, 0, 1)))


@pytest.mark.parametrize("end", ["commit", "cancel"])
def test_a_batch_that_does_not_fit_is_the_same_and_leaves_no_file(tmp_path, monkeypatch, end):
    documents = [
        to_document(Record(id=f"r{n}", title=f"Titre {n % 3}", body=f"eau {n} sable " * n), added=0)
        for n in range(60)
    ]
    contents = []
    for pending in (1 << 21, 200):
        monkeypatch.setattr(batch, "_PENDING", pending)
        folder = tmp_path / str(pending)
        writer = ColumnarIndex.create(folder, fonds_schema()).writer()
        for held in documents:
            writer.add(held)
        getattr(writer, end)()
        writer.close()
        assert not list(folder.glob("fonds-runs-*"))
        segments = sorted(folder.glob("*.fonds"))
        contents.append([path.read_bytes() for path in segments])
    assert contents[0] == contents[1]
    assert len(contents[0]) == (end == "commit")
