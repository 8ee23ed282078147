"""CSV and TSV (RFC 4180, and what people make of it): one part per row.

Encoding, delimiter and header are found, whatever the ending of the file says.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Protocol

from index.ingest.document import Part
from index.ingest.encodings import decode
from index.ingest.readers.content import MEGABYTE, BoundError, Bounds, Content
from index.ingest.readers.rows import table_parts
from index.ingest.readers.text import text_of

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 200
#: A larger table is decoded a batch of lines at a time.
_WHOLE = 64 * MEGABYTE
_MAX_LINE = 8 * MEGABYTE
_BATCH = 4 * MEGABYTE
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


class _Rows(Protocol):
    """What ``csv.reader`` makes, whose own type cannot be named."""

    @property
    def line_num(self) -> int:
        """How many lines were read."""

    def __iter__(self) -> Iterator[list[str]]:
        """Return the rows."""


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield a part for every row of a table in text."""
    lines = text_lines(content, bounds)
    sample = list(islice(lines, _SAMPLE_LINES))
    if sample and (stated := re.fullmatch(r"sep=(.)\s*", sample[0])):
        sample, delimiter = sample[1:], stated[1]
    else:
        delimiter = _delimiter(sample, "\t" if content.name.endswith((".tsv", ".tab")) else ",")

    def every_line() -> Iterator[str]:
        yield from sample
        yield from lines

    csv.field_size_limit(_MAX_LINE)
    rows = csv.reader(every_line(), delimiter=delimiter, strict=False)
    yield from table_parts(_checked(rows, bounds))


def text_lines(content: Content, bounds: Bounds) -> Iterator[str]:
    """Yield the lines of a text file of any size, ends included; no line is endless.

    Raises:
        ReadError: the file holds no text.
        BoundError: a line is longer than any row of a table.
    """
    if content.size <= _WHOLE:
        text = text_of(content.path, content.whole(_WHOLE)).removeprefix("\ufeff")
        for line in text.split("\n"):
            if len(line) > _MAX_LINE:
                raise BoundError(f"a line is longer than {_MAX_LINE // MEGABYTE} MB")
            yield line + "\n"
        return
    if content.head(2) in _WIDE_MARKS:
        raise content.fault(f"it is larger than {_WHOLE // MEGABYTE} MB, in UTF-16")
    while batch := content.file.readlines(_BATCH):
        bounds.check_time()
        if max(map(len, batch)) > _MAX_LINE:
            raise BoundError(f"a line is longer than {_MAX_LINE // MEGABYTE} MB")
        for line in decode(b"".join(batch)).replace("\0", "").split("\n"):
            yield line + "\n"


def _checked(rows: _Rows, bounds: Bounds) -> Iterator[list[str]]:
    """Yield the rows while there is time; a quote that never ends is told as a limit."""
    try:
        for number, row in enumerate(rows):
            if number % 1024 == 0:
                bounds.check_time()
            yield row
    except csv.Error as error:
        raise BoundError(f"the table breaks off at line {rows.line_num:,}") from error


def _delimiter(lines: list[str], usual: str) -> str:
    """Return the mark that splits most lines into the same number of cells, quotes aside."""
    best, best_score = usual, 0.0
    bare = [_QUOTED.sub("", line) for line in lines if line.strip()]
    for mark in _DELIMITERS:
        counts = Counter(line.count(mark) for line in bare)
        counts.pop(0, None)
        if not counts:
            continue
        columns, often = counts.most_common(1)[0]
        score = often / len(bare) * (1 + 0.05 * min(columns, 10)) * (1.1 if mark == usual else 1)
        if score > best_score:
            best, best_score = mark, score
    return best
