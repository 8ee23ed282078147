"""PDF documents by pdfium: text page by page with its paragraphs, title and dates; no scripts.

Lines that stand at the head or foot of most pages are furniture. Pages without text are read by
tesseract only where a person asked for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.ingest.document import MISNAMED, Part
from index.ingest.patience import Stint
from index.ingest.readers.content import DAMAGED, MAX_TEXT, MEGABYTE, Bounds, Content, told
from index.ingest.readers.ocr import NO_TEXT, PICTURES_READ, Pictures
from index.ingest.readers.pdf_lines import page_text
from index.ingest.readers.running_heads import without_running_heads
from index.ingest.readers.stamps import from_pdf

if TYPE_CHECKING:
    import pypdfium2

_MAX_BYTES = 512 * MEGABYTE
#: For all pages, which show signs of life one by one; a page takes some milliseconds.
_SECONDS = 60.0
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ";", "»", "”")
_PROGRAM_TITLE = ("microsoft word", "microsoft powerpoint", "untitled", "sans titre", "document1")
_KEPT = ("Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield the one part of a PDF; without a text layer it has a name and a warning only."""
    import pypdfium2

    data = content.whole(_MAX_BYTES)
    start = max(data[:1024].find(b"%PDF-"), 0)
    try:
        document = pypdfium2.PdfDocument(data[start:])
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise content.fault("it is protected by a password") from error
        raise content.fault(DAMAGED if b"%PDF-" in data[:1024] else MISNAMED) from error
    with told(content):
        try:
            yield _part(content, bounds, document)
        finally:
            document.close()


def _part(content: Content, bounds: Bounds, document: pypdfium2.PdfDocument) -> Part:
    meta = document.get_metadata_dict()
    pages, total, warning = _pages(bounds, document)
    pages, furniture = without_running_heads(pages)
    text, offsets = _joined(pages)
    title = _title(meta)
    part = Part(
        "",
        text,
        title=title,
        made=from_pdf(meta.get("CreationDate", "")) or from_pdf(meta.get("ModDate", "")),
        properties={**{name: meta[name] for name in _KEPT if meta.get(name)}, "Pages": str(total)},
        pages=offsets,
        furniture=furniture,
        warning=warning,
        pictured=PICTURES_READ in warning,
    )
    if text.strip():
        return part
    return replace(part, text="", title=title or content.stem, warning=warning or NO_TEXT)


def _title(meta: Mapping[str, str]) -> str:
    """Return the title that a person gave, not what a program put there."""
    title = " ".join(meta.get("Title", "").split())
    if title.lower().startswith(_PROGRAM_TITLE) or title.lower().endswith(
        (".doc", ".docx", ".pdf")
    ):
        return ""
    return title


def _pages(bounds: Bounds, document: pypdfium2.PdfDocument) -> tuple[list[str], int, str]:
    """Return (text of each page read, number of pages there are, what is missing)."""
    import pypdfium2

    total = len(document)
    texts: list[str] = []
    pictures = Pictures(bounds)
    failed = length = 0
    time = Stint(_SECONDS)
    for number in range(min(total, bounds.limits.pages)):
        if length > MAX_TEXT or (time.over and pictures.over):
            break
        bounds.restart()
        try:
            texts.append(_page_text(pictures, document, number))
        except (pypdfium2.PdfiumError, ValueError, UnicodeError):
            texts.append("")
            failed += 1
        length += len(texts[-1])
    told = []
    if len(texts) < total:
        told.append(f"only the first {len(texts):,} of its {total:,} pages were read")
    if failed:
        told.append(f"{failed:,} of its {total:,} pages could not be read")
    if pictures.read:
        told.append(f"the text of {pictures.read:,} of its {total:,} pages {PICTURES_READ}")
    if pictures.stopped:
        others = "other pages" if pictures.read else "pictures of its pages"
        told.append(f"there was no time for the {others}")
    return texts, total, "; ".join(told)


def _page_text(pictures: Pictures, document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    try:
        textpage = page.get_textpage()
        try:
            text = page_text(textpage, page.get_width())
        finally:
            textpage.close()
        if not text.strip():
            text = pictures.text(page)
    finally:
        page.close()
    return text


def _joined(pages: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """Return the pages as one text and the offset at which each begins.

    A sentence that goes on over the page is not cut into two paragraphs.
    """
    pieces: list[str] = []
    offsets: list[int] = []
    length, last = 0, ""
    for page in pages:
        text = page.strip("\n")
        if text and last:
            ended = last.endswith(_SENTENCE_ENDS)
            pieces.append("\n\n" if ended else " " if text[0].islower() else "\n")
            length += len(pieces[-1])
        offsets.append(length)
        pieces.append(text)
        length += len(text)
        last = text.rstrip() or last
    return "".join(pieces), tuple(offsets)
