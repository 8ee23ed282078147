"""Sends pages to a printer, a preview or a PDF file."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QIODevice, QMarginsF, QSaveFile
from PySide6.QtGui import QPagedPaintDevice, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from index.record import Record
from viewer.printing.fonts import load_fonts
from viewer.printing.listing import Heading, ListPages
from viewer.printing.records import PrintOptions, RecordPages
from viewer.printing.sheet import Sheet
from viewer.reading.plain import plain
from viewer.wording import language

#: The papers that can be asked for.
PAPERS = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}

_CREATOR = "Fonds"
_DOTS_PER_INCH = 1200
_PREVIEW_SIZE = (1040, 840)


class Pages(Protocol):
    """Something that was set for a device: its pages are counted and can be painted."""

    count: int

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint page ``number``, counted from 0."""


Setter = Callable[[Sheet], Iterable[Pages]]


def print_records(
    records: Iterable[Record],
    archive_name: str,
    printer: QPrinter,
    options: PrintOptions | None = None,
) -> int:
    """Print records, each beginning a page; return how many pages that made."""
    return _on_printer(printer, _records(records, archive_name, options or _usual()))


def print_list(
    records: Iterable[Record],
    heading: Heading,
    archive_name: str,
    printer: QPrinter,
    options: PrintOptions | None = None,
) -> int:
    """Print a result list; return how many pages that made."""
    return _on_printer(printer, _list(records, heading, archive_name, options or _usual()))


def export_pdf(
    records: Iterable[Record],
    archive_name: str,
    path: Path,
    options: PrintOptions | None = None,
    paper: str = "a4",
) -> int:
    """Write the sheets of records to a PDF file; return how many pages that made.

    Raises:
        OSError: the file cannot be written; a file that stood there before still stands.
    """
    sheets = list(records)
    title = sheets[0].title if len(sheets) == 1 else archive_name
    setter = _records(sheets, archive_name, options or _usual())
    return _to_file(path, setter, title, archive_name, paper)


def export_list_pdf(
    records: Iterable[Record],
    heading: Heading,
    archive_name: str,
    path: Path,
    options: PrintOptions | None = None,
    paper: str = "a4",
) -> int:
    """Write a result list to a PDF file; return how many pages that made. Raises OSError."""
    setter = _list(records, heading, archive_name, options or _usual())
    return _to_file(path, setter, heading.words or archive_name, archive_name, paper)


def preview(paint: Callable[[QPrinter], object], parent: QWidget | None = None) -> None:
    """Show the pages that ``paint`` makes as they will be printed; the dialog prints on demand."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle(QCoreApplication.translate("Print", "Print preview"))
    dialog.resize(*_PREVIEW_SIZE)
    dialog.paintRequested.connect(lambda asked: paint(asked))
    dialog.exec()
    dialog.deleteLater()


def _usual() -> PrintOptions:
    return PrintOptions(language=language())


def _records(records: Iterable[Record], archive_name: str, options: PrintOptions) -> Setter:
    return lambda sheet: (RecordPages(record, archive_name, options, sheet) for record in records)


def _list(
    records: Iterable[Record], heading: Heading, archive_name: str, options: PrintOptions
) -> Setter:
    return lambda sheet: [ListPages(records, heading, archive_name, options, sheet)]


def _on_printer(printer: QPrinter, setter: Setter) -> int:
    printer.setCreator(_CREATOR)
    printer.setFullPage(True)
    first, last = 1, None
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.toPage():
        first, last = printer.fromPage(), printer.toPage()
    return _paint(printer, setter, first, last)


def _to_file(path: Path, setter: Setter, title: str, author: str, paper: str) -> int:
    """Write a PDF beside its place and put it there when it is whole."""
    file = QSaveFile(str(path))
    file.setDirectWriteFallback(True)
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(errno.EACCES, file.errorString(), str(path))
    writer = QPdfWriter(file)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageSize(QPageSize(PAPERS[paper]))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(plain(title))
    writer.setAuthor(plain(author))
    writer.setCreator(_CREATOR)
    count = _paint(writer, setter)
    if not file.commit():
        raise OSError(errno.EIO, file.errorString(), str(path))
    return count


def _paint(
    device: QPagedPaintDevice, setter: Setter, first: int = 1, last: int | None = None
) -> int:
    """Paint the pages from ``first`` to ``last``, counted from 1 over all of them."""
    load_fonts()
    sheet = Sheet(device)
    painter = QPainter()
    if not painter.begin(device):
        raise OSError(errno.EIO, "nothing can be printed there")
    painted = 0
    try:
        for number, (pages, page) in enumerate(_in_order(setter(sheet)), start=1):
            if number < first or (last is not None and number > last):
                continue
            if painted:
                device.newPage()
            pages.paint(painter, page)
            painted += 1
    finally:
        painter.end()
    return painted


def _in_order(parts: Iterable[Pages]) -> Iterator[tuple[Pages, int]]:
    for pages in parts:
        for page in range(pages.count):
            yield pages, page
