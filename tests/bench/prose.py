"""Generated documents in French, English and Spanish that read like real ones.

The sentences of our own documents are shuffled, and one longer word in four is replaced by one of
a made-up vocabulary: articles and verbs stay in their language, and the words of the archive grow.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path

from index.ingest.readers import read_document
from index.ingest.understand import understand
from tests.bench.documents import vocabulary
from tests.bench.fields import COLLECTIONS, documents

CHARACTERS = 3800
_LONG_WORD = re.compile(r"\b[a-zà-ÿ]{5,}\b")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý«¿¡])")
_LABELS: Mapping[str, tuple[str, ...]] = {
    "fr": ("Année", "Statut du projet", "Budget Amount (USD)", "Projet ID", "Pays"),
    "en": ("Year", "Project Status", "Budget Amount (USD)", "Projects ID", "Country"),
    "es": ("Año", "Estado del proyecto", "Presupuesto (USD)", "Proyecto ID", "País"),
}
_STATUS = {"fr": "Achevé", "en": "Completed", "es": "Finalizado"}
_HEAD = {"fr": "Communiqué", "en": "Press Release", "es": "Comunicado"}
_COUNTRIES = {"fr": "Niger Tchad Togo", "en": "Ghana Kenya Nepal", "es": "Chile Honduras Ecuador"}


class Prose:
    """Makes documents, the same for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self._dice = random.Random(seed)
        self._sentences = _sentences()
        words = vocabulary(40_000)
        ladder = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
        self._rare = iter(lambda: self._dice.choices(words, cum_weights=ladder, k=1)[0], None)

    def texts(self, count: int) -> Iterator[str]:
        """Yield documents of 3.8 kB: records, releases and news, in turns of the languages."""
        languages = sorted(self._sentences)
        for number in range(count):
            language = languages[number % len(languages)]
            yield self._document(number, language)

    def write(self, folder: Path, count: int) -> None:
        """Write documents into a folder, a hundred per subfolder."""
        for number, text in enumerate(self.texts(count)):
            path = folder / f"{number // 100:04}" / f"document-{number:06}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def _document(self, number: int, language: str) -> str:
        dice = self._dice
        title = self._sentence(language).rstrip(".!?»").replace(". ", ", ")[:90]
        year, country = dice.randint(2001, 2025), dice.choice(_COUNTRIES[language].split())
        paragraphs = "\n\n".join(self._paragraphs(language))
        shape = number // 3 % 3
        if shape == 0:
            values = (year, _STATUS[language], f"{dice.randint(9, 990)}000.00", f"PO.{number:05}")
            rows = zip(_LABELS[language], (*values, country), strict=True)
            card = "\n".join(f"  • {label}\n    {value}" for label, value in rows)
            return f"{title}\n\n{card}\n\n{paragraphs}\n"
        if shape == 1:
            day = f"({dice.randint(1, 28):02}/{dice.randint(1, 12):02}/{year})"
            return f"{_HEAD[language]}\nGlobal\n\n{title}\n\n{country} {day} – {paragraphs}\n"
        body = paragraphs.replace("\n\n", "\n\n    ")
        return f"• {title}\n\n    {body}\n\n  • \n    {year}-06-{dice.randint(1, 28):02}\n"

    def _paragraphs(self, language: str) -> Iterator[str]:
        length = 0
        goal = CHARACTERS * self._dice.lognormvariate(-0.25, 0.4)
        while length < goal:
            text = " ".join(self._sentence(language) for _ in range(self._dice.randint(2, 5)))
            length += len(text)
            yield text

    def _sentence(self, language: str) -> str:
        chosen = self._dice.choice(self._sentences[language])
        return _LONG_WORD.sub(
            lambda word: word[0] if self._dice.random() > 0.25 else next(self._rare), chosen
        )


def _sentences() -> Mapping[str, list[str]]:
    """Return the sentences of our own documents by language."""
    found: dict[str, list[str]] = defaultdict(list)
    for truth, path in documents(COLLECTIONS["own"]):
        record = understand(read_document(path), path=str(path), source="", record_id="prose")
        for paragraph in record.body.split("\n"):
            sentences = _SENTENCE_END.split(paragraph)
            found[truth["lang"]] += [text for text in sentences if len(text) > 40]
    return found
