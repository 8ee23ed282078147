"""Electronic books (EPUB 2 and 3): the chapters in the order of the book, as one record."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from index.ingest.document import Part
from index.ingest.readers.content import MAX_TEXT, BoundError, Bounds, Content
from index.ingest.readers.docx import part_of
from index.ingest.readers.layout import Block
from index.ingest.readers.web_page import page_text, text_blocks
from index.ingest.readers.xml import leaves, member, package, tree

_CONTAINER = "META-INF/container.xml"
_LOCKED = "META-INF/rights.xml"
_MAX_CHAPTERS = 5000
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield the one part of a book."""
    with package(content) as archive:
        if _LOCKED in archive.namelist():
            raise content.fault("it is protected against copying")
        name = _package_name(member(content, bounds, archive, _CONTAINER), content)
        data = member(content, bounds, archive, name)
        if data is None:
            raise content.fault("it is no electronic book")
        blocks: list[Block] = []
        length = 0
        for chapter in _chapters(tree(data, content), posixpath.dirname(name)):
            found = _blocks(archive, chapter, content, bounds)
            length += sum(len(block.text) for block in found)
            blocks += found
            if length > MAX_TEXT:
                break
    yield part_of(content, blocks, leaves(data, content), [])


def _package_name(data: bytes | None, content: Content) -> str:
    """Return the name of the file that tells of what the book is made."""
    if data is not None:
        for element in tree(data, content).iter("{*}rootfile"):
            return unquote(element.get("full-path", ""))
    return "content.opf"


def _chapters(package_file: Any, folder: str) -> list[str]:
    """Return the names of the chapters in the order in which they are read (the spine)."""
    items = {
        item.get("id"): posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        for item in package_file.iter("{*}item")
        if item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split()
    }
    refs = [ref.get("idref") for ref in package_file.iter("{*}itemref")]
    return [items[ref] for ref in dict.fromkeys(refs) if ref in items][:_MAX_CHAPTERS]


def _blocks(archive: zipfile.ZipFile, name: str, content: Content, bounds: Bounds) -> list[Block]:
    """Return the blocks of a chapter; one that is locked or not there has none."""
    try:
        data = member(content, bounds, archive, name)
    except BoundError:
        if bounds.expired:
            raise
        return []
    return text_blocks(page_text(data), content, bounds) if data else []
