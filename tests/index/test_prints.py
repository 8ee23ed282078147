"""Prints: what is kept of records to compare them."""

from datetime import datetime

import pytest

from index.errors import ArchiveDamagedError
from index.prints import Print, Prints, leads, stamp_of

SKETCH = b"".join(value.to_bytes(4, "little") for value in range(1, 13))


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


def test_a_damaged_file_is_told(tmp_path):
    path = tmp_path / "prints.sqlite"
    path.write_bytes(b"no database at all, but long enough to be taken for one" * 40)
    with pytest.raises(ArchiveDamagedError):
        Prints(path)
