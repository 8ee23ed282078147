"""The table of subcommands, and the parser of the one that is asked for.

A command's module is imported only when it is used, so that ``fonds --help`` costs nothing.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NoReturn, Protocol, cast

from viewer.folders import DEFAULT_ARCHIVE

#: Subcommand -> what it does, in the order of the help.
COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "index": "add folders or files to the archive, or bring it up to date",
        "search": "search the archive",
        "show": "show one record",
        "print": "make a PDF of records, or of a result list",
        "export": "write records as a table or as JSON",
        "check": "verify the archive",
        "rebuild": "build the archive anew from its sources",
    }
)


class Command(Protocol):
    """What a module of ``viewer.cli`` offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's own arguments."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it and return the exit status."""


class Parser(argparse.ArgumentParser):
    """A parser that tells a wrong use in one line and ends with status 2."""

    def parse_args(  # type: ignore[override]
        self, args: Sequence[str], namespace: argparse.Namespace | None = None
    ) -> argparse.Namespace:
        """Parse; an order may begin with a minus ("--sort -date"), which argparse forbids."""
        words = list(args)
        for at, word in enumerate(words[:-1]):
            if word == "--sort":
                words[at : at + 2] = [f"--sort={words[at + 1]}"]
                break
        return super().parse_args(words, namespace)

    def error(self, message: str) -> NoReturn:
        """Print ``message`` on stderr, point to the help, and exit."""
        self.exit(2, f"{self.prog}: {message}; see “{self.prog} --help”\n")


def load(name: str) -> Command:
    """Return the module of a subcommand."""
    return cast(Command, importlib.import_module(f"viewer.cli.{name}"))


def command_parser(name: str) -> Parser:
    """Return the parser of one subcommand."""
    parser = Parser(prog=f"fonds {name}", description=f"{COMMANDS[name].capitalize()}.")
    load(name).add_arguments(parser)
    add_archive_option(parser)
    return parser


def add_archive_option(parser: argparse.ArgumentParser) -> None:
    """Declare ``--archive``, which stands before or after the subcommand alike."""
    parser.add_argument(
        "--archive",
        metavar="NAME|DIR",
        default=argparse.SUPPRESS,
        help=f"the archive, by name or by folder (default: {DEFAULT_ARCHIVE})",
    )
