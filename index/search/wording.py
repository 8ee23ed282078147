"""What is said about a search, in English, French and Spanish: one table, whole sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

_SAID: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "searched": {
            "en": "Searched for: {query}",
            "fr": "Recherche effectuée : {query}",
            "es": "Se buscó: {query}",
        },
        "unknown": {
            "en": "“{typed}” is not in this archive: searched for “{meant}”.",
            "fr": "« {typed} » n’est pas dans ces archives : recherche de « {meant} ».",
            "es": "«{typed}» no está en este archivo: se buscó «{meant}».",
        },
        "begun": {
            "en": "“{typed}” is not a word of this archive: searched for words that begin so.",
            "fr": "« {typed} » n’est pas un mot de ces archives : recherche des mots qui "
            "commencent ainsi.",
            "es": "«{typed}» no es una palabra de este archivo: se buscaron las que empiezan así.",
        },
        "loosened": {
            "en": "No record has all of these words: those with some of them are shown.",
            "fr": "Aucune fiche n’a tous ces mots : voici celles qui en ont une partie.",
            "es": "Ninguna ficha tiene todas estas palabras: se muestran las que tienen algunas.",
        },
        "loosened_here": {
            "en": "None of these records has all of these words: those with some of them are "
            "shown.",
            "fr": "Aucune de ces fiches n’a tous ces mots : voici celles qui en ont une partie.",
            "es": "Ninguna de estas fichas tiene todas estas palabras: se muestran las que tienen "
            "algunas.",
        },
        "goes_on": {
            "en": "First what has all of these words ({count}), then what has some of them.",
            "fr": "D’abord les fiches qui ont tous ces mots ({count}), puis celles qui en ont une "
            "partie.",
            "es": "Primero las fichas con todas estas palabras ({count}), después las que tienen "
            "algunas.",
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
        "found": {
            "en": "“{word}” {places}.",
            "fr": "« {word} » {places}.",
            "es": "«{word}» {places}.",
        },
        "title": {"en": "in the title", "fr": "dans le titre", "es": "en el título"},
        "card": {"en": "in the card", "fr": "dans la fiche", "es": "en la ficha"},
        "once": {
            "en": "once in the text",
            "fr": "une fois dans le texte",
            "es": "una vez en el texto",
        },
        "times": {
            "en": "{count} times in the text",
            "fr": "{count} fois dans le texte",
            "es": "{count} veces en el texto",
        },
        "as": {"en": "as {forms}", "fr": "sous la forme {forms}", "es": "como {forms}"},
        "missing": {
            "en": "“{word}” is not in it.",
            "fr": "« {word} » n’y est pas.",
            "es": "«{word}» no está.",
        },
        "holds": {
            "en": "“{clause}” is true of it.",
            "fr": "« {clause} » est vrai pour elle.",
            "es": "«{clause}» se cumple en ella.",
        },
        "identifier": {
            "en": "{word} is its identifier, so it comes first.",
            "fr": "{word} est son identifiant : elle vient en tête.",
            "es": "{word} es su identificador, por eso viene primero.",
        },
        "near": {
            "en": "The words stand close together in it.",
            "fr": "Les mots y sont proches les uns des autres.",
            "es": "Las palabras están cerca unas de otras.",
        },
        "place": {
            "en": "It is number {place} of {total}: the title counts most, and rare words more "
            "than common ones.",
            "fr": "Elle est au rang {place} sur {total} : le titre compte le plus, et un mot rare "
            "plus qu’un mot courant.",
            "es": "Es la número {place} de {total}: el título cuenta más, y las palabras raras más "
            "que las comunes.",
        },
        "everything": {
            "en": "everything",
            "fr": "tout",
            "es": "todo",
        },
        "alike": {
            "en": "Records that share these words: {words}.",
            "fr": "Fiches qui partagent ces mots : {words}.",
            "es": "Fichas que comparten estas palabras: {words}.",
        },
        "no_tag": {
            "en": "There are no tags yet.",
            "fr": "Il n’y a pas encore d’étiquettes.",
            "es": "Aún no hay etiquetas.",
        },
        "no_note": {
            "en": "There are no notes yet.",
            "fr": "Il n’y a pas encore de notes.",
            "es": "Aún no hay notas.",
        },
        "no_dossier": {
            "en": "There are no dossiers yet.",
            "fr": "Il n’y a pas encore de dossiers.",
            "es": "Aún no hay expedientes.",
        },
        "no_value": {
            "en": "No record of this archive has “{clause}”.",
            "fr": "Aucune fiche de ces archives n’a « {clause} ».",
            "es": "Ninguna ficha de este archivo tiene «{clause}».",
        },
        "currencies": {
            "en": "Amounts in {codes} are compared as they stand, without conversion.",
            "fr": "Les montants en {codes} sont comparés tels quels, sans conversion.",
            "es": "Los importes en {codes} se comparan tal cual, sin conversión.",
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


def joined(said: Iterable[str]) -> str:
    """Return sentences as one line; one that is followed by another ends with a full stop.

    >>> joined(["Searched for: a", "There are no tags yet."])
    'Searched for: a. There are no tags yet.'
    """
    sentences = [one for one in said if one]
    return " ".join([*(f"{one.removesuffix('.')}." for one in sentences[:-1]), *sentences[-1:]])
