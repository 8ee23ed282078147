"""Why a record was found, and why it stands where it stands, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.record import Record
from index.schema import card_text, identifier_key
from index.search.marking import Marker, Match
from index.search.tree import Leaf, Node, leaves
from index.search.wording import say

#: Words within so many code points of each other are close.
_CLOSE = 40
#: So many different forms of a word are named.
_FORMS = 3


def explain(
    record: Record,
    tree: Node | None,
    language: str = "en",
    place: int | None = None,
    total: int | None = None,
    clauses: Sequence[str] = (),
) -> tuple[str, ...]:
    """Return sentences that say where each thing asked for stands in a record, and its rank.

    Args:
        record: the hit.
        tree: what was searched, as ``Search.understand`` gives it.
        language: of the sentences: "en", "fr" or "es".
        place: which hit it is, from 1 on.
        total: how many hits there are.
        clauses: those among the words that hold for the record.
    """
    return tuple(_sentences(record, tree, language, place, total, clauses))


def _sentences(
    record: Record,
    tree: Node | None,
    language: str,
    place: int | None,
    total: int | None,
    clauses: Sequence[str],
) -> Iterator[str]:
    marker = Marker(tree)
    asked = tuple(dict.fromkeys(leaves(tree)))
    texts = {"title": record.title, "card": card_text(record), "body": record.body}
    found = {name: marker.matches(text) for name, text in texts.items()}
    codes = {identifier_key(code): code for code in record.identifiers}
    named = {number for number, leaf in enumerate(asked) if identifier_key(leaf.surface) in codes}
    for number in sorted(named):
        word = codes[identifier_key(asked[number].surface)]
        yield say("identifier", language, word=word)
    for number, leaf in enumerate(asked):
        if number not in named and not leaf.surface.startswith("~"):
            yield _where(number, leaf, texts, found, language)
    for clause in clauses:
        yield say("holds", language, clause=clause)
    if _are_close(found["body"]):
        yield say("near", language)
    if place is not None and total is not None and tree is not None:
        yield say("place", language, place=place, total=total)


def _where(
    number: int,
    leaf: Leaf,
    texts: dict[str, str],
    found: dict[str, list[Match]],
    language: str,
) -> str:
    """Return where a thing asked for stands, how often and in what forms."""
    word = leaf.surface.strip('"')
    mine = {name: [m for m in matches if m.leaf == number] for name, matches in found.items()}
    places = [say(name, language) for name in ("title", "card") if mine[name]]
    times = len(mine["body"])
    if times:
        places.append(say("times" if times > 1 else "once", language, count=times))
    if not places:
        return say("missing", language, word=word)
    written = [texts[name][m.start : m.end].lower() for name in mine for m in mine[name]]
    forms = [form for form in dict.fromkeys(written) if form != word.lower()][:_FORMS]
    if forms:
        shown = ", ".join(f"“{form}”" if language == "en" else f"«{form}»" for form in forms)
        places.append(say("as", language, forms=shown))
    return say("found", language, word=word, places=", ".join(places))


def _are_close(matches: Sequence[Match]) -> bool:
    """Tell whether two different things asked for stand near each other in the text."""
    return any(
        one.leaf != other.leaf and 0 <= other.start - one.end <= _CLOSE
        for one, other in pairwise(matches)
    )
