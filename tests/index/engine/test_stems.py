"""The stem table finds exactly the terms that share a stem, as ``Stems`` says."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import Stems
from index.engine import stems as module
from index.engine.arrays import ArrayFile, ArrayWriter
from index.engine.lexicon import read_lexicon, write_lexicon
from index.engine.stems import StemTable, StemWriter

ROOTS = ("migr", "refug", "naci", "travail", "développ", "cheval", "univers", "b", "ab2")
ENDS = ("ation", "ations", "é", "ee", "es", "o", "ón", "ing", "s", "aux", "ement", "")
words = st.builds(lambda root, end: root + end, st.sampled_from(ROOTS), st.sampled_from(ENDS))


class Kept(io.BytesIO):
    """A stream whose bytes outlive its closing."""

    data = b""

    def close(self):
        self.data = self.getvalue()
        super().close()


def table_of(terms):
    stream = Kept()
    out = ArrayWriter(stream)
    encoded = sorted({term.encode() for term in terms})
    write_lexicon(out, "f", encoded)
    StemWriter().rows(encoded).write(out, "f")
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
    monkeypatch.setattr(module, "_hash", lambda stem: 7)
    known = Stems()
    table, lexicon = table_of(["migration", "migrations", "retour"])
    numbers = table.terms(known.of("migration"), known)
    assert [lexicon[number] for number in numbers.tolist()] == [b"migration", b"migrations"]
