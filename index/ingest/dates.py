"""Dates in French, English and Spanish, months by CLDR, as ISO 8601 as precise as stated."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from babel import Locale

from index.gazetteer import LANGUAGES
from index.keys import key

#: Nothing that Fonds holds is older than printing or newer than a plan can reach.
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_BARE_YEAR = re.compile(r"(?<![\d.,/-])(1[5-9]\d\d|20\d\d)(?![\d]|[.,/-]\d)")
#: A date with a year of two digits; only the value of a label is read so.
_SHORT_YEAR = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d\d)(?![\d/-]|\.\d)"
)
_CENTURY_TURN = 70
#: A day and a year have so many at least; most texts with a year have no more than that.
_FIVE_DIGITS = re.compile(r"\d\D*\d\D*\d\D*\d\D*\d")
#: The last digit, and what may stand behind it in the time of a date.
_LAST_DIGIT = re.compile(r".*\d[:.]*Z?", re.DOTALL)
#: A month and the marks behind it, before a day, have so many characters at most.
_MONTH = 14
_WEEKDAYS = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday"
    "|saturday|sunday|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|lunes|martes|mi[ée]rcoles|jueves"
    "|viernes|s[áa]bado|domingo"
)


class Found(NamedTuple):
    """A date in a text: ISO 8601 ("2024", "2024-03", "2024-03-14") and where it stands."""

    iso: str
    start: int
    end: int

    @property
    def full(self) -> bool:
        """Whether the day is known."""
        return len(self.iso) == 10


def find_dates(text: str, *, language: str | None = None) -> Iterator[Found]:
    """Yield the full dates (day, month and year) of *text* in reading order.

    *language* "en-US" reads 03/04/2016 as March 4th; everything else reads days first.
    """
    digits = _FIVE_DIGITS.search(text)
    last = _LAST_DIGIT.match(text, digits.start()) if digits else None
    if not digits or not last:
        return
    for match in _pattern().finditer(text, max(0, digits.start() - _MONTH), last.end()):
        iso = _iso(match, language)
        if iso:
            yield Found(iso, match.start(), match.end())


@lru_cache(maxsize=1024)
def first_date(text: str, language: str | None = None) -> Found | None:
    """Return the first of the dates that ``find_dates`` finds in a line."""
    return next(find_dates(text, language=language), None)


def parse_date(text: str, *, language: str | None = None) -> str | None:
    """Return the date that *text*, the value of a label, states: full, a month or a year.

    >>> parse_date("le 1er mars 2016"), parse_date("Abril de 2019"), parse_date("2024")
    ('2016-03-01', '2019-04', '2024')
    """
    text = text[:200]
    full = first_date(text, language)
    if full:
        return full.iso
    short = _SHORT_YEAR.search(text)
    if short:
        day, month, year = (int(part) for part in short.groups())
        day, month = (month, day) if month > 12 else (day, month)
        return _checked(year + (2000 if year < _CENTURY_TURN else 1900), month, day)
    match = _month_pattern().search(text)
    if match:
        month = _months().get(key(match["month"] or "")) or int(match["number"] or match["iso"])
        year = int(match["year"] or match["year2"] or match["year3"])
        if 1 <= month <= 12 and _FIRST_YEAR <= year <= _LAST_YEAR:
            return f"{year:04}-{month:02}"
    years = _BARE_YEAR.search(text)
    return years[1] if years else None


def is_date(text: str) -> bool:
    """Tell whether *text* is a date (full, month or year) and nothing but a date."""
    text = text.strip(" .,;:()")
    if len(text) > 60:
        return False
    if _BARE_YEAR.fullmatch(text):
        return True
    full = first_date(text)
    if full:
        left = (text[: full.start] + text[full.end :]).strip(" .,;:()–-")
        return not left or bool(_AROUND.fullmatch(left))
    return bool(_month_pattern().fullmatch(text))


_AROUND = re.compile(
    rf"(?:(?:le|el|on|the|du|del|{_WEEKDAYS})?,?\s*){{0,2}}(?:\d{{1,2}}\s?[:hH]\s?\d{{2}}(?::\d{{2}})?"
    r"(?:\s?(?:am|pm|UTC|GMT))?)?",
    re.IGNORECASE,
)


def _iso(match: re.Match[str], language: str | None) -> str | None:
    if match["iso_year"]:
        year, month, day = match["iso_year"], match["iso_month"], match["iso_day"]
        return _checked(int(year), int(month), int(day))
    if match["year3"]:
        day, month, year = int(match["day3"]), int(match["month3"]), int(match["year3"])
        if month > 12 or (language == "en-US" and day <= 12):
            day, month = month, day
        return _checked(year, month, day)
    name = match["month1"] or match["month2"]
    number = _months().get(key(name))
    if number is None:
        return None
    return _checked(
        int(match["year1"] or match["year2"]), number, int(match["day1"] or match["day2"])
    )


def _checked(year: int, month: int, day: int) -> str | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


@cache
def _months() -> Mapping[str, int]:
    """Return the key of every month name and abbreviation -> its number."""
    names: dict[str, int] = {}
    for language in LANGUAGES:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    names[key(str(name))] = number
    names.update({"sept": 9, "setiembre": 9, "set": 9, "fev": 2, "aout": 8, "dec": 12, "jan": 1})
    return MappingProxyType(names)


@cache
def _month_names() -> str:
    """Return the alternatives of a pattern for month names, with and without accents."""
    names = {"sept", "setiembre", "set", "fev", "fév", "aout", "decembre", "fevrier", "jan", "déc"}
    for language in LANGUAGES:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names.update(str(name).rstrip(".") for name in months[context][width].values())
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    month, blank = _month_names(), r"[ \t\xa0\u202f]"
    return re.compile(
        rf"""
        (?<![\d/.-]) (?:
            (?P<day1>\d{{1,2}}) (?:{blank}?(?:er|ère|st|nd|rd|th|º|°|re|ro|o))? {blank}{{0,3}}[-./]?
            (?:{blank}day)? (?:{blank}?(?:de|of|del){blank})? {blank}?
            (?P<month1>{month})\.? {blank}{{0,2}}(?:[-,./]|de{blank}|del{blank})? {blank}{{0,3}}
            (?P<year1>\d{{4}})
          | (?P<iso_year>\d{{4}})
            (?P<mark>[-/.])(?P<iso_month>\d{{1,2}})(?P=mark)(?P<iso_day>\d{{1,2}})
            (?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?
          | (?P<day3>\d{{1,2}}){blank}?(?P<mark3>[-/.]){blank}?
            (?P<month3>\d{{1,2}}){blank}?(?P=mark3){blank}?(?P<year3>\d{{4}})
        ) (?!\d)
        | (?<![^\W\d_])(?=[^\W\d_]{{2,12}}\.?{blank}\d)  # few words stand before a number
            (?P<month2>{month})\.?{blank}(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?
            ,?{blank}(?:\d{{1,2}}:\d\d(?::\d\d)?,?{blank}?)?(?:de{blank}|del{blank})?(?P<year2>\d{{4}})(?!\d)
        """,
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _month_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\W\d_])(?P<month>{_month_names()})\.?[ \xa0,-]{{1,2}}"
        r"(?:de(?:l)? )?(?P<year>\d{4})(?!\d)"
        r"|(?<![\d/.-])(?P<number>0?[1-9]|1[0-2])[/.-](?P<year2>\d{4})(?!\d)"
        r"|(?<!\d)(?P<year3>\d{4})-(?P<iso>0[1-9]|1[0-2])(?![\d-])",
        re.IGNORECASE,
    )
