"""Dates as formats state them in their properties (PDF, RFC 5322, W3C) in ISO 8601."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

#: PDF 32000-1, 7.9.4: D:YYYYMMDDHHmmSS…, everything after the year optional.
_PDF = re.compile(r"^\s*(?:D:)?(\d{4})(\d{2})?(\d{2})?")
_ISO = re.compile(r"^\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")
#: Properties before and after these years are defaults of programs (1601, 1900, 1904, 1970, 9999).
_FIRST_YEAR, _LAST_YEAR = 1971, 2100


def from_pdf(text: str) -> str | None:
    """Return the day of a PDF date, or None.

    >>> from_pdf("D:20240912083000+02'00'"), from_pdf("2024-09-12T08:30:00Z")
    ('2024-09-12', '2024-09-12')
    """
    found = _PDF.match(text)
    if found is None or found[3] is None:
        return from_iso(text)
    return _day(found[1], found[2], found[3])


def from_iso(text: str) -> str | None:
    """Return the day of a W3C date and time, or None."""
    found = _ISO.match(text)
    return _day(found[1], found[2], found[3]) if found else None


def from_mail(text: str) -> str | None:
    """Return the day of a ``Date`` field of a message (RFC 5322), or None."""
    try:
        moment = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _day(str(moment.year), str(moment.month), str(moment.day))


def _day(year: str, month: str, day: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if _FIRST_YEAR <= found.year <= _LAST_YEAR else None
