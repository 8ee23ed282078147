"""Presentations (ECMA-376 PresentationML): the slides in their order, each with its notes.

Titles, lists and tables are read; what masters repeat on every slide, pictures, media and
whatever the presentation links to are never opened.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from index.ingest.document import Part
from index.ingest.readers.content import Bounds, Content
from index.ingest.readers.docx import part_of
from index.ingest.readers.layout import Assembler, Block
from index.ingest.readers.xml import leaves, member, package, tree, walk

_PRESENTATION = "ppt/presentation.xml"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NOTES = "/notesSlide"
_MAX_SLIDES = 5000
#: Number, date and footer of a slide, and what a program puts there in their place.
_SKIPPED = frozenset(("fld", "Fallback", "rPr", "pPr", "endParaRPr", "bodyPr"))
_FURNITURE = frozenset(("sldNum", "dt", "ftr", "hdr", "sldImg"))
_TITLES = frozenset(("title", "ctrTitle"))


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield the one part of a presentation."""
    with package(content) as archive:
        index = member(content, bounds, archive, _PRESENTATION)
        if index is None:
            raise content.fault("it is no presentation")
        related = _related(archive, _PRESENTATION, content, bounds)
        blocks: list[Block] = []
        for name in _slides(index, related, content)[:_MAX_SLIDES]:
            blocks += _blocks(member(content, bounds, archive, name), content, bounds)
            for target, kind in _related(archive, name, content, bounds).values():
                if kind.endswith(_NOTES):
                    notes = member(content, bounds, archive, target)
                    blocks += _blocks(notes, content, bounds)
        facts = leaves(member(content, bounds, archive, "docProps/core.xml"), content)
    yield part_of(content, blocks, facts, [])


def _slides(index: bytes, related: dict[str, tuple[str, str]], content: Content) -> list[str]:
    """Return the names of the slides in the order in which they are shown."""
    names = []
    for element in tree(index, content).iter():
        if isinstance(element.tag, str) and element.tag.endswith("}sldId"):
            target, _ = related.get(element.get(_RELATED, ""), ("", ""))
            names += [target] if target else []
    return names


def _related(
    archive: zipfile.ZipFile, name: str, content: Content, bounds: Bounds
) -> dict[str, tuple[str, str]]:
    """Return id -> (name in the archive, kind) of what a member refers to within the archive."""
    folder, own = posixpath.split(name)
    data = member(content, bounds, archive, f"{folder}/_rels/{own}.rels")
    found: dict[str, tuple[str, str]] = {}
    if data is None:
        return found
    for link in tree(data, content).iter():
        if isinstance(link.tag, str) and link.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", "")))
            found[link.get("Id", "")] = (target.lstrip("/"), link.get("Type", ""))
    return found


def _blocks(data: bytes | None, content: Content, bounds: Bounds) -> list[Block]:
    """Return the paragraphs and table rows of one slide."""
    assembler = Assembler()
    if data is None:
        return []
    place = ""  # what the shape in hand is for
    for event, element, name in walk(tree(data, content), bounds, _SKIPPED):
        if event == "start":
            place = _start(assembler, element, name, place)
        elif place not in _FURNITURE:
            _end(assembler, element, name, place)
    return assembler.blocks


def _start(assembler: Assembler, element: Any, name: str, place: str) -> str:
    """Begin an element; return what the shape is for by now."""
    if name in ("sp", "graphicFrame"):
        return ""
    if name == "ph":
        return str(element.get("type", "body"))
    if name == "tr":
        assembler.begin_row()
    elif name == "tc":
        assembler.begin_cell()
    elif name == "p" and place not in _TITLES:
        assembler.end_block()
    return place


def _end(assembler: Assembler, element: Any, name: str, place: str) -> None:
    if name == "t":
        assembler.add(element.text)
    elif name == "br":
        assembler.add("\n")
    elif name == "p":
        assembler.end_block(heading=place in _TITLES)
    elif name == "tc":
        assembler.end_cell()
    elif name == "tr":
        assembler.end_row()
