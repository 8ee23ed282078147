"""Which blocks of a web page are the document's own: trafilatura's verdict, made whole.

trafilatura names the passages; everything between the first and the last of them that stands in
no margin belongs to the document too, and so do its heading and its field card.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.ingest.labels import lookup
from index.ingest.readers.layout import Block

#: A verdict that keeps less of the page than this, margins aside, is no verdict.
_MIN_SHARE = 0.25
#: A page with less text than this has no room for much else than the document.
_SMALL_PAGE = 600
#: What stands above or below the text is its own when it is no more than this: a kicker, a name.
_LITTLE = 150
_MIN_PASSAGE = 12
_BLANKS = re.compile(r"[\s•|-]+")


def split(blocks: Sequence[Block], main: str) -> tuple[list[Block], list[Block]]:
    """Return (blocks of the document, blocks of the page around it), both in reading order."""
    own = [not block.boring for block in blocks]
    squeezed = _squeeze(main)
    in_main = [_is_in(block, squeezed) for block in blocks]
    total = sum(len(block.text) for block, mine in zip(blocks, own, strict=True) if mine)
    named = sum(len(block.text) for block, found in zip(blocks, in_main, strict=True) if found)
    if squeezed and named >= _MIN_SHARE * total and total > _SMALL_PAGE:
        first, last = in_main.index(True), len(blocks) - in_main[::-1].index(True)
        first = _start(blocks, first)
        first = 0 if _is_little(blocks[:first]) else first
        last = len(blocks) if _is_little(blocks[last:]) else last
        for place, block in enumerate(blocks):
            inside = first <= place < last
            own[place] = in_main[place] or (own[place] and (inside or _is_card(block)))
    kept = [block for block, mine in zip(blocks, own, strict=True) if mine]
    left = [block for block, mine in zip(blocks, own, strict=True) if not mine]
    return (kept, left) if kept else (list(blocks), [])


def _is_little(blocks: Sequence[Block]) -> bool:
    """Tell whether what stands above or below the text is too little to be the page around it."""
    return sum(len(block.text) for block in blocks if not block.boring) <= _LITTLE


def _start(blocks: Sequence[Block], first: int) -> int:
    """Return the place of the heading before the first passage, when one stands above it."""
    for place in range(first, -1, -1):
        if blocks[place].heading and not blocks[place].boring:
            return place
    return first


def _is_in(block: Block, main: str) -> bool:
    text = _squeeze(block.text)
    return len(text) >= _MIN_PASSAGE and text in main


def _is_card(block: Block) -> bool:
    """Tell whether a block is one entry of a field card whose label we know."""
    if not block.card:
        return False
    label = block.text.split("\n", 1)[0].strip(" •")
    return lookup(label) is not None


def _squeeze(text: str) -> str:
    return _BLANKS.sub("", text)
