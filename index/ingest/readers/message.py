"""E-mail messages (RFC 5322, MIME): the text with its head as card, attachments as inner parts."""

from __future__ import annotations

import contextlib
import email
import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from index.ingest.document import Part, notice
from index.ingest.encodings import decode
from index.ingest.readers.content import BoundError, Bounds, Content, told
from index.ingest.readers.members import is_wanted, label_of, member_parts
from index.ingest.readers.stamps import from_mail
from index.ingest.readers.web_page import page_text, plain_text

#: Fields of the head that make the card, in this order.
_CARD = ("From", "To", "Cc", "Date", "Reply-To", "Organization")
_MAX_PARTS = 2000
_MAX_FIELD = 2000
_FIELD_NAME = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]{0,60}:|From |>From )")


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield the message, then its attachments."""
    data = content.whole().lstrip(b"\xef\xbb\xbf\r\n")
    if not _FIELD_NAME.match(data):
        raise content.fault("it is no e-mail message")
    yield from message_parts(data, "", content, bounds, depth)


def message_parts(
    data: bytes, name: str, content: Content, bounds: Bounds, depth: int
) -> Iterator[Part]:
    """Yield the part of the message that *data* holds, called *name*, then its attachments."""
    with told(content):
        message = email.message_from_bytes(data, policy=policy.compat32)
        texts, attachments = _sorted_parts(message, bounds)
        text = "\n\n".join(_text(part, content, bounds) for part in texts).strip()
        subject = _field(message, "Subject")
        card = tuple((label, value) for label in _CARD if (value := _field(message, label)))
    if not text and not subject and not card:
        yield notice("there is no message in it", name)
        return
    yield Part(
        name,
        text,
        title=subject,
        date=from_mail(_field(message, "Date")),
        kind="message",
        properties={"Message-ID": _field(message, "Message-ID")},
        card=card,
    )
    for label, attached in attachments:
        full = f"{name}/{label}" if name else label
        yield from _attachment(attached, full, content, bounds, depth)


def _sorted_parts(
    message: Message, bounds: Bounds
) -> tuple[list[Message], list[tuple[str, Message]]]:
    """Return (the parts that are the letter, the attachments that are documents by their names)."""
    texts: dict[str, list[Message]] = {"text/plain": [], "text/html": []}
    attachments: list[tuple[str, Message]] = []
    waiting = [message]
    for _ in range(_MAX_PARTS):
        if not waiting:
            break
        bounds.check_time()
        part = waiting.pop()
        label = _file_name(part)
        kind = part.get_content_type()
        if kind == "message/rfc822":
            attachments.append((label or "message.eml", part))
        elif isinstance(inner := part.get_payload(), list):
            waiting += [piece for piece in reversed(inner) if isinstance(piece, Message)]
        elif label and (part.get_content_disposition() == "attachment" or kind not in texts):
            if is_wanted(label):
                attachments.append((label, part))
        elif kind in texts:
            texts[kind].append(part)
    return texts["text/plain"] or texts["text/html"], attachments


def _attachment(
    part: Message, label: str, content: Content, bounds: Bounds, depth: int
) -> Iterator[Part]:
    try:
        bounds.check_depth(depth + 1)
    except BoundError as error:
        yield notice(str(error), label)
        return
    with told(content):
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            data = inner.as_bytes(policy=policy.compat32) if isinstance(inner, Message) else None
        else:
            payload = part.get_payload(decode=True)
            data = payload if isinstance(payload, bytes) else None
    if not data:
        return
    bounds.spend(len(data))
    yield from member_parts(content.member(label, data), label, bounds, depth + 1)


def _text(part: Message, content: Content, bounds: Bounds) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return ""
    charset = part.get_content_charset()
    if part.get_content_type() == "text/html":
        return plain_text(page_text(payload, charset), content, bounds)
    if charset and charset not in ("us-ascii", "ascii", "utf-8", "unknown-8bit"):
        try:
            return payload.decode(charset).replace("\r\n", "\n")
        except (LookupError, UnicodeError):
            pass
    return decode(payload).replace("\r\n", "\n").replace("\0", "")


def _field(message: Message, name: str) -> str:
    """Return one field of the head, decoded (RFC 2047), on one line; nothing without it."""
    fields = (value for key, value in message.raw_items() if key.lower() == name.lower())
    text = str(next(fields, ""))[:_MAX_FIELD]
    if not text.isascii():  # bytes that no word of the head declares
        data = text.encode("utf-8", "surrogateescape")
        text = data.decode("utf-8" if _is_utf8(data) else "cp1252", errors="replace")
    if "=?" in text:
        with contextlib.suppress(MessageError, LookupError, UnicodeError, ValueError, TypeError):
            text = str(make_header(decode_header(text)))
    return " ".join(text.split())


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
        if "=?" in name:
            name = str(make_header(decode_header(name)))
    except (MessageError, LookupError, UnicodeError, ValueError, TypeError):
        return ""
    return label_of(name)
