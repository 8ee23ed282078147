"""``fonds rebuild``: build the archive's index anew from its sources."""

from __future__ import annotations

import argparse

from index.archive import Archive
from viewer.cli.updating import update


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("--json", action="store_true", help="write one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Rebuild; until it is done, the former index answers."""
    Archive.open(arguments.archive).close()
    return update(arguments, [], ["--rebuild"])
