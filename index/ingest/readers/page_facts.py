"""What trafilatura says of a web page: its main text, its title, the day it was published.

A day counts only where the page states it for machines; one that merely stands in the text, or
in a list of related items, is not the document's.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from index.ingest.readers.content import Bounds
from index.ingest.readers.page_blocks import blocks_of
from index.ingest.readers.stamps import from_iso

#: trafilatura takes a second for every ten thousand elements; larger pages are kept whole.
_MAX_SOURCE, _MAX_ELEMENTS = 2_000_000, 20_000
_KEPT = ("author", "sitename", "description", "url", "pagetype")
_STATED = (
    r"""(?:content|datetime|title)\s{0,3}=\s{0,3}["']?"""  # <meta content=…>, <time datetime=…>
    r"""|"date[A-Za-z]{0,12}"\s{0,3}:\s{0,3}\[?\s?["]"""  # "datePublished": … of JSON-LD
)
#: Loggers of the library that would write to a person's terminal.
_LOGGERS = ("trafilatura", "htmldate", "courlan", "justext", "readability")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is said of a page; ``text`` is empty where no main text was found."""

    text: str = ""
    title: str = ""
    date: str | None = None
    properties: dict[str, str] = field(default_factory=dict)


def page_facts(source: str, root: Any, bounds: Bounds) -> PageFacts:
    """Return the main text of a page with the title and the date that it states."""
    heading = _only_heading(root, bounds)
    title = " ".join((root.findtext(".//title") or "").split())
    if len(source) > _MAX_SOURCE or sum(1 for _ in root.iter()) > _MAX_ELEMENTS:
        return PageFacts(title=heading or title)
    found = _extractor()(
        source,
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict):
        return PageFacts(title=heading or title)
    stated = {name: str(getattr(found, name, None) or "") for name in _KEPT}
    return PageFacts(
        text=str(found.text or ""),
        title=heading or " ".join(str(found.title or "").split()) or title,
        date=_stated_day(str(found.date or ""), source),
        properties={name: value for name, value in stated.items() if value},
    )


@cache
def _extractor() -> Callable[..., Any]:
    """Import trafilatura, which takes a while, and keep it and its like from talking."""
    from trafilatura import bare_extraction

    for name in _LOGGERS:
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
    return bare_extraction


def _only_heading(root: Any, bounds: Bounds) -> str:
    """Return the text of the page's main heading, when it has just one."""
    headings = (blocks_of(heading, bounds) for heading in root.iter("h1"))
    found = {" ".join(" ".join(block.text for block in blocks).split()) for blocks in headings}
    found.discard("")
    return found.pop() if len(found) == 1 else ""


def _stated_day(text: str, source: str) -> str | None:
    day = from_iso(text)
    if day is None:
        return None
    year, month, number = day.split("-")
    forms = (f"{year}[-/.]?{month}[-/.]?{number}", f"{number}[-/.]{month}[-/.]{year}")
    pattern = rf"(?:{_STATED})\s{{0,3}}(?:{'|'.join(forms)})"
    return day if re.search(pattern, source) else None
