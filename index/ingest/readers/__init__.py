"""Readers: one small module per format, told apart by the table below.

A reader takes a path and gives the text of the document, or raises ``ReadError``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from index.errors import ReadError
from index.ingest.readers.text import looks_like_text, read_text

__all__ = ["FORMATS", "is_document", "read_document"]

#: File name ending -> reader.
FORMATS: Mapping[str, Callable[[Path], str]] = MappingProxyType(
    {".txt": read_text, ".text": read_text, ".md": read_text, ".markdown": read_text}
)


def is_document(path: Path) -> bool:
    """Tell whether Fonds reads *path*: a known ending, or none and the content of a text file."""
    suffix = path.suffix.lower()
    if suffix in FORMATS:
        return True
    return not suffix and not path.name.startswith(".") and looks_like_text(path)


def read_document(path: Path) -> str:
    """Return the text of the document at *path*, with ``\\n`` as the only line end.

    Raises:
        ReadError: the document could not be read, with the reason in plain words.
    """
    reader = FORMATS.get(path.suffix.lower())
    if reader is None:
        if path.suffix:
            raise ReadError(path, f"Fonds does not read “{path.suffix}” files")
        reader = read_text
    return reader(path)
