"""``fonds export``: records as a table or as JSON."""

from __future__ import annotations

import argparse

from viewer.cli.asking import add_selection, asked_query, open_archive, picked
from viewer.cli.faults import DONE
from viewer.cli.output import say
from viewer.exporting.files import writing
from viewer.exporting.formats import FORMATS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments."""
    add_selection(parser)
    parser.add_argument(
        "--format", choices=FORMATS, required=True, help="csv, a table; json, whole records"
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", default="-", help="the file (default: standard output)"
    )
    parser.add_argument(
        "--bom", action="store_true", help="begin a table with the mark that Excel knows UTF-8 by"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the records."""
    query = asked_query(arguments)
    archive = open_archive(arguments.archive)
    records = picked(archive, arguments, query)
    with writing(arguments.output, bom=arguments.bom and arguments.format == "csv") as file:
        FORMATS[arguments.format](records, file, archive.name, arguments.labels)
    if arguments.output != "-":
        say(f"{len(records):,} record{'' if len(records) == 1 else 's'} in {arguments.output}")
    return DONE
