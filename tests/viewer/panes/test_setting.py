from __future__ import annotations

from dataclasses import replace

import pytest

from tests.viewer.fakes import make_record
from viewer.models.reading import Reading
from viewer.panes.setting import Setting
from viewer.reading.options import ReadingOptions

SHORT = make_record(5)
LONG = replace(SHORT, body="\n\n".join(["une migration " * 60] * 200))


def reading(record):
    spans, at = [], record.body.find("migration")
    while at >= 0:
        spans.append((at, at + 9))
        at = record.body.find("migration", at + 9)
    return Reading(record, (), tuple(spans))


def set_all(setting):
    steps = 0
    while setting.set_next():
        steps += 1
    return steps


@pytest.fixture
def options(qapp):
    return ReadingOptions()


def test_a_short_text_is_set_at_once(options):
    setting = Setting(reading(SHORT), options, with_furniture=False)
    assert setting.done
    assert not setting.set_next()
    assert setting.furniture_at == 0


def test_a_long_text_is_set_in_passages(options):
    setting = Setting(reading(LONG), options, with_furniture=False)
    assert not setting.done
    assert len(setting.document.toPlainText()) < 30_000
    assert set_all(setting) > 3
    assert setting.done
    words = setting.document.toPlainText().split()
    assert words.count("migration") == LONG.body.count("migration")


def test_the_count_of_hits_is_right_from_the_beginning(options):
    setting = Setting(reading(LONG), options, with_furniture=False)
    before = setting.marks_count
    set_all(setting)
    assert before == setting.marks_count == len(setting.document.marks) == 200 * 60


def test_every_mark_stands_on_its_word(options):
    setting = Setting(reading(LONG), options, with_furniture=False)
    set_all(setting)
    text = setting.document.toPlainText()
    assert {text[start:end] for start, end in setting.document.marks} == {"migration"}


@pytest.mark.parametrize("record", [SHORT, LONG])
def test_what_was_removed_comes_last_and_only_on_demand(options, record):
    without = Setting(reading(record), options, with_furniture=False)
    set_all(without)
    assert "Accueil" not in without.document.toPlainText()
    setting = Setting(reading(record), options, with_furniture=True)
    set_all(setting)
    text = setting.document.toPlainText()
    assert text.index("Accueil") > text.rindex("migration")
    assert text.index("Removed from the page") >= setting.furniture_at - 1
