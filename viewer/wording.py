"""Words that more than one widget uses: numbers, counts, the names of facets and orders."""

from __future__ import annotations

import errno

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

#: The facets of the panel in their order, with their names.
FACET_NAMES = {
    "year": str(QT_TRANSLATE_NOOP("Facets", "Year")),
    "status": str(QT_TRANSLATE_NOOP("Facets", "Status")),
    "region": str(QT_TRANSLATE_NOOP("Facets", "Region")),
    "country": str(QT_TRANSLATE_NOOP("Facets", "Country")),
    "kind": str(QT_TRANSLATE_NOOP("Facets", "Kind")),
    "language": str(QT_TRANSLATE_NOOP("Facets", "Language")),
    "type": str(QT_TRANSLATE_NOOP("Facets", "Project type")),
    "coverage": str(QT_TRANSLATE_NOOP("Facets", "Coverage")),
    "budget": str(QT_TRANSLATE_NOOP("Facets", "Budget")),
    "currency": str(QT_TRANSLATE_NOOP("Facets", "Currency")),
    "source": str(QT_TRANSLATE_NOOP("Facets", "Source")),
}

#: What else is typed as a filter is called: ``date:2016..2018``, ``tag:urgent``.
OTHER_NAMES = {
    "date": str(QT_TRANSLATE_NOOP("Facets", "Date")),
    "start": str(QT_TRANSLATE_NOOP("Facets", "Start")),
    "end": str(QT_TRANSLATE_NOOP("Facets", "End")),
    "added": str(QT_TRANSLATE_NOOP("Facets", "Added")),
    "tag": str(QT_TRANSLATE_NOOP("Facets", "Tag")),
    "note": str(QT_TRANSLATE_NOOP("Facets", "Note")),
    "dossier": str(QT_TRANSLATE_NOOP("Facets", "Dossier")),
}

#: The orders of the result list, with their names; each stands beside its opposite.
SORT_NAMES = {
    "relevance": str(QT_TRANSLATE_NOOP("Sorts", "Relevance")),
    "-date": str(QT_TRANSLATE_NOOP("Sorts", "Newest first")),
    "date": str(QT_TRANSLATE_NOOP("Sorts", "Oldest first")),
    "title": str(QT_TRANSLATE_NOOP("Sorts", "Title, A to Z")),
    "-title": str(QT_TRANSLATE_NOOP("Sorts", "Title, Z to A")),
    "-budget": str(QT_TRANSLATE_NOOP("Sorts", "Largest budget first")),
    "budget": str(QT_TRANSLATE_NOOP("Sorts", "Smallest budget first")),
    "country": str(QT_TRANSLATE_NOOP("Sorts", "Country, A to Z")),
    "-country": str(QT_TRANSLATE_NOOP("Sorts", "Country, Z to A")),
    "-added": str(QT_TRANSLATE_NOOP("Sorts", "Recently added first")),
    "added": str(QT_TRANSLATE_NOOP("Sorts", "Recently added last")),
}


def language() -> str:
    """Return the code of the language that the window speaks."""
    return QCoreApplication.translate("Words", "en", "code of this language: en, fr or es")


def facet_name(facet: str) -> str:
    """Return the name of a facet in the person's language."""
    name = FACET_NAMES.get(facet) or OTHER_NAMES.get(facet, facet)
    return QCoreApplication.translate("Facets", name)


def sort_name(sort: str) -> str:
    """Return the name of an order in the person's language."""
    return QCoreApplication.translate("Sorts", SORT_NAMES.get(sort, sort))


def not_stated() -> str:
    """Return the words for a value that documents do not say."""
    return QCoreApplication.translate("Facets", "Not stated")


def number(value: int | float) -> str:
    """Return a number grouped in the person's language ("12,403")."""
    return QLocale().toString(round(value))


def documents(count: int) -> str:
    """Return a count of documents in words."""
    one = QCoreApplication.translate("Words", "1 document")
    many = QCoreApplication.translate("Words", "{n} documents")
    return one if count == 1 else many.format(n=number(count))


def records(count: int) -> str:
    """Return a count of records in words."""
    one = QCoreApplication.translate("Words", "1 record")
    many = QCoreApplication.translate("Words", "{n} records")
    return one if count == 1 else many.format(n=number(count))


def duration(seconds: float) -> str:
    """Return a length of time in words, as fine as a person waits."""
    whole = max(0, round(seconds))
    if whole < 60:
        return QCoreApplication.translate("Words", "{n} s").format(n=whole)
    minutes = round(whole / 60)
    if minutes < 60:
        return QCoreApplication.translate("Words", "{n} min").format(n=minutes)
    text = QCoreApplication.translate("Words", "{h} h {m} min")
    return text.format(h=minutes // 60, m=minutes % 60)


def reason_of(error: OSError) -> str:
    """Return in plain words why a file could not be written."""
    reasons = {
        errno.EACCES: QCoreApplication.translate("Words", "the folder does not allow it"),
        errno.ENOSPC: QCoreApplication.translate("Words", "the disk is full"),
    }
    other = QCoreApplication.translate("Words", "the disk does not take it")
    return reasons.get(error.errno or 0, other)
