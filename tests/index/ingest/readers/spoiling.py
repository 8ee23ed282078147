"""Ways to spoil a document: cut, flipped, doubled, swapped; the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator


def spoiled(data: bytes, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield (what was done, the spoiled document), deterministic in *seed*."""
    dice = random.Random(seed)
    for share in (0.02, 0.3, 0.6, 0.9, 0.99):
        yield f"cut at {share:.0%}", data[: int(len(data) * share)]
    yield "head cut off", data[len(data) // 3 :]
    for number, count in enumerate((1, 3, 10, 40, 200)):
        yield f"{count} bytes flipped ({number})", _flipped(data, count, dice)
    for number in range(3):
        yield f"bits flipped ({number})", _bits_flipped(data, 5, dice)
    yield "doubled", data + data
    yield "middle doubled", data[: len(data) // 2] + data[len(data) // 4 :]
    yield "NULs within", data[: len(data) // 2] + b"\0" * 512 + data[len(data) // 2 :]
    yield "noise within", data[: len(data) // 2] + dice.randbytes(256) + data[len(data) // 2 :]
    yield "noise only", dice.randbytes(2048)
    yield "noise after its head", data[:16] + dice.randbytes(2048)


def _flipped(data: bytes, count: int, dice: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(min(count, len(spoilt))):
        spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
    return bytes(spoilt)


def _bits_flipped(data: bytes, count: int, dice: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(count):
        spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
    return bytes(spoilt)
