"""What recurs over a source, from outside: pages whose menus no table knows."""

import random

import pytest

from index.archive import Archive
from index.ingest import updating
from index.ingest.outline import Verdict
from index.ingest.recurring import Recurring
from index.prints import Prints
from index.search.query import Query

MENU = ("Baco limo", "Fen galo", "Hur rit", "Dil cornar")
FOOT = ("Peldi mon", "Quo lim", "Ce site dépose des cookies pour compter ses visites.", "Narpel")
WORDS = ["village", "école", "eau", "santé", "route", "marché", "forêt", "pêche", "énergie"]


def sentence(generator, words=16):
    return " ".join(generator.choices(WORDS, k=words)).capitalize() + "."


def write_page(folder, number, menu=MENU, foot=FOOT):
    generator = random.Random(number)
    folder.mkdir(exist_ok=True)
    text = "\n\n".join(sentence(generator) + " " + sentence(generator) for _ in range(3))
    head = "".join(f"{line}\n" for line in menu)
    tail = "".join(f"{line}\n" for line in foot)
    path = folder / f"{number:04}.txt"
    path.write_text(f"{head}Le titre numéro {number} du village\n\n{text}\n\n{tail}")
    return path


@pytest.fixture
def archive(tmp_path):
    made = Archive.create(tmp_path / "archive", "essai")
    yield made
    made.close()


@pytest.fixture
def docs(tmp_path):
    return tmp_path / "docs"


def holds(record, lines):
    shown = f"{record.title}\n{record.body}".split("\n")
    return [line for line in lines if line in shown]


def test_furniture_is_kept_out_of_text_and_index(archive, docs):
    paths = [write_page(docs, number) for number in range(30)]
    report = archive.update([docs])
    assert (report.added, report.updated, report.records) == (30, 0, 30)
    for path in paths:
        record = archive.record(str(path))
        assert not holds(record, MENU + FOOT)
        assert record.title.startswith("Le titre numéro")
        assert "\n".join(record.furniture).split("\n") == [*MENU, *FOOT]
    assert archive.search(Query.parse("cornar")).total == 0
    assert archive.check() == []


def test_more_documents_change_the_verdict(archive, docs):
    first = [write_page(docs, number) for number in range(4)]
    archive.update([docs])
    assert all(holds(archive.record(str(path)), FOOT) for path in first)
    for number in range(4, 40):
        write_page(docs, number)
    report = archive.update()
    assert (report.added, report.updated, report.unchanged) == (36, 0, 4)
    assert not any(holds(archive.record(str(path)), MENU + FOOT) for path in first)
    assert archive.update().unchanged == 40


def test_documents_that_go_change_it_back(archive, docs):
    paths = [write_page(docs, number) for number in range(20)]
    archive.update([docs])
    for path in paths[2:]:
        path.unlink()
    archive.update()
    assert all(holds(archive.record(str(path)), MENU) for path in paths[:2])


def test_a_settled_archive_is_that_of_a_rebuild(archive, docs):
    for number in range(40):
        write_page(docs, number, foot=FOOT if number % 2 else ())
        if number % 10 == 0:
            archive.update([docs])
    archive.update()

    def everything():
        found = archive.search(Query())
        ids = [hit.id for hit in archive.hits(found, 0, found.total)]
        return {id: (archive.record(id).body, archive.record(id).furniture) for id in ids}

    before = everything()
    archive.rebuild()
    assert everything() == before


def test_settling_goes_on_in_the_next_run(archive, docs, monkeypatch):
    paths = [write_page(docs, number) for number in range(20)]
    monkeypatch.setattr(updating, "MOST_SETTLED", 5)
    archive.update([docs])

    def left():
        return sum(bool(holds(archive.record(str(path)), MENU)) for path in paths)

    assert left() == 15
    archive.update()
    assert left() == 10
    monkeypatch.undo()
    archive.update()
    assert left() == 0


def test_a_stopped_run_is_settled_by_the_next(archive, docs):
    paths = [write_page(docs, number) for number in range(21)]
    report = archive.update([docs], cancelled=iter([False] * 21 + [True] * 9).__next__)
    assert (report.cancelled, report.added) == (True, 20)
    assert all(holds(archive.record(str(path)), MENU) for path in paths[:20])
    paths.pop().unlink()
    archive.update()
    assert not any(holds(archive.record(str(path)), MENU) for path in paths)


def test_near_identical_records_keep_their_text(archive, docs):
    docs.mkdir()
    shared = "\n\n".join(sentence(random.Random(seed), 30) for seed in range(3))
    steps = "\n".join(f"• {line}" for line in (*MENU, *FOOT[:2]))
    for number in range(30):
        card = f"  • Statut du projet\n    Actif\n  • Projet ID\n    QX.{number:04}\n"
        text = f"Appui au village {number}\n\n{card}\n{shared}\n\n{steps}\n"
        (docs / f"{number}.txt").write_text(text)
    archive.update([docs])
    for number in range(30):
        record = archive.record(f"QX.{number:04}")
        assert record.furniture == ()
        assert all(line in record.body for line in (*shared.split("\n\n"), *MENU))


def test_two_documents_keep_everything(archive, docs):
    paths = [write_page(docs, number, menu=()) for number in range(2)]
    archive.update([docs])
    assert all(holds(archive.record(str(path)), FOOT[-1:]) for path in paths)


def test_sources_are_judged_apart(archive, docs, tmp_path):
    for number in range(20):
        write_page(docs, number)
    other = write_page(tmp_path / "other", 99, menu=())
    archive.update([docs, tmp_path / "other"])
    assert holds(archive.record(str(other)), FOOT[-1:])


def test_nothing_is_known_of_an_empty_archive():
    with Prints() as prints:
        recurring = Recurring(prints)
        assert list(recurring.unsettled()) == []
        assert recurring.verdict("x") == Verdict()
