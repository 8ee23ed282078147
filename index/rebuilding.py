"""Rebuilding: a new generation of the index beside the old one, verified, then put in its place.

What can be read is read again from the sources; documents that are out of reach, or have become
unreadable, are taken over from the text that the old index stores, where that can be read.
"""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from whoosh import query as wq

from index.engine.choice import ENGINE
from index.engine.interface import EngineSearcher
from index.errors import ArchiveDamagedError, FondsError
from index.ingest.scan import Scan, covers, scan
from index.ingest.updating import Updater, Watch
from index.layout import Card, Generation
from index.manifest import FAILED, PENDING, Entry, Manifest
from index.prints import Prints
from index.progress import Report
from index.record import Record
from index.schema import fonds_schema, unpack_record

#: What reading a stored record may raise when its file is damaged.
_UNREADABLE = (FondsError, OSError, ValueError, LookupError, TypeError, EOFError, zlib.error)


def new_generation(archive: Path, card: Card) -> Generation:
    """Make an empty index with its manifest and stamp; what lay there before is removed."""
    made = Generation.of(archive, card.generation)
    shutil.rmtree(made.folder, ignore_errors=True)
    made.folder.mkdir(parents=True)
    ENGINE.create(made.index, fonds_schema())
    Manifest(made.manifest).close()
    Prints(made.prints).close()
    made.write_stamp(card.id)
    return made


def rebuild(archive: Path, card: Card, watch: Watch) -> tuple[Report, Card]:
    """Build the next generation; return the report and the card that puts it in place.

    The card is the old one when the rebuild was cancelled.

    Raises:
        ArchiveDamagedError: what was written does not read back; the old index is untouched.
    """
    old = Generation.of(archive, card.generation)
    next_card = replace(card, generation=card.generation + 1)
    made = new_generation(archive, next_card)
    found = _everything(card, old)
    added, last = _imports(old)
    with Manifest(made.manifest) as manifest, Prints(made.prints) as prints:
        writer = ENGINE.open(made.index, fonds_schema()).writer()
        try:
            updater = Updater(writer, manifest, watch, prints, added)
            report = updater.run(found)
            if last is not None:
                prints.keep_import(last)
            if not report.cancelled:
                updater.restore(_out_of_reach(old, found.unseen, manifest.entries()))
        finally:
            writer.close()
        if report.cancelled:
            shutil.rmtree(made.folder, ignore_errors=True)
            return report, card
        _verify(made, manifest)
        return replace(report, records=manifest.count()), next_card


def _everything(card: Card, old: Generation) -> Scan:
    """Scan all sources as if every known document had changed."""
    try:
        with Manifest(old.manifest) as manifest:
            known = manifest.entries()
    except ArchiveDamagedError:
        known = {}
    stale = {path: replace(entry, status=PENDING) for path, entry in known.items()}
    found = scan(card.sources, stale)
    found.removed.clear()
    return found


def _imports(old: Generation) -> tuple[dict[str, float], float | None]:
    """Return when the records came, and the last import, where that can still be read."""
    try:
        with Prints(old.prints) as prints:
            return prints.added(), prints.last_import()
    except FondsError:
        return {}, None


def _out_of_reach(
    old: Generation, unseen: Sequence[Path], entries: dict[str, Entry]
) -> Iterator[tuple[Entry, Sequence[Record]]]:
    """Yield the documents that the old index holds and the new one could not read."""
    failed = {path for path, entry in entries.items() if entry.status == FAILED}
    if not failed and not unseen:
        return
    by_path: dict[str, list[Record]] = {}
    for record in _stored_records(old):
        hidden = any(covers(place, Path(record.path)) for place in unseen)
        if record.path in failed or (hidden and record.path not in entries):
            by_path.setdefault(record.path, []).append(record)
    for path, records in by_path.items():
        # The impossible time makes sure that the document is read again once it can be.
        missing = Entry(path, records[0].source, 0, -1, "")
        yield entries.get(path, missing), records


def _stored_records(old: Generation) -> Iterator[Record]:
    """Yield every record that can still be read from an index."""
    try:
        searcher: EngineSearcher = ENGINE.open(old.index, fonds_schema()).searcher()
        docs = searcher.search(wq.Every()).docs.tolist()
    except _UNREADABLE:
        return
    for docnum in docs:
        try:
            record = unpack_record(searcher.stored(docnum)["record"])
        except _UNREADABLE:
            continue
        yield record
    searcher.close()


def _verify(made: Generation, manifest: Manifest) -> None:
    index = ENGINE.open(made.index, fonds_schema())
    faults = index.check()
    searcher = index.searcher()
    sound = not faults and searcher.doc_count == manifest.count()
    searcher.close()
    if not sound:
        raise ArchiveDamagedError("the rebuilt index could not be verified; the old one is kept")
