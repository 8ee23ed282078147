"""Updates, deletes, merges, other processes: readers keep their view, nothing is half there."""

import random
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from whoosh import query as wq

from index.engine import policy
from index.engine.segment import FondsSegment
from index.engine.segmentfile import SegmentFile
from index.engine.store import ColumnarIndex
from index.errors import ArchiveBusyError
from index.record import Record
from index.schema import fonds_schema, to_document, unpack_record

ROOT = Path(__file__).resolve().parents[3]


def record(number, body="corps du texte", **named):
    return Record(id=f"r{number}", title=f"Titre {number}", body=body, **named)


def add(writer, *records):
    for held in records:
        writer.add(to_document(held, added=0.0))


def ids(searcher, query=None):
    docs = searcher.search(query or wq.Every()).docs
    return sorted(searcher.stored(doc)["id"] for doc in docs)


@pytest.fixture
def index(tmp_path):
    return ColumnarIndex.create(tmp_path / "index", fonds_schema())


def test_a_document_of_the_same_batch_is_replaced(index):
    writer = index.writer()
    add(writer, record(1, "un"), record(2, "deux"), record(1, "trois"))
    writer.commit()
    searcher = index.searcher()
    assert searcher.doc_count == 2
    assert ids(searcher, wq.Term("body", "un")) == []
    assert ids(searcher, wq.Term("body", "trois")) == ["r1"]
    writer.close()


def test_deleting_and_adding_again_within_a_batch(index):
    writer = index.writer()
    add(writer, record(1), record(2))
    writer.delete(["r1", "r2"])
    add(writer, record(2, "encore"))
    writer.commit()
    assert ids(index.searcher()) == ["r2"]
    writer.delete(["r2"])
    writer.commit()
    assert index.searcher().doc_count == 0
    assert ids(index.searcher()) == []
    writer.close()


def test_cancelling_leaves_no_file(index, tmp_path):
    writer = index.writer(memory=1)
    add(writer, *(record(number) for number in range(200)))
    before = index.files()
    writer.cancel()
    left = {path.name for path in (tmp_path / "index").glob("*.fonds")}
    assert left == {name for name in before if name.endswith(".fonds")} == set()
    add(writer, record(1))
    writer.commit()
    writer.close()
    assert ids(index.searcher()) == ["r1"]


def test_a_small_memory_budget_makes_several_segments(index):
    writer = index.writer(memory=1)
    add(writer, *(record(number % 150) for number in range(300)))
    writer.commit()
    assert index.searcher().doc_count == 150
    assert ids(index.searcher()) == sorted(f"r{number}" for number in range(150))
    writer.close()


def test_only_one_writes(index):
    writer = index.writer()
    with pytest.raises(ArchiveBusyError):
        index.writer()
    writer.close()
    index.writer().close()


def test_thousands_of_small_updates_leave_few_segments(index):
    writer = index.writer()
    for number in range(300):
        add(writer, record(number % 90, f"version {number}"))
        writer.commit()
    segments = [name for name in index.files() if name.endswith(".fonds")]
    assert len(segments) <= 3 * policy.FAN_IN
    searcher = index.searcher()
    assert searcher.doc_count == 90
    assert ids(searcher, wq.Term("body", "299")) == ["r29"]
    assert ids(searcher, wq.Term("body", "100")) == []
    writer.close()
    assert index.check() == []


def test_files_in_no_use_are_removed(index, tmp_path):
    writer = index.writer()
    for number in range(30):
        add(writer, record(number))
        writer.commit()
    writer.optimize()
    writer.close()
    left = {path.name for path in (tmp_path / "index").iterdir() if "LOCK" not in path.name}
    assert left == index.files()
    assert len(left) == 2


