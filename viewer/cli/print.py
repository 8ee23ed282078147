"""``fonds print``: record sheets or a result list as PDF, without a display."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from index.archive import Archive
from index.errors import FondsError
from index.record import Record
from index.search.query import Query
from viewer.cli.asking import add_selection, asked_query, open_archive, picked
from viewer.cli.faults import DONE
from viewer.cli.output import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments."""
    add_selection(parser)
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help="the PDF file")
    parser.add_argument("--list", action="store_true", help="the result list, not the records")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="default: a4")
    parser.add_argument("--no-card", action="store_true", help="leave the field card out")
    parser.add_argument("--no-text", action="store_true", help="leave the text out")
    parser.add_argument("--removed", action="store_true", help="add what was removed from the page")


def run(arguments: argparse.Namespace) -> int:
    """Write the PDF."""
    query = asked_query(arguments)
    archive = open_archive(arguments.archive)
    records = picked(archive, arguments, query)
    pages = _printed(arguments, archive, records, query)
    say(f"{pages:,} page{'' if pages == 1 else 's'} in {arguments.output}")
    return DONE


def _printed(
    arguments: argparse.Namespace, archive: Archive, records: list[Record], query: Query | None
) -> int:
    application = _application()
    from viewer.printing import PrintOptions, export_list_pdf, export_pdf
    from viewer.printing.heading import heading_of, picked_heading

    options = PrintOptions(
        language=arguments.labels,
        with_card=not arguments.no_card,
        with_text=not arguments.no_text,
        with_furniture=arguments.removed,
    )
    path = Path(arguments.output)
    if not arguments.list:
        pages = export_pdf(records, archive.name, path, options, arguments.paper)
    else:
        heading = picked_heading(len(records))
        if query is not None:
            found = archive.search(query, language=arguments.labels)
            asked = found.settled or query
            about = (len(records), arguments.labels, found.facets, found.understood)
            heading = heading_of(asked, *about)
        pages = export_list_pdf(records, heading, archive.name, path, options, arguments.paper)
    del application
    return pages


def _application() -> object:
    """Return Qt's application object, which fonts need; on Linux it asks for no display."""
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtPrintSupport import QPrinter  # noqa: F401  told now, not in mid-print
    except ImportError as error:
        raise FondsError(f"nothing can be printed, a part of Qt is missing: {error}") from error
    return QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
