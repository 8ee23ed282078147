"""Amounts of money, in every notation that project records use."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from index.gazetteer import load_table
from index.keys import key

_BLANKS = " \t\xa0\u2007\u2009\u202f"
_MARKS = f"{_BLANKS}.,'’‘`´"
_NO_GROUPS = str.maketrans("", "", f"{_BLANKS}'’‘`´")
_NUMBER = re.compile(rf"\d(?:[{_MARKS}]?\d)*")
#: An amount begins within so many characters, and its scale ends within so many behind it.
_READ, _SCALE = 400, 40
_CODE = re.compile(r"(?<![A-Za-z])([A-Z]{3})(?![A-Za-z])")
_SCALES = (
    (re.compile(r"^\W{0,3}(?:milliards?|billions?|bn|mil millones|mrd)\b", re.IGNORECASE), 1e9),
    (re.compile(r"^\W{0,3}(?:millions?|millones|mill[oó]n|mio|mn|m(?=\W|$))", re.IGNORECASE), 1e6),
    (re.compile(r"^\W{0,3}(?:mille|thousand|mil|k(?=\W|$))\b", re.IGNORECASE), 1e3),
)
#: A label that says in what its numbers are: "Budget (M€)", "en milliers d'euros", "US$ '000".
_MONEY = r"(?:[€$£]|(?:EUR|USD|CHF|GBP|CAD|XOF|XAF|FCFA)\b)"
_LABEL_SCALES = (
    (re.compile(r"\b(?:milliards?|[Bb]illions?|mil millones)\b|\b(?:Mds?|[Bb]n)\s?" + _MONEY), 1e9),
    (re.compile(r"\b(?:[Mm]illions?|[Mm]illones|[Mm]io|[Mm]ln)\b|\bM\s?" + _MONEY), 1e6),
    (re.compile(r"\b(?:[Mm]illiers?|[Tt]housands?|[Mm]iles)\b|\b[kK]\s?" + _MONEY), 1e3),
    (re.compile(r"(?:['’‘(]|[€$£]\s?)000s?\b"), 1e3),
)
_JOINED = re.compile(r"\b(?:[Mk]|K|Mds?|bn)(?=[A-Z]{3})")
#: No project costs more: who writes whole amounts below such a label means what stands there.
_MOST = 1e11


class Amount(NamedTuple):
    """An amount and its currency (ISO 4217), None where nothing says it."""

    value: float
    currency: str | None


def parse_amount(text: str, *, label: str = "") -> Amount | None:
    """Return the amount that *text* states, or None.

    The currency is that of the text, else that of its label. "1.250" and "1,250" are
    thousands, but decimals in "1,250 million".

    >>> parse_amount("1 250 000,50 €"), parse_amount("75'000", label="Budget Amount (USD)")
    (Amount(value=1250000.5, currency='EUR'), Amount(value=75000.0, currency='USD'))
    """
    amount = _amount(text[: _READ + _SCALE])
    if amount is None:
        return None
    if label and (scale := _label_scale(label)) > 1 and not _has_scale(text[: _READ + _SCALE]):
        amount = round(amount * scale, 6) if abs(amount) * scale <= _MOST else amount
        return Amount(amount, currency_of(text) or _currency_of_scaled(label))
    return Amount(amount, currency_of(text) or currency_of(label))


@lru_cache(maxsize=1024)
def _label_scale(label: str) -> float:
    """Return by how much the numbers below a label are to be multiplied."""
    return next((factor for pattern, factor in _LABEL_SCALES if pattern.search(label)), 1.0)


def _has_scale(text: str) -> bool:
    """Tell whether a text says itself in what its number is."""
    match = _NUMBER.search(text, 0, _READ)
    rest = text[match.end() :] if match else ""
    return any(pattern.match(rest) for pattern, _ in _SCALES)


def _currency_of_scaled(label: str) -> str | None:
    """Return the currency of a label that may stand together with its scale ("MUSD")."""
    return currency_of(label) or currency_of(_JOINED.sub(" ", label))


@lru_cache(maxsize=1024)
def _amount(text: str) -> float | None:
    """Return the number that a text states; a value is asked whether it is one, then which."""
    match = _NUMBER.search(text, 0, _READ)
    if match is None:
        return None
    rest = text[match.end() : match.end() + _SCALE]
    scales = _SCALES if rest else ()
    scale = next((factor for pattern, factor in scales if pattern.match(rest)), 1.0)
    value = _number(match[0], scaled=scale > 1) * scale
    if text[: match.start()].rstrip().endswith(("-", "−")) and value:
        value = -value
    return round(value, 6)


def currency_of(text: str) -> str | None:
    """Return the ISO 4217 code that *text* names by code, symbol or word, or None."""
    table = _currencies()
    for code in _CODE.findall(text):
        if code in table.codes:
            return str(code)
    for symbol, code in table.symbols:
        if symbol in text:
            return code
    words = key(text)
    if table.openers.isdisjoint(words.split()):
        return None
    return next((code for name, code in table.words if f" {name} " in f" {words} "), None)


class _Currencies(NamedTuple):
    codes: frozenset[str]
    symbols: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, str], ...]
    openers: frozenset[str]


@cache
def _currencies() -> _Currencies:
    table = load_table("labels", "currencies")
    return _Currencies(
        frozenset(table["codes"].split()),
        tuple((symbol, code) for symbol, code in table["symbols"]),
        tuple((name, code) for name, code in table["words"]),
        frozenset(name.split()[0] for name, _ in table["words"]),
    )


def _number(digits: str, *, scaled: bool) -> float:
    """Read a number whose marks may group thousands or open the decimals."""
    digits = digits.translate(_NO_GROUPS)
    point, comma = digits.rfind("."), digits.rfind(",")
    decimal = ""
    if point >= 0 and comma >= 0:
        decimal = "." if point > comma else ","
    elif point >= 0 or comma >= 0:
        mark = "." if point >= 0 else ","
        decimals = len(digits) - digits.rfind(mark) - 1
        once = digits.count(mark) == 1
        if once and (decimals != 3 or scaled or digits.startswith("0")):
            decimal = mark
    for mark in ".,":
        digits = digits.replace(mark, "." if mark == decimal else "")
    return float(digits)
