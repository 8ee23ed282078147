"""What the tests of printing share: a device, and a reader of the PDFs that were written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageSize, QPdfWriter

from viewer.printing.fonts import load_fonts
from viewer.printing.sheet import Sheet


@dataclass(frozen=True)
class Pdf:
    """A PDF as a person would see it: the text of each page, and the edges of what is on it."""

    pages: list[str]
    sizes: list[tuple[float, float]]
    edges: list[tuple[float, float, float, float]]
    metadata: dict[str, str]


@pytest.fixture
def read_pdf() -> Callable[[Path], Pdf]:
    def read(path: Path) -> Pdf:
        document = pypdfium2.PdfDocument(path)
        pages, sizes, edges = [], [], []
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_bounded())
            sizes.append(page.get_size())
            boxes = [text.get_charbox(i) for i in range(text.count_chars())]
            boxes = [box for box in boxes if box[2] > box[0]]
            edges.append(
                (
                    min(box[0] for box in boxes),
                    min(box[1] for box in boxes),
                    max(box[2] for box in boxes),
                    max(box[3] for box in boxes),
                )
            )
            text.close()
            page.close()
        found = Pdf(pages, sizes, edges, document.get_metadata_dict())
        document.close()
        return found

    return read


@pytest.fixture
def sheet(qapp, tmp_path: Path) -> Sheet:
    load_fonts()
    writer = QPdfWriter(str(tmp_path / "device.pdf"))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    return Sheet(writer)
