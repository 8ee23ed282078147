"""The Whoosh schema of an archive, and how a record becomes a document of it.

Every field and column is declared here once; the engine writes what this says, search reads it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from whoosh import columns, fields

from index.analysis import ANALYSIS_VERSION, WORD, FondsAnalyzer, fold, terms_of
from index.collation import sort_key
from index.gazetteer import LANGUAGES
from index.record import INFERRED, Record
from index.search.bands import band_of
from index.search.query import FACETS
from index.values import label

#: Changes whenever documents are laid out otherwise; an index of another version is rebuilt.
SCHEMA_VERSION = f"5.{ANALYSIS_VERSION}"

#: Fields with positions, and how much a match in each counts.
TEXT_FIELDS = {"title": 4.0, "card": 1.5, "body": 1.0}

#: Facets whose values may be inferred, and the fields of the record that hold them. Each has a
#: second column that holds the stated values only.
INFERRABLE = MappingProxyType(
    {name: name for name in ("year", "status", "region", "type", "coverage")}
    | {"country": "countries"}
)

#: Facets whose column has a name of its own, since a field or column of theirs has it already.
_COLUMN_NAMES = MappingProxyType({"budget": "budget_band", "source": "source_id"})


def facet_column(facet: str, stated_only: bool = False) -> str:
    """Return the column of codes that a facet is counted and filtered by.

    >>> facet_column("region"), facet_column("region", stated_only=True), facet_column("budget")
    ('region', 'region_stated', 'budget_band')
    """
    if stated_only and facet in INFERRABLE:
        return f"{facet}_stated"
    return _COLUMN_NAMES.get(facet, facet)


#: Columns of codes, several per record; a record without any counts as "not stated".
FACET_COLUMNS = (
    *map(facet_column, FACETS),
    *(facet_column(facet, stated_only=True) for facet in INFERRABLE),
)

#: Columns of numbers, NaN where the record does not say. Dates are YYYYMMDD, zeros where unknown;
#: ``added`` has the time of the day as a fraction (``index.prints.stamp_of``).
NUMBER_COLUMNS = ("date", "start", "end", "budget", "added")

#: Columns of bytes to sort by: titles, and the name of the first country in each language.
#: French and English order titles alike.
KEY_COLUMNS = ("title_key", "title_key_es", *(f"country_key_{name}" for name in LANGUAGES))

#: Parts several codes of one record in a facet column.
CODE_SEPARATOR = "\x1f"

_HAS_DIGIT = re.compile(r"\d")
_TILDE = re.compile("[ñÑ\u0303]")


def fonds_schema() -> fields.Schema:
    """Return the schema of an archive's index."""
    schema = fields.Schema(
        id=fields.ID(unique=True, stored=True),
        ident=fields.KEYWORD(),
        entry=fields.KEYWORD(),
        path=fields.ID(),
        source=fields.ID(),
        record=fields.STORED(),
    )
    for name in TEXT_FIELDS:
        schema.add(name, fields.TEXT(analyzer=FondsAnalyzer()))
    for name in FACET_COLUMNS:
        schema.add(name, fields.COLUMN(columns.VarBytesColumn()))
    for name in NUMBER_COLUMNS:
        schema.add(name, fields.COLUMN(columns.NumericColumn("d", default=math.nan)))
    for name in KEY_COLUMNS:
        schema.add(name, fields.COLUMN(columns.VarBytesColumn()))
    return schema


def to_document(record: Record, added: float) -> dict[str, Any]:
    """Return what the engine indexes of a record; ``added`` is a day as YYYYMMDD.

    Text fields and the ids are text, ``ident`` and ``entry`` tuples of terms, facet columns tuples
    of codes, number columns floats, ``record`` bytes that ``unpack_record`` reads.
    """
    return {
        "id": record.id,
        "title": record.title,
        "card": card_text(record),
        "body": record.body,
        "ident": tuple(sorted(set(_identifiers(record)))),
        "entry": tuple(sorted(set(_entries(record)))),
        "path": record.path,
        "source": record.source,
        **_facets(record),
        "date": date_number(record.date or (str(record.year) if record.year else None)),
        "start": date_number(record.start),
        "end": date_number(record.end),
        "budget": math.nan if record.budget is None else float(record.budget),
        "added": added,
        **_sort_keys(record),
        "record": pack_record(record),
    }


