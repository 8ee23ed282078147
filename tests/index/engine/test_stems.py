"""The stem table finds exactly the terms that share a stem, as ``Stems`` says."""

import io

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import Stems
from index.engine import stems as module
from index.engine.arrays import ArrayFile, ArrayWriter
from index.engine.lexicon import read_lexicon, write_lexicon
from index.engine.stems import StemTable, merge_rows, stem_rows

ROOTS = ("migr", "refug", "naci", "travail", "développ", "cheval", "univers", "b", "ab2")
ENDS = ("ation", "ations", "é", "ee", "es", "o", "ón", "ing", "s", "aux", "ement", "")
words = st.builds(lambda root, end: root + end, st.sampled_from(ROOTS), st.sampled_from(ENDS))


class Kept(io.BytesIO):
    """A stream whose bytes outlive its closing."""

    data = b""

    def close(self):
        self.data = self.getvalue()
        super().close()


def table_of(terms, rows=None):
    stream = Kept()
    out = ArrayWriter(stream)
    encoded = sorted({term.encode() for term in terms})
    write_lexicon(out, "f", encoded)
    (rows or stem_rows(encoded)).write(out, "f")
    out.close({})
    file = ArrayFile(stream.data, "file")
    lexicon = read_lexicon(file, "f")
    return StemTable(file, "f", lexicon), lexicon


@settings(max_examples=150, deadline=None)
@given(st.lists(words, max_size=30), words)
def test_forms(terms, word):
    known = Stems()
    table, lexicon = table_of(terms)
    found = {lexicon[number].decode() for number in table.terms(known.of(word), known)}
    assert found == {term for term in terms if known.of(term) & known.of(word)}


def test_stems_of_one_checksum_are_kept_apart(monkeypatch):
    monkeypatch.setattr(module, "_hashes", lambda stems: np.full(len(stems), 7, np.uint32))
    known = Stems()
    table, lexicon = table_of(["migration", "migrations", "retour"])
    numbers = table.terms(known.of("migration"), known)
    assert [lexicon[number] for number in numbers.tolist()] == [b"migration", b"migrations"]


@settings(max_examples=100, deadline=None)
@given(st.lists(words, max_size=20), st.lists(words, max_size=20), st.sets(words, max_size=5))
def test_merged_tables_are_those_of_the_merged_terms(first, second, gone):
    union = sorted({term.encode() for term in [*first, *second] if term not in gone})
    tables = []
    for terms in (first, second):
        table, lexicon = table_of(terms)
        held = lexicon.slice(0, len(lexicon))
        places = [union.index(term) if term in union else -1 for term in held]
        tables.append((table, np.array(places, np.int64)))
    merged, fresh = merge_rows(tables), stem_rows(union)
    assert merged.hashes.tolist() == fresh.hashes.tolist()
    assert merged.terms.tolist() == fresh.terms.tolist()
