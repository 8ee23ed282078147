"""Fonds' own line icons: SVG files in ``resources/icons``, drawn in a colour of the palette."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from viewer.look.metrics import ICON
from viewer.look.palette import Colours


def icon_names() -> tuple[str, ...]:
    """Return the names of all icons, sorted."""
    return tuple(sorted(path.stem for path in _folder().glob("*.svg")))


def icon(name: str, colours: Colours) -> QIcon:
    """Return an icon tinted by the palette: secondary at rest, accent when on."""
    source = (_folder() / f"{name}.svg").read_text(encoding="utf-8")
    drawn = QIcon()
    sizes = [ICON * times for times in range(1, _finest() + 1)]
    for colour, mode, state in (
        (colours.secondary, QIcon.Mode.Normal, QIcon.State.Off),
        (colours.text, QIcon.Mode.Active, QIcon.State.Off),
        (colours.accent, QIcon.Mode.Normal, QIcon.State.On),
        (colours.hairline, QIcon.Mode.Disabled, QIcon.State.Off),
    ):
        for pixmap in _pixmaps(source, colour, sizes):
            drawn.addPixmap(pixmap, mode, state)
    return drawn


def picture(name: str, colour: str, size: int) -> QPixmap:
    """Return an icon as one pixmap of ``size`` pixels in one colour."""
    source = (_folder() / f"{name}.svg").read_text(encoding="utf-8")
    return next(_pixmaps(source, colour, [size]))


def application_icon() -> QIcon:
    """Return the icon of the program, in its own colours."""
    source = (_folder() / "fonds.svg").read_text(encoding="utf-8")
    drawn = QIcon()
    for pixmap in _pixmaps(source, "", (16, 24, 32, 48, 64, 128, 256)):
        drawn.addPixmap(pixmap)
    return drawn


def _folder() -> Path:
    return Path(resources.__file__).parent / "icons"


def _finest() -> int:
    """Return how many pixels the finest screen has for one; two at least, screens are changed."""
    return max([2, *(ceil(screen.devicePixelRatio()) for screen in QGuiApplication.screens())])


def _pixmaps(source: str, colour: str, sizes: Iterable[int]) -> Iterator[QPixmap]:
    """Yield a drawing in each size; it is read once."""
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    for size in sizes:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        yield pixmap
