"""RTF documents (RTF 1.9.1), their control words read by striprtf; pictures and objects are cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from index.ingest.document import Part
from index.ingest.readers.content import MEGABYTE, Bounds, Content, told
from index.ingest.readers.layout import Block, join, plain_marks, tidy
from index.ingest.readers.rtf_groups import rearranged

#: Without its pictures; what lies beyond is told. striprtf takes about a second for a megabyte.
_MAX_BYTES = 5 * MEGABYTE
_HEX_DATA = re.compile(rb"[0-9a-fA-F\r\n]{512,}")
_BINARY = re.compile(rb"\\bin(\d{1,9}) ?")
_INFO = re.compile(r"\{\\(title|author|subject|keywords)\s([^{}]{0,2000})\}")
_CREATED = re.compile(r"\{\\(?:creatim|revtim)\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_CODE_PAGE = re.compile(r"\\ansicpg(\d{3,5})")
#: What Windows calls the code page of the Macintosh, and how a document says it without a number.
_MACINTOSH = "10000"
_OTHER_PAGES = re.compile(r"\\rtf1?\s?\\mac(?![a-z])")


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield the one part of an RTF document."""
    from striprtf.striprtf import rtf_to_text

    data = _HEX_DATA.sub(b"", _without_binary(content.whole()))
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rt"):
        raise content.fault("it is no RTF document")
    cut = len(data) > _MAX_BYTES
    warning = f"only its first {_MAX_BYTES // MEGABYTE} MB of text were read" if cut else ""
    source = data[:_MAX_BYTES].decode("cp1252", errors="replace")
    encoding = _encoding(source)
    page = f"\\\\ansicpg{encoding.removeprefix('cp')}" if encoding.startswith("cp") else ""
    source = _CODE_PAGE.sub(page, source, count=1)
    with told(content):
        text = _whole(rtf_to_text(rearranged(source), encoding=encoding, errors="replace"))
    if not text.strip():
        raise content.fault("it has no text")
    facts = {
        name: " ".join(_whole(rtf_to_text("{\\rtf1 " + value + "}", encoding, "replace")).split())
        for name, value in _INFO.findall(source[:65536])
    }
    lines = map(plain_marks, map(tidy, text.replace("\r", "\n").split("\n")))
    text = join(Block(line) for line in lines)
    title, made = facts.get("title", ""), _date(source)
    yield Part("", text, title=title, made=made, properties=facts, warning=warning)


def _without_binary(data: bytes) -> bytes:
    r"""Return *data* without the raw bytes that ``\binN`` announces."""
    pieces: list[bytes] = []
    start = 0
    for found in _BINARY.finditer(data):
        if found.start() >= start:
            pieces.append(data[start : found.start()])
            start = found.end() + int(found[1])
    pieces.append(data[start:])
    return b"".join(pieces)


def _whole(text: str) -> str:
    """Return *text* with the letters whole that RTF writes as two halves (surrogates)."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _encoding(source: str) -> str:
    found = _CODE_PAGE.search(source[:4096])
    if found[1] == _MACINTOSH if found else _OTHER_PAGES.search(source[:4096]):
        return "mac_roman"
    name = f"cp{found[1]}" if found else "cp1252"
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name


def _date(source: str) -> str | None:
    found = _CREATED.search(source[:65536])
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return None
