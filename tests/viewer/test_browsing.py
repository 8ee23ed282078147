from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl

from index.linking import Related
from index.search.query import Filter, Query
from tests.viewer.fakes import make_record
from viewer.dialogs.why import WhyDialog
from viewer.models.hits import PAGE
from viewer.session import Session


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.worker.idle)


def search(qtbot, window, text):
    window.panes.header.query_bar._field.setText(text)
    window.panes.header.query_bar.text_changed.emit(text)
    settle(qtbot, window)


def titles(window):
    model = window.panes.hits
    return [model.hit(row).title for row in range(min(model.rowCount(), PAGE))]


def test_the_whole_archive_is_listed_at_start(window):
    assert window.panes.hits.rowCount() == 200
    assert window.panes.header.chip_bar.total_text == "200 records"
    assert window.panes.facets.section("status").isVisible()


def test_typing_lists_what_is_found(qtbot, window):
    search(qtbot, window, "migration")
    assert window.panes.hits.rowCount() == 40
    assert window.panes.header.chip_bar.total_text == "40 of 200"
    assert all("migration" in title for title in titles(window))


def test_a_facet_narrows_and_its_chip_widens_again(qtbot, window):
    window.panes.facets.filter_added.emit(Filter("status", "active"))
    settle(qtbot, window)
    assert window.panes.hits.rowCount() == 50
    (chip,) = window.panes.header.chip_bar.buttons()
    assert chip.text() == "Active"
    chip.click()
    settle(qtbot, window)
    assert window.panes.hits.rowCount() == 200
    assert window.panes.header.chip_bar.buttons() == []


def test_several_values_of_a_facet_mean_or(qtbot, window):
    for code in ("active", "planned"):
        window.panes.facets.filter_added.emit(Filter("status", code))
    settle(qtbot, window)
    assert window.panes.hits.rowCount() == 100


def test_typed_clauses_become_chips_and_enter_goes_to_the_list(qtbot, window):
    bar = window.panes.header.query_bar
    bar._field.setText("migration status:active")
    qtbot.keyClick(bar._field, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert bar._field.text() == "migration"
    assert [chip.text() for chip in window.panes.header.chip_bar.buttons()] == ["Active"]


def test_enter_waits_for_the_answer_to_what_was_typed(qtbot, window, archive):
    archive.delay = 0.2
    field = window.panes.header.query_bar._field
    qtbot.keyClicks(field, "frontieres")
    field.setText("frontières")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.browsing.record is not None)
    settle(qtbot, window)
    assert window.browsing.record.id == "r4"


def test_down_waits_too(qtbot, window, archive):
    archive.delay = 0.2
    field = window.panes.header.query_bar._field
    qtbot.keyClicks(field, "migration")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.browsing.record is not None)
    settle(qtbot, window)
    assert window.browsing.record.id == "r0"
    assert window.panes.hits.rowCount() == 40


def test_choosing_a_row_opens_the_record(qtbot, window):
    window.panes.list.go_to(3)
    settle(qtbot, window)
    assert window.browsing.record.id == "r3"
    assert "nº 3" in window.panes.reader.view.toPlainText()


def test_a_row_far_down_is_opened_once_its_page_is_there(qtbot, window):
    window.panes.list.go_to(150)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.browsing.record is not None)
    assert window.browsing.record.id == "r150"


def test_f3_walks_hits_and_goes_on_into_the_next_record(qtbot, window):
    search(qtbot, window, "migration")
    window.panes.list.go_to(0)
    settle(qtbot, window)
    bar = window.panes.reader.bar
    for _ in range(11):
        window.browsing.walk_hit(1)
    assert bar.count_text == "hit 11 of 11"
    window.browsing.walk_hit(1)
    settle(qtbot, window)
    assert window.browsing.record.id == "r5"
    assert bar.count_text == "hit 1 of 11"
    window.browsing.walk_hit(-1)
    settle(qtbot, window)
    assert window.browsing.record.id == "r0"
    assert bar.count_text == "hit 11 of 11"


def test_f3_without_a_record_opens_the_first(qtbot, window):
    search(qtbot, window, "migration")
    window.browsing.walk_hit(1)
    settle(qtbot, window)
    assert window.browsing.record.id == "r0"
    assert window.panes.reader.bar.count_text == "hit 1 of 11"


def test_walking_past_the_last_record_stays(qtbot, window):
    search(qtbot, window, "migration")
    window.panes.list.go_to(39)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.browsing.record is not None)
    for _ in range(13):
        window.browsing.walk_hit(1)
    settle(qtbot, window)
    assert window.browsing.record.id == "r195"


def test_the_open_record_is_marked_anew_for_another_search(qtbot, window):
    search(qtbot, window, "migration")
    window.panes.list.go_to(0)
    settle(qtbot, window)
    search(qtbot, window, "bureau")
    qtbot.waitUntil(lambda: window.panes.reader.bar.count_text == "5 hits")
    assert window.browsing.record.id == "r0"


