"""The window of one archive: its actions, its title, what is dropped on it, its session."""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QDialog, QFileDialog, QMainWindow, QMenu

from index.progress import Report
from index.record import Record
from index.search.query import Filter, Query
from index.search.ranges import LAST_IMPORT
from viewer.actions import COUNTED, NEEDS_RECORD, Actions
from viewer.browsing import Browsing
from viewer.collecting import Collector
from viewer.completing import CompletionController
from viewer.dialogs.about import AboutDialog
from viewer.dialogs.why import WhyDialog
from viewer.doing import done_by
from viewer.importing import PICTURES, RETRY, ImportController
from viewer.layout import Layout
from viewer.look.icons import application_icon
from viewer.look.metrics import SMALLEST_SIZE, WINDOW_SIZE
from viewer.look.theme import Theme
from viewer.papers import PaperController
from viewer.profiling import ProfileController
from viewer.recorddeeds import RecordDeeds
from viewer.reporting import ReportController
from viewer.savedsearches import SavedSearches
from viewer.saving import SavingController
from viewer.searching import SearchController
from viewer.session import Session
from viewer.sourcing import SourceController
from viewer.tasks import ArchiveWorker, Changes, Readable, SourceWatch, Update
from viewer.thememenu import ThemeMenu

_LOG = logging.getLogger(__name__)

_TITLE_SHOWN = 120

