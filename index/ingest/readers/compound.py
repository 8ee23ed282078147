"""Compound files (MS-CFB), the boxes of Office 97 to 2003 and of Outlook, opened by olefile.

Streams are read whole within bounds; what the box says of itself are its properties.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from index.ingest.document import MISNAMED
from index.ingest.readers.content import FAULTS, MEGABYTE, Bounds, Content, told
from index.ingest.readers.stamps import from_iso

if TYPE_CHECKING:
    import olefile

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAX_STREAM = 256 * MEGABYTE
#: A stream of the box -> the reader of what lies in it.
_SIGNS = (
    ("WordDocument", "doc"),
    ("Workbook", "xls_rows"),
    ("Book", "xls_rows"),
    ("PowerPoint Document", "ppt"),
    ("__properties_version1.0", "outlook"),
)
_LOCKED = ("EncryptedPackage", "EncryptedSummary")


@contextmanager
def box(content: Content) -> Iterator[olefile.OleFileIO]:
    """Open a compound file; raises ``ReadError`` when it is none, damaged or locked."""
    import olefile

    if not content.head().startswith(MAGIC):
        raise content.fault(MISNAMED)
    with told(content):
        opened = olefile.OleFileIO(content.file)
    with opened:
        if any(opened.exists(name) for name in _LOCKED):
            raise content.fault("it is protected by a password")
        yield opened


def stream(opened: olefile.OleFileIO, name: str, content: Content, bounds: Bounds) -> bytes | None:
    """Return the bytes of a stream, or None without it."""
    with told(content):
        if not opened.exists(name):
            return None
        size = int(opened.get_size(name))
        if size > _MAX_STREAM:
            raise content.fault(f"it holds more than {_MAX_STREAM // MEGABYTE} MB")
        bounds.spend(size)
        with opened.openstream(name) as found:
            return bytes(found.read())


def facts_of(opened: olefile.OleFileIO, content: Content) -> dict[str, str]:
    """Return what the box states of itself, under the names of Dublin Core."""
    try:
        meta = opened.get_metadata()
    except FAULTS:
        return {}  # the properties are damaged, the text need not be
    page = meta.codepage if isinstance(meta.codepage, int) else 0
    codec = f"cp{page & 0xFFFF}" if page else ""  # UTF-8 is written as -535
    stated = {"title": meta.title, "creator": meta.author, "subject": meta.subject}
    facts = {name: _text(value, codec) for name, value in stated.items()}
    if isinstance(meta.create_time, datetime):
        facts["created"] = from_iso(meta.create_time.isoformat()) or ""
    return {name: value for name, value in facts.items() if value}


def kind_of(content: Content) -> str | None:
    """Return the module of the reader for a compound file, None for a box of something else."""
    import olefile

    try:
        with olefile.OleFileIO(content.file) as opened:
            return next((module for name, module in _SIGNS if opened.exists(name)), None)
    except FAULTS:
        return None
    finally:
        content.file.seek(0)


def _text(value: object, codec: str) -> str:
    text = value if isinstance(value, str) else ""
    if isinstance(value, bytes):
        try:
            text = value.decode("utf-8" if codec == "cp65001" else codec or "cp1252", "replace")
        except LookupError:
            text = value.decode("cp1252", "replace")
    return " ".join(text.replace("\0", "").split())
