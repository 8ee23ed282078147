"""``fonds show``: one record, as text or as JSON."""

from __future__ import annotations

import argparse

from index.record import Record
from viewer.cli.asking import add_labels, open_archive
from viewer.cli.faults import DONE
from viewer.cli.output import one_line, say, wrapped, write_json
from viewer.exporting.objects import record_object
from viewer.reading.fields import card_rows

_WIDEST_LABEL = 24


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("id", metavar="ID", help="a record's id, its identifier, or its file")
    add_labels(parser)
    parser.add_argument("--json", action="store_true", help="write one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Write the record."""
    record = open_archive(arguments.archive).record(arguments.id)
    if arguments.json:
        write_json(record_object(record))
    else:
        _tell(record, arguments.labels)
    return DONE


def _tell(record: Record, language: str) -> None:
    say(wrapped(one_line(record.title)))
    say()
    rows = card_rows(record, language)
    column = min(_WIDEST_LABEL, max((len(row.label) for row in rows), default=0))
    for row in rows:
        label = one_line(row.label)
        inferred = "  (inferred)" if row.inferred else ""
        say(wrapped(row.value + inferred, " " * (column + 2), f"{label:>{column}}  "))
    say()
    say(wrapped(record.body))
    say()
    say(one_line(record.path))
