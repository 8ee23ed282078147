"""Array files, lexicons, fields and segments in memory, for tests of what reads them."""

from __future__ import annotations

import io
import tempfile
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import numpy as np

from index.engine.arrays import ArrayFile, ArrayWriter
from index.engine.batch import Batch
from index.engine.lexicon import read_lexicon, write_lexicon
from index.engine.postings import Inverted
from index.engine.segmentfile import SegmentFile
from index.engine.vocabulary import Vocabulary


class Kept(io.BytesIO):
    """A stream whose bytes outlive its closing."""

    data = b""

    def close(self):
        self.data = self.data or self.getvalue()
        super().close()


def array_file(write):
    """Return the file that *write* fills, given its writer; what it returns becomes ``meta``."""
    stream = Kept()
    out = ArrayWriter(stream)
    out.close(write(out) or {})
    return ArrayFile(stream.data, "file")


def lexicon(terms):
    """Return a lexicon of terms of bytes, in their order."""
    held = sorted(set(terms))
    return read_lexicon(array_file(lambda out: write_lexicon(out, "f", held)), "f")


def inverted(postings, *, positions=True, lengths=None, boost=1.0):
    """Return a field from term → {document: positions}; without positions only counts are kept."""
    terms = sorted(postings)
    rows = [(doc, places) for term in terms for doc, places in sorted(postings[term].items())]
    return Inverted(
        terms,
        np.array([len(postings[term]) for term in terms], np.int64),
        np.array([doc for doc, _ in rows], np.uint16),
        np.array([len(places) for _, places in rows], np.uint32),
        np.array([at for _, places in rows for at in places], np.uint32) if positions else None,
        None if lengths is None else np.array(lengths, np.int64),
        boost=boost,
    )


def segment(schema, documents):
    """Return the file of a segment of these documents, as the bulk writer makes it."""
    stream = Kept()
    with ThreadPoolExecutor(1) as helper:
        batch = Batch(schema, Vocabulary(), helper, Path(tempfile.gettempdir()))
        for document in documents:
            batch.add(document)
        batch.write(stream)
        batch.close()
    return SegmentFile(ArrayFile(stream.data, "segment"))


def postings_of(field):
    """Return term → {document: positions, or the frequency where the field keeps none}."""
    found = {}
    for number in range(len(field.lexicon)):
        start, end = field.span(number)
        documents = field.docs[start:end].tolist()
        if field.positions is None:
            held = field.tfs(start, end).tolist()
        else:
            at = field.starts(number).tolist()
            held = [field.positions_in(number, *pair).tolist() for pair in pairwise(at)]
        found[field.lexicon[number]] = dict(zip(documents, held, strict=True))
    return found


def described(file):
    """Return all that a segment's file says, as plain values to compare."""
    told = {
        "documents": file.documents,
        "stored": [*map(file.stored.values, range(file.documents))],
    }
    for name in file.field_names:
        field = file.field(name)
        lengths = None if field.lengths is None else field.lengths.tolist()
        told[name] = (postings_of(field), lengths, field.total, field.boost)
        table = file.stem_table(name)
        told[f"{name} stems"] = table and (table.hashes.tolist(), table.numbers.tolist())
    for name in file.column_names:
        kind, codes, numbers = file.column_kind(name), file.codes(name), file.numbers(name)
        if codes is not None:
            told[f"{name} column"] = [codes.of(number) for number in range(file.documents)]
        elif numbers is not None:
            told[f"{name} column"] = numbers.tolist()
        else:
            told[f"{name} column"] = kind
    return told
