"""Running heads and feet: lines that return at the edge of most pages of one document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

#: So many lines at either edge of a page can belong to the running head or foot.
_EDGE = 3
#: A line is a running head when this share of the pages has it, and at least so many pages.
_SHARE, _MIN_PAGES = 0.5, 4
#: Where less than this would be left, the pages are forms or slides that are alike.
_MIN_KEPT = 0.75
#: Only in a line as short as this is a number that of the page.
_NUMBERED = 60
_NUMBER = re.compile(
    r"(?:page|p\.|página|pág\.)?\s?[-–]?\s?\d{1,4}(?:\s?(?:/|of|sur|de)\s?\d{1,4})?\s?[-–]?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def without_running_heads(pages: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Return the pages without their running heads and feet, and these, one of each kind.

    Page numbers make no difference: "Page 3 of 12" is one line with "Page 4 of 12".
    """
    pages = _without_numbers(pages)
    filled = [page for page in pages if page.strip()]
    if len(filled) < _MIN_PAGES:
        return list(pages), ()
    seen: Counter[str] = Counter()
    for page in filled:
        seen.update({_mask(line) for line in _edge_lines(page)})
    heads = {mask for mask, count in seen.items() if count >= max(_MIN_PAGES, _SHARE * len(filled))}
    if not heads:
        return list(pages), ()
    removed: dict[str, str] = {}
    kept = [_strip(page, heads, removed) for page in pages]
    if sum(map(len, kept)) < _MIN_KEPT * sum(map(len, pages)):
        return list(pages), ()
    return kept, tuple(removed.values())


def _without_numbers(pages: Sequence[str]) -> list[str]:
    """Return the pages without the line at the head or foot of each that is just its number."""
    pages = list(pages)
    for edge in (0, -1):
        lines = [page.strip("\n").split("\n")[edge].strip() for page in pages]
        if pages and all(_NUMBER.fullmatch(line) for line in lines):
            numbers = [int(_DIGITS.findall(line)[0]) for line in lines]
            if all(number - numbers[0] == place for place, number in enumerate(numbers)):
                pages = [_without_line(page, edge) for page in pages]
    return pages


def _without_line(page: str, edge: int) -> str:
    lines = page.strip("\n").split("\n")
    del lines[edge]
    return "\n".join(lines).strip("\n")


def _edge_lines(page: str) -> list[str]:
    lines = [line for line in page.split("\n") if line.strip()]
    return lines[:_EDGE] + lines[_EDGE:][-_EDGE:]


def _mask(line: str) -> str:
    line = " ".join(line.split())
    return _DIGITS.sub("0", line) if len(line) <= _NUMBERED else line


def _strip(page: str, heads: set[str], removed: dict[str, str]) -> str:
    lines = page.split("\n")
    for step in (1, -1):
        left = _EDGE
        places = range(len(lines))[::step]
        for place in places:
            if not lines[place].strip():
                continue
            mask = _mask(lines[place])
            if left and mask in heads:
                removed.setdefault(mask, lines[place].strip())
                lines[place] = ""
            left -= 1
            if left <= 0:
                break
    return "\n".join(lines)
