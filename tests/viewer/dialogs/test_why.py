from __future__ import annotations

import pytest
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
