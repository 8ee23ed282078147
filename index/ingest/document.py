"""What readers give: the parts of a document as text and stated properties, within bounds.

A part becomes one record. What its text means is for ``understand`` and ``rows`` to tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

#: A document does not begin as its ending says; which of the two is wrong nobody knows.
MISNAMED = "the file is damaged, or not what its name says"

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Part:
    """One record's worth of a document, as its format states it.

    ``name`` is empty for a document that is one record, else it tells the part from its sisters
    ("row 12", "message 3", "inner/file.pdf"). ``title``, ``date`` (ISO 8601) and ``language``
    (ISO 639-1) are the format's own properties, never guessed from the text: ``date`` is that of
    publication or sending, ``made`` the day on which a program made the document. ``card`` holds
    (label, value) pairs of a row or a message head, in their order. ``pages`` are the offsets in
    ``text``, in code points, at which pages begin. ``furniture`` is what the reader left out of
    the text (menus, running heads). ``warning`` says in plain words what is missing; a part that
    is a warning and nothing else (``empty``) is no record but a line of the report. ``pictured``
    tells that text was read from pictures of pages, with the mistakes that this has.
    """

    name: str
    text: str
    title: str = ""
    date: str | None = None
    made: str | None = None
    language: str | None = None
    kind: str | None = None
    properties: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    card: tuple[tuple[str, str], ...] = ()
    pages: tuple[int, ...] = ()
    furniture: tuple[str, ...] = ()
    warning: str = ""
    pictured: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to make a record of."""
        return not (self.text or self.title or self.card)


def notice(reason: str, name: str = "") -> Part:
    """Return a part that only says what could not be read, and why."""
    return Part(name, "", warning=reason)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one document is read; what lies beyond is named in a warning.

    Attributes:
        bytes: size of the file, and of all that is unpacked from it.
        parts: records that one document may give.
        depth: archives in archives, messages in messages.
        ratio: unpacked size by packed size, of a member beyond one megabyte.
        seconds: time without a new part.
        pages: pages of a PDF.
        ocr: read pages without text by tesseract, where the machine has it.
    """

    bytes: int = 512 * 1024 * 1024
    parts: int = 200_000
    depth: int = 4
    ratio: int = 200
    seconds: float = 7.0
    pages: int = 20_000
    ocr: bool = False


DEFAULT_LIMITS = Limits()