def test_nothing_found_says_what_would_find_something(qtbot, window, archive):
    archive.suggestion = "migration"
    window.panes.facets.filter_added.emit(Filter("region", "africa"))
    search(qtbot, window, "frontières")
    settle(qtbot, window)
    page = window.panes.nothing
    assert page.isVisible()
    assert page._title.text() == "Nothing found for “frontières”"
    texts = [button.text() for button in page._drops.values()]
    assert texts == ["Without the filter “Africa”: 40 records"]
    page.filter_dropped.emit(Filter("region", "africa"))
    settle(qtbot, window)
    assert window.panes.list.isVisible()
    assert window.panes.hits.rowCount() == 40


def test_a_spelling_that_is_chosen_is_searched(qtbot, window, archive):
    archive.suggestion = "migration"
    search(qtbot, window, "migratoin")
    window.panes.nothing.spelling_chosen.emit("migration")
    settle(qtbot, window)
    assert window.panes.header.query_bar._field.text() == "migration"
    assert window.panes.hits.rowCount() == 40


def test_after_an_update_place_and_record_are_kept(qtbot, window, archive):
    window.panes.list.go_to(7)
    settle(qtbot, window)
    archive.records.append(make_record(200))
    window.browsing.repeat()
    settle(qtbot, window)
    assert window.panes.hits.rowCount() == 201
    assert window.panes.list.row == 7
    assert window.browsing.record.id == "r7"


def test_the_order_can_be_changed(qtbot, window, archive):
    window.panes.header.query_bar.sort_chosen.emit("-date")
    settle(qtbot, window)
    assert archive.searched[-1] == Query(sort="-date")
    assert window.panes.header.query_bar._sort.text() == "Newest first"


def test_an_empty_archive_shows_the_start_page(qtbot, make_window, archive):
    archive.records.clear()
    window = make_window()
    qtbot.waitUntil(lambda: window.panes.start_shown)


def test_a_session_goes_on(qtbot, make_window):
    window = make_window(Session(query="migration status:active sort:-date", record="r5"))
    qtbot.waitUntil(lambda: window.browsing.record is not None)
    settle(qtbot, window)
    assert window.panes.header.query_bar._field.text() == "migration"
    assert window.browsing.record.id == "r5"
    assert window.panes.hits.hit(window.panes.list.row).id == "r5"


def test_records_that_come_meanwhile_do_not_move_the_list(qtbot, window, archive):
    bar = window.panes.list.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    settle(qtbot, window)
    before = bar.value()
    archive.grown = True
    window.browsing.repeat(only_if_grown=True)
    settle(qtbot, window)
    assert bar.value() == before
    row = window.panes.list.indexAt(QPoint(5, 5)).row()
    asked = []
    window.panes.hits.page_wanted.connect(asked.append)
    assert window.panes.hits.hit(row) is not None
    assert asked == []


def test_without_new_records_nothing_is_searched_again(qtbot, window, archive):
    count = len(archive.searched)
    window.browsing.repeat(only_if_grown=True)
    settle(qtbot, window)
    assert len(archive.searched) == count


def test_a_record_of_a_session_that_is_gone_is_no_trouble(qtbot, make_window):
    window = make_window(Session(record="r9999"))
    settle(qtbot, window)
    assert window.browsing.record is None
    assert window.panes.hits.rowCount() == 200


@pytest.mark.parametrize("text", ['"', "(((", "year:", "-", "NOT", "\x00", "x" * 2000, "😀" * 50])
def test_any_text_can_be_typed(qtbot, window, text):
    search(qtbot, window, text)
    assert not window.panes.notice.isVisible()


def test_a_link_opens_the_record_it_names(qtbot, window, archive):
    archive.links["r5"] = (Related("r7", "Titre", "duplicate"),)
    window.search.read("r5")
    qtbot.waitUntil(lambda: window.browsing.record is not None)
    view = window.panes.reader.view
    assert "Same text: Titre" in view.toPlainText()
    view.anchorClicked.emit(QUrl("https://example.org/"))
    view.anchorClicked.emit(QUrl("record:r7"))
    qtbot.waitUntil(lambda: window.browsing.record.id == "r7")
    assert window.panes.list.row == window.panes.hits.row_of("r7")


def test_why_a_record_was_found(qtbot, window):
    window.search.type_text("migration")
    qtbot.waitUntil(lambda: window.worker.idle)
    window.panes.list.go_to(1)
    qtbot.waitUntil(lambda: window.browsing.record is not None)
    with qtbot.waitSignal(window.search.explained) as explained:
        window.deed["why"].trigger()
    title, told = explained.args
    assert title == window.browsing.record.title
    assert told == ["“migration” stands in the title.", "It is number 2 of 40."]
    (dialog,) = window.findChildren(WhyDialog)
    dialog.close()


