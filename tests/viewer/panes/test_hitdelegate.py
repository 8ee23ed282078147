from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QStyleOptionViewItem

from index.search.query import Query
from viewer.models.hits import HitModel
from viewer.panes.hitdelegate import HitDelegate, _cut
from viewer.panes.hitlist import HitList


@pytest.fixture
def hit(archive):
    return archive.hits(archive.search(Query("migration")), 1, 2)[0]


@pytest.fixture
def picture(theme, shown):
    model = HitModel()
    listing = HitList(theme, model)
    model.setParent(listing)
    shown(listing, 400, 200)

    def grab(*hits) -> QImage:
        model.set_answer(max(1, len(hits)), hits)
        return listing.viewport().grab().toImage()

    return grab


def marked(image, theme):
    ink = theme.colours.colour("mark")
    return {
        y
        for y in range(0, image.height(), 2)
        for x in range(0, image.width(), 2)
        if image.pixelColor(x, y) == ink
    }


def test_marked_words_have_their_ground_in_the_snippet(theme, picture, hit):
    assert marked(picture(hit), theme)
    plain = replace(hit, spans=(), title_spans=())
    assert not marked(picture(plain), theme)


def test_marked_words_have_their_ground_in_the_title(theme, picture, hit):
    title = replace(hit, title="Migration", title_spans=((0, 9),), spans=())
    assert min(marked(picture(title), theme)) < 30


def test_marks_beyond_the_title_s_end_are_not_painted(theme, picture, hit):
    far = len(hit.title) * 3
    beyond = replace(hit, title=hit.title * 4, title_spans=((far, far + 9),), spans=())
    assert not marked(picture(beyond), theme)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "", "snippet": "", "spans": (), "title_spans": ()},
        {"year": None, "status_label": None, "region_labels": (), "identifier": None},
        {"snippet": "mot\nmot", "spans": ((0, 3),)},
        {"snippet": "😀 migration " * 50, "spans": ((2, 11),)},
        {"title": "x" * 5000, "region_labels": ("une région au nom bien long",) * 9},
    ],
)
def test_whatever_is_missing_or_long_is_painted(picture, hit, change):
    picture(replace(hit, **change))


def test_a_hit_on_its_way_is_a_quiet_blank(theme, picture):
    image = picture()
    assert image.pixelColor(20, 20) == theme.colours.colour("hover")


def test_the_height_does_not_depend_on_the_hit(theme, qapp):
    delegate = HitDelegate(theme)
    option = QStyleOptionViewItem()
    assert delegate.sizeHint(option, HitModel().index(0)).height() % 4 == 0


@pytest.mark.parametrize("text", ["court", "mot " * 200, "x" * 3000, "😀" * 400, ""])
def test_a_snippet_is_cut_to_two_lines(qapp, text):
    option = QStyleOptionViewItem()
    option.font = qapp.font()
    option.fontMetrics = QFontMetrics(option.font)
    cut = _cut(text, option, 300)
    assert cut == text or cut.endswith("…")
    assert QFontMetrics(option.font).horizontalAdvance(cut) < 2 * 300 + 20
