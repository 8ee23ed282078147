"""About Fonds: what it is, its version, the archive that is open, the licence."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.look.fonts import bold
from viewer.look.metrics import AROUND, BETWEEN, GROUPS

_MEASURE = 400


class AboutDialog(QDialog):
    """Says what the program is and where its data lies."""

    def __init__(self, picture: QPixmap, archive: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Fonds"))
        image = QLabel(self)
        image.setPixmap(picture)
        title = QLabel(self.tr("Fonds {version}").format(version=version()), self)
        font = bold(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.4)
        title.setFont(font)
        says = QVBoxLayout()
        says.setSpacing(BETWEEN)
        says.addWidget(title)
        for text in (
            self.tr("Search, filter, read and print an archive of documents, without a network."),
            self.tr("This archive is kept in {folder}.").format(folder=archive),
            self.tr(
                "Free software under the GNU General Public License, version 3 or later. "
                "It comes without any warranty."
            ),
        ):
            label = QLabel(text, self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setFixedWidth(_MEASURE)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            says.addWidget(label)
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(GROUPS)
        row.addWidget(image, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(says)
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND, AROUND, AROUND, GROUPS)
        column.setSpacing(GROUPS)
        column.addLayout(row)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def version() -> str:
    """Return the version of the installed program, or nothing when it runs from its source."""
    from importlib import metadata  # reads messages and mails: a window starts without it

    try:
        return metadata.version("fonds")
    except metadata.PackageNotFoundError:
        return ""
