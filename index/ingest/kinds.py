"""The kind of a document, told by its shape: project, press release, news, report, message."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.ingest.pagewords import opens
from index.record import CardField

#: Fields that only the card of a project states.
_PROJECT_FIELDS = frozenset(
    (
        "status",
        "budget",
        "coverage",
        "region",
        "prima_id",
        "project_id",
        "countries",
        "type",
        "start",
    )
).union(("end", "granted"))
_MESSAGE = (
    re.compile(r"^(?:From|De|Von)\s*:.*@", re.IGNORECASE | re.MULTILINE),
    re.compile(r"^(?:To|À|A|Para|Subject|Objet|Asunto)\s*:", re.IGNORECASE | re.MULTILINE),
)


def kind_of(
    *,
    card: Iterable[CardField],
    marker: str | None,
    title: str,
    head: str,
    menu: bool,
    contact: bool,
    dated: bool,
    headline_bullet: bool,
) -> str:
    """Return the kind.

    *marker* is the kind that the page itself names ("press-release"), *head* its first lines,
    *menu* whether a whole menu stood above the headline, *dated* whether it carries a date of
    publication, *headline_bullet* whether the headline is a list item.
    """
    fields = {entry.field for entry in card} & _PROJECT_FIELDS
    if len(fields) >= 2:
        return "project"
    if marker:
        return marker
    # The sender has an address; a look for its mark is far quicker than the patterns.
    if "@" in head and all(pattern.search(head) for pattern in _MESSAGE):
        return "message"
    if contact or menu:
        return "press-release"
    if opens("reports", title):
        return "report"
    return "news" if dated or headline_bullet else "document"
