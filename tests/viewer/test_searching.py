from __future__ import annotations

from dataclasses import replace

import pytest

from index.errors import ArchiveDamagedError, FondsError
from index.results import FacetValue, Results
from index.search.query import Filter, Query
from viewer.models.hits import PAGE
from viewer.models.querystate import STATED_ONLY
from viewer.searching import SearchController
from viewer.tasks import ArchiveWorker

ACTIVE = Filter("status", "active")
AFRICA = Filter("region", "africa")


@pytest.fixture
def worker(qtbot, archive):
    worker = ArchiveWorker(lambda: archive)
    yield worker
    worker.stop()


@pytest.fixture
def search(worker):
    return SearchController(worker)


@pytest.fixture
def answers(search):
    answers = []
    search.answered.connect(answers.append)
    return answers


def settle(qtbot, worker):
    qtbot.waitUntil(lambda: worker.idle)


def test_an_answer_brings_results_first_hits_and_the_count_of_records(
    qtbot, search, worker, answers
):
    search.type_text("migration")
    settle(qtbot, worker)
    (answer,) = answers
    assert answer.results.total == 40
    assert len(answer.first) == PAGE
    assert answer.records == 200


def test_only_the_last_of_several_searches_is_answered(qtbot, search, worker, archive, answers):
    archive.delay = 0.05
    for text in ("m", "mi", "mig"):
        search.type_text(text)
    settle(qtbot, worker)
    assert [answer.results.query.words for answer in answers] == ["mig"]


def test_text_that_asks_for_the_same_is_not_searched_again(qtbot, search, worker, archive):
    search.type_text("migration")
    search.type_text("migration ")
    settle(qtbot, worker)
    assert len(archive.searched) == 1


def test_typed_clauses_count_at_once_and_stay_in_the_field(qtbot, search, worker, archive):
    search.type_text("migration status:active")
    settle(qtbot, worker)
    assert archive.searched[-1] == Query("migration", (ACTIVE,))
    assert search.text == "migration status:active"


def test_committed_clauses_become_filters_that_are_kept(qtbot, search, worker):
    search.type_text("migration status:active sort:-date")
    search.commit_text("migration status:active sort:-date")
    assert search.text == "migration"
    search.type_text("asile")
    assert search.query == Query("asile", (ACTIVE,), "-date")
    settle(qtbot, worker)


def test_committing_the_same_text_does_not_search_again(qtbot, search, worker, archive):
    search.type_text("migration")
    settle(qtbot, worker)
    search.commit_text("migration")
    settle(qtbot, worker)
    assert len(archive.searched) == 1


def test_filters_are_added_removed_narrowed_and_cleared(qtbot, search, worker):
    search.add_filter(ACTIVE)
    search.add_filter(AFRICA)
    search.add_filter(Filter("status", "planned"))
    assert len(search.query.filters) == 3
    search.narrow_facet(Filter("status", "completed"))
    assert search.query.filters == (AFRICA, Filter("status", "completed"))
    search.remove_filter(AFRICA)
    assert search.query.filters == (Filter("status", "completed"),)
    search.clear_filters()
    assert search.query.filters == ()
    settle(qtbot, worker)


def test_removing_a_typed_filter_takes_it_out_of_the_text(qtbot, search, worker):
    search.type_text("migration status:active")
    search.remove_filter(ACTIVE)
    assert search.query == Query("migration")
    assert search.text == "migration"
    settle(qtbot, worker)


def test_leaving_out_replaces_choosing(qtbot, search, worker):
    search.add_filter(ACTIVE)
    search.add_filter(Filter("status", "active", True))
    assert search.query.filters == (Filter("status", "active", True),)
    settle(qtbot, worker)


def test_a_session_s_query_is_taken_whole(qtbot, search, worker, archive):
    query = Query("migration", (ACTIVE,), "-date")
    search.set_query(query)
    assert search.query == query
    settle(qtbot, worker)
    assert archive.searched == [query]


def test_pages_are_fetched_and_the_oldest_gives_way(qtbot, search, worker, archive):
    search.set_query(Query())
    settle(qtbot, worker)
    fetched, lost = [], []
    search.page_fetched.connect(lambda page, hits: fetched.append((page, len(hits))))
    search.page_lost.connect(lost.append)
    for page in range(1, 8):
        search.fetch_page(page)
    settle(qtbot, worker)
    assert lost == [1, 2, 3]
    assert fetched == [(page, PAGE) for page in (4, 5, 6, 7)]


def test_pages_of_an_older_answer_are_dropped(qtbot, search, worker):
    search.set_query(Query())
    settle(qtbot, worker)
    fetched = []
    search.page_fetched.connect(lambda page, _hits: fetched.append(page))
    search.fetch_page(1)
    search.type_text("migration")
    settle(qtbot, worker)
    assert fetched == []


