"""Links between records: the same text once more, and one record in several languages.

Nothing is compared while documents come in: a record leaves a sketch of its text and its
identifiers, and what is like it is looked for when it is read. A sketch is the lowest values of a
hash over all runs of some thirty letters (bottom-k sampling: Broder, *On the resemblance and
containment of documents*, 1997); the share of equal values tells how much text two records share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.keys import key
from index.prints import Prints
from index.record import Record
from index.schema import identifier_key

DUPLICATE, TRANSLATION = "duplicate", "translation"

#: Values of a sketch, and letters of a run.
_VALUES, _RUN = 48, 32

#: Texts that share so much of their runs are the same text.
_SAME = 0.6

#: Shorter texts are told apart by their titles too, and those of so few letters not at all.
_SHORT, _LEAST = 160, 40

#: Only the beginning of a very long text is sketched.
_LONGEST = 200_000

#: Powers of the factor are kept for so many letters at least: one table serves most texts.
_POWERS = 1 << 14

#: So many records are looked at for one value or identifier, and so many are named.
_CANDIDATES, _MOST = 200, 50

_STEP, _MIX = 0x9E3779B97F4A7C15, np.uint64(0xD6E8FEB86659FD93)

_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())
_NOT_PLAIN = _MARKS + bytes(range(128, 256))
#: Each byte of a letter counts one more than it is, so that none is nothing; UTF-8 has no 255.
_COUNTED = bytes([*range(1, 256), 255])
_LOWER = bytes(range(256)).lower().translate(_COUNTED)
#: With this byte begin, among others, the lone surrogates that a stored text may have.
_SURROGATE = 0xED

_U4 = np.dtype("<u4")
_HALF, _NEARLY_HALF = np.uint64(32), np.uint64(29)


@dataclass(frozen=True, slots=True)
class Related:
    """A record that is linked to another: ``how`` is "duplicate" or "translation"."""

    id: str
    title: str
    how: str


def sketch_of(record: Record, body: bytes | None = None) -> bytes:
    """Return the sketch of a record's text, lowest values first; empty for hardly any text.

    *body* is the text as it is stored, where that is known.
    """
    text = record.body[:_LONGEST]
    if body is None or len(record.body) > _LONGEST or _SURROGATE in body:
        body = text.encode("utf-8", "replace")
    letters = _letters(text, body)
    if len(letters) < _SHORT:
        letters = _letters(record.title, record.title.encode("utf-8", "replace")) + letters
    if len(letters) < _LEAST:
        return b""
    return _lowest(_hashes(np.frombuffer(letters, np.uint8))).tobytes()


def idents_of(record: Record) -> tuple[str, ...]:
    """Return the identifiers of a record, without case and separators."""
    idents = record.identifiers
    return tuple(dict.fromkeys(filter(None, map(identifier_key, idents)))) if idents else ()


def resemblance(one: bytes, other: bytes) -> float:
    """Return how much text two sketches share, from 0 to 1."""
    first, second = np.frombuffer(one, "<u4"), np.frombuffer(other, "<u4")
    if not len(first) or not len(second):
        return 0.0
    union = np.union1d(first, second)[: max(len(first), len(second))]
    both = np.intersect1d(first, second, assume_unique=True)
    return float(np.isin(union, both, assume_unique=True).sum() / len(union))


def related(
    record: Record, prints: Prints, record_of: Callable[[str], Record | None]
) -> tuple[Related, ...]:
    """Return the records that are linked to one, duplicates first, then by title.

    *record_of* returns a record of the archive, None for an id that it does not have.
    """
    found: dict[str, Related] = {}
    own = prints.get(record.id)
    sketch = own.sketch if own else b""
    for id, how in _candidates(record, sketch, prints):
        other = record_of(id) if id != record.id and id not in found else None
        kind = _how(record, other, how) if other else None
        if other and kind:
            found[id] = Related(id, other.title, kind)
            if len(found) >= _MOST:
                break
    return tuple(sorted(found.values(), key=lambda link: (link.how, link.title, link.id)))


def _candidates(record: Record, sketch: bytes, prints: Prints) -> Iterator[tuple[str, float]]:
    """Yield (id, resemblance): records of the same text, then those of the same identifier."""
    alike = ((id, resemblance(sketch, o)) for id, o in prints.led_to(sketch, _CANDIDATES))
    yield from sorted((item for item in alike if item[1] >= _SAME), key=lambda item: -item[1])
    for ident in idents_of(record):
        for id in prints.with_ident(ident, _CANDIDATES):
            yield id, 0.0


def _how(record: Record, other: Record, alike: float) -> str | None:
    """Return how two records are linked, None when they are not."""
    mine, theirs = set(idents_of(record)), set(idents_of(other))
    same_record = bool(mine & theirs)
    spoken = {record.language, other.language}
    if alike < _SAME and not same_record:
        return None
    if alike >= _SAME:
        # Near-identical texts of two projects are two records.
        return None if mine and theirs and not same_record else DUPLICATE
    if None not in spoken and len(spoken) == 2:
        return TRANSLATION
    return DUPLICATE if key(record.title) == key(other.title) else None


def _lowest(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Return the lowest distinct hashes, in order; hardly any text needs all of them sorted."""
    most = 3 * _VALUES
    while most < len(hashes):
        low = hashes < np.uint64(most * 2**64 // len(hashes))
        lowest = _distinct(hashes.take(low.nonzero()[0]))
        if len(lowest) >= _VALUES:
            return lowest[:_VALUES]
        most *= 4
    return _distinct(hashes)[:_VALUES]


def _distinct(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Return the distinct upper halves of some hashes, in order."""
    values: NDArray[np.uint32] = (hashes >> _HALF).astype(_U4)
    values.sort()
    new = np.empty(len(values), np.bool_)
    new[:1] = True
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return values[new]


def _letters(text: str, whole: bytes) -> bytes:
    """Return the plain letters and digits of a text; the accented ones too in other scripts.

    *whole* is the text in UTF-8; each byte that is returned is one more.
    """
    plain = whole.translate(_LOWER, _NOT_PLAIN)
    # Letters beyond ASCII take long to lower: each may become a byte longer. Two of them are plain
    # ones, or begin with one, in lower case.
    longest = 2 * len(whole) - len(text)
    if len(plain) * 2 >= longest and "\u0130" not in text and "\u212a" not in text:
        return plain
    whole = text.lower().encode("utf-8", "replace")
    plain = whole.translate(_COUNTED, _NOT_PLAIN)
    return plain if len(plain) * 2 >= len(whole) else whole.translate(_COUNTED, _MARKS)


def _hashes(letters: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Return a hash of each run of letters, of which there is one at least: its upper half counts.

    The hash of a run is a polynomial of its letters, told by what the sums up to its end and up to
    its beginning differ in; the numbers wrap, which an odd factor survives.
    """
    count = len(letters)
    powers, inverse = _powers(max(_POWERS, 1 << count.bit_length()))
    sums = np.zeros(count + 1, np.uint64)
    np.multiply(letters, inverse[:count], out=sums[1:])
    np.add.accumulate(sums, out=sums)
    values: NDArray[np.uint64] = sums[_RUN:] - sums[:-_RUN]
    values *= powers[_RUN - 1 : count]
    values ^= values >> _NEARLY_HALF
    values *= _MIX
    return values


@lru_cache(maxsize=4)
def _powers(count: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return so many powers of the factor, and as many of its inverse."""
    return _powers_of(_STEP, count), _powers_of(pow(_STEP, -1, 1 << 64), count)


def _powers_of(base: int, count: int) -> NDArray[np.uint64]:
    steps = np.full(count, base, np.uint64)
    steps[:1] = 1
    return np.cumprod(steps, dtype=np.uint64)
