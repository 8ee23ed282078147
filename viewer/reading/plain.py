"""Text of a document made safe for a QTextDocument, one code point for one code point."""

from __future__ import annotations

import re

#: What QTextDocument or a terminal would take for structure or orders: control characters,
#: the frame marks U+FDD0 and U+FDD1, the object mark U+FFFC, halves of surrogate pairs.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0\ufdd1\ufffc\ud800-\udfff]")

_SPACES = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\t": " ", "\r": " ", "\f": " "})

_LINE_SEPARATOR = "\u2028"


def plain(text: str) -> str:
    """Return ``text`` of the same length with only printable characters and line feeds."""
    return _UNPRINTABLE.sub("\ufffd", text.translate(_SPACES))


def one_paragraph(text: str) -> str:
    """Return ``text`` of the same length for one block: its lines end softly."""
    return plain(text).replace("\n", _LINE_SEPARATOR)
