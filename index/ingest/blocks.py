"""Lines of a text, with the indentation and the bullet that tell what they are."""

from __future__ import annotations

import re
import string
from typing import NamedTuple

#: Marks that open a list item whether or not a blank follows, and those that need one.
_ALWAYS = frozenset("•‣▪◦●○■□∙⁃➢►▶✓❖◆◇")
_BEFORE_BLANK = frozenset("-–—*+·−")
#: A line that is drawn, between parts or under the head of a table.
_RULE = re.compile(r"[-=_*|:+#~ ]{3,}")
#: What a drawn line ends with, and what most lines begin with, that are neither drawn nor marked.
_RULES, _PLAIN = frozenset("-=_*|#~"), frozenset(string.ascii_letters + string.digits)
_new = tuple.__new__  # the constructor of a named tuple is a function that calls it
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_EMPHASIZED = ("**", "__")
_EMPHASIS = re.compile(r"^(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1(?=\s*:|\s*$|:)")
_SENTENCE_END = (".", "!", "?", "…", ".»", ". »", ".”", ".)", "!»", "?»", "»", ":", ";", ",")


class Line(NamedTuple):
    """One line: ``text`` without bullet and outer blanks, ``indent`` in characters."""

    text: str
    indent: int
    bullet: str

    @property
    def blank(self) -> bool:
        """Whether there is nothing on the line, not even a bullet."""
        return not self.text and not self.bullet

    @property
    def lone(self) -> bool:
        """Whether the line is a bullet and nothing else."""
        return bool(self.bullet) and not self.text


def split_lines(text: str) -> list[Line]:
    """Return the lines of *text*; trailing blanks and bullets are told apart from the words."""
    lines: list[Line] = []
    nothing = Line("", 0, "")
    for raw in text.split("\n"):
        words = raw.strip()
        if not words or (words[-1] in _RULES and _RULE.fullmatch(words)):
            lines.append(nothing)
            continue
        first = words[0]
        indent = 0 if raw[0] == first else len(raw) - len(raw.lstrip())
        if first in _PLAIN:
            lines.append(_new(Line, (words, indent, "")))
        else:
            lines.append(_marked_line(words, indent))
    return lines


def _marked_line(text: str, indent: int) -> Line:
    """Return a line that may begin with a bullet, or with what makes it a heading or emphasis."""
    first, bullet = text[0], ""
    if first in _ALWAYS or (first in _BEFORE_BLANK and (len(text) == 1 or text[1].isspace())):
        text, bullet = text[1:].lstrip(), first
    elif first == "#":
        text = _HEADING.sub("", text, count=1)
    if text.startswith(_EMPHASIZED):
        text = _EMPHASIS.sub(r"\2", text, count=1)
    return _new(Line, (text, indent, bullet))


def ends_sentence(text: str) -> bool:
    """Tell whether *text* ends as sentences do, and not as headings and menu entries do."""
    return text.endswith(_SENTENCE_END)
