"""Compound files made from nothing (MS-CFB, version 3), and what Office 97 puts into them."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
OFFICE_97 = Path(__file__).resolve().parents[3] / "data" / "office97"


def box(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file of these streams; "folder/name" lies in a folder."""
    return _Box(streams).data()


class _Box:
    def __init__(self, streams: Mapping[str, bytes]) -> None:
        self._sectors: list[bytes] = []
        self._fat: list[int] = []
        self._minifat: list[int] = []
        self._mini = bytearray()
        self._entries: list[list[object]] = [["Root Entry", _ROOT, [], 0, 0]]
        folders: dict[str, int] = {}
        for path, data in streams.items():
            folder, _, name = path.rpartition("/")
            parent = 0
            if folder:
                if folder not in folders:
                    folders[folder] = self._add(folder, _STORAGE, 0, b"")
                parent = folders[folder]
            self._add(name, _STREAM, parent, data)

    def data(self) -> bytes:
        root = self._entries[0]
        root[3], root[4] = self._chain(bytes(self._mini)), len(self._mini)
        minifat = struct.pack(f"<{len(self._minifat)}I", *self._minifat)
        minifat_start = self._chain(minifat, filler=b"\xff") if minifat else _END
        minifat_count = -(-len(minifat) // _SECTOR)
        directory = self._chain(b"".join(map(self._entry, range(len(self._entries)))))
        count = 1
        while count * 128 < len(self._fat) + count:
            count += 1
        places = list(range(len(self._fat), len(self._fat) + count))
        fat = [*self._fat, *[_FAT] * count]
        fat += [_FREE] * (count * 128 - len(fat))
        head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
        head += struct.pack(
            "<9I", 0, count, directory, 0, _CUTOFF, minifat_start, minifat_count, _END, 0
        )
        head += struct.pack("<109I", *places, *[_FREE] * (109 - count))
        return head + b"".join(self._sectors) + struct.pack(f"<{len(fat)}I", *fat)

    def _add(self, name: str, kind: int, parent: int, data: bytes) -> int:
        start = _END if kind == _STREAM else 0
        if len(data) >= _CUTOFF:
            start = self._chain(data)
        elif data:
            start = len(self._mini) // _MINI
            self._mini += data + bytes(-len(data) % _MINI)
            last = len(self._mini) // _MINI
            self._minifat += [*range(start + 1, last), _END]
        self._entries.append([name, kind, [], start, len(data)])
        children = self._entries[parent][2]
        assert isinstance(children, list)
        children.append(len(self._entries) - 1)
        return len(self._entries) - 1

    def _chain(self, data: bytes, filler: bytes = b"\0") -> int:
        if not data:
            return _END
        start = len(self._sectors)
        for place in range(0, len(data), _SECTOR):
            self._sectors.append(data[place : place + _SECTOR].ljust(_SECTOR, filler))
        self._fat += [*range(start + 1, len(self._sectors)), _END]
        return start

    def _entry(self, number: int) -> bytes:
        """Return a directory entry; sisters hang on each other as a list."""
        name, kind, children, start, size = self._entries[number]
        text = str(name).encode("utf-16-le")
        sisters = next((each[2] for each in self._entries if number in each[2]), [])  # type: ignore[operator]
        assert isinstance(sisters, list)
        place = sisters.index(number) if sisters else 0
        after = sisters[place + 1] if place + 1 < len(sisters) else _NONE
        first = children[0] if isinstance(children, list) and children else _NONE
        return (
            text.ljust(64, b"\0")
            + struct.pack("<HBB3I", len(text) + 2, kind, 1, _NONE, after, first)
            + bytes(36)
            + struct.pack("<IQ", start, size)
        )


def ppt(slides: list[list[str]], masters: str = "Cliquez pour modifier le titre") -> bytes:
    """Return a presentation whose slides hold these texts, the first of each in low bytes."""
    shown = b""
    for texts in slides:
        atoms = _atom(0x0FA8, texts[0].encode("latin-1"))
        atoms += b"".join(_atom(0x0FA0, text.encode("utf-16-le")) for text in texts[1:])
        shown += _container(0x03EE, _container(0x040C, _container(0xF00D, atoms)))
    hidden = _container(0x03F8, _atom(0x0FA0, masters.encode("utf-16-le")))
    return box({"PowerPoint Document": hidden + shown, "Current User": bytes(20)})


def _atom(kind: int, data: bytes) -> bytes:
    return struct.pack("<HHI", 0, kind, len(data)) + data


def _container(kind: int, data: bytes) -> bytes:
    return struct.pack("<HHI", 0xF, kind, len(data)) + data


def msg(
    subject: str, body: str, *, attached: Mapping[str, bytes] | None = None, page: int = 0
) -> bytes:
    """Return a message of Outlook; with a code page its texts are in that."""
    kind, codec = ("001E", f"cp{page}") if page else ("001F", "utf-16-le")
    texts = {
        0x0037: subject,
        0x1000: body,
        0x0C1A: "Aïssa Mahamadou",
        0x5D01: "aissa@exemple.ne",
        0x0E04: "Bureau de Niamey",
    }
    streams = {f"__substg1.0_{n:04X}{kind}": text.encode(codec) for n, text in texts.items()}
    ticks = int((datetime(2019, 3, 14, 8) - datetime(1601, 1, 1)).total_seconds()) * 10_000_000
    fixed = bytes(32) + struct.pack("<IIQ", 0x00390040, 6, ticks)
    fixed += struct.pack("<IIQ", 0x3FFD0003, 6, page or 1252)
    streams["__properties_version1.0"] = fixed
    for number, (name, data) in enumerate((attached or {}).items()):
        folder = f"__attach_version1.0_#{number:08X}"
        streams[f"{folder}/__substg1.0_3707{kind}"] = name.encode(codec)
        streams[f"{folder}/__substg1.0_37010102"] = data
    return box(streams)


def doc(
    text: str, *, notes: str = "", head: str = "", comment: str = "", wide: bool = True
) -> bytes:
    """Return a Word document of two pieces; *text* may hold Word's own marks."""
    whole = text + notes + head + comment
    codec = "utf-16-le" if wide else "cp1252"
    size, start = (2 if wide else 1), 2048
    cut = len(whole) // 2
    main = bytearray(start) + whole.encode(codec)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<7I", main, 0x4C, len(text), len(notes), len(head), 0, len(comment), 0, 0)
    pieces = struct.pack("<3I", 0, cut, len(whole))
    for begin in (0, cut):
        place = start + begin * size
        pieces += struct.pack("<HIH", 0, place if wide else (place * 2) | 1 << 30, 0)
    clx = (
        b"\x01"
        + struct.pack("<H", 4)
        + bytes(4)
        + b"\x02"
        + struct.pack("<I", len(pieces))
        + pieces
    )
    struct.pack_into("<II", main, 0x01A2, 64, len(clx))
    return box({"WordDocument": bytes(main), "0Table": bytes(64) + clx})
