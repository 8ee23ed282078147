"""Readers: one small module per format, told apart by the table in ``formats``.

A reader takes an open document and gives its parts; ``read_parts`` is the one entrance. Nothing
but ``ReadError`` leaves this room.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from index.errors import ReadError
from index.ingest.document import DEFAULT_LIMITS, Limits, Part, notice
from index.ingest.readers.content import FAULTS, BoundError, Bounds, Content, opened
from index.ingest.readers.formats import FORMATS, format_of, format_of_name
from index.ingest.readers.text import looks_like_text, read_text

__all__ = ["FORMATS", "is_document", "is_plain", "read_document", "read_parts"]


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


def read_parts(path: Path, limits: Limits = DEFAULT_LIMITS) -> Iterator[Part]:
    """Yield the parts of the document at *path*, names unique, in the order of the document.

    What could not be read beside parts that could comes as a part with a ``warning``; so does
    the limit at which reading stopped.

    Raises:
        ReadError: nothing of the document could be read, with the reason in plain words.
    """
    bounds = Bounds(limits)
    names: set[str] = set()
    given = 0
    with opened(path, limits) as content:
        try:
            for part in _parts_of(content, bounds):
                given += not part.empty or bool(part.warning)
                yield _uniquely_named(part, names)
                bounds.restart()
                if given >= limits.parts:
                    raise BoundError(f"only its first {limits.parts:,} records were read")
        except (BoundError, ReadError) as error:
            reason = error.reason if isinstance(error, ReadError) else str(error)
            if not given:
                raise ReadError(path, reason) from error
            yield notice(reason)
    if not given:
        raise ReadError(path, "there is nothing to read in it")


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
