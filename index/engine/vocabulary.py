"""The bulk writer's memo: what stands between two blanks → the terms it yields, as numbers.

Texts are cut at blanks, and what each piece yields is worked out once and known by a *code*: the
number of its term where it is one, as most are, else the number of a *compound*. A document is then
an array of codes, and everything before and after is arithmetic on arrays.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np

from index.analysis import WORD, advance, fold_all, split_word
from index.engine.arrays import Array, offsets, ranges
from index.engine.hashing import HashTable, padded, pieces
from index.engine.inversion import DOCUMENT_SHIFT, MAX_POSITION, TERM_SHIFT
from index.engine.stems import StemMemo

#: Distinct pieces after which a writer starts a new memo, at some 200 bytes each.
PIECE_LIMIT = 1_000_000
#: What a word may be followed by without becoming another one.
_TRAILING = '.,;:!?)»…"'
#: Letters and digits before this one are one word with one term, whatever follows what.
_BEYOND_LATIN = "\u0250"
#: Codes from here on are compounds: pieces that yield no term, or several.
_COMPOUND = 1 << 31


class Vocabulary:
    """Piece of text → its code → numbers of its terms."""

    def __init__(self) -> None:
        self.terms: list[str] = []
        self.stems = StemMemo(self.terms)
        self._numbers: dict[str, int] = {}
        self._bare: dict[str, int] = {}
        self._table = HashTable()
        # The compounds: where the terms of each begin, how many, and over how many positions.
        self._starts, self._counts, self._advances = array("I"), array("I"), array("I")
        self._parts, self._offsets = array("I"), array("I")

    @property
    def is_full(self) -> bool:
        """Whether it is time for a new one."""
        return len(self._table) > PIECE_LIMIT

    def keys(self, texts: Sequence[bytes], documents: Array) -> tuple[Array, Array]:
        """Return the occurrences of terms in some texts as keys, and the length of each text.

        Args:
            texts: in UTF-8.
            documents: the number of each text's document.

        Returns:
            The keys (uint64, see ``inversion``) in the order of the texts, and how many terms each
            text has (int64).
        """
        data = padded(texts)
        starts, ends, hashes = pieces(data)

        def name(places: Array) -> list[int]:
            spans = zip(starts[places].tolist(), ends[places].tolist(), strict=True)
            return self._learn([data[start:end].decode() for start, end in spans])

        codes = self._table.numbers(hashes, name)
        bounds = offsets(np.fromiter(map(len, texts), np.int64, len(texts)) + 1)
        sizes = np.diff(np.searchsorted(starts, bounds + 1))
        keys = codes.astype(np.uint64)
        keys <<= np.uint64(TERM_SHIFT)
        odd = np.flatnonzero(codes >= _COMPOUND)
        compounds = codes[odd] & np.uint32(_COMPOUND - 1)
        keys |= self._places(odd, compounds, sizes, documents)
        return self._spell_out(keys, odd, compounds, sizes)

    def _places(self, odd: Array, compounds: Array, sizes: Array, documents: Array) -> Array:
        """Return document and position of each piece, as the lower bits of a key."""
        total = int(sizes.sum())
        begins = np.arange(total + 1)
        if len(odd):
            more = np.zeros(total + 1, np.int64)
            more[odd + 1] = np.frombuffer(self._advances, np.uint32)[compounds].astype(np.int64) - 1
            begins += np.cumsum(more, out=more)
        bounds = begins[offsets(sizes)]
        named = documents.astype(np.int64) << DOCUMENT_SHIFT
        if len(sizes) and int(np.diff(bounds).max()) > MAX_POSITION:
            positions = begins[:-1] - np.repeat(bounds[:-1], sizes)
            places: Array = np.repeat(named, sizes) + np.minimum(positions, MAX_POSITION)
        else:
            places = np.repeat(named - bounds[:-1], sizes)
            places += begins[:-1]
        return places.view(np.uint64)

    def _spell_out(
        self, keys: Array, odd: Array, compounds: Array, sizes: Array
    ) -> tuple[Array, Array]:
        """Put the terms of compounds where these stand; return keys and lengths of the texts."""
        if not len(odd):
            return keys, sizes
        counts = np.frombuffer(self._counts, np.uint32)[compounds].astype(np.int64)
        each = np.ones(len(keys), np.int64)
        each[odd] = counts
        where = ranges(np.frombuffer(self._starts, np.uint32)[compounds], counts)
        spelt_out = np.frombuffer(self._parts, np.uint32)[where].astype(np.uint64)
        spelt_out <<= np.uint64(TERM_SHIFT)
        held = np.repeat(keys[odd] & np.uint64((1 << TERM_SHIFT) - 1), counts)
        positions = held & np.uint64(MAX_POSITION)
        spelt_out |= held ^ positions
        positions += np.frombuffer(self._offsets, np.uint32)[where]
        spelt_out |= np.minimum(positions, np.uint64(MAX_POSITION))
        begins = offsets(each)
        keys = np.repeat(keys, each)
        keys[ranges(begins[odd], counts)] = spelt_out
        return keys, np.diff(begins[offsets(sizes)])

    def _learn(self, found: list[str]) -> list[int]:
        """Return the codes of pieces that were not met before, each once."""
        known = self._bare
        bare = [piece.rstrip(_TRAILING) for piece in found]
        words = [word for word in dict.fromkeys(bare) if word not in known and word.isalnum()]
        plain = [word for word in words if word.isascii()]  # most, and folded at once
        latin = [word for word in words if not word.isascii() and max(word) < _BEYOND_LATIN]
        for alike in (plain, latin):
            known.update(zip(alike, self._number(fold_all(alike)), strict=True))
        codes = []
        for word, piece in zip(bare, found, strict=True):
            code = known.get(word)
            if code is None:
                code = self._cut(word if word.isalnum() else piece)
                if word.isalnum():
                    known[word] = code
            codes.append(code)
        return codes

    def _cut(self, piece: str) -> int:
        """Return the code of what the analysis cuts a piece into."""
        terms: list[str] = []
        places, position = [], 0
        for word in WORD.findall(piece):
            parts = split_word(word)
            terms += [part.term for part in parts]
            places += [position + part.offset for part in parts]
            position += advance(parts)
        numbers = self._number(terms)
        if position == len(numbers) == 1:
            return numbers[0]
        self._starts.append(len(self._parts))
        self._counts.append(len(numbers))
        self._advances.append(position)
        self._parts.extend(numbers)
        self._offsets.extend(places)
        return _COMPOUND + len(self._starts) - 1

    def _number(self, terms: Sequence[str]) -> list[int]:
        """Return the numbers of terms; new ones get the next."""
        numbers, before = self._numbers, len(self._numbers)
        found = [numbers.setdefault(term, len(numbers)) for term in terms]
        new = (term for term, number in zip(terms, found, strict=True) if number >= before)
        self.terms.extend(dict.fromkeys(new))
        return found
