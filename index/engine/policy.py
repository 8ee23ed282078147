"""Which segments to merge: few enough for a quick search, seldom enough for a quick commit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from index.engine.inversion import MAX_DOCUMENTS
from index.engine.segment import FondsSegment

#: Segments of one size that are merged together.
FAN_IN = 8
#: A merge of at most so many documents is part of a commit (well under a second).
SMALL = 4096
#: A segment with so much of it deleted is written anew.
_DEAD_SHARE = 0.3


def worth_merging(
    segments: Sequence[FondsSegment], *, small_only: bool, everything: bool
) -> list[list[FondsSegment]]:
    """Return groups of segments, in their order, each to become one of at most 65,536 documents.

    Args:
        segments: all segments.
        small_only: leave out what would take long.
        everything: merge whatever fits together.
    """
    if everything:
        return [group for group in _packed(segments) if len(group) > 1 or group[0].has_deletions()]
    tiers: dict[int, list[FondsSegment]] = defaultdict(list)
    for segment in segments:
        tiers[_tier(segment.doc_count())].append(segment)
    limit = SMALL if small_only else MAX_DOCUMENTS
    groups: list[list[FondsSegment]] = []
    for tier in sorted(tiers):
        held = tiers[tier]
        if len(held) >= FAN_IN:
            groups.extend(g for g in _packed(held) if len(g) > 1 and _size(g) <= limit)
    grouped = {id(segment) for group in groups for segment in group}
    for segment in segments:
        dead = segment.deleted_count() > _DEAD_SHARE * segment.doc_count_all()
        if dead and id(segment) not in grouped and segment.doc_count() <= limit:
            groups.append([segment])
    return groups


def _tier(documents: int) -> int:
    """Return the size class of a segment: one for each factor of eight, from 64 documents on."""
    tier = 0
    while documents > 64:
        documents //= FAN_IN
        tier += 1
    return tier


def _size(group: Sequence[FondsSegment]) -> int:
    return sum(segment.doc_count() for segment in group)


def _packed(segments: Sequence[FondsSegment]) -> list[list[FondsSegment]]:
    """Fill groups one after the other as far as a segment can hold them."""
    groups: list[list[FondsSegment]] = []
    room = 0
    for segment in segments:
        size = segment.doc_count()
        if not groups or size > room:
            groups.append([])
            room = MAX_DOCUMENTS
        groups[-1].append(segment)
        room -= size
    return groups