_WALKING = ("previous_hit", "next_hit")
_DOING = (
    "find", "furniture", "copy_citation", "show_in_folder", "open_original", "preview", "print",
    "export_pdf",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Desk:
    """What a window is opened on: an archive, how to open, to update and to watch it."""

    folder: Path
    open_archive: Callable[[], Readable]
    update: Update
    session: Session
    changes: Changes = lambda _paths, _stop: iter(())


class Window(QMainWindow):
    """One archive in one window."""

    session_ended = Signal(object)
    sample_wanted = Signal()
    archive_named = Signal(str)
    theme_chosen = Signal(str)

    def __init__(self, theme: Theme, desk: Desk) -> None:
        super().__init__()
        self._theme = theme
        self._desk = desk
        self._started = False
        self._mended = False
        self._opened = False
        self._held: list[tuple[Sequence[Path], tuple[str, ...], bool]] = []
        self.panes = Layout(theme, self)
        self.setCentralWidget(self.panes)
        self.worker = ArchiveWorker(desk.open_archive, self)
        self.search = SearchController(self.worker, self)
        self.importing = ImportController(desk.update, desk.folder, self.panes.strip, self)
        self.browsing = Browsing(self.panes, self.search, lambda: self.importing.running)
        bar, panes = self.panes.header.query_bar, self.panes
        self.completing = CompletionController(self.worker, bar, panes.completions, panes.offers)
        self.deeds = RecordDeeds(lambda: self.browsing.record, lambda: self.name, self)
        self.saving = SavingController(
            self.search, SavedSearches(desk.folder), bar.saved, self.completing, self
        )
        collector = Collector(self.worker, self)
        self.papers = PaperController(self.browsing, collector, panes.notice, self)
        self.profiling = ProfileController(self)
        writer = ArchiveWorker(desk.open_archive, self)
        self.sourcing = SourceController(self.worker, writer, SourceWatch(desk.changes, self), self)
        self.reporting = ReportController(self.panes.notice, self)
        self.deed = Actions(self, theme)
        self.setWindowIcon(application_icon())
        self.setMinimumSize(*SMALLEST_SIZE)
        self.setAcceptDrops(True)
        colours = ThemeMenu(theme, self)
        colours.chosen.connect(self.theme_chosen)
        self.deed.menus["view"].addMenu(colours)
        self._connect_actions()
        self._connect_parts()
        self._restore(desk.session)

    def add(
        self, paths: Sequence[Path], options: tuple[str, ...] = (), unasked: bool = False
    ) -> None:
        """Add folders and files to the archive; none means: look at all sources again.

        What comes before the archive was opened waits for that: a new one is made by opening it.
        """
        if not self._opened:
            self._held.append((paths, options, unasked))
            return
        if not unasked:
            self.panes.notice.hide()
        self.importing.start(paths, options, unasked)
        self.panes.show_start(False)

    @property
    def name(self) -> str:
        """The archive's own name; that of its folder until the archive is open."""
        return self.browsing.archive or self._desk.folder.name

    @property
    def session(self) -> Session:
        """Where the person is now."""
        record = self.browsing.record
        return Session(
            geometry=base64.b64encode(self.saveGeometry().data()).decode("ascii"),
            panes=self.panes.panes,
            zoom=self.panes.reader.zoom,
            query=self.search.query.to_text(),
            record=record.id if record is not None else "",
            recent=self.completing.recent,
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Search for the first time once the window stands."""
        super().showEvent(event)
        if not self._started:
            self._started = True
            self.panes.line_up()
            session = self._desk.session
            self.browsing.restore(Query.parse(session.query), session.record)
            self.panes.header.query_bar.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the search field over the list."""
        super().resizeEvent(event)
        self.panes.line_up()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the session; end what is under way."""
        self.session_ended.emit(self.session)
        self.hide()
        self.importing.stop()
        self.profiling.stop()
        self.sourcing.stop()
        self.worker.stop()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take folders and files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self.panes.notice.tell(self.tr("Drop them here to add them to the archive."))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the invitation back."""
        self.panes.notice.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        urls = event.mimeData().urls()
        event.acceptProposedAction()
        self.add([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def _restore(self, session: Session) -> None:
        self.resize(*WINDOW_SIZE)
        if session.geometry:
            self.restoreGeometry(QByteArray.fromBase64(session.geometry.encode("ascii", "ignore")))
        self.panes.set_panes(session.panes)
        self.panes.reader.set_zoom(session.zoom)
        self.completing.recent = session.recent
        self._on_reading_changed(None)

    def _connect_parts(self) -> None:
        panes, browsing = self.panes, self.browsing
        browsing.reading_changed.connect(self._on_reading_changed)
        browsing.failed.connect(self._warn)
        self.search.explained.connect(self._show_why)
        browsing.searched.connect(self.completing.remember)
        self.completing.filter_taken.connect(self.search.commit_text)
        self.completing.search_taken.connect(lambda text: self.search.set_query(Query.parse(text)))
        self.search.damaged.connect(self._on_damaged)
        for tried in (self.search.answered, self.search.failed, self.search.damaged):
            tried.connect(self._on_opened)
        panes.start.folder_wanted.connect(self.ask_folder)
        panes.start.sample_wanted.connect(self.sample_wanted)
        panes.list.menu_wanted.connect(self._show_record_menu)
        panes.reader.set_actions(
            [self.deed[name] for name in _WALKING], [self.deed[name] for name in _DOING]
        )
        self.importing.grown.connect(lambda: browsing.repeat(only_if_grown=True))
        self.importing.finished.connect(self._on_imported)
        self.importing.failed.connect(self._on_import_failed)
        self.reporting.retry_wanted.connect(lambda paths: self.add(paths, RETRY))
        self.reporting.pictures_wanted.connect(lambda: self.add([], PICTURES))
        self.reporting.new_wanted.connect(self.show_new)
        self.reporting.reported.connect(lambda: self.deed.set_enabled(("report",), True))
        self.sourcing.update_wanted.connect(self.add)
        self.sourcing.changed_by_itself.connect(lambda paths: self.add(paths, unasked=True))
        self.sourcing.add_wanted.connect(self.ask_folder)
        self.sourcing.columns_wanted.connect(self.profiling.look_at)
        self.sourcing.changed.connect(browsing.repeat)
        self.profiling.saved.connect(self._on_profile_saved)
        for doing in (self.deeds, self.papers):
            doing.told.connect(panes.notice.tell)
            doing.failed.connect(self._warn)
        self.saving.told.connect(panes.notice.tell)
        self.search.answered.connect(lambda _answer: self._tell_title(browsing.record))
        panes.list.chosen_changed.connect(self._on_chosen_changed)

    def _connect_actions(self) -> None:
        for name, do in done_by(self).items():
            self.deed[name].triggered.connect(lambda _checked=False, do=do: do())
        for name in ("show_filters", "show_reader"):
            self.deed[name].setChecked(True)
        self.deed["report"].setEnabled(False)

    def start_anew(self) -> None:
        """Search for nothing, with the cursor in the field."""
        self.search.set_query(Query())
        self.panes.header.query_bar.take_focus()

    def show_new(self) -> None:
        """Show what came with the last import, whatever was searched before."""
        self.search.set_query(Query(filters=(Filter("added", LAST_IMPORT),)))

    def ask_folder(self) -> None:
        """Ask for a folder, and add it."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Add a folder"), str(Path.home()))
        if folder:
            self.add([Path(folder)])

    def ask_files(self) -> None:
        """Ask for documents, and add them."""
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Add documents"), str(Path.home()))
        if names:
            self.add([Path(name) for name in names])

    def _on_reading_changed(self, record: Record | None) -> None:
        self.deed.set_enabled(NEEDS_RECORD, record is not None)
        self.deed.set_enabled(("furniture",), record is not None and bool(record.furniture))
        self._tell_title(record)
        self._on_chosen_changed(len(self.browsing.chosen_rows))

    def _on_chosen_changed(self, count: int) -> None:
        self.deed.count_chosen(count)
        some = count > 1 or self.browsing.record is not None
        self.deed.set_enabled(tuple(COUNTED), some)

    def _tell_title(self, record: Record | None) -> None:
        name = self.name
        self.panes.header.set_archive(name)
        self.setWindowTitle(
            self.tr("{title} – {archive} – Fonds").format(
                title=record.title[:_TITLE_SHOWN], archive=name
            )
            if record is not None
            else self.tr("{archive} – Fonds").format(archive=name)
        )

    def _on_imported(self, report: Report) -> None:
        self.browsing.repeat()
        self.reporting.tell(report, unasked=self.importing.unasked)
        self.sourcing.look()

    def _on_profile_saved(self, path: Path, whole_folder: bool) -> None:
        self.add([path])
        if whole_folder:
            self.add([])

    def _on_opened(self) -> None:
        if not self._opened:
            self.sourcing.look()
        self._opened = True
        held, self._held = self._held, []
        for paths, options, unasked in held:
            self.add(paths, options, unasked)

    def _on_damaged(self, reason: str) -> None:
        """Build a damaged archive anew, once, and say so."""
        if self._mended and (self.importing.running or self._held):
            return  # it is being made anew, and is searched again when that is done
        if self._mended:
            text = self.tr("The archive cannot be read, even after it was made anew: {folder}.")
            self._warn(text.format(folder=self._desk.folder))
            return
        self._mended = True
        _LOG.warning("the archive is made anew: %s", reason)
        self.add([])
        text = self.tr("The archive was damaged. It is being made anew from its documents.")
        self.panes.notice.tell(text, warning=True)
        self.panes.nothing.set_waiting()
        self.panes.show_list(False)

    def _on_import_failed(self, reason: str) -> None:
        self.browsing.repeat()
        self._warn(reason)

    def show_about(self) -> None:
        """Say what Fonds is."""
        picture = application_icon().pixmap(64, 64)
        self.show_dialog(AboutDialog(picture, self._desk.folder, self))

    def _show_why(self, title: str, told: Sequence[str]) -> None:
        self.show_dialog(WhyDialog(title, told, self))

    def _show_record_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.deed.menus["record"].actions())
        menu.addSeparator()
        menu.addActions([self.deed[name] for name in COUNTED])
        menu.popup(place)

    def show_dialog(self, dialog: QDialog) -> None:
        """Show a dialog over the window until it is closed."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _warn(self, text: str) -> None:
        sentence = text[:1].upper() + text[1:]
        ended = sentence if sentence.endswith((".", "?", "…")) else sentence + "."
        self.panes.notice.tell(ended, warning=True)
