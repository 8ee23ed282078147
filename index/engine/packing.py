"""Stored values as bytes, without pickle: a tag of one byte, then the value.

Whoosh stores whatever a schema declares: text, bytes, numbers, dates, lists. Reading never runs
anything and never fails otherwise than with ``ArchiveDamagedError``.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from index.errors import ArchiveDamagedError

_DOUBLE = struct.Struct("<d")


def pack(value: Any) -> bytes:
    """Return a value as bytes.

    Raises:
        TypeError: the value is of a type that no reader would know.
    """
    parts: list[bytes] = []
    _write(value, parts)
    return b"".join(parts)


def pack_row(row: Iterable[tuple[bytes, Any]], size: int) -> bytes:
    """Return as ``pack`` does a mapping with so many entries, whose keys are packed already."""
    parts = [b"m" + _size(size)]
    for key, value in row:
        parts.append(key)
        _write(value, parts)
    return b"".join(parts)


def unpack(data: bytes) -> Any:
    """Return the value that ``pack`` wrote.

    Raises:
        ArchiveDamagedError: the bytes are not such a value.
    """
    try:
        value, end = _read(data, 0)
    except (IndexError, KeyError, ValueError, OverflowError, struct.error) as error:
        raise ArchiveDamagedError("a stored record of the index is damaged") from error
    if end != len(data):
        raise ArchiveDamagedError("a stored record of the index is damaged")
    return value


def _write(value: Any, parts: list[bytes]) -> None:
    kind = type(value)
    if kind is str:
        _write_sized(b"s", value.encode("utf-8", "surrogatepass"), parts)
    elif kind is bytes:
        _write_sized(b"b", value, parts)
    elif value is None:
        parts.append(b"N")
    elif kind is bool:
        parts.append(b"T" if value else b"F")
    elif kind is float:
        parts.append(b"d" + _DOUBLE.pack(value))
    elif kind in (list, tuple, set, frozenset):
        parts.append(_CONTAINERS[kind] + _size(len(value)))
        for item in value:
            _write(item, parts)
    elif isinstance(value, dict):
        parts.append(b"m" + _size(len(value)))
        for key, item in value.items():
            _write(key, parts)
            _write(item, parts)
    else:
        _write_rare(value, parts)


_CONTAINERS: dict[type, bytes] = {list: b"l", tuple: b"t", set: b"e", frozenset: b"z"}


def _write_rare(value: Any, parts: list[bytes]) -> None:
    if isinstance(value, int):
        length = (value.bit_length() + 8) // 8
        _write_sized(b"i", value.to_bytes(length, "little", signed=True), parts)
    elif isinstance(value, datetime):
        _write_sized(b"D", value.isoformat().encode(), parts)
    elif isinstance(value, date):
        _write_sized(b"Y", value.isoformat().encode(), parts)
    elif isinstance(value, timedelta):
        _write_sized(b"E", repr((value.days, value.seconds, value.microseconds)).encode(), parts)
    elif isinstance(value, Decimal):
        _write_sized(b"M", str(value).encode(), parts)
    elif isinstance(value, (bytearray, memoryview)):
        _write_sized(b"b", bytes(value), parts)
    else:
        raise TypeError(f"a value of type {type(value).__name__} cannot be stored")


def _write_sized(tag: bytes, data: bytes, parts: list[bytes]) -> None:
    parts.append(tag + _size(len(data)))
    parts.append(data)


def _size(number: int) -> bytes:
    """Return a length as a varint: seven bits a byte, low bits first."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _read_size(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, at
        shift += 7
        if shift > 63:
            raise ValueError("a length is out of bounds")


def _read(data: bytes, at: int) -> tuple[Any, int]:
    tag = data[at : at + 1]
    at += 1
    if tag in _PLAIN:
        return _PLAIN[tag], at
    if tag == b"d":
        return _DOUBLE.unpack_from(data, at)[0], at + 8
    size, at = _read_size(data, at)
    if tag in _SIZED:
        if at + size > len(data):
            raise ValueError("a length is out of bounds")
        return _SIZED[tag](data[at : at + size]), at + size
    count = 2 * size if tag == b"m" else size
    if count > len(data) - at:
        raise ValueError("a length is out of bounds")
    items = []
    for _ in range(count):
        item, at = _read(data, at)
        items.append(item)
    return _COLLECT[tag](items), at


_PLAIN: dict[bytes, Any] = {b"N": None, b"T": True, b"F": False}


def _timedelta(data: bytes) -> timedelta:
    days, seconds, micros = (int(part) for part in data.decode().strip("()").split(","))
    return timedelta(days, seconds, micros)


_SIZED: dict[bytes, Callable[[bytes], Any]] = {
    b"s": lambda data: data.decode("utf-8", "surrogatepass"),
    b"b": bytes,
    b"i": lambda data: int.from_bytes(data, "little", signed=True),
    b"D": lambda data: datetime.fromisoformat(data.decode()),
    b"Y": lambda data: date.fromisoformat(data.decode()),
    b"E": _timedelta,
    b"M": lambda data: Decimal(data.decode()),
}

_COLLECT: dict[bytes, Callable[[list[Any]], Any]] = {
    b"l": list,
    b"t": tuple,
    b"e": set,
    b"z": frozenset,
    b"m": lambda items: dict(zip(items[::2], items[1::2], strict=True)),
}
