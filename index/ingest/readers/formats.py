"""The one table of formats: which endings and first bytes go to which reader."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Protocol, cast

from index.ingest.document import Part
from index.ingest.readers.compound import MAGIC, kind_of
from index.ingest.readers.content import FAULTS, HEAD, Bounds, Content
from index.ingest.readers.disguise import true_reader
from index.ingest.readers.text import begins_as_text


class Reader(Protocol):
    """Gives the parts of a document; raises only ``ReadError`` and ``BoundError``."""

    def __call__(self, content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
        """Yield the parts of *content*, which stands *depth* archives deep."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: ``module`` (beside this one) has ``read``, imported when first needed.

    ``magic`` are first bytes that prove the format whatever the ending says. A ``plain`` format
    is text in any encoding and costs no library.
    """

    name: str
    module: str
    endings: tuple[str, ...]
    magic: tuple[bytes, ...] = ()
    plain: bool = False

    def reader(self) -> Reader:
        """Return the function that reads this format."""
        return cast(Reader, import_module(f"index.ingest.readers.{self.module}").read)


FORMATS: tuple[Format, ...] = (
    Format("text", "text", (".txt", ".text"), plain=True),
    Format("Markdown", "markdown_text", (".md", ".markdown", ".mdown")),
    Format("web page", "web_page", (".html", ".htm", ".xhtml", ".xht")),
    Format("saved web page", "saved_page", (".mhtml", ".mht")),
    Format("PDF", "pdf", (".pdf",), (b"%PDF-",)),
    Format("Word", "docx", (".docx", ".docm", ".dotx", ".dotm")),
    Format("Word 97", "doc", (".doc", ".dot")),
    Format("OpenDocument text", "odt", (".odt", ".ott", ".fodt", ".odp", ".otp", ".fodp")),
    Format("PowerPoint", "pptx", (".pptx", ".pptm", ".ppsx", ".ppsm", ".potx")),
    Format("PowerPoint 97", "ppt", (".ppt", ".pps", ".pot")),
    Format("electronic book", "epub", (".epub",)),
    Format("RTF", "rtf", (".rtf",), (b"{\\rtf",)),
    Format("message", "message", (".eml",)),
    Format("Outlook message", "outlook", (".msg",)),
    Format("mailbox", "mailbox_file", (".mbox", ".mbx"), (b"From - ",)),
    Format("CSV", "csv_rows", (".csv", ".tsv", ".tab"), plain=True),
    Format("Excel", "xlsx_rows", (".xlsx", ".xlsm", ".xltx")),
    Format("Excel 97", "xls_rows", (".xls", ".xlt")),
    Format("OpenDocument spreadsheet", "ods_rows", (".ods", ".ots", ".fods")),
    Format("JSON", "json_rows", (".json", ".geojson")),
    Format("JSON lines", "json_lines", (".jsonl", ".ndjson"), plain=True),
    Format("ZIP", "zip_archive", (".zip",)),
    Format("tar", "tar_archive", (
        ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tbz", ".tar.xz", ".txz",
    )),
)  # fmt: skip

_ZIP_MAGIC = b"PK\x03\x04"
_ZIPPED = frozenset(
    ("docx", "odt", "xlsx_rows", "pptx", "epub", "ods_rows", "zip_archive")
)  # fmt: skip
#: A name in a ZIP file -> the reader of the format that keeps it there.
_ZIP_SIGNS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx_rows"),
    ("ppt/presentation.xml", "pptx"),
    ("META-INF/container.xml", "epub"),
    ("content.xml", "odt"),
)
#: First bytes that decide, whatever the name says.
_MAGICS = (MAGIC, _ZIP_MAGIC, *(magic for item in FORMATS for magic in item.magic))
#: How the names of plain texts end; no ending of two parts ends so.
_TEXT_ENDINGS = next(item.endings for item in FORMATS if item.module == "text")
#: How the names of documents end that cost no library, and hang none.
QUICK_ENDINGS = tuple(ending for item in FORMATS if item.plain for ending in item.endings)
#: Two-part endings are looked at before the last part alone.
_LONGEST_ENDING = 2
_MIME_LENGTH = 100


def format_of_name(name: str) -> Format | None:
    """Return the format that the ending of the file *name* stands for, or None.

    >>> format_of_name("Lot 3.TAR.GZ").name, format_of_name("photo.jpg")
    ('tar', None)
    """
    pieces = name.lower().rsplit(".", _LONGEST_ENDING)[1:]
    by_ending = _by_ending()
    for start in range(len(pieces)):
        found = by_ending.get("." + ".".join(pieces[start:]))
        if found is not None:
            return found
    return None


def format_of(content: Content) -> Format | None:
    """Return the format of an open document: its first bytes decide, then its name.

    A file without an ending is taken for text, or for a mailbox when it begins as one.
    """
    named = format_of_name(content.name)
    head = _beginning(content.head())
    for known in FORMATS:
        if head.startswith(known.magic):
            return known
    if head.startswith(MAGIC) and (boxed := kind_of(content)) is not None:
        return _by_module()[boxed]
    if head.startswith(_ZIP_MAGIC):
        return _zipped(content, named)
    if named is not None and (other := true_reader(named.module, head, begins_as_text)):
        return _by_module()[other]
    if named is None and "." not in content.name.strip("."):
        return _by_module()["mailbox_file" if head.startswith(b"From ") else "text"]
    return named


def is_text(path: str, data: bytes) -> bool:
    """Tell whether the bytes of a file are plain text for ``format_of``, as those of most are."""
    if not path.lower().endswith(_TEXT_ENDINGS):
        return False
    head = _beginning(data[:HEAD])
    return not head.startswith(_MAGICS) and not true_reader("text", head, begins_as_text)


def _beginning(head: bytes) -> bytes:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


@cache
def _by_ending() -> MappingProxyType[str, Format]:
    return MappingProxyType({ending: item for item in FORMATS for ending in item.endings})


@cache
def _by_module() -> MappingProxyType[str, Format]:
    return MappingProxyType({item.module: item for item in FORMATS})


def _zipped(content: Content, named: Format | None) -> Format:
    """Return the format of what begins as a ZIP file: a name is believed unless it is disproved."""
    if named is not None and named.module == "zip_archive":
        return named
    kind = _by_module()[_zip_kind(content)]
    packed = named is not None and named.module in _ZIPPED
    return named if named is not None and packed and kind.module == "zip_archive" else kind


def _zip_kind(content: Content) -> str:
    try:
        with zipfile.ZipFile(content.file) as archive:
            names = frozenset(archive.namelist())
            if "mimetype" in names and b"spreadsheet" in archive.open("mimetype").read(
                _MIME_LENGTH
            ):
                return "ods_rows"
    except FAULTS:
        return "zip_archive"
    finally:
        content.file.seek(0)
    return next((module for name, module in _ZIP_SIGNS if name in names), "zip_archive")
