from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from viewer.panes.meaningbox import MeaningBox


@pytest.fixture
def box(shown):
    return shown(MeaningBox("Montant", "budget", None), 240, 32)


def test_what_fonds_reads_by_itself_comes_first(box):
    assert box.currentText() == "By itself: Budget"
    assert box.currentData() is None


def test_a_column_without_meaning_and_one_with_a_profile(shown):
    assert shown(MeaningBox("Note", None, None)).currentText() == "Shown as it stands"
    assert shown(MeaningBox("Note", None, "title")).currentText() == "Title"


def test_a_choice_is_said(qtbot, box):
    place = box.findData("year")
    with qtbot.waitSignal(box.field_chosen) as chosen:
        box.activated.emit(place)
    assert chosen.args == ["year"]


def test_the_wheel_does_not_choose(box):
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    box.wheelEvent(event)
    assert not event.isAccepted()
    assert box.currentIndex() == 0


def test_it_is_named_for_screen_readers(box):
    assert box.accessibleName() == "What “Montant” means"
