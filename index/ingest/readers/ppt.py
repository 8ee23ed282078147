"""Presentations of PowerPoint 97 to 2003 (MS-PPT): the texts of slides and notes, each once."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from index.ingest.document import Part
from index.ingest.readers.compound import box, facts_of, stream
from index.ingest.readers.content import Bounds, Content
from index.ingest.readers.docx import part_of
from index.ingest.readers.layout import Block, tidy

_HEAD = struct.Struct("<HHI")
_CONTAINER = 0xF
#: MS-PPT 2.13.24: texts in UTF-16 and in the low bytes of it.
_WIDE, _NARROW = 0x0FA0, 0x0FA8
#: Masters, handouts and lists of sounds: nothing that anybody says.
_PASSED_OVER = frozenset((0x03F8, 0x0FC9, 0x07E4, 0x0FF5))
_SLIDE_LIST, _OF_MASTERS = 0x0FF0, 1
#: What masters put on slides for the date, the footer and the number.
_PLACEHOLDERS = frozenset(("*", "‹#›", "‹N°›", "‹Nº›"))


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield the one part of a presentation."""
    with box(content) as opened:
        data = stream(opened, "PowerPoint Document", content, bounds)
        if data is None:
            raise content.fault("it is no presentation")
        facts = facts_of(opened, content)
    # A slide that was changed may be there in its older forms, too: what is the same is told once.
    texts = dict.fromkeys(tidy(text) for text in _texts(data, bounds))
    blocks = [Block(text) for text in texts if text and text not in _PLACEHOLDERS]
    yield part_of(content, blocks, facts, [])


def _texts(data: bytes, bounds: Bounds) -> Iterator[str]:
    """Yield the texts of a document's records, in their order; a container is walked into."""
    place = count = 0
    while place + _HEAD.size <= len(data):
        count += 1
        if count % 4096 == 0:
            bounds.check_time()
        version, kind, length = _HEAD.unpack_from(data, place)
        place += _HEAD.size
        masters = kind == _SLIDE_LIST and version >> 4 == _OF_MASTERS
        if version & _CONTAINER == _CONTAINER and kind not in _PASSED_OVER and not masters:
            continue
        if kind == _WIDE:
            yield _lines(data[place : place + length].decode("utf-16-le", "replace"))
        elif kind == _NARROW:
            yield _lines(data[place : place + length].decode("latin-1"))
        place += length


def _lines(text: str) -> str:
    return text.replace("\r", "\n").replace("\x0b", "\n").replace("\0", "")
