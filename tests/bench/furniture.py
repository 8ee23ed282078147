"""How well page furniture that no table knows is told from text, over made-up sources.

``python -m tests.bench.furniture [--quick] [--json FILE]`` writes sources of saved pages (text and
HTML), letters, near-identical project records and small archives, imports each, and counts the
words of furniture left in the text and the words of text lost.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.archive import Archive
from index.keys import key

#: The words of each site are its own, so that only their recurrence tells.
_SYLLABLES = ("ba", "cor", "dil", "fen", "gal", "hur", "lim", "mon", "nar", "pel", "quo", "rit")
_WORDS = {
    "fr": "le la les des une dans pour avec sur par qui que projet pays village école santé eau "
    "travail accueil famille retour région formation accès appui soutien commune gestion "
    "population service droit enfant femme jeune marché route énergie terre pêche forêt ville",
    "en": "the a of in for with on by that which project country village school health water "
    "work reception family return region training access support help district management "
    "population service right child woman youth market road energy land fishing forest town",
    "es": "el la los de una en para con sobre por que proyecto país pueblo escuela salud agua "
    "trabajo acogida familia retorno región formación acceso apoyo ayuda comuna gestión "
    "población servicio derecho niña mujer joven mercado camino energía tierra pesca bosque",
}
_COOKIES = {
    "fr": "Nous utilisons des cookies pour mesurer la fréquentation et améliorer ces pages.",
    "en": "We use cookies to measure how these pages are read and to make them better.",
    "es": "Usamos cookies para medir las visitas y mejorar el contenido de estas páginas.",
}
_RELATED = {"fr": "À lire aussi", "en": "Related news", "es": "Noticias relacionadas"}


@dataclass(frozen=True)
class Page:
    """One document with its truth; ``furniture`` are lines that must not be in its text."""

    name: str
    content: str
    text: tuple[str, ...]
    furniture: tuple[str, ...]


class Writer:
    """Writes sentences and made-up words, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def word(self) -> str:
        return "".join(self.random.choices(_SYLLABLES, k=self.random.randint(2, 4))).capitalize()

    def label(self) -> str:
        return " ".join(self.word() for _ in range(self.random.randint(1, 3)))

    def sentence(self, language: str, words: int = 14) -> str:
        chosen = self.random.choices(_WORDS[language].split(), k=words)
        chosen[self.random.randrange(words)] = self.word()
        return " ".join(chosen).capitalize() + "."

    def paragraphs(self, language: str, count: int) -> list[str]:
        return [
            " ".join(self.sentence(language) for _ in range(self.random.randint(2, 5)))
            for _ in range(count)
        ]


@dataclass(frozen=True)
class Site:
    """The lines that every page of a site has."""

    language: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    related: bool

    @classmethod
    def of(cls, seed: int, language: str) -> Site:
        writer = Writer(seed)
        menu = tuple(writer.label() for _ in range(writer.random.randint(5, 24)))
        foot = tuple(writer.label() for _ in range(writer.random.randint(4, 12)))
        below = (*foot, _COOKIES[language], writer.label())
        return cls(language, menu, below, bool(seed % 2))


def text_pages(seed: int, language: str, count: int) -> Iterator[Page]:
    """Yield pages of one site as a crawl leaves them, some with a line of crumbs or a date."""
    site, writer = Site.of(seed, language), Writer(seed + 1000)
    for number in range(count):
        title = writer.sentence(language, 9).rstrip(".")
        text = writer.paragraphs(language, writer.random.randint(2, 7))
        blank = "\n" if writer.random.random() < 0.5 else "\n\n"
        related: list[str] = []
        if site.related and writer.random.random() < 0.7:
            links = [writer.sentence(language, 8).rstrip(".") for _ in range(4)]
            related = [_RELATED[language], *links]
        above, below = "\n".join(site.above), "\n".join((*related, *site.below))
        body = blank.join(text) if blank == "\n\n" else "\n\n".join(text)
        content = f"{above}{blank}{title}\n\n{body}\n\n{below}\n"
        yield Page(
            f"{seed}-{number:03}.txt", content, (title, *text), (*site.above, *related, *site.below)
        )


def html_pages(seed: int, language: str, count: int) -> Iterator[Page]:
    """Yield the same as saved web pages whose furniture has no telling tags."""
    for page in text_pages(seed, language, count):
        rows = page.content.split("\n")
        inner = "".join(f"<p>{html.escape(row)}</p>\n" for row in rows if row.strip())
        content = (
            f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>'
            f"{html.escape(page.text[0])}</title></head><body><div>{inner}</div></body></html>"
        )
        yield Page(page.name.replace(".txt", ".html"), content, page.text, page.furniture)


def letters(seed: int, language: str, count: int) -> Iterator[Page]:
    """Yield messages that close with one of two signatures."""
    writer = Writer(seed)
    signatures = [[writer.label(), writer.label(), f"{writer.word()}@limo.example"] for _ in "ab"]
    for number in range(count):
        title = writer.sentence(language, 7).rstrip(".")
        text = writer.paragraphs(language, writer.random.randint(2, 4))
        signature = writer.random.choice(signatures)
        head = f"From: a@limo.example\nTo: b@limo.example\nSubject: {title}\nMIME-Version: 1.0\n"
        head += "Content-Type: text/plain; charset=utf-8\n"
        content = head + "\n" + "\n\n".join(text) + "\n\n-- \n" + "\n".join(signature) + "\n"
        yield Page(f"{seed}-{number:03}.eml", content, (title, *text), tuple(signature))


