"""Lets a person say what the columns of a document mean, and has it read again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from index.errors import FondsError
from viewer.tasks import Aside
from viewer.wording import reason_of

if TYPE_CHECKING:
    from index.ingest.preview import Preview
    from index.ingest.profiles import Profile
    from viewer.dialogs.profile import ProfileDialog
    from viewer.models.profiledraft import Draft

#: Choices that follow one another this fast are looked at together.
_REST_MS = 150


class ProfileController(QObject):
    """Opens the dialog on a document; ``saved`` names it and whether its whole folder is meant."""

    saved = Signal(object, bool)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._aside = Aside(self)
        self._draft: Draft | None = None
        self._dialog: ProfileDialog | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._look)

    def look_at(self, source: Path) -> None:
        """Show the columns of a source: of the file that it is, or of one in its folder."""
        if source.is_dir():
            self.ask(source)
        else:
            self.open(source)

    def ask(self, folder: Path | None = None) -> None:
        """Ask for a document, then show its columns."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Choose a document with columns or labels"),
            str(folder or Path.home()),
        )
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> ProfileDialog:
        """Show the columns of a document."""
        from viewer.dialogs.profile import ProfileDialog
        from viewer.models.profiledraft import Draft

        self._draft = Draft.begin(path)
        dialog = ProfileDialog(path, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.field_chosen.connect(self._on_field_chosen)
        dialog.save_wanted.connect(self._on_save_wanted)
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        self._aside.run(lambda: _preview(path), self._on_columns, self._on_failed)
        dialog.open()
        return dialog

    def stop(self) -> None:
        """Drop what is under way."""
        self._rest.stop()
        self._aside.stop()

    def _on_columns(self, found: Preview) -> None:
        """Show what Fonds reads by itself, then what the profiles there are make of it."""
        if self._dialog is None or self._draft is None:
            return
        stated = self._draft.effective
        labels = [column.label for column in found.columns]
        self._dialog.set_columns(found.columns, {text: stated.field_of(text) for text in labels})
        self._dialog.set_records(found.records)
        if stated:
            self._look()

    def _look(self) -> None:
        if self._draft is not None:
            draft = self._draft
            self._aside.run(
                lambda: _preview(draft.path, draft.profile), self._on_records, self._on_failed
            )

    def _on_records(self, found: Preview) -> None:
        if self._dialog is not None:
            self._dialog.set_records(found.records)

    def _on_field_chosen(self, column: str, field: str | None) -> None:
        if self._draft is not None:
            self._draft = self._draft.choose(column, field)
            self._rest.start()

    def _on_save_wanted(self, whole_folder: bool) -> None:
        if self._draft is None or self._dialog is None:
            return
        file = self._draft.file(whole_folder=whole_folder)
        try:
            self._draft.save(whole_folder=whole_folder)
        except OSError as error:
            text = self.tr("“{name}” could not be written: {reason}.")
            self._dialog.set_trouble(text.format(name=file, reason=reason_of(error)))
            return
        path = self._draft.path
        self._dialog.accept()
        self.saved.emit(path, whole_folder)

    def _on_failed(self, error: FondsError) -> None:
        if self._dialog is not None:
            text = str(error)
            self._dialog.set_trouble(text[:1].upper() + text[1:])

    def _on_finished(self) -> None:
        self.stop()
        self._dialog = self._draft = None


def _preview(path: Path, profile: Profile | None = None) -> Preview:
    """Read the beginning of a document; what reads is loaded here, a window starts without it."""
    from index.ingest.preview import preview
    from index.ingest.profiles import NO_PROFILE

    return preview(path, profile or NO_PROFILE)
