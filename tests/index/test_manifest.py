"""The manifest: entries and labels, durable, and damage told."""

import pytest

from index.errors import ArchiveDamagedError, FondsError
from index.manifest import FAILED, Entry, Manifest
from index.record import Record

ONE = Entry("/a", "s", 1, 2, "d", records=("r1", "r2"))
TWO = Entry("/é\u2028", "s", 1, 2, "", FAILED, "empty")


@pytest.fixture
def manifest(tmp_path):
    with Manifest(tmp_path / "manifest.sqlite") as opened:
        yield opened


def test_entries(manifest):
    manifest.put([ONE, TWO])
    assert manifest.entries() == {ONE.path: ONE, TWO.path: TWO}
    assert manifest.count() == 2
    manifest.put([Entry("/a", "s", 9, 9, "x")])
    manifest.remove([TWO.path, "/unknown"])
    assert manifest.entries() == {"/a": Entry("/a", "s", 9, 9, "x")}


def test_what_is_put_is_seen_by_others_at_once(manifest, tmp_path):
    manifest.put([ONE])
    with Manifest(tmp_path / "manifest.sqlite") as other:
        assert other.entries() == {"/a": ONE}


def test_the_first_label_of_a_code_stays(manifest):
    records = [
        Record(id="1", title="", body="", value_labels={"status": {"x": "X"}}),
        Record(id="2", title="", body="", value_labels={"type": {"y": "Y"}}),
    ]
    manifest.add_labels(records)
    manifest.add_labels([Record(id="3", title="", body="", value_labels={"status": {"x": "no"}})])
    assert manifest.labels() == {"status": {"x": "X"}, "type": {"y": "Y"}}


def test_damage_is_told(tmp_path):
    path = tmp_path / "manifest.sqlite"
    with Manifest(path) as manifest:
        manifest.put([Entry(f"/{n}", "s", 1, 1, "d" * 200) for n in range(500)])
        assert manifest.check() == []
    data = bytearray(path.read_bytes())
    data[5000:9000] = b"\xff" * 4000
    path.write_bytes(data)
    with Manifest(path) as manifest:
        assert manifest.check() == ["the list of documents is damaged"]
        with pytest.raises(ArchiveDamagedError):
            manifest.entries()
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(ArchiveDamagedError):
        Manifest(path)


def test_what_the_system_refuses_is_no_damage(tmp_path):
    with pytest.raises(FondsError) as refused:
        Manifest(tmp_path / "no such folder" / "manifest.sqlite")
    assert not isinstance(refused.value, ArchiveDamagedError)
