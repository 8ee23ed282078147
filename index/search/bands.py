"""Budget bands: a facet of amounts. A band is the clause ``budget:50k..<100k``."""

from __future__ import annotations

import re
from bisect import bisect_right

from index.search.ranges import value_range

#: The bands, as typed after ``budget:``; the ends of project budgets that people speak of.
BANDS = (
    *("..<50k", "50k..<100k", "100k..<250k", "250k..<500k", "500k..<1m", "1m..<5m"),
    *("5m..<10m", "10m..<50m", "50m..<100m", "100m.."),
)

_ENDS = tuple((value_range("budget", band) or (None,))[0] or 0.0 for band in BANDS)

#: How a band is read in each language: thousand, million, and what stands before them.
_WORDS = {"en": ("k", "m"), "fr": ("\u202fk", "\u202fM"), "es": ("\u00a0mil", "\u00a0M")}


def band_of(amount: float) -> str:
    """Return the band of an amount, in whatever currency.

    >>> band_of(0.0), band_of(99_999.99), band_of(100_000.0), band_of(3e9)
    ('..<50k', '50k..<100k', '100k..<250k', '100m..')
    """
    return BANDS[max(bisect_right(_ENDS, amount) - 1, 0)]


def label_of_band(band: str, language: str = "en") -> str:
    """Return a band as it is read: "50k – 100k", "< 50k", "≥ 100m".

    >>> label_of_band("50k..<100k"), label_of_band("..<50k"), label_of_band("100m..")
    ('50k – 100k', '< 50k', '≥ 100m')
    """
    words = _WORDS.get(language, _WORDS["en"])
    low, _, high = re.sub("[km]", lambda unit: words["km".index(unit[0])], band).partition("..")
    high = high.removeprefix("<")
    if not low:
        return f"< {high}"
    return f"{low} – {high}" if high else f"≥ {low}"
