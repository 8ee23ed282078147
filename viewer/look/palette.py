"""The colours of Fonds, light and dark, and the QPalette made of them.

Two surfaces only (ground and paper), one accent. ``contrast`` is the WCAG 2.2 contrast ratio by
which the tests hold text at 7:1 and secondary text at 4.5:1.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Colours:
    """One set of colours, as ``#rrggbb``; the names say what a colour is for."""

    name: str
    ground: str
    paper: str
    text: str
    secondary: str
    hairline: str
    hover: str
    share: str
    selection: str
    accent: str
    on_accent: str
    mark: str
    warning: str

    def colour(self, name: str) -> QColor:
        """Return a colour by its name ("accent") as a QColor."""
        return QColor(getattr(self, name))


LIGHT = Colours(
    name="light",
    ground="#f4f3f0",
    paper="#ffffff",
    text="#1d2225",
    secondary="#566068",
    hairline="#dcd9d3",
    hover="#ebe9e4",
    share="#e2e5e4",
    selection="#d9e8f2",
    accent="#1f5f8b",
    on_accent="#ffffff",
    mark="#ffe79a",
    warning="#8a4b08",
)

DARK = Colours(
    name="dark",
    ground="#1b1e20",
    paper="#232729",
    text="#eceeef",
    secondary="#a9b1b6",
    hairline="#383d40",
    hover="#2a2f31",
    share="#2f3538",
    selection="#2b4356",
    accent="#7db8de",
    on_accent="#10202b",
    mark="#594d1e",
    warning="#e3b071",
)


def colours_named(name: str) -> Colours:
    """Return the dark colours for "dark", else the light ones."""
    return DARK if name == DARK.name else LIGHT


def qt_palette(colours: Colours) -> QPalette:
    """Return the palette that Fusion draws its controls with."""
    role = QPalette.ColorRole
    palette = QPalette()
    table = {
        role.Window: colours.ground,
        role.WindowText: colours.text,
        role.Base: colours.paper,
        role.AlternateBase: colours.ground,
        role.Text: colours.text,
        role.PlaceholderText: colours.secondary,
        role.Button: colours.ground,
        role.ButtonText: colours.text,
        role.BrightText: colours.paper,
        role.ToolTipBase: colours.paper,
        role.ToolTipText: colours.text,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Accent: colours.accent,
        role.Light: colours.paper,
        role.Midlight: colours.hover,
        role.Mid: colours.hairline,
        role.Dark: colours.hairline,
        role.Shadow: colours.hairline,
    }
    for key, value in table.items():
        palette.setColor(key, QColor(value))
    faint = _between(colours.secondary, colours.ground)
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, faint)
    return palette


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lights = sorted((_luminance(first), _luminance(second)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: str) -> float:
    part = QColor(colour)
    red, green, blue = (_linear(v) for v in (part.redF(), part.greenF(), part.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _between(first: str, second: str) -> QColor:
    one, two = QColor(first), QColor(second)
    return QColor(
        (one.red() + two.red()) // 2,
        (one.green() + two.green()) // 2,
        (one.blue() + two.blue()) // 2,
    )
