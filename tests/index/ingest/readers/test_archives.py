"""ZIP and tar files: members as documents, within bounds, nothing on the disk."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import ReadError
from index.ingest.document import Limits, Part
from index.ingest.readers import read_parts
from tests.index.ingest.readers import makers

PACKERS: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "a.zip": makers.zipped,
    "a.tar": makers.tarred,
    "a.tar.gz": lambda members: makers.tarred(members, "gz"),
    "a.tar.bz2": lambda members: makers.tarred(members, "bz2"),
    "a.tar.xz": lambda members: makers.tarred(members, "xz"),
}


def read(folder: Path, name: str, data: bytes, limits: Limits | None = None) -> list[Part]:
    return list(read_parts(makers.write(folder, name, data), limits or Limits()))


@pytest.mark.parametrize("name", PACKERS)
def test_members_are_parts(tmp_path: Path, name: str) -> None:
    members = {"a.txt": makers.text(), "été/b.docx": makers.docx(), "photo.jpg": b"\xff\xd8"}
    parts = read(tmp_path, name, PACKERS[name](members))
    assert [part.name for part in parts] == ["a.txt", "été/b.docx"]
    assert all(makers.TITLE in part.text for part in parts)


@pytest.mark.parametrize("name", PACKERS)
def test_archives_in_archives(tmp_path: Path, name: str) -> None:
    inner = PACKERS[name]({"lettres.mbox": makers.mbox(1)})
    parts = read(tmp_path, name, PACKERS[name]({f"inner/{name}": inner}))
    assert [part.name for part in parts] == [
        f"inner/{name}/lettres.mbox/message 1",
        f"inner/{name}/lettres.mbox/message 1/annexe.txt",
    ]


@pytest.mark.parametrize("name", PACKERS)
def test_names_that_lead_elsewhere_do_no_harm(tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside.txt"
    members = {"../outside.txt": makers.text(), str(outside): makers.text(), "..\\x.txt": b"Un mot"}
    parts = read(tmp_path, name, PACKERS[name](members))
    assert parts[0].name == "outside.txt"
    assert all(".." not in part.name and not part.name.startswith("/") for part in parts)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", PACKERS)
def test_bombs(tmp_path: Path, name: str) -> None:
    bomb = PACKERS[name]({"a.txt": bytes(1 << 25), "b.txt": makers.text()})
    if name == "a.tar":
        pytest.skip("a tar file is not packed")
    try:
        parts = read(tmp_path, name, bomb, Limits(ratio=50))
    except ReadError as error:
        reasons = error.reason
    else:
        reasons = " ".join(part.warning for part in parts)
    assert "it unpacks to more than 50 times its size" in reasons


@pytest.mark.parametrize("name", PACKERS)
def test_what_unpacks_to_too_much_stops_there(tmp_path: Path, name: str) -> None:
    members = {f"{n}.txt": makers.text() + os.urandom(1 << 19).hex().encode() for n in range(4)}
    data = PACKERS[name](members)
    limit = (1 << 20) * 3
    if len(data) > limit:
        with pytest.raises(ReadError, match="larger than 3 MB"):
            read(tmp_path, name, data, Limits(bytes=limit))
        return
    parts = read(tmp_path, name, data, Limits(bytes=limit))
    assert 1 <= len(parts) - 1 < 4
    assert parts[-1].warning == "it unpacks to more than 3 MB"


def test_depth_is_bounded(tmp_path: Path) -> None:
    data = makers.text()
    for level in range(40):
        data = makers.zipped({"a.txt" if not level else "a.zip": data})
    with pytest.raises(ReadError, match="nested more than 4 levels deep"):
        read(tmp_path, "a.zip", data)


def test_a_tree_of_bombs_is_given_up(tmp_path: Path) -> None:
    data = makers.text()
    for _ in range(8):
        data = makers.zipped({f"{number}.zip": data for number in range(8)})
    with pytest.raises(ReadError, match=r"nested more than 4 levels deep; .*more"):
        read(tmp_path, "a.zip", data)


def test_members_with_a_password_are_named(tmp_path: Path) -> None:
    data = bytearray(makers.zipped({"a.txt": b"secret", "b.txt": makers.text()}))
    data[6] |= 1  # the flag in the local head …
    data[data.index(b"PK\x01\x02") + 8] |= 1  # … and in the directory
    locked, free = read(tmp_path, "a.zip", bytes(data))
    assert (locked.name, locked.warning) == ("a.txt", "it is protected by a password")
    assert free.name == "b.txt"


def test_names_in_utf8_that_do_not_say_so(tmp_path: Path) -> None:
    data = makers.zipped({"xté.txt": makers.text()})
    directory = data.index(b"PK\x01\x02")
    unflagged = bytearray(data)
    unflagged[7] = unflagged[directory + 9] = 0
    assert [part.name for part in read(tmp_path, "a.zip", bytes(unflagged))] == ["xté.txt"]


def test_links_in_tar_files_are_passed_over(tmp_path: Path) -> None:
    import io
    import tarfile

    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        link = tarfile.TarInfo("a.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    with pytest.raises(ReadError, match="there is nothing to read in it"):
        read(tmp_path, "a.tar", buffer.getvalue())
