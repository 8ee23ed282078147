"""Text as it was meant: mojibake, entities, HTML debris and lost letters mended, marks dropped.

Nothing is guessed: a letter is put back only where what is left of the word proves it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from index.gazetteer import load_table
from index.ingest.traces import Traces

_LINE_ENDS = re.compile("\r\n?|[\x0b\x85\u2028\u2029]")
_NOISE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u200b\u2060\ufeff\u00ad]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_C1 = re.compile("[\x80-\x9f]")
#: All that is mended sign by sign; hardly any text has one of them.
_ODD_SIGN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2028\u2029\u2060\ud800-\udfff\ufb00-\ufb04\ufeff]"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
#: A character that begins UTF-8 read as a one-byte encoding, before another beyond ASCII.
_LEAD2 = "[\u00c2-\u00df\u0102-\u0178\u0410-\u0433√‚¬ƒ]"
_LEAD3 = "[\u00e0-\u00f4]"
_SUSPECT = re.compile(rf"{_LEAD2}[^\x00-\x7f]|{_LEAD3}[^\x00-\x7f]{{2}}")
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
_BROKEN_WORD = re.compile(r"(?<![^\W\d_])[?\ufffd¿]?([^\W\d_]+)")
#: A mark in the place of one letter, inside a word or before it, and the letters that follow.
_MARKED = tuple((mark, re.compile(rf"[{mark}]([^\W\d_]{{1,12}})")) for mark in "?\ufffd¿")
_MARKED_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]{0,8})[?\ufffd¿]([^\W\d_]{1,12})")
_ELIDED = frozenset(
    ("l", "d", "n", "s", "c", "j", "m", "t", "qu", "jusqu", "lorsqu", "puisqu", "quelqu", "aujourd")
)
_GLUED_ARTICLE = re.compile(r"(?<![^\W\d_])([ld])(?=[AEIOUÉÈÊHÎ](?:[A-ZÉ]{2,}|[a-zéèê]{4,}))")
#: A word that begins with an article and a capital vowel, as the table has them; a character
#: beyond ASCII is a blank, or what its end stands for.
_GLUED, _ACCENTED = b" lA", b"\xc3"
_OPENINGS = bytes(
    ord("l" if char in "ld" else "A" if char in "AEIOUH\x88\x89\x8a\x8e" else " x"[char.isalpha()])
    for char in (chr(byte) if byte < 0xA0 else " " for byte in range(256))
)
#: What parts the characters that have to be looked at, and what stands for the odd ones of ASCII.
_RUNS = bytes(
    byte
    if byte >= 0x80
    else 0x01
    if byte == 0x7F or (byte < 0x20 and byte not in b"\t\n")
    else 0x20
    for byte in range(256)
)
#: A longer text is looked at as it is: its runs would take many times its memory.
_MUCH = 1 << 20
#: Sound characters beyond the letters and the punctuation of Latin scripts.
_SOUND_SIGNS = "‰′″‹›€™●■□▪"
_NEIGHBOURS = "àâçèéêëîïôùûñáíóúÀÉÈ’‘“”«»–—…°€\N{NO-BREAK SPACE}"
_LIGATURE = re.compile("[ﬀ-ﬄ]")
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"})


class _Phrase(NamedTuple):
    """A phrase as it was left, the broken word at its end, and the whole word."""

    text: str
    lost: str
    whole: str


def clean(text: str) -> str:
    """Return *text* with ``\\n`` line ends, without noise, and with what was broken mended."""
    if "&" in text and _ENTITY.search(text):
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    data = _bytes_of(text)
    strange = _strange(data)
    mended = text
    if strange and (_ODD_SIGN.search(strange) or _SUSPECT.search(strange)):
        mended = _mend_signs(mended)
    if ">" in mended:
        mended = _strip_debris(mended)
    if mended is not text:
        data = _bytes_of(mended)
    mended = _mend_letters(mended, data)
    return unicodedata.normalize("NFC", mended) if strange else mended


def _bytes_of(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _strange(data: bytes) -> str:
    """Return each run of characters beyond ASCII, or of odd signs, that has to be looked at.

    Nearly all of those of a text in the three languages are a single sound letter or mark, and
    only single ones are odd, only runs of them misread: none is told by what is not in the run.
    """
    if len(data) > _MUCH:
        return data.decode("utf-8", "surrogatepass")
    runs = data.translate(_RUNS).split()
    if _sound().issuperset(runs):
        return ""
    return b" ".join({*runs} - _sound()).decode("utf-8", "surrogatepass")


def _mend_signs(text: str) -> str:
    """Mend what was read in the wrong encoding, and what is mended sign by sign."""
    if not text.isascii():
        text = _mend_encoding(text)
    text = _LINE_ENDS.sub("\n", text).replace("\f", "\n\n")
    text = _NOISE.sub("", text)
    return text.translate(_LIGATURES) if _LIGATURE.search(text) else text


def _mend_encoding(text: str) -> str:
    import ftfy  # it takes a tenth of the start of a process, and few texts need it
    from ftfy.fixes import fix_c1_controls

    if _SURROGATES.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    odd = _ODD_SIGN.search(text) is not None
    if _SUSPECT.search(text):
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


def _mend_letters(text: str, data: bytes) -> str:
    """Put back œ and the apostrophe where French lost them; *data* is the text in UTF-8."""
    found, marked = _traces().found(data), _is_marked(text)
    glued = _GLUED in b" " + data.translate(_OPENINGS, _ACCENTED)
    if not (found or marked or glued) or not _is_french(text):
        return text
    for phrase in _broken_phrases():
        if phrase.text in found:
            lead, lost = phrase.text[: -len(phrase.lost)], phrase.lost
            text = re.sub(rf"\b({lead}){lost}\b", rf"\g<1>{phrase.whole}", text)
    if marked:
        text = _MARKED_WORD.sub(_unmarked, text)
    if not found.isdisjoint(_broken_words()):
        text = _BROKEN_WORD.sub(_whole, text)
    return _GLUED_ARTICLE.sub(r"\1'", text) if glued else text


def _is_marked(text: str) -> bool:
    """Tell whether a mark may stand for a letter: after one, or where œ makes a word of the rest.

    No other word is mended by ``_unmarked``; in Spanish, each question opens with such a mark.
    """
    for mark, pattern in _MARKED:
        for match in pattern.finditer(text) if mark in text else ():
            before = match.start() - 1
            if before >= 0 and text[before].isalnum():
                return True
            if f"œ{match[1]}".lower() in _whole_words():
                return True
    return False


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
def _broken_phrases() -> tuple[_Phrase, ...]:
    return tuple(
        _Phrase(lead + entry["lost"], entry["lost"], entry["whole"])
        for entry in load_table("labels", "repairs")["phrase"]
        for lead in entry["leads"]
    )


@cache
def _traces() -> Traces:
    phrases = _broken_phrases()
    whole = ((text, text[: -len(lost)] + whole) for text, lost, whole in phrases)
    return Traces((*_broken_words().items(), *whole))


@cache
def _sound() -> frozenset[bytes]:
    """Return characters that nothing is wrong with, and that no normal form has otherwise.

    Those that stand side by side in the three languages are there as pairs, too.
    """
    codes = (*range(0xA0, 0x250), *range(0x2010, 0x2028), *map(ord, _SOUND_SIGNS))
    singles = [chr(code) for code in codes if not _ODD_SIGN.match(chr(code))]
    pairs = [one + other for one in _NEIGHBOURS for other in _NEIGHBOURS]
    return frozenset(text.encode() for text in (*singles, *pairs) if not _SUSPECT.match(text))
