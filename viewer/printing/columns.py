"""The columns of a printed result list, declared once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt

from index.record import Record
from viewer.reading.fields import QT_TRANSLATE_NOOP, amount_text, field_text
from viewer.reading.plain import plain

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight

#: A text beyond this many characters is cut: no row may be longer than a page.
LONGEST_CELL = 400


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: inferred values are set in italics."""

    text: str
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its share of the width, its side, and what a record has in it.

    ``field`` is the field of the record that it shows, "" for those that are never inferred.
    """

    head: str
    share: float
    side: Qt.AlignmentFlag
    text: Callable[[Record, str], str]
    field: str = ""

    def cell(self, record: Record, language: str) -> Cell:
        """Return what a record has in this column."""
        return Cell(cut(self.text(record, language)), self.field in record.inferred)


def cut(text: str) -> str:
    """Return text made safe to paint, cut where it is beyond all measure."""
    text = plain(text)
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def _budget(record: Record, language: str) -> str:
    """Return the budget without its cents; it may be wrapped before the currency."""
    if record.budget is None:
        return ""
    return amount_text(float(round(record.budget)), record.currency, language).replace(
        "\u00a0", " "
    )


def _field(name: str) -> Callable[[Record, str], str]:
    return lambda record, language: field_text(record, name, language)


COLUMNS: Final = (
    Column(
        QT_TRANSLATE_NOOP("List", "Identifier"),
        0.13,
        LEFT,
        lambda record, _: "\n".join(record.identifiers),
    ),
    Column(QT_TRANSLATE_NOOP("List", "Title"), 0.36, LEFT, lambda record, _: record.title),
    Column(
        QT_TRANSLATE_NOOP("List", "Year"),
        0.06,
        RIGHT,
        lambda record, _: str(record.year or ""),
        "year",
    ),
    Column(QT_TRANSLATE_NOOP("List", "Status"), 0.11, LEFT, _field("status"), "status"),
    Column(QT_TRANSLATE_NOOP("List", "Region"), 0.14, LEFT, _field("region"), "region"),
    Column(QT_TRANSLATE_NOOP("List", "Budget"), 0.15, RIGHT, _budget, "budget"),
)
