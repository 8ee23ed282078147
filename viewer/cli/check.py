"""``fonds check``: verify the archive."""

from __future__ import annotations

import argparse

from index.archive import Archive
from viewer.cli.faults import DONE, INCOMPLETE
from viewer.cli.output import one_line, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments: there are none."""


def run(arguments: argparse.Namespace) -> int:
    """Write one line for each damage, or that the archive is sound."""
    archive = Archive.open(arguments.archive)
    damages = archive.check()
    for damage in damages:
        say(one_line(damage))
    if damages:
        say("“fonds rebuild” mends it")
        return INCOMPLETE
    say(f"“{archive.name}” is sound: {archive.record_count:,} records")
    return DONE