def test_a_page_before_any_answer_is_not_asked_for(search, worker):
    search.fetch_page(0)
    assert worker.idle


def test_a_record_is_read_with_what_matches_in_it(qtbot, search, worker):
    search.type_text("migration")
    with qtbot.waitSignal(search.reading_ready) as ready:
        search.read("r5", -1)
    reading, hit = ready.args
    assert hit == -1
    assert reading.record.id == "r5"
    assert reading.body_spans
    settle(qtbot, worker)


def test_only_the_last_record_that_was_asked_for_is_shown(qtbot, search, worker):
    shown = []
    search.reading_ready.connect(lambda reading, _hit: shown.append(reading.record.id))
    for name in ("r1", "r2", "r3"):
        search.read(name)
    settle(qtbot, worker)
    assert shown == ["r3"]


def test_a_record_that_is_gone_says_so(qtbot, search, worker):
    with qtbot.waitSignal(search.reading_failed) as failed:
        search.read("none")
    assert failed.args == ["there is no record “none”"]
    settle(qtbot, worker)


def test_dropping_each_filter_is_counted(qtbot, search, worker):
    search.set_query(Query("migration", (AFRICA, ACTIVE)))
    settle(qtbot, worker)
    counted = {}
    search.counted.connect(lambda item, count: counted.update({item: count}))
    search.count_without_each()
    settle(qtbot, worker)
    assert counted == {AFRICA: 10, ACTIVE: 0}


def test_labels_come_from_answers_then_from_the_tables(qtbot, search, worker):
    assert search.label("status", "completed") == "Completed"
    assert search.label("type", "of-its-own") == "of-its-own"
    search._learn("type", (FacetValue("of-its-own", "Of its own", 3),))
    assert search.label("type", "of-its-own") == "Of its own"


def test_values_that_are_asked_for_are_there_even_at_zero(search):
    query = Query("", (Filter("status", "planned"), Filter("year", None), Filter("year", "1..2")))
    results = Results(query, 0, 0.0, {"status": (FacetValue("active", "Active", 2),)}, None)
    assert search.facet_values(results, "status") == (
        FacetValue("active", "Active", 2),
        FacetValue("planned", "Planned", 0),
    )
    assert search.facet_values(results, "year") == (FacetValue(None, "Not stated", 0),)


@pytest.mark.parametrize(
    ("error", "signal"),
    [(ArchiveDamagedError("it is damaged"), "damaged"), (FondsError("no"), "failed")],
)
def test_errors_are_told_apart(qtbot, search, worker, archive, monkeypatch, error, signal):
    def fail(*_args, **_named):
        raise error

    monkeypatch.setattr(archive, "search", fail)
    with qtbot.waitSignal(getattr(search, signal)) as told:
        search.type_text("x")
    assert told.args == [str(error)]
    settle(qtbot, worker)


def test_repeat_looks_at_what_the_archive_holds_by_now(
    qtbot, search, worker, archive, answers, monkeypatch
):
    refreshed = []
    monkeypatch.setattr(archive, "refresh", lambda: refreshed.append(1))
    search.repeat()
    settle(qtbot, worker)
    assert refreshed == [1]
    assert len(answers) == 1


def test_dropping_all_filters_is_counted_when_they_are_several(qtbot, search, worker):
    bare = []
    search.counted_bare.connect(bare.append)
    search.commit_text("migration status:active")
    settle(qtbot, worker)
    search.count_without_each()
    settle(qtbot, worker)
    assert bare == []
    search.add_filter(AFRICA)
    settle(qtbot, worker)
    search.count_without_each()
    settle(qtbot, worker)
    assert bare == [40]


def test_the_switch_can_be_dropped_as_filters_can(qtbot, search, worker):
    counted = {}
    search.counted.connect(lambda item, count: counted.update({item: count}))
    search.commit_text("migration inferred:no")
    settle(qtbot, worker)
    search.count_without_each()
    settle(qtbot, worker)
    assert counted == {STATED_ONLY: 40}


def test_a_typed_value_can_be_taken_back_by_its_code(qtbot, search, worker, archive, monkeypatch):
    def told(query, **named):
        filters = tuple(
            replace(item, value="s1") if item.facet == "source" else item for item in query.filters
        )
        results = ask(replace(query, filters=()), **named)
        return replace(results, query=query, settled=replace(query, filters=filters))

    ask = archive.search
    monkeypatch.setattr(archive, "search", told)
    code = Filter("source", "s1")
    for commit in (True, False):
        search.type_text("source:projets")
        settle(qtbot, worker)
        if commit:
            search.commit_text("source:projets")
            assert search.query.filters == (code,)
        search.remove_filter(code)
        settle(qtbot, worker)
        assert search.query == Query()
