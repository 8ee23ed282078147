"""XML inside office documents: parsed without entities, network or huge nodes."""

from __future__ import annotations

import zipfile
from collections.abc import Container, Iterator
from contextlib import contextmanager
from typing import Any

from index.ingest.document import MISNAMED
from index.ingest.readers.content import MEGABYTE, Bounds, Content, told

#: One XML part of an office document beyond this size is a bomb or a data dump.
_MAX_XML = 48 * MEGABYTE


@contextmanager
def package(content: Content) -> Iterator[zipfile.ZipFile]:
    """Open the ZIP file of an office document; raises ``ReadError`` when it is none."""
    head = content.head(8)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise content.fault("it is protected by a password or in an old Office format")
    if not head.startswith(b"PK"):
        raise content.fault(MISNAMED)
    with told(content):
        archive = zipfile.ZipFile(content.file)
    with archive:
        yield archive


def member(content: Content, bounds: Bounds, archive: zipfile.ZipFile, name: str) -> bytes | None:
    """Return the bytes of the member *name*, its size checked before, or None without one."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.flag_bits & 1:
        raise content.fault("it is protected by a password")
    bounds.check_ratio(info.file_size, info.compress_size)
    if info.file_size > _MAX_XML:
        raise content.fault(f"it holds more than {_MAX_XML // MEGABYTE} MB of text")
    bounds.spend(info.file_size)
    with told(content), archive.open(info) as file:
        return file.read(info.file_size)  # no further than it says: it may hold gigabytes


def tree(data: bytes, content: Content) -> Any:
    """Return the root of an XML text; raises ``ReadError`` when it is malformed."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    with told(content):
        return etree.fromstring(data, parser)


def walk(root: Any, bounds: Bounds, skipped: Container[str]) -> Iterator[tuple[str, Any, str]]:
    """Yield ("start" or "end", element, local name) in document order, without recursion.

    Elements whose local name is in *skipped* are passed over, children included; their end comes
    nonetheless, for the text after them.
    """
    from lxml import etree

    steps = etree.iterwalk(root, events=("start", "end"))
    for count, (event, element) in enumerate(steps):
        if count % 4096 == 0:
            bounds.check_time()
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rpartition("}")[2]
        if name in skipped:
            if event == "start":
                steps.skip_subtree()
                continue
            name = ""
        yield event, element, name


def leaves(data: bytes | None, content: Content) -> dict[str, str]:
    """Return local name -> text of the leaves of a small XML text, such as its properties."""
    return {} if data is None else leaves_of(tree(data, content))


def leaves_of(root: Any) -> dict[str, str]:
    """Return local name -> text of the leaves of a small element."""
    found: dict[str, str] = {}
    for element in root.iter():
        if isinstance(element.tag, str) and element.text and element.text.strip():
            found.setdefault(element.tag.rpartition("}")[2], " ".join(element.text.split()))
    return found
