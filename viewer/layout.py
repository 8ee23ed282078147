"""The window's widgets and where they stand; what they do together is said in ``window``."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from viewer.look.metrics import FACETS_WIDTH, LIST_WIDTH, READER_WIDTH
from viewer.look.theme import Theme
from viewer.models.hits import HitModel
from viewer.models.offers import OfferModel
from viewer.panes.facetpanel import FacetPanel
from viewer.panes.hairline import Hairline
from viewer.panes.header import Header
from viewer.panes.hitlist import HitList
from viewer.panes.importstrip import ImportStrip
from viewer.panes.nothingpage import NothingPage
from viewer.panes.notice import Notice
from viewer.panes.offerlist import OfferList
from viewer.panes.readerpane import ReaderPane
from viewer.panes.startpage import StartPage


class Layout(QWidget):
    """Head, strips, then filters, list and reader side by side; or the start page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = Header(theme, self)
        self.strip = ImportStrip(self)
        self.notice = Notice(theme, self)
        self.hits = HitModel(self)
        self.facets = FacetPanel(theme, self)
        self.list = HitList(theme, self.hits, self)
        self.nothing = NothingPage(self)
        self.reader = ReaderPane(theme, self)
        self.start = StartPage(self)
        self.completions = OfferModel(self)
        self.offers = OfferList(theme, self.completions, self)
        self._middle = QStackedWidget(self)
        self._middle.addWidget(self.list)
        self._middle.addWidget(self.nothing)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for pane in (self.facets, self._middle, self.reader):
            self._splitter.addWidget(pane)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setStretchFactor(2, 1)
        self._splitter.setSizes([FACETS_WIDTH, LIST_WIDTH, READER_WIDTH])
        self._splitter.splitterMoved.connect(self.line_up)
        self._whole = QStackedWidget(self)
        self._whole.addWidget(self._splitter)
        self._whole.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.strip, self.notice, Hairline(self)):
            column.addWidget(part)
        column.addWidget(self._whole, 1)
        self._order_tabs()

    def show_start(self, shown: bool) -> None:
        """Show the start page, or the panes."""
        self._whole.setCurrentWidget(self.start if shown else self._splitter)
        self.header.setVisible(not shown)
        self.line_up()

    @property
    def start_shown(self) -> bool:
        """Whether the start page is shown."""
        return bool(self._whole.currentWidget() is self.start)

    def show_list(self, shown: bool) -> None:
        """Show the list, or the page that says that nothing was found."""
        self._middle.setCurrentWidget(self.list if shown else self.nothing)

    def show_facets(self, shown: bool) -> None:
        """Show or hide the filters."""
        self.facets.setVisible(shown)
        self.line_up()

    @property
    def panes(self) -> tuple[int, ...]:
        """The widths of the three panes."""
        return tuple(self._splitter.sizes())

    def set_panes(self, widths: tuple[int, ...]) -> None:
        """Restore the widths of the three panes."""
        if len(widths) == self._splitter.count() and sum(widths) > 0:
            self._splitter.setSizes(list(widths))
        self.line_up()

    def line_up(self) -> None:
        """Put the search field over the list, whatever the width of the filters."""
        facets = self.facets.width() if not self.facets.isHidden() else 0
        self.header.set_indent(facets + 1 if facets else 0)

    def _order_tabs(self) -> None:
        order = (self.header.query_bar, self.facets, self.list, self.reader.view)
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)
