"""Queries as people type them in a hurry: slips of many kinds, courtesies, a few words alone.

Each kind makes of a query another one, always the same for the same seed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from index.analysis import fold
from index.search.functionwords import is_function_word

_HEARD = """
ss>s ll>l nn>n mm>m tt>t rr>r ff>f pp>p cc>c eau>o au>o ph>f qu>k ai>é é>er er>é en>an an>en c>s
s>ss tion>sion ç>ss th>t y>i i>y h> n>nn l>ll r>rr b>v v>b z>s ll>y
"""
_KEYS = """
a:zqs e:rzd i:uok o:ipl u:yij s:qdz r:etf t:ryg n:bhj l:kmo d:sfe c:xvd m:lpn p:om g:fhv b:vng v:cbg
f:dgr h:gjy q:aws y:tug z:aes j:hku k:jli x:wcs w:xqs
"""
#: Spellings that are taken for each other, by ear or by haste, and what is written for them.
_BY_EAR = tuple(pair.split(">") for pair in _HEARD.split())
#: Keys beside each other on the keyboards of the three languages.
_BESIDE = dict(pair.split(":") for pair in _KEYS.split())
_COURTESIES = ("Bonjour, je voudrais savoir ", "Hello, please, ", "Hola, quisiera saber ")
#: Words with so many letters are misspelt, every third of them; longer ones are cut in two.
_LONG, _CUT = 5, 7
_LANGUAGES = frozenset(("fr", "en", "es"))

Slip = Callable[[str, int, random.Random], str]


def _by_ear(word: str, place: int, dice: random.Random) -> str:
    fitting = [pair for pair in _BY_EAR if pair[0] in word[1:]]
    if not fitting:
        return word
    heard, written = dice.choice(fitting)
    at = word.index(heard, 1)
    return word[:at] + written + word[at + len(heard) :]


def _key_beside(word: str, place: int, dice: random.Random) -> str:
    return word[:place] + dice.choice(_BESIDE.get(fold(word[place]), "e")) + word[place + 1 :]


_SLIPS: Mapping[str, Slip] = MappingProxyType(
    {
        "by ear": _by_ear,
        "key beside": _key_beside,
        "dropped": lambda word, place, dice: word[:place] + word[place + 1 :],
        "doubled": lambda word, place, dice: word[:place] + word[place] + word[place:],
        "swapped": lambda word, place, dice: (
            word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
        ),
        "first letter": lambda word, place, dice: dice.choice("abcdfglmnprst") + word[1:],
    }
)


def _misspelt(text: str, dice: random.Random, slip: Slip) -> str:
    words = text.split()
    longer = [place for place, word in enumerate(words) if sum(map(str.isalpha, word)) >= _LONG]
    for at in dice.sample(longer, max(1, len(longer) // 3)) if longer else ():
        inner = [place for place, letter in enumerate(words[at]) if letter.isalpha()][1:-1]
        words[at] = slip(words[at], dice.choice(inner), dice)
    return " ".join(words)


def _joined(text: str, dice: random.Random) -> str:
    words = text.split()
    pairs = [
        at for at in range(len(words) - 1) if words[at].isalpha() and words[at + 1][0].isalpha()
    ]
    for at in dice.sample(pairs, 1) if pairs else ():
        words[at : at + 2] = [words[at] + words[at + 1]]
    return " ".join(words)


def _cut(text: str, dice: random.Random) -> str:
    words = text.split()
    longer = [at for at, word in enumerate(words) if word.isalpha() and len(word) >= _CUT]
    for at in dice.sample(longer, 1) if longer else ():
        place = dice.randrange(3, len(words[at]) - 2)
        words[at : at + 1] = [words[at][:place], words[at][place:]]
    return " ".join(words)


def _careless(text: str, dice: random.Random) -> str:
    return " ".join(fold(word) for word in re.sub("['’?¿!]", "", text).split())


def _few_words(text: str, dice: random.Random) -> str:
    """Return three words that carry a topic, in their order; the text where it has no more."""
    words = re.findall(r"\w+", text)
    telling = [word for word in words if len(word) > 2]
    telling = [word for word in telling if not is_function_word(fold(word), _LANGUAGES)]
    kept = sorted(dice.sample(range(len(telling)), min(3, len(telling))))
    return " ".join(telling[at] for at in kept) or text


Kind = Callable[[str, random.Random], str]


def _kind(slip: Slip) -> Kind:
    return lambda text, dice: _misspelt(text, dice, slip)


#: What is done to queries, by name.
KINDS: Mapping[str, Kind] = MappingProxyType(
    {name: _kind(slip) for name, slip in _SLIPS.items()}
    | {"joined": _joined, "cut in two": _cut, "careless": _careless, "three words": _few_words}
    | {"courteous": lambda text, dice: dice.choice(_COURTESIES) + text}
)


def hurried(kind: str, text: str, seed: str) -> str:
    """Return what somebody in a hurry types for a text.

    >>> hurried("careless", "Où est l’eau ?", "")
    'ou est leau'
    """
    return KINDS[kind](text, random.Random(f"{kind} {seed}"))
