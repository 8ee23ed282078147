"""Numbers and dates as people type them in a clause: ``2015..2018``, ``>100k``, ``2016-03``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

#: A closed range of numbers; None leaves that end open. Dates are YYYYMMDD.
Range = tuple[float | None, float | None]

#: The lowest and the highest number that a typed value may mean.
_Ends = tuple[float, float]

#: What ``added:`` may ask for besides dates: everything that came with the last import.
LAST_IMPORT = "last"

_AMOUNT = re.compile(r"(\d{1,15}(?:\.\d{1,4})?)([a-z]*)", re.IGNORECASE | re.ASCII)
#: An amount whose thousands are grouped: 1.234.567,89 or 1,234,567.89 or 100'000.
_GROUPED = re.compile(r"(\d{1,3}(?:([.,'’])\d{3})(?:\2\d{3})*)([.,]\d{1,2})?", re.ASCII)
_YEARS = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?", re.ASCII)
#: A date with the day first, as French and Spanish write it; the day may be left out.
_DAY_FIRST = re.compile(r"(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})", re.ASCII)
_DAYS = re.compile(r"(\d{1,5})d", re.ASCII)
#: The stamps of one day lie within such a part of one.
_DAY = 0.4
_FACTORS = {"": 1.0, "k": 1e3, "mil": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "bn": 1e9, "md": 1e9}


def value_range(column: str, typed: str) -> Range | None:
    """Return the numbers that a typed value of a column means, None when it means none.

    >>> value_range("year", "2015..2018"), value_range("budget", ">100k")
    ((2015.0, 2018.0), (100000.5, None))
    """
    ends = _ENDS.get(column)
    if ends is None:
        return None
    low_text, dots, high_text = typed.partition("..")
    if dots:
        return _between(ends, low_text, high_text)
    sign = re.match(r"[<>]=?", typed)
    bounds = ends(typed[sign.end() :] if sign else typed)
    if bounds is None:
        return None
    low, high = bounds
    match sign and sign.group():
        case ">":
            return (high + 0.5, None)
        case ">=":
            return (low, None)
        case "<":
            return (None, low - 0.5)
        case "<=":
            return (None, high)
    return (low, high)


def _between(ends: Callable[[str], _Ends | None], low_text: str, high_text: str) -> Range | None:
    low = ends(low_text) if low_text else None
    below = high_text.startswith("<")
    high = ends(high_text.removeprefix("<")) if high_text else None
    if below and high:  # up to, not including
        high = (high[0], high[0] - 0.005)
    if (low_text and not low) or (high_text and not high) or not (low or high):
        return None
    return (low[0] if low else None, high[1] if high else None)


def _year_ends(text: str) -> _Ends | None:
    if (years := _YEARS.fullmatch(text)) and years[1] <= years[2]:
        return (float(years[1]), float(years[2]))
    if re.fullmatch(r"\d{3}0s", text, re.ASCII):  # a decade: 2010s
        return (float(text[:4]), float(text[:4]) + 9)
    return (float(text), float(text)) if re.fullmatch(r"\d{1,4}", text, re.ASCII) else None


def _amount_ends(text: str) -> _Ends | None:
    plain = "".join(text.split())
    grouped = _GROUPED.fullmatch(plain)
    if grouped:
        plain = re.sub(r"\D", "", grouped[1]) + (grouped[3] or "")
    match = _AMOUNT.fullmatch(plain.replace(",", "."))
    if not match or match[2].lower() not in _FACTORS:
        return None
    amount = float(match[1]) * _FACTORS[match[2].lower()]
    return (amount, amount)


def _date_ends(text: str) -> _Ends | None:
    """Return the first and the last day of a year, a month or a day."""
    if match := _DATE.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    else:
        return None
    return (
        float(f"{year}{(month or '00').zfill(2)}{(day or '00').zfill(2)}"),
        float(f"{year}{(month or '99').zfill(2)}{(day or '99').zfill(2)}"),
    )


def _added_ends(text: str) -> _Ends | None:
    """Return a date, or for "7d" everything from seven days ago on.

    When the last import was, only an archive knows; elsewhere nothing came since. A day lasts
    to its end: stamps have the time as a fraction.
    """
    if text == LAST_IMPORT:
        return (99999999.0, 99999999.0)
    match = _DAYS.fullmatch(text)
    if not match:
        ends = _date_ends(text)
        return (ends[0], ends[1] + _DAY) if ends else None
    since = date.today() - timedelta(days=int(match[1]))
    return (float(since.strftime("%Y%m%d")), 99999999.0)


_ENDS: Mapping[str, Callable[[str], _Ends | None]] = {
    "year": _year_ends,
    "budget": _amount_ends,
    "date": _date_ends,
    "start": _date_ends,
    "end": _date_ends,
    "added": _added_ends,
}
