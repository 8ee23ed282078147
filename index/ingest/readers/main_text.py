"""Which blocks of a web page are the document's own: trafilatura's verdict, made whole.

trafilatura names the passages; everything between the first and the last of them that stands in
no margin belongs to the document too, and so do its heading and its field card.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from index.ingest.labels import lookup
from index.ingest.readers.layout import Block
from index.ingest.readers.stamps import from_iso

#: trafilatura takes a second for every ten thousand elements; larger pages are kept whole.
_MAX_SOURCE, _MAX_ELEMENTS = 2_000_000, 20_000
#: A verdict that keeps less of the page than this, margins aside, is no verdict.
_MIN_SHARE = 0.25
#: A page with less text than this has no room for much else than the document.
_SMALL_PAGE = 600
_MIN_PASSAGE = 12
_KEPT = ("author", "sitename", "description", "url", "pagetype")
_BLANKS = re.compile(r"[\s•|-]+")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What trafilatura says of a page; ``text`` is empty where it finds no main text."""

    text: str = ""
    title: str = ""
    date: str | None = None
    properties: dict[str, str] = field(default_factory=dict)


def main_text(source: str, root: Any) -> PageFacts:
    """Return the main text of a page with the title and the date that its head states."""
    heading = _only_heading(root)
    if len(source) > _MAX_SOURCE or sum(1 for _ in root.iter()) > _MAX_ELEMENTS:
        return PageFacts(title=heading or _title_element(root))
    from trafilatura import bare_extraction

    found = bare_extraction(
        source,
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict):
        return PageFacts(title=heading or _title_element(root))
    stated = {name: str(getattr(found, name, None) or "") for name in _KEPT}
    return PageFacts(
        text=str(found.text or ""),
        title=heading or " ".join(str(found.title or "").split()) or _title_element(root),
        date=from_iso(str(found.date or "")),
        properties={name: value for name, value in stated.items() if value},
    )


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
        for place, block in enumerate(blocks):
            inside = first <= place < last
            own[place] = in_main[place] or (own[place] and (inside or _is_card(block)))
    kept = [block for block, mine in zip(blocks, own, strict=True) if mine]
    left = [block for block, mine in zip(blocks, own, strict=True) if not mine]
    return (kept, left) if kept else (list(blocks), [])


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


def _only_heading(root: Any) -> str:
    """Return the text of the page's main heading, when it has just one."""
    found = {" ".join(heading.text_content().split()) for heading in root.iter("h1")} - {""}
    return found.pop() if len(found) == 1 else ""


def _title_element(root: Any) -> str:
    return " ".join((root.findtext(".//title") or "").split())
