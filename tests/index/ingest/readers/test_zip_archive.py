"""ZIP files: every member by itself, so that a bad one is a warning and the others are read."""

import io
import struct
import zipfile

import pytest

from index.errors import ReadError
from index.ingest.document import Limits
from index.ingest.readers import zip_archive
from index.ingest.readers.content import BoundError, Bounds, opened
from index.ingest.readers.zip_archive import read
from tests.index.ingest.readers import makers

LIMITS = Limits(seconds=60.0)


def parts(folder, data, limits=LIMITS, depth=0):
    path = makers.write(folder, "a.zip", data)
    with opened(path, limits) as content:
        return list(read(content, Bounds(limits), depth))


def names(found):
    return [(part.name, part.warning) for part in found]


def test_members_in_their_order_folders_and_pictures_passed_over(tmp_path):
    members = {"b/": b"", "b/b.txt": makers.text(), "p.jpg": b"\xff\xd8", "a.txt": makers.text()}
    assert names(parts(tmp_path, makers.zipped(members))) == [("b/b.txt", ""), ("a.txt", "")]


def test_an_archive_of_nothing(tmp_path):
    assert parts(tmp_path, makers.zipped({})) == []


@pytest.mark.parametrize("data", [b"x", b"PK\x03\x04", makers.zipped({"a.txt": b"a"})[:-4]])
def test_what_is_no_zip_file_is_a_reason(tmp_path, data):
    with pytest.raises(ReadError, match="damaged or no ZIP file"):
        parts(tmp_path, data)


@pytest.mark.parametrize("level", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_member_that_is_damaged_is_a_warning(tmp_path, level):
    members = {"a.txt": makers.text(), "b.txt": makers.text(), "c.txt": makers.text()}
    data = bytearray(makers.zipped(members, level=level))
    second = data.index(b"PK\x03\x04", 4)
    data[second + 60] ^= 0xFF
    found = names(parts(tmp_path, bytes(data)))
    assert found[0] == ("a.txt", "")
    assert found[1] == ("b.txt", "the file is damaged")
    assert found[2] == ("c.txt", "")


def test_a_packing_that_nobody_knows_is_a_warning(tmp_path):
    data = bytearray(makers.zipped({"a.txt": makers.text(), "b.txt": makers.text()}))
    for place in (8, data.index(b"PK\x01\x02") + 10):
        data[place : place + 2] = struct.pack("<H", 77)
    assert names(parts(tmp_path, bytes(data))) == [
        ("a.txt", "it is packed in a way that Fonds does not unpack"),
        ("b.txt", ""),
    ]


def test_a_bomb_beside_a_document(tmp_path):
    data = makers.zipped({"a.txt": bytes(4 << 20), "b.txt": makers.text()})
    found = names(parts(tmp_path, data, Limits(ratio=50)))
    assert found == [("a.txt", "it unpacks to more than 50 times its size"), ("b.txt", "")]


def test_all_together_no_more_than_allowed(tmp_path):
    data = makers.zipped({f"{n}.txt": b"mot " * (1 << 18) for n in range(4)})
    with pytest.raises(BoundError, match="more than 2 MB"):
        parts(tmp_path, data, Limits(bytes=2 << 20, ratio=10**6))


def test_only_so_many_members_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(zip_archive, "_MAX_MEMBERS", 2)
    path = makers.write(
        tmp_path, "a.zip", makers.zipped({f"{number}.txt": makers.text() for number in range(5)})
    )
    found = []
    with (
        opened(path, LIMITS) as content,
        pytest.raises(BoundError, match="only the first 2 of its 5 members"),
    ):
        found.extend(part.name for part in read(content, Bounds(LIMITS), 0))
    assert found in ([], ["0.txt", "1.txt"])


def test_a_member_twice_is_read_twice(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", makers.text())
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", b"Un autre texte")
    found = parts(tmp_path, buffer.getvalue())
    assert [part.name for part in found] == ["a.txt", "a.txt"]
    assert found[0].text != found[1].text


@pytest.mark.parametrize("name", ["été.txt", "中文.txt", "\u202egpj.txt", "C:\\a\\..\\b.txt"])
def test_names_are_labels(tmp_path, name):
    [part] = parts(tmp_path, makers.zipped({name: makers.text()}))
    assert "\u202e" not in part.name
    assert ".." not in part.name
    assert part.name.endswith(".txt")


def test_a_name_of_an_old_machine_is_kept(tmp_path):
    data = bytearray(makers.zipped({"xyz.txt": makers.text()}))
    place = 0
    while (place := data.find(b"xyz", place + 1)) > 0:
        data[place : place + 3] = b"\x82t\x82"  # é in the code page of MS-DOS, and no UTF-8
    [part] = parts(tmp_path, bytes(data))
    assert part.name == "été.txt"


def test_a_name_in_utf8_that_does_not_say_so(tmp_path):
    data = bytearray(makers.zipped({"xyz.txt": makers.text()}))
    place = 0
    while (place := data.find(b"xyz", place + 1)) > 0:
        data[place : place + 3] = b"\xc3\xa9t"
    [part] = parts(tmp_path, bytes(data))
    assert part.name == "ét.txt"


def test_depth_is_that_of_the_archive_around_it(tmp_path):
    [part] = parts(tmp_path, makers.zipped({"a.txt": makers.text()}), depth=LIMITS.depth)
    assert "nested more than" in part.warning
