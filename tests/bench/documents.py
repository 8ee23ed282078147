"""Generated documents for benchmarks: cards, releases and news in words of a Zipf vocabulary."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

_ONSETS = ["m", "gr", "t", "p", "r", "s", "v", "l", "ch", "d", "qu", "f", "n", "b", "c", "j"]
_VOWELS = ["a", "é", "i", "o", "u", "ou", "ai", "on", "eau", "œu", "e", "è"]
_ENDS = ["tion", "s", "ment", "", "", "r", "té", "ux", "nt", "ville"]
_COUNTRIES = ["Niger", "Chine", "Pérou", "Sénégal", "Colombie", "Tchad", "Viet Nam", "Haïti"]
_STATUSES = ["Achevé", "Actif", "Suspendu", "Annulé"]
_REGIONS = ["Afrique", "Asie et Océanie", "Amérique latine et Caraïbes"]


def vocabulary(size: int, seed: int = 1) -> list[str]:
    """Return different made-up words, the common ones of real texts first."""
    generator = random.Random(seed)
    words = dict.fromkeys(["de", "la", "les", "migration", "et", "des", "retour", "pour", "projet"])
    while len(words) < size:
        syllables = generator.randint(1, 3)
        stem = "".join(
            generator.choice(_ONSETS) + generator.choice(_VOWELS) for _ in range(syllables)
        )
        words[stem + generator.choice(_ENDS)] = None
    return list(words)


def texts(count: int, words_each: int = 250, seed: int = 1) -> Iterator[str]:
    """Yield documents as text, the same for the same arguments."""
    generator = random.Random(seed)
    words = vocabulary(20_000)
    weights = list(accumulate(1 / (rank + 2.7) ** 1.05 for rank in range(1, len(words) + 1)))
    for number in range(count):
        length = max(40, round(generator.lognormvariate(0, 0.5) * words_each))
        chosen = generator.choices(words, cum_weights=weights, k=length)
        title = " ".join(chosen[:8]).capitalize()
        body = _sentences(chosen[8:])
        yield _CARDS[number % len(_CARDS)](generator, number, title, body)


def write_documents(folder: Path, count: int, words_each: int = 250, seed: int = 1) -> None:
    """Write generated documents into a folder, a hundred per subfolder."""
    for number, text in enumerate(texts(count, words_each, seed)):
        path = folder / f"{number // 100:04}" / f"document-{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _sentences(words: list[str]) -> str:
    lines = (" ".join(words[i : i + 17]).capitalize() + "." for i in range(0, len(words), 17))
    return "\n".join(lines)


def _project(generator: random.Random, number: int, title: str, body: str) -> str:
    card = {
        "Année": generator.randint(2001, 2025),
        "Statut du projet": generator.choice(_STATUSES),
        "Budget Amount (USD)": f"{generator.randint(20, 900)}000.00",
        "IDF Region": generator.choice(_REGIONS),
        "Projet ID": f"PO.{number:05}",
        "Etat(s) membre(s) beneficiaires": generator.choice(_COUNTRIES),
    }
    lines = "\n".join(f"  • {label}\n    {value}" for label, value in card.items())
    return f"{title}\n\n{lines}\n\n{body}\n"


def _release(generator: random.Random, number: int, title: str, body: str) -> str:
    return f"Communiqué\nGlobal\n\n{title}\n\n{generator.choice(_COUNTRIES)} – {body}\n"


def _news(generator: random.Random, number: int, title: str, body: str) -> str:
    day = f"{generator.randint(1, 28)} mars {generator.randint(2001, 2025)}"
    return f"• {title}\n\n    {body}\n\n• {day}\n"


_CARDS = (_project, _release, _news)