def pack_record(record: Record) -> bytes:
    """Return the record as the engine stores it: a line of JSON, and the text as it is.

    Most of a record is its text, which needs no parsing so.
    """
    return f"{record.to_json(without='body')}\n{record.body}".encode("utf-8", "surrogatepass")


def unpack_record(data: bytes) -> Record:
    """Read what ``pack_record`` wrote.

    Raises:
        ValueError: the bytes are damaged.
    """
    facts, line, body = data.partition(b"\n")  # JSON has no line feed of its own
    if not line:
        raise ValueError("a stored record has no text")
    return Record.from_json(
        facts.decode("utf-8", "surrogatepass"), body=body.decode("utf-8", "surrogatepass")
    )


def card_text(record: Record) -> str:
    """Return the searchable text of the field card: every value, and the labels no table knows."""
    lines = (f"{e.label} {e.value}" if e.field is None else e.value for e in record.card)
    return "\n".join(lines)


def date_number(date: str | None) -> float:
    """Return an ISO date, as precise as it is, as a number that sorts: "2024-03" is 20240300.0.

    NaN when there is no date, or none that can be read.
    """
    match = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", date or "")
    return float("".join(part or "00" for part in match.groups())) if match else math.nan


def identifier_key(text: str) -> str:
    """Return an identifier without case and separators: "PO.0105" is "po0105"."""
    return "".join(filter(str.isalnum, fold(text)))


def fold_title(title: str) -> bytes:
    """Return the key that titles are sorted by, in French and English."""
    return sort_key(title)


def _facets(record: Record) -> dict[str, tuple[str, ...]]:
    """Return the codes of every column of codes."""
    codes = {
        "year": () if record.year is None else (str(record.year),),
        "status": _codes(record.status),
        "region": record.region,
        "country": record.countries,
        "kind": _codes(record.kind),
        "type": _codes(record.type),
        "coverage": _codes(record.coverage),
        "language": _codes(record.language),
        "budget_band": () if record.budget is None else (band_of(float(record.budget)),),
        "currency": _codes(record.currency) if record.budget is not None else (),
        "source_id": _codes(record.source),
    }
    for facet, field in INFERRABLE.items():
        stated = record.sources.get(field) != INFERRED
        codes[facet_column(facet, stated_only=True)] = codes[facet] if stated else ()
    return codes


def _sort_keys(record: Record) -> dict[str, bytes]:
    first = record.countries[0] if record.countries else ""
    title = fold_title(record.title)
    return {
        "title_key": title,
        "title_key_es": sort_key(record.title, "es") if _TILDE.search(record.title) else title,
        **{f"country_key_{name}": _country_key(first, name) for name in LANGUAGES},
    }


@cache
def _country_key(code: str, language: str) -> bytes:
    return sort_key(label("country", code, language), language) if code else b""


def _codes(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _identifiers(record: Record) -> Iterator[str]:
    """Yield what may be typed to mean this record: its codes, and those in title and file name."""
    yield from filter(None, map(identifier_key, record.identifiers))
    stem = PurePath(record.path).stem
    places = (record.title, stem, *(e.value for e in record.card if len(e.value) <= 40))
    for place in places:
        for word in WORD.findall(place):
            term = "" if word.isalpha() else identifier_key(word)
            if looks_like_identifier(term):
                yield term
    if stem and len(stem) <= 80:
        yield identifier_key(stem)


def looks_like_identifier(term: str) -> bool:
    """Tell whether a joined term has both letters and digits, as codes do and words do not."""
    return len(term) >= 4 and bool(_HAS_DIGIT.search(term)) and not term.isdigit()


def _entries(record: Record) -> Iterator[str]:
    """Yield "label:term" for the card entries whose label no table knows."""
    for entry in record.card:
        if entry.field is None:
            name = identifier_key(entry.label)
            yield from (f"{name}:{term}" for term in terms_of(entry.value)[0])
