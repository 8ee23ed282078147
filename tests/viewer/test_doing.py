from __future__ import annotations

from viewer.actions import DEEDS
from viewer.doing import done_by


def test_every_deed_is_in_the_table_and_nothing_else(window):
    assert set(done_by(window)) == {deed.name for deed in DEEDS if deed.name}


def test_the_table_can_be_called(qtbot, window):
    does = done_by(window)
    does["zoom_in"]()
    assert window.panes.reader.zoom == 1
    does["zoom_normal"]()
    assert window.panes.reader.zoom == 0
    does["next_record"]()
    qtbot.waitUntil(lambda: window.worker.idle)
    assert window.browsing.record.id == "r0"
