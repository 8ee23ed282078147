"""Every file of an index, cut or altered in many places: told, never a crash, cured anew."""

import random
from contextlib import suppress

import pytest
from whoosh import query as wq

from index.engine.interface import ColumnFilter
from index.engine.stemterm import StemTerm
from index.engine.store import ColumnarIndex
from index.errors import ArchiveDamagedError, FondsError
from index.record import Record
from index.schema import fonds_schema, to_document

WORDS = ("migration", "migrations", "retour", "pacte", "mondial", "volontaire", "été", "ab-cd")


def fill(writer, first, last):
    generator = random.Random(first)
    for number in range(first, last):
        words = [generator.choice(WORDS) for _ in range(generator.randint(5, 60))]
        record = Record(
            id=f"r{number}",
            title=" ".join(words[:4]),
            body=" ".join(words),
            year=2000 + number % 20,
            region=("africa", "europe")[: number % 3],
            budget=float(number) if number % 2 else None,
        )
        writer.add(to_document(record, added=20240101.0))


@pytest.fixture
def index(tmp_path):
    made = ColumnarIndex.create(tmp_path, fonds_schema())
    writer = made.writer()
    fill(writer, 0, 120)
    writer.commit()
    fill(writer, 100, 150)
    writer.commit()
    writer.close()
    return made


def use(folder):
    """Do everything with an index that a person may do."""
    searcher = ColumnarIndex.open(folder, fonds_schema()).searcher()
    questions = [
        wq.Term("body", "migration"),
        StemTerm("body", "migrations"),
        wq.Phrase("body", ["pacte", "mondial"]),
        wq.Prefix("title", "mi"),
        wq.Wildcard("body", "*o*"),
        wq.FuzzyTerm("body", "pactes"),
        wq.And([StemTerm("title", "retour"), wq.Not(wq.Term("body", "ete"))]),
        wq.Prefix("body", "m", constantscore=False),
    ]
    filters = [ColumnFilter("year", ranges=((2005.0, None),)), ColumnFilter("region", ("africa",))]
    for question in questions:
        found = searcher.search(question, facets=("year", "region", "status"))
        for docnum in found.docs[:5]:
            searcher.stored(docnum)
        searcher.search(question, filters=filters, sort=("title_key", False)).page(0, 10)
        searcher.search(question, sort=("budget", True)).page(0, 10)
    searcher.docnum("r7")
    list(searcher.terms("body", "m"))
    searcher.similar("body", "pact", 2)
    searcher.close()


def wrongs(whole, generator):
    """Yield damaged forms of a file: cut at several places, a byte altered at many."""
    size = len(whole)
    for cut in (0, 1, 8, 63, size // 3, size // 2, size - 29, size - 5, size - 1):
        yield whole[: max(0, min(cut, size - 1))]
    places = {0, 7, 20, 64, size - 1, size - 10, size - 20, size - 28}
    places |= {generator.randrange(size) for _ in range(60)}
    for place in sorted(places):
        altered = bytearray(whole)
        altered[place] ^= 1 << generator.randrange(8)
        yield bytes(altered)


def test_the_sound_index_is_sound(index, tmp_path):
    assert index.check() == []
    use(tmp_path)


def test_every_file_damaged(index, tmp_path):
    generator = random.Random(11)
    names = sorted(index.files())
    assert len(names) == 3
    for name in names:
        path = tmp_path / name
        whole = path.read_bytes()
        for wrong in wrongs(whole, generator):
            path.unlink()
            path.write_bytes(wrong)
            faults = ColumnarIndex(index._storage, fonds_schema()).check()
            assert any(name in fault for fault in faults)
            with suppress(ArchiveDamagedError):  # an altered number may be read as another one
                use(tmp_path)
        path.unlink()
        path.write_bytes(whole)
    assert index.check() == []
    use(tmp_path)


def test_a_missing_file_is_named(index, tmp_path):
    name = next(name for name in index.files() if name.endswith(".fonds"))
    (tmp_path / name).unlink()
    assert index.check() == [f"“{name}” of the index is missing"]
    with pytest.raises(ArchiveDamagedError):
        ColumnarIndex.open(tmp_path, fonds_schema()).searcher()


def test_a_rebuild_restores(index, tmp_path):
    name = next(name for name in index.files() if name.endswith(".toc"))
    (tmp_path / name).write_bytes(b"nothing")
    with pytest.raises(ArchiveDamagedError):
        ColumnarIndex.open(tmp_path, fonds_schema())
    again = ColumnarIndex.create(tmp_path, fonds_schema())
    writer = again.writer()
    fill(writer, 0, 20)
    writer.commit()
    writer.close()
    assert again.check() == []
    assert again.searcher().doc_count == 20


def test_an_index_of_whoosh_alone_is_no_index_of_ours(tmp_path):
    from whoosh import index as wi

    wi.create_in(str(tmp_path), fonds_schema()).writer().commit()
    with pytest.raises(FondsError):
        ColumnarIndex.open(tmp_path, fonds_schema())
