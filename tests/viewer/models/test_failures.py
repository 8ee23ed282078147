from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from index.progress import Failure
from viewer.models.failures import FailureModel

HEADS = ("Document", "Reason", "Folder")


@pytest.fixture
def model(qapp):
    failed = (Failure("/x/a.pdf", "the file is damaged"), Failure("b.doc", "the file is empty"))
    return FailureModel(failed, HEADS)


def test_each_document_has_a_row(model, qtmodeltester):
    qtmodeltester.check(model)
    assert (model.rowCount(), model.columnCount()) == (2, 3)
    rows = [[model.index(row, column).data() for column in range(3)] for row in range(2)]
    assert rows == [["a.pdf", "the file is damaged", "/x"], ["b.doc", "the file is empty", ""]]


def test_a_cell_says_the_whole_of_itself_in_its_hint(model):
    assert model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole) == "/x"
    assert model.index(0, 2).data(Qt.ItemDataRole.DecorationRole) is None


def test_columns_have_heads_and_rows_have_none(model):
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert [model.headerData(place, across) for place in range(3)] == [*HEADS]
    assert model.headerData(0, down) is None
    assert model.headerData(0, across, Qt.ItemDataRole.DecorationRole) is None
