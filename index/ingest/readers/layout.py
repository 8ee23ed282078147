"""Blocks of a formatted document, and the plain text that keeps their layout readable.

Tables of two columns and definition lists become bullets with the value below, the shape in
which field cards are written in plain text; the field card reader needs no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_BLANKS = re.compile(r"[ \t\r\f\v\u2002-\u200a\u3000]+")
#: Longer first cells are sentences, not labels.
_MAX_LABEL = 80
#: Longer paragraphs after a list entry are text, not the value of a label.
_MAX_VALUE = 100
BULLET = "•"
_ENTRY_MARKS = ("• ", "- ", "– ", "— ", "* ", "· ", "▪ ", "◦ ", "‣ ")
_LONE_MARKS = frozenset("-–—•*·")
#: Fonts of signs (Symbol, Wingdings) have the marks of lists where no letter has a place.
_PRIVATE_MARK = re.compile(r"^[\ue000-\uf8ff](?=\s)", re.MULTILINE)
#: Rows with more text than this are paragraphs side by side.
_MAX_ROW = 2000


class Block(NamedTuple):
    """A paragraph, heading, list entry or table row; ``tight`` ones follow without a blank line."""

    text: str
    tight: bool = False
    boring: bool = False
    heading: bool = False
    card: bool = False


class Assembler:
    """Puts the pieces of a formatted document together as blocks, in reading order.

    A reader walks its tree and calls ``add`` for text, ``end_block`` where a paragraph ends, and
    the ``begin_``/``end_`` pairs of lists and tables. ``boring`` is counted up inside menus.
    """

    def __init__(self) -> None:
        self.boring = 0
        self._frames: list[list[Block]] = [[]]
        self._rows: list[list[list[Block]]] = []
        self._pieces: list[str] = []
        self._item = False
        self._term: str | None = None

    @property
    def blocks(self) -> list[Block]:
        """The blocks put together so far."""
        self.end_block()
        while len(self._frames) > 1:
            self.end_cell()
        return self._frames[0]

    def add(self, text: str | None) -> None:
        """Add text to the current block."""
        if text:
            self._pieces.append(text)

    def end_block(self, *, heading: bool = False) -> None:
        """End the current block, if there is any text in it."""
        if not self._pieces:
            return
        text = tidy("".join(self._pieces))
        self._pieces.clear()
        if not text:
            return
        item, self._item = self._item, False
        block = list_item(text) if item else Block(text, heading=heading)
        self._frames[-1].append(block._replace(boring=self.boring > 0))

    def begin_item(self) -> None:
        """Begin an entry of a list."""
        self.end_block()
        self._item = True

    def end_item(self) -> None:
        """End an entry of a list."""
        self.end_block()
        self._item = False

    def begin_row(self) -> None:
        """Begin a row of a table."""
        self.end_block()
        self._rows.append([])

    def begin_cell(self) -> None:
        """Begin a cell of a row."""
        self.end_block()
        if not self._rows:
            self._rows.append([])
        self._frames.append([])

    def end_cell(self) -> None:
        """End a cell of a row."""
        self.end_block()
        if len(self._frames) > 1:
            cell = self._frames.pop()
            if self._rows:
                self._rows[-1].append(cell)
            else:
                self._frames[-1].extend(cell)

    def end_row(self) -> None:
        """End a row of a table: a row of short cells is one block, a page laid out by it many."""
        self.end_block()
        cells = self._rows.pop() if self._rows else []
        texts = ["\n".join(block.text for block in cell) for cell in cells]
        page = any(len(cell) > 3 or _is_headed(cell) for cell in cells)
        if page or sum(map(len, texts)) > _MAX_ROW:
            self._frames[-1].extend(block for cell in cells for block in cell)
            return
        boring = self.boring > 0
        self._frames[-1].extend(block._replace(boring=boring) for block in table_row(texts))

    def end_term(self) -> None:
        """End the term of a definition list; its definition follows."""
        self._term = tidy("".join(self._pieces)) or None
        self._pieces.clear()

    def end_definition(self) -> None:
        """End the definition of the term before, the two of which are label and value."""
        value = tidy("".join(self._pieces))
        self._pieces.clear()
        if self._term is not None or value:
            block = entry(self._term, value) if self._term else Block(f"    {value}", tight=True)
            self._frames[-1].append(block._replace(boring=self.boring > 0))
        self._term = None


def _is_headed(cell: Sequence[Block]) -> bool:
    """Tell whether a cell has a heading and text below it, as pages laid out by tables have."""
    return len(cell) > 1 and any(block.heading for block in cell)


def tidy(text: str) -> str:
    """Return *text* with single blanks, its line breaks kept, without blank ends of lines."""
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in text.split("\n"))
    return "\n".join(line for line in lines if line.strip())


def plain_marks(text: str) -> str:
    """Return *text* with a bullet where a line begins with a sign that only one font knows.

    >>> plain_marks("\\uf0b7 Puits\\nÉcoles")
    '• Puits\\nÉcoles'
    """
    return _PRIVATE_MARK.sub(BULLET, text)


def join(blocks: Iterable[Block]) -> str:
    """Return the text of *blocks*: blank lines between paragraphs, none inside lists and cards.

    A short paragraph after a list entry may be the value of which the entry is the label; it
    stays near to it. So do the label and the value that follow a mark on a line of its own.
    """
    pieces: list[str] = []
    in_list = False
    values = 0  # how many short paragraphs may still belong to the entry before
    for block in blocks:
        if not block.text:
            continue
        mark = block.text.strip() in _LONE_MARKS
        entry_like = block.tight or block.text.startswith(_ENTRY_MARKS)
        value = values > 0 and _is_short(block)
        near = in_list and (entry_like or mark or value)
        if pieces:
            pieces.append("\n" if near else "\n\n")
        pieces.append(block.text)
        in_list = entry_like or mark or near
        values = 2 if mark else 1 if entry_like else values - 1
    return "".join(pieces)


def _is_short(block: Block) -> bool:
    text = block.text
    short = len(text) <= _MAX_VALUE and "\n" not in text and not block.heading
    return short and not text.endswith((".", "!", "?", ":", ";"))


def table_row(cells: Sequence[str]) -> list[Block]:
    """Return the blocks of one table row, given the text of its cells."""
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return []
    if len(filled) == 1:
        return [Block(filled[0], tight="\n" not in filled[0])]
    if len(cells) == 2 and is_label(cells[0]):
        return [entry(cells[0], cells[1])]
    if any(len(cell) > 200 and "\n" in cell for cell in filled):
        return [Block(cell) for cell in filled]
    return [Block(" | ".join(cell.replace("\n", " ") for cell in filled), tight=True)]


def is_label(text: str) -> bool:
    """Tell whether *text* is short enough, and on one line, to be the label of a value."""
    return 0 < len(text.strip()) <= _MAX_LABEL and "\n" not in text.strip()


def entry(label: str, value: str) -> Block:
    """Return the block of one label and its value, as field cards are written."""
    lines = [line for line in value.split("\n") if line.strip()]
    text = "\n".join((f"  {BULLET} {label.strip()}", *(f"    {line.strip()}" for line in lines)))
    return Block(text, tight=True, card=True)


def list_item(text: str) -> Block:
    """Return the block of one entry of a list."""
    return Block(f"  {BULLET} {text}", tight=True)
