"""What each deed of the menus does in a window: the one table of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from viewer.dialogs.help import keyboard_help, search_help

if TYPE_CHECKING:
    from viewer.window import Window


def done_by(window: Window) -> dict[str, Callable[[], Any]]:
    """Return what is to be called for each name of ``actions.DEEDS``."""
    panes, reader = window.panes, window.panes.reader
    return {
        "add_folder": window.ask_folder,
        "add_files": window.ask_files,
        "update": partial(window.add, []),
        "sources": window.sourcing.show,
        "columns": window.profiling.ask,
        "report": window.reporting.show_last,
        "show_new": window.show_new,
        "open_sample": window.sample_wanted.emit,
        "preview": window.papers.preview,
        "print": window.papers.print,
        "export_pdf": window.papers.export_pdf,
        "print_list": window.papers.ask,
        "quit": window.close,
        "search": panes.header.query_bar.take_focus,
        "find": reader.finder.open_bar,
        "clear_filters": window.search.clear_filters,
        "save_search": window.saving.ask,
        "clear_search": window.start_anew,
        "zoom_in": lambda: reader.set_zoom(reader.zoom + 1),
        "zoom_out": lambda: reader.set_zoom(reader.zoom - 1),
        "zoom_normal": lambda: reader.set_zoom(0),
        "show_filters": lambda: panes.show_facets(window.deed["show_filters"].isChecked()),
        "show_reader": lambda: reader.setVisible(window.deed["show_reader"].isChecked()),
        "furniture": lambda: reader.show_furniture(window.deed["furniture"].isChecked()),
        "next_hit": partial(window.browsing.walk_hit, 1),
        "previous_hit": partial(window.browsing.walk_hit, -1),
        "next_record": partial(window.browsing.walk_record, 1),
        "previous_record": partial(window.browsing.walk_record, -1),
        "go_filters": panes.facets.take_focus,
        "go_list": panes.list.setFocus,
        "go_text": reader.view.setFocus,
        "open_original": window.deeds.open_original,
        "show_in_folder": window.deeds.show_in_folder,
        "copy_identifier": window.deeds.copy_identifier,
        "copy_path": window.deeds.copy_path,
        "copy_citation": window.deeds.copy_citation,
        "like": window.browsing.find_like,
        "why": window.browsing.explain,
        "help_search": lambda: window.show_dialog(search_help(window)),
        "help_keys": lambda: window.show_dialog(keyboard_help(window)),
        "about": window.show_about,
    }
