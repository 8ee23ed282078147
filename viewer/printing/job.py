"""What is to be put on paper, whole: the records, as sheets or as a list, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from index.record import Record
from viewer.printing.listing import Heading
from viewer.printing.output import (
    export_list_pdf,
    export_pdf,
    preview,
    print_list,
    print_records,
)
from viewer.printing.records import PrintOptions


@dataclass(frozen=True, slots=True)
class Job:
    """Records for paper: a list when there is a ``heading``, else one sheet after another."""

    records: Sequence[Record]
    archive: str
    options: PrintOptions | None = None
    heading: Heading | None = None

    def print_on(self, printer: QPrinter) -> int:
        """Print; return how many pages that made. Raises OSError."""
        if self.heading is None:
            return print_records(self.records, self.archive, printer, self.options)
        return print_list(self.records, self.heading, self.archive, printer, self.options)

    def write(self, path: Path) -> int:
        """Write a PDF file; return how many pages that made. Raises OSError."""
        if self.heading is None:
            return export_pdf(self.records, self.archive, path, self.options)
        return export_list_pdf(self.records, self.heading, self.archive, path, self.options)

    def preview(self, parent: QWidget | None = None) -> None:
        """Show the pages as they will be printed; the dialog prints them on demand."""
        preview(self.print_on, parent)
