from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from viewer.dialogs.why import WhyDialog


@pytest.mark.parametrize(
    ("sentences", "told"),
    [
        (("One.", "Two."), ["Title", "One.", "Two."]),
        (
            (),
            ["Title", "No words were searched: every record with the filters is listed."],
        ),
    ],
)
def test_it_shows_title_and_sentences(qtbot, qapp, sentences, told):
    dialog = WhyDialog("Title", sentences)
    qtbot.addWidget(dialog)
    assert [label.text() for label in dialog.findChildren(QLabel)] == told


def test_it_can_be_copied_from_and_left_by_enter(qtbot, theme):
    dialog = WhyDialog("Un titre", ["<b>no</b> markup"])
    qtbot.addWidget(dialog)
    dialog.show()
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
