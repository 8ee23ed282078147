"""Text as it was meant: mojibake, entities, HTML debris and lost letters mended, marks dropped.

Nothing is guessed: a letter is put back only where what is left of the word proves it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

import ftfy
from ftfy.fixes import fix_c1_controls

from index.gazetteer import load_table
from index.keys import Pair, key, loose_letter_keys, quick_characters

#: One look for all that is mended sign by sign; hardly any text has one of them.
_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2028\u2029\u2060\ud800-\udfff\ufb00-\ufb04\ufeff]"
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x85\u2028\u2029]")
_NOISE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u200b\u2060\ufeff\u00ad]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_C1 = re.compile("[\x80-\x9f]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
#: A character that begins UTF-8 read as a one-byte encoding, before another beyond ASCII.
_SUSPECT = re.compile(
    "[\u00c2-\u00df\u0102-\u0178\u0410-\u0433√‚¬ƒ][^\x00-\x7f]|[\u00e0-\u00f4][^\x00-\x7f]{2}"
)
_FRENCH = re.compile(r"\b(?:le|les|des|du|une|dans|pour|est|et|sur|par|aux)\b")
#: ftfy looks at a text line by line; a longer line is no sentence that could be mended.
_MAX_MENDED_LINE = 100_000

#: What follows an address in a broken link: its attributes, ">", and the text that was shown.
_ATTRIBUTE_RUN = r"""(?:\s{0,4}[a-z]{2,12}=\s{0,4}"[^"<>]{0,120}"){0,6}"""
_SHOWN = r"\s{0,4}>(\s{0,4}[^\s<]{0,300})(?:</a>)?"
_MAILTO = re.compile(
    rf"""mailto:\s{{0,4}}([^"'\s<>?]{{3,120}})[^"'<>]{{0,120}}["'“”]?{_ATTRIBUTE_RUN}{_SHOWN}""",
    re.IGNORECASE,
)
_LINK = re.compile(
    rf"""(https?://[^"'\s<>]{{3,300}})["'“”]{_ATTRIBUTE_RUN}{_SHOWN}""", re.IGNORECASE
)
#: What may stand before the address; it is cut where a mended link begins.
_LINK_MARK = "\x00"
_LINK_OPENING = re.compile(r"""(?:<a\s[^<>\x00]{0,60})?["'“”]?\x00""", re.IGNORECASE)
_ATTRIBUTES = re.compile(
    r"""(?:(?<=[\s"])(?:target|title|class|rel|style|align|id)=\s{0,4}"[^"<>]{0,120}"\s{0,4})+/?>""",
    re.IGNORECASE,
)
_BREAK_TAG = re.compile(r"<\s{0,2}(?:br|/p|/div|/li|/tr|/h[1-6])\s{0,2}/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|abbr|b|blockquote|center|div|em|font|h[1-6]|i|img|li|ol|p|small|span|strong|sub|sup"
    r"|table|tbody|td|th|tr|u|ul)(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_BROKEN_WORD = re.compile(r"(?<![^\W\d_])[?\ufffd¿]?([^\W\d_]+)")
#: A mark in the place of one letter, inside a word or before it.
_MARKED = re.compile(r"[?\ufffd¿](?=[^\W\d_])")
_MARKED_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]{0,8})[?\ufffd¿]([^\W\d_]{1,12})")
_ELIDED = frozenset(
    ("l", "d", "n", "s", "c", "j", "m", "t", "qu", "jusqu", "lorsqu", "puisqu", "quelqu", "aujourd")
)
#: A sign, quick to find, that there may be such articles.
_GLUED = re.compile("[ld][AEIOUÉÈÊHÎ]")
_GLUED_ARTICLE = re.compile(r"(?<![^\W\d_])([ld])(?=[AEIOUÉÈÊHÎ](?:[A-ZÉ]{2,}|[a-zéèê]{4,}))")
_LIGATURE = re.compile("[ﬀ-ﬄ]")
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"})


class _Phrase(NamedTuple):
    """A phrase as it was left, the broken word at its end, the whole word, all keys in it."""

    text: str
    lost: str
    whole: str
    words: frozenset[str]


def clean(text: str) -> str:
    """Return *text* with ``\\n`` line ends, without noise, and with what was broken mended."""
    if "&" in text and _ENTITY.search(text):
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if not text.isascii():
        text = _mend_encoding(text)
    odd = _ODD.search(text) is not None
    if odd:
        text = _LINE_ENDS.sub("\n", text).replace("\f", "\n\n")
        text = _NOISE.sub("", text)
    if ">" in text:
        text = _strip_debris(text)
    if odd and _LIGATURE.search(text):
        text = text.translate(_LIGATURES)
    return unicodedata.normalize("NFC", _mend_letters(text))


