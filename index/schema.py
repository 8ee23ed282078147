"""The Whoosh schema of an archive, and how a record becomes a document of it.

Every field and column is declared here once; the engine writes what this says, search reads it.
"""

from __future__ import annotations

import math
import os
import re
from functools import cache, lru_cache
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

#: Columns of stated values -> the facet's own column, and the field of the record.
_STATED = tuple(
    (facet_column(facet, stated_only=True), facet, field) for facet, field in INFERRABLE.items()
)

_HAS_DIGIT = re.compile(r"\d")
#: Digits, what folding makes digits of, and the scripts where there may be more of either.
_PERHAPS_DIGIT = re.compile("[0-9\xb2\xb3\xb9\xbc-\xbe\u0250-\u200f\u2050-\U0010ffff]")
_PERHAPS_LETTER = re.compile("[A-Za-z\x80-\U0010ffff]")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_TILDES = ("ñ", "Ñ", "\u0303")

#: Dates, labels and values that many records have are looked up; longer values are not.
_MEMO, _MEMO_LENGTH = 4096, 200


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


def to_document(record: Record, added: float, body: bytes | None = None) -> dict[str, Any]:
    """Return what the engine indexes of a record; ``added`` is a day as YYYYMMDD.

    Text fields and the ids are text, ``ident`` and ``entry`` tuples of terms, facet columns tuples
    of codes, number columns floats, ``record`` bytes that ``unpack_record`` reads. *body* is what
    ``pack_text`` makes of the record's text, where that is known.
    """
    return {
        "id": record.id,
        "title": record.title,
        "card": card_text(record),
        "body": record.body,
        "ident": tuple(sorted(_identifiers(record))),
        "entry": tuple(sorted(_entries(record))),
        "path": record.path,
        "source": record.source,
        **_facets(record),
        "date": date_number(record.date or (str(record.year) if record.year else None)),
        "start": date_number(record.start),
        "end": date_number(record.end),
        "budget": math.nan if record.budget is None else float(record.budget),
        "added": added,
        **_sort_keys(record),
        "record": pack_record(record, body),
    }


def pack_record(record: Record, body: bytes | None = None) -> bytes:
    """Return the record as the engine stores it: a line of JSON, and the text as it is.

    Most of a record is its text, which needs no parsing so. *body* is what ``pack_text`` makes of
    it, where that is known.
    """
    facts = pack_text(record.to_json(body=False))
    return b"\n".join((facts, pack_text(record.body) if body is None else body))


def pack_text(text: str) -> bytes:
    """Return a text as it is stored, whatever it holds."""
    return text.encode("utf-8", "surrogatepass")


def unpack_record(data: bytes) -> Record:
    """Read what ``pack_record`` wrote.

    Raises:
        ValueError: the bytes are damaged.
    """
    facts = data[: _line_feed(data)].decode("utf-8", "surrogatepass")
    return Record.from_json(facts, body=packed_body(data))


def packed_body(data: bytes) -> str:
    """Return the text of a record from what ``pack_record`` wrote.

    Raises:
        ValueError: the bytes are damaged.
    """
    return data[_line_feed(data) + 1 :].decode("utf-8", "surrogatepass")


def _line_feed(data: bytes) -> int:
    """Return where the JSON ends, which has no line feed of its own."""
    place = data.find(b"\n")
    if place < 0:
        raise ValueError("a stored record has no text")
    return place


def card_text(record: Record) -> str:
    """Return the searchable text of the field card: every value, and the labels no table knows."""
    lines = (f"{e.label} {e.value}" if e.field is None else e.value for e in record.card)
    return "\n".join(lines)


@lru_cache(maxsize=_MEMO)
def date_number(date: str | None) -> float:
    """Return an ISO date, as precise as it is, as a number that sorts: "2024-03" is 20240300.0.

    NaN when there is no date, or none that can be read.
    """
    match = _DATE.match(date or "")
    return float("".join(part or "00" for part in match.groups())) if match else math.nan


def identifier_key(text: str) -> str:
    """Return an identifier without case and separators: "PO.0105" is "po0105"."""
    folded = fold(text)
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


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
    for column, facet, field in _STATED:
        codes[column] = codes[facet] if record.sources.get(field) != INFERRED else ()
    return codes


def _sort_keys(record: Record) -> dict[str, bytes]:
    title = record.title
    key = spanish = fold_title(title)
    if any(map(title.__contains__, _TILDES)):
        spanish = sort_key(title, "es")
    first = record.countries[0] if record.countries else ""
    return {"title_key": key, "title_key_es": spanish, **_country_keys(first)}


@cache
def _country_keys(code: str) -> MappingProxyType[str, bytes]:
    return MappingProxyType(
        {
            f"country_key_{name}": sort_key(label("country", code, name), name) if code else b""
            for name in LANGUAGES
        }
    )


def _codes(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _identifiers(record: Record) -> set[str]:
    """Return what may be typed to mean this record: its codes, those in title and file name."""
    found = set(filter(None, map(identifier_key, record.identifiers)))
    stem = known = _stem(record.path)
    if stem and len(stem) <= 80:
        found.add(identifier_key(stem))
    else:
        known = ""
    places = (record.title, stem, *[e.value for e in record.card if len(e.value) <= 40])
    mixed = filter(_PERHAPS_LETTER.search, filter(_PERHAPS_DIGIT.search, places))
    for word in WORD.findall("\n".join(mixed)):  # no word goes over the end of a line
        if not word.isalpha() and not word.isdecimal() and word != known:
            term = identifier_key(word)
            if looks_like_identifier(term):
                found.add(term)
    return found


def _stem(path: str) -> str:
    """Return the name of a file without its ending, as ``pathlib`` does in ten times the time."""
    name = os.path.basename(path)  # noqa: PTH119
    dot = name.rfind(".")
    return name[:dot] if 0 < dot < len(name) - 1 else name


def looks_like_identifier(term: str) -> bool:
    """Tell whether a joined term has both letters and digits, as codes do and words do not."""
    return len(term) >= 4 and bool(_HAS_DIGIT.search(term)) and not term.isdigit()


def _entries(record: Record) -> set[str]:
    """Return "label:term" for the card entries whose label no table knows."""
    found: set[str] = set()
    for entry in record.card:
        if entry.field is None:
            short = len(entry.label) + len(entry.value) <= _MEMO_LENGTH
            found.update((_known_terms if short else _terms)(entry.label, entry.value))
    return found


def _terms(name: str, value: str) -> tuple[str, ...]:
    name = identifier_key(name)
    return tuple([f"{name}:{term}" for term in terms_of(value)[0]])


@lru_cache(maxsize=_MEMO)
def _known_terms(name: str, value: str) -> tuple[str, ...]:
    return _terms(name, value)
