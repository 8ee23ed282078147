"""``fonds search``: what matches a query, for people or as JSON."""

from __future__ import annotations

import argparse
from typing import Any

from index.results import Hit, Results
from index.search.wording import say as say_of
from viewer.cli.asking import add_filters, add_labels, open_archive, query_of
from viewer.cli.faults import DONE
from viewer.cli.output import facts, marked, one_line, say, write_json
from viewer.reading.fields import QT_TRANSLATE_NOOP

#: Rows written when no limit is given: a screenful for people, more for programs.
LIMIT = 20
JSON_LIMIT = 100

#: Facets told to people beside the result, and how many values of each.
_TOLD_FACETS = {
    "year": QT_TRANSLATE_NOOP("Facets", "Year"),
    "status": QT_TRANSLATE_NOOP("Facets", "Status"),
    "region": QT_TRANSLATE_NOOP("Facets", "Region"),
}
_TOLD_VALUES = 6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument(
        "query",
        nargs="*",
        metavar="QUERY",
        help="words, phrases, clauses such as year:2015..2018; everything when left out",
    )
    add_filters(parser)
    parser.add_argument(
        "--limit",
        type=_count,
        metavar="N",
        help=f"write at most N hits, 0 for all (default: {LIMIT}, with --json {JSON_LIMIT})",
    )
    add_labels(parser)
    parser.add_argument("--json", action="store_true", help="write one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Search and write the result."""
    query = query_of(" ".join(arguments.query), arguments)
    archive = open_archive(arguments.archive)
    results = archive.search(query, language=arguments.labels)
    limit = arguments.limit
    if limit is None:
        limit = JSON_LIMIT if arguments.json else LIMIT
    hits = archive.hits(results, 0, min(limit or results.total, results.total))
    if arguments.json:
        write_json(results_object(results, hits, arguments.labels))
    else:
        _tell(results, hits)
    return DONE


def results_object(results: Results, hits: tuple[Hit, ...], language: str = "en") -> dict[str, Any]:
    """Return a result as the JSON object that programs read."""
    text = results.query.to_text() or say_of("everything", language)
    return {
        "query": results.query.to_text(),
        "total": results.total,
        "seconds": results.seconds,
        "suggestion": results.suggestion,
        "hits": [_hit_object(hit) for hit in hits],
        "facets": {
            name: [{"value": v.value, "label": v.label, "count": v.count} for v in values]
            for name, values in results.facets.items()
        },
        "understood": results.understood or say_of("searched", language, query=text),
        "stated_only": results.query.stated_only,
    }


def _hit_object(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "title": hit.title,
        "kind": hit.kind,
        "year": hit.year,
        "date": hit.date,
        "status": hit.status,
        "region": list(hit.region),
        "countries": list(hit.countries),
        "language": hit.language,
        "score": hit.score,
        "snippet": hit.snippet,
        "spans": [list(span) for span in hit.spans],
        "path": hit.path,
        "inferred": list(hit.inferred),
    }


def _tell(results: Results, hits: tuple[Hit, ...]) -> None:
    if results.understood:
        say(one_line(results.understood))
    for number, hit in enumerate(hits, start=1):
        _tell_hit(number, hit)
    if not results.total:
        say("nothing found")
        if results.suggestion:
            say(f"did you mean: {one_line(results.suggestion)}")
        return
    shown = "" if len(hits) == results.total else f", {len(hits)} shown"
    say(f"{results.total:,} found{shown}")
    for name, head in _TOLD_FACETS.items():
        values = results.facets.get(name, ())
        told = [f"{one_line(v.label)} {v.count:,}" for v in values[:_TOLD_VALUES]]
        more = [f"{len(values) - _TOLD_VALUES} more"] if len(values) > _TOLD_VALUES else []
        say(f"  {head}: {', '.join(told + more)}")


def _tell_hit(number: int, hit: Hit) -> None:
    said = facts(
        [str(hit.year or ""), hit.status_label, ", ".join(hit.region_labels), hit.identifier]
    )
    say(f"{number:>3}  {marked(hit.title, hit.title_spans)}")
    say(f"     {facts([said, hit.id])}")
    if hit.snippet:
        say(f"     {marked(hit.snippet, hit.spans)}")
    say()


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number