def near_identical(seed: int, language: str, count: int) -> Iterator[Page]:
    """Yield project records that differ in their country and number only; all of it is text."""
    writer = Writer(seed)
    shared = writer.paragraphs(language, 4)
    steps = [f"• {writer.label()} {writer.label()}" for _ in range(6)]
    for number in range(count):
        title = f"{writer.label()} : {writer.word()}"
        card = f"  • Statut du projet\n    Actif\n  • Année\n    {2010 + number % 12}\n"
        card += f"  • Projet ID\n    QX.{number:04}\n"
        own = writer.sentence(language, 10) if number % 2 else ""
        text = [*([own] if own else []), *shared]
        content = f"{title}\n\n{card}\n" + "\n\n".join(text) + "\n\n" + "\n".join(steps) + "\n"
        yield Page(f"{seed}-{number:03}.txt", content, (title, *text, *steps), ())


def templates(seed: int, language: str, count: int) -> Iterator[Page]:
    """Yield notes without a card that close with the same lists and paragraphs; all is text."""
    writer = Writer(seed)
    closing = writer.paragraphs(language, 2)
    steps = [f"- {writer.label()} {writer.label()}" for _ in range(5)]
    for number in range(count):
        title = writer.sentence(language, 8).rstrip(".")
        text = [*writer.paragraphs(language, 1), *closing]
        content = f"{title}\n\n" + "\n\n".join(text) + "\n\n" + "\n".join(steps) + "\n"
        yield Page(f"{seed}-{number:03}.txt", content, (title, *text, *steps), ())


def measure(folder: Path, pages: Sequence[Page]) -> tuple[int, int, int, float]:
    """Import pages; return words of furniture left, words of text lost, words of text, docs/s."""
    source = folder / "source"
    source.mkdir(parents=True)
    for page in pages:
        (source / page.name).write_text(page.content, encoding="utf-8")
    archive = Archive.create(folder / "archive", "bench")
    begin = time.perf_counter()
    archive.update([source])
    speed = len(pages) / (time.perf_counter() - begin)
    left = lost = words = 0
    for page in pages:
        record = archive.record(str(source / page.name))
        shown = f"{record.title}\n{record.body}"
        lines = {key(line) for line in shown.split("\n")}
        left += sum(len(line.split()) for line in page.furniture if key(line) in lines)
        text = Counter(key(" ".join(page.text)).split())
        lost += (text - Counter(key(shown).split())).total()
        words += text.total()
    archive.close()
    return left, lost, words, speed


def sources(size: int) -> Iterator[tuple[str, list[Page]]]:
    """Yield the sources that are measured."""
    for kind, make in (("text pages", text_pages), ("HTML pages", html_pages)):
        for seed, language in enumerate(_WORDS, 1):
            yield f"{kind}, {language}", [*make(seed, language, size)]
    mixed: list[Page] = []
    for seed, language in zip(range(11, 17), [*_WORDS] * 2, strict=True):
        mixed += text_pages(seed, language, size // 2)
    yield "six sites in one folder", mixed
    yield "letters, two signatures", [*letters(21, "fr", size)]
    for name, make, count in _TEXT_ONLY:
        yield name, [*make(31, "fr", count or size)]


_TEXT_ONLY: tuple[tuple[str, Callable[[int, str, int], Iterator[Page]], int], ...] = (
    ("near-identical project records", near_identical, 0),
    ("notes after one template", templates, 0),
    ("two project records", near_identical, 2),
    ("two notes after one template", templates, 2),
)


def main() -> int:
    """Run the benchmark; exit status 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="end within 50 seconds")
    parser.add_argument("--json", type=Path, help="write the bars to this file")
    arguments = parser.parse_args()
    bars: list[dict[str, Any]] = []
    print(f"{'source':34}{'pages':>6}{'docs/s':>8}{'furniture left':>16}{'text lost':>11}")
    with tempfile.TemporaryDirectory() as work:
        for place, (name, pages) in enumerate(sources(40 if arguments.quick else 150)):
            left, lost, words, speed = measure(Path(work) / str(place), pages)
            print(f"{name:34}{len(pages):6}{speed:8.0f}{left / words:16.2%}{lost / words:11.2%}")
            kept = {"name": f"{name}: text lost", "value": round(lost / words, 5), "bar": 0.01}
            bars.append({**kept, "ok": lost <= 0.01 * words})
            if len(pages) > 2 and pages[0].furniture:
                gone = {"name": f"{name}: furniture left", "bar": 0.01}
                bars.append({**gone, "value": round(left / words, 5), "ok": left <= 0.01 * words})
    if arguments.json:
        arguments.json.write_text(json.dumps({"bars": bars}, indent=1), encoding="utf-8")
    missed = [bar["name"] for bar in bars if not bar["ok"]]
    print("\n".join(f"MISS {name}" for name in missed) or "all bars held")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
