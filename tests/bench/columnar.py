"""The columnar engine as a peer among peers, and what only it is asked: opening, size, updates."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from whoosh import query as wq

from index.analysis import fold
from index.engine.segmentfile import SegmentFile
from index.engine.stemterm import StemTerm
from index.engine.store import ColumnarIndex
from index.engine.stored import stored_sizes
from index.schema import fold_title, fonds_schema
from tests.bench.corpus import Document
from tests.bench.peers import FACETS, TOP, Question

ROOT = Path(__file__).resolve().parents[2]

#: Opens an index in a process of its own, and asks it for a word; prints milliseconds and KiB.
_OPEN = """
import json, resource, sys, time
from pathlib import Path
from whoosh import query as wq
from index.engine.store import ColumnarIndex
from index.schema import fonds_schema
def resident():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1024
schema = fonds_schema()
ColumnarIndex.create(Path(sys.argv[3]), schema).searcher()
before = resident()
begin = time.perf_counter()
searcher = ColumnarIndex.open(Path(sys.argv[1]), schema).searcher()
opened = time.perf_counter() - begin
at_open = resident()
searcher.search(wq.Term("body", sys.argv[2]), facets=("year",)).page(0, 50)
print(json.dumps([opened * 1e3, at_open - before, resident() - before]))
"""


def to_fields(held: Document) -> Mapping[str, Any]:
    """Return a document as the schema of an archive takes it."""
    return {
        "id": held.id,
        "title": held.title,
        "body": held.text,
        "path": f"/archive/{held.id}.txt",
        "source": "s",
        "year": (str(held.year),),
        "status": (held.status,),
        "region": (held.region,),
        "date": float(held.year * 10_000),
        "title_key": fold_title(held.title),
        "record": held.text.encode(),
    }


def to_query(question: Question) -> wq.Query:
    """Return a question as an archive asks it: a plain word means all its forms."""
    kind, words = question
    terms = [fold(word) for word in words]
    if kind == "phrase":
        return wq.Phrase("body", terms)
    if kind == "prefix":
        return wq.Prefix("body", terms[0])
    forms = [StemTerm("body", term) for term in terms]
    if len(forms) == 1:
        return forms[0]
    return wq.Or(forms) if kind == "or" else wq.And(forms)


class Columnar:
    """Fonds' engine, written by one process or by several."""

    name = "Fonds"

    def __init__(self, folder: Path, workers: int = 0, name: str = "columnar") -> None:
        self.folder = folder / name
        self._workers = workers
        self._index = ColumnarIndex.create(self.folder, fonds_schema())
        self.searcher: Any = None

    def build(self, documents: Iterable[Document]) -> None:
        """Write the documents, commit, and open a searcher."""
        writer = self._index.writer(workers=self._workers)
        for held in documents:
            writer.add(to_fields(held))
        writer.commit()
        writer.close()
        self.searcher = self._index.searcher()

    def ask(self, question: Question) -> int:
        """Answer as the others do: hits, the first fifty, three facets."""
        found = self.searcher.search(to_query(question), facets=FACETS)
        found.page(0, TOP)
        return int(found.total)

    def sizes(self) -> tuple[int, int]:
        """Return the bytes of the index and those of the stored records."""
        stored = total = 0
        for path in self.folder.glob("*.fonds"):
            arrays = SegmentFile.open(path).arrays
            stored += stored_sizes(arrays)
            total += path.stat().st_size
        return total - stored, stored

    def opening(self, word: str) -> tuple[float, int, int]:
        """Return the milliseconds of opening, and KiB of memory then and after one question."""
        command = [sys.executable, "-c", _OPEN, str(self.folder), fold(word)]
        runs = []
        for number in range(3):
            other = self.folder.with_name(f"{self.folder.name}-empty-{number}")
            done = subprocess.run(
                [*command, str(other)], cwd=ROOT, check=True, capture_output=True, text=True
            )
            runs.append(json.loads(done.stdout))
        return min(run[0] for run in runs), runs[0][1], runs[0][2]

    def update(self, document: Document) -> float:
        """Return the seconds until a changed document is found in its new words."""
        begin = time.perf_counter()
        writer = self._index.writer()
        writer.add(to_fields(document))
        writer.commit()
        searcher = self._index.searcher()
        found = searcher.search(wq.Term("id", document.id)).total
        seconds = time.perf_counter() - begin
        writer.close()
        if found != 1:
            raise AssertionError(f"{found} documents with one id")
        return seconds
