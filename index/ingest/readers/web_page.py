"""Web pages (HTML, XHTML): the document's own text apart from the page around it.

trafilatura tells which passages are the main text, with its title and date; the text itself is
taken from the page's own blocks, so that field cards, lists and tables keep their shape. What is
left out is kept as furniture. Scripts, styles, frames and everything remote are never looked at.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from index.ingest.document import Part
from index.ingest.encodings import decode
from index.ingest.readers.content import MEGABYTE, Bounds, Content, told
from index.ingest.readers.layout import Block, join, tidy
from index.ingest.readers.main_text import split
from index.ingest.readers.page_blocks import blocks_of
from index.ingest.readers.page_facts import PageFacts, page_facts

_MAX_BYTES = 32 * MEGABYTE
_CHARSET = re.compile(
    rb"""(?:charset|encoding)\s{0,4}=\s{0,4}["']?\s{0,4}([A-Za-z0-9_:.-]{2,40})"""
)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
#: WHATWG Encoding: pages that say Latin-1 or ASCII mean Windows-1252.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
_SILENT = ("script", "style", "template", "noscript")
#: libxml2 compares each attribute of a mark with all before it: a mark this long is looked at.
_LONG_MARK, _MOST_ATTRIBUTES, _NAME = 100_000, 2000, 50
_QUOTED = re.compile(r"""\"[^"]*\"|'[^']*'""")
#: LibreOffice and OpenOffice save the head and the foot of a page as boxes of these titles.
_EDGES = ("header", "footer")
_LANGUAGE = re.compile(r"^[a-z]{2}(?![a-z])")


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield the one part of a web page."""
    yield page_part(page_text(content.whole(_MAX_BYTES)), content, bounds)


def page_text(data: bytes, charset: str | None = None) -> str:
    """Return the source of a page: its mark, UTF-8, what it or *charset* declares, or a guess."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(data[:4096])
    name = charset or (declared[1].decode("ascii") if declared else "")
    try:
        known = codecs.lookup(name).name if name else ""
    except LookupError:
        known = ""
    if not known or known.startswith("utf"):
        return decode(data)
    return data.decode(_MEANT.get(known, known), errors="replace")


def page_part(source: str, content: Content, bounds: Bounds) -> Part:
    """Return the part of a page, given its source."""
    with told(content):
        root = _root(source)
        if root is None:
            raise content.fault("there is nothing to read in it")
        edges = _without_edges(root, bounds)
        blocks = blocks_of(root, bounds)
        bounds.check_time()
        facts = page_facts(source, root, bounds)
    kept, left = split(blocks, facts.text)
    if not kept:
        kept = [Block(line) for line in tidy(without_tags(source)).split("\n") if line]
    if not kept and not facts.title:
        raise content.fault("there is no text on the page")
    return _part(root, kept, [*edges, *left], facts)


def without_tags(source: str) -> str:
    """Return the text of a page that no parser gets through: endless or nested without end."""
    lowered = source.lower()
    pieces: list[str] = []
    place = 0
    while 0 <= place < len(source):
        opening = source.find("<", place)
        pieces.append(source[place : opening if opening >= 0 else len(source)])
        if opening < 0:
            break
        name = next((name for name in _SILENT if lowered.startswith(name, opening + 1)), "")
        end = lowered.find(f"</{name}" if name else ">", opening + 1)
        place = -1 if end < 0 else end if name else end + 1
        pieces.append(" ")
    return unescape("".join(pieces))


def plain_text(source: str, content: Content, bounds: Bounds) -> str:
    """Return all text of a page, for messages: a letter has no furniture."""
    return join(text_blocks(source, content, bounds))


def text_blocks(source: str, content: Content, bounds: Bounds) -> list[Block]:
    """Return all blocks of a page, for what is no web page but written as one."""
    with told(content):
        root = _root(source)
        return [] if root is None else blocks_of(root, bounds)


def _root(source: str) -> Any:
    from lxml import etree, html

    source = _without_floods(_XML_DECLARATION.sub("", source).replace("\0", ""))
    parser = html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        return html.document_fromstring(source, parser=parser)
    except etree.ParserError:
        return None


def _without_edges(root: Any, bounds: Bounds) -> list[Block]:
    """Take the running head and foot out of what LibreOffice saved as a page; return them."""
    found = [box for box in root.iter("div") if box.get("title") in _EDGES]
    edges = [block for box in found for block in blocks_of(box, bounds)]
    for box in found:
        box.drop_tree()
    return edges


def _without_floods(source: str) -> str:
    """Return the source of a page, its marks with thousands of attributes without any."""
    if len(source) < _LONG_MARK:
        return source
    pieces = source.split("<")
    for place, piece in enumerate(pieces):
        mark, end, text = piece.partition(">") if len(piece) >= _LONG_MARK else ("", "", "")
        name = mark[:_NAME].split(maxsplit=1)
        if len(mark) >= _LONG_MARK and name and _attributes(mark) > _MOST_ATTRIBUTES:
            pieces[place] = name[0] + end + text
    return "<".join(pieces)


def _attributes(mark: str) -> int:
    """Return about how many attributes a mark has; what is quoted may be a picture's path."""
    return len(_QUOTED.sub("", mark).split())


def _part(root: Any, kept: list[Block], left: list[Block], facts: PageFacts) -> Part:
    stated = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    ).lower()
    language = _LANGUAGE.match(stated)
    return Part(
        "",
        join(kept),
        title=facts.title,
        date=facts.date,
        language=language[0] if language else None,
        properties=facts.properties,
        furniture=tuple(dict.fromkeys(block.text for block in left)),
    )
