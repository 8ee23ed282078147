"""Markdown (CommonMark with tables) as plain text by markdown-it; front matter is a card."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from index.ingest.document import Part
from index.ingest.readers.content import MEGABYTE, Bounds, Content, told
from index.ingest.readers.layout import Assembler, entry, join
from index.ingest.readers.text import text_of

if TYPE_CHECKING:
    from markdown_it.token import Token

#: Beyond this size Markdown is shown as the plain text that it also is.
_MAX_PARSED = 4 * MEGABYTE
_FRONT = re.compile(r"\A---\s*\n(.{0,20000}?)\n(?:---|\.\.\.)\s*(?:\n|\Z)", re.DOTALL)
_FRONT_LINE = re.compile(r"^([^\s:#][^:\n]{0,80}):[ \t]+(\S.*)$", re.MULTILINE)
_TAG = re.compile(r"<[^<>]{1,300}>")
_PREFERRED_DATES = ("date", "published", "publication date")


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield the one part of a Markdown text."""
    text = text_of(content.path, content.whole())
    front = _FRONT.match(text)
    card = _card(front[1]) if front else ()
    text = text[front.end() :] if front else text
    if len(text) <= _MAX_PARSED:
        with told(content):
            text = plain(text)
    title = next((value for label, value in card if label.lower() in ("title", "titre")), "")
    fields = [entry(label, value) for label, value in card if value != title]
    shown = "" if text.lstrip().startswith(title) else title
    head = "\n\n".join(piece for piece in (shown, join(fields)) if piece)
    yield Part("", f"{head}\n\n{text}" if head else text, title=title)


def plain(text: str) -> str:
    """Return Markdown as plain text: marks gone, lists and tables as lines."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    assembler = Assembler()
    for token in parser.parse(text):
        _put(assembler, token)
    return join(assembler.blocks)


def _put(assembler: Assembler, token: Token) -> None:
    kind = token.type
    if kind == "inline":
        assembler.add(_inline(token.children or ()))
    elif kind in ("fence", "code_block"):
        assembler.add(token.content)
        assembler.end_block()
    elif kind == "html_block":
        assembler.add(_TAG.sub("", token.content))
        assembler.end_block()
    elif kind == "list_item_open":
        assembler.begin_item()
    elif kind == "list_item_close":
        assembler.end_item()
    elif kind == "tr_open":
        assembler.begin_row()
    elif kind == "tr_close":
        assembler.end_row()
    elif kind in ("td_open", "th_open"):
        assembler.begin_cell()
    elif kind in ("td_close", "th_close"):
        assembler.end_cell()
    elif kind in ("paragraph_close", "heading_close"):
        assembler.end_block(heading=kind == "heading_close")


def _inline(children: Sequence[Token]) -> str:
    pieces: list[str] = []
    for child in children:
        if child.type in ("text", "code_inline", "image"):
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
    return "".join(pieces)


def _card(front: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (label.strip(), value.strip().strip("\"'")) for label, value in _FRONT_LINE.findall(front)
    )
