"""The fonts of the window: the system's for the interface, a serif for reading."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

_SMALLEST_POINTS = 10.0

#: Serif families made for reading on a screen, the best first.
READING_FAMILIES = (
    "Source Serif 4",
    "Charter",
    "Noto Serif",
    "Georgia",
    "Cambria",
    "New York",
    "Liberation Serif",
    "DejaVu Serif",
)


def interface_font() -> QFont:
    """Return the system's interface font, not smaller than 10 points, with tabular figures."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if 0 < font.pointSizeF() < _SMALLEST_POINTS:
        font.setPointSizeF(_SMALLEST_POINTS)
    return tabular(font)


def reading_family() -> str:
    """Return the family that text is read in: the best serif at hand, else the system's."""
    at_hand = set(QFontDatabase.families())
    found = next((family for family in READING_FAMILIES if family in at_hand), None)
    return found or QFontInfo(QFont("serif")).family()


def tabular(font: QFont) -> QFont:
    """Return the font with figures of equal width, so that counts and years line up."""
    font = QFont(font)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def bold(font: QFont) -> QFont:
    """Return the font in its bold cut."""
    font = QFont(font)
    font.setBold(True)
    return font


def smaller(font: QFont) -> QFont:
    """Return the font one step smaller, for facts and counts."""
    font = QFont(font)
    font.setPointSizeF(max(font.pointSizeF() - 1.0, 8.0))
    return font
