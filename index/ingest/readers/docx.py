"""Word documents (ECMA-376 WordprocessingML): text in order, tables, lists, notes, properties.

Deleted text and field codes are left out, headers and footers are furniture; macros, pictures
and whatever the document links to are never opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from index.ingest.document import Part
from index.ingest.readers.content import Bounds, Content
from index.ingest.readers.layout import Assembler, Block, join
from index.ingest.readers.stamps import from_iso
from index.ingest.readers.xml import leaves, member, package, tree, walk

_SKIPPED = frozenset(("del", "delText", "instrText", "Fallback", "moveFrom", "delInstrText", "rPr"))
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_HEADING = re.compile(r"heading|titre|title|ttulo|título|berschrift", re.IGNORECASE)
_LIST = re.compile(r"^list|puce|viñeta|vieta|aufz", re.IGNORECASE)
_EDGES = re.compile(r"word/(?:header|footer)\d*\.xml")
_OFF = ("0", "false", "off")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield the one part of a Word document."""
    with package(content) as archive:
        data = member(content, bounds, archive, "word/document.xml")
        if data is None:
            raise content.fault("it is no Word document")
        blocks = _blocks(data, content, bounds)
        for name in _NOTES:
            notes = member(content, bounds, archive, name)
            if notes is not None:
                blocks += _blocks(notes, content, bounds)
        furniture: list[str] = []
        for name in sorted(filter(_EDGES.fullmatch, archive.namelist())):
            edge = member(content, bounds, archive, name)
            if edge is not None:
                furniture.append(join(_blocks(edge, content, bounds)))
        facts = leaves(member(content, bounds, archive, "docProps/core.xml"), content)
    yield part_of(content, blocks, facts, furniture)


def part_of(
    content: Content, blocks: list[Block], facts: dict[str, str], furniture: list[str]
) -> Part:
    """Return the part of an office document, given its Dublin Core properties."""
    text = join(blocks)
    title = facts.get("title", "")
    return Part(
        "",
        text,
        title=title if text.strip() else title or content.stem,
        made=from_iso(facts.get("created", "") or facts.get("creation-date", ""))
        or from_iso(facts.get("modified", "") or facts.get("date", "")),
        language=facts.get("language", "")[:2].lower() or None,
        properties=facts,
        furniture=tuple(dict.fromkeys(piece for piece in furniture if piece)),
        warning="" if text.strip() else "it has no text",
    )


def _blocks(data: bytes, content: Content, bounds: Bounds) -> list[Block]:
    assembler = Assembler()
    heading = False
    for event, element, name in walk(tree(data, content), bounds, _SKIPPED):
        if event == "end":
            _end(assembler, element, name, heading)
        elif name == "p":
            heading = False
            assembler.end_block()
        elif name == "pStyle":
            heading = bool(_HEADING.search(_value(element)))
            if _LIST.search(_value(element)):
                assembler.begin_item()
        elif name == "numPr":
            assembler.begin_item()
        elif name == "tr":
            assembler.begin_row()
        elif name == "tc":
            assembler.begin_cell()
    return assembler.blocks


def _end(assembler: Assembler, element: Any, name: str, heading: bool) -> None:
    if name == "t":
        if not _is_hidden(element):
            assembler.add(element.text)
    elif name == "sym":  # a sign of one font only
        assembler.add(" ")
    elif name in ("tab", "ptab"):
        assembler.add(" " if not _is_tab_stop(element) else "")
    elif name in ("br", "cr"):
        assembler.add("\n")
    elif name == "noBreakHyphen":
        assembler.add("-")
    elif name == "p":
        assembler.end_block(heading=heading)
        assembler.end_item()
    elif name == "tc":
        assembler.end_cell()
    elif name == "tr":
        assembler.end_row()


def _is_hidden(element: Any) -> bool:
    """Tell whether the run of a text is one that nobody sees on the page."""
    run = element.getparent()
    if run is None or not isinstance(run.tag, str):
        return False
    space = run.tag.rpartition("}")[0] + "}"
    hidden = run.find(f"{space}rPr/{space}vanish") if space in (_W, _STRICT) else None
    return hidden is not None and _value(hidden) not in _OFF


def _is_tab_stop(element: Any) -> bool:
    """Tell whether a tab is a tab stop of the style and not a character."""
    parent = element.getparent()
    return parent is not None and parent.tag.endswith("}tabs")


def _value(element: Any) -> str:
    return str(element.get(_W + "val") or element.get(_STRICT + "val") or "")
