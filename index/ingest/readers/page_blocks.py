"""The blocks of a web page in reading order, those of its menus and margins marked as boring."""

from __future__ import annotations

import re
from typing import Any

from index.ingest.readers.content import Bounds
from index.ingest.readers.layout import Assembler, Block
from index.ingest.readers.xml import walk

_SKIPPED = frozenset(
    ("head", "script", "style", "noscript", "template", "svg", "math", "iframe", "frame", "object",
     "embed", "applet", "canvas", "audio", "video", "map", "select", "datalist", "textarea",
     "button", "input", "dialog", "link", "meta")
)  # fmt: skip
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "details", "dir",
     "div", "dl", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr",
     "legend", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
     "thead", "tfoot", "ul")
)  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_MARGINS = frozenset(("nav", "aside", "footer", "form", "menu"))
_MARGIN_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar",
     "dialog", "alertdialog", "toolbar")
)  # fmt: skip
_MARGIN_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|breadcrumbs?|share|sharing|social|related|sidebar|menu|navbar"
    r"|navigation|footer|newsletter|skip(?:-?link)?|pagination|pager|advert|banner|modal|popup"
    r"|toolbar|a2a|addtoany|fil-ariane|partage|migas)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def blocks_of(root: Any, bounds: Bounds) -> list[Block]:
    """Return the blocks of the page whose tree is *root*, whole and in reading order."""
    assembler = Assembler()
    margins: list[Any] = []
    for event, element, name in walk(root, bounds, _SKIPPED):
        if event == "start":
            if name in _BLOCKS:
                assembler.end_block()
            if _is_margin(element, name):
                margins.append(element)
                assembler.boring += 1
            _start(assembler, name)
            _add(assembler, element.text, element)
        else:
            _end(assembler, name)
            if margins and margins[-1] is element:
                margins.pop()
                assembler.boring -= 1
            if element is not root:
                _add(assembler, element.tail, element.getparent())
    return assembler.blocks


def _start(assembler: Assembler, name: str) -> None:
    if name in _HEADINGS or name in ("dt", "dd"):
        assembler.end_block()
    elif name == "li":
        assembler.begin_item()
    elif name == "tr":
        assembler.begin_row()
    elif name in ("td", "th"):
        assembler.begin_cell()
    elif name == "br":
        assembler.add("\n")


def _end(assembler: Assembler, name: str) -> None:
    if name in _HEADINGS:
        assembler.end_block(heading=True)
    elif name == "dt":
        assembler.end_term()
    elif name == "dd":
        assembler.end_definition()
    elif name == "li":
        assembler.end_item()
    elif name in ("td", "th"):
        assembler.end_cell()
    elif name == "tr":
        assembler.end_row()
    elif name in _BLOCKS:
        assembler.end_block()


def _add(assembler: Assembler, text: str | None, inside: Any) -> None:
    if text:
        keeps_lines = inside is not None and inside.tag == "pre"
        assembler.add(text if keeps_lines else _SPACE.sub(" ", text.replace("\xa0", " ")))


def _is_margin(element: Any, name: str) -> bool:
    if name in _MARGINS:
        return True
    if name in ("html", "body", "main", "article"):
        return False
    attributes = element.attrib
    if not attributes:
        return False
    if attributes.get("role", "") in _MARGIN_ROLES or "hidden" in attributes:
        return True
    if _HIDDEN.search(attributes.get("style", "")) or attributes.get("aria-hidden") == "true":
        return True
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return bool(_MARGIN_NAMES.search(names)) and len(names) < 1000
