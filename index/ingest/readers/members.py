"""Documents inside documents: members of archives, attachments of messages; in memory only.

The name of a member is a label. It is never joined to a folder, and nothing is written to disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from index.errors import ReadError
from index.ingest.document import Part, notice
from index.ingest.readers.content import DAMAGED, FAULTS, BoundError, Bounds, Content
from index.ingest.readers.formats import format_of, format_of_name

_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_DRIVE = re.compile(r"^[A-Za-z]:")
_MAX_NAME = 300
_HOUSEKEEPING = frozenset(("__MACOSX", "node_modules"))


def label_of(name: str) -> str:
    r"""Return the name of a member as a label: no drive, no root, no way up, no control marks.

    >>> label_of("..\\..\\C:/windows/../rapport.txt")
    'windows/rapport.txt'
    """
    pieces = _UNSPEAKABLE.sub("", name).replace("\\", "/").split("/")
    kept = (_DRIVE.sub("", piece).strip() for piece in pieces)
    return "/".join(piece for piece in kept if piece not in ("", ".", ".."))[-_MAX_NAME:]


def is_wanted(name: str) -> bool:
    """Tell whether the member *name* is a document, and not a picture or a system's own file."""
    pieces = label_of(name).split("/")
    last = pieces[-1]
    if not last or last.startswith("~$") or _HOUSEKEEPING.intersection(pieces):
        return False
    if any(piece.startswith(".") for piece in pieces):
        return False
    return format_of_name(last) is not None


def member_parts(member: Content, label: str, bounds: Bounds, depth: int) -> Iterator[Part]:
    """Yield the parts of a member, named after *label*; its faults become warnings.

    Raises:
        BoundError: time or the bytes of the whole document are used up.
    """
    try:
        bounds.check_depth(depth)
    except BoundError as error:
        yield notice(str(error), label)
        return
    found = format_of(member)
    if found is None:
        return
    try:
        for part in found.reader()(member, bounds, depth):
            yield replace(part, name=f"{label}/{part.name}" if part.name else label)
    except ReadError as error:
        yield notice(error.reason, label)
    except MemoryError:
        yield notice("it needs more memory than there is", label)
    except FAULTS:
        yield notice(DAMAGED, label)
