"""A choice of what a column means; the wheel scrolls the table, not the choice."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from viewer.models.profiledraft import FIELD_WORDS, field_words


class MeaningBox(QComboBox):
    """Offers what Fonds reads by itself first, then every field; None stands for the first."""

    field_chosen = Signal(object)

    def __init__(
        self, column: str, understood: str | None, chosen: str | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What “{column}” means").format(column=column))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        alone = self.tr("By itself: {field}") if understood else self.tr("Shown as it stands")
        self.addItem(alone.format(field=field_words(understood or "")), None)
        self.insertSeparator(1)
        for name in FIELD_WORDS:
            self.addItem(field_words(name), name)
        self.setCurrentIndex(max(0, self.findData(chosen)) if chosen else 0)
        self.activated.connect(lambda place: self.field_chosen.emit(self.itemData(place)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the table scroll."""
        event.ignore()
