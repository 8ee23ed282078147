"""``fonds index``: add folders and files to the archive, or bring it up to date."""

from __future__ import annotations

import argparse
from pathlib import Path

from viewer.cli.asking import open_archive
from viewer.cli.faults import fail
from viewer.cli.output import one_line
from viewer.cli.updating import update


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="a folder or file; everything that the archive covers when left out",
    )
    parser.add_argument("--retry", action="store_true", help="read failed documents again")
    parser.add_argument(
        "--ocr", action="store_true", help="read scanned pages by tesseract, where it is installed"
    )
    parser.add_argument("--json", action="store_true", help="write one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Update the archive; it is made where none stands yet."""
    for path in arguments.paths:
        if not path.exists():
            return fail(f"there is no file or folder “{one_line(str(path))}”")
    if not arguments.paths:
        open_archive(arguments.archive).close()
    options = [f"--{name}" for name in ("retry", "ocr") if getattr(arguments, name)]
    return update(arguments, [path.absolute() for path in arguments.paths], options)
