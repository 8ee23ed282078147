"""The table of web page words, as keys: menus, release markers, footers, contact openers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType

from index.gazetteer import load_table
from index.keys import key

#: A line of page furniture is short; anything longer is text.
_MAX_LENGTH = 80
#: Nearly every line is told by so many of its first characters to be none of the words.
_HEAD = 3
_CREDIT = re.compile(
    r"""(?: ^(?:cr[ée]dits?|copyright|photos?|foto(?:graf[ií]a)?s?|images?|picture|im[áa]genes
          |imagen
          |l[ée]gende|caption|source\s+photo|illustration|©|\(c\))\s*(?:photos?|foto|credits?|by|de|par)?
          \s*[:©/–-]
        | ^photos?\s+(?:©|par|by|de\s+l['’]OIM|OIM|IOM) | ^©
        | [.\s(\[–-](?:photos?|fotos?|image|cr[ée]dits?(?:\s+photo)?|photo\s+credit|courtesy)\s*[:©]
          \s*(?:©\s*)?(?:[^.]|(?<=[A-Z])\.){2,60}[.)\]]?$
        | [(\[]?©\s*(?:[^.©]|(?<=[A-Z])\.){2,60}[.)\]]?$ )""",
    re.VERBOSE | re.IGNORECASE,
)
#: A look for these is far quicker than the patterns, and rules most lines out.
_CREDIT_HINTS = (
    "©", "(c)", "photo", "foto", "dit", "copyright", "imag", "imág", "gende", "caption", "picture",
    "illustr", "courtesy",
)  # fmt: skip
#: What opens with none of these, and has no "©", has one of the nouns before a colon; its letters
#: may be those that are taken for an "i" or an "s" where case is ignored.
_CREDIT_HEADS = frozenset(
    ("cap", "cop", "cre", "fot", "ill", "ima", "leg", "pho", "pic", "sou", "(c)")
)
_CREDIT_NOUNS = ("photo", "foto", "image", "dit", "courtesy", "\u0131", "\u0307", "\u017f")
#: A line about rights has a sign or "copyright", or opens with "all", "tous" or "todos".
_RIGHTS_OPENING = frozenset("aAtT")
_RIGHTS_HINTS = ("©", "(c)", "copyright", "droits r", "rights r", "derechos r")
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright).{0,80}(?:droits r[ée]serv|rights reserved|derechos reservados|\d{4})"
    r"|^(?:tous droits r[ée]serv|all rights reserved|todos los derechos reservados)",
    re.IGNORECASE,
)
_CRUMB = re.compile(r"^[^<>›»]{1,60}(?:\s(?:>|›|»|→|/)\s[^<>›»]{1,120}){1,8}$")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(key(word) for word in load_table("labels", "pages")[name])


@cache
def _openers(name: str) -> tuple[str, ...]:
    """Return the entries of a list, a blank after each."""
    return tuple(f"{word} " for word in _words(name))


@cache
def _lists_by_head() -> Mapping[str, frozenset[str]]:
    """Return the first characters of a key -> the lists with an entry that begins so."""
    found: dict[str, set[str]] = {}
    for name in load_table("labels", "pages"):
        for word in _words(name):
            for length in range(_HEAD + 1):
                found.setdefault(word[:length], set()).add(name)
    return MappingProxyType({head: frozenset(names) for head, names in found.items()})


@lru_cache(maxsize=8192)
def _lists_at(head: str) -> frozenset[str]:
    """Return the lists that may have an entry with which a text begins that begins with *head*.

    The key of a text begins with that of its head, which may be none. No entry is shorter.
    """
    return _lists_by_head().get(key(head)[:_HEAD], frozenset())


def is_word(name: str, text: str) -> bool:
    """Tell whether *text*, marks aside, is an entry of the list *name*."""
    return (
        len(text) <= _MAX_LENGTH and name in _lists_at(text[:_HEAD]) and key(text) in _words(name)
    )


def may_open(name: str, text: str) -> bool:
    """Tell, at little cost, whether *text* may begin with an entry of the list *name*."""
    return name in _lists_at(text[:_HEAD])


def opens(name: str, text: str) -> bool:
    """Tell whether *text* begins with an entry of the list *name*."""
    if name not in _lists_at(text[:_HEAD]):
        return False
    return f"{key(text[:100])} ".startswith(_openers(name))


def is_credit(text: str) -> bool:
    """Tell whether *text* is a caption with the credit of a picture, or the credit alone."""
    if len(text) > 400:
        return False
    if "©" in text or not (head := text[:_HEAD]).isascii() or head.lower() in _CREDIT_HEADS:
        lowered = text.lower()
    elif ":" not in text or not _holds_any(lowered := text.lower(), _CREDIT_NOUNS):
        return False
    return _holds_any(lowered, _CREDIT_HINTS) and bool(_CREDIT.search(text))


def is_rights(text: str) -> bool:
    """Tell whether *text* is the copyright line of a page."""
    if len(text) > 160:
        return False
    if text[:1] not in _RIGHTS_OPENING and not (
        "(" in text or "y" in text or "©" in text or "Y" in text
    ):
        return False
    lowered = text.lower()
    return (
        _holds_any(lowered, _RIGHTS_HINTS)
        and bool(_RIGHTS.search(text))
        and not lowered.startswith("photo")
    )


def _holds_any(text: str, hints: Sequence[str]) -> bool:
    for hint in hints:  # noqa: SIM110 - asked of every line; a generator takes twice as long
        if hint in text:
            return True
    return False


def is_crumb(text: str) -> bool:
    """Tell whether *text* shows the place of a page in its site ("Home > News > 2014")."""
    if len(text) > 300:
        return False
    return opens("crumbs", text) or (
        (">" in text or "›" in text or "→" in text or "»" in text)
        and "«" not in text
        and bool(_CRUMB.match(text))
    )
