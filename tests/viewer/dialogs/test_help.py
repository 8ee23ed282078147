from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from index.search.examples import EXAMPLES
from viewer.actions import DEEDS
from viewer.dialogs.help import keyboard_help, keyboard_parts, search_help, search_parts


def test_every_key_of_the_table_of_actions_is_told(qapp):
    told = {right for _, rows in keyboard_parts() for _, right in rows}
    for deed in DEEDS:
        if deed.keys:
            assert deed.text.replace("&", "").rstrip("…") in told


def test_every_construct_of_the_language_is_told(qapp):
    rows = dict(search_parts()[0][1])
    assert rows == {example.text: example.en for example in EXAMPLES}


def test_dialogs_show_all_parts(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    for dialog in (keyboard_help(holder), search_help(holder)):
        words = [label.text() for label in dialog.findChildren(QLabel)]
        assert len(words) > 20
        assert dialog.windowTitle()
