"""The fonts of the printed page, which come with Fonds.

A sheet looks the same on every machine, and a machine without any font prints too. What these
fonts lack (Arabic, Chinese, …) comes from the system's.
"""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from viewer.folders import resource

SERIF = "Noto Serif"
SANS = "Noto Sans"

_FILES = {
    SERIF: ("NotoSerif-Regular.ttf", "NotoSerif-Italic.ttf", "NotoSerif-Bold.ttf"),
    SANS: ("NotoSans-Regular.ttf", "NotoSans-Italic.ttf", "NotoSans-Bold.ttf"),
}


def load_fonts() -> None:
    """Make the families known to Qt, unless the system has them. Needs an application object."""
    known = set(QFontDatabase.families())
    for family, files in _FILES.items():
        if family not in known:
            for name in files:
                QFontDatabase.addApplicationFont(str(resource("fonts", name)))


def paper_font(points: float, *, bold: bool = False, italic: bool = False) -> QFont:
    """Return the sans serif font of heads, feet and tables, with figures of equal width."""
    font = QFont(SANS)
    font.setPointSizeF(points)
    font.setBold(bold)
    font.setItalic(italic)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
