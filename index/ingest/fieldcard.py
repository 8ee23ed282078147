"""Field cards: finding the labels of a project record and the value of each.

Shapes that are read: ``• Label`` with the value on the next lines, ``-`` / label / value on three
lines, ``Label : value``, ``* Label :``, tables with tabs or bars, known labels without any mark,
and labels whose values are missing. Values without labels are read by ``barecard``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from index.ingest.blocks import Line
from index.ingest.cardvalues import fits, is_prose
from index.ingest.labels import MAX_LENGTH, Label, lookup, tidy
from index.record import CardField

#: A card of fewer fields that are known is a list or a sentence with a colon.
_MIN_KNOWN = 2
#: Between two known labels at most so many lines belong to one card.
_MAX_GAP = 14
_INLINE = re.compile(r"^(?P<label>[^:\t|]{2,90}?)\s{0,3}(?P<mark>[:：\t|])\s{0,20}(?P<value>.*)$")
_PAIRS = re.compile(r"\s{3,}(?=[^\W\d_][^:]{1,40}\s?:\s)")
_LABEL_WORDS = 9
#: A label on the line of its value ends within so many characters; and what is read of a line.
_REACH, _READ = 130, 400
#: Longer lines are text.
_LONGEST = 2000
#: What parts fields on one line is three blanks, and a plain blank is the only one in print.
_GAP = "   "


@dataclass(frozen=True, slots=True)
class Card:
    """A field card and the lines that it takes: from ``first`` to before ``end``.

    ``languages`` are those that its labels speak, one entry per label that decides. ``loose``
    are lines between the fields that are text and no value of theirs.
    """

    first: int
    end: int
    fields: tuple[CardField, ...]
    languages: tuple[str, ...] = ()
    loose: tuple[Line, ...] = ()


class _Named(NamedTuple):
    """What a line says of a known label, and the value beside it where it is ``inline``."""

    label: str
    known: Label
    value: str
    inline: bool


class _Anchor(NamedTuple):
    """A line that holds a label: ``known`` when the table has it, ``value`` when on the line."""

    place: int
    start: int
    label: str
    known: Label | None
    value: str = ""
    shape: str = "plain"


def find_card(lines: Sequence[Line]) -> Card | None:
    """Return the field card among *lines*, or None."""
    group = _best_group(_anchors(lines))
    return _build(lines, _with_neighbours(lines, group)) if group else None


def split_pairs(lines: Sequence[Line]) -> Sequence[Line]:
    """Return *lines* with those that hold several fields parted ("Lieu : …    Date : …")."""
    held = [place for place, line in enumerate(lines) if ":" in line.text and _has_gap(line.text)]
    if not held:
        return lines
    parted: list[Line] = []
    done = 0
    for place in held:
        line = lines[place]
        pieces = _PAIRS.split(line.text)
        labels = [piece.partition(":")[0] for piece in pieces]
        if len(pieces) > 1 and all(map(_like_label, labels)) and any(map(lookup, labels)):
            parted += lines[done:place]
            parted += [Line(piece.strip(), line.indent, line.bullet) for piece in pieces]
            done = place + 1
    return [*parted, *lines[done:]]


def _has_gap(text: str) -> bool:
    """Tell whether a line may hold several fields, by the blanks that part them."""
    return len(text) < _READ and (_GAP in text or not text.isprintable())


def _anchors(lines: Sequence[Line]) -> list[_Anchor]:
    """Return every line that is, or begins with, a known label."""
    found = []
    for place, line in enumerate(lines):
        text = line.text
        if not text or len(text) > _LONGEST:
            continue
        named = _short(text) if len(text) <= MAX_LENGTH else _inline(text)
        if named:
            found.append(_placed(lines, place, named))
    return found


@lru_cache(maxsize=8192)
def _short(text: str) -> _Named | None:
    """Return the known label that a line is or begins with; labels and their values recur."""
    known = lookup(text)
    return _Named(tidy(text), known, "", inline=False) if known else _inline(text)


def _inline(text: str) -> _Named | None:
    """Return the known label that has its value on the same line."""
    parted = _parted(text)
    known = lookup(parted[0]) if parted else None
    return _Named(tidy(parted[0]), known, parted[1], inline=True) if parted and known else None


def _parted(text: str) -> tuple[str, str] | None:
    """Return the label and the value that are on one line."""
    head = text[:_REACH]
    if not (":" in head or "\t" in head or "|" in head or "：" in head):
        return None
    barred = head[0] == "|"
    match = _INLINE.match(text[:_READ].strip("|").strip() if barred else text[:_READ])
    if match is None:
        return None
    value = match["value"] if barred else text[match.start("value") :]
    return match["label"], value.strip(" |\t")


def _placed(lines: Sequence[Line], place: int, named: _Named) -> _Anchor:
    start, shape = _shape(lines, place)
    return _Anchor(
        place, start, named.label, named.known, named.value, "inline" if named.inline else shape
    )


def _shape(lines: Sequence[Line], place: int) -> tuple[int, str]:
    """Return the line at which a label begins, with its bullet, and what marks it."""
    after_lone = place > 0 and lines[place - 1].lone
    shape = "bullet" if lines[place].bullet else "lone" if after_lone else "plain"
    return (place - 1 if after_lone else place), shape


def _anchor(lines: Sequence[Line], place: int) -> _Anchor | None:
    """Return the label, known or not, that a line is or begins with."""
    text = lines[place].text
    named = _short(text) if len(text) <= MAX_LENGTH else _inline(text)
    if named:
        return _placed(lines, place, named)
    parted = _parted(text)
    start, shape = _shape(lines, place)
    if parted:
        label, value = parted
        return (
            _Anchor(place, start, tidy(label), None, value, "inline")
            if _like_label(label)
            else None
        )
    text = text[:_READ]
    if shape == "plain" or not _like_label(text):
        return None
    return _Anchor(place, start, tidy(text), None, "", shape)


def _like_label(text: str) -> bool:
    """Tell whether an unknown *text* has the shape of a label."""
    text = tidy(text)
    return (
        2 <= len(text) <= 90
        and text.count(" ") < _LABEL_WORDS
        and (text[0].isupper() or text[0].isdigit())
        and text[-1] not in ".;,!?»"
        and "http" not in text
    )


def _best_group(anchors: Sequence[_Anchor]) -> list[_Anchor] | None:
    """Return the run of anchors with the most known fields, when it is a card."""
    groups: list[list[_Anchor]] = []
    for anchor in anchors:
        last = groups[-1][-1] if groups else None
        if last and anchor.place - last.place <= _MAX_GAP and _alike(groups[-1], anchor):
            groups[-1].append(anchor)
        else:
            groups.append([anchor])
    best = max(groups, key=_known_fields, default=None)
    return best if best and _is_card(best) else None


def _alike(group: Sequence[_Anchor], anchor: _Anchor) -> bool:
    """Plain lines that are labels by chance do not continue a card with marks."""
    marked = group[-1].shape != "plain"
    return marked == (anchor.shape != "plain")


def _known_fields(group: Sequence[_Anchor]) -> int:
    return len({anchor.known.field for anchor in group if anchor.known})


def _is_card(group: Sequence[_Anchor]) -> bool:
    known = {anchor.known.field for anchor in group if anchor.known}
    decisive = known - {"other", "date", "title", "language"}
    if all(anchor.shape == "plain" for anchor in group):
        return len(decisive) >= _MIN_KNOWN + 1
    return len(known) >= _MIN_KNOWN and bool(decisive or known & {"date", "title"})


def _with_neighbours(lines: Sequence[Line], group: list[_Anchor]) -> list[_Anchor]:
    """Add the unknown labels that stand between, before and after the known ones."""
    counts = Counter(anchor.shape for anchor in group)
    shapes = {shape for shape, count in counts.items() if count * 3 >= len(group)}
    places = {anchor.place: anchor for anchor in group}
    waiting = {anchor.place + 1 for anchor in group if anchor.shape != "inline"}
    first, last = group[0], group[-1]
    inside = [
        anchor
        for place in range(first.place + 1, last.place)
        if place not in places and place not in waiting and lines[place].text
        for anchor in [_anchor(lines, place)]
        if anchor and anchor.shape in shapes and anchor.shape != "plain"
    ]
    merged = sorted([*group, *inside])  # by their places
    return [*_before(lines, first), *merged, *_after(lines, last)]


def _before(lines: Sequence[Line], first: _Anchor) -> list[_Anchor]:
    """Return unknown labels of the same shape right above the first known one."""
    found: list[_Anchor] = []
    place, gap = first.start - 1, 0
    while place >= 0 and gap <= 2:
        line = lines[place]
        if line.blank:
            break
        anchor = _anchor(lines, place) if line.text else None
        if anchor and anchor.shape == first.shape and anchor.shape in ("bullet", "inline"):
            if anchor.shape == "inline" and is_prose(anchor.value):
                break
            if anchor.shape == "bullet" and (gap == 0) != (place + 1 == first.start and not gap):
                break
            found.insert(0, anchor)
            gap = 0
        else:
            gap += 1
        place -= 1
    return found


def _after(lines: Sequence[Line], last: _Anchor) -> list[_Anchor]:
    """Return unknown labels of the same shape right below the last known one.

    Each must follow at once and have a brief value: a list in the text is no card.
    """
    found: list[_Anchor] = []
    place = _after_value(lines, last)
    while place < len(lines):
        row = place + 1 if lines[place].lone else place
        if row >= len(lines) or not lines[row].text:
            break
        anchor = _anchor(lines, row)
        if anchor is None or anchor.shape != last.shape or anchor.shape == "plain":
            break
        below = lines[row + 1] if row + 1 < len(lines) else Line("", 0, "")
        value = anchor.value if anchor.shape == "inline" else "" if below.bullet else below.text
        if not value or is_prose(value) or value.endswith((".", ":", ";", ",")):
            break
        found.append(anchor)
        place = row + (1 if anchor.shape == "inline" else 2)
    return found


def _after_value(lines: Sequence[Line], anchor: _Anchor) -> int:
    """Return the line after the value of the last known label, as far as its look tells."""
    place = anchor.place + 1
    if anchor.shape == "inline" and anchor.value:
        return place
    field = anchor.known.field if anchor.known else None
    while place < len(lines) and lines[place].text and not lines[place].bullet:
        if place > anchor.place + 1 and not (
            field == "countries" and fits(field, lines[place].text)
        ):
            break
        place += 1
    return place


def _build(lines: Sequence[Line], anchors: Sequence[_Anchor]) -> Card:
    indented = _values_are_indented(lines, anchors)
    fields: list[CardField] = []
    loose: list[Line] = []
    end = anchors[-1].place + 1
    for number, anchor in enumerate(anchors):
        last = number + 1 == len(anchors)
        stop = len(lines) if last else anchors[number + 1].start
        value, after = _value(lines, anchor, stop, last=last, indented=indented)
        known = anchor.known.field if anchor.known and anchor.known.field != "other" else None
        fields.append(CardField(anchor.label, value, known))
        if not last:
            loose.extend(line for line in lines[after:stop] if line.text)
        end = after
    languages = tuple(
        language
        for anchor in anchors
        if anchor.known and len(anchor.known.languages) == 1
        for language in anchor.known.languages
    )
    return Card(anchors[0].start, end, tuple(fields), languages, tuple(loose))


def _values_are_indented(lines: Sequence[Line], anchors: Sequence[_Anchor]) -> bool:
    """Tell whether the values of this card stand further right than its labels' bullets."""
    following = [
        (lines[anchor.place], lines[anchor.place + 1])
        for anchor in anchors
        if anchor.shape == "bullet" and anchor.place + 1 < len(lines)
    ]
    values = [after.indent > line.indent for line, after in following if _holds_value(after)]
    return bool(values) and sum(values) * 2 >= len(values)


