"""Readers: one small module per format, told apart by the table in ``formats``.

A reader takes an open document and gives its parts; ``read_parts`` is the one entrance. Nothing
but ``ReadError`` leaves this room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from index.errors import ReadError
from index.ingest.document import DEFAULT_LIMITS, Limits, Part, notice
from index.ingest.readers.content import FAULTS, MAX_TEXT, BoundError, Bounds, Content, opened
from index.ingest.readers.formats import FORMATS, format_of, format_of_name, is_text
from index.ingest.readers.text import looks_like_text, read_text, text_of

__all__ = ["FORMATS", "is_document", "is_plain", "read_document", "read_parts"]

#: Understanding a line takes ten microseconds: a text of more, all of them short, is a list.
_MAX_LINES = 400_000
#: Texts of no more bytes are short: whatever is in them, no bound is met.
_SHORT = 100_000
#: What may be wrong with a short text, which is then read the long way.
_WRONG: tuple[type[Exception], ...] = (ReadError, MemoryError, *FAULTS)
#: After so many parts that cannot be read, the document is given up.
_MAX_WARNINGS = 1000
_TOLD_WARNINGS = 3


def is_document(path: Path) -> bool:
    """Tell whether Fonds reads *path*: a known ending, or none and the content of a text file."""
    if path.name.startswith((".", "~$")):
        return False
    if format_of_name(path.name) is not None:
        return True
    return not path.suffix and looks_like_text(path)


def is_plain(path: Path) -> bool:
    """Tell whether *path* is read by Fonds itself, quickly, and cannot hang a format library."""
    named = format_of_name(path.name)
    return named.plain if named is not None else not path.suffix


def read_document(path: Path) -> str:
    """Return the text of the document at *path*, with ``\\n`` as the only line end.

    Raises:
        ReadError: the document could not be read, with the reason in plain words.
    """
    named = format_of_name(path.name)
    if named is not None and named.module == "text":
        return read_text(path)
    pieces = []
    for part in read_parts(path):
        card = "\n".join(f"{label}: {value}" for label, value in part.card)
        pieces += [piece for piece in (part.title if card else "", card, part.text) if piece]
    return "\n\n".join(pieces)


def read_parts(
    path: Path | str,
    limits: Limits = DEFAULT_LIMITS,
    alive: Callable[[], None] = lambda: None,
    data: bytes | None = None,
) -> Iterator[Part]:
    """Yield the parts of the document at *path*, names unique, in the order of the document.

    What could not be read beside parts that could comes as a part with a ``warning``; so does
    the limit at which reading stopped. *alive* is called now and then where one part takes long.
    *data* are the bytes of the file where they have been read.

    Raises:
        ReadError: nothing of the document could be read, with the reason in plain words.
    """
    text = _short_text(path, limits, data) if data else None
    if text is not None:
        alive()
        yield Part("", text)
        alive()
        return
    path, given = Path(path), 0
    early: list[Part] = []  # warnings before the first record: perhaps there will be none
    with opened(path, limits, data) as content:
        for part in _bounded(content, Bounds(limits, alive)):
            given += not part.empty
            if not given:
                early.append(part)
                continue
            yield from early
            early.clear()
            yield part
    if not given:
        raise ReadError(path, _why_nothing(early))


def _short_text(path: Path | str, limits: Limits, data: bytes) -> str | None:
    """Return the text of a short plain text, as most documents are; None where more is to be told.

    All that would be looked at on the way of other documents is looked at here at once. What is
    refused is refused again there, with the reason.
    """
    small = len(data) <= min(_SHORT, limits.bytes) and limits.parts > 1
    if not small or not is_text(str(path), data):
        return None
    try:
        return text_of(path, data)
    except _WRONG:
        return None


def _why_nothing(warnings: list[Part]) -> str:
    """Return the reason for which a document gave no record."""
    warnings = sorted(warnings, key=lambda part: bool(part.name))  # the document's own first
    reasons = [f"{part.name}: {part.warning}" if part.name else part.warning for part in warnings]
    told = "; ".join(reasons[:_TOLD_WARNINGS]) or "there is nothing to read in it"
    more = len(reasons) - _TOLD_WARNINGS
    return f"{told}; and {more:,} more" if more > 0 else told


def _bounded(content: Content, bounds: Bounds) -> Iterator[Part]:
    """Yield the parts of *content*; the limit or fault at which reading stops is the last one."""
    limits = bounds.limits
    names: set[str] = set()
    given = warned = 0
    try:
        for part in _parts_of(content, bounds):
            given += not part.empty
            warned += bool(part.warning)
            yield _cut(_uniquely_named(part, names))
            bounds.restart()
            if given >= limits.parts:
                raise BoundError(f"only its first {limits.parts:,} records were read")
            if warned >= _MAX_WARNINGS:
                raise BoundError("too many of its parts cannot be read")
    except BoundError as error:
        yield notice(str(error))
    except ReadError as error:
        yield notice(error.reason)


def _cut(part: Part) -> Part:
    """Return *part* with no more text, and no more lines, than one record may have."""
    text, warning = part.text, ""
    if len(text) > MAX_TEXT:
        text = text[:MAX_TEXT]
        warning = f"only its first {MAX_TEXT // 1_000_000} million characters were read"
    if text.count("\n") >= _MAX_LINES:
        text = "\n".join(text.split("\n", _MAX_LINES)[:_MAX_LINES])
        warning = f"only its first {_MAX_LINES:,} lines were read"
    return replace(part, text=text, warning=part.warning or warning) if warning else part


def _parts_of(content: Content, bounds: Bounds) -> Iterator[Part]:
    """Yield the parts of *content*; what a format library lets slip becomes a ``ReadError``."""
    found = format_of(content)
    if found is None:
        raise content.fault(f"Fonds does not read “{Path(content.name).suffix}” files")
    try:
        yield from found.reader()(content, bounds, 0)
    except MemoryError as error:
        raise content.fault("it needs more memory than there is") from error
    except FAULTS as error:
        raise content.fault("the file is damaged") from error


def _uniquely_named(part: Part, names: set[str]) -> Part:
    name, number = part.name, 1
    while name in names:
        number += 1
        name = f"{part.name} ({number})"
    if not part.empty:
        names.add(name)
    return part if name == part.name else replace(part, name=name)
