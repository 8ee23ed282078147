from __future__ import annotations

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

from tests.viewer.fakes import make_record
from viewer.printing.heading import picked_heading
from viewer.printing.job import Job

RECORDS = (make_record(1), make_record(2), make_record(3))


def printer(path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


@pytest.mark.parametrize(("heading", "pages"), [(None, 3), (picked_heading(3), 1)])
def test_sheets_begin_pages_and_a_list_does_not(qapp, tmp_path, read_pdf, heading, pages):
    job = Job(RECORDS, "mission", heading=heading)
    assert job.write(tmp_path / "file.pdf") == pages
    assert job.print_on(printer(tmp_path / "printed.pdf")) == pages
    for name in ("file.pdf", "printed.pdf"):
        found = read_pdf(tmp_path / name)
        assert len(found.pages) == pages
        assert all("mission" in page for page in found.pages)
        assert "nº 3" in found.pages[-1]


def test_the_preview_shows_the_pages_of_the_job(qapp, tmp_path, read_pdf, monkeypatch):
    def ask_for_paint(dialog):
        dialog.paintRequested.emit(printer(tmp_path / "preview.pdf"))

    monkeypatch.setattr(QPrintPreviewDialog, "exec", ask_for_paint)
    Job(RECORDS, "mission").preview()
    assert len(read_pdf(tmp_path / "preview.pdf").pages) == 3
