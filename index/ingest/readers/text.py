"""Plain text files: bounded, in any encoding, refused when they are no text."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path

from index.errors import ReadError
from index.ingest.document import Part
from index.ingest.encodings import decode, decode_plain
from index.ingest.readers.content import Bounds, Content

#: A text longer than this is a log or a dump, not a document; it would not fit in memory twice.
MAX_BYTES = 64 * 1024 * 1024
_SAMPLE = 8192
_SIGNATURES = (
    b"%PDF-", b"PK\x03\x04", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0", b"MZ\x90", b"SQLite format 3", b"BZh", b"7z\xbc\xaf", b"Rar!",
)  # fmt: skip
_BEGINNINGS = frozenset(signature[:1] for signature in _SIGNATURES)
#: Control characters that no text holds; NULs are counted apart, since old exports pad with them.
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_CONTROL_BYTES = bytes(code for code in range(128) if _CONTROLS.match(chr(code)))
_MAX_CONTROLS, _MAX_NULS = 0.05, 0.3
#: In so many bytes of UTF-8 without NULs is the whole sample of a text: a character has four at
#: most, a line end two.
_SAMPLE_BYTES = 4 * _SAMPLE
_LINE_ENDS = re.compile("\r\n?|[\x0b\x85\u2028\u2029]")
#: Hardly any text has one of these; to look for each is far quicker than the pattern.
_OTHER_ENDS = ("\r", "\x0b", "\x85", "\u2028", "\u2029")


def read_text(path: Path) -> str:
    """Return the text of the file at *path*; raises ``ReadError`` with the reason."""
    return text_of(path, _bytes_of(path))


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield the one part of a plain text."""
    yield Part("", text_of(content.path, content.whole(MAX_BYTES)))


def text_of(path: Path | str, data: bytes) -> str:
    """Return the text that *data* holds; raises ``ReadError`` of *path* when it is no text."""
    if not data:
        raise ReadError(path, "the file is empty")
    if _is_binary(data):
        raise ReadError(path, "it holds binary data, not text")
    plain = decode_plain(data)
    text = decode(data) if plain is None else plain
    if any(map(text.__contains__, _OTHER_ENDS)):
        text = _LINE_ENDS.sub("\n", text)
    if "\f" in text:  # to look is far quicker than to replace nothing
        text = text.replace("\f", "\n\n")
    if plain is None or 0 in data:
        text = text.replace("\0", "")
    if not text.strip().strip("\ufeff"):
        raise ReadError(path, "the file holds nothing but blanks")
    if (plain is None or _holds_controls(plain, data)) and _is_controlled(text[:_SAMPLE]):
        raise ReadError(path, "it holds binary data, not text")
    return text


def looks_like_text(path: Path) -> bool:
    """Tell from its first bytes whether the file at *path* is text. Never raises."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as file:
            sample = file.read(_SAMPLE)
    except OSError:
        return False
    return begins_as_text(sample)


def begins_as_text(sample: bytes) -> bool:
    """Tell whether the first bytes of a file are those of a text. Never raises."""
    return not _is_binary(sample) and not _is_controlled(decode(sample))


def _bytes_of(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ReadError(path, "it is not a file")
        if status.st_size > MAX_BYTES:
            raise ReadError(path, _too_large(status.st_size))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise ReadError(path, "the file is not there any more") from error
    except PermissionError as error:
        raise ReadError(path, "you are not allowed to read it") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the disk gave an error"
        raise ReadError(path, reason[0].lower() + reason[1:]) from error
    if len(data) > MAX_BYTES:
        raise ReadError(path, _too_large(len(data)))
    return data


def _too_large(size: int) -> str:
    limit = MAX_BYTES // (1024 * 1024)
    return f"the file is too large for a text ({size // (1024 * 1024)} MB; the limit is {limit} MB)"


def _holds_controls(plain: str, data: bytes) -> bool:
    """Tell whether the sample of a text in UTF-8 may have control characters.

    Those of ASCII are bytes of their own there, and bytes are counted in no time.
    """
    head = data[:_SAMPLE_BYTES]
    return len(head.translate(None, _CONTROL_BYTES)) != len(head) or "\ufffd" in plain


def _is_controlled(sample: str) -> bool:
    """Tell whether a text has more control characters than a text has."""
    return len(_CONTROLS.findall(sample)) > _MAX_CONTROLS * len(sample)


def _is_binary(data: bytes) -> bool:
    if data[:1] in _BEGINNINGS and data.startswith(_SIGNATURES):
        return True
    sample = data[:_SAMPLE]
    nuls = sample.count(0)
    if not nuls or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    # UTF-16 of Latin text has a NUL in every other byte, and in one parity only.
    one_sided = min(sample[::2].count(0), sample[1::2].count(0)) <= 0.1 * nuls
    return nuls > _MAX_NULS * len(sample) and not one_sided
