"""What the command line writes: JSON for programs, plain lines for people.

Text of a document never drives the terminal: control characters, escapes and marks that turn
the reading direction are replaced before a line is written.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from index.results import Span
from viewer.reading.plain import plain

#: Marks that would reorder a whole line, and everything after it.
_DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_BOLD, _NORMAL = "\x1b[1m", "\x1b[0m"
_WIDEST = 100


def write_json(data: Any) -> None:
    """Write one JSON object on stdout, readable in whatever encoding stdout has."""
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    text = json.dumps(data, ensure_ascii=encoding != "utf8", indent=2)
    sys.stdout.write(text + "\n")


def say(text: str = "") -> None:
    """Write a line for people on stdout."""
    sys.stdout.write(f"{text}\n")


def safe(text: str) -> str:
    """Return text of a document, of the same length, that a terminal only shows."""
    return _DIRECTION_MARKS.sub("\ufffd", plain(text))


def one_line(text: str) -> str:
    """Return text of a document as one line that a terminal only shows."""
    return " ".join(safe(text).split())


def wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    """Return text of a document wrapped to the terminal, line by line as it stands."""
    lines = []
    for number, line in enumerate(safe(text).split("\n")):
        start = first if number == 0 and first is not None else indent
        folded = textwrap.wrap(
            line, width(), initial_indent=start, subsequent_indent=indent, break_on_hyphens=False
        )
        lines += folded or [start.rstrip()]
    return "\n".join(lines)


def marked(text: str, spans: Iterable[Span]) -> str:
    """Return one line of a document's text, its spans in bold where the terminal can."""
    text = safe(text).replace("\n", " ")
    if not _can_be_bold():
        return text
    parts, done = [], 0
    for start, end in spans:
        parts += [text[done:start], _BOLD, text[start:end], _NORMAL]
        done = end
    return "".join([*parts, text[done:]])


def facts(values: Sequence[str | None]) -> str:
    """Return the stated ones of some facts in one line."""
    return " · ".join(one_line(value) for value in values if value)


def width() -> int:
    """Return how wide lines may be."""
    return min(shutil.get_terminal_size().columns, _WIDEST)


def _can_be_bold() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
