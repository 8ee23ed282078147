"""What is said about a search, in English, French and Spanish: one table, whole sentences."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_SAID: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "searched": {
            "en": "Searched for: {query}",
            "fr": "Recherche effectuée : {query}",
            "es": "Se buscó: {query}",
        },
        "everything": {"en": "everything", "fr": "tout", "es": "todo"},
        "unknown": {
            "en": "“{typed}” is not in this archive: searched for “{meant}”.",
            "fr": "« {typed} » n’est pas dans ces archives : recherche de « {meant} ».",
            "es": "«{typed}» no está en este archivo: se buscó «{meant}».",
        },
        "loosened": {
            "en": "No record has all of these words: those with some of them are shown.",
            "fr": "Aucune fiche n’a tous ces mots : voici celles qui en ont une partie.",
            "es": "Ninguna ficha tiene todas estas palabras: se muestran las que tienen algunas.",
        },
        "some": {
            "en": "Records with the most telling of these {count} words come first.",
            "fr": "Les fiches qui ont les plus parlants de ces {count} mots viennent en tête.",
            "es": "Primero vienen las fichas con las más significativas de estas {count} palabras.",
        },
        "widened": {
            "en": "Also searched in other languages: {words}.",
            "fr": "Recherche étendue à d’autres langues : {words}.",
            "es": "También se buscó en otros idiomas: {words}.",
        },
        "cut": {
            "en": "Only the beginning of this long text was searched.",
            "fr": "Seul le début de ce long texte a été recherché.",
            "es": "Solo se buscó el principio de este texto largo.",
        },
    }
)


def say(what: str, language: str, **values: object) -> str:
    """Return a sentence of the table; English where the language has none.

    >>> say("everything", "fr")
    'tout'
    """
    sentences = _SAID[what]
    return sentences.get(language, sentences["en"]).format(**values)
