"""The theme: follows the system's light or dark scheme, or the person's choice of one."""

from __future__ import annotations

from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication

import resources
from viewer.look.fonts import interface_font
from viewer.look.icons import icon, picture
from viewer.look.palette import DARK, LIGHT, Colours, qt_palette

SYSTEM = "system"
CHOICES = (SYSTEM, LIGHT.name, DARK.name)


class Theme(QObject):
    """Holds the colours in force and dresses the application in them."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: str = SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice if choice in CHOICES else SYSTEM
        self._icons: dict[str, QIcon] = {}
        self._pictures: dict[tuple[str, str, int], QPixmap] = {}
        self.colours = self._wanted()
        application.setStyle("Fusion")
        application.setFont(interface_font())
        self._dress()
        application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def choice(self) -> str:
        """What the person chose: "system", "light" or "dark"."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Follow the system, or stay light or dark."""
        if choice in CHOICES and choice != self._choice:
            self._choice = choice
            self._on_scheme_changed()

    def icon(self, name: str) -> QIcon:
        """Return an icon in the colours in force; it is kept."""
        if name not in self._icons:
            self._icons[name] = icon(name, self.colours)
        return self._icons[name]

    def picture(self, name: str, colour: str, size: int) -> QPixmap:
        """Return an icon as one pixmap in a colour of the palette ("on_accent"); it is kept."""
        key = (name, colour, size)
        if key not in self._pictures:
            self._pictures[key] = picture(name, getattr(self.colours, colour), size)
        return self._pictures[key]

    def _on_scheme_changed(self) -> None:
        wanted = self._wanted()
        if wanted is not self.colours:
            self.colours = wanted
            self._icons.clear()
            self._pictures.clear()
            self._dress()
            self.changed.emit()

    def _wanted(self) -> Colours:
        if self._choice != SYSTEM:
            return DARK if self._choice == DARK.name else LIGHT
        scheme = self._application.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT

    def _dress(self) -> None:
        self._application.setPalette(qt_palette(self.colours))
        self._application.setStyleSheet(style_sheet(self.colours))


def style_sheet(colours: Colours) -> str:
    """Return ``resources/style/window.qss`` with the colours filled in."""
    source = Path(resources.__file__).parent / "style" / "window.qss"
    names = {name: getattr(colours, name) for name in colours.__slots__}
    folder = source.parent.as_posix()
    return Template(source.read_text(encoding="utf-8")).substitute(names, folder=folder)
