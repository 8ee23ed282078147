"""tar files read as one stream: what is damaged or too large is told, what is no file passed."""

import gzip
import io
import tarfile

import pytest

from index.errors import ReadError
from index.ingest.document import Limits
from index.ingest.readers import tar_archive
from index.ingest.readers.content import BoundError, Bounds, opened
from index.ingest.readers.tar_archive import read
from tests.index.ingest.readers import makers

LIMITS = Limits(seconds=60.0)


def parts(folder, data, limits=LIMITS, depth=0):
    path = makers.write(folder, "a.tar", data)
    with opened(path, limits) as content:
        return list(read(content, Bounds(limits), depth))


def names(found):
    return [(part.name, part.warning) for part in found]


@pytest.mark.parametrize("packing", ["", "gz", "bz2", "xz"])
def test_it_is_told_by_its_first_bytes_how_it_is_packed(tmp_path, packing):
    found = parts(tmp_path, makers.tarred({"a.txt": makers.text()}, packing))
    assert names(found) == [("a.txt", "")]
    assert makers.TITLE in found[0].text


@pytest.mark.parametrize("packing", ["", "gz", "bz2", "xz"])
def test_an_archive_of_nothing(tmp_path, packing):
    assert parts(tmp_path, makers.tarred({}, packing)) == []


def until_it_fails(folder, data):
    """Return the parts that come, and the reason why no more do."""
    path, found, reason = makers.write(folder, "a.tar", data), [], ""
    with opened(path, LIMITS) as content:
        try:
            for part in read(content, Bounds(LIMITS), 0):
                found.append(part)
        except ReadError as error:
            reason = error.reason
    return found, reason


@pytest.mark.parametrize("packing", ["", "gz", "bz2", "xz"])
@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7])
def test_what_was_cut_is_told_and_what_is_whole_is_read(tmp_path, packing, share):
    members = {f"{number}.txt": makers.text() for number in range(30)}
    whole = makers.tarred(members, packing)
    found, reason = until_it_fails(tmp_path, whole[: int(share * len(whole))])
    good = [part for part in found if not part.warning]
    assert len(good) < 30
    assert all(makers.TITLE in part.text for part in good)
    assert reason or len(good) < len(found)


@pytest.mark.parametrize(
    "data", [b"x", b"no tar file at all" * 60, gzip.compress(b"no tar", mtime=0)]
)
def test_what_is_no_tar_file_is_a_reason(tmp_path, data):
    with pytest.raises(ReadError, match="damaged or no tar file"):
        parts(tmp_path, data)


def test_folders_links_and_devices_are_passed_over(tmp_path):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, kind in (
            ("folder.txt", tarfile.DIRTYPE),
            ("link.txt", tarfile.SYMTYPE),
            ("hard.txt", tarfile.LNKTYPE),
            ("device.txt", tarfile.CHRTYPE),
            ("pipe.txt", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/hostname"
            archive.addfile(info)
        info = tarfile.TarInfo("a.txt")
        info.size = len(makers.text())
        archive.addfile(info, io.BytesIO(makers.text()))
    assert names(parts(tmp_path, buffer.getvalue())) == [("a.txt", "")]


def test_a_member_that_is_too_large_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(tar_archive, "_MAX_MEMBER", 1 << 20)
    members = {"large.txt": b"mot " * (1 << 19), "small.txt": makers.text()}
    found = names(parts(tmp_path, makers.tarred(members)))
    assert found == [("large.txt", "it is larger than 1 MB"), ("small.txt", "")]


def test_only_so_many_members_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(tar_archive, "_MAX_MEMBERS", 2)
    data = makers.tarred({f"{number}.txt": makers.text() for number in range(3)})
    with pytest.raises(BoundError, match="only its first 2 members"):
        parts(tmp_path, data)


def test_what_is_unpacked_is_counted(tmp_path):
    data = makers.tarred({"a.txt": makers.text()}, "gz")
    path = makers.write(tmp_path, "a.tar", data)
    bounds = Bounds(LIMITS)
    with opened(path, LIMITS) as content:
        list(read(content, bounds, 0))
    assert bounds.unpacked >= len(makers.tarred({"a.txt": makers.text()})) - 10240


def test_depth_is_that_of_the_archive_around_it(tmp_path):
    inner = makers.tarred({"a.txt": makers.text()})
    [part] = parts(tmp_path, inner, depth=LIMITS.depth)
    assert (part.name, part.empty) == ("a.txt", True)
    assert "nested more than" in part.warning
