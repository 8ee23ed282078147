"""Rows of tables as parts: the header is found, every row becomes a card of (column, value)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from index.ingest.columns import field_of
from index.ingest.document import Part
from index.ingest.readers.content import BoundError

#: Wider tables are matrices, not records.
MAX_COLUMNS = 1000
#: A header stands in one of the first rows; what comes before it is the title of the table.
_HEADER_WITHIN = 20
_NUMBER = re.compile(r"[-+]?[\d\s.,'%€$£]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: So many blanks, and a full stop at the end, make a sentence.
_SENTENCE = 4
_MAX_HEADER_CELL = 120
#: A title or a value can be called as a column by chance, two together are not.
_FEWEST_KNOWN = 2
_MAX_CELL = 1_000_000


def table_parts(rows: Iterable[Sequence[str]], sheet: str = "") -> Iterator[Part]:
    """Yield a part for every row below the header, numbered as a spreadsheet does (from 1)."""
    prefix = f"{sheet}, " if sheet else ""
    numbered = enumerate(rows, 1)
    first: list[tuple[int, Sequence[str]]] = []
    stop: BoundError | None = None
    try:
        for number, row in numbered:
            if any(cell.strip() for cell in row):
                first.append((number, row))
            if len(first) >= _HEADER_WITHIN or number >= 50 * _HEADER_WITHIN:
                break
    except BoundError as error:
        stop = error  # told after the rows before it
    if first:
        yield from _below_header(first, numbered, prefix)
    if stop is not None:
        raise stop


def _below_header(
    first: Sequence[tuple[int, Sequence[str]]],
    numbered: Iterator[tuple[int, Sequence[str]]],
    prefix: str,
) -> Iterator[Part]:
    """Yield a part for every row below the header that is found among the *first* rows."""
    place = _header_place([row for _, row in first])
    labels = _labels(first[place][1] if place is not None else (), max(len(r) for _, r in first))
    body = first[place + 1 :] if place is not None else first
    for number, row in body:
        yield from _row_part(f"{prefix}row {number}", labels, row)
    for number, row in numbered:
        yield from _row_part(f"{prefix}row {number}", labels, row)


def card_part(name: str, card: Iterable[tuple[str, str]]) -> Part | None:
    """Return the part of one row, or None when all its cells are blank.

    Blank cells are kept: that a column says nothing of this row is said, too.
    """
    cells = tuple((label, value[:_MAX_CELL].strip()) for label, value in card)
    return Part(name, "", kind="table-row", card=cells) if any(v for _, v in cells) else None


def shown_number(value: float) -> str:
    """Return a number as text: no point in whole ones, never three decimals.

    "1.234" would be read as a thousand and more, as people write it; "1.2340" is not.
    """
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = repr(value)
    decimals = len(text) - text.find(".") - 1 if "." in text and "e" not in text else 0
    return text + "0" if decimals == 3 else text


def _row_part(name: str, labels: list[str], row: Sequence[str]) -> Iterator[Part]:
    if len(row) > MAX_COLUMNS:
        raise BoundError(f"a row has more than {MAX_COLUMNS:,} columns")
    while len(labels) < len(row):
        labels.append(_unnamed(len(labels)))
    part = card_part(name, zip(labels, row, strict=False))
    if part is not None:
        yield part


def _header_place(rows: Sequence[Sequence[str]]) -> int | None:
    """Return which of the first rows is the header: the one with the most names of columns.

    Without known names it is the first that is full and all words. A table whose widest rows hold
    numbers only, from the first on, has none, nor has one whose first row is like all others.
    """
    known = [_known(row) for row in rows]
    if most := max(known):
        return known.index(most)
    place = _wordy_place(rows)
    return None if place is None or _is_like_others(rows[place], rows[place + 1 :]) else place


def _known(row: Sequence[str]) -> int:
    """Return how many names of columns a row has, 0 where they are few of its cells."""
    cells = [cell for cell in row[:MAX_COLUMNS] if cell.strip()]
    known = sum(_is_heading(cell) and field_of(cell) is not None for cell in cells)
    return known if known >= _FEWEST_KNOWN and 2 * known >= len(cells) else 0


def _is_like_others(row: Sequence[str], others: Sequence[Sequence[str]]) -> bool:
    """Tell whether a row has a year where all others have one: it is no header but a record."""
    for place, cell in enumerate(row):
        column = [other[place].strip() for other in others if place < len(other)]
        if column and _YEAR.fullmatch(cell.strip()) and all(map(_YEAR.fullmatch, column)):
            return True
    return False


def _wordy_place(rows: Sequence[Sequence[str]]) -> int | None:
    width = max(sum(bool(cell.strip()) for cell in row) for row in rows)
    for place, row in enumerate(rows):
        cells = [cell.strip() for cell in row if cell.strip()]
        if len(cells) < max(1, 0.6 * width):
            continue
        words = sum(_is_heading(cell) for cell in cells)
        return place if words >= 0.7 * len(cells) else None
    return None


def _is_heading(cell: str) -> bool:
    """Tell whether a cell can name a column; a year can ("2015")."""
    if len(cell) > _MAX_HEADER_CELL or "\n\n" in cell:
        return False
    if cell.endswith(".") and cell.count(" ") >= _SENTENCE:
        return False
    year = len(cell) == 4 and cell.isdecimal()
    return year or not _NUMBER.fullmatch(cell)


def _labels(header: Sequence[str], width: int) -> list[str]:
    """Return one label per column, unlike each other, a letter as spreadsheets do for no name."""
    labels: list[str] = []
    seen: set[str] = set()
    for place in range(min(max(width, len(header)), MAX_COLUMNS)):
        stated = " ".join(header[place].split()) if place < len(header) else ""
        label, number = stated or _unnamed(place), 1
        while label in seen:
            number += 1
            label = f"{stated or _unnamed(place)} {number}"
        seen.add(label)
        labels.append(label)
    return labels


def _unnamed(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return f"column {letters}"
