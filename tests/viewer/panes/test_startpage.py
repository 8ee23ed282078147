from __future__ import annotations

from PySide6.QtWidgets import QLabel

from viewer.panes.startpage import StartPage


def test_it_says_what_fonds_does_and_offers_two_ways_to_begin(qtbot, shown):
    page = shown(StartPage(), 900, 600)
    words = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "folder of documents" in words
    with qtbot.waitSignal(page.folder_wanted):
        page._add.click()
    with qtbot.waitSignal(page.sample_wanted):
        page._sample.click()


def test_the_keyboard_begins_at_the_first_button(shown):
    page = shown(StartPage(), 900, 600)
    assert page.focusProxy() is page._add
