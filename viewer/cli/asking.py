"""The arguments that several commands share: which archive, which records, in which language."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from index.archive import Archive
from index.errors import ArchiveDamagedError, ArchiveMissingError, FondsError
from index.gazetteer import LANGUAGES
from index.record import Record
from index.results import Hit, Results
from index.search.query import FACETS, MORE_SORTS, SORTS, Filter, Query

#: What a person writes for "records that do not state it".
NOT_STATED = "none"

#: What may stand behind a filter option that takes ranges, or names that only an archive knows.
_METAVARS = {"year": "YEAR|FROM..TO", "budget": "AMOUNT|FROM..TO", "source": "NAME"}

#: So many rows of a result are fetched at a time.
_PAGE = 500


def open_archive(folder: Path) -> Archive:
    """Open the archive of a folder.

    Raises:
        ArchiveMissingError: there is none, with a word on how to make it.
        ArchiveDamagedError: its index cannot be searched, with a word on how to mend it.
    """
    if not (folder / "archive.json").exists():
        raise ArchiveMissingError(
            f"there is no archive “{folder.name}” yet; “fonds index FOLDER” makes it"
        )
    archive = Archive.open(folder)
    if archive.trouble:
        raise ArchiveDamagedError(f"{archive.trouble}; “fonds rebuild” mends it")
    return archive


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Declare one option per facet, and the order."""
    group = parser.add_argument_group(
        "filters",
        "Each may be given several times: values of one filter mean “or”, filters among each "
        f"other “and”. “{NOT_STATED}” finds records that do not state it.",
    )
    for facet in FACETS:
        what = _METAVARS.get(facet, "VALUE")
        group.add_argument(f"--{facet}", action="append", default=[], metavar=what)
    group.add_argument(
        "--stated-only", action="store_true", help="leave out values that were inferred"
    )
    parser.add_argument(
        "--sort", choices=(*SORTS, *MORE_SORTS), help="the order (default: relevance)"
    )


def add_labels(parser: argparse.ArgumentParser) -> None:
    """Declare the language in which values are named."""
    parser.add_argument(
        "--labels",
        choices=LANGUAGES,
        default="en",
        help="the language in which values are named (default: en)",
    )


def add_selection(parser: argparse.ArgumentParser) -> None:
    """Declare what picks records: identifiers, or a query with its filters."""
    parser.add_argument(
        "ids", nargs="*", metavar="ID", help="a record's id, its identifier, or its file"
    )
    parser.add_argument("--query", metavar="QUERY", help="all records that match instead")
    add_filters(parser)
    add_labels(parser)


def query_of(text: str, arguments: argparse.Namespace) -> Query:
    """Return the query of a text and the filter options beside it."""
    query = Query.parse(text)
    for facet in FACETS:
        for value in getattr(arguments, facet):
            query = query.with_filter(Filter(facet, None if value == NOT_STATED else value))
    stated_only = arguments.stated_only or query.stated_only
    return replace(query, sort=arguments.sort or query.sort, stated_only=stated_only)


def asked_query(arguments: argparse.Namespace) -> Query | None:
    """Return the query that picks records, None where identifiers do.

    Raises:
        FondsError: neither or both were given.
    """
    filtered = any(getattr(arguments, facet) for facet in FACETS)
    by_query = arguments.query is not None or filtered
    if bool(arguments.ids) == by_query:
        raise FondsError("give either identifiers of records or --query with a query")
    return query_of(arguments.query or "", arguments) if by_query else None


def picked(archive: Archive, arguments: argparse.Namespace, query: Query | None) -> list[Record]:
    """Return the records that identifiers or a query pick.

    Raises:
        FondsError: there are none.
    """
    if query is None:
        return [archive.record(key) for key in arguments.ids]
    results = archive.search(query, language=arguments.labels)
    if not results.total:
        raise FondsError("nothing was found, so nothing was written")
    return [archive.record(hit.id) for hit in all_hits(archive, results)]


def all_hits(archive: Archive, results: Results) -> Iterator[Hit]:
    """Yield every row of a result."""
    for start in range(0, results.total, _PAGE):
        yield from archive.hits(results, start, min(start + _PAGE, results.total))