def test_a_reader_keeps_its_view_while_another_process_writes(index, tmp_path):
    writer = index.writer()
    add(writer, *(record(number) for number in range(20)))
    writer.commit()
    writer.close()
    before = index.searcher()
    script = """
        import sys
        from pathlib import Path
        from index.engine.store import ColumnarIndex
        from index.record import Record
        from index.schema import fonds_schema, to_document
        writer = ColumnarIndex.open(Path(sys.argv[1]), fonds_schema()).writer()
        for turn in range(25):
            for number in range(20):
                held = Record(id=f"r{number}", title="neuf", body=f"tour {turn}")
                writer.add(to_document(held, added=0.0))
            writer.commit()
        writer.optimize()
        writer.close()
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(tmp_path / "index")]
    with subprocess.Popen(command, cwd=ROOT) as process:
        while process.poll() is None:
            current = index.searcher()
            assert len(ids(current)) == current.doc_count == 20
            assert ids(before, wq.Term("body", "corps")) == sorted(f"r{n}" for n in range(20))
    assert process.returncode == 0
    assert not before.is_current()
    assert ids(index.searcher(), wq.Term("body", "24")) == sorted(f"r{n}" for n in range(20))


def test_merging_keeps_everything(index, tmp_path):
    generator = random.Random(2)
    writer = index.writer()
    kept = {}
    for turn in range(12):
        for _ in range(40):
            number = generator.randrange(200)
            body = " ".join(
                f"mot{generator.randrange(50)}" for _ in range(generator.randrange(300))
            )
            region = ("africa", "europe", "global")[: generator.randrange(4)]
            budget = generator.choice([None, 5.0, float(turn)])
            kept[f"r{number}"] = record(
                number, body, region=region, budget=budget, year=2000 + turn
            )
            add(writer, kept[f"r{number}"])
        gone = generator.sample(sorted(kept), 3)
        for name in gone:
            del kept[name]
        writer.delete(gone)
        writer.commit()
    scattered = index.searcher()
    writer.optimize()
    writer.close()
    merged = index.searcher()
    assert merged.doc_count == scattered.doc_count == len(kept)
    for query in (
        wq.Term("body", "mot7"),
        wq.Phrase("body", ["mot1", "mot2"]),
        wq.Prefix("body", "mot4"),
    ):
        assert ids(merged, query) == ids(scattered, query)
    for facets in (("year", "region"),):
        counts = [s.search(wq.Every(), facets=facets).facets for s in (merged, scattered)]
        assert counts[0] == counts[1]
    for name, expected in kept.items():
        docnum = merged.docnum(name)
        assert unpack_record(merged.stored(docnum)["record"]) == expected
    for sort in (("budget", True), ("title_key", False)):
        orders = [
            [s.stored(doc)["id"] for doc in s.search(wq.Every(), sort=sort).docs]
            for s in (merged, scattered)
        ]
        assert sorted(orders[0]) == sorted(orders[1])
    one = next((tmp_path / "index").glob("*.fonds"))
    assert set(merged.forms("body", "mot7")) == {"mot7"}
    assert SegmentFile.open(one).stem_table("body") is not None


def test_merge_groups():
    def segment(size, dead=0):
        made = FondsSegment("MAIN", documents=size)
        if dead:
            made.delete_all(np.arange(dead))
        return made

    few = [segment(10) for _ in range(7)]
    assert policy.worth_merging(few, small_only=True, everything=False) == []
    assert len(policy.worth_merging([*few, segment(3)], small_only=True, everything=False)) == 1
    large = [segment(5000) for _ in range(8)]
    assert policy.worth_merging(large, small_only=True, everything=False) == []
    assert len(policy.worth_merging(large, small_only=False, everything=False)) == 1
    half_dead = [segment(1000, dead=500)]
    assert policy.worth_merging(half_dead, small_only=True, everything=False) == [half_dead]
    packed = policy.worth_merging([segment(40_000)] * 3, small_only=False, everything=True)
    assert packed == []


def test_several_processes_write_what_one_writes(index, tmp_path):
    held = [record(number % 70, f"corps {number} main-d'œuvre") for number in range(400)]
    alone = index.writer()
    add(alone, *held)
    alone.commit()
    alone.close()
    other = ColumnarIndex.create(tmp_path / "other", fonds_schema())
    several = other.writer(workers=2)
    add(several, *held[:200])
    several.commit()
    add(several, record(500))
    several.cancel()
    add(several, *held[200:])
    several.delete(["r3", "nothing"])
    several.commit()
    several.close()
    one, two = index.searcher(), other.searcher()
    assert ids(two) == [name for name in ids(one) if name != "r3"]
    query = wq.Term("body", "maindoeuvre")
    assert ids(two, query) == [name for name in ids(one, query) if name != "r3"]
    assert other.check() == []
    assert threading.active_count() <= 3


class Updates(RuleBasedStateMachine):
    """An index beside a dictionary, through any sequence of what a writer can do."""

    folders = None

    @initialize()
    def begin(self):
        folder = next(self.folders)
        self.index = ColumnarIndex.create(folder, fonds_schema())
        self.writer = self.index.writer(memory=100_000)
        self.kept, self.committed = {}, {}

    @rule(number=st.integers(0, 15), word=st.sampled_from(["alfa", "bravo", "charlie"]))
    def add(self, number, word):
        add(self.writer, record(number, word))
        self.kept[f"r{number}"] = word

    @rule(numbers=st.sets(st.integers(0, 15), max_size=5))
    def delete(self, numbers):
        self.writer.delete([f"r{number}" for number in numbers])
        for number in numbers:
            self.kept.pop(f"r{number}", None)

    @rule()
    def commit(self):
        self.writer.commit()
        self.committed = dict(self.kept)

    @rule()
    def cancel(self):
        self.writer.cancel()
        self.kept = dict(self.committed)

    @rule()
    def optimize(self):
        self.writer.optimize()
        self.committed = dict(self.kept)

    @rule()
    def reopen(self):
        self.writer.close()
        self.writer = self.index.writer()
        self.kept = dict(self.committed)

    @invariant()
    def holds_what_was_committed(self):
        if not hasattr(self, "index"):
            return
        searcher = self.index.searcher()
        assert searcher.doc_count == len(self.committed)
        assert ids(searcher) == sorted(self.committed)
        for word in ("alfa", "bravo"):
            expected = sorted(name for name, held in self.committed.items() if held == word)
            assert ids(searcher, wq.Term("body", word)) == expected

    def teardown(self):
        if hasattr(self, "writer"):
            self.writer.close()
            assert self.index.check() == []


def test_any_sequence_of_updates(tmp_path_factory):
    base = tmp_path_factory.mktemp("updates")
    Updates.folders = (base / str(number) for number in range(1_000_000))
    machine = Updates.TestCase
    machine.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
    machine().runTest()
