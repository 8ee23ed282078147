"""Messages of Outlook (MS-OXMSG): the letter with its head as card, attachments as inner parts."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from index.ingest.document import Part, notice
from index.ingest.readers.compound import box, stream
from index.ingest.readers.content import Bounds, Content
from index.ingest.readers.members import is_wanted, label_of, member_parts
from index.ingest.readers.stamps import from_iso
from index.ingest.readers.web_page import page_text, plain_text

if TYPE_CHECKING:
    import olefile

#: MS-OXPROPS: numbers of the properties that are read.
_SUBJECT, _BODY, _HTML, _CODE_PAGE, _SENT = 0x0037, 0x1000, 0x1013, 0x3FFD, 0x0039
_HEAD = (("From", (0x0C1A, 0x0042)), ("To", (0x0E04,)), ("Cc", (0x0E03,)))
_ADDRESS = (0x5D01, 0x0C1F)
_FILE_NAME, _SHORT_NAME, _FILE = 0x3707, 0x3704, 0x3701
#: MS-OXCDATA: types of values, as they end the names of streams.
_UNICODE, _NARROW, _BINARY = "001F", "001E", "0102"
_FIXED = "__properties_version1.0"
#: The head before the fixed properties of a message; each of those takes sixteen bytes.
_FIXED_HEAD, _FIXED_SIZE = 32, 16
_EPOCH = datetime(1601, 1, 1)
_MAX_ATTACHED = 2000


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield the message, then its attachments."""
    with box(content) as opened:
        if not opened.exists(_FIXED):
            raise content.fault("it is no message")
        values = _Values(opened, content, bounds)
        text = values.text("", _BODY).replace("\r\n", "\n").strip()
        if not text and (page := values.data("", _HTML)):
            text = plain_text(page_text(page), content, bounds)
        subject = " ".join(values.text("", _SUBJECT).split())
        card = values.card()
        if text or subject or card:
            day = values.day()
            dated = (("Date", day),) if day else ()
            yield Part("", text, title=subject, date=day, kind="message", card=(*card, *dated))
        else:
            yield notice("there is no message in it")
        for folder in values.attached():
            yield from _attachment(values, folder, content, bounds, depth)


def _attachment(
    values: _Values, folder: str, content: Content, bounds: Bounds, depth: int
) -> Iterator[Part]:
    name = values.text(folder, _FILE_NAME) or values.text(folder, _SHORT_NAME)
    label = label_of(name.replace("\0", ""))
    data = values.data(folder, _FILE) if is_wanted(label) else None
    if data:
        yield from member_parts(content.member(label, data), label, bounds, depth + 1)


class _Values:
    """The values of a message's properties, by their numbers."""

    def __init__(self, opened: olefile.OleFileIO, content: Content, bounds: Bounds) -> None:
        self._opened = opened
        self._content = content
        self._bounds = bounds
        self._fixed = self._stream(_FIXED)
        page = self._number(_CODE_PAGE)
        self._codec = f"cp{page}" if page else "cp1252"

    def text(self, folder: str, number: int) -> str:
        """Return a property that is a text, "" without it."""
        if wide := self._property(folder, number, _UNICODE):
            return wide.decode("utf-16-le", "replace")
        narrow = self._property(folder, number, _NARROW)
        try:
            return narrow.decode("utf-8" if self._codec == "cp65001" else self._codec, "replace")
        except LookupError:
            return narrow.decode("cp1252", "replace")

    def data(self, folder: str, number: int) -> bytes:
        """Return a property that is a row of bytes."""
        return self._property(folder, number, _BINARY)

    def card(self) -> tuple[tuple[str, str], ...]:
        """Return the names of those who wrote and got the message."""
        card = []
        for label, numbers in _HEAD:
            value = next(filter(None, (self._line(number) for number in numbers)), "")
            if label == "From":
                address = next(filter(None, (self._line(number) for number in _ADDRESS)), "")
                if "@" in address and address not in value:
                    value = f"{value} <{address}>".strip()
            card += [(label, value)] if value else []
        return tuple(card)

    def day(self) -> str | None:
        """Return the day on which the message was sent."""
        ticks = self._number(_SENT)  # of 100 nanoseconds
        try:
            return from_iso((_EPOCH + timedelta(microseconds=ticks // 10)).isoformat())
        except OverflowError:
            return None

    def attached(self) -> list[str]:
        """Return the folders in which attachments lie."""
        tops = {entry[0] for entry in self._opened.listdir(streams=True, storages=False)}
        return sorted(name for name in tops if name.startswith("__attach_"))[:_MAX_ATTACHED]

    def _line(self, number: int) -> str:
        return " ".join(self.text("", number).replace("\0", "").split())

    def _property(self, folder: str, number: int, kind: str) -> bytes:
        name = f"__substg1.0_{number:04X}{kind}"
        return self._stream(f"{folder}/{name}" if folder else name)

    def _stream(self, name: str) -> bytes:
        return stream(self._opened, name, self._content, self._bounds) or b""

    def _number(self, number: int) -> int:
        """Return a property of fixed size, 0 without it (MS-OXMSG 2.4)."""
        for place in range(_FIXED_HEAD, len(self._fixed) - _FIXED_SIZE + 1, _FIXED_SIZE):
            if struct.unpack_from("<H", self._fixed, place + 2)[0] == number:
                return int(struct.unpack_from("<Q", self._fixed, place + 8)[0])
        return 0
