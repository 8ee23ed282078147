from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

from viewer.panes.flow import FlowLayout


@pytest.fixture
def flow(shown):
    widget = QWidget()
    flow = FlowLayout(widget, gap=8)
    for _ in range(5):
        label = QLabel()
        label.setFixedSize(QSize(50, 20))
        flow.addWidget(label)
    shown(widget, 120, 200)
    return flow


def test_items_flow_into_lines(flow):
    places = [flow.itemAt(n).geometry().topLeft().toTuple() for n in range(5)]
    assert places == [(0, 0), (58, 0), (0, 24), (58, 24), (0, 48)]


def test_the_height_depends_on_the_width(flow):
    assert flow.hasHeightForWidth()
    assert flow.heightForWidth(1000) == 20
    assert flow.heightForWidth(120) == 68
    assert flow.heightForWidth(10) == 116


def test_sizes(flow):
    assert flow.minimumSize() == QSize(50, 20)
    assert flow.sizeHint() == QSize(290, 20)
    assert flow.expandingDirections() == Qt.Orientation(0)


def test_taking_items_out(flow):
    assert flow.count() == 5
    assert flow.takeAt(0) is not None
    assert flow.count() == 4
    assert flow.takeAt(9) is None
    assert flow.itemAt(-1) is None
