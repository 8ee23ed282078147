"""The date of publication: on a line of its own, in a dateline, or at the end of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from index.gazetteer import load_table
from index.ingest.blocks import Line, ends_sentence
from index.ingest.dates import first_date, is_date, parse_date
from index.ingest.pagewords import is_credit, is_word, opens
from index.ingest.places import is_country
from index.keys import key

#: A dateline opens a paragraph; its date ends within so many characters.
_REACH = 130
#: So many lines with words are near the headline, and near the end.
_TOP, _FOOT = 6, 4
#: Further down a long text, a paragraph that opens with a place and a date is a quotation.
_DATELINE_LINES = 300
#: Written out, for what a pattern begins with is looked for quickly.
_YEAR, _DIGITS = re.compile(r"\d\d\d\d"), re.compile(r"\d\d")
#: What follows the date of a dateline: a dash; after a date that opens the line also a colon.
_DASH = re.compile(r"^[\s\xa0]*[)\]]?[\s\xa0]*[.,:]?[\s\xa0]*[-–—―](?=[\s\xa0]|[^\W\d_«“\"]|$)")
_MARK = re.compile(r"^[\s\xa0]*[)\]]?[\s\xa0]*(?:[.:,](?=\s|$)|$)")


#: In place of a line: the date stands in the text, or in its signature ("Fait à Dakar, le …").
IN_TEXT, SIGNED = -1, -2


class Dated(NamedTuple):
    """A date of publication, and the line that holds nothing else, or a mark of the above."""

    iso: str
    line: int


def date_on_line(lines: Sequence[Line], first: int, end: int) -> Dated | None:
    """Return the date on a line of its own, near the headline or at the end of the page."""
    for place in _ends(lines, first, end):
        iso = line_date(lines[place].text)
        if iso and not _dash_follows(lines, place):
            return Dated(iso, SIGNED if opens("signed", lines[place].text) else place)
    return None


def _ends(lines: Sequence[Line], first: int, end: int) -> list[int]:
    """Return the first lines with words, then the last, from the end."""
    top = [*islice((place for place in range(first, end) if lines[place].text), _TOP)]
    rest = range(end - 1, top[-1] if top else end, -1)
    return [*top, *islice((place for place in rest if lines[place].text), _FOOT)]


def _dash_follows(lines: Sequence[Line], place: int) -> bool:
    """Tell a dateline that was wrapped right before its dash."""
    following = lines[place + 1 : place + 2]
    return bool(following) and following[0].bullet in tuple("-–—") and bool(following[0].text)


def line_date(text: str) -> str | None:
    """Return the full date of a line that says nothing but when the page was published."""
    if len(text) > 120 or not _DIGITS.search(text) or text.endswith(("-", "–", "—")):
        return None
    found = first_date(text)
    if found is None and (len(text) >= 40 or not opens("published", text)):
        return None
    if opens("updated", text) or is_credit(text):
        return None
    if found is None:
        iso = parse_date(text)
        return iso if iso and len(iso) == 10 else None
    if is_date(text):
        return found.iso
    before = text[: found.start]
    if len(text) - found.end > 25 or _sentence_follows(text[found.end :]):
        return None
    if opens("published", text) and key(before).count(" ") < 5:
        return found.iso
    tail = text[found.end :].strip(" .,;:|-–()")
    return found.iso if not tail and _is_place(before) and len(before) < 60 else None


def updated_date(lines: Sequence[Line]) -> Dated | None:
    """Return the date of the last change that the page tells ("Mise à jour le …")."""
    places: Sequence[int] = range(len(lines))
    if len(lines) > _DATELINE_LINES:
        places = [*places[:_DATELINE_LINES], *places[-_DATELINE_LINES:]]
    for place in places:
        line = lines[place]
        if len(line.text) <= 120 and _YEAR.search(line.text) and opens("updated", line.text):
            found = first_date(line.text)
            if found:
                return Dated(found.iso, place)
    return None


def dateline(lines: Sequence[Line], first: int, end: int) -> Dated | None:
    """Return the date of the first line that opens with one, after a place or alone.

    >>> dateline([Line("Niamey, le 14 mars 2016 – Le projet", 0, "")], 0, 1).iso
    '2016-03-14'
    """
    for place in range(first, min(end, first + _DATELINE_LINES)):
        text = _opening(lines, place)
        if not _YEAR.search(text, 0, _REACH):
            continue
        text = text[:_REACH]
        found = None if is_credit(text) else first_date(text)
        if not found or not _is_place(text[: found.start]):
            continue
        rest = text[found.end :]
        alone = not text[: found.start].strip(" ([")
        if _DASH.match(rest) or (alone and _MARK.match(rest) and _opens_paragraph(lines, place)):
            return Dated(found.iso, IN_TEXT)
    return None


def _opening(lines: Sequence[Line], place: int) -> str:
    """Return the beginning of a paragraph, over the lines that it was wrapped to."""
    text = lines[place].text
    following = place + 1
    if not text or len(text) >= _REACH or following == len(lines) or not lines[following].text:
        return text
    if _opens_paragraph(lines, place):
        while following < len(lines) and lines[following].text and len(text) < _REACH:
            text = " ".join(f"{text} {lines[following].bullet} {lines[following].text}".split())
            following += 1
    return text


def _opens_paragraph(lines: Sequence[Line], place: int) -> bool:
    """Tell whether a line begins a paragraph, and is not the middle of a wrapped sentence."""
    if place == 0 or lines[place].bullet:
        return True
    before = lines[place - 1]
    return not before.text or ends_sentence(before.text) or before.lone


def _sentence_follows(rest: str) -> bool:
    return len(re.findall(r"[^\W\d_]+", rest)) > 2


def _is_place(before: str) -> bool:
    """Tell whether what stands before a date is a place, a weekday and small words, or nothing."""
    before = before.strip(" \t\xa0([,–—-:|/")
    if not before:
        return True
    if len(before) > 80 or before[-1] in ".!?;»" or any(char.isdigit() for char in before):
        return False
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", before)
    if words and key(words[0]) in _words("times"):
        return False
    named = is_country(before.rsplit(",", 1)[-1]) or is_country(before)
    small = not named and any(
        word.islower() and key(word) not in _words("dateline") for word in words
    )
    return not small and len(words) <= 10 and not is_word("related", before)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("labels", "words")[name].split())