def _mend_encoding(text: str) -> str:
    odd = _ODD.search(text) is not None
    if odd and _SURROGATES.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if _two_beyond_ascii().may_be_in(text) and _SUSPECT.search(text):
        odd = True
        text = "\n".join(
            ftfy.fix_encoding(line)
            if len(line) < _MAX_MENDED_LINE and _SUSPECT.search(line)
            else line
            for line in text.split("\n")
        )
    return fix_c1_controls(text) if odd and _C1.search(text) else text


def _strip_debris(text: str) -> str:
    """Turn links and addresses into readable ones and drop tags and stray attributes."""
    if "mailto:" in text:
        text = _MAILTO.sub(_readable_link, text)
    if "http" in text and '"' in text:
        text = _LINK.sub(_readable_link, text)
    if _LINK_MARK in text:
        text = _LINK_OPENING.sub("", text)
    if '="' in text or "=\n" in text:
        text = _ATTRIBUTES.sub("", text)
    if "<" in text:
        text = _TAG.sub("", _BREAK_TAG.sub("\n", text))
    return text


def _readable_link(match: re.Match[str]) -> str:
    address, shown = match[1], match[2]
    bare = shown.strip().strip("<>\"'.,;")
    if not bare or bare in address or address in bare:
        return _LINK_MARK + (shown.strip() if "@" in bare or "." in bare else address + shown)
    return f"{_LINK_MARK}{address} {shown.strip()}"


def _mend_letters(text: str) -> str:
    """Put back œ and the apostrophe where French lost them."""
    broken, phrases = _suspected(text)
    glued = _glued().may_be_in(text) and _GLUED.search(text)
    marked = ("?" in text or "¿" in text or "\ufffd" in text) and _MARKED.search(text)
    if not (broken or glued or marked or phrases) or not _is_french(text):
        return text
    for phrase in phrases:
        lead, lost = phrase.text[: -len(phrase.lost)], phrase.lost
        text = re.sub(rf"\b({lead}){lost}\b", rf"\g<1>{phrase.whole}", text)
    if marked:
        text = _MARKED_WORD.sub(_unmarked, text)
    if broken:
        text = _BROKEN_WORD.sub(_whole, text)
    return _GLUED_ARTICLE.sub(r"\1'", text) if glued else text


def _suspected(text: str) -> tuple[bool, Sequence[_Phrase]]:
    """Tell whether there are broken words, and return the broken phrases that there may be."""
    # The keys of all words rule nearly every text out at once.
    seen = loose_letter_keys(text)
    phrases = [phrase for phrase in _broken_phrases() if phrase.words <= seen]
    broken = not seen.isdisjoint(_broken_keys())
    if not (broken or phrases):
        return False, ()
    lowered = text.lower()
    broken = broken and not _broken_words().keys().isdisjoint(_WORD.findall(lowered))
    return broken, [phrase for phrase in phrases if phrase.text in lowered]


@cache
def _two_beyond_ascii() -> Pair:
    beyond = "?" + "".join(char for char in quick_characters() if not char.isascii())
    return Pair(beyond, beyond)


@cache
def _glued() -> Pair:
    return Pair("ld", "AEIOUÉÈÊHÎ")


def _is_french(text: str) -> bool:
    return len([*islice(_FRENCH.finditer(text[:20_000]), 3)]) == 3


def _whole(match: re.Match[str]) -> str:
    whole = _broken_words().get(match[1].lower())
    return _like(match[1], whole) if whole else match[0]


def _unmarked(match: re.Match[str]) -> str:
    """Return the word with œ, or an apostrophe, where a mark stands for it."""
    before, after = match[1], match[2]
    if f"{before}œ{after}".lower() in _whole_words():
        return _like(before + after, f"{before}œ{after}".lower())
    if before.lower() in _ELIDED and len(after) > 1:
        return f"{before}'{after}"
    return match[0]


def _like(model: str, word: str) -> str:
    """Return *word* in the capitals of *model*."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if model[0].isupper() else word


@cache
def _broken_words() -> Mapping[str, str]:
    """Return what is left of a word -> the word, in lower case."""
    return MappingProxyType(
        {
            entry["broken"] + end: entry["whole"] + end
            for entry in load_table("labels", "repairs")["word"]
            for end in entry["ends"]
        }
    )


@cache
def _whole_words() -> frozenset[str]:
    singles = load_table("labels", "repairs")["marked"]
    return frozenset({*_broken_words().values(), *singles})


@cache
def _broken_keys() -> frozenset[str]:
    return frozenset(key(word) for word in _broken_words())


@cache
def _broken_phrases() -> tuple[_Phrase, ...]:
    return tuple(
        _Phrase(lead + entry["lost"], entry["lost"], entry["whole"], _words_of(lead, entry["lost"]))
        for entry in load_table("labels", "repairs")["phrase"]
        for lead in entry["leads"]
    )


def _words_of(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in key(text).split())
