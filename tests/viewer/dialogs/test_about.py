from __future__ import annotations

from importlib import metadata
from pathlib import Path

from PySide6.QtWidgets import QLabel

from viewer.dialogs.about import AboutDialog, version
from viewer.look.icons import application_icon


def test_it_says_what_and_where_and_under_which_licence(qtbot):
    dialog = AboutDialog(application_icon().pixmap(64, 64), Path("/archives/mission"))
    qtbot.addWidget(dialog)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Fonds" in words
    assert "/archives/mission" in words.replace("\\", "/")
    assert "General Public License" in words


def test_without_an_installation_there_is_no_version(monkeypatch):
    def missing(_name):
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(metadata, "version", missing)
    assert version() == ""
