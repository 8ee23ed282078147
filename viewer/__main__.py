"""The program ``fonds``: the window, or one of the subcommands of ``viewer.cli``."""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from collections.abc import Sequence
from importlib import metadata
from io import TextIOWrapper
from pathlib import Path

from viewer.cli.commands import COMMANDS, Parser, add_archive_option, command_parser, load
from viewer.cli.faults import fail, guarded, keep_log, report_bug
from viewer.folders import DEFAULT_ARCHIVE, archive_folder


def main(argv: Sequence[str] | None = None) -> int:
    """Run Fonds with the given arguments and return the exit status."""
    sys.excepthook = report_bug
    keep_log()
    _let_any_text_out()
    words = list(sys.argv[1:] if argv is None else argv)
    at = _first_word(words)
    if at is not None and words[at] in COMMANDS:
        return _run_command(words[at], words[:at] + words[at + 1 :])
    return _run_window(words)


def _run_command(name: str, words: Sequence[str]) -> int:
    arguments = command_parser(name).parse_args(words)
    arguments.archive = archive_folder(getattr(arguments, "archive", DEFAULT_ARCHIVE))
    return guarded(lambda: load(name).run(arguments))


def _run_window(words: Sequence[str]) -> int:
    arguments = _window_parser().parse_args(words)
    for path in arguments.paths:
        if not path.exists():
            return fail(_no_such_path(str(path)))
    if has_no_display():
        return fail("there is no display to open a window on; see “fonds --help” for commands")
    try:
        from viewer.app import run_window
    except ImportError as error:
        return fail(f"the window cannot be opened, a part of it is missing: {error}")
    folder = archive_folder(getattr(arguments, "archive", DEFAULT_ARCHIVE))
    return guarded(lambda: run_window(folder, [path.absolute() for path in arguments.paths]))


def _window_parser() -> Parser:
    width = max(map(len, COMMANDS))
    table = "\n".join(f"  {name:<{width}}  {does}" for name, does in COMMANDS.items())
    parser = Parser(
        prog="fonds",
        usage="fonds [--archive NAME|DIR] [PATH ...]\n       fonds COMMAND …",
        description="Search, filter, read and print an archive of documents, offline.",
        epilog=f"commands (“fonds COMMAND --help” tells more):\n{table}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="a folder or file to add to the archive; the window opens",
    )
    add_archive_option(parser)
    parser.add_argument("--version", action="version", version=f"fonds {_version()}")
    return parser


def _first_word(words: Sequence[str]) -> int | None:
    """Return where the first argument stands that is no option, nor the value of one."""
    at = 0
    while at < len(words):
        if words[at] == "--archive":
            at += 2
        elif words[at] == "--":
            return None
        elif words[at].startswith("-"):
            at += 1
        else:
            return at
    return None


def _no_such_path(text: str) -> str:
    near = difflib.get_close_matches(text, COMMANDS, n=1)
    hint = f"; did you mean the command “{near[0]}”?" if near else ""
    return f"there is no file or folder “{text}”{hint}"


def has_no_display() -> bool:
    """Tell whether no window can be shown here."""
    if sys.platform in {"win32", "darwin"}:
        return False
    return not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")))


def _let_any_text_out() -> None:
    """Let no file name or character stop the output, whatever the terminal's encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _version() -> str:
    try:
        return metadata.version("fonds")
    except metadata.PackageNotFoundError:
        return "(from its source folder)"


if __name__ == "__main__":
    sys.exit(main())
