"""JSON (RFC 8259) files: a list of objects gives a part each, any other value one part."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from index.ingest.document import Part
from index.ingest.readers.content import MEGABYTE, Bounds, Content
from index.ingest.readers.rows import MAX_COLUMNS, card_part, shown_number
from index.ingest.readers.text import text_of

#: Objects in objects become "outer.inner" labels down to this depth, then JSON text.
_MAX_DEPTH = 4
_MAX_BYTES = 32 * MEGABYTE
#: A value that is no list of records is one record; a longer one is somebody's data.
_MAX_SINGLE = 4_000_000
#: GeoJSON (RFC 7946) keeps what a feature says of itself here.
_PROPERTIES = "properties"


def read(content: Content, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield a part for every object of the file's list, or one for the whole."""
    text = text_of(content.path, content.whole(_MAX_BYTES)).lstrip("\ufeff")
    value = _loaded(text, content)
    rows = _rows(value)
    if rows is None and len(text) > _MAX_SINGLE:
        raise content.fault("it holds no list of records")
    if rows is None:
        part = object_part("", value)
        if part is not None:
            yield part
        return
    for number, row in enumerate(rows, 1):
        if number % 1024 == 0:
            bounds.check_time()
        part = object_part(f"row {number}", row)
        if part is not None:
            yield part


def _loaded(text: str, content: Content) -> Any:
    """Return the value of a JSON text; whole numbers stay as they are written, however long.

    The garbage collector would look at millions of new objects again and again meanwhile.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return json.loads(text, parse_int=str)
    except RecursionError as error:
        raise content.fault("it is nested too deeply") from error
    except ValueError as error:
        raise content.fault("it is no JSON") from error
    finally:
        if collecting:
            gc.enable()


def object_part(name: str, value: Any) -> Part | None:
    """Return the part of one JSON value: an object is a card, anything else is text."""
    if isinstance(value, Mapping):
        return card_part(name, _flat(value, "", 0))
    text = _text(value)
    return Part(name, text) if text.strip() else None


def _rows(value: Any) -> Sequence[Any] | None:
    """Return the list of records in a file: the file itself, or the longest list of objects."""
    if isinstance(value, list):
        return value if any(isinstance(item, dict) for item in value) else None
    if not isinstance(value, Mapping):
        return None
    lists = [item for item in value.values() if isinstance(item, list) and item]
    lists = [item for item in lists if all(isinstance(row, dict) for row in item)]
    longest = max(lists, key=len, default=None)
    if longest is None or (len(longest) == 1 and len(value) > 2):
        return None
    if all(set(row) >= {"type", _PROPERTIES} for row in longest):
        return [row[_PROPERTIES] for row in longest]
    return longest


def _flat(value: Mapping[str, Any], prefix: str, depth: int) -> list[tuple[str, str]]:
    card: list[tuple[str, str]] = []
    for label, item in value.items():
        if len(card) >= MAX_COLUMNS:
            break
        if isinstance(item, Mapping) and item and depth < _MAX_DEPTH:
            card += _flat(item, f"{prefix}{label}.", depth + 1)
        else:
            card.append((f"{prefix}{label}", _text(item)))
    return card


def _text(value: Any) -> str:
    """Return a value as a person reads it: a list line by line, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return shown_number(value)
    if isinstance(value, list) and not any(isinstance(item, list | Mapping) for item in value):
        return "\n".join(_text(item) for item in value)
    return json.dumps(value, ensure_ascii=False)
