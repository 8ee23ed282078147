"""A table that is read: whole rows are chosen, nothing is typed, Tab goes on to what follows."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from viewer.panes.quiettable import make_quiet


def test_rows_are_chosen_and_nothing_is_typed(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    table, button = QTableWidget(2, 2), QPushButton("Close")
    layout = QVBoxLayout(page)
    layout.addWidget(table)
    layout.addWidget(button)
    for row in range(2):
        for column in range(2):
            table.setItem(row, column, QTableWidgetItem("word"))
    make_quiet(table)
    page.show()
    table.setFocus()
    table.setCurrentCell(1, 0)
    QTest.keyClicks(table, "x")
    assert table.item(1, 0).text() == "word"
    assert {index.row() for index in table.selectedIndexes()} == {1}
    assert len(table.selectedIndexes()) == 2
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert (table.currentRow(), table.currentColumn()) == (1, 0)
