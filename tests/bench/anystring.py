"""Strings that a person, a cat or a script may put into the search field.

What is hard for an engine: the most common words, in phrases, with wildcards, as misspelt, pasted
in hundreds; brackets and operators without end; the list of naughty strings; any text at all.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

NAUGHTY = Path(__file__).resolve().parents[2].parent / "shared/corpora/tables/blns.txt"


def naughty() -> list[str]:
    """Return the strings of the naughty list, none where it is missing."""
    if not NAUGHTY.is_file():
        print(f"  (no list of naughty strings: {NAUGHTY} is missing)")
        return []
    lines = NAUGHTY.read_text("utf-8", "replace").split("\n")
    return [line for line in lines if line.strip() and not line.startswith("#")]


def any_text(count: int) -> list[str]:
    """Return texts that hypothesis makes up, always the same."""
    made: list[str] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(st.text(max_size=200), st.text('ab* ?~"()-:.ORNOT', max_size=60)))
    def note(text: str) -> None:
        made.append(text)

    note()
    return made


def hard(common: Sequence[str], rare: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield kinds of questions with strings, of an archive's most common and of its rare words."""
    for kind, made in (
        ("phrases", _phrases(common)),
        ("wildcards", _wildcards(common)),
        ("misspelt", _misspelt(common, rare)),
        ("pastes", _pastes(common, rare)),
        ("operators", _operators(common)),
        ("clauses", _clauses(common)),
        ("depths", _depths()),
        ("expressions", _expressions()),
    ):
        yield from ((kind, text) for text in made)


def _phrases(common: Sequence[str]) -> Iterator[str]:
    for first in common[:6]:
        yield from (f'"{first} {second}"' for second in common[:6])
    for slop in (2, 5, 50):
        yield from (f'"{first} {second}"~{slop}' for first, second in pairwise(common[:5]))
    for length in (3, 4, 8, 30):
        yield f'"{" ".join(common[:length])}"'
        yield f'"{" ".join(common[:length])}"~5'
    rows = [f'"{first} {second}"' for first, second in pairwise(common)]
    for many in (2, 10, 50, 300):
        yield " ".join(rows[:many])
        yield " OR ".join(rows[:many])


def _wildcards(common: Sequence[str]) -> Iterator[str]:
    yield from ("*", "?", "*a*", "*e*", "a*", "e*", "*s", "*ion", "a?*", "??????", "*a*e*i*o*")
    yield from ("*a* *e* *i* *o*", "[a-z]*", "?" * 300, "*a" * 100, "a* e* i* o* u* s* d* p*")
    for many in (5, 20, 100):
        yield " ".join(f"{word}*" for word in common[:many])
        yield " OR ".join(f"{word}*" for word in common[:many])
        yield " ".join(f"*{word}*" for word in common[:many])
        yield " OR ".join(f"*{word[:1]}?*" for word in common[:many])


def _misspelt(common: Sequence[str], rare: Sequence[str]) -> Iterator[str]:
    for words in (common, rare):
        for many in (1, 5, 20, 100):
            yield " ".join(f"{word}~" for word in words[:many])
            yield " ".join(f"{word}q" for word in words[:many])
            yield " ".join(f"{word[::-1]}x" for word in words[:many])
        yield " OR ".join(f"{word}~" for word in words[:100])


def _pastes(common: Sequence[str], rare: Sequence[str]) -> Iterator[str]:
    dice = random.Random(1)
    mixed = [dice.choice((*common, *rare)) for _ in range(20_000)]
    for words in (common, common[100:], rare, mixed):
        yield from (" ".join(words[:many]) for many in (2, 3, 4, 10, 40, 300))
    yield ". ".join(" ".join(mixed[at : at + 12]) for at in range(0, 20_000, 12))
    yield " ".join(f"~{word}" for word in common[:50])
    yield "".join(mixed[:2_000])


def _operators(common: Sequence[str]) -> Iterator[str]:
    for many in (10, 50, 300):
        yield " OR ".join(common[:many])
        yield " NOT ".join(common[:many])
        yield f"{common[40]} -" + " -".join(common[:many])
        yield " OR ".join(f"({one} {other})" for one, other in pairwise(common[:many]))
        yield " ".join(f"(titre:{word} OR {word}~)" for word in common[:many])
    yield from ("year:2018 " * 300, "pays:" * 300, "a:" * 1_000 + "b", "path:a path:/ path:*")
    yield from (f"NOT {common[0]}", "OR " * 500, "-" * 5_000, "sort:-date " * 99, "titre:*a*")


def _clauses(common: Sequence[str]) -> Iterator[str]:
    """Yield clauses where they hold for a part of a query."""
    held = ("pays:Mali", "-year:2015..2018", "budget:>100k", "no:date", "région:Afrique/Asie")
    for many in (5, 20, 100):
        rows = [f"({word} {held[n % 5]})" for n, word in enumerate(common[:many])]
        yield " OR ".join(rows)
        yield "NOT (" + " ".join(rows) + ")"
        yield " OR ".join(f"{word} {held[n % 5]}" for n, word in enumerate(common[:many]))
    yield from (" OR ".join(held * many) for many in (1, 10, 200))
    yield from (
        "sort:date OR pays:x " * 20_000,
        "(pays:Mali x) " * 500,
        "(a OR " * 500 + "pays:Mali",
    )
    yield f"{common[0]} OR pays:" + "/".join(f"v{number}" for number in range(1_000))
    yield f"{common[0]} OR year:(" + " OR ".join(str(year) for year in range(1900, 2100)) + ")"


def _depths() -> Iterator[str]:
    for depth in (10, 100, 1_000, 20_000):
        yield "(" * depth + "migration" + ")" * depth
        yield "(" * depth
        yield "NOT " * depth + "migration"
        yield "(a OR " * depth + "b" + ")" * depth
        yield '"a ' * depth


def _expressions() -> Iterator[str]:
    yield from (".*", "(a+)+$", "a.*b.*c.*", "[^a]*", "^.*$", "(.*)(.*)(.*)", r"\w+", "(a|aa)+")
    yield from ("x" * 100_000, "é" * 5_000, "中" * 3_000, "a-b-c-d-" * 500, "l'" * 2_000 + "eau")
    yield from (
        "a\u0301" * 3_000,
        "\u202e" * 500 + "abc",
        "🏳️‍🌈 " * 500,
        "1 " * 3_000,
        "0x1F " * 900,
    )
