from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextCursor, QTextDocument

from tests.viewer.fakes import make_record
from viewer.look.metrics import AROUND
from viewer.models.reading import Reading
from viewer.panes.readerview import ReaderView
from viewer.panes.setting import Setting
from viewer.reading.options import ReadingOptions


@pytest.fixture
def view(theme, shown):
    view = shown(ReaderView(theme), 500, 300)
    record = make_record(5)
    at = record.body.rindex("migration")
    setting = Setting(Reading(record, (), ((at, at + 9),)), ReadingOptions(), with_furniture=False)
    view.show_document(setting.document)
    return view


def test_no_resource_is_ever_read(view, tmp_path):
    picture = tmp_path / "a.png"
    picture.write_bytes(b"x")
    kind = int(QTextDocument.ResourceType.ImageResource.value)
    assert view.loadResource(kind, QUrl.fromLocalFile(str(picture))) is None
    assert view.document().resource(kind, QUrl("http://example.org/a.png")) is None


def test_links_are_not_followed(view):
    assert not view.openLinks()
    assert not view.openExternalLinks()


def test_it_begins_at_the_top(view):
    assert view.verticalScrollBar().value() == 0


def test_the_outlined_hit_is_brought_into_sight_and_drawn(theme, view):
    view.outline(view.document().marks[0])
    (place,) = view.outline_places()
    assert view.viewport().rect().contains(place.toRect())
    image = view.viewport().grab().toImage()
    row = range(int(place.left()) - 4, int(place.right()) + 4)
    y = int(place.center().y())
    accent = theme.colours.colour("accent")
    assert any(abs(image.pixelColor(x, y).blue() - accent.blue()) < 40 for x in row)


def test_an_outline_can_be_taken_away(view):
    view.outline(view.document().marks[0])
    view.outline(None)
    assert view.outline_places() == []


def test_lines_keep_a_readable_measure(view):
    view.resize(3000, 300)
    wide = view.lineWrapColumnOrWidth()
    assert wide < 1200
    view.resize(400, 300)
    assert view.lineWrapColumnOrWidth() <= 400
    assert wide > 2 * AROUND


def test_what_was_found_has_its_own_ground(view):
    cursor = view.document().find("bureau", 0)
    view.mark_found([cursor])
    assert len(view.extraSelections()) == 1
    view.mark_found([])
    assert view.extraSelections() == []


def test_an_outline_over_two_lines_has_two_parts(view):
    text = view.document().toPlainText()
    start = text.index("Le bureau")
    view.outline((start, start + 150))
    assert len(view.outline_places()) >= 2


def test_the_document_has_no_undo(view):
    assert not view.document().isUndoRedoEnabled()
    assert isinstance(view.textCursor(), QTextCursor)
