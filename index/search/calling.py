"""Clauses as a person reads them: fields and values by their names in one of three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType

from index.search.facets import label_of
from index.search.filters import Labels
from index.search.query import FACETS, Filter
from index.search.tree import And, Filtered, Node, Not, Or

#: Field → what may be typed for it in English, French and Spanish.
_NAMES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "year": ("year", "année", "año"),
        "status": ("status", "statut", "estado"),
        "region": ("region", "région", "región"),
        "country": ("country", "pays", "país"),
        "kind": ("kind", "genre", "clase"),
        "type": ("type", "type", "tipo"),
        "coverage": ("coverage", "couverture", "cobertura"),
        "language": ("language", "langue", "idioma"),
        "budget": ("budget", "budget", "presupuesto"),
        "currency": ("currency", "devise", "moneda"),
        "source": ("source", "source", "fuente"),
        "date": ("date", "date", "fecha"),
        "start": ("start", "début", "inicio"),
        "end": ("end", "fin", "fin"),
        "added": ("added", "ajouté", "agregado"),
        "tag": ("tag", "étiquette", "etiqueta"),
        "note": ("note", "note", "nota"),
        "dossier": ("dossier", "dossier", "expediente"),
        "no": ("no", "sans", "sin"),
        "has": ("has", "avec", "con"),
    }
)
_ORDER = ("en", "fr", "es")

#: Facets whose values are typed as they are read, or have no names.
_AS_TYPED = frozenset(("year", "budget"))


def called(node: Node, labels: Labels, language: str = "en") -> Node:
    """Return a tree whose clauses are written in a language; ``labels`` are an archive's own."""
    match node:
        case Filtered(filters, _, _):
            return replace(node, surface=clause_text(filters, labels, language))
        case And(items):
            return And(tuple(called(item, labels, language) for item in items))
        case Or(items):
            return Or(tuple(called(item, labels, language) for item in items))
        case Not(item):
            return Not(called(item, labels, language))
    return node


def clause_text(filters: Sequence[Filter], labels: Labels, language: str = "en") -> str:
    """Return filters as clauses that may be typed: "pays:Mali/Niger", "-année:2018".

    >>> clause_text([Filter("country", "CN"), Filter("country", "ML")], {}, "es")
    'país:China/Mali'
    """
    return " ".join(_clauses(filters, labels, language))


def _clauses(filters: Sequence[Filter], labels: Labels, language: str) -> Iterator[str]:
    for (facet, exclude, stated), items in groupby(
        filters, lambda item: (item.facet, item.exclude, item.value is not None)
    ):
        if stated:
            values = "/".join(_value(item, labels, language) for item in items)
            yield f"{'-' * exclude}{_name(facet, language)}:{values}"
        else:
            yield f"{_name('has' if exclude else 'no', language)}:{_name(facet, language)}"


def _value(item: Filter, labels: Labels, language: str) -> str:
    value = item.value or ""
    if item.facet in FACETS and item.facet not in _AS_TYPED:
        value = label_of(item.facet, value, labels, language)
    value = value.replace('"', "'")
    return f'"{value}"' if not value or re.search(r"[\s()/“«]", value) else value


def _name(field: str, language: str) -> str:
    return _NAMES[field][_ORDER.index(language) if language in _ORDER else 0]
