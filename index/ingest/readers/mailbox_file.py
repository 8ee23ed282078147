"""Mailboxes (mbox, RFC 4155): one part per message, read as a stream."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.ingest.document import Part, notice
from index.ingest.readers.content import MEGABYTE, BoundError, Bounds, Content
from index.ingest.readers.message import message_parts

_MAX_MESSAGE = 64 * MEGABYTE
_MAX_LINE = 8 * MEGABYTE
#: RFC 4155: a sender and the time, written as C's ``asctime`` does ("Mon Jan  1 00:00:00 2018").
_DATED = re.compile(rb"From .{0,400}\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.{4,40}\d{4}\b")
_FIELD = re.compile(rb"[!-9;-~]{1,80}:|>From ")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield every message of a mailbox with its attachments."""
    if not content.head(16).lstrip().startswith(b"From "):
        raise content.fault("it is no mailbox")
    for number, data in enumerate(_messages(content, bounds), 1):
        name = f"message {number}"
        if data is None:
            yield notice(f"it is larger than {_MAX_MESSAGE // MEGABYTE} MB", name)
        else:
            yield from message_parts(data, name, content, bounds, depth)


def _messages(content: Content, bounds: Bounds) -> Iterator[bytes | None]:
    """Yield the bytes of every message without its separator; None for one that is too large."""
    content.file.seek(0)
    lines: list[bytes] = []
    size = 0
    after_blank, begun = True, False
    line = content.file.readline(_MAX_LINE)
    while line:
        following = content.file.readline(_MAX_LINE)
        if after_blank and line.startswith(b"From ") and _is_separator(line, following):
            if begun:
                yield _joined(lines, size)
            lines, size, begun = [], 0, True
        elif size <= _MAX_MESSAGE:
            lines.append(line)
            size += len(line)
        after_blank = not line.strip()
        line = following
        if bounds.expired:
            raise BoundError("reading one of its messages took too long")
    if begun:
        yield _joined(lines, size)


def _is_separator(line: bytes, following: bytes) -> bool:
    """Tell whether a line parts messages: it has a time, or the head of a message follows.

    Not every program quotes a line of a letter that begins with "From ".
    """
    return bool(_DATED.match(line) or _FIELD.match(following))


def _joined(lines: list[bytes], size: int) -> bytes | None:
    return _QUOTED.sub(rb"\1", b"".join(lines)) if size <= _MAX_MESSAGE else None
