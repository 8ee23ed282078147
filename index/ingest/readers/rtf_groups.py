r"""Groups of an RTF text that striprtf leaves out or should: notes, text boxes, deleted text.

A note stands in the middle of its sentence and a text box within its drawing; both are moved to
the end of the document, where the readers of the other formats put them. What was deleted with
changes being tracked is cut out.
"""

from __future__ import annotations

import re
from bisect import bisect_left

#: What parts groups and what this room is for; an escaped brace parts nothing.
_STEP = re.compile(r"\\[{}\\]|[{}]|\\(?:footnote|shptxt|deleted0?|plain|pard)(?![a-z0-9])")
_MOVED = frozenset((r"\footnote", r"\shptxt"))
_DELETED = r"\deleted"
_SIGNS = (*_MOVED, _DELETED)
_HEAD = re.compile(r"\{\s*(?:\\\*)?\s*\\(?:footnote|shptxt) ?")


def rearranged(source: str) -> str:
    """Return an RTF text with its notes and boxes at its end, without its deleted text."""
    if not any(sign in source for sign in _SIGNS):
        return source
    moved, cut = _found(source)
    end = source.rfind("}")
    end = len(source) if end < 0 else end
    pieces: list[str] = []
    place = 0
    for first, last in sorted([*moved, *cut]):
        if first >= place and last <= end:
            pieces.append(source[place:first])
            place = last
    notes = [_as_paragraph(source, first, last, cut) for first, last in moved if last <= end]
    return "".join((*pieces, source[place:end], *notes, source[end:]))


def _found(source: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the (start, end) of the groups to be moved, and of what was deleted."""
    moved: list[tuple[int, int]] = []
    cut: list[tuple[int, int]] = []
    opened: list[int] = []
    moving = deleting = -1  # how deep the group is that is to be moved, that has deleted text
    since = 0
    for step in _STEP.finditer(source):
        sign = step[0]
        if sign == "{":
            opened.append(step.start())
        elif deleting == len(opened) and (sign in ("}", r"\plain", r"\pard", r"\deleted0")):
            cut.append((since, step.start()))
            deleting = -1
        elif sign in _MOVED and moving < 0:
            moving = len(opened)
        elif sign == _DELETED and deleting < 0:
            deleting, since = len(opened), step.start()
        if sign == "}" and opened:
            if moving == len(opened):
                moved.append((opened[-1], step.end()))
                moving = -1
            opened.pop()
    return moved, cut


def _as_paragraph(source: str, first: int, last: int, cut: list[tuple[int, int]]) -> str:
    r"""Return a group that is moved as a paragraph of its own: ``{\par the note}``."""
    pieces: list[str] = []
    place = bisect_left(cut, (first, first))
    while place < len(cut) and cut[place][1] <= last:
        pieces.append(source[first : cut[place][0]])
        first = cut[place][1]
        place += 1
    text = "".join((*pieces, source[first:last]))
    return _HEAD.sub(lambda _: "{\\par ", text, count=1)
