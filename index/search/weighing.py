"""What a word of a sentence weighs beside the others: names more, words that only ask less.

Chosen on two of three collections at a time and confirmed on the third, see
``tests.bench.relevance``; all of them are flat around what stands here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.search.functionwords import is_request
from index.search.tree import Node, Word

#: A function word beside a word that carries a topic.
FUNCTION_WEIGHT = 0.5
#: A word that says in what way something is asked: "the *name* of the treaty".
REQUEST_WEIGHT = 0.6
#: A word written with a capital inside a sentence, and one with a digit in it.
NAME_WEIGHT = 1.4
NUMBER_WEIGHT = 1.2


def weights_of(parts: Sequence[Node], languages: frozenset[str]) -> Mapping[Node, float]:
    """Return what each word of a query counts, 1.0 for one like any.

    The first word begins with a capital in any sentence, so that it tells nothing.
    """
    return {part: _weight(part, place == 0, languages) for place, part in enumerate(parts)}


def _weight(part: Node, opens: bool, languages: frozenset[str]) -> float:
    if not isinstance(part, Word):
        return 1.0
    if any(map(str.isdigit, part.term)):
        return NUMBER_WEIGHT
    if is_request(part.term, languages):
        return REQUEST_WEIGHT
    named = not opens and any(map(str.isupper, part.surface))  # also behind an elision: l'OIM
    return NAME_WEIGHT if named else 1.0
