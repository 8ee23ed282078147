"""How an import goes on: n of m, the current file, speed, time left, and a way to stop it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QPushButton, QWidget

from viewer.look.metrics import BETWEEN, GROUPS, INSIDE
from viewer.wording import documents, duration, number


class ImportStrip(QWidget):
    """A quiet strip under the search field; the window stays usable."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = QLabel(self)
        self._what.setTextFormat(Qt.TextFormat.PlainText)
        self._pace = QLabel(self)
        self._pace.setObjectName("secondary")
        self._pace.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Documents read"))
        self._stop = QPushButton(self.tr("Stop"), self)
        self._stop.setObjectName("link")
        self._stop.setToolTip(self.tr("Stop adding; what was added stays"))
        self._stop.clicked.connect(self._on_stop)
        grid = QGridLayout(self)
        grid.setContentsMargins(GROUPS, INSIDE, GROUPS, BETWEEN)
        grid.setHorizontalSpacing(BETWEEN)
        grid.setVerticalSpacing(INSIDE)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._what, 0, 0)
        grid.addWidget(self._pace, 0, 1)
        grid.addWidget(self._stop, 0, 2)
        grid.addWidget(self._bar, 1, 0, 1, 3)
        self.hide()

    def begin(self) -> None:
        """Show the strip before anything is known."""
        self._what.setText(self.tr("Looking for documents…"))
        self._pace.setText("")
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        self.show()

    def set_progress(self, done: int, total: int, path: str, failed: int, seconds: float) -> None:
        """Show how far the import is; ``seconds`` is the time since it began."""
        if total <= 0:
            return
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        text = self.tr("{n} of {documents} read").format(n=number(done), documents=documents(total))
        name = Path(path).name
        room = max(120, self.width() // 2)
        shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, room)
        self._what.setText(f"{text} · {shown}" if name else text)
        self._pace.setText(self._paced(done, total, failed, seconds))

    def _paced(self, done: int, total: int, failed: int, seconds: float) -> str:
        parts = []
        if failed:
            parts.append(self.tr("{n} could not be read").format(n=number(failed)))
        if done and seconds >= 1:
            speed = done / seconds
            parts.append(self.tr("{n} per second").format(n=number(max(1, speed))))
            left = duration((total - done) / speed)
            parts.append(self.tr("{time} left").format(time=left))
        return " · ".join(parts)

    def _on_stop(self) -> None:
        self._stop.setEnabled(False)
        self._what.setText(self.tr("Stopping after the documents in hand…"))
        self.cancelled.emit()
