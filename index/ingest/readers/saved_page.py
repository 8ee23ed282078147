"""Web pages saved as one file (MHTML, RFC 2557): the page itself; its pictures stay closed."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email import policy
from email.message import Message

from index.ingest.document import Part
from index.ingest.readers.content import Bounds, Content, told
from index.ingest.readers.web_page import page_part, page_text

_MAX_PARTS = 5000


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield the one part of a saved page: its first HTML body."""
    with told(content):
        message = email.message_from_bytes(content.whole(), policy=policy.compat32)
        page = _page(message, bounds)
        if page is None:
            raise content.fault("there is no page in it")
        data = page.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        raise content.fault("there is no page in it")
    yield page_part(page_text(data, page.get_content_charset()), content, bounds)


def _page(message: Message, bounds: Bounds) -> Message | None:
    for number, part in enumerate(message.walk()):
        bounds.check_time()
        if number > _MAX_PARTS:
            break
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return part
    return None
