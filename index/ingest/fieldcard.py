"""Field cards: finding the labels of a project record and the value of each.

Shapes that are read: ``• Label`` with the value on the next lines, ``-`` / label / value on three
lines, ``Label : value``, ``* Label :``, tables with tabs or bars, known labels without any mark,
and labels whose values are missing. Values without labels are read by ``barecard``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from index.ingest.anchors import Anchor, anchor_at, known_anchors, like_label, taught_anchors
from index.ingest.blocks import Line
from index.ingest.cardvalues import fits, is_prose
from index.ingest.labels import lookup
from index.record import CardField

#: A card of fewer fields that are known is a list or a sentence with a colon.
_MIN_KNOWN = 2
#: Between two known labels at most so many lines belong to one card.
_MAX_GAP = 14
_PAIRS = re.compile(r"\s{3,}(?=[^\W\d_][^:]{1,40}\s?:\s)")
#: Longer lines hold one field at most.
_PAIRS_LENGTH = 400
#: What parts fields on one line is three blanks, and a plain blank is the only one in print.
_GAP = "   "
_NONE: Mapping[str, str] = MappingProxyType({})


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


def find_card(lines: Sequence[Line], taught: Mapping[str, str] = _NONE) -> Card | None:
    """Return the field card among *lines*, or None; *taught* maps keys of labels to fields."""
    anchors = known_anchors(lines)
    if taught:
        own = {anchor.place: anchor for anchor in taught_anchors(lines, taught)}
        anchors = sorted([*own.values(), *(one for one in anchors if one.place not in own)])
    group = _best_group(anchors)
    return _build(lines, _with_neighbours(lines, group)) if group else None


def split_pairs(lines: Sequence[Line]) -> Sequence[Line]:
    """Return *lines* with those that hold several fields parted ("Lieu : …    Date : …")."""
    held = [place for place, line in enumerate(lines) if ":" in line[0] and _has_gap(line[0])]
    if not held:
        return lines
    parted: list[Line] = []
    done = 0
    for place in held:
        line = lines[place]
        pieces = _PAIRS.split(line.text)
        labels = [piece.partition(":")[0] for piece in pieces]
        if len(pieces) > 1 and all(map(like_label, labels)) and any(map(lookup, labels)):
            parted += lines[done:place]
            parted += [Line(piece.strip(), line.indent, line.bullet) for piece in pieces]
            done = place + 1
    return [*parted, *lines[done:]]


def _has_gap(text: str) -> bool:
    """Tell whether a line may hold several fields, by the blanks that part them."""
    if len(text) >= _PAIRS_LENGTH:
        return False
    text = text.replace("\xa0", " ")  # as it stands before each colon in French
    return _GAP in text or not text.isprintable()


def _best_group(anchors: Sequence[Anchor]) -> list[Anchor] | None:
    """Return the run of anchors with the most known fields, when it is a card."""
    groups: list[list[Anchor]] = []
    last: Anchor | None = None
    for anchor in anchors:
        if last and anchor.place - last.place <= _MAX_GAP and _alike(last, anchor):
            groups[-1].append(anchor)
        else:
            groups.append([anchor])
        last = anchor
    best = max(groups, key=_known_fields) if len(groups) > 1 else groups[0] if groups else None
    return best if best and _is_card(best) else None


def _alike(last: Anchor, anchor: Anchor) -> bool:
    """Plain lines that are labels by chance do not continue a card with marks."""
    return (last.shape == "plain") == (anchor.shape == "plain")


def _known_fields(group: Sequence[Anchor]) -> int:
    return len({anchor.known.field for anchor in group if anchor.known})


def _is_card(group: Sequence[Anchor]) -> bool:
    known = {anchor.known.field for anchor in group if anchor.known}
    decisive = known - {"other", "date", "title", "language"}
    if all(anchor.shape == "plain" for anchor in group):
        return len(decisive) >= _MIN_KNOWN + 1
    return len(known) >= _MIN_KNOWN and bool(decisive or known & {"date", "title"})


def _with_neighbours(lines: Sequence[Line], group: list[Anchor]) -> list[Anchor]:
    """Add the unknown labels that stand between, before and after the known ones."""
    found = [anchor.shape for anchor in group]
    shapes = {shape for shape in {*found} if found.count(shape) * 3 >= len(found)}
    told = {anchor.place for anchor in group}
    told |= {anchor.place + 1 for anchor in group if anchor.shape != "inline"}  # values
    first, last = group[0], group[-1]
    inside = [
        anchor
        for place in range(first.place + 1, last.place)
        if place not in told and lines[place].text
        for anchor in [anchor_at(lines, place)]
        if anchor and anchor.shape in shapes and anchor.shape != "plain"
    ]
    merged = sorted([*group, *inside])  # by their places
    return [*_before(lines, first), *merged, *_after(lines, last)]


def _before(lines: Sequence[Line], first: Anchor) -> list[Anchor]:
    """Return unknown labels of the same shape right above the first known one."""
    found: list[Anchor] = []
    place, gap = first.start - 1, 0
    while place >= 0 and gap <= 2:
        line = lines[place]
        if line.blank:
            break
        anchor = anchor_at(lines, place) if line.text else None
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


def _after(lines: Sequence[Line], last: Anchor) -> list[Anchor]:
    """Return unknown labels of the same shape right below the last known one.

    Each must follow at once and have a brief value: a list in the text is no card.
    """
    found: list[Anchor] = []
    place = _after_value(lines, last)
    while place < len(lines):
        row = place + 1 if lines[place].lone else place
        if row >= len(lines) or not lines[row].text:
            break
        anchor = anchor_at(lines, row)
        if anchor is None or anchor.shape != last.shape or anchor.shape == "plain":
            break
        below = lines[row + 1] if row + 1 < len(lines) else Line("", 0, "")
        value = anchor.value if anchor.shape == "inline" else "" if below.bullet else below.text
        if not value or is_prose(value) or value.endswith((".", ":", ";", ",")):
            break
        found.append(anchor)
        place = row + (1 if anchor.shape == "inline" else 2)
    return found


def _after_value(lines: Sequence[Line], anchor: Anchor) -> int:
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


def _build(lines: Sequence[Line], anchors: Sequence[Anchor]) -> Card:
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
        if after < stop and not last:
            loose += [line for line in lines[after:stop] if line.text]
        end = after
    speech = [anchor.known.languages for anchor in anchors if anchor.known]
    languages = chain.from_iterable(spoken for spoken in speech if len(spoken) == 1)
    return Card(anchors[0].start, end, tuple(fields), tuple(languages), tuple(loose))


def _values_are_indented(lines: Sequence[Line], anchors: Sequence[Anchor]) -> bool:
    """Tell whether the values of this card stand further right than its labels' bullets."""
    values = right = 0
    for anchor in anchors:
        if anchor.shape == "bullet" and anchor.place + 1 < len(lines):
            following = lines[anchor.place + 1]
            if following.text and not following.bullet:
                values += 1
                right += following.indent > lines[anchor.place].indent
    return values > 0 and right * 2 >= values


def _value(
    lines: Sequence[Line], anchor: Anchor, stop: int, *, last: bool, indented: bool
) -> tuple[str, int]:
    """Return the value of one label and the line after it."""
    place = end = anchor.place + 1
    if place + 1 == stop and lines[place].text and not (last or anchor.value):
        return lines[place].text, stop  # as it nearly always is
    field = anchor.known.field if anchor.known else None
    parts = [anchor.value] if anchor.value else []
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


def _value_follows(lines: Sequence[Line], place: int, anchor: Anchor, indented: bool) -> bool:
    """Tell whether, after a blank line, the next line is still the value of the last label."""
    following = next((line for line in lines[place : place + 2] if not line.blank), None)
    return bool(following and indented and following.indent > lines[anchor.place].indent)


def _belongs(
    line: Line, label: Line, anchor: Anchor, field: str | None, parts: list[str], indented: bool
) -> bool:
    """Tell whether *line* is (more of) the value of the last label, and not yet the text."""
    if anchor.shape == "bullet" and indented:
        return line.indent > label.indent and (bool(parts) or not is_prose(line.text))
    if parts:
        return field == "countries" and fits(field, line.text)
    return fits(field, line.text)
