"""Scanning: what was added, changed, removed, and what is left alone."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from index.ingest.scan import covers, digest, scan
from index.manifest import FAILED, PENDING, Entry
from index.progress import Source


@pytest.fixture
def tree(tmp_path):
    root = tmp_path / "docs"
    for name in ("a.txt", "b.md", "sub/c.txt", "sub/deep/d.txt", "photo.xyz", ".hidden/e.txt"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"text of {name}")
    for name in (".f.txt", "~$g.txt", "Thumbs.db", "__MACOSX/h.txt"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("system")
    return root


def source(path):
    return Source(path.name, path)


def known_from(result):
    return {
        found.path: Entry(found.path, found.source.id, found.size, found.mtime_ns, "d")
        for found in result.changed
    }


def names(result, root):
    return [os.path.relpath(found.path, root) for found in result.changed]


def test_documents_are_found_and_the_rest_counted(tree):
    result = scan([source(tree)], {})
    assert names(result, tree) == ["a.txt", "b.md", "sub/c.txt", "sub/deep/d.txt"]
    assert result.skipped.total() == 4
    assert not result.failures
    assert not result.removed


def test_import_profiles_are_not_counted_as_left_aside(tree):
    (tree / "fonds.toml").write_text("")
    (tree / "a.fonds.toml").write_text("")
    (tree / "other.toml").write_text("")
    skipped = scan([source(tree)], {}).skipped
    assert skipped["not a kind of document that can be read (.toml)"] == 1


def test_the_folder_beside_a_saved_page_is_part_of_it(tree):
    for name in ("Un lac.html", "Un lac_files/frame.html", "Un lac_files/a.png", "b_files/c.txt"):
        path = tree / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    result = scan([source(tree)], {})
    assert names(result, tree)[:3] == ["Un lac.html", "a.txt", "b.md"]
    assert str(Path("b_files") / "c.txt") in names(result, tree)
    assert result.skipped["parts of saved web pages, in folders beside them"] == 2
    told = [tree / "Un lac_files" / "frame.html", tree / "b_files" / "c.txt"]
    assert names(scan([source(tree)], {}, within=told), tree) == [str(Path("b_files") / "c.txt")]


def test_a_link_that_leads_nowhere_is_told_so_alone_too(tree):
    (tree / "broken.txt").symlink_to(tree.parent / "nothing")
    for within in (None, [tree / "broken.txt"]):
        (failure,) = scan([source(tree)], {}, within=within).failures
        assert failure.path == str(tree / "broken.txt")
        assert failure.reason == "it is a link that leads nowhere"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_pipes_and_devices_are_never_opened(tree):
    os.mkfifo(tree / "pipe.txt")
    os.mkfifo(tree / "pipe")
    (tree / "zeros.txt").symlink_to("/dev/zero")
    result = scan([source(tree)], {})
    assert names(result, tree) == ["a.txt", "b.md", "sub/c.txt", "sub/deep/d.txt"]
    assert result.skipped["not a file but a pipe or a device"] == 3


def test_only_what_changed_is_looked_at_again(tree):
    known = known_from(scan([source(tree)], {}))
    (tree / "a.txt").write_text("longer than before")
    (tree / "b.md").unlink()
    (tree / "new.txt").write_text("new")
    result = scan([source(tree)], known)
    assert names(result, tree) == ["a.txt", "new.txt"]
    assert [Path(entry.path).name for entry in result.removed] == ["b.md"]
    assert result.kept == 2


def test_failed_documents_wait_for_a_change(tree):
    known = known_from(scan([source(tree)], {}))
    path = str(tree / "a.txt")
    known[path] = replace(known[path], status=FAILED, reason="empty")
    known[str(tree / "b.md")] = replace(known[str(tree / "b.md")], status=PENDING)
    result = scan([source(tree)], known)
    assert [(f.path, f.reason) for f in result.failures] == [(path, "empty")]
    assert names(result, tree) == ["b.md"]
    assert "a.txt" in names(scan([source(tree)], known, retry=True), tree)


def test_overlapping_sources_do_not_double(tree):
    for sources in ([tree, tree / "sub"], [tree / "sub", tree], [tree, tree / "a.txt"]):
        result = scan(list(map(source, sources)), {})
        assert sorted(names(result, tree)) == ["a.txt", "b.md", "sub/c.txt", "sub/deep/d.txt"]
        owners = {os.path.relpath(f.path, tree): f.source.path for f in result.changed}
        assert owners["sub/c.txt"] == (tree if sources[0] == tree else tree / "sub")


def test_links_neither_loop_nor_double(tree, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "o.txt").write_text("outside")
    (tree / "loop").symlink_to(tree, target_is_directory=True)
    (tree / "sub" / "up").symlink_to(tree / "sub", target_is_directory=True)
    (tree / "again.txt").symlink_to(tree / "a.txt")
    (tree / "broken.txt").symlink_to(tree / "nothing")
    (tree / "out").symlink_to(outside, target_is_directory=True)
    (tree / "out2").symlink_to(outside, target_is_directory=True)
    result = scan([source(tree)], {})
    assert sorted(names(result, tree)) == [
        "a.txt", "b.md", "out/o.txt", "sub/c.txt", "sub/deep/d.txt"
    ]  # fmt: skip


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder_keeps_its_records(tree):
    known = known_from(scan([source(tree)], {}))
    (tree / "sub").chmod(0)
    result = scan([source(tree)], known)
    (tree / "sub").chmod(0o700)
    assert [failure.path for failure in result.failures] == [str(tree / "sub")]
    assert not result.removed


def test_an_unreadable_folder_is_named(tree, monkeypatch):
    known = known_from(scan([source(tree)], {}))
    real = os.scandir

    def refusing(folder):
        if str(folder).endswith("sub"):
            raise PermissionError(13, "Permission denied")
        return real(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    result = scan([source(tree)], known)
    assert [(f.path, f.reason) for f in result.failures] == [
        (str(tree / "sub"), "the folder cannot be opened: permission is missing")
    ]
    assert not result.removed


def test_a_source_that_is_away_or_empty_keeps_its_records(tree, tmp_path):
    known = known_from(scan([source(tree)], {}))
    tree.rename(tmp_path / "elsewhere")
    result = scan([source(tree)], known)
    assert (result.offline, result.removed) == ([str(tree)], [])
    tree.mkdir()
    result = scan([source(tree)], known)
    assert (result.offline, result.removed) == ([str(tree)], [])
    (tree / "one.txt").write_text("back, but nearly empty")
    assert len(scan([source(tree)], known).removed) == 4


def test_looking_only_here(tree):
    known = known_from(scan([source(tree)], {}))
    (tree / "a.txt").unlink()
    (tree / "sub" / "c.txt").unlink()
    result = scan([source(tree)], known, within=[tree / "sub"])
    assert [Path(entry.path).name for entry in result.removed] == ["c.txt"]
    result = scan([source(tree)], known, within=[tree / "a.txt", tree / "never.txt"])
    assert [Path(entry.path).name for entry in result.removed] == ["a.txt"]
    assert [f.reason for f in result.failures] == ["there is no such file or folder"]


def test_a_place_that_no_source_covers_is_told(tree, tmp_path):
    result = scan([source(tree)], {}, within=[tmp_path / "elsewhere"])
    assert [failure.path for failure in result.failures] == [str(tmp_path / "elsewhere")]


def test_the_files_of_a_source_that_was_dropped_go(tree):
    known = known_from(scan([source(tree)], {}))
    assert len(scan([], known).removed) == 4


def test_a_name_that_is_no_text_is_told(tree):
    try:
        (tree / os.fsdecode(b"bad\xff.txt")).write_text("x")
    except OSError:
        pytest.skip("this file system refuses such names")
    result = scan([source(tree)], {})
    assert [failure.reason for failure in result.failures] == ["its name cannot be read as text"]


def test_a_cancelled_scan_removes_nothing(tree):
    known = known_from(scan([source(tree)], {}))
    (tree / "a.txt").unlink()
    assert not scan([source(tree)], known, cancelled=lambda: True).removed


def test_helpers(tree):
    assert covers(tree, tree)
    assert covers(tree, tree / "x" / "y")
    assert not covers(tree, tree.with_name("docs2"))
    assert digest(tree / "a.txt") == digest(tree / "a.txt") != digest(tree / "b.md")
