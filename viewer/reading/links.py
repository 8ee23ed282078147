"""Links from a record to others of the archive: in which words, and by which addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

if TYPE_CHECKING:
    from index.linking import Related

_SCHEME = "record:"

#: More links of one kind are counted, not set.
MOST = 6

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "duplicate": str(QT_TRANSLATE_NOOP("Reading", "Same text:")),
        "translation": str(QT_TRANSLATE_NOOP("Reading", "In another language:")),
    }
)


def linked(related: Sequence[Related]) -> Iterator[tuple[str, list[Related], int]]:
    """Yield for each kind of link its words, the links to be set, and how many more there are."""
    for how, words in _WORDS.items():
        links = [link for link in related if link.how == how]
        if links:
            shown = links[:MOST]
            yield QCoreApplication.translate("Reading", words), shown, len(links) - len(shown)


def address(record_id: str) -> str:
    """Return the address of a record in a document."""
    return _SCHEME + quote(record_id, safe="")


def record_of(url: str) -> str:
    """Return the id of the record at an address, or nothing for any other address."""
    return unquote(url.removeprefix(_SCHEME)) if url.startswith(_SCHEME) else ""
