"""Documents that are not what their name says: web sites hand pages and tables out as Office files.

Asked only of what does not begin as its name says it would.
"""

from __future__ import annotations

import re
from collections.abc import Callable

#: What may stand before the first element of a web page, and elements that pages begin with.
_BEFORE = rb"(?:\s|<\?xml[^>]{0,200}\?>|<!--.{0,400}?-->){0,8}"
_PAGE = re.compile(_BEFORE + rb"<(?:!doctype\s{1,4}html|html)\b", re.IGNORECASE | re.DOTALL)
_PART = re.compile(_BEFORE + rb"<(?:head|body|table|meta|div|style)\b", re.IGNORECASE | re.DOTALL)

_PLAIN, _PAPER = "text", "pdf"
#: Formats that never begin as text does, and what reads a text under their names.
_READ_AS = {
    "doc": _PLAIN,
    "docx": _PLAIN,
    "rtf": _PLAIN,
    "odt": _PLAIN,
    "xls_rows": "csv_rows",
    "xlsx_rows": "csv_rows",
    "ods_rows": "csv_rows",
}


def true_reader(named: str, head: bytes, is_text: Callable[[bytes], bool]) -> str | None:
    """Return the module that reads a document, None where its name is to be believed.

    Args:
        named: the module that reads what has such a name.
        head: the first bytes, which are none that prove a format.
        is_text: tells whether bytes are text.
    """
    if named == _PLAIN:  # as most documents are
        return "web_page" if head[:1] == b"<" and _PAGE.match(head) else None
    if not head:
        return None
    if named != _PAPER and named not in _READ_AS:
        return None
    if _PAGE.match(head) or _PART.match(head):
        return "web_page"
    if named == _PAPER or head.startswith(b"<") or not is_text(head):
        return None
    return _READ_AS[named]
