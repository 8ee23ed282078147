"""OpenDocument texts (OASIS ODF 1.3), zipped or flat: text in order, tables, lists, notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.ingest.document import Part
from index.ingest.readers.content import MEGABYTE, Bounds, Content
from index.ingest.readers.docx import part_of
from index.ingest.readers.layout import Assembler, Block, join
from index.ingest.readers.xml import leaves, leaves_of, member, package, tree, walk

_MAX_FLAT = 48 * MEGABYTE
_SKIPPED = frozenset(
    ("tracked-changes", "annotation", "annotation-end", "sequence-decls", "script", "scripts",
     "event-listeners", "forms", "automatic-styles", "font-face-decls", "note",
     "table-of-content", "binary-data", "settings", "meta", "master-styles", "styles")
)  # fmt: skip
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_NOTE, _NOTE_BODY = _TEXT + "note", _TEXT + "note-body"
_META = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}meta"
_EDGES = ("header", "footer")
_MAX_SPACES = 100


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield the one part of an OpenDocument text."""
    if content.head(2) != b"PK":
        root = tree(content.whole(_MAX_FLAT), content)
        facts = {} if (meta := root.find(_META)) is None else leaves_of(meta)
        yield part_of(content, _blocks(root, bounds), facts, _edges(root, bounds))
        return
    with package(content) as archive:
        if _is_encrypted(member(content, bounds, archive, "META-INF/manifest.xml")):
            raise content.fault("it is protected by a password")  # newer ones hide even their parts
        body = member(content, bounds, archive, "content.xml")
        if body is None:
            raise content.fault("it is no OpenDocument text")
        blocks = _blocks(tree(body, content), bounds)
        facts = leaves(member(content, bounds, archive, "meta.xml"), content)
        styles = member(content, bounds, archive, "styles.xml")
    edges = [] if styles is None else _edges(tree(styles, content), bounds)
    yield part_of(content, blocks, facts, edges)


def _is_encrypted(manifest: bytes | None) -> bool:
    return manifest is not None and b"encryption-data" in manifest


def _edges(root: Any, bounds: Bounds) -> list[str]:
    """Return the texts of the headers and footers, which the styles hold."""
    found = (element for element in root.iter() if isinstance(element.tag, str))
    edges = [element for element in found if element.tag.rpartition("}")[2] in _EDGES]
    return [join(_blocks(element, bounds)) for element in edges]


def _blocks(root: Any, bounds: Bounds) -> list[Block]:
    """Return the blocks of a text; its notes, which stand within their sentences, at the end."""
    notes: list[Any] = []
    blocks = _in_order(root, bounds, notes)
    for note in notes:
        blocks += _in_order(note, bounds, [])
    return blocks


def _in_order(root: Any, bounds: Bounds, notes: list[Any]) -> list[Block]:
    """Return the blocks of an element; the notes that stand in it are put into *notes*."""
    assembler = Assembler()
    for event, element, name in walk(root, bounds, _SKIPPED):
        if event == "start":
            _start(assembler, element, name)
        elif element.tag == _NOTE:
            notes.extend(element.iterchildren(_NOTE_BODY))
            assembler.add(element.tail)
        elif element is not root:
            _end(assembler, name)
            if _is_inline(element):
                assembler.add(element.tail)
    return assembler.blocks


def _start(assembler: Assembler, element: Any, name: str) -> None:
    if name in ("p", "h"):
        assembler.end_block()
        assembler.add(element.text)
    elif name == "list-item":
        assembler.begin_item()
    elif name == "table-row":
        assembler.begin_row()
    elif name == "table-cell":
        assembler.begin_cell()
    elif name == "s":
        count = element.get(_TEXT + "c", "1")
        assembler.add(" " * (min(int(count), _MAX_SPACES) if count.isdecimal() else 1))
    elif name == "tab":
        assembler.add("\t")
    elif name == "line-break":
        assembler.add("\n")
    elif _is_inline(element):
        assembler.add(element.text)


def _end(assembler: Assembler, name: str) -> None:
    if name in ("p", "h"):
        assembler.end_block(heading=name == "h")
    elif name == "list-item":
        assembler.end_item()
    elif name == "table-cell":
        assembler.end_cell()
    elif name == "table-row":
        assembler.end_row()


def _is_inline(element: Any) -> bool:
    """Tell whether text may stand before or after *element*: inside a paragraph only."""
    parent = element.getparent()
    while parent is not None and isinstance(parent.tag, str):
        if parent.tag in (_TEXT + "p", _TEXT + "h"):
            return True
        parent = parent.getparent()
    return False