def _holds_value(line: Line) -> bool:
    return bool(line.text) and not line.bullet


def _value(
    lines: Sequence[Line], anchor: _Anchor, stop: int, *, last: bool, indented: bool
) -> tuple[str, int]:
    """Return the value of one label and the line after it."""
    field = anchor.known.field if anchor.known else None
    parts = [anchor.value] if anchor.value else []
    place = end = anchor.place + 1
    while place < stop:
        line = lines[place]
        if line.blank:
            if last and (parts or not _value_follows(lines, place, anchor, indented)):
                break
            place += 1
            continue
        if line.bullet and (line.lone or (last and anchor.shape == "bullet")):
            break
        if last and not _belongs(line, lines[anchor.place], anchor, field, parts, indented):
            break
        if not last and anchor.shape in ("inline", "plain") and parts and is_prose(line.text):
            break
        parts.append(line.text)
        place += 1
        end = place
    return "\n".join(parts), end


def _value_follows(lines: Sequence[Line], place: int, anchor: _Anchor, indented: bool) -> bool:
    """Tell whether, after a blank line, the next line is still the value of the last label."""
    following = next((line for line in lines[place : place + 2] if not line.blank), None)
    return bool(following and indented and following.indent > lines[anchor.place].indent)


def _belongs(
    line: Line, label: Line, anchor: _Anchor, field: str | None, parts: list[str], indented: bool
) -> bool:
    """Tell whether *line* is (more of) the value of the last label, and not yet the text."""
    if anchor.shape == "bullet" and indented:
        return line.indent > label.indent and (bool(parts) or not is_prose(line.text))
    if parts:
        return field == "countries" and fits(field, line.text)
    return fits(field, line.text)
