import pytest

from index.archive import Archive
from index.errors import ArchiveDamagedError, ArchiveMissingError, FondsError
from index.search.query import Filter
from viewer.cli.asking import add_selection, all_hits, asked_query, open_archive, query_of
from viewer.cli.commands import Parser


def parsed(*words):
    parser = Parser()
    add_selection(parser)
    return parser.parse_args(words)


def test_filters_and_order_join_the_query():
    query = query_of("eau sort:date", parsed("--year", "2016", "--status", "none"))
    assert query.words == "eau"
    assert query.filters == (Filter("year", "2016"), Filter("status", None))
    assert query.sort == "date"
    assert query_of("sort:date", parsed("--sort", "-date")).sort == "-date"


def test_identifiers_or_a_query_but_not_both():
    assert asked_query(parsed("PO.1")) is None
    assert asked_query(parsed("--query", "")).words == ""
    assert asked_query(parsed("--year", "2016")).filters == (Filter("year", "2016"),)
    for words in ([], ["PO.1", "--query", ""], ["PO.1", "--year", "2016"]):
        with pytest.raises(FondsError):
            asked_query(parsed(*words))


def test_a_missing_archive_says_how_to_make_it(tmp_path):
    with pytest.raises(ArchiveMissingError, match="fonds index"):
        open_archive(tmp_path / "mission")


def test_an_archive_in_trouble_says_how_to_mend_it(tmp_path, monkeypatch):
    Archive.create(tmp_path / "mission", "mission").close()
    for path in sorted((tmp_path / "mission" / "index").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    with pytest.raises(ArchiveDamagedError, match="fonds rebuild"):
        open_archive(tmp_path / "mission")


def test_all_hits_come_page_by_page(stocked, monkeypatch):
    monkeypatch.setattr("viewer.cli.asking._PAGE", 3)
    archive = open_archive(stocked)
    results = archive.search(query_of("", parsed("--query", "")))
    assert len({hit.id for hit in all_hits(archive, results)}) == 4
