"""From bytes to text: which encoding a text file is in, byte order marks and mixtures included."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache, partial
from types import MappingProxyType

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ANY_MARK = tuple(mark for mark, _ in _MARKS)
_SAMPLE = 65536
#: One-byte encodings of French, English and Spanish, the usual one first: it wins a tie.
_WESTERN = ("cp1252", "mac_roman", "iso8859_15", "cp850", "cp437")
#: EBCDIC, the usual ones first; which brackets and accents stand where tells them apart.
_MAINFRAME = ("cp1140", "cp037", "cp500", "cp273", "cp1026")
_TECHNICAL = "[]{}\\^|~`@#$"
#: How likely a character beyond ASCII is in text of the three languages.
_COMMON = "éèàùâêîôûçëïüœáíóúñ«»’‘“”–—…€°ºª¿¡ÉÈÀÇÊÔÎÂŒÁÍÓÚÑ§©•·²\xa0"
_USUAL = "äöåãõøæßÿÄÖÅÃÕØÆÜÙÛËÏ®™±×£¥½¼³µ¹ìòýšžŠŽ†‡‹›„‚"
#: Accented capitals are rare beside small letters, and what a wrong encoding makes of those.
_CAPITAL = 0.6
#: Bytes that cp1252 leaves undefined; they are read as Latin-1 reads them.
_HOLES = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
#: What stands between two letters: a letter of the same case, or an apostrophe.
_BETWEEN: tuple[tuple[re.Pattern[bytes], Callable[[str], bool]], ...] = (
    (re.compile(rb"(?<=[a-z])[\x80-\xff](?=[a-z])"), lambda char: char.islower() or char == "’"),
    (re.compile(rb"(?<=[A-Z])[\x80-\xff](?=[A-Z])"), lambda char: char.isupper() or char == "’"),
)
#: French, the most accented of the three, has one accented letter in twenty-five; a line may have
#: more, but text where every other letter is beyond ASCII is in another script.
_MAX_ACCENTED = 0.4
#: Under this mean likeness a text is in none of the western encodings.
_WESTERN_LIKENESS = 0.55


def decode(data: bytes) -> str:
    """Return the text that *data* holds; every byte becomes some character, none is refused."""
    text = decode_plain(data)
    return _decode_other(data) if text is None else text


def decode_plain(data: bytes) -> str | None:
    """Return a text in UTF-8, as nearly all are; None where marks, NULs or bytes speak against it.

    What it returns is what ``decode`` returns.
    """
    if data.startswith(_ANY_MARK) or 0 in data[:_SAMPLE]:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _decode_other(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    wide = _wide_encoding(data[:_SAMPLE]) if 0 in data[:_SAMPLE] else None
    if wide:
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data)


def _wide_encoding(sample: bytes) -> str | None:
    """Tell UTF-16 or UTF-32 without a mark by its NULs: one byte in two, or three in four."""
    quarter = len(sample) // 4
    nuls = [sample[place : 4 * quarter : 4].count(0) for place in range(4)]
    if quarter > 1 and min(nuls[1:]) > 0.6 * quarter and nuls[0] < 0.1 * quarter:
        return "utf-32-le"
    if quarter > 1 and min(nuls[:3]) > 0.6 * quarter and nuls[3] < 0.1 * quarter:
        return "utf-32-be"
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0 : 2 * half : 2].count(0), sample[1 : 2 * half : 2].count(0)
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _decode_legacy(data: bytes) -> str:
    """Decode line by line, since files are pasted together from several encodings."""
    mainframe = _mainframe_encoding(data[:_SAMPLE])
    if mainframe:
        return data.decode(mainframe, errors="replace")
    lines = data.split(b"\n")
    broken = [line for line in lines if not _is_utf8(line)]
    encoding = _one_byte_encoding(b"\n".join(broken)[:_SAMPLE])
    if encoding is None:
        from charset_normalizer import from_bytes  # hardly any text is in such an encoding

        best = from_bytes(data[:_SAMPLE]).best()
        return data.decode(best.encoding if best else "latin-1", errors="replace")
    decode_line = _decoder(encoding)
    return "\n".join(
        line.decode("utf-8") if _is_utf8(line) else decode_line(line) for line in lines
    )


def _mainframe_encoding(sample: bytes) -> str | None:
    """Tell EBCDIC by its blanks, which are "@" elsewhere, and by the lack of any other blank."""
    if sample.count(b"@") < 0.05 * len(sample) or sample.count(b" ") > 0.01 * len(sample):
        return None
    return max(_MAINFRAME, key=lambda encoding: _fluency(sample.decode(encoding)))


def _fluency(text: str) -> float:
    """Return how likely the characters of a text are; letters and stops are, brackets are not."""
    return sum(
        count * (_weight(char) if not char.isascii() else -1.0 if char in _TECHNICAL else 1.0)
        for char, count in Counter(text).items()
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _one_byte_encoding(sample: bytes) -> str | None:
    """Return the western encoding in which the characters beyond ASCII are the likeliest."""
    high = Counter(_BEYOND_ASCII.findall(sample))
    total = sum(high.values())
    if total > _MAX_ACCENTED * len(sample):
        return None
    scores = {encoding: _score(encoding, high, sample) for encoding in _WESTERN}
    best = max(_WESTERN, key=lambda encoding: scores[encoding])
    return best if scores[best] >= _WESTERN_LIKENESS * total else None


def _score(encoding: str, high: Counter[bytes], sample: bytes) -> float:
    """Return how likely the bytes are in *encoding*, with their neighbours."""
    likeness = _likeness(encoding)
    score = sum(likeness[byte] * count for byte, count in high.items())
    for pattern, fits in _BETWEEN:
        for byte, count in Counter(pattern.findall(sample)).items():
            if not fits(byte.decode(encoding, errors="replace")):
                score -= count * (1.0 + max(0.0, likeness[byte]))
    return score


@cache
def _likeness(encoding: str) -> Mapping[bytes, float]:
    table: dict[bytes, float] = {}
    for number in range(128, 256):
        byte = bytes([number])
        char = byte.decode(encoding, errors="replace")
        table[byte] = _weight(char)
    return MappingProxyType(table)


def _weight(char: str) -> float:
    if char in _COMMON:
        return _CAPITAL if char.isupper() else 1.0
    return 0.5 if char in _USUAL else -1.0


def _decoder(encoding: str) -> Callable[[bytes], str]:
    if encoding == "cp1252":
        return _decode_cp1252
    return partial(str, encoding=encoding, errors="replace")


def _decode_cp1252(line: bytes) -> str:
    if not _HOLES.search(line):
        return line.decode("cp1252")
    return "".join(
        bytes([byte]).decode("latin-1" if _HOLES.match(bytes([byte])) else "cp1252")
        for byte in line
    )
