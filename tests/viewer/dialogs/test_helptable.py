from __future__ import annotations

from PySide6.QtWidgets import QLabel

from viewer.dialogs.helptable import HelpTable


def test_parts_and_rows_are_shown_as_text(qtbot):
    dialog = HelpTable("Help", [("One", [("a", "<b>first</b>")]), ("Two", [("b", "second")])])
    qtbot.addWidget(dialog)
    labels = dialog.findChildren(QLabel)
    assert [label.text() for label in labels] == ["One", "a", "<b>first</b>", "Two", "b", "second"]
    assert all(label.textFormat().name == "PlainText" for label in labels)
    assert labels[0].font().bold()
