"""Checksums: what was cut, altered or lost is named."""

from index.engine import checksums


def test_damage_is_named(tmp_path):
    for name in "abc":
        (tmp_path / name).write_bytes(name.encode() * 1000)
    names = frozenset("abc")
    checksums.record(tmp_path, names)
    assert checksums.compare(tmp_path, names) == []
    (tmp_path / "a").write_bytes(b"a" * 999)
    (tmp_path / "b").write_bytes(b"b" * 999 + b"x")
    (tmp_path / "c").unlink()
    assert checksums.compare(tmp_path, names) == [
        "the index file “a” is damaged",
        "the index file “b” is damaged",
        "the index file “c” is missing",
    ]


def test_lost_checksums_say_nothing(tmp_path):
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / checksums.NAME).write_text("[]")
    assert checksums.compare(tmp_path, frozenset("a")) == []
    checksums.record(tmp_path, frozenset("a"))
    (tmp_path / "a").write_bytes(b"b")
    assert len(checksums.compare(tmp_path, frozenset("a"))) == 1
