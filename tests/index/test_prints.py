"""Prints: what is kept of records to compare them."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import prints as rooms
from index.errors import ArchiveDamagedError
from index.prints import Print, Prints, leads, stamp_of


def sketch_of(values):
    return b"".join(value.to_bytes(4, "little") for value in values)


SKETCH = sketch_of(range(1, 13))


@pytest.fixture
def prints(tmp_path):
    with Prints(tmp_path / "prints.sqlite") as opened:
        yield opened


def test_a_print_replaces_the_one_before(prints):
    prints.put([Print("a", "/a", "s", 20240101.0, b"o", b"t", SKETCH, ("po0105",))])
    prints.put([Print("a", "/b", "s", 20240102.0, sketch=SKETCH[16:])])
    kept = prints.get("a")
    assert (kept.path, kept.added, kept.outline) == ("/b", 20240102.0, b"")
    assert prints.with_ident("po0105", 9) == []
    assert prints.led_to(SKETCH[:16], 9) == []
    assert prints.led_to(SKETCH[20:], 9) == [("a", SKETCH[16:])]


def test_what_is_removed_leaves_nothing(prints):
    prints.put([Print(str(n), "/a", "s", 1.0, b"o", b"", SKETCH, ("x1",)) for n in range(1200)])
    prints.remove([str(n) for n in range(1, 1200)])
    assert [row[0] for row in prints.of_source("s")] == ["0"]
    assert prints.with_ident("x1", 9) == ["0"]
    assert prints.led_to(SKETCH, 9) == [("0", SKETCH)]
    assert prints.added() == prints.added(["0", "1"]) == {"0": 1.0}
    assert prints.get("1") is None


def test_records_without_an_outline_are_not_of_a_page(prints):
    prints.put([Print("a", "/a", "s", 1.0), Print("b", "/b", "t", 1.0, b"o")])
    assert list(prints.of_source("s")) == []
    assert list(prints.of_source("t")) == [("b", "/b", b"o", b"")]


def test_verdicts_are_settled_one_by_one(prints):
    assert prints.verdict("s") == (0, b"", 0)
    prints.keep_verdict("s", 3, b"c")
    prints.keep_verdict("t", 4, b"d")
    prints.settle("s")
    assert prints.verdict("s") == (3, b"c", 0)
    assert prints.unsettled() == ["t"]


def test_changes_are_kept_until_the_next_count(prints):
    prints.keep_changed("s", 7)
    assert (prints.verdict("s"), prints.judged(), prints.unsettled()) == ((0, b"", 7), ["s"], [])
    prints.keep_verdict("s", 3, b"c")
    prints.settle("s")
    prints.keep_changed("s", 2)
    assert prints.verdict("s") == (3, b"c", 2)


def test_the_last_import(prints):
    assert prints.last_import() is None
    prints.keep_import(20240102.1)
    prints.keep_import(20240101.1)
    assert prints.last_import() == 20240101.1


def test_stamps_sort_as_their_moments_and_lie_within_their_day():
    moments = [
        datetime(2024, 3, 9, 23, 59, 59),
        datetime(2024, 3, 10),
        datetime(2024, 3, 10, 0, 0, 0, 9000),
        datetime(2024, 3, 10, 23, 59, 59, 999999),
    ]
    stamps = [stamp_of(moment) for moment in moments]
    assert stamps == sorted(set(stamps))
    assert all(20240310 <= stamp <= 20240310.4 for stamp in stamps[1:])


def test_leads_are_the_lowest_values():
    assert leads(SKETCH) == (*range(1, 9),)
    assert leads(b"") == ()


def test_values_lead_to_a_print_before_and_after_they_are_sorted_in(prints):
    prints.put([Print("a", "/a", "s", 1.0, sketch=SKETCH), Print("b", "/b", "s", 1.0)])
    assert prints.led_to(SKETCH, 9) == [("a", SKETCH)]
    prints.lead()
    prints.lead()
    assert prints.led_to(SKETCH, 9) == [("a", SKETCH)]


def test_a_print_that_takes_the_number_of_one_that_is_gone_is_found(prints):
    prints.put([Print("a", "/a", "s", 1.0, sketch=SKETCH)])
    prints.lead()
    prints.remove(["a"])
    prints.put([Print("b", "/b", "s", 1.0, sketch=sketch_of([70, 80]))])
    prints.lead()
    assert prints.led_to(sketch_of([80]), 9) == [("b", sketch_of([70, 80]))]
    assert prints.led_to(SKETCH, 9) == []


def test_many_that_wait_are_sorted_in_by_themselves(prints, monkeypatch):
    monkeypatch.setattr(rooms, "_WAITING", 4)
    prints.put([Print(str(n), "/a", "s", 1.0, sketch=SKETCH) for n in range(3)])
    assert prints._rows("SELECT count(*) FROM leads") == [(0,)]
    prints.put([Print(str(n), "/a", "s", 1.0, sketch=SKETCH) for n in range(3, 6)])
    assert prints._rows("SELECT count(*) FROM leads") == [(6 * rooms.LEADS,)]


ids = st.sampled_from("abcde")
values = st.lists(st.integers(1, 6), min_size=1, max_size=3, unique=True).map(sorted)
steps = st.tuples(st.just("put"), ids, values) | st.tuples(st.just("remove"), ids, values)


@settings(max_examples=60, deadline=None)
@given(st.lists(steps | st.just(("lead", "", [])), max_size=14))
def test_the_values_lead_to_the_prints_that_have_them_whatever_came_and_went(done):
    held = {}
    with Prints() as prints:
        for what, id, some in done:
            if what == "put":
                held[id] = sketch_of(some)
                prints.put([Print(id, "/a", "s", 1.0, sketch=held[id])])
            elif what == "remove":
                held.pop(id, None)
                prints.remove([id])
            else:
                prints.lead()
        for value in range(1, 7):
            found = dict(prints.led_to(sketch_of([value]), 9))
            assert found == {id: kept for id, kept in held.items() if value in leads(kept)}


def test_a_damaged_file_is_told(tmp_path):
    path = tmp_path / "prints.sqlite"
    path.write_bytes(b"no database at all, but long enough to be taken for one" * 40)
    with pytest.raises(ArchiveDamagedError):
        Prints(path)