def test_a_record_that_was_not_found_has_no_reason(qtbot, window):
    window.search.type_text("migration")
    qtbot.waitUntil(lambda: window.worker.idle)
    window.search.read("r6")
    qtbot.waitUntil(lambda: window.browsing.record is not None)
    window.deed["why"].trigger()
    assert "not among those that were found" in window.panes.notice.text


def test_records_like_one_until_something_else_is_searched(qtbot, window):
    window.search.read("r6")
    qtbot.waitUntil(lambda: window.browsing.record is not None)
    window.deed["like"].trigger()
    settle(qtbot, window)
    assert window.panes.hits.rowCount() == 40
    assert window.panes.header.chip_bar._note.text() == "Like these words."
    window.search.add_filter(Filter("status", "active"))
    settle(qtbot, window)
    assert window.panes.hits.rowCount() == 10
    search(qtbot, window, "migration")
    assert window.panes.header.chip_bar._note.text() == ""
    window.deed["clear_search"].trigger()
    settle(qtbot, window)
    assert window.panes.hits.rowCount() == 200


def test_a_record_that_an_import_changed_is_shown_anew(qtbot, window, archive):
    window.search.read("r6")
    qtbot.waitUntil(lambda: window.browsing.record is not None)
    before = window.panes.reader.reading
    window.browsing.repeat()
    settle(qtbot, window)
    assert window.panes.reader.reading is before
    archive.records[6] = replace(archive.records[6], title="Un autre titre")
    window.browsing.repeat()
    settle(qtbot, window)
    assert window.browsing.record.title == "Un autre titre"
    assert "Un autre titre" in window.panes.reader.view.toPlainText()


def test_a_record_that_is_gone_can_be_read_to_its_end(qtbot, window, archive):
    window.search.read("r6")
    qtbot.waitUntil(lambda: window.browsing.record is not None)
    del archive.records[6]
    window.browsing.repeat()
    settle(qtbot, window)
    assert window.browsing.record.id == "r6"
    assert not window.panes.notice.isVisible()


def test_a_chip_becomes_text_and_a_chip_again(qtbot, window):
    bar, chips = window.panes.header.query_bar, window.panes.header.chip_bar
    bar.type_text("migration year:2016", 19)
    qtbot.waitUntil(lambda: bool(chips.buttons()))
    settle(qtbot, window)
    (chip,) = chips.buttons()
    assert (chip.text(), chip.property("typed")) == ("2016", True)
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert bar.field.text() == "migration"
    (chip,) = chips.buttons()
    assert chip.property("typed") is False
    chips.text_wanted.emit(Filter("year", "2016"))
    assert bar.field.text() == "migration year:2016"
    assert chips.buttons()[0].property("typed") is True
    chips.filter_wanted.emit()
    assert bar.field.text() == "migration"
    assert chips.buttons()[0].property("typed") is False
    settle(qtbot, window)


def test_inferred_values_are_left_out_by_the_switch_and_its_chip(qtbot, window, archive):
    window.panes.facets.stated_only_wanted.emit(True)
    settle(qtbot, window)
    assert archive.searched[-1].stated_only
    (chip,) = window.panes.header.chip_bar.buttons()
    assert chip.text() == "Inferred values left out"
    chip.click()
    settle(qtbot, window)
    assert not archive.searched[-1].stated_only
    assert not window.panes.facets._stated_only.isChecked()


def test_few_hits_come_with_another_spelling(qtbot, window, archive):
    archive.suggestion, archive.few = "migration", 50
    window.search.type_text("traite")
    settle(qtbot, window)
    chips = window.panes.header.chip_bar
    assert chips._spelling.text() == "Did you mean “migration”?"
    chips._spelling.click()
    settle(qtbot, window)
    assert window.search.query.words == "migration"


def test_what_was_chosen_stays_chosen_when_the_archive_grows(qtbot, window, archive):
    window.panes.list.choose_rows([1, 3])
    archive.records = archive.records[1:]
    window.browsing.repeat()
    settle(qtbot, window)
    assert window.panes.hits.ids(window.panes.list.chosen_rows) == ("r1", "r3")


def test_the_archive_s_own_codes_take_the_place_of_what_was_typed(
    qtbot, window, archive, monkeypatch
):
    search = archive.search

    def told(query, **named):
        filters = tuple(replace(item, value="active") for item in query.filters)
        results = search(replace(query, filters=filters), **named)
        return replace(results, query=query, settled=replace(query, filters=filters))

    monkeypatch.setattr(archive, "search", told)
    window.search.commit_text('status:"en cours de route"')
    settle(qtbot, window)
    assert window.search.query.filters == (Filter("status", "active"),)
    assert [b.text() for b in window.panes.header.chip_bar.buttons()] == ["Active"]
